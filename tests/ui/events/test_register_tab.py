from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, FirstAid, a_delegate, an_agency
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, TWENTY, Clock, Twenty, Window
from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.services import bookings
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.desk import Desk
from trainingdesk.services.registers import Register, RegisterLine, register_of
from trainingdesk.storage.models import Delegate, DelegateNeeds, Event, EventSession, StatusChange
from ui.events.marks_file import HEADS
from ui.events.register_tab import RegisterTab
from ui.parts.keyed import KeyedTable

Key = Qt.Key


def register(desk: Desk, event_id: int) -> Register:
    with desk.reading() as db:
        return register_of(db, event_id, today=desk.today())


def marks(desk: Desk, event_id: int) -> list[str]:
    """The letters of each line, session by session, a dot where there is none."""
    found = register(desk, event_id)
    return [
        "".join(line.marks[s.id].letter if s.id in line.marks else "." for s in found.sessions)
        for line in found.lines
    ]


def table_of(tab: RegisterTab) -> KeyedTable[RegisterLine]:
    assert tab.table is not None
    return tab.table


def keyed(qtbot: QtBot, tab: RegisterTab, letters: str) -> None:
    qtbot.keyClicks(table_of(tab), letters)


@pytest.fixture
def one_day(desk: Desk, twenty: Twenty) -> None:
    """The event of twenty takes one day."""
    with desk.changing("Shorten") as db:
        db.delete(db.get_one(EventSession, twenty.sessions[1]))


@pytest.fixture
def grace(desk: Desk) -> int:
    """Somebody who may walk in."""
    with desk.changing("Set up") as db:
        return a_delegate(db, an_agency(db, "Library"), "Grace", "Hopper").id


@pytest.fixture
def alan(desk: Desk, grace: int) -> int:
    """Another, of the same agency."""
    with desk.changing("Set up") as db:
        return a_delegate(db, db.get_one(Delegate, grace).agency, "Alan", "Turing").id


@pytest.fixture
def late_is_absent(desk: Desk) -> None:
    """The board counts whoever comes late as absent."""
    with desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))


@pytest.fixture
def tab(clock: Clock, twenty: Twenty, window: Window) -> RegisterTab:
    """The register of twenty, opened after the event."""
    clock.go_after_the_event()
    window.open(twenty.event, "Register")
    return window.register


def test_a_register_of_twenty_takes_at_most_25_keys(
    qtbot: QtBot, desk: Desk, clock: Clock, twenty: Twenty, one_day: None, tab: RegisterTab
) -> None:
    assert table_of(tab).hasFocus()
    presses = 0
    for letter in "AAAALAAAXAAAEAAAPAAA":
        qtbot.keyClicks(table_of(tab), letter)
        presses += 1
    qtbot.keyClick(table_of(tab), Key.Key_Return, CONTROL)
    presses += 1
    assert presses <= 25
    assert marks(desk, twenty.event) == list("AAAALAAAXAAAEAAAPAAA")
    assert register(desk, twenty.event).closed_on == clock.day


def test_two_days_of_twenty_take_fewer_with_the_star(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "AX*")
    qtbot.keyClick(table_of(tab), Key.Key_Right)
    keyed(qtbot, tab, "*")
    assert marks(desk, twenty.event) == ["AA", "XA", *["AA"] * (TWENTY - 2)]


def test_each_letter_has_its_mark_and_goes_on_to_the_next(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "alexp")
    assert [line[0] for line in marks(desk, twenty.event)[:6]] == list("ALEXP.")


def test_a_register_opens_where_it_was_left(
    qtbot: QtBot, twenty: Twenty, first_aid: FirstAid, window: Window, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "AAA")
    window.open(first_aid.event)
    window.open(twenty.event, "Register")
    cell = table_of(tab).cursor_cell()
    assert cell is not None
    assert (cell[0].number, cell[1]) == (4, f"session {twenty.sessions[0]}")


def test_arrows_move_among_the_cells_and_backspace_clears(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "A")
    table = table_of(tab)
    qtbot.keyClick(table, Key.Key_Right)
    keyed(qtbot, tab, "L")
    assert marks(desk, twenty.event)[:2] == ["A.", ".L"]
    qtbot.keyClick(table, Key.Key_Up)
    qtbot.keyClick(table, Key.Key_Backspace)
    assert marks(desk, twenty.event)[:2] == ["A.", ".."]
    assert desk.done[-1].title == "Remove the mark of Ada 01 Adeyemi"


def test_every_mark_is_one_undoable_change(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "AX")
    assert [change.title for change in desk.done[-2:]] == [
        "Mark Ada 00 Adeyemi Attended",
        "Mark Ada 01 Adeyemi Absent",
    ]
    desk.undo()
    assert marks(desk, twenty.event)[:2] == ["A.", ".."]
    cell = table_of(tab).rows_model.data(table_of(tab).rows_model.index(1, 3))
    assert cell == "not marked"


def test_progress_is_told_as_one_types(qtbot: QtBot, one_day: None, tab: RegisterTab) -> None:
    keyed(qtbot, tab, "ALXP")
    said = tab.foot.told.accessibleName()
    assert said == "4 of 20 marked · 2 came · 1 absent · 1 sent apologies"
    assert tab.foot.bar.accessibleName() == "4 of 20 marked"


def test_progress_over_several_days_counts_each(qtbot: QtBot, tab: RegisterTab) -> None:
    keyed(qtbot, tab, "*X")
    said = tab.foot.told.accessibleName()
    assert said == "20 of 40 marks given · 19 came · 1 absent"
    assert tab.foot.bar.accessibleName() == "20 of 40 marked"


def test_before_the_day_only_apologies_are_taken_and_the_cursor_stays(
    qtbot: QtBot, desk: Desk, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event, "Register")
    keyed(qtbot, window.register, "A")
    assert "is still to come" in window.register.notice.words.text()
    assert table_of(window.register).currentIndex().row() == 0
    keyed(qtbot, window.register, "P")
    assert marks(desk, twenty.event)[0] == "P."
    assert window.register.notice.isHidden()


def test_an_unfinished_register_stays_open_and_says_why(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "A")
    qtbot.mouseClick(tab.close_button, Qt.MouseButton.LeftButton)
    assert "20 delegates have no mark yet" in tab.notice.words.text()
    assert register(desk, twenty.event).closed_on is None


def test_a_closed_register_is_opened_again_to_correct_a_mark(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    tab.rest_action.trigger()
    tab.close_action.trigger()
    assert not tab.walk_in_action.isEnabled()
    keyed(qtbot, tab, "X")
    assert "closed" in tab.notice.words.text()
    qtbot.keyClick(table_of(tab), Key.Key_Return, CONTROL)  # the key that closes opens it again
    box = tab.reason
    assert box.question.text() == (
        "Why is the register opened again? 20 certificates cannot be issued meanwhile."
    )
    qtbot.keyClick(box.entry, Key.Key_Return)
    assert "Say why it is opened again" in tab.notice.words.text()
    qtbot.keyClicks(box.entry, "A slip")
    qtbot.keyClick(box.entry, Key.Key_Return)
    assert box.isHidden()
    keyed(qtbot, tab, "X")
    assert marks(desk, twenty.event)[0][0] == "X"


def test_a_walk_in_is_noted_by_typing_a_name(
    qtbot: QtBot, desk: Desk, twenty: Twenty, grace: int, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "Xw")
    box = tab.walk_ins.box
    assert box.hasFocus()
    qtbot.keyClicks(box, "hop")
    qtbot.keyClick(box, Key.Key_Return)
    line = register(desk, twenty.event).lines[-1]
    assert (line.delegate, line.walk_in) == ("Hopper, Grace", True)
    assert table_of(tab).hasFocus()
    cell = table_of(tab).cursor_cell()
    assert cell is not None
    assert cell[0].id == line.id
    keyed(qtbot, tab, "A")
    assert marks(desk, twenty.event)[-1] == "A."


def test_control_enter_notes_several_walk_ins_and_closes_nothing(
    qtbot: QtBot, desk: Desk, twenty: Twenty, grace: int, alan: int, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "XXw")
    for name in ("hop", "tur"):
        qtbot.keyClicks(tab.walk_ins.box, name)
        qtbot.keyClick(tab.walk_ins.box, Key.Key_Return, CONTROL)
    assert tab.walk_ins.box.hasFocus()
    assert len(register(desk, twenty.event).lines) == TWENTY + 2
    qtbot.keyClick(tab.walk_ins.box, Key.Key_Escape)
    assert not tab.walk_ins.box.isVisible()
    assert tab.close_action.isEnabled()


def test_where_nobody_is_absent_a_walk_in_stands_over_the_places_and_it_is_said_why(
    qtbot: QtBot, desk: Desk, twenty: Twenty, grace: int, tab: RegisterTab
) -> None:
    row, reason = tab.walk_ins, tab.reason
    row.ask()
    row.note(grace, go_on=False)
    assert reason.question.text().startswith("The room is full")
    assert len(register(desk, twenty.event).lines) == TWENTY
    qtbot.keyClick(reason.entry, Key.Key_Escape)
    assert len(register(desk, twenty.event).lines) == TWENTY
    assert row.box.hasFocus()
    row.note(grace, go_on=True)
    qtbot.keyClicks(reason.entry, "Chairs enough")
    qtbot.keyClick(reason.entry, Key.Key_Return)
    assert row.box.hasFocus()
    line = register(desk, twenty.event).lines[-1]
    with desk.reading() as db:
        kept = db.query(StatusChange).filter_by(booking_id=line.id).one()
    assert kept.reason == "Over the number of places: Chairs enough"


def test_minutes_and_the_time_of_leaving_are_typed(
    qtbot: QtBot, desk: Desk, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "m")
    box = tab.minutes
    assert box.question.text() == "How late did Ada 00 Adeyemi come, and when did they leave?"
    qtbot.keyClicks(box.late.control, "soon")
    qtbot.keyClick(box.late.control, Key.Key_Return)
    assert box.late.wrong
    box.late.set_text("15")
    qtbot.keyClicks(box.left.control, "teatime")
    qtbot.keyClick(box.left.control, Key.Key_Return)
    assert (box.late.wrong, box.left.wrong) == (False, True)
    box.left.set_text("8:00")
    qtbot.keyClick(box.left.control, Key.Key_Return)
    assert "nobody left at 08:00" in tab.notice.words.text()
    assert box.isVisible()
    box.left.set_text("")
    qtbot.keyClick(box.left.control, Key.Key_Return)
    assert box.isHidden()
    assert desk.done[-1].title == "Mark Ada 00 Adeyemi Late, 15 min"
    table = table_of(tab)
    assert table.rows_model.data(table.rows_model.index(0, 3)) == "Late, 15 min"
    assert table.hasFocus()
    assert table.currentIndex().row() == 1
    qtbot.keyClick(table, Key.Key_Up)
    keyed(qtbot, tab, "m")
    assert box.late.text() == "15"
    qtbot.keyClick(box.late.control, Key.Key_Escape)
    assert box.isHidden()


def test_it_is_said_where_the_board_counts_somebody_as_absent(
    qtbot: QtBot, desk: Desk, twenty: Twenty, late_is_absent: None, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "LX")
    assert tab.notice.isHidden()
    keyed(qtbot, tab, "L")
    said = tab.notice.words.text()
    assert said == "Ada 02 Adeyemi counts as absent, by the board's rule."
    assert marks(desk, twenty.event)[:4] == ["X.", "X.", "X.", ".."]
    assert desk.undo_title == "Mark Ada 02 Adeyemi Absent, late counts as absent"


def test_it_is_said_where_closing_judges_by_a_rule_that_is_new(
    qtbot: QtBot, desk: Desk, twenty: Twenty, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "L")
    tab.rest_action.trigger()
    with desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))
    tab.close_action.trigger()
    assert tab.notice.words.text() == "1 mark changed by the board's rule: see the History."
    assert marks(desk, twenty.event)[:2] == ["XA", "AA"]


def test_what_counts_as_absent_and_why_stands_whole(one_day: None, tab: RegisterTab) -> None:
    table = table_of(tab)
    said = table.fontMetrics().horizontalAdvance("Absent, 30 min late, late counts as absent")
    assert table.columnWidth(3) >= said


def test_agencies_are_counted_beside_the_register_as_one_types(
    qtbot: QtBot, tab: RegisterTab
) -> None:
    counts = tab.counts
    assert not counts.isVisible()
    keyed(qtbot, tab, "g")
    assert counts.isVisible()
    keyed(qtbot, tab, "AXP")
    model = counts.rows_model
    assert [model.data(model.index(0, column)) for column in range(4)] == [
        "Westmere NHS",
        "1 of 20",
        "1",
        "–",
    ]


def test_the_counts_leave_the_names_of_delegates_their_room(
    qtbot: QtBot, clock: Clock, twenty: Twenty, window: Window
) -> None:
    clock.go_after_the_event()
    window.frame.resize(1064, 720)
    window.open(twenty.event, "Register")
    table = table_of(window.register)
    alone = table.columnWidth(1)
    assert "Agency" in table.columns_shown.shown()
    keyed(qtbot, window.register, "g")
    qtbot.waitUntil(lambda: table.columnWidth(1) > 0.6 * alone)
    assert "Agency" not in table.columns_shown.shown()
    keyed(qtbot, window.register, "g")
    assert "Agency" in table.columns_shown.shown()


def test_every_mark_and_correction_is_exported(
    qtbot: QtBot, saved_as: Path, tab: RegisterTab
) -> None:
    keyed(qtbot, tab, "A")
    qtbot.keyClick(table_of(tab), Key.Key_Up)
    keyed(qtbot, tab, "X")
    tab.changes_action.trigger()
    book = load_workbook(saved_as / "Marks RISK-2601.xlsx")
    rows = [[cell.value for cell in row] for row in book["Marks RISK-2601"].iter_rows()]
    assert rows[0] == list(HEADS)
    assert [row[-2:] for row in rows[1:]] == [[None, "Attended"], ["Attended", "Absent"]]
    assert rows[1][2:6] == ["sam", "Window", "Adeyemi, Ada 00", "Westmere NHS"]


def test_whoever_is_on_the_register_is_no_walk_in(twenty: Twenty, tab: RegisterTab) -> None:
    tab.ask_walk_in()
    tab.walk_ins.note(twenty.delegates[0], go_on=False)
    assert "already has a booking" in tab.notice.words.text()


def test_somebody_new_is_entered_beside_the_register_and_noted(
    qtbot: QtBot, desk: Desk, window: Window, tab: RegisterTab
) -> None:
    gone, form = len(window.gone), tab.walk_ins.newcomer.form
    keyed(qtbot, tab, "Xw")
    qtbot.keyClicks(tab.walk_ins.box, "zoe ono")
    qtbot.keyClick(tab.walk_ins.box, Key.Key_Return)
    assert form.isVisible()
    qtbot.keyClick(form, Key.Key_Escape)
    assert (tab.walk_ins.box.hasFocus(), tab.walk_ins.box.text()) == (True, "zoe ono")
    qtbot.keyClick(tab.walk_ins.box, Key.Key_N, CONTROL)
    form.form["last_name"].set_text("Ono")
    form.agency.setCurrentText("Westmere NHS")
    form.save_action.trigger()
    assert not form.isVisible()
    assert desk.undo_title == "Note walk-in zoe Ono"
    assert table_of(tab).hasFocus()
    cell = table_of(tab).cursor_cell()
    assert cell is not None
    assert cell[0].delegate == "Ono, zoe"
    assert len(window.gone) == gone


def test_another_tab_shows_no_newcomer_of_the_register(window: Window, tab: RegisterTab) -> None:
    tab.ask_walk_in()
    tab.walk_ins.newcomer.ask("Zoe Ono")
    window.event_page.tabs.choose("Bookings")
    assert not tab.walk_ins.newcomer.form.isVisible()


def test_the_register_is_printed(
    qtbot: QtBot, twenty: Twenty, window: Window, saved_as: Path
) -> None:
    window.open(twenty.event, "Register")
    qtbot.keyClick(table_of(window.register), Key.Key_P, CONTROL)
    document = saved_as / "Register RISK-2601.pdf"
    assert document.read_bytes().startswith(b"%PDF")
    assert window.said == ["Saved the register of RISK-2601 as Register RISK-2601.pdf."]


def test_needs_and_walk_ins_are_told_beside_the_name(
    desk: Desk, twenty: Twenty, window: Window
) -> None:
    with desk.changing("Set up") as db:
        db.add(DelegateNeeds(delegate_id=twenty.delegates[0], needs="A hearing loop"))
    window.open(twenty.event, "Register")
    table = table_of(window.register)
    said = table.rows_model.data(table.rows_model.index(0, 1))
    assert said == "Adeyemi, Ada 00, has access needs"


def test_an_event_without_bookings_says_what_the_register_is_for(
    first_aid: FirstAid, window: Window
) -> None:
    window.open(first_aid.event, "Register")
    assert window.register.nobody.isVisible()
    assert not table_of(window.register).isVisible()
    window.register.enter()
    assert QApplication.focusWidget() is window.register.walk_in


def test_the_columns_stand_closer_where_there_are_many_days(
    desk: Desk, twenty: Twenty, window: Window
) -> None:
    with desk.changing("Many days") as db:
        event = db.get_one(Event, twenty.event)
        event.sessions += [EventSession(day=STARTS.replace(day=n)) for n in range(12, 18)]
    window.open(twenty.event, "Register")
    table = table_of(window.register)
    assert table.isColumnHidden(2)  # the agency gives way
    assert len(table.rows_model.columns) == 3 + 8


def test_another_event_brings_its_own_days(
    qtbot: QtBot, desk: Desk, twenty: Twenty, first_aid: FirstAid, window: Window
) -> None:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=desk.stamp())
    window.open(twenty.event, "Register")
    window.open(first_aid.event, "Register")
    table = table_of(window.register)
    assert len(table.rows_model.columns) == 3 + 1
    assert [row.delegate for row in table.rows_model.rows] == ["King, Ada"]  # type: ignore[union-attr]


def test_every_control_of_the_register_has_a_name(
    qapp: QApplication, twenty: Twenty, window: Window
) -> None:
    window.open(twenty.event, "Register")
    assert nameless(window.frame) == []
