"""Today, with real rows on a real desk."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, BY, STARTS, FirstAid, an_event
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.today import Work
from trainingdesk.services.undated import UndatedDetails, add_interest, add_undated
from trainingdesk.storage.models import Course, Event, PublishedFigure
from ui.parts.jobs import Jobs
from ui.parts.lines import LineButton
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.today.place import WIDE, TodayPlace
from ui.today.week import EventButton
from ui.today.work_card import FEW, WorkCard


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> TodayPlace:
    place = TodayPlace(live, way, jobs)
    qtbot.addWidget(place)
    place.resize(1064, 640)
    return place


def shown(place: TodayPlace) -> TodayPlace:
    place.show_at(Where("Today", year="2026-27"))
    place.show()
    return place


def go_on_to(place: TodayPlace, *, weeks: int) -> None:
    """Let so many weeks go by."""
    place.desk.today = lambda: BEFORE + timedelta(weeks=weeks)
    place.show_at(Where("Today", year="2026-27"))


def lines(place: TodayPlace) -> list[str]:
    return [line.line.spoken() for card in place.work.shown for line in card.lines]


def texts(place: TodayPlace) -> list[str]:
    """What the column of work says; cards that were replaced are no longer in it."""
    column = place.work.layout()
    assert column is not None
    parts = [item.widget() for n in range(column.count()) if (item := column.itemAt(n))]
    return [words.text() for part in parts if part for words in part.findChildren(Words)]


def test_an_empty_desk_is_welcomed_with_first_steps(place: TodayPlace, way: Way) -> None:
    shown(place)
    assert place.pages.currentWidget() is place.first_steps
    place.first_steps.bring.click()
    assert way.here == Where("Settings", kind="import", year="2026-27")
    place.first_steps.plan.click()
    assert way.here == Where("Programme", year="2026-27")


def test_the_sample_is_opened_by_the_command_of_the_window(qtbot: QtBot, place: TodayPlace) -> None:
    command = QAction("Open the &sample programme", place.window())
    place.window().addAction(command)
    shown(place)
    with qtbot.waitSignal(command.triggered):
        place.first_steps.sample.click()


def test_every_line_opens_where_the_work_is_done(
    place: TodayPlace, first_aid: FirstAid, way: Way
) -> None:
    shown(place)
    go_on_to(place, weeks=4)
    card = place.work.shown[0]
    assert card.work is Work.AT_RISK
    card.lines[0].click()
    assert way.here == Where(
        "Programme", kind="event", id=first_aid.event, tab="Bookings", year="2026-27"
    )


def test_enter_opens_the_line_that_has_the_keyboard(
    qtbot: QtBot, place: TodayPlace, first_aid: FirstAid, way: Way
) -> None:
    shown(place)
    go_on_to(place, weeks=7)
    line = next(c for c in place.work.shown if c.work is Work.REGISTERS).lines[0]
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert way.here is not None
    assert (way.here.id, way.here.tab) == (first_aid.event, "Register")


def test_the_list_follows_the_desk(place: TodayPlace, first_aid: FirstAid, desk: Desk) -> None:
    shown(place)
    go_on_to(place, weeks=4)
    assert any("0 of 1, 1 needed" in line for line in lines(place))
    with desk.changing("Cancel") as db:
        db.get_one(Event, first_aid.event).status = EventStatus.CANCELLED
    assert lines(place) == []
    assert "Nothing waits for you" in texts(place)


def test_another_day_is_read_afresh(place: TodayPlace, first_aid: FirstAid) -> None:
    shown(place)
    assert "Fri 1 May 2026" in place.heading.about.text()
    go_on_to(place, weeks=1)
    assert "Fri 8 May 2026" in place.heading.about.text()


def test_the_head_says_when_the_next_event_is(place: TodayPlace, first_aid: FirstAid) -> None:
    shown(place)
    assert "no event today · the next is on Wed 10 June 2026" in place.heading.about.text()


def test_a_long_card_shows_the_first_lines_and_then_all(
    place: TodayPlace, first_aid: FirstAid, desk: Desk
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, first_aid.course)
        for day in range(1, 20):
            an_event(db, course, STARTS + timedelta(days=day))
    shown(place)
    go_on_to(place, weeks=4)
    card = next(c for c in place.work.shown if c.work is Work.UNARRANGED)
    assert len(card.lines) == FEW
    more = next(b for b in card.findChildren(Button) if b.text() == "Show all 20")
    more.click()
    assert len(next(c for c in place.work.shown if c.work is Work.UNARRANGED).lines) == 20


def test_help_explains_what_each_card_counts(place: TodayPlace, first_aid: FirstAid) -> None:
    shown(place)
    go_on_to(place, weeks=4)
    explain = next(action for action in place.actions() if action.property("explains"))
    said = "Fewer have a place than the course needs, with four weeks or less to go."
    assert said not in texts(place)
    explain.trigger()
    assert said in texts(place)
    explain.trigger()
    assert said not in texts(place)


def test_a_figure_opens_the_rows_behind_it(
    place: TodayPlace, first_aid: FirstAid, desk: Desk, way: Way
) -> None:
    with desk.changing("Publish") as db:
        course = db.get_one(Course, first_aid.course)
        an_event(db, course, STARTS.replace(year=2025), status=EventStatus.CANCELLED)
        db.add(PublishedFigure(year="2025-26", figure="Attended", value="9"))
    shown(place)
    card = next(c for c in place.work.shown if c.work is Work.FIGURES)
    card.lines[0].click()
    assert way.here == Where("Analysis", kind="rows", year="2025-26", find="attended")


def test_the_brochure_opens_the_year_it_is_of(
    place: TodayPlace, first_aid: FirstAid, way: Way
) -> None:
    shown(place)
    go_on_to(place, weeks=45)
    card = next(c for c in place.work.shown if c.work is Work.BROCHURE)
    assert card.lines[0].line.end == "due in 20 days"
    card.lines[0].click()
    assert way.here == Where("Programme", year="2027-28")


def test_an_event_of_the_week_opens(
    qtbot: QtBot, place: TodayPlace, first_aid: FirstAid, way: Way
) -> None:
    shown(place)
    go_on_to(place, weeks=6)
    (button,) = place.shown_weeks[0].findChildren(EventButton)
    assert button.accessibleName() == "09:30, First Aid, Open, 0 of 1"
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert way.here == Where("Programme", kind="event", id=first_aid.event, year="2026-27")


def test_two_weeks_stand_side_by_side_where_there_is_room(
    qtbot: QtBot, place: TodayPlace, first_aid: FirstAid
) -> None:
    shown(place)
    this, following = place.shown_weeks
    qtbot.waitUntil(lambda: following.y() > this.y())
    place.resize(WIDE, 640)
    qtbot.waitUntil(lambda: following.y() == this.y() and following.x() > this.x())


def test_nothing_is_wider_than_the_page(place: TodayPlace, first_aid: FirstAid, desk: Desk) -> None:
    with desk.changing("Rename") as db:
        db.get_one(Course, first_aid.course).title = "Safeguarding " * 30
    shown(place)
    go_on_to(place, weeks=4)
    QApplication.processEvents()  # what is new on the page has its size only then
    (area,) = place.findChildren(QScrollArea)
    body = area.widget()
    assert body is not None
    assert body.minimumSizeHint().width() <= place.width()  # or its right side would be cut off
    parts = [*place.findChildren(WorkCard), *place.findChildren(LineButton)]
    ends = [part.mapTo(place, part.rect().topRight()).x() for part in parts if part.isVisible()]
    assert 0 < max(ends) <= place.width()


def test_today_stands_alone_in_the_way(place: TodayPlace) -> None:
    assert place.crumbs() == [("Today", Where("Today"))]


@pytest.mark.parametrize(
    ("word", "status"),
    [("Go", EventStatus.CONFIRMED), ("Do not go", EventStatus.CANCELLED)],
)
def test_an_event_at_risk_is_decided_on_here(
    qtbot: QtBot,
    place: TodayPlace,
    first_aid: FirstAid,
    desk: Desk,
    word: str,
    status: EventStatus,
) -> None:
    shown(place)
    go_on_to(place, weeks=4)
    card = next(c for c in place.work.shown if c.work is Work.AT_RISK)
    button = next(b for b in card.findChildren(Button) if b.text() == word)
    assert button.accessibleName() == f"{word}: First Aid"
    button.click()
    assert "0 of 1, 1 needed." in place.reason.question.text()
    place.reason.entry.setText("Because")
    qtbot.keyClick(place.reason.entry, Qt.Key.Key_Return)
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).status is status
    assert not place.reason.isVisible()
    assert not any(c.work is Work.AT_RISK for c in place.work.shown)


def test_who_waits_for_a_date_stands_here_and_leads_to_their_list(
    place: TodayPlace, first_aid: FirstAid, desk: Desk, way: Way
) -> None:
    shown(place)
    with desk.changing("Set up") as db:
        undated = add_undated(db, UndatedDetails(first_aid.course), by=BY)
        add_interest(db, undated, first_aid.ada, by=BY)
    card = next(c for c in place.work.shown if c.work is Work.UNDATED)
    assert any("1 waits, enough for a date" in line for line in lines(place))
    card.lines[0].click()
    assert way.here == Where("Programme", kind="interest", id=undated, year="2026-27")
