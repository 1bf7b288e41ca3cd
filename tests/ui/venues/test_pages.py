from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, a_course, an_agency, an_event
from tests.ui.delegates.conftest import leading, press, type_in, unnamed
from tests.ui.programme.world import YEAR, Window
from tests.worlds import set_up_once
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import partners, series, trainers, venues
from trainingdesk.services.desk import Desk
from trainingdesk.services.programme import Wanted, events_in
from trainingdesk.services.series import SeriesDetails
from trainingdesk.services.trainers import TrainerDetails
from trainingdesk.services.venues import VenueDetails
from trainingdesk.storage.models import Event, Venue
from ui.agencies.place import AgenciesPlace
from ui.parts.cell import Cell
from ui.parts.cells import cell_width
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.way import Way, Where

HALL = VenueDetails(
    "Łódź Hall",
    "Main Road\nRomford",
    30,
    12_550,
    "Step-free",
    "Lee",
    "hall@example.org",
    "01708",
    1,
    (Off(date(2026, 6, 1), date(2026, 6, 3), "polling"), Off(date(2026, 9, 1), date(2026, 9, 1))),
)
JO = TrainerDetails("Jo Bloggs", "jo@example.org", "01", 40_000, "Risk", 1, HALL.days_off)
WEEK = SeriesDetails("Safeguarding Week", "Briefings\neach November")


@pytest.fixture
@set_up_once
def filled(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        an_agency(db, "Library")
        venues.add_venue(db, HALL)
        venues.add_venue(db, VenueDetails("Lodz Hal"))
        trainers.add_trainer(db, JO)
        trainers.add_trainer(db, TrainerDetails("J Bloggs"))
        series.add_series(db, WEEK)
        series.add_series(db, SeriesDetails("Safeguarding Wk"))
        partners.add_partner(db, "Westmere")
        partners.add_partner(db, "Redbr.")
        event = an_event(db, a_course(db, "Risk", "RISK"), STARTS, places=20)
        event.series_id, event.sessions[0].venue_id, event.sessions[0].trainer_id = 1, 1, 1
        partners.set_partners(db, event.id, ["Westmere"])


PAGES = ["venues", "trainers", "series", "boards"]


def page_at(window: Window, kind: str, number: int = 0) -> Any:
    window.way.go(Where("Programme", kind=kind, id=number, year=YEAR))
    return window.place.currentWidget()


def names(page: Any) -> list[str]:
    return [row.name for row in page.rows]


@pytest.mark.parametrize("kind", PAGES)
def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(
    qtbot: QtBot, window: Window, kind: str
) -> None:
    page = page_at(window, kind)
    assert page.list.empty.isVisible()
    assert len(leading(page)) == 1
    press(qtbot, page.list.empty, "Ctrl+N")
    assert page.form.isVisible()
    assert unnamed(page) == []


@pytest.mark.parametrize("kind", PAGES)
def test_saving_an_unchanged_form_changes_nothing(
    qtbot: QtBot, desk: Desk, window: Window, filled: None, kind: str
) -> None:
    page = page_at(window, kind)
    before = desk.done
    for row in page.rows:
        page.change(row.id)
        page.form.keep()
        assert not page.form.isVisible()
    assert desk.done == before
    assert page.form.details() is not None


@pytest.mark.parametrize("kind", PAGES)
def test_a_record_is_added_by_keyboard_and_stands_chosen(
    qtbot: QtBot, desk: Desk, window: Window, filled: None, kind: str
) -> None:
    page = page_at(window, kind)
    press(qtbot, page.list.table, "Ctrl+N")
    type_in(page.form.form["name"].control, "Ærø")
    press(qtbot, page.form.form["name"].control, "Return")
    assert not page.form.isVisible()
    assert page.list.table.chosen_row().name == "Ærø"
    assert desk.undo_title.endswith("Ærø")
    desk.undo()
    assert "Ærø" not in names(page)


@pytest.mark.parametrize("kind", PAGES)
def test_two_spellings_are_made_one(
    qtbot: QtBot, desk: Desk, window: Window, filled: None, kind: str
) -> None:
    page = page_at(window, kind)
    page.list.table.choose_ids([1, 2])
    assert page.merge_button.isVisible()
    press(qtbot, page.list.table, "Ctrl+Shift+M")
    assert page.merger.isVisible()
    page.merger.keep.choose(1)
    press(qtbot, page.merger.keep, "Ctrl+S")
    assert not page.merger.isVisible()
    assert [row.id for row in page.rows] == [1]
    desk.undo()
    assert len(page.rows) == 2


@pytest.mark.parametrize("kind", PAGES)
def test_what_is_used_stays_and_what_is_not_is_removed(
    qtbot: QtBot,
    desk: Desk,
    window: Window,
    filled: None,
    kind: str,
) -> None:
    page = page_at(window, kind)
    page.list.table.select_id(1)
    press(qtbot, page.list.table, "Delete")
    assert "stays" in page.notice.words.text()
    page.list.table.select_id(2)
    press(qtbot, page.list.table, "Delete")
    assert [row.id for row in page.rows] == [1]
    assert page.notice.isHidden()


@pytest.mark.parametrize("kind", PAGES)
def test_the_list_is_narrowed_sorted_and_exported(
    qtbot: QtBot, window: Window, filled: None, kind: str, saved_as: Path
) -> None:
    page = page_at(window, kind)
    for column in page.kind.columns:
        for falling in (False, True):
            page.list._sort(column.sort, falling)
            assert len(page.rows) == 2
    page.list.seek(names(page)[0])
    assert len(page.rows) == 1
    page.export()
    qtbot.waitUntil(lambda: bool(window.said))
    assert window.said[0].startswith("Saved 1 ")


def test_what_cannot_be_read_is_told_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, desk: Desk, window: Window, filled: None
) -> None:
    page = page_at(window, "venues")
    before = desk.done
    page.change(1)
    form = page.form.form
    for name, typed in (
        ("places", "many"),
        ("hire_pence", "free"),
        ("agency_id", "Nobody"),
        ("days_off", "soon"),
        ("name", ""),
    ):
        form[name].set_text(typed)
    page.form.keep()
    assert desk.done == before
    wrong = {name for name in form.texts() if form[name].wrong}
    assert wrong == {"places", "hire_pence", "agency_id", "days_off", "name"}
    assert form["hire_pence"].text() == "free"
    page = page_at(window, "trainers")
    page.change(1)
    page.form.form["daily_fee_pence"].set_text("free")
    page.form.keep()
    assert page.form.form["daily_fee_pence"].wrong


@pytest.mark.parametrize(
    ("kind", "field"),
    [("venues", "contact"), ("trainers", "about"), ("series", "about"), ("boards", "name")],
)
def test_the_later_of_two_windows_sees_both_versions(
    qtbot: QtBot, desk: Desk, window: Window, filled: None, kind: str, field: str
) -> None:
    page = page_at(window, kind)
    page.change(1)
    page.form.form[field].set_text("Mine")
    with desk.changing("Elsewhere") as db:
        if kind == "venues":
            venues.change_venue(db, 1, VenueDetails("Hall", contact="Theirs"), opened=None)
        elif kind == "trainers":
            trainers.change_trainer(db, 1, TrainerDetails("Jo", about="Theirs"), opened=None)
        elif kind == "series":
            series.change_series(db, 1, SeriesDetails("Week", "Theirs"), opened=None)
        else:
            partners.rename_partner(db, 1, "Theirs")
    page.form.keep()
    assert page.form.isVisible()
    assert page.form.form[field].text() == "Mine"
    assert "Theirs" in page.form.form[field].other.words.text()
    page.form.keep()
    assert not page.form.isVisible()


def test_a_number_in_the_way_opens_the_form_of_that_record(
    qtbot: QtBot, window: Window, filled: None
) -> None:
    page = page_at(window, "trainers", 2)
    assert page.form.form["name"].text() == "J Bloggs"
    page = page_at(window, "venues", 99)
    assert not page.form.isVisible()
    assert page.notice.isVisible()


def test_a_series_has_a_page_with_its_figures_and_events(
    qtbot: QtBot, desk: Desk, window: Window, filled: None, saved_as: Path
) -> None:
    page = page_at(window, "series")
    page.list.table.select_id(1)
    press(qtbot, page.list.table, "Return")
    assert window.gone[-1] == Where("Programme", kind="one_series", id=1, year=YEAR)
    record: Any = window.place.currentWidget()
    assert record.crumbs()[-1][0] == "Safeguarding Week"
    assert [fact.words.accessibleName() for fact in record.facts.facts()] == [
        "Events: 1 event held or to come in 2026-27",
        "Places: 20",
        "Booked: 0 · 0% of 20 places",
        "Attended: not known",
    ]
    assert record.list.count.said.text() == "1 event"
    assert unnamed(record) == []
    for order in ("title", "level", "venue", "trainer", "places", "standing", "date"):
        record.list._sort(order, falling=True)
    record.list.seek("nothing")
    assert record.list.count.said.text() == "0 of 1 event"
    record.list.seek("risk")
    record.export()
    qtbot.waitUntil(lambda: bool(window.said))
    record.list.table.select_id(1)
    press(qtbot, record.list.table, "Ctrl+O")
    assert (window.gone[-1].kind, window.gone[-1].id) == ("event", 1)
    window.way.back()
    press(qtbot, record.list.table, "F2")
    record.form.form["name"].set_text("The Week")
    record.form.keep()
    assert record.heading.title.text() == "The Week"
    with desk.changing("Remove") as db:
        db.get_one(Event, 1).series_id = None
        series.remove_series(db, [1])
    assert not record.facts.isVisible()


def test_the_trainers_page_tells_the_days_that_agencies_gave(
    desk: Desk, window: Window, filled: None
) -> None:
    with desk.changing("Move") as db:
        event = db.get_one(Event, 1)
        event.starts = event.sessions[0].day = date(2026, 4, 20)
    page = page_at(window, "trainers")
    told = "Agencies' trainers gave 1 day so far in 2026-27: Library 1"
    assert page.heading.about.text() == told


def test_partner_boards_are_reached_from_the_series(
    qtbot: QtBot, window: Window, filled: None
) -> None:
    page = page_at(window, "series")
    press(qtbot, page.list.table, "Ctrl+B")
    boards: Any = window.place.currentWidget()
    assert [name for name, _ in boards.crumbs()] == ["Programme", "Series", "Partner boards"]


def test_enter_on_a_board_leads_to_the_events_shared_with_it(
    qtbot: QtBot, desk: Desk, window: Window, filled: None
) -> None:
    page = page_at(window, "boards")
    page.list.table.select_id(1)
    press(qtbot, page.list.table, "Return")
    assert window.gone[-1] == Where("Programme", id=1, tab="Shared with", year=YEAR)
    this = TrainingYear.named(YEAR)
    with desk.reading() as db:
        found = events_in(db, this, today=STARTS, wanted=Wanted("westmere"))
        assert [event.id for event in found] == [1]
        assert events_in(db, this, today=STARTS, wanted=Wanted("redbr")) == []
    page = page_at(window, "boards")
    page.list.table.select_id(2)
    press(qtbot, page.list.table, "Return")
    assert page.form.isVisible()


def test_the_venues_page_tells_the_days_that_agencies_gave(
    desk: Desk, window: Window, filled: None
) -> None:
    with desk.changing("Give it for nothing") as db:
        event = db.get_one(Event, 1)
        event.starts = event.sessions[0].day = date(2026, 4, 20)
        db.get_one(Venue, 1).hire_pence = 0
    page = page_at(window, "venues")
    told = "1 day of events in 2026-27 · agencies gave 1 day so far in 2026-27: Library 1"
    assert page.heading.about.text() == told


@pytest.mark.parametrize(
    ("kind", "title", "longest"),
    [
        ("trainers", "E-mail", "protection@ternvalley-police.example"),
        ("venues", "Contact", "Site manager, 01632 960391"),
    ],
)
def test_how_to_reach_somebody_is_seen_whole(
    qtbot: QtBot, window: Window, filled: None, kind: str, title: str, longest: str
) -> None:
    page = page_at(window, kind)
    page.setFixedWidth(1_064)  # what a window of 1,280 leaves
    table = page.list.table
    number = next(n for n, each in enumerate(table.rows_model.columns) if each.title == title)
    needed = cell_width(Cell(longest, "soft")) + 2 * Space.S
    qtbot.waitUntil(lambda: table.columnWidth(number) >= needed)


def test_the_agency_page_tells_the_days_its_trainers_and_venues_gave(
    qtbot: QtBot, desk: Desk, live: LiveDesk, way: Way, jobs: Jobs, filled: None
) -> None:
    with desk.changing("Move") as db:
        event = db.get_one(Event, 1)
        event.starts = event.sessions[0].day = date(2026, 4, 20)
        event.sessions[0].ends = time(12, 30)
        db.get_one(Venue, 1).hire_pence = 0
    place = AgenciesPlace(live, way, jobs)
    qtbot.addWidget(place)
    with qtbot.waitExposed(place):
        place.show()
    place.show_at(Where("Agencies", kind="agency", id=1, year=YEAR))
    said = {fact.name: fact.words.accessibleName() for fact in place.record.figures.facts()}
    assert said["Days given"] == (
        "Days given: Trainers ½ day (1 half day), Venues ½ day (1 half day)"
    )
