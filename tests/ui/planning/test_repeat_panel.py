from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import BY, STARTS, FirstAid
from tests.ui.accessible import nameless
from tests.ui.programme.world import CONTROL, YEAR, Window
from trainingdesk.domain.event_dates import Rhythm
from trainingdesk.services.bookings import book
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Event
from ui.parts.cell import Cell
from ui.parts.cells import cell_width
from ui.parts.theme import Space
from ui.parts.way import Where
from ui.planning.repeat_panel import RepeatPanel

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def panel(qtbot: QtBot, first_aid: FirstAid, desk: Desk, window: Window) -> RepeatPanel:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    window.way.go(Where("Programme", year=YEAR))
    window.page.table.select_id(first_aid.event)
    qtbot.keyClick(window.page.table, Key.Key_R, CONTROL | SHIFT)
    return window.page.repeat


def new_days(desk: Desk) -> list[date]:
    with desk.reading() as db:
        later = db.query(Event).filter(Event.starts != STARTS).order_by(Event.starts)
        return [event.starts for event in later]


def test_an_event_is_repeated_every_week_without_its_bookings(
    qtbot: QtBot, desk: Desk, window: Window, panel: RepeatPanel
) -> None:
    assert panel.isVisible()
    assert [row.day for row in panel.rows][:2] == [date(2026, 6, 17), date(2026, 6, 24)]
    assert panel.save.text() == "Plan 4 events"
    panel.table.select_id(1)
    qtbot.keyClick(panel.table, Key.Key_Delete)
    assert panel.save.text() == "Plan 3 events"
    done = len(desk.done)
    qtbot.keyClick(panel.table, Key.Key_S, CONTROL)
    assert not panel.isVisible()
    assert len(desk.done) == done + 1
    assert new_days(desk) == [date(2026, 6, 17), date(2026, 7, 1), date(2026, 7, 8)]
    with desk.reading() as db:
        assert db.query(Booking).count() == 1
    chosen = window.page.table.chosen_row()
    assert chosen is not None
    assert chosen.starts == date(2026, 6, 17)


def test_a_rhythm_proposes_other_days(panel: RepeatPanel) -> None:
    panel.rhythm.choose(Rhythm.MONTHLY.value)
    panel.form["times"].control.setText("2")  # type: ignore[attr-defined]
    assert [row.day for row in panel.rows] == [date(2026, 7, 8), date(2026, 8, 12)]


def test_days_of_ones_own_are_typed(desk: Desk, panel: RepeatPanel) -> None:
    panel.rhythm.choose(Rhythm.CHOSEN.value)
    assert not panel.form["times"].isVisible()
    panel.form["days"].control.setText("4 july, whenever")  # type: ignore[attr-defined]
    panel.keep()
    assert (
        panel.form["days"].error.text() == "“whenever” is no date. Type days like 13 June, 4 July."
    )
    panel.form["days"].control.setText("4 july, 5 september")  # type: ignore[attr-defined]
    assert panel.rows[0].note == "A Saturday."
    panel.keep()
    assert new_days(desk) == [date(2026, 7, 4), date(2026, 9, 5)]


def test_wrong_numbers_and_no_day_at_all_are_said(panel: RepeatPanel) -> None:
    panel.form["times"].control.setText("many")  # type: ignore[attr-defined]
    panel.keep()
    assert panel.form["times"].wrong
    panel.form["times"].control.setText("1")  # type: ignore[attr-defined]
    panel.table.select_id(0)
    panel._strike(panel.table.chosen_rows())
    panel.keep()
    assert panel.notice.words.text() == "Every day is struck out, so there is nothing to plan."
    panel.rhythm.choose(Rhythm.CHOSEN.value)
    panel.keep()
    assert panel.form["days"].error.text() == "Type the days, such as 13 June."


def test_another_day_is_typed_in_its_place(qtbot: QtBot, panel: RepeatPanel) -> None:
    panel.table.select_id(0)
    qtbot.keyClick(panel.table, Key.Key_F2)
    qtbot.keyClicks(panel.table.entry, "18 june")
    qtbot.keyClick(panel.table.entry, Key.Key_Return)
    assert panel.rows[0].day == date(2026, 6, 18)


def test_one_key_after_another_strikes_one_day_after_another(
    qtbot: QtBot, panel: RepeatPanel
) -> None:
    panel.table.select_id(0)
    for _ in range(5):
        qtbot.keyClick(panel.table, Key.Key_Delete)
    assert [row.struck for row in panel.rows] == [True, True, True, False]


def test_days_struck_out_and_typed_are_kept_until_they_are_planned(
    qtbot: QtBot, window: Window, panel: RepeatPanel, first_aid: FirstAid
) -> None:
    panel._take_day(panel.rows[0], date(2026, 6, 18))
    panel.table.select_id(1)
    qtbot.keyClick(panel.table, Key.Key_Delete)
    panel.leave()
    panel.begin(first_aid.event)
    assert panel.kept.isVisible()
    assert panel.rows[0].day == date(2026, 6, 18)
    assert [row.struck for row in panel.rows] == [False, True, False, False]
    assert panel.save.text() == "Plan 3 events"
    panel.afresh.click()
    assert panel.rows[0].day == date(2026, 6, 17)
    assert panel.save.text() == "Plan 4 events"
    panel.leave()
    panel.begin(first_aid.event)
    assert not panel.kept.isVisible()


def test_days_are_seen_whole_and_those_struck_out_are_named(panel: RepeatPanel) -> None:
    panel.rhythm.choose(Rhythm.CHOSEN.value)
    panel.form["days"].control.setText("13/9/28, 12/1/28")  # type: ignore[attr-defined]
    room = panel.table.columnWidth(0) - 2 * Space.S
    model = panel.table.rows_model
    days = [model.columns[0].cell(row) for row in panel.rows]
    assert [day.text for day in days if isinstance(day, Cell)] == [
        "Wed 13 Sep 2028",
        "Wed 12 Jan 2028",
    ]
    assert all(cell_width(day) <= room for day in days if isinstance(day, Cell))
    panel._strike(panel.rows[:1])
    assert model.columns[1].cell(panel.rows[0]) == Cell("struck out", "faint")


def test_the_panel_is_named_throughout(window: Window, panel: RepeatPanel) -> None:
    assert nameless(window.frame) == []
