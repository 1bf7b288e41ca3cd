"""Giving out the forms of an event: of which stage, how many, on paper or to be filled in."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.reports.pages import texts
from tests.services.evaluation.asked_first_aid import CONFIDENCE, WORDS, Asked, a_questionnaire
from tests.ui.accessible import nameless
from tests.ui.evaluation.after_first_aid import address, asked, desk
from tests.ui.evaluation.filled import press
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.storage.models import Delegate, Event, Questionnaire
from ui.evaluation.form_papers_acts import NO_NUMBER, NOTHING, FormPapersPanel
from ui.parts.jobs import Jobs
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk

__all__ = ["address", "asked", "desk"]


@pytest.fixture
def panel(qtbot: QtBot, asked: Asked, jobs: Jobs) -> FormPapersPanel:
    made = FormPapersPanel(LiveDesk(asked.desk), jobs)
    window = holder(down(made, gap=0))
    qtbot.addWidget(window)
    window.resize(500, 640)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.window_kept = window  # type: ignore[attr-defined]
    made.begin(asked.first_aid.event, "FA-1")
    return made


def saves_as(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "PDF (*.pdf)"))


def given_out(asked: Asked) -> date | None:
    with asked.desk.reading() as db:
        return db.get_one(Questionnaire, asked.end).given_out_on


def test_the_forms_of_everybody_are_saved_to_print(
    qtbot: QtBot,
    panel: FormPapersPanel,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    saves_as(monkeypatch, tmp_path / "forms.pdf")
    assert given_out(asked) is None
    assert panel.stage.chosen() == Stage.END.value
    assert panel.told.text() == "“End form” asks 7 questions. 2 people get one with their name."
    assert panel.copies.isHidden()
    assert not nameless(panel)
    with qtbot.waitSignal(panel.done) as done:
        press("Ctrl+S")
    assert done.args == ["Saved the forms of FA-1 as forms.pdf."]
    assert len(texts((tmp_path / "forms.pdf").read_bytes())) == 2
    assert given_out(asked) == asked.desk.today()
    assert panel.isHidden()


def test_a_fillable_form_for_each_is_saved_into_a_folder(
    qtbot: QtBot,
    panel: FormPapersPanel,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    with qtbot.waitSignal(panel.done) as done:
        press("Ctrl+Shift+S")
    assert done.args == ["Saved 2 fillable forms into out."]
    assert given_out(asked) == asked.desk.today()
    code = str(FormCode(Stage.END, booking_id=asked.ada_booking))
    assert sum(code in path.name for path in folder.iterdir()) == 1


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+Shift+S"])
def test_what_is_made_is_the_version_that_was_noted_as_given_out(
    qtbot: QtBot,
    panel: FormPapersPanel,
    jobs: Jobs,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    keys: str,
) -> None:
    saves_as(monkeypatch, tmp_path / "forms.pdf")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))

    def ask_otherwise() -> None:
        """Have another version stand, as somebody else may while the forms are made."""
        with asked.desk.changing("Ask") as db:
            db.get_one(Questionnaire, asked.end).ended_on = asked.desk.today()
            a_questionnaire(db, Stage.END, WORDS)

    jobs.began.connect(ask_otherwise)
    with qtbot.waitSignal(panel.done):
        press(keys)
    for path in tmp_path.glob("*.pdf"):
        assert CONFIDENCE.words in "".join(texts(path.read_bytes()))
    assert given_out(asked) == asked.desk.today()


def test_whoever_has_answered_gets_none(asked: Asked, panel: FormPapersPanel) -> None:
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.grace)
    panel.show_stage()
    told = "1 person gets one with their name. 1 has answered and gets none."
    assert panel.told.text().endswith(told)
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.ada)
    panel.show_stage()
    assert panel.told.text().endswith("Everybody has answered: all 2.")
    assert not panel.save.isEnabled()


def test_a_stage_that_asks_nothing_offers_nothing(panel: FormPapersPanel) -> None:
    panel.stage.choose(Stage.MANAGER.value)
    assert panel.told.text() == NOTHING
    assert not panel.save.isEnabled()
    assert not panel.fillable.isEnabled()


def test_forms_without_a_name_are_printed_in_as_many_copies_as_are_wanted(
    qtbot: QtBot,
    panel: FormPapersPanel,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with asked.desk.changing("Ask") as db:
        a_questionnaire(db, Stage.FOLLOW_UP, CONFIDENCE, WORDS, anonymous=True)
    panel.stage.choose(Stage.FOLLOW_UP.value)
    assert panel.told.text().endswith("without a name. 0 of 2 have come.")
    assert panel.copies.text() == "2"
    saves_as(monkeypatch, tmp_path / "forms.pdf")
    panel.copies.set_text("many")
    panel.print_them()
    assert panel.copies.error.text() == NO_NUMBER
    panel.copies.set_text("3")
    with qtbot.waitSignal(panel.done):
        panel.print_them()
    assert len(texts((tmp_path / "forms.pdf").read_bytes())) == 3


def test_the_file_to_print_is_called_by_the_stage_as_pages_say_it(
    panel: FormPapersPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_for: list[str] = []

    def nowhere(_parent: object, _title: str, path: str, *_: object) -> tuple[str, str]:
        asked_for.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", nowhere)
    panel.print_them()
    assert asked_for == ["Forms FA-1 End of course.pdf"]


def test_what_cannot_be_saved_is_said(
    qtbot: QtBot, panel: FormPapersPanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saves_as(monkeypatch, tmp_path / "gone" / "forms.pdf")
    panel.print_them()
    qtbot.waitUntil(lambda: "there is no such folder" in panel.notice.words.text())
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    panel.print_them()
    panel.save_them()
    assert panel.isVisible()


def test_a_name_whose_letters_would_be_missing_is_told(
    qtbot: QtBot,
    panel: FormPapersPanel,
    asked: Asked,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with asked.desk.changing("Name") as db:
        db.get_one(Delegate, asked.first_aid.ada).first_name = "Ada \U0001f98a"
    saves_as(monkeypatch, tmp_path / "forms.pdf")
    with qtbot.waitSignal(panel.done):
        panel.print_them()
    assert "no font here has the letters \U0001f98a" in panel.notice.words.text()
    assert panel.isVisible()


def test_an_event_with_nobody_on_it_says_so(asked: Asked, panel: FormPapersPanel) -> None:
    with asked.desk.changing("Close") as db:
        event = db.get_one(Event, asked.first_aid.event)
        event.register_closed_on = event.starts
    panel.show_stage()
    assert panel.told.text().endswith("Nobody is expected to answer yet.")
