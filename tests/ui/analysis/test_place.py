"""Analysis: figures with their bases, and the rows behind each of them."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.ui.accessible import nameless
from tests.ui.analysis.sample import YEAR, Key, Opened, cell_said, labels, set_cursor
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group
from trainingdesk.services.figures import year_figures
from trainingdesk.storage.models import Booking, Completion, Course, Event, Mark, PublishedFigure
from ui.analysis.differences import Differences
from ui.analysis.explanation import Explanation
from ui.analysis.place import AnalysisPlace
from ui.analysis.rows_page import asked_by, found_by
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.way import Way, Where
from ui.parts.words import Button


@pytest.fixture
def place(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> AnalysisPlace:
    made: AnalysisPlace = opened(AnalysisPlace(live, way, jobs), "Analysis")
    return made


def answer_dialog(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "Any (*.xlsx)"))


def test_the_headline_is_the_years_figures_with_their_bases(place: AnalysisPlace) -> None:
    with place.desk.reading() as db:
        year = year_figures(db, TrainingYear(2025), today=place.desk.today())["programme"]
    shown = {cell.figure.key: cell.figure for cell in place.year_page.figures.strips[0].cells}
    shown |= {cell.figure.key: cell.figure for cell in place.year_page.figures.strips[1].cells}

    assert shown["attended"].value == f"{year['attended']:,}"
    assert shown["take_up"].value == "88%"
    said = shown["take_up"].base.replace("\N{NO-BREAK SPACE}", " ")
    assert said == f"{year['booked']:,} booked ÷ {year['places']:,} places"
    assert shown["take_up"].before == "86% in 2024-25"
    assert shown["attended"].before == "+64 on 2024-25"
    assert "÷" in shown["fill"].explains
    assert len(shown) == 8


def test_e_learning_stands_beside_the_figures_and_changes_none(place: AnalysisPlace) -> None:
    before = place.year_page.at_hand
    of = {"course_id": 1, "delegate_id": 1, "agency_id": 1, "on": date(2025, 6, 1)}
    with place.desk.changing("Load") as db:
        db.add(Completion(**of))
    about = place.year_page.heading.about.text()
    assert about.endswith(" · 1 completion of e-learning by 1 person, counted apart")
    assert before is not None
    assert place.year_page.at_hand is not None
    assert place.year_page.at_hand.figures == before.figures


def test_people_counted_without_names_stand_beside_the_attendances(
    place: AnalysisPlace, gone: list[Where]
) -> None:
    page = place.year_page
    assert page.at_hand is not None
    before = page.at_hand.figures["programme"]
    assert page.unnamed.isHidden() is (before["headcount"] == 0)
    with place.desk.changing("Count") as db:
        in_year = Event.starts.between(date(2025, 4, 1), date(2026, 3, 31))
        delivered = Event.status == EventStatus.DELIVERED, Event.headcount.is_(None), in_year
        event = db.scalars(select(Event).where(*delivered)).first()
        assert event is not None
        event.headcount = 1_200 - before["headcount"]
    assert page.unnamed.words.text() == (
        f"1,200 people were counted at delivered events and not named, beside the "
        f"{before['attended']:,} attendances and not among them."
    )
    assert "People counted at delivered events" in page.unnamed.toolTip()
    assert page.at_hand.figures["programme"]["attended"] == before["attended"]
    button = page.unnamed.findChild(Button)
    assert button is not None
    button.click()
    assert (gone[-1].kind, gone[-1].find) == ("rows", "headcount")


def test_every_figure_of_the_headline_opens_rows_or_the_evaluation(
    qtbot: QtBot, place: AnalysisPlace, gone: list[Where]
) -> None:
    strips = place.year_page.figures.strips
    for cell in [*strips[0].cells, *strips[1].cells]:
        cell.click()
        if cell.figure.key == "satisfaction":
            assert gone[-1] == Where("Evaluation", year=YEAR)
        else:
            assert gone[-1] == Where("Analysis", kind="rows", find=cell.figure.key, year=YEAR)


def test_enter_on_a_number_opens_its_rows_and_back_returns_to_it(
    qtbot: QtBot, place: AnalysisPlace, way: Way, gone: list[Where]
) -> None:
    table = place.year_page.tables.table
    set_cursor(table, 0, "booked")
    course = table.current_row()
    said = cell_said(table, 0, "booked")
    qtbot.keyClick(table, Key.Key_Right)
    qtbot.keyClick(table, Key.Key_Left)
    qtbot.keyClick(table, Key.Key_Return)

    assert course is not None
    assert gone[-1].find == found_by("booked", Group("course", course.key))
    rows = place.rows_page
    assert rows.isVisible()
    assert len(rows.listed.table.rows_model.rows) == int(said)
    assert rows.title == f"Booked on {course.name}"
    assert rows.heading.about.accessibleName().startswith(f"{said} bookings of {YEAR}")
    assert place.crumbs()[1] == (rows.title, gone[-1])
    way.back()
    assert place.year_page.isVisible()
    assert table.current_row() == course


def test_a_click_on_a_number_opens_it_and_on_a_name_does_not(
    qtbot: QtBot, place: AnalysisPlace, gone: list[Where]
) -> None:
    table = place.year_page.tables.table
    place.year_page.area.ensureWidgetVisible(table)
    before = len(gone)
    for column, opens in ((0, 0), (5, 1)):
        box = table.visualRect(table.rows_model.index(0, column))
        if box.isEmpty():
            box = table.visualRect(table.rows_model.index(0, column - 1))
        button = Qt.MouseButton.LeftButton
        QTest.mouseClick(table.viewport(), button, Qt.KeyboardModifier.NoModifier, box.center())
        assert len(gone) == before + opens


@pytest.mark.parametrize("tab", ["Month", "Quarter", "Level", "Strand", "Series"])
def test_each_table_has_a_line_for_the_whole_year(place: AnalysisPlace, tab: str) -> None:
    tables = place.year_page.tables
    tables.tabs.choose(tab)
    rows = tables.rows_shown()

    assert rows[-1].name == "The whole year"
    assert place.year_page.at_hand is not None
    programme = place.year_page.at_hand.figures["programme"]
    assert rows[-1].figures["attended"] == programme["attended"]
    assert cell_said(tables.table, len(rows) - 1, "turn_up").startswith("84%, 748 of 892")


@pytest.mark.parametrize("tab", ["Agency", "Sector"])
def test_agencies_and_sectors_add_up_to_the_whole_year(place: AnalysisPlace, tab: str) -> None:
    tables = place.year_page.tables
    tables.tabs.choose(tab)
    *rows, whole = tables.rows_shown()
    for figure in ("booked", "attended", "absent", "walk_ins"):
        assert sum(row.figures[figure] for row in rows) == whole.figures[figure]
    assert place.year_page.at_hand is not None
    assert whole.figures["people"] == place.year_page.at_hand.figures["programme"]["people"]


def test_a_table_is_sorted_by_any_column_and_the_whole_year_stays_last(
    place: AnalysisPlace,
) -> None:
    tables = place.year_page.tables
    for key in ("places", "turn_up", "name"):
        tables.table.heads.ask(key)
        *rows, whole = tables.rows_shown()
        assert whole.name == "The whole year"
        if key == "name":
            assert [r.name for r in rows] == sorted((r.name for r in rows), key=str.casefold)
        else:
            known = [r.figures[key] for r in rows if r.figures[key] is not None]
            assert known == sorted(known, reverse=True)
    tables.table.heads.ask("turn_up")
    tables.table.heads.ask("turn_up")
    assert not tables.table.heads.falling


def test_charts_are_named_for_what_they_show_and_open_their_rows(
    qtbot: QtBot, place: AnalysisPlace, gone: list[Where]
) -> None:
    charts = place.year_page.charts
    months, sectors = (card.title.accessibleName() for card in charts.cards)

    assert months == "November saw most: 151 attendances; August had no event"
    assert sectors == "Local authority sent most: 30% (28% in 2024-25)"
    charts.months.setFocus()
    qtbot.keyClick(charts.months, Key.Key_Right)
    qtbot.keyClick(charts.months, Key.Key_Return)
    assert gone[-1].find == "attended|month|2025-05"
    assert place.rows_page.title == "Attendances in May 2025"


def test_the_rows_of_a_chart_are_its_table(place: AnalysisPlace, way: Way) -> None:
    place.year_page.charts.cards[0].rows_asked.emit()

    assert place.year_page.tables.tabs.here == "Month"
    assert place.year_page.tables.table.hasFocus()
    assert way.here == Where("Analysis", tab="Month", year=YEAR)


def test_a_published_figure_that_disagrees_is_said_and_shown(
    place: AnalysisPlace, gone: list[Where]
) -> None:
    notice = place.year_page.notice

    assert not notice.isHidden()
    assert "Attendances: 793 was published, the rows give 782" in notice.accessibleName()
    place.year_page.differences_action.trigger()
    panel = place.year_page.beside.panel
    assert isinstance(panel, Differences)
    assert {"793", "782", "11 less than published"} <= set(labels(panel))
    panel.buttons[0].click()
    assert gone[-1].find == "attended"
    assert "These rows give 782, 11 less." in place.rows_page.notice.accessibleName()


def test_a_figure_of_another_name_is_said_to_be_none_of_ours(
    place: AnalysisPlace, way: Way
) -> None:
    with place.desk.changing("Set up") as db:
        db.add(PublishedFigure(year=YEAR, figure="Cups of tea", value="9"))
    way.go(Where("Analysis", year=YEAR))

    assert "2 published figures do not agree" in place.year_page.notice.accessibleName()
    way.go(Where("Analysis", kind="rows", find="Cups of tea", year=YEAR))
    assert place.rows_page.nothing.isVisible()
    assert not place.rows_page.export_action.isEnabled()
    way.go(Where("Analysis", kind="rows", find="absent", year=YEAR))
    assert not place.rows_page.nothing.isVisible()
    assert place.rows_page.notice.isHidden()


def test_f1_explains_the_figures_beside_them(qtbot: QtBot, place: AnalysisPlace) -> None:
    page = place.year_page
    (explain,) = [a for a in place.actions() if a.property("explains")]
    explain.trigger()

    assert isinstance(page.beside.panel, Explanation)
    assert {"Turn-up", "Take-up", "Fill", "Absence"} <= set(labels(page.beside.panel))
    qtbot.waitUntil(lambda: bool(page.figures.strips[1].cells))
    qtbot.keyClick(page.beside.panel, Key.Key_Escape)
    assert page.beside.panel is None
    explain.trigger()
    explain.trigger()
    assert page.beside.panel is None


def test_rows_are_narrowed_sorted_and_counted(qtbot: QtBot, place: AnalysisPlace, way: Way) -> None:
    way.go(Where("Analysis", kind="rows", find="absent", year=YEAR))
    listed = place.rows_page.listed
    QTest.keyClicks(listed.filter, "police")
    qtbot.keyClick(listed.filter, Key.Key_Return)

    said = listed.count.said.accessibleName()
    assert said == f"{listed.shown} of 116 bookings"
    assert 0 < listed.shown < 116
    assert isinstance(listed.table.rows_model.rows, Pages)
    listed.table.heads.ask("delegate")
    names = [row.delegate for row in listed.table.rows_model.rows]
    assert names == sorted(names, key=folded)
    way.go(Where("Analysis", kind="rows", find="booked", year=YEAR))
    assert listed.filter.text() == ""
    assert listed.shown == 892


@pytest.mark.parametrize(
    ("find", "place_gone", "kind"),
    [
        ("places", "Programme", "event"),
        ("attended", "Programme", "event"),
        ("people", "Delegates", "delegate"),
    ],
)
def test_a_row_opens_its_event_or_its_delegate(
    qtbot: QtBot,
    place: AnalysisPlace,
    way: Way,
    gone: list[Where],
    find: str,
    place_gone: str,
    kind: str,
) -> None:
    way.go(Where("Analysis", kind="rows", find=find, year=YEAR))
    table = place.rows_page.listed.table
    table.enter()
    qtbot.keyClick(table, Key.Key_Return)

    assert (gone[-1].place, gone[-1].kind) == (place_gone, kind)
    assert gone[-1].id > 0


def test_the_delegate_of_a_booking_opens_too(
    qtbot: QtBot, place: AnalysisPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Analysis", kind="rows", find="absent", year=YEAR))
    page = place.rows_page
    page.listed.table.clearSelection()
    assert not page.delegate_action.isEnabled()
    page.listed.table.enter()
    page.delegate_action.trigger()

    assert (gone[-1].place, gone[-1].kind) == ("Delegates", "delegate")
    assert page.delegate_action in place.actions()


def test_rows_are_saved_as_they_are_shown(
    place: AnalysisPlace,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    live: LiveDesk,
) -> None:
    told: list[str] = []
    place.said.connect(told.append)
    way.go(Where("Analysis", kind="rows", find="people", year=YEAR))
    answer_dialog(monkeypatch, tmp_path / "people")
    place.rows_page.export_action.trigger()

    sheet = load_workbook(tmp_path / "people.xlsx").active
    assert sheet is not None
    assert sheet.max_row - 1 == place.rows_page.listed.shown == 431
    assert told == ["Saved 431 people as people.xlsx."]
    assert live.preferences.reports_folder == str(tmp_path)


def test_a_table_is_saved_with_the_base_of_each_rate(
    place: AnalysisPlace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for tab in ("Course", "Sector"):
        place.year_page.tables.tabs.choose(tab)
        answer_dialog(monkeypatch, tmp_path / f"{tab}.xlsx")
        place.year_page.export_action.trigger()
        sheet = load_workbook(tmp_path / f"{tab}.xlsx").active
        assert sheet is not None
        heads, *_, whole = (list(row) for row in sheet.iter_rows(values_only=True))
        found = dict(zip(heads, whole, strict=True))
        assert found[tab] == "The whole year"
        assert (found["Turn-up: came as booked"], found["Turn-up: booked"]) == (748, 892)
        assert found["Turn-up"] == pytest.approx(748 / 892)


def test_nothing_is_saved_when_the_dialog_is_left(
    place: AnalysisPlace, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    place.said.connect(told.append)
    answer_dialog(monkeypatch, "")
    place.year_page.export_action.trigger()
    place.year_page.report_action.trigger()
    way.go(Where("Analysis", kind="rows", find="absent", year=YEAR))
    place.rows_page.export_action.trigger()

    assert told == []


def test_a_list_that_cannot_be_saved_is_refused_in_words(
    place: AnalysisPlace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusals: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: refusals.append(box.text()))
    answer_dialog(monkeypatch, tmp_path / "gone" / "figures.xlsx")
    place.year_page.export_action.trigger()

    assert refusals
    assert not (tmp_path / "gone").exists()


def test_the_annual_report_is_written_while_the_window_stays_live(
    qtbot: QtBot,
    place: AnalysisPlace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answer_dialog(monkeypatch, tmp_path / "report.json")
    with qtbot.waitSignal(place.said, timeout=20_000) as said:
        place.year_page.report_action.trigger()

    assert said.args == ["Saved report.json."]
    assert json.loads((tmp_path / "report.json").read_text("utf-8"))["year"] == YEAR


def test_a_year_in_progress_is_not_held_against_a_whole_one(place: AnalysisPlace, way: Way) -> None:
    way.go(Where("Analysis", year="2026-27"))
    first = place.year_page.figures.strips[0].cells[0].figure

    assert first.before == "782 in 2025-26"
    assert "as it stands on 1 May 2026" in place.year_page.heading.about.accessibleName()


def test_an_empty_year_says_what_the_page_is_for(
    place: AnalysisPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Analysis", year="2019-20"))
    page = place.year_page

    assert page.nothing.isVisible()
    assert not page.report_action.isEnabled()
    assert page.beside.panel is None
    page.explain_action.trigger()
    with place.desk.changing("Set up") as db:
        db.add(PublishedFigure(year="2019-20", figure="Attended", value="640"))
    assert "attendances 640" in page.nothing.prose.text()


def test_the_page_follows_the_desk(place: AnalysisPlace) -> None:
    with place.desk.changing("Rename") as db:
        course = db.query(Course).filter_by(reference="INTRO").one()
        course.title = "李小明 and the Beginnings"

    names = [row.name for row in place.year_page.tables.rows_shown()]
    assert "李小明 and the Beginnings" in names


def test_another_year_closes_what_stood_beside(place: AnalysisPlace, way: Way) -> None:
    place.year_page.explain_action.trigger()
    way.go(Where("Analysis", tab="Agency", year="2024-25"))

    assert place.year_page.beside.panel is None
    assert place.year_page.tables.tabs.here == "Agency"
    assert place.crumbs() == [("Analysis", Where("Analysis", year="2024-25"))]


def test_a_figure_of_nothing_says_so_in_place_of_an_empty_list(
    place: AnalysisPlace, way: Way
) -> None:
    way.go(Where("Analysis", kind="rows", find="events_to_come", year=YEAR))

    assert place.rows_page.nothing.isVisible()
    assert not place.rows_page.export_action.isEnabled()
    way.go(Where("Analysis", kind="rows", find="attended", year=YEAR))
    assert place.rows_page.listed.isVisible()


def test_every_control_has_a_name_and_the_models_keep_the_rules_of_qt(
    place: AnalysisPlace, way: Way
) -> None:
    for table in place.year_page.tables.tables.values():
        hold_to_the_rules_of_qt(table.rows_model)
    assert nameless(place) == []
    place.year_page.explain_action.trigger()
    assert nameless(place) == []
    way.go(Where("Analysis", kind="rows", find="absent", year=YEAR))
    assert nameless(place) == []


def test_tab_goes_through_the_page_as_it_is_read(qtbot: QtBot, place: AnalysisPlace) -> None:
    page = place.year_page
    page.report.setFocus()
    steps = []
    for _ in range(24):
        qtbot.keyClick(page.focusWidget(), Key.Key_Tab)
        steps.append(page.focusWidget())
    wanted = [
        *(cell for strip in page.figures.strips for cell in strip.cells),
        page.charts.months,
        page.charts.sectors,
        page.tables.table,
        page.tables.columns,
    ]
    places = [steps.index(widget) for widget in wanted]

    assert places == sorted(places)


def test_the_list_of_rows_has_the_keyboard_and_back_gives_it_to_the_number(
    qtbot: QtBot, place: AnalysisPlace, way: Way
) -> None:
    table = place.year_page.tables.table
    set_cursor(table, 1, "attended")
    qtbot.keyClick(table, Key.Key_Return)
    assert place.rows_page.listed.table.hasFocus()
    way.back()
    assert table.hasFocus()
    assert table.cursor_cell() == (table.current_row(), "attended")


def test_a_key_with_bars_in_it_keeps_them(place: AnalysisPlace) -> None:
    group = Group("agency", "A|B|C")
    asked = asked_by(found_by("attended", group))

    assert (asked.figure, asked.group) == ("attended", group)


def test_a_year_with_open_registers_says_so_and_leads_to_the_first(
    place: AnalysisPlace, gone: list[Where]
) -> None:
    page = place.year_page
    assert page.still_open.isHidden()
    assert not page.register_action.isEnabled()

    with place.desk.changing("Open") as db:
        events = select(Event).join(Booking).join(Mark).where(Event.starts < date(2026, 3, 1))
        event = db.scalars(events.order_by(Event.starts.desc(), Event.id)).first()
        assert event is not None
        event.register_closed_on = None
        for mark in db.scalars(select(Mark).join(Booking).where(Booking.event_id == event.id)):
            db.delete(mark)
        event_id = event.id
    page.reload()

    assert page.still_open.words.text().startswith("1 register is not closed yet: ")
    assert not page.still_open.isHidden()
    page.register_action.trigger()
    assert gone[-1] == Where("Programme", "event", event_id, tab="Register", year=YEAR)
