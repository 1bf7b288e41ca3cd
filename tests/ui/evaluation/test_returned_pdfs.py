"""Returned PDFs: looked at file by file, taken in one act, and what is refused can be saved."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS
from tests.exchange.filled import by_a_reader
from tests.services.evaluation.asked_first_aid import CONFIDENCE, WORDS, Asked, a_questionnaire
from tests.ui.accessible import nameless
from tests.ui.evaluation.after_first_aid import address, asked, desk
from tests.ui.evaluation.filled import press
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.form_papers import fillable_form
from trainingdesk.services.evaluation.returned_pdfs import PdfFate
from ui.evaluation.entry_tab import PDFS, EntryTab
from ui.evaluation.returned_pdfs_panel import EMPTY
from ui.parts.jobs import Jobs
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk
from ui.parts.way import Way
from ui.parts.words import Words

__all__ = ["address", "asked", "desk"]

NAMELESS = {"q_CONF_": 5}


@pytest.fixture
def tab(qtbot: QtBot, asked: Asked, way: Way, jobs: Jobs) -> Iterator[EntryTab]:
    page = EntryTab(LiveDesk(asked.desk), way, jobs)
    window = holder(down(page, gap=0))
    qtbot.addWidget(window)
    window.resize(1064, 640)
    page.show_year(TrainingYear.of(STARTS))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield page
    window.hide()


@pytest.fixture
def put(asked: Asked, tmp_path: Path) -> Callable[..., Path]:
    folder = tmp_path / "returned"
    folder.mkdir()

    def write(
        name: str, filled: Mapping[str, int | str], who: int = 0, stage: Stage = Stage.END
    ) -> Path:
        with asked.desk.reading() as db:
            _, blank = fillable_form(db, who or asked.ada_booking, stage)
        path = folder / name
        path.write_bytes(by_a_reader(blank, filled))
        return folder

    return write


def read(qtbot: QtBot, tab: EntryTab, *paths: Path) -> None:
    tab.read_pdfs()
    tab.pdfs.look(paths)
    qtbot.waitUntil(lambda: not tab.jobs.busy)


def fates(tab: EntryTab) -> list[PdfFate]:
    return [row.fate for row in tab.pdfs.rows]


def here(tab: EntryTab) -> QWidget | None:
    return tab.stack.currentWidget()


def test_before_a_file_is_chosen_the_page_says_what_it_is_for(tab: EntryTab) -> None:
    tab.show_year(tab.year, find=PDFS)
    assert here(tab) is tab.pdfs
    assert tab.pdfs.empty.prose.text() == EMPTY
    press("Esc")
    assert here(tab) is tab.start


def test_a_folder_is_looked_at_and_taken_from_the_keyboard(
    qtbot: QtBot,
    tab: EntryTab,
    asked: Asked,
    put: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = put("ada.pdf", {"q_CONF_": 7})
    put("grace.pdf", {"q_CONF_": 3}, asked.grace_booking)
    told: list[str] = []
    tab.live.told.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    tab.read_pdfs()
    press("Ctrl+Shift+N")
    qtbot.waitUntil(lambda: len(tab.pdfs.rows) == 2)
    hold_to_the_rules_of_qt(tab.pdfs.table.rows_model)
    assert fates(tab) == [PdfFate.NEW, PdfFate.NEW]
    assert tab.pdfs.foot.text() == "2 files: 2 to take"
    assert not nameless(tab)
    assert not asked.forms()
    press("Ctrl+S")
    assert len(asked.forms()) == 2
    assert told == ["2 forms taken from returned PDFs."]
    assert here(tab) is tab.start
    asked.desk.undo()
    assert not asked.forms()


def test_files_are_chosen_one_by_one(
    qtbot: QtBot, tab: EntryTab, put: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [str(path) for path in put("ada.pdf", {"q_CONF_": 7}).iterdir()]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))
    tab.read_pdfs()
    press("Ctrl+N")
    qtbot.waitUntil(lambda: fates(tab) == [PdfFate.NEW])


def test_files_can_be_dropped_on_the_page(
    qtbot: QtBot, tab: EntryTab, put: Callable[..., Path]
) -> None:
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(put("ada.pdf", {"q_CONF_": 7})))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    tab.dragEnterEvent(over := QDragEnterEvent(QPointF(9, 9).toPoint(), copy, held, left, none))
    assert over.isAccepted()
    tab.dropEvent(QDropEvent(QPointF(9, 9), copy, held, left, none))
    qtbot.waitUntil(lambda: fates(tab) == [PdfFate.NEW])


def test_what_is_refused_stays_with_why_and_can_be_saved_or_entered_by_hand(
    qtbot: QtBot,
    tab: EntryTab,
    asked: Asked,
    put: Callable[..., Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = put("ada.pdf", {"q_CONF_": 7})
    put("grace.pdf", {"q_TIMES_": "often"}, asked.grace_booking)
    (folder / "letter.docx").write_bytes(b"PK")
    read(qtbot, tab, folder)
    assert tab.pdfs.foot.text() == "3 files: 1 to take, 2 refused"
    tab.pdfs.take_action.trigger()
    assert len(asked.forms()) == 1
    assert fates(tab) == [PdfFate.REFUSED, PdfFate.REFUSED]
    assert not tab.pdfs.take_button.isEnabled()

    saved = tmp_path / "refused.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), "(*.csv)"))
    tab.export()
    lines = saved.read_text("utf-8-sig").splitlines()
    assert lines[0] == "File,Whose form,Why"
    assert lines[2] == "letter.docx,,This is not a PDF."

    by_name = {row.path.name: row.id for row in tab.pdfs.rows}
    tab.pdfs.table.select_id(by_name["letter.docx"])
    press("Enter")
    assert here(tab) is tab.pdfs
    tab.pdfs.table.select_id(by_name["grace.pdf"])
    said = [words.text() for words in tab.pdfs.card.findChildren(Words)]
    assert any("takes a whole number, not “often”" in words for words in said)
    press("Enter")
    assert tab.form.paper is not None
    assert tab.form.paper.delegate_id == asked.first_aid.grace


def test_a_form_without_a_name_whose_answers_are_here_is_asked_about(
    qtbot: QtBot, tab: EntryTab, asked: Asked, put: Callable[..., Path]
) -> None:
    with asked.desk.changing("Ask") as db:
        a_questionnaire(db, Stage.FOLLOW_UP, CONFIDENCE, WORDS, anonymous=True)
    folder = put("a.pdf", NAMELESS, stage=Stage.FOLLOW_UP)
    read(qtbot, tab, folder)
    tab.pdfs.take_action.trigger()
    assert here(tab) is tab.start

    read(qtbot, tab, folder)
    assert fates(tab) == [PdfFate.ALIKE]
    assert not tab.pdfs.take_action.isEnabled()
    tab.pdfs.table.select_id(0)
    press("Space")
    assert tab.pdfs.foot.text() == "1 file: 1 to take"
    tab.pdfs.card.chosen.emit("take")
    assert fates(tab) == [PdfFate.ALIKE]
    press("Space", "Ctrl+S")
    assert asked.forms() == [(None, Stage.FOLLOW_UP, {"CONF": 5})] * 2


def test_a_folder_that_cannot_be_read_or_is_empty_says_so(
    qtbot: QtBot, tab: EntryTab, tmp_path: Path
) -> None:
    empty, full = tmp_path / "empty", tmp_path / "full"
    for folder in (empty, full):
        folder.mkdir()
    for number in range(2001):
        (full / str(number)).touch()
    read(qtbot, tab, full)
    assert tab.pdfs.notice.words.text() == "full holds more than 2,000 files."
    read(qtbot, tab, empty)
    assert tab.pdfs.notice.words.text() == "There is no file in this folder."


def test_what_became_wrong_meanwhile_is_said(
    qtbot: QtBot, tab: EntryTab, asked: Asked, put: Callable[..., Path]
) -> None:
    folder = put("grace.pdf", {"q_CONF_": 7}, asked.grace_booking)
    read(qtbot, tab, folder)
    asked.close_register()
    tab.pdfs.take()
    assert tab.pdfs.notice.words.text().startswith("grace.pdf: Grace Hopper did not come")
