"""Indicators: added, their months typed and pasted, the events behind opened."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid, address
from tests.worlds import set_up_once
from trainingdesk.domain.indicator import NOT_PROOF, IndicatorDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.indicators import (
    IndicatorRow,
    add_indicator,
    indicators_listed,
    keep_numbers,
    remove_indicators,
)
from ui.evaluation.indicator_tab import IndicatorTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

__all__ = ["address"]  # an empty desk, and not the sample

TODAY = date(2026, 8, 20)
YEAR = TrainingYear(2026)
APRIL, MAY, JUNE = date(2026, 4, 1), date(2026, 5, 1), date(2026, 6, 1)
LONG = "Benachrichtigungen über vermisste Kinder – 失踪儿童通报 – " + "sehr lang " * 6


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, live: LiveDesk, way: Way, jobs: Jobs) -> IndicatorTab:
    desk.today = lambda: TODAY
    made = IndicatorTab(live, way, jobs)
    made.resize(1000, 560)
    qtbot.addWidget(made)
    made.show()
    made.show_year(YEAR)
    way.gone.connect(lambda where: made.show_year(YEAR, row=where.id))
    return made


@pytest.fixture
@set_up_once
def counted(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Add indicator") as db:
        return add_indicator(db, IndicatorDetails("Notifications", "", (first_aid.course,)))


def numbers(tab: IndicatorTab) -> dict[date, int]:
    assert tab.record.shown is not None
    return {m.month: m.number for m in tab.record.shown.months if m.number is not None}


def begin_at(tab: IndicatorTab, indicator: int, month: date) -> None:
    tab.show_record(indicator)
    assert tab.record.shown is not None
    found = next(each for each in tab.record.shown.months if each.month == month)
    tab.record.grid.go_to(found)
    tab.record.grid.setFocus()


def test_an_empty_page_says_what_it_is_for_and_begins(tab: IndicatorTab) -> None:
    assert "never what caused it" in tab.listed.empty.prose.text()
    tab.new_action.trigger()
    assert tab.form.isVisible()


def test_a_new_indicator_is_added_and_its_months_are_shown(
    tab: IndicatorTab, first_aid: FirstAid, gone: list[Where], qtbot: QtBot
) -> None:
    tab.begin_new()
    tab.form.form["name"].set_text(LONG)
    qtbot.keyClicks(tab.form.courses.box, "first")
    tab.form.keep()
    with tab.desk.reading() as db:
        (row,) = indicators_listed(db, YEAR, today=TODAY)
    assert row.courses == ("First Aid",)
    assert gone[-1] == Where("Evaluation", tab="Indicators", id=row.id, year=YEAR.name)
    assert tab.record.isVisible()
    assert tab.record.name.accessibleName() == " ".join(LONG.split())
    assert first_aid.course


def test_numbers_are_typed_down_the_column(tab: IndicatorTab, counted: int, qtbot: QtBot) -> None:
    begin_at(tab, counted, APRIL)
    qtbot.keyClicks(tab.record.grid, "41\r1,052\r9")
    assert numbers(tab) == {APRIL: 41, MAY: 1052}
    assert "9" in tab.record.grid.rows_model.data(tab.record.grid.currentIndex())
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Up)
    assert numbers(tab) == {APRIL: 41, MAY: 1052, JUNE: 9}
    tab.desk.undo()
    assert numbers(tab) == {APRIL: 41, MAY: 1052}


def test_escape_drops_what_is_typed_and_delete_empties(
    tab: IndicatorTab, counted: int, qtbot: QtBot
) -> None:
    begin_at(tab, counted, APRIL)
    qtbot.keyClicks(tab.record.grid, "41\r7")
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Escape)
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Up)
    assert numbers(tab) == {APRIL: 41}
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Backspace)
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Return)
    assert numbers(tab) == {APRIL: 4}
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Up)
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Delete)
    assert numbers(tab) == {}


@pytest.mark.parametrize("typed", ["41.5", "4l5", "41,5", "-5", ".5"])
def test_what_is_no_whole_number_is_refused_and_what_stood_stays(
    tab: IndicatorTab, counted: int, qtbot: QtBot, typed: str
) -> None:
    begin_at(tab, counted, APRIL)
    qtbot.keyClicks(tab.record.grid, "7\r")
    qtbot.keyClick(tab.record.grid, Qt.Key.Key_Up)
    with qtbot.waitSignal(tab.said) as said:
        qtbot.keyClicks(tab.record.grid, f"{typed}\r")
    assert said.args == [f"“{typed}” is not a whole number, so April 2026 stays."]
    assert numbers(tab) == {APRIL: 7}
    qtbot.keyClicks(tab.record.grid, "8\r")  # it is still April
    assert numbers(tab) == {APRIL: 8}


def test_what_is_typed_is_kept_when_the_keyboard_goes_elsewhere(
    tab: IndicatorTab, counted: int, qtbot: QtBot
) -> None:
    begin_at(tab, counted, APRIL)
    qtbot.keyClicks(tab.record.grid, "41")
    tab.record.grid.keep_typed()  # as when it loses the focus
    assert numbers(tab) == {APRIL: 41}


def test_what_is_typed_is_kept_in_its_own_month_when_another_is_clicked(
    tab: IndicatorTab, counted: int, qtbot: QtBot
) -> None:
    begin_at(tab, counted, APRIL)
    qtbot.keyClicks(tab.record.grid, "41")
    may = tab.record.grid.rows_model.index(tab.record.grid.currentIndex().row() + 1, 0)
    where = tab.record.grid.visualRect(may).center()
    qtbot.mouseClick(tab.record.grid.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert numbers(tab) == {APRIL: 41}
    qtbot.keyClicks(tab.record.grid, "52\r")
    assert numbers(tab) == {APRIL: 41, MAY: 52}


def test_two_columns_are_pasted_in_one_step(tab: IndicatorTab, counted: int, qtbot: QtBot) -> None:
    begin_at(tab, counted, APRIL)
    QGuiApplication.clipboard().setText("Month\tNumber\nApril 2026\t41\nMay 2026\t\nJune 2026\t52")
    with qtbot.waitSignal(tab.said) as told:
        qtbot.keyClick(tab.record.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["2 months are new."]
    assert numbers(tab) == {APRIL: 41, JUNE: 52}
    tab.desk.undo()
    assert numbers(tab) == {}


def test_what_cannot_be_read_is_named_and_nothing_is_kept(
    tab: IndicatorTab, counted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin_at(tab, counted, APRIL)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    tab.paste("April 2026\t41\nMay 2026\tforty", APRIL)
    assert "Line 2: “forty” is not a whole number." in told[0]
    assert numbers(tab) == {}


def test_it_says_what_happened_at_the_same_time_and_that_it_proves_nothing(
    tab: IndicatorTab, counted: int
) -> None:
    tab.show_record(counted)
    tab.paste("41\n41\n99\n52", APRIL)
    said = tab.record.said.text()
    assert "before June 2026: 41 a month (2 of 6 months have a number)" in said
    assert "after June 2026: 52 a month (1 of 6 months has a number)" in said
    assert NOT_PROOF in tab.record.proof.text()
    assert "June 2026: 99, 1 event" in tab.record.chart.accessibleDescription()
    tab.record.span.choose("3 months")
    assert "In the 3 months before" in tab.record.said.text()


def test_a_month_opens_its_events_and_an_event_opens_its_page(
    tab: IndicatorTab, counted: int, first_aid: FirstAid, gone: list[Where]
) -> None:
    tab.show_record(counted)
    june = next(mark.key for mark in tab.record.chart.marks() if "1 event" in mark.says)
    tab.record.chart.opened.emit(june)
    assert tab.record.events.isVisible()
    tab.event_action.trigger()
    assert (gone[-1].kind, gone[-1].id) == ("event", first_aid.event)
    tab.show_record(counted)
    march = tab.record.chart.marks()[0].key
    tab.record.chart.opened.emit(march)
    assert tab.record.grid.isVisible()


def test_an_indicator_is_removed_and_comes_back(tab: IndicatorTab, counted: int) -> None:
    tab.listed.choose(counted)
    tab.remove_action.trigger()
    assert tab.listed.in_all == 0
    tab.desk.undo()
    assert tab.listed.in_all == 1


def test_the_list_is_sorted_and_opened_and_an_indicator_changed(
    tab: IndicatorTab, counted: int, gone: list[Where]
) -> None:
    with tab.desk.changing("Add indicator") as db:
        add_indicator(db, IndicatorDetails("Assessments"))
        keep_numbers(db, counted, {APRIL: 41, date(2026, 7, 1): 42}, today=TODAY)
    names = [row.name for row in tab.listed.table.rows_model.rows if isinstance(row, IndicatorRow)]
    assert names == ["Assessments", "Notifications"]
    for sort in ("before", "after", "latest", "months", "events"):
        tab.listed.table.sort_asked.emit(sort, True)  # noqa: FBT003
        rows = tab.listed.table.rows_model.rows
        assert next(row.id for row in rows if isinstance(row, IndicatorRow)) == counted
    tab.listed.choose(counted)
    tab.open_action.trigger()
    assert gone[-1].id == counted
    tab.change_action.trigger()
    assert not tab.record.grid.isVisible()  # so that the chart keeps its room
    tab.form.form["about"].set_text("By the police")
    tab.form.keep()
    assert tab.record.grid.isVisible()
    assert "By the police." in tab.record.about.text()
    tab.record.back.click()
    assert tab.listed.isVisible()


def test_an_indicator_removed_elsewhere_leads_back_to_the_list(
    tab: IndicatorTab, counted: int
) -> None:
    tab.show_record(counted)
    with tab.desk.changing("Remove") as db:
        remove_indicators(db, [counted])
    assert not tab.record.isVisible()


def test_without_a_course_it_says_how_to_tie_one(tab: IndicatorTab) -> None:
    with tab.desk.changing("Add indicator") as db:
        number = add_indicator(db, IndicatorDetails("Loose"))
    tab.show_record(number)
    assert "F2 ties the courses" in tab.record.said.text()
    assert not tab.record.proof.isVisible()
    assert tab.record.chart.marks()
