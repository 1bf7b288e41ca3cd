"""Importing as a user does it: choose, look, import, take back."""

import csv
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import an_agency
from trainingdesk.services.desk import Desk
from trainingdesk.services.today import Held, held
from ui.importing.page import ImportingPage
from ui.importing.preview_rows import FindingRow, SheetRow, sentence
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

GOOD = {
    "Agencies": [["Agency", "Sector"], ["Library", "Council"]],
    "Delegates": [
        ["Delegate", "First name", "Last name", "Agency"],
        ["D1", "Ada", "King", "Library"],
        ["D2", "فاطمة", "الزهراء", " library "],
    ],
}
BAD = {
    **GOOD,
    "Delegates": [*GOOD["Delegates"], ["D3", "Grace", "Hopper", "=Nowhere"]],
    "Bookings": [["Event", "Delegate", "Status"], ["E1", "D3", "Booked"]],
}


def a_file(path: Path, sheets: dict[str, list[list[str]]]) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
            for cell in sheet[sheet.max_row]:
                cell.data_type = "s"  # what looks like a formula is text here
    book.save(path)
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return a_file(tmp_path / "good.xlsx", GOOD)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    return a_file(tmp_path / "bad.xlsx", BAD)


@pytest.fixture
def page(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> ImportingPage:
    page = ImportingPage(live, way, jobs)
    page.year = "2026-27"
    qtbot.addWidget(page)
    page.resize(1064, 640)
    page.show()
    return page


@pytest.fixture
def done(qtbot: QtBot, jobs: Jobs) -> Callable[[Callable[[], object]], None]:
    """Do something that takes a job, and wait for its end."""

    def doing(act: Callable[[], object]) -> None:
        with qtbot.waitSignal(jobs.ended):
            act()

    return doing


def found_in(page: ImportingPage) -> list[FindingRow]:
    rows = page.preview.found.rows_model.rows
    return [row for row in rows if isinstance(row, FindingRow)]


def holds(desk: Desk) -> Held:
    with desk.reading() as db:
        return held(db)


Done = Callable[[Callable[[], object]], None]


def test_a_good_file_is_looked_at_and_nothing_is_stored(
    page: ImportingPage, good: Path, desk: Desk, done: Done
) -> None:
    done(lambda: page.take([good]))
    preview = page.preview
    assert page.pages.currentWidget() is preview
    assert preview.heading.title.text() == "Import good.xlsx"
    assert preview.heading.about.text().startswith("3 rows: 3 new, 0 changed and 0 already here.")
    assert preview.bring.text() == "Import all 3 rows"
    assert preview.tabs.here == "Sheets"
    sheets = [row for row in preview.sheets.rows_model.rows if isinstance(row, SheetRow)]
    assert [(row.sheet, row.new) for row in sheets] == [
        ("All sheets", 3),
        ("Agencies", 1),
        ("Delegates", 2),
    ]
    assert holds(desk) == Held(0, 0, 0)


def test_the_good_file_is_imported_and_can_be_taken_back(
    page: ImportingPage, good: Path, desk: Desk, done: Done
) -> None:
    done(lambda: page.take([good]))
    done(page.import_action.trigger)
    assert page.pages.currentWidget() is page.result
    assert page.result.empty.title.text() == "Imported 3 rows"
    assert "Undo takes the whole import back" in page.result.empty.prose.text()
    assert holds(desk).delegates == 2
    assert desk.undo_title == "Import (until the next change)"
    desk.undo()
    assert holds(desk).delegates == 0


def test_refused_rows_are_listed_and_may_be_left_out(
    page: ImportingPage, bad: Path, desk: Desk, done: Done
) -> None:
    done(lambda: page.take([bad]))
    preview = page.preview
    assert preview.tabs.here == "Refused"
    assert [(row.sheet, row.row, row.column) for row in found_in(page)] == [
        ("Delegates", 4, "Agency"),
        ("Bookings", 2, "Event"),
    ]
    assert preview.bring.text() == "Import the 3 good rows, leave out 2"
    done(preview.bring.click)
    assert holds(desk) == Held(events=0, delegates=2, bookings=0)
    assert "The 2 rows that cannot be stored stayed outside." in page.result.empty.prose.text()


def test_mends_have_a_list_of_their_own(page: ImportingPage, good: Path, done: Done) -> None:
    done(lambda: page.take([good]))
    page.preview.tabs.choose("Mended")
    assert "“library” was read as “Library”" in [mend.said for mend in found_in(page)]
    assert page.preview.tabs.shown() == ["Sheets", "Mended"]


@pytest.mark.parametrize(
    ("said", "sentence_of"),
    [
        ("is empty; expected the last name.", "Last name is empty; expected the last name."),
        ("there is no such date as '31/02'; expected a date.",
         "There is no such date as “31/02”; expected a date."),
        ("'Children's Social Care' is no agency; expected a name.",
         "“Children's Social Care” is no agency; expected a name."),
        ("'' and the parents' view", "“” and the parents' view"),
    ],
)  # fmt: skip
def test_each_reason_is_a_sentence(said: str, sentence_of: str) -> None:
    assert sentence("Last name", said) == sentence_of


@pytest.mark.parametrize("suffix", [".csv", ".txt"])
def test_the_reasons_are_saved_for_whoever_keeps_the_workbook(
    page: ImportingPage,
    bad: Path,
    done: Done,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
) -> None:
    path = tmp_path / f"reasons{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    said: list[str] = []
    page.said.connect(said.append)
    done(lambda: page.take([bad]))
    page.reasons_action.trigger()
    assert said == [f"Saved reasons{suffix}."]
    text = path.read_text(encoding="utf-8-sig")
    if suffix == ".csv":
        rows = list(csv.reader(text.splitlines()))
        assert rows[1][:4] == ["bad.xlsx", "Delegates", "4", "Agency"]
        assert len(rows) == 3
    else:
        assert text.startswith("bad.xlsx: Delegates row 4: Agency: '=Nowhere' is no agency")


def test_the_same_file_again_has_nothing_to_import(
    page: ImportingPage, good: Path, done: Done
) -> None:
    done(lambda: page.take([good]))
    done(page.bring_in)
    done(lambda: page.take([good]))
    assert not page.preview.bring.isEnabled()
    assert not page.import_action.isEnabled()
    assert "already" in page.preview.notice.words.text()


def test_what_is_no_workbook_is_refused_on_the_page(
    page: ImportingPage, tmp_path: Path, done: Done, good: Path
) -> None:
    letter = tmp_path / "letter.xlsx"
    letter.write_text("Dear Ada", encoding="utf-8")
    done(lambda: page.take([letter]))
    assert page.pages.currentWidget() is page.choose
    assert page.choose.notice.words.text().startswith("letter.xlsx: ")
    done(lambda: page.choose.take([good]))
    assert page.choose.notice.isHidden()
    assert page.pages.currentWidget() is page.preview


def test_a_desk_that_changed_in_between_is_looked_at_again(
    page: ImportingPage, tmp_path: Path, desk: Desk, done: Done
) -> None:
    renamed = {"Agencies": [["Agency", "Sector", "Also known as"], ["Library", "Council", "Books"]]}
    done(lambda: page.take([a_file(tmp_path / "names.xlsx", renamed)]))
    assert page.preview.bring.isEnabled()
    with desk.changing("Add") as db:
        an_agency(db, "Books")
    done(page.bring_in)
    assert page.pages.currentWidget() is page.preview
    assert page.preview.notice.words.text().startswith("The desk has changed since you looked")
    assert page.preview.tabs.here == "Refused"


def test_a_stopped_import_stores_nothing_and_can_be_asked_for_again(
    qtbot: QtBot, page: ImportingPage, good: Path, desk: Desk, jobs: Jobs, done: Done
) -> None:
    done(lambda: page.take([good]))
    held_up = threading.Event()
    jobs.run(lambda _progress: held_up.wait(10), lambda _waited: None)
    page.bring_in()
    assert not page.preview.bring.isEnabled()
    with qtbot.waitSignal(jobs.failed):
        jobs.cancel()
        held_up.set()
    assert holds(desk).delegates == 0
    assert page.pages.currentWidget() is page.preview
    assert page.preview.bring.isEnabled()


def test_a_second_file_waits_until_the_first_is_read(
    page: ImportingPage, good: Path, bad: Path, done: Done
) -> None:
    said: list[str] = []
    page.said.connect(said.append)

    def drop_twice() -> None:
        page.take([good])
        page.take([bad])

    done(drop_twice)
    assert said[0].startswith("One import at a time")
    assert page.preview.heading.title.text() == "Import good.xlsx"


def test_files_dropped_on_the_page_are_looked_at(
    page: ImportingPage, good: Path, done: Done
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(good))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    done(lambda: page.choose.dropEvent(drop))
    assert page.pages.currentWidget() is page.preview


def test_a_folder_of_csv_files_is_a_workbook(
    page: ImportingPage, tmp_path: Path, done: Done, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    (folder / "Agencies.csv").write_text("Agency,Sector\nLibrary,Council\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    done(page.folder_action.trigger)
    assert page.preview.bring.text() == "Import 1 row"


def test_a_dialog_that_is_closed_changes_nothing(
    page: ImportingPage, monkeypatch: pytest.MonkeyPatch, jobs: Jobs
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    page.files_action.trigger()
    assert not jobs.busy


def test_cancel_stores_nothing_and_goes_back(
    page: ImportingPage, good: Path, way: Way, desk: Desk, done: Done
) -> None:
    way.go(Where("Delegates"))
    way.go(Where("Settings", kind="import"))
    done(lambda: page.take([good]))
    page.preview.cancel.click()
    assert way.here == Where("Delegates")
    assert page.pages.currentWidget() is page.choose
    assert holds(desk).delegates == 0


def test_after_an_import_the_programme_is_one_step_away(
    page: ImportingPage, good: Path, way: Way, done: Done
) -> None:
    done(lambda: page.take([good]))
    done(page.bring_in)
    page.result.programme.click()
    assert way.here == Where("Programme", year="2026-27")
    page.show_again()
    assert page.pages.currentWidget() is page.choose


def test_a_preview_is_kept_while_one_looks_elsewhere(
    page: ImportingPage, good: Path, done: Done
) -> None:
    done(lambda: page.take([good]))
    page.hide()
    page.show_again()
    page.show()
    assert page.pages.currentWidget() is page.preview


def test_thousands_of_refused_rows_are_shown_a_page_at_a_time(
    page: ImportingPage, tmp_path: Path, done: Done
) -> None:
    rows = [["D", "", "King", "Nowhere"] for _ in range(3000)]
    sheets = {"Delegates": [["Delegate", "First name", "Last name", "Agency"], *rows]}
    done(lambda: page.take([a_file(tmp_path / "long.xlsx", sheets)]))
    assert page.preview.found.rows_model.rowCount() == 3000
    assert not isinstance(page.preview.found.rows_model.rows, list)
    assert page.preview.notice.words.text().startswith("No row of this file can be stored.")
    assert not page.preview.bring.isEnabled()
