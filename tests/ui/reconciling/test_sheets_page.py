"""Sheets, reports and scans handed in for a register, with keys sent to the real page."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import a_delegate, an_agency
from tests.exchange.teams import new_report, written
from tests.ui.accessible import nameless
from tests.ui.programme.world import YEAR, Clock, Twenty, Window
from trainingdesk.domain.reconciled import Fate, Settled
from trainingdesk.services.desk import Desk
from trainingdesk.services.reconciling import Taken
from trainingdesk.services.registers import register_of
from trainingdesk.services.walk_ins import add_walk_in
from trainingdesk.storage.models import Delegate, Event
from ui.parts.cell import Cell
from ui.parts.way import Where
from ui.reconciling.columns import line_columns, size_said
from ui.reconciling.page import OF_ANOTHER, SheetsPage
from ui.reconciling.told import taken_said

ALL_DAY = "9:25:00 AM|4:35:00 PM"


def page_of(window: Window) -> SheetsPage:
    page = window.place.room("sheets")
    assert isinstance(page, SheetsPage)
    return page


@pytest.fixture
def page(window: Window, twenty: Twenty, clock: Clock) -> SheetsPage:
    clock.go_after_the_event()
    window.way.go(Where("Programme", kind="sheets", id=twenty.event, year=YEAR))
    return page_of(window)


def press(*keys: str) -> None:
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keySequence(here, key)
        QApplication.processEvents()


def marks(desk: Desk, event_id: int) -> dict[str, str]:
    with desk.reading() as db:
        lines = register_of(db, event_id, today=desk.today()).lines
        return {
            line.delegate: ", ".join(mark.told for mark in line.said.values())
            for line in lines
            if line.said
        }


def fates(page: SheetsPage) -> dict[str, Fate]:
    return {row.line.told: row.fate for row in page.lines.table.rows_model.rows}  # type: ignore[union-attr]


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "sheet.csv"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def choose(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    names = [str(path) for path in paths]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (names[0], ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (names, ""))


def add_joan(desk: Desk) -> None:
    with desk.changing("Add") as db:
        a_delegate(db, an_agency(db, "Tern Police"), "Joan", "Clarke")


def test_a_walk_in_whom_the_file_leaves_out_is_shown_by_name_and_set_aside(
    page: SheetsPage, desk: Desk, twenty: Twenty, tmp_path: Path
) -> None:
    add_joan(desk)
    with desk.changing("Note walk-in") as db:
        joan = db.scalars(select(Delegate.id).where(Delegate.first_name == "Joan")).one()
        by = desk.stamp()
        add_walk_in(db, event_id=twenty.event, delegate_id=joan, by=by)
    page.load(sheet(tmp_path, "Name,Day 1", "Ada 01 Adeyemi,A"))
    rows = [row for row in page.lines.table.rows_model.rows if isinstance(row, Settled)]
    aside = next(row for row in rows if row.fate is Fate.ASIDE)
    page.lines.table.choose_ids([aside.id])
    assert page.lines.table.grab().width() > 0  # painting it once ended the program
    who = next(column for column in line_columns() if column.title == "On the register")
    assert who.cell(aside) == Cell("Clarke, Joan", note="row 21")
    press("1", "Return")
    assert list(fates(page).values()).count(Fate.ASIDE) == 1


def test_a_report_is_loaded_settled_and_taken_by_keys_alone(
    page: SheetsPage,
    window: Window,
    desk: Desk,
    twenty: Twenty,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_joan(desk)
    people = [f"Ada {n:02} Adeyemi|{ALL_DAY}" for n in range(18)]
    report = new_report([*people, f"Joan Clarke|{ALL_DAY}", f"Somebody Else|{ALL_DAY}"])
    choose(monkeypatch, written(tmp_path / "report.csv", report))
    press("Ctrl+O")
    assert fates(page)["Joan Clarke"] is Fate.WALK_IN
    assert fates(page)["Somebody Else"] is Fate.UNKNOWN
    assert fates(page)["Ada 19 Adeyemi"] is Fate.NOT_THERE
    assert list(fates(page).values()).count(Fate.TO_MARK) == 18
    press("Return")  # Joan walked in
    press("Delete")  # nobody knows who the other was
    press("Return", "P")  # one was absent, and one had sent apologies
    assert not page.lines.next.isEnabled()
    press("Ctrl+S")
    found = marks(desk, twenty.event)
    assert len(found) == 21
    assert found["Clarke, Joan"] == "Attended"
    assert [found["Adeyemi, Ada 18"], found["Adeyemi, Ada 19"]] == ["Absent", "Apologies"]
    assert window.gone[-1].tab == "Register"
    assert desk.undo_title == "Load report.csv"
    desk.undo()
    assert marks(desk, twenty.event) == {}


def test_what_was_answered_stays_while_one_looks_elsewhere(
    page: SheetsPage, window: Window, desk: Desk, twenty: Twenty, tmp_path: Path
) -> None:
    add_joan(desk)
    page.load(sheet(tmp_path, "Name,Day 1", "Joan Clarke,A", "Ada 03 Adeyemi,L 10"))
    press("Return")
    assert fates(page)["Joan Clarke"] is Fate.TO_MARK
    window.open(twenty.event, "Register")
    with desk.changing("Rename") as db:
        an_agency(db, "Another")
    window.way.go(Where("Programme", kind="sheets", id=twenty.event, year=YEAR))
    assert fates(page)["Joan Clarke"] is Fate.TO_MARK
    joan = next(row.id for row in page._rows if row.line.told == "Joan Clarke")
    page.lines.table.select_id(joan)
    press("Ctrl+B")
    assert fates(page)["Joan Clarke"] is Fate.WALK_IN
    press("Ctrl+S")
    assert marks(desk, twenty.event)["Adeyemi, Ada 03"] == "Late, 10 min"
    assert page.loaded is not None  # lines are left to settle
    press("Ctrl+R")
    assert page.loaded is None


def test_somebody_can_be_named_for_an_unknown_line(
    page: SheetsPage, desk: Desk, twenty: Twenty, tmp_path: Path, qtbot: QtBot
) -> None:
    page.load(sheet(tmp_path, "Name,Day 1", "The new one,A"))
    press("F2")
    assert page.lines.box.hasFocus()
    press("Escape")
    assert page.lines.table.hasFocus()
    press("F2")
    qtbot.keyClicks(page.lines.box, "ada 07")
    press("Return")
    (row,) = (each for each in page._rows if each.line.told == "The new one")
    assert (row.fate, row.person and row.person.listed) == (Fate.TO_MARK, "Adeyemi, Ada 07")
    page.lines.table.select_id(next(r.id for r in page._rows if r.fate is Fate.NOT_THERE))
    page.name_person(twenty.delegates[3])  # whoever is not there is nobody else
    assert sum(each.fate is Fate.TO_MARK for each in page._rows) == 1


def test_a_line_for_which_a_walk_in_was_named_agrees_once_it_is_taken(
    page: SheetsPage, desk: Desk, twenty: Twenty, tmp_path: Path, qtbot: QtBot
) -> None:
    add_joan(desk)
    page.load(sheet(tmp_path, "Name,Day 1", "iPhone,A"))
    press("F2")
    page.lines.box.clear()
    qtbot.keyClicks(page.lines.box, "joan")
    press("Return")
    assert fates(page)["iPhone"] is Fate.TO_MARK
    press("Ctrl+S")
    assert marks(desk, twenty.event) == {"Clarke, Joan": "Attended"}
    assert fates(page)["iPhone"] is Fate.AGREES


def test_whoever_is_on_the_register_and_in_no_line_is_offered_first(
    page: SheetsPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    with desk.changing("Add") as db:
        for first in ("Abel", "Ada 07a", "Ada 07b", "Adam", "Ada", "Ada Bo"):
            a_delegate(db, an_agency(db, f"Museum {first}"), first, "Aadeyemi")
    page.load(sheet(tmp_path, "Name,Day 1", "The new one,A", "Ada 00 Adeyemi,A"))
    press("F2")
    page.lines.box.clear()
    qtbot.keyClicks(page.lines.box, "ad")
    here = page.lines.box.here()
    assert here is not None
    assert (here.text, here.does) == ("Adeyemi, Ada 01", "mark with this line")


def test_of_several_lines_only_those_of_one_person_are_settled_together(
    page: SheetsPage, tmp_path: Path
) -> None:
    page.load(sheet(tmp_path, "Name,Day 1", "Adeyemi,A", "Ada 03 Adeyemi,A"))
    assert fates(page)["Adeyemi"] is Fate.OTHER_NAME
    page.lines.table.selectAll()
    press("Return")
    assert fates(page)["Adeyemi"] is Fate.OTHER_NAME
    assert list(fates(page).values()).count(Fate.TO_MARK) == 20


def test_somebody_new_is_entered_beside_the_lines_and_meant_by_theirs(
    page: SheetsPage, window: Window, tmp_path: Path
) -> None:
    gone, form = len(window.gone), page.newcomer.form
    page.load(sheet(tmp_path, "Name,Day 1", "Jo Bell,A"))
    assert page.to_know.words.text() == OF_ANOTHER
    press("F2", "Ctrl+N")  # the box has the name of the line
    assert form.isVisible()
    assert not page.take_action.isEnabled()  # Ctrl+S saves the form now
    press("Escape")
    assert (form.isVisible(), page.lines.box.hasFocus()) == (False, True)
    press("Ctrl+N")
    form.agency.setCurrentText("Westmere NHS")
    press("Ctrl+S")
    assert (form.isVisible(), len(window.gone)) == (False, gone)
    (row,) = (each for each in page._rows if each.line.told == "Jo Bell")
    assert row.person is not None
    assert (row.fate, row.person.agency) == (Fate.TO_MARK, "Westmere NHS")


def test_a_file_says_what_became_of_it() -> None:
    assert taken_said(Taken(3, 1, kept=True), "a.csv") == (
        "Marked 3 people from a.csv, noted 1 walk-in and kept the file."
    )
    assert taken_said(Taken(1, 0, kept=False), "a.csv") == "Marked 1 person from a.csv."
    nothing = "a.csv has nothing new for the register, and is kept with it"
    assert taken_said(Taken(0, 0, kept=True), "a.csv") == f"{nothing}."
    assert taken_said(Taken(0, 0, kept=False), "a.csv") == f"{nothing} already."


def test_a_file_that_is_refused_leaves_everything_as_it_was(
    page: SheetsPage, twenty: Twenty, tmp_path: Path, desk: Desk
) -> None:
    page.load(sheet(tmp_path, "Name,Age", "Ada 03 Adeyemi,40"))
    assert "no column is of a session of this event" in page.notice.words.text()
    assert page.loaded is None
    page.load(sheet(tmp_path, "Name,Day 1", "Ada 03 Adeyemi,A"))
    with desk.changing("Close") as db:
        db.get_one(Event, twenty.event).register_closed_on = desk.today()
    assert "register is closed" in page.notice.words.text()
    page.take()
    assert marks(desk, twenty.event) == {}
    assert "register is closed" in page.notice.words.text()


def test_the_times_of_a_report_can_be_read_as_universal_time(
    page: SheetsPage, tmp_path: Path
) -> None:
    report = new_report(
        ["Ada 03 Adeyemi|8:28:00 AM|3:32:00 PM"],
        begun="6/10/26, 8:25:00 AM",
        ended="6/10/26, 3:35:00 PM",
    )
    page.load(written(tmp_path / "report.csv", report))
    assert "may be in universal time" in page.to_know.words.text()

    def said() -> str:
        row = next(each for each in page._rows if each.line.told == "Ada 03 Adeyemi")
        return ", ".join(mark.told for mark in row.difference.people[0].marks.values())

    assert said() == "Left early, 15:32"
    page.turn.click()
    assert said() == "Attended"
    assert page.turn.isVisible()
    page.turn.click()
    assert said() == "Left early, 15:32"


def test_scans_are_kept_opened_saved_and_removed(
    page: SheetsPage,
    window: Window,
    tmp_path: Path,
    saved_as: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scan, program = tmp_path / "scan.pdf", tmp_path / "thing.exe"
    scan.write_bytes(b"%PDF-1.7")
    program.write_bytes(b"MZ")
    choose(monkeypatch, scan, program, scan)
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    assert page.papers.nothing.isVisible()
    press("Ctrl+Shift+K")
    assert window.said[-1] == "scan.pdf is kept with this register already."
    assert [row.name for row in page.papers.table.rows_model.rows] == ["thing.exe", "scan.pdf"]  # type: ignore[union-attr]
    page.papers.enter()
    press("Return")  # what was kept last is in hand
    assert "is no document" in page.notice.words.text()
    press("Down", "Return")
    assert Path(opened[0].toLocalFile()).read_bytes() == b"%PDF-1.7"
    scan.unlink()
    assert page.kept._copies is not None
    page.kept._copies.remove()  # as the program ends
    assert not Path(opened[0].toLocalFile()).exists()
    press("Ctrl+Shift+S")
    assert (saved_as / "scan.pdf").read_bytes() == b"%PDF-1.7"
    press("Ctrl+Del")
    assert [row.name for row in page.papers.table.rows_model.rows] == ["thing.exe"]  # type: ignore[union-attr]
    page.desk.undo()
    assert page.papers.table.row_in_hand() is not None
    page.desk.redo()
    empty = tmp_path / "empty.pdf"
    empty.write_bytes(b"")
    page.kept.keep([empty, program])
    assert "empty.pdf is empty" in page.notice.words.text()


def test_a_sheet_that_is_dropped_is_loaded_and_anything_else_is_kept(
    page: SheetsPage, tmp_path: Path
) -> None:
    def drop(path: Path) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        at = QPointF(page.rect().center())
        page.dropEvent(QDropEvent(at, copy, data, left, Qt.KeyboardModifier.NoModifier))

    scan = tmp_path / "scan.png"
    scan.write_bytes(b"png")
    drop(scan)
    assert len(page.papers.table.rows_model.rows) == 1
    drop(sheet(tmp_path, "Name,Day 1", "Ada 03 Adeyemi,A"))
    assert page.loaded is not None


def test_everything_on_the_page_has_a_name(page: SheetsPage, tmp_path: Path) -> None:
    page.load(sheet(tmp_path, "Name,Day 1", "Ada 03 Adeyemi,A", "Jo Bell,A"))
    assert nameless(page) == []


@pytest.mark.parametrize(
    ("size", "said"), [(1, "1 byte"), (340, "340 bytes"), (24_600, "24 KB"), (1_400_000, "1.3 MB")]
)
def test_sizes_are_said_in_words(size: int, said: str) -> None:
    assert size_said(size) == said
