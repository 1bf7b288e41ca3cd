from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, STARTS, a_course, an_event
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Clock, Window
from tests.worlds import set_up_once
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import add_field, retire_field
from trainingdesk.services.partners import partner_boards, set_partners
from trainingdesk.storage.models import (
    CourseStrand,
    Event,
    Series,
    SessionTrainer,
    Strand,
    Trainer,
    Venue,
)
from ui.parts.cell import Cell
from ui.parts.pages import PAGE
from ui.parts.rows_model import Group
from ui.parts.shown import heads_shown
from ui.parts.theme import Space
from ui.parts.way import Where
from ui.parts.words import Button
from ui.series.boards_page import BoardsPage

Key = Qt.Key


@pytest.fixture
@set_up_once
def three(desk: Desk) -> list[int]:
    """Three events in June, July and March."""
    with desk.changing("Set up") as db:
        risk = a_course(db, "Identifying Risk", "RISK", level="2", places=20, minimum=8)
        help_ = a_course(db, "Early Help", "HELP", level="Group 4", places=10)
        strand, hall, ruth = Strand(name="Children"), Venue(name="Guildhall"), Trainer(name="Ruth")
        db.add_all([strand, hall, ruth])
        db.flush()
        db.add(CourseStrand(course_id=risk.id, strand_id=strand.id))
        june = an_event(db, risk, STARTS, places=20, reference="RISK-2601")
        july = an_event(db, help_, date(2026, 7, 1), places=10, reference="HELP-2601")
        march = an_event(db, risk, date(2027, 3, 1), places=20, reference="RISK-2602")
        june.sessions[0].venue, june.sessions[0].trainer = hall, ruth
        july.series = Series(name="Safeguarding Week")
        db.flush()
        return [june.id, july.id, march.id]


def go(window: Window, **where: str) -> None:
    window.way.go(Where("Programme", **({"year": YEAR} | where)))  # type: ignore[arg-type]


def lines(window: Window) -> list[str]:
    rows = window.page.table.rows_model.rows
    return [f"({row.title})" if isinstance(row, Group) else row.reference for row in rows]


def count(window: Window) -> str:
    return window.page.list.count.said.accessibleName()


def test_what_is_not_said_takes_no_room_above_the_filters(three: list[int], window: Window) -> None:
    go(window)
    page, top = window.page, QPoint(0, 0)
    under = page.tabs.mapTo(page, top).y() + page.tabs.height()
    assert page.filters.mapTo(page, top).y() - under == Space.M


def test_by_date_the_list_stands_under_its_months(three: list[int], window: Window) -> None:
    go(window)
    assert lines(window) == [
        "(June 2026)",
        "RISK-2601",
        "(July 2026)",
        "HELP-2601",
        "(March 2027)",
        "RISK-2602",
    ]
    assert count(window) == "3 events"
    assert window.page.heading.about.accessibleName() == "3 events in 2026-27 · 0 delivered"


def test_a_head_puts_the_whole_year_in_order(three: list[int], window: Window) -> None:
    go(window)
    window.page.table.heads.ask("title")
    assert lines(window) == ["HELP-2601", "RISK-2601", "RISK-2602"]
    window.page.table.heads.ask("title")
    assert lines(window) == ["RISK-2601", "RISK-2602", "HELP-2601"]
    assert window.page.table.heads.falling


def test_typing_over_the_list_narrows_it(qtbot: QtBot, three: list[int], window: Window) -> None:
    go(window)
    qtbot.keyClicks(window.page.table, "r")
    qtbot.keyClicks(window.page.filters.words, "isk")
    qtbot.waitUntil(lambda: count(window) == "2 of 3 events")
    qtbot.keyClick(window.page.filters.words, Key.Key_Escape)
    qtbot.waitUntil(lambda: count(window) == "3 events")


def test_what_is_typed_after_ctrl_f_replaces_the_words(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window, find="help")
    window.page.filters.words.setFocus()
    qtbot.keyClick(window.page.filters.words, Key.Key_F, CONTROL)
    qtbot.keyClicks(window.page.filters.words, "risk")
    assert window.page.filters.words.text() == "risk"


def test_a_filter_is_chosen_from_its_menu(three: list[int], window: Window) -> None:
    go(window)
    button = window.page.filters.buttons["level"]
    menu = button.menu_of_choices()
    assert [action.text() for action in menu.actions()] == ["Any", "Level 2", "Group 4"]
    menu.actions()[1].trigger()
    assert count(window) == "2 of 3 events"
    assert (button.text(), button.accessibleName()) == ("Level 2", "Level: Level 2")
    button.menu_of_choices().actions()[0].trigger()
    assert count(window) == "3 events"


def test_a_filter_without_room_is_chosen_under_more_and_then_keeps_its_place(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window)
    filters = window.page.filters
    window.page.setFixedWidth(600)
    qtbot.waitUntil(filters.buttons["level"].isHidden)
    levels = filters.menu_of_more().actions()[1].menu()
    assert isinstance(levels, QMenu)
    assert levels.title() == "Level"
    levels.actions()[1].trigger()
    assert count(window) == "2 of 3 events"
    assert not filters.buttons["level"].isHidden()
    assert filters.buttons["strand_id"].isHidden()
    window.page.setFixedWidth(2_000)
    qtbot.waitUntil(filters.more.isHidden)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("strand_id", 2),
        ("series_id", 1),
        ("venue_id", 1),
        ("trainer_id", 1),
        ("partner_id", 1),
        ("standing", 3),
    ],
)
def test_every_filter_narrows(
    three: list[int], agreed: int, window: Window, name: str, left: int
) -> None:
    go(window)
    menu = window.page.filters.buttons[name].menu_of_choices()
    menu.actions()[1].trigger()
    assert len([line for line in lines(window) if not line.startswith("(")]) == left


def test_at_risk_is_one_key(qtbot: QtBot, clock: Clock, three: list[int], window: Window) -> None:
    clock.day = STARTS - timedelta(days=10)
    go(window)
    assert "1 at risk" in window.page.heading.about.accessibleName()
    qtbot.keyClick(window.page.table, Key.Key_R, CONTROL)
    assert count(window) == "1 of 3 events"
    qtbot.keyClick(window.page.table, Key.Key_R, CONTROL)
    assert count(window) == "3 events"


def test_filters_that_leave_nothing_say_so_and_are_cleared(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window, find="no such course")
    assert window.page.stack.currentWidget() is window.page.none_left
    window.page.none_left.findChildren(Button)[0].click()
    assert window.page.stack.currentWidget() is window.page.list
    assert count(window) == "3 events"


def test_a_course_of_the_palette_narrows_the_list(three: list[int], window: Window) -> None:
    go(window, find="HELP")
    assert lines(window) == ["(July 2026)", "HELP-2601"]


def test_a_year_without_events_offers_the_first_step(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window, year="2030-31")
    assert window.page.stack.currentWidget() is window.page.none_yet
    assert not window.page.filters.isVisible()
    assert window.page.none_yet.title.text() == "No events in 2030-31 yet"


def test_enter_opens_an_event(qtbot: QtBot, three: list[int], window: Window) -> None:
    go(window)
    window.page.table.select_id(three[1])
    qtbot.keyClick(window.page.table, Key.Key_Return)
    assert (window.gone[-1].kind, window.gone[-1].id) == ("event", three[1])
    assert window.event_page.isVisible()
    window.way.back()
    chosen = window.page.table.chosen_row()
    assert chosen is not None
    assert chosen.id == three[1]
    window.page.open_action.trigger()
    assert window.gone[-1].id == three[1]


def test_the_list_begins_at_what_is_to_come(
    qtbot: QtBot, desk: Desk, clock: Clock, window: Window
) -> None:
    clock.day = date(2026, 10, 1)
    with desk.changing("Set up") as db:
        course = a_course(db, "Identifying Risk", "RISK", level="2")
        first = date(2026, 4, 2)
        for number in range(60):
            an_event(db, course, first + timedelta(days=6 * number), reference=f"R{number}")
    go(window)
    qtbot.waitUntil(lambda: window.page.table.verticalScrollBar().value() > 0)
    top = window.page.table.rowAt(window.page.table.rowHeight(0) * 2)
    row = window.page.table.rows_model.row_at(top)
    assert row is not None
    assert abs((row.starts - clock.day).days) < 20


def test_the_month_at_hand_is_named_above_what_is_to_come(
    qtbot: QtBot, desk: Desk, clock: Clock, window: Window
) -> None:
    clock.day = date(2026, 10, 20)
    with desk.changing("Set up") as db:
        course = a_course(db, "Identifying Risk", "RISK", level="2")
        for number in range(60):
            day = date(2026, 4, 2) + timedelta(days=6 * number)
            an_event(db, course, day, reference=f"R{number}")
    go(window)
    table = window.page.table
    qtbot.waitUntil(lambda: table.verticalScrollBar().value() > 0)
    top = table.rows_model.group_at(table.rowAt(0))
    assert top is not None
    assert top.title == "October 2026"
    row = table.current_row()
    assert row is not None
    assert row.starts >= clock.day


def test_one_button_leads(desk: Desk, window: Window) -> None:
    def leading() -> list[str]:
        buttons = window.page.findChildren(Button)
        return [b.text() for b in buttons if b.isVisible() and b.property("kind") == "primary"]

    go(window)
    assert leading() == ["New event"]
    assert window.page.new.property("kind") == "secondary"  # the empty page has the first step
    window.page.plan()
    assert leading() == ["Save event"]
    window.page.form.leave()
    with desk.changing("Set up") as db:
        an_event(db, a_course(db, "Identifying Risk", "RISK"), STARTS, reference="RISK-2601")
    assert leading() == ["New event"]
    assert window.page.new.property("kind") == "primary"


def test_a_very_long_year_is_read_a_page_at_a_time_and_begins_at_today(
    qtbot: QtBot, clock: Clock, desk: Desk, window: Window
) -> None:
    clock.day = STARTS
    with desk.changing("Set up", undoable=False) as db:
        course = a_course(db, "Identifying Risk", "RISK")
        db.add_all(
            Event(
                reference=f"R{number}",
                course_id=course.id,
                starts=STARTS + timedelta(days=number // 300 - 1),
                places=20,
                status=EventStatus.OPEN,
            )
            for number in range(700)
        )
    go(window)
    assert count(window) == "700 events"
    rows = window.page.table.rows_model.rows
    assert not isinstance(rows, list)
    assert len(rows) == 700
    assert len(rows._kept) * PAGE < 700  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: window.page.table.currentIndex().row() == 300)


def test_the_columns_give_way_to_titles(three: list[int], window: Window) -> None:
    go(window)
    hidden = [
        c.name
        for n, c in enumerate(window.page.table.rows_model.columns)
        if window.page.table.isColumnHidden(n)
    ]
    window.page.plan()
    fewer = [
        c.name
        for n, c in enumerate(window.page.table.rows_model.columns)
        if window.page.table.isColumnHidden(n)
    ]
    assert set(hidden) < set(fewer)
    window.page.form.leave()
    again = [
        c.name
        for n, c in enumerate(window.page.table.rows_model.columns)
        if window.page.table.isColumnHidden(n)
    ]
    assert again == hidden


def test_the_list_is_saved_as_a_workbook(
    qtbot: QtBot, desk: Desk, three: list[int], window: Window, saved_as: Path
) -> None:
    with desk.changing("Count") as db:
        db.get_one(Event, three[0]).headcount = 262
    go(window, find="risk")
    qtbot.keyClick(window.page.table, Key.Key_E, CONTROL)
    book = load_workbook(saved_as / "Programme 2026-27.xlsx", read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    book.close()
    heads = [head for head in heads_shown(window.page.table) if head != "Event"]
    assert set(heads) <= set(rows[0])
    assert rows[0][:3] == ("Date", "Event", "Course")
    assert [row[1] for row in rows[1:]] == ["RISK-2601", "RISK-2602"]
    issues = rows[0].index("Issues")
    assert [row[issues] for row in rows[1:]] == [1, 3]
    counted = rows[0].index("Counted")
    assert [row[counted] for row in rows[1:]] == [262, None]
    assert window.said == ["Saved 2 events in Programme 2026-27.xlsx."]


@pytest.fixture
@set_up_once
def agreed(desk: Desk, three: list[int]) -> int:
    """More of the event in June: a reserve, two boards, and a number of the board's own."""
    with desk.changing("Agree") as db:
        meals = add_field(db, FieldDetails("Meals", FieldOf.EVENT, FieldKind.NUMBER))
        june = db.get_one(Event, three[0])
        june.own_values = {str(meals): "40"}
        devika = Trainer(name="Devika")
        db.add(devika)
        db.flush()
        session = june.sessions[0].id
        part = TrainerPart.RESERVE
        db.add(SessionTrainer(session_id=session, trainer_id=devika.id, part=part))
        set_partners(db, june.id, ["Oxmoor", "Alderford"])
    return meals


def test_what_else_is_told_of_events_has_columns_that_are_chosen(
    desk: Desk, three: list[int], agreed: int, window: Window
) -> None:
    go(window)
    table, model = window.page.table, window.page.table.rows_model
    titles = [column.title for column in model.columns]
    assert titles[-3:] == ["In reserve", "Shared with", "Meals"]
    assert not set(titles[-3:]) & set(heads_shown(table))
    table.select_id(three[0])
    for number in range(len(titles) - 3, len(titles)):
        table.columns_shown.set_shown(number, shown=True)
    said = [model.columns[number].cell(table.chosen_rows()[0]) for number in range(-3, 0)]
    assert [cell.spoken() for cell in said if isinstance(cell, Cell)] == [
        "Devika",
        "Alderford, Oxmoor",
        "40",
    ]
    with desk.changing("Add a field") as db:
        add_field(db, FieldDetails("Catering", FieldOf.EVENT))
    assert heads_shown(table)[-3:] == ["In reserve", "Shared with", "Meals"]
    assert model.columns[-1].title == "Catering"
    assert table.chosen_ids() == [three[0]]
    with desk.changing("Retire it") as db:
        retire_field(db, agreed, retired=True)
    assert [column.title for column in model.columns][-2:] == ["Shared with", "Catering"]


def test_the_saved_list_ends_with_those_that_show(
    three: list[int], agreed: int, window: Window, saved_as: Path
) -> None:
    go(window)
    table = window.page.table
    columns = len(table.rows_model.columns)
    for number in range(columns - 2, columns):
        table.columns_shown.set_shown(number, shown=True)
    window.page.export()
    rows = load_workbook(saved_as / "Programme 2026-27.xlsx").worksheets[0]
    heads, june, *rest = rows.iter_rows(values_only=True)
    assert heads[-3:] == ("Issues", "Shared with", "Meals")
    assert june[-2:] == ("Alderford, Oxmoor", 40)
    assert [row[-2:] for row in rest] == [(None, None)] * 2


def test_the_events_shared_with_a_board_are_led_to(desk: Desk, agreed: int, window: Window) -> None:
    with desk.reading() as db:
        oxmoor = partner_boards(db)[1]
    window.way.go(Where("Programme", kind="boards", year="2031-32"))
    boards = window.place.currentWidget()
    assert isinstance(boards, BoardsPage)
    boards.open_row(oxmoor)
    assert [line for line in lines(window) if not line.startswith("(")] == ["RISK-2601"]
    assert window.page.filters.buttons["partner_id"].accessibleName() == "Shared with: Oxmoor"


def test_the_month_shows_its_events_and_opens_them(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window)
    window.page.switch.choose("Month")
    assert [words for words, _ in window.place.crumbs()] == ["Programme", "May 2026"]
    qtbot.keyClick(window.page.month.month, Key.Key_PageDown)
    assert window.page.month.title.text() == "June 2026"
    qtbot.keyClick(window.page.month.month, Key.Key_Return)
    assert (window.gone[-1].kind, window.gone[-1].id) == ("event", three[0])
    window.way.back()
    assert window.page.month.isVisible()


def test_turning_the_month_may_turn_the_year(three: list[int], window: Window) -> None:
    go(window, kind="month", find="2026-04")
    window.page.month._turn(-1)
    assert (window.gone[-1].find, window.gone[-1].year) == ("2026-03", "2025-26")
    window.page.switch.choose("List")
    window.page.month_action.trigger()
    assert window.gone[-1].find == "2026-03"


def test_another_year_opens_at_a_month_of_its_own(three: list[int], window: Window) -> None:
    go(window, year="2030-31")
    window.page.month_action.trigger()
    assert window.gone[-1].find == "2030-04"


def test_a_free_day_of_the_month_plans_an_event(three: list[int], window: Window) -> None:
    go(window, kind="month", find="2026-06")
    window.page.month.day_opened.emit(date(2026, 6, 12))
    assert window.page.form.days[0].fields["day"].text() == "Fri 12 Jun 2026"
    window.page.form.leave()
    window.page.month.day_opened.emit(STARTS)
    assert window.page.list.isVisible()
    chosen = window.page.table.chosen_row()
    assert chosen is not None
    assert chosen.id == three[0]


def test_places_say_what_is_free_and_who_waits(three: list[int], window: Window) -> None:
    go(window)
    model = window.page.table.rows_model
    assert model.data(model.index(1, 5)) == "0 of 20 places, 8 needed, 20 free"
    assert model.data(model.index(1, 6)) == "Open"


def test_new_comes_by_the_way_and_by_key(qtbot: QtBot, three: list[int], window: Window) -> None:
    go(window, kind="new")
    assert window.page.form.isVisible()
    window.page.form.leave()
    qtbot.keyClick(window.page.table, Key.Key_N, CONTROL)
    assert window.page.form.isVisible()


def test_an_event_of_the_list_is_copied_and_changed(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window)
    assert not window.page.copy_action.isEnabled()
    window.page.table.select_id(three[0])
    qtbot.keyClick(window.page.table, Key.Key_F2)
    assert window.page.form.title.accessibleName() == "Change RISK-2601"
    window.page.copy_action.trigger()
    assert window.page.form.title.accessibleName() == "New event"
    assert window.page.form.course.text() == "Identifying Risk"
    assert window.page.form.days[0].fields["venue"].text() == "Guildhall"
    assert window.page.form.days[0].fields["day"].text() == ""


def test_every_control_has_a_name(three: list[int], window: Window) -> None:
    go(window)
    window.page.plan()
    assert nameless(window.frame) == []
    go(window, kind="month", find="2026-06")
    assert nameless(window.frame) == []
    assert BEFORE < STARTS


def test_an_act_falls_on_the_row_that_has_the_keyboard_while_none_is_chosen(
    qtbot: QtBot, three: list[int], window: Window
) -> None:
    go(window)
    table = window.page.table
    qtbot.waitUntil(lambda: table.current_row() is not None)
    assert (table.hasFocus(), table.chosen_rows()) == (True, [])
    qtbot.keyClick(table, Key.Key_F2)
    assert window.page.form.title.text() == "Change RISK-2601"
    qtbot.keyClick(window.page.form, Key.Key_Escape)
    qtbot.keyClick(table, Key.Key_Down)
    qtbot.keyClick(table, Key.Key_F2)
    assert window.page.form.title.text() == "Change HELP-2601"


def test_no_act_of_one_falls_on_a_row_among_several_that_are_chosen(
    three: list[int], window: Window
) -> None:
    go(window)
    window.page.table.selectAll()
    assert not window.page.change_action.isEnabled()
