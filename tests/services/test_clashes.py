from dataclasses import dataclass
from datetime import date, time, timedelta

import pytest
from sqlalchemy.event import listen
from sqlalchemy.orm import Session

from tests.conftest import a_course, a_delegate, an_agency, an_event
from tests.services.people import on
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.issues import Act, IssueKind, Mend
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import trainers, venues
from trainingdesk.services.clashes import (
    PlannedDay,
    Warned,
    clashes_of_each,
    warnings_of_plan,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_issues import (
    event_issues,
    issues_ahead,
    issues_in,
    to_put_right,
)
from trainingdesk.services.today import Work, cards
from trainingdesk.services.trainers import TrainerDetails
from trainingdesk.services.venues import VenueDetails
from trainingdesk.storage.models import Course, Delegate, Event, EventSession, SessionTrainer

TODAY = date(2026, 5, 1)
DAY = date(2026, 6, 10)
NEXT = DAY + timedelta(days=1)
YEAR = TrainingYear(2026)
MORNING, AFTERNOON = (time(9, 30), time(12, 30)), (time(12, 30), time(16))


@dataclass(frozen=True)
class World:
    """Two events on one day, in the morning and all day long, and who and what they share."""

    morning: int
    whole: int
    jo: int
    kim: int
    hall: int
    online: int
    ada: int
    ben: int


@pytest.fixture
@set_up_once
def world(desk: Desk) -> World:
    with desk.changing("Set up") as db:
        risk = a_course(db, "Risk", "RISK", minimum=0, state=CourseState.PUBLISHED)
        jo, kim = (trainers.add_trainer(db, TrainerDetails(name)) for name in ("Jo", "Kim"))
        hall = venues.add_venue(db, VenueDetails("Łódź Hall", places=20))
        online = venues.add_venue(db, VenueDetails("Online"))
        morning = an_event(db, risk, DAY, places=20, reference="RISK-1")
        whole = an_event(db, risk, DAY, NEXT, places=20, reference="RISK-2")
        morning.sessions[0].ends = time(12, 30)
        for session in (*morning.sessions, *whole.sessions):
            session.venue_id = online
            session.trainer_id = kim
        whole.sessions[0].trainer_id, whole.sessions[0].venue_id = jo, hall
        agency = an_agency(db, "Library")
        ada, ben = a_delegate(db, agency, "Ada", "King"), a_delegate(db, agency, "Ben", "Ott")
        return World(morning.id, whole.id, jo, kim, hall, online, ada.id, ben.id)


def planned(desk: Desk, *days: PlannedDay, event_id: int = 0) -> list[tuple[int, str, str]]:
    with desk.reading() as db:
        found = warnings_of_plan(db, days, event_id=event_id)
        return [(warned.number, warned.field, warned.sentence) for warned in found]


def test_a_plan_is_warned_of_trainer_and_venue(desk: Desk, world: World) -> None:
    free = PlannedDay(date(2026, 6, 30), *MORNING, venue="Łódź Hall", trainer="Jo")
    day = PlannedDay(DAY, *MORNING, venue=" ŁÓDŹ  hall ", trainer="jo")
    said = "RISK-2 Risk on 10 June 2026, 09:30 to 16:30."
    assert planned(desk, free, PlannedDay(None, trainer="Jo"), day) == [
        (2, "trainer", f"Jo also trains {said}"),
        (2, "venue", f"Łódź Hall is also taken by {said}"),
    ]


def test_times_that_touch_do_not_clash(desk: Desk, world: World) -> None:
    assert planned(desk, PlannedDay(DAY, *AFTERNOON, trainer="Kim")) == []
    assert len(planned(desk, PlannedDay(DAY, time(12, 29), time(13), trainer="Kim"))) == 1


def test_a_day_without_times_may_take_the_whole_day(desk: Desk, world: World) -> None:
    assert planned(desk, PlannedDay(DAY, trainer="Kim")) == [
        (0, "trainer", "Kim also trains RISK-1 Risk on the same day, 10 June 2026, 09:30 to 12:30.")
    ]


def test_an_event_is_never_in_its_own_way(desk: Desk, world: World) -> None:
    day = PlannedDay(DAY, *MORNING, trainer="Jo", venue="Łódź Hall")
    assert planned(desk, day, event_id=world.whole) == []
    assert len(planned(desk, day, event_id=world.morning)) == 2


@pytest.mark.parametrize(
    "status", [EventStatus.CANCELLED, EventStatus.POSTPONED, EventStatus.DRAFT]
)
def test_events_that_are_not_held_never_clash(
    desk: Desk, world: World, status: EventStatus
) -> None:
    day = PlannedDay(DAY, *MORNING, trainer="Jo")
    with desk.reading() as db:
        assert warnings_of_plan(db, [day], status=status) == []
    with desk.changing("Change") as db:
        db.get_one(Event, world.whole).status = status
    assert planned(desk, day) == []


def test_beside_counts_as_first_and_a_reserve_is_softer(desk: Desk, world: World) -> None:
    with desk.changing("Change") as db:
        session = db.get_one(Event, world.whole).sessions[0].id
        reserve = TrainerPart.RESERVE
        db.add(SessionTrainer(session_id=session, trainer_id=world.kim, part=reserve))
    with desk.reading() as db:
        day = PlannedDay(DAY, *AFTERNOON, trainer="", beside=("Kim", "New"), reserve=("Jo",))
        on_day = "RISK-2 Risk on 10 June 2026, 09:30 to 16:30."
        assert warnings_of_plan(db, [day]) == [
            Warned(0, "beside", f"Kim is in reserve for {on_day}", soft=True, event_id=world.whole),
            Warned(
                0,
                "reserve",
                f"Jo, in reserve here, also trains {on_day}",
                soft=True,
                event_id=world.whole,
            ),
        ]


def test_days_off_of_trainer_and_venue_are_told(desk: Desk, world: World) -> None:
    off = (Off(NEXT, NEXT, "leave"),)
    with desk.changing("Change") as db:
        trainers.change_trainer(db, world.jo, TrainerDetails("Jo", days_off=off), opened=None)
        hall = VenueDetails("Łódź Hall", days_off=(Off(DAY, NEXT),))
        venues.change_venue(db, world.hall, hall, opened=None)
    day = PlannedDay(NEXT, venue="łódź hall", reserve=("Jo",))
    assert planned(desk, day) == [
        (0, "venue", "Łódź Hall is shut on 11 June 2026."),
        (0, "reserve", "Jo, in reserve here, is away on 11 June 2026: leave."),
    ]
    early = PlannedDay(DAY - timedelta(days=1), venue="Łódź Hall", trainer="Jo")
    assert planned(desk, early) == []
    assert planned(desk, PlannedDay(NEXT, trainer="Jo", beside=("Kim",)))[-1] == (
        0,
        "trainer",
        "Jo is away on 11 June 2026: leave.",
    )


def book_both(db: Session, world: World, *people: int) -> None:
    for event_id in (world.morning, world.whole):
        for person in people:
            on(db, db.get_one(Event, event_id), db.get_one(Delegate, person))


def test_delegates_who_are_booked_elsewhere_are_told(desk: Desk, world: World) -> None:
    with desk.changing("Book") as db:
        book_both(db, world, world.ada)
    day, touching = PlannedDay(DAY, *MORNING), PlannedDay(DAY, time(16, 30), time(18))
    said = "also booked on RISK-2 Risk on 10 June 2026, 09:30 to 16:30."
    assert planned(desk, day, event_id=world.morning) == [(0, "day", f"Ada King is {said}")]
    assert planned(desk, touching, event_id=world.morning) == []
    with desk.changing("Book") as db:
        book_both(db, world, world.ben)
    assert planned(desk, day, event_id=world.morning) == [(0, "day", f"2 delegates are {said}")]


def test_what_a_delegate_is_booked_on_is_known_before_they_are_booked(
    desk: Desk, world: World
) -> None:
    with desk.changing("Book") as db:
        on(db, db.get_one(Event, world.morning), db.get_one(Delegate, world.ada))
        cancelled = BookingStatus.CANCELLED
        on(db, db.get_one(Event, world.morning), db.get_one(Delegate, world.ben), cancelled)
    with desk.reading() as db:

        def said(delegate: int) -> list[str]:
            found = clashes_of_each(db, event_id=world.whole, delegate_ids=[delegate])
            return [clash.sentence for clash in found.get(delegate, ())]

        assert said(world.ada) == ["Is also booked on RISK-1 Risk on 10 June 2026, 09:30 to 12:30."]
        assert said(world.ben) == []
        assert clashes_of_each(db, event_id=99, delegate_ids=[world.ada]) == {}
    with desk.changing("Change") as db:
        first = db.get_one(Event, world.whole).sessions[0]
        first.starts = time(12, 30)
    with desk.reading() as db:
        assert said(world.ada) == []


def kinds(desk: Desk, event_id: int, today: date = TODAY) -> list[IssueKind]:
    with desk.reading() as db:
        return [issue.kind for issue in event_issues(db, event_id, today=today)]


def test_an_event_that_has_what_it_needs_has_no_issues(desk: Desk, world: World) -> None:
    assert kinds(desk, world.morning) == []
    assert kinds(desk, world.whole) == []
    assert kinds(desk, 99) == []


def test_the_issues_of_one_event_are_those_of_its_year_and_of_all_ahead(
    desk: Desk, world: World
) -> None:
    with desk.changing("Change") as db:
        book_both(db, world, world.ada)
        morning = db.get_one(Event, world.morning).sessions[0]
        morning.trainer_id, morning.venue_id = world.jo, world.hall
        db.get_one(Event, world.whole).places = 21
        whole = db.get_one(Event, world.whole).sessions[1]
        whole.trainer_id = whole.venue_id = None
        off = (Off(DAY, DAY),)
        trainers.change_trainer(db, world.jo, TrainerDetails("Jo", days_off=off), opened=None)
    with desk.reading() as db:
        one = {e: event_issues(db, e, today=TODAY) for e in (world.morning, world.whole)}
        assert issues_in(db, YEAR, today=TODAY) == one
        assert issues_ahead(db, today=TODAY) == one
        assert issues_in(db, YEAR.after, today=TODAY) == {}
        assert [issue.kind for issue in one[world.whole]] == [
            IssueKind.NO_TRAINER,
            IssueKind.NO_VENUE,
            IssueKind.ROOM_TOO_SMALL,
            IssueKind.TRAINER_CLASH,
            IssueKind.VENUE_CLASH,
            IssueKind.DELEGATE_CLASH,
            IssueKind.DAY_OFF,
        ]
        assert one[world.morning][0].act == Act(Mend.OTHER_EVENT, world.whole)
        assert one[world.morning][-1].act == Act(Mend.TRAINER, world.jo)


def test_an_online_link_stands_for_a_venue(desk: Desk, world: World) -> None:
    with desk.changing("Change") as db:
        session = db.get_one(Event, world.morning).sessions[0]
        session.venue_id, session.online = None, "https://example.org/room"
    assert kinds(desk, world.morning) == []


def test_a_draft_course_an_empty_event_and_an_open_register_are_told(
    desk: Desk, world: World
) -> None:
    with desk.changing("Change") as db:
        course = db.get_one(Course, db.get_one(Event, world.morning).course_id)
        course.state, course.minimum = CourseState.DRAFT, 8
        db.get_one(Event, world.morning).status = EventStatus.DRAFT
    assert kinds(desk, world.whole) == [IssueKind.COURSE_DRAFT]
    assert kinds(desk, world.morning) == [IssueKind.STILL_DRAFT]
    near = DAY - timedelta(days=28)
    assert kinds(desk, world.whole, near) == [IssueKind.COURSE_DRAFT, IssueKind.TOO_FEW]
    assert kinds(desk, world.whole, NEXT + timedelta(days=1)) == [IssueKind.REGISTER_OPEN]
    with desk.reading() as db:
        assert issues_ahead(db, today=NEXT + timedelta(days=1)) == {}
    with desk.changing("Close") as db:
        db.get_one(Event, world.whole).register_closed_on = NEXT
    assert kinds(desk, world.whole, NEXT + timedelta(days=1)) == []


def test_many_events_are_looked_through_with_few_questions(desk: Desk, world: World) -> None:
    """Few queries whatever the number of events, and no event compared with every other."""
    with desk.changing("Set up", undoable=False) as db:
        course = db.get_one(Event, world.morning).course_id
        for number in range(150):
            event = Event(
                reference=f"X-{number}",
                course_id=course,
                starts=DAY,
                places=5,
                status=EventStatus.OPEN,
            )
            event.sessions.append(
                EventSession(day=DAY + timedelta(days=number // 2), trainer_id=world.jo)
            )
            db.add(event)
    asked: list[object] = []
    with desk.reading() as db:
        listen(db.get_bind(), "before_cursor_execute", lambda *args: asked.append(args[2]))
        found = issues_in(db, YEAR, today=TODAY)
    assert len(found) >= 150
    assert len(asked) <= 12


def test_today_gathers_what_has_no_card_of_its_own(desk: Desk, world: World) -> None:
    with desk.changing("Change") as db:
        book_both(db, world, world.ada)
        whole, morning = db.get_one(Event, world.whole), db.get_one(Event, world.morning)
        whole.places = 21
        whole.sessions[1].trainer_id = None  # told by the card of what is not arranged yet
        morning.sessions[0].ends = time(16)
    with desk.reading() as db:
        far, near = TODAY, DAY - timedelta(days=14)
        assert [(task.said, task.number, task.urgent) for task in to_put_right(db, far)] == [
            ("Delegates booked twice", 1, False),
            ("Room too small and 1 other", 2, False),
        ]
        assert all(task.urgent for task in to_put_right(db, near))
        (card,) = (each for each in cards(db, TODAY) if each.work is Work.ISSUES)
        assert [task.event_id for task in card.tasks] == [world.morning, world.whole]
