from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy.orm import Session

from tests.conftest import (
    AFTER,
    BEFORE,
    BY,
    BY_AFTER,
    STARTS,
    FirstAid,
    a_course,
    an_event,
)
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.standing import Standing
from trainingdesk.services import bookings, registers
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.event_pages import head_of, when_of
from trainingdesk.services.events import add_event, call_off, change_event, details_of
from trainingdesk.services.plans import (
    copy_of,
    names_known,
    next_reference,
    plan_for,
)
from trainingdesk.services.suggested import delegates_suggested, next_place
from trainingdesk.storage.models import Course, Event, EventSession, Series, Venue

NEXT = STARTS + timedelta(days=7)


def planned(at: FirstAid, *days: SessionDetails, **details: object) -> EventDetails:
    sound = EventDetails(
        course_id=at.course,
        reference="FA-2699",
        places=12,
        sessions=days or (SessionDetails(STARTS, time(9, 30), time(12), "Guildhall", "Ruth"),),
    )
    return replace(sound, **details)  # type: ignore[arg-type]


def added(desk: Desk, details: EventDetails) -> int:
    with desk.changing("Plan") as db:
        return add_event(db, details, by=BY)


def test_an_event_is_added_with_its_days(desk: Desk, first_aid: FirstAid) -> None:
    days = (SessionDetails(NEXT, venue="Online"), SessionDetails(STARTS, time(9), time(12)))
    event_id = added(desk, planned(first_aid, *days, series="Safeguarding Week"))
    with desk.reading() as db:
        event = db.get_one(Event, event_id)
        kept = details_of(db, event_id)
        assert event.starts == STARTS
        assert event.series is not None
        assert event.series.name == "Safeguarding Week"
    assert [session.day for session in kept.sessions] == [STARTS, NEXT]
    assert (kept.places, kept.reference, kept.sessions[1].venue) == (12, "FA-2699", "Online")


def test_a_known_name_is_used_and_a_new_one_added(desk: Desk, first_aid: FirstAid) -> None:
    added(desk, planned(first_aid))
    day = SessionDetails(NEXT, venue=" guildhall ", trainer="Devika")
    added(desk, planned(first_aid, day, reference="FA-2698"))
    with desk.reading() as db:
        assert names_known(db).venues == ["Guildhall"]
        assert names_known(db).trainers == ["Devika", "Ruth"]
        assert db.query(Series).count() == 0


def test_wrong_details_are_told_by_field(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, planned(first_aid, course_id=None, places=None, price_pence=10_000_01))
    assert set(refused.value.problems) == {"course_id", "places", "price_pence"}


def test_a_course_that_is_gone_is_told(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Invalid) as refused:
        added(desk, planned(first_aid, course_id=-1, reference="FA-260610"))
    assert set(refused.value.problems) == {"course_id", "reference"}


def test_no_event_is_planned_of_a_retired_course(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Retire") as db:
        db.get_one(Course, first_aid.course).state = CourseState.RETIRED
    with pytest.raises(Invalid) as refused:
        added(desk, planned(first_aid, SessionDetails(STARTS)))
    said = "First Aid is retired. Publish it again, or choose another."
    assert refused.value.problems == {"course_id": said}
    with desk.changing("Change") as db:
        kept = replace(details_of(db, first_aid.event), reference="FA-9")
        change_event(db, first_aid.event, kept, by=BY)


def test_a_reference_is_taken_once(desk: Desk, first_aid: FirstAid) -> None:
    added(desk, planned(first_aid, reference="FA-2601"))
    with pytest.raises(Invalid, match=r"fa-2601 is another event\. FA-2602 is free\."):
        added(desk, planned(first_aid, reference=" fa-2601 "))


def test_without_a_course_no_other_reference_is_offered(desk: Desk, first_aid: FirstAid) -> None:
    added(desk, planned(first_aid))
    for lacking in ({"course_id": None}, {"sessions": ()}):
        details = planned(first_aid, **lacking)
        with pytest.raises(Invalid, match="Enter another reference"):
            added(desk, details)


def test_an_event_keeps_its_own_reference(desk: Desk, first_aid: FirstAid) -> None:
    event_id = added(desk, planned(first_aid))
    with desk.changing("Change") as db:
        change_event(db, event_id, replace(details_of(db, event_id), places=30), by=BY)
    with desk.reading() as db:
        assert details_of(db, event_id).places == 30


def test_saving_an_unchanged_form_changes_nothing(desk: Desk, first_aid: FirstAid) -> None:
    event_id = added(desk, planned(first_aid))
    done = len(desk.done)
    with desk.changing("Change") as db:
        change_event(db, event_id, details_of(db, event_id), by=BY)
    assert len(desk.done) == done


def test_moving_the_first_day_moves_the_event(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Change") as db:
        details = details_of(db, first_aid.event)
        moved = replace(details.sessions[0], day=NEXT)
        change_event(db, first_aid.event, replace(details, sessions=(moved,)), by=BY)
    with desk.reading() as db:
        event = db.get_one(Event, first_aid.event)
        assert (event.starts, event.sessions[0].id) == (NEXT, first_aid.session)


def test_days_are_added_and_removed(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Change") as db:
        details = details_of(db, first_aid.event)
        change_event(
            db,
            first_aid.event,
            replace(details, sessions=(SessionDetails(NEXT, venue="Online"),)),
            by=BY,
        )
    with desk.reading() as db:
        (session,) = details_of(db, first_aid.event).sessions
        assert (session.day, session.venue) == (NEXT, "Online")
        assert db.get_one(Event, first_aid.event).starts == NEXT


def changed(desk: Desk, event_id: int, details: EventDetails, by: Stamp = BY) -> None:
    with desk.changing("Change") as db:
        change_event(db, event_id, details, by=by)


def test_a_day_with_marks_stays(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Mark") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
    with desk.reading() as db:
        other_day = replace(details_of(db, first_aid.event), sessions=(SessionDetails(NEXT),))
    with pytest.raises(Refused, match="10 June 2026 cannot be removed"):
        changed(desk, first_aid.event, other_day)


def test_a_closed_register_keeps_its_days(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
        details = details_of(db, first_aid.event)
    longer = replace(details, sessions=(*details.sessions, SessionDetails(NEXT)))
    with pytest.raises(Refused, match="Open it again"):
        changed(desk, first_aid.event, longer)
    elsewhere = replace(details.sessions[0], venue="Online")
    changed(desk, first_aid.event, replace(details, sessions=(elsewhere,)))


def moved(
    desk: Desk, event_id: int, how: Callable[[SessionDetails], SessionDetails]
) -> EventDetails:
    """An event with its first day changed in the form."""
    with desk.reading() as db:
        details = details_of(db, event_id)
    first, *others = details.sessions
    return replace(details, sessions=(how(first), *others))


@pytest.mark.parametrize(
    "how",
    [
        lambda day: replace(day, day=AFTER),
        lambda day: replace(day, starts=time(10)),
        lambda day: replace(day, ends=time(11, 30)),
        lambda day: replace(day, ends=None),
    ],
)
def test_the_days_and_hours_of_a_closed_register_stay(
    desk: Desk, first_aid: FirstAid, how: Callable[[SessionDetails], SessionDetails]
) -> None:
    with desk.changing("Hold it") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    with pytest.raises(Refused, match="The register of FA-260610 is closed: open it again to move"):
        changed(desk, first_aid.event, moved(desk, first_aid.event, how))
    elsewhere = moved(desk, first_aid.event, lambda day: replace(day, venue="Guildhall"))
    changed(desk, first_aid.event, elsewhere)


@pytest.mark.parametrize(
    ("mark", "day", "moves"),
    [
        (Attendance.ATTENDED, AFTER + timedelta(days=1), False),
        (Attendance.ATTENDED, AFTER, True),
        (Attendance.APOLOGIES, AFTER + timedelta(days=1), True),
    ],
)
def test_marks_follow_a_day_that_moves_but_not_to_one_to_come(
    desk: Desk, first_aid: FirstAid, mark: Attendance, day: date, *, moves: bool
) -> None:
    with desk.changing("Mark") as db:
        booked = bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        session = first_aid.session
        registers.mark(db, booked.booking_id, session_id=session, attendance=mark, by=BY_AFTER)
    details = moved(desk, first_aid.event, lambda first: replace(first, day=day))
    if moves:
        changed(desk, first_aid.event, details, BY_AFTER)
    else:
        with pytest.raises(Refused, match="10 June 2026 cannot be moved to a day that is still"):
            changed(desk, first_aid.event, details, BY_AFTER)
    with desk.reading() as db:
        assert db.get_one(Event, first_aid.event).starts == (day if moves else STARTS)
        assert registers.register_of(db, first_aid.event, today=AFTER).unmarked == 0


def test_a_closed_register_keeps_its_status(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
        details = details_of(db, first_aid.event)
    with pytest.raises(Invalid) as refused:
        changed(desk, first_aid.event, replace(details, status=EventStatus.POSTPONED))
    assert "Open it again" in refused.value.problems["status"]
    with desk.reading() as db:
        assert details_of(db, first_aid.event) == details


def test_an_event_that_is_gone_cannot_be_changed(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Unknown), desk.changing("Change") as db:
        change_event(db, -1, planned(first_aid), by=BY)


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_an_event_is_called_off_with_its_reason(
    desk: Desk, first_aid: FirstAid, status: EventStatus
) -> None:
    with desk.changing("Cancel") as db:
        call_off(db, [first_aid.event], status, reason=" Low take-up ", by=BY)
    with desk.reading() as db:
        event = db.get_one(Event, first_aid.event)
        assert (event.status, event.reason) == (status, "Low take-up")
    with desk.changing("Change") as db:
        reopened = replace(details_of(db, first_aid.event), status=EventStatus.OPEN)
        change_event(db, first_aid.event, reopened, by=BY)
        assert db.get_one(Event, first_aid.event).reason == ""


def test_a_cancelled_event_keeps_its_reason_when_it_is_changed(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Cancel") as db:
        call_off(db, [first_aid.event], EventStatus.CANCELLED, reason="Snow", by=BY)
    with desk.changing("Change") as db:
        change_event(db, first_aid.event, replace(details_of(db, first_aid.event), places=5), by=BY)
        assert db.get_one(Event, first_aid.event).reason == "Snow"


def test_calling_off_asks_why(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Invalid) as refused, desk.changing("Cancel") as db:
        call_off(db, [first_aid.event], EventStatus.CANCELLED, reason=" ", by=BY)
    assert set(refused.value.problems) == {"reason"}


def test_what_was_delivered_is_not_called_off(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
    with pytest.raises(Refused, match="it was delivered"), desk.changing("Cancel") as db:
        call_off(db, [first_aid.event], EventStatus.CANCELLED, reason="Snow", by=BY)


def plan(db: Session, at: FirstAid) -> None:
    add_event(
        db, planned(at, SessionDetails(NEXT, venue="New", trainer="New"), series="New"), by=BY
    )


def move(db: Session, at: FirstAid) -> None:
    details = details_of(db, at.event)
    days = (replace(details.sessions[0], day=NEXT), SessionDetails(STARTS))
    change_event(db, at.event, replace(details, sessions=days, places=9), by=BY)


def swap_days(db: Session, at: FirstAid) -> None:
    details = replace(details_of(db, at.event), sessions=(SessionDetails(NEXT),))
    change_event(db, at.event, details, by=BY)


def cancel(db: Session, at: FirstAid) -> None:
    call_off(db, [at.event], EventStatus.CANCELLED, reason="Snow", by=BY)


@pytest.mark.parametrize("action", [plan, move, swap_days, cancel])
def test_planning_is_undone_and_redone(
    desk: Desk, first_aid: FirstAid, action: Callable[[Session, FirstAid], None]
) -> None:
    before = whole(desk)
    with desk.changing("The action") as db:
        action(db, first_aid)
    after = whole(desk)
    assert after != before
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    assert whole(desk) == after


def whole(desk: Desk) -> list[list[tuple[object, ...]]]:
    with desk.reading() as db:
        return [
            [tuple(row) for row in db.execute(kind.__table__.select().order_by(kind.id))]
            for kind in (Event, EventSession, Venue, Series)
        ]


def test_references_follow_one_another_within_the_year(desk: Desk, first_aid: FirstAid) -> None:
    for reference in ("FA-2601", "fa-2607", "FA-26x", "FA-2501"):
        added(desk, planned(first_aid, reference=reference))
    with desk.reading() as db:
        assert next_reference(db, first_aid.course, on=STARTS) == "FA-2608"
        assert next_reference(db, first_aid.course, on=date(2028, 3, 31)) == "FA-2701"


def test_a_new_event_is_planned_as_the_last_one_was(desk: Desk, first_aid: FirstAid) -> None:
    added(desk, planned(first_aid, SessionDetails(NEXT, time(10), time(11), "Online", "Ruth")))
    with desk.reading() as db:
        plan = plan_for(db, first_aid.course)
    assert plan.sessions == (SessionDetails(None, time(10), time(11), "Online", "Ruth"),)
    assert (plan.places, plan.reference) == (1, "")


@pytest.mark.parametrize(
    ("minutes", "ends"),
    [(360, time(16, 30)), (180, time(12, 30)), (None, None), (1000, None)],
)
def test_the_first_event_of_a_course_is_planned_from_the_catalogue(
    desk: Desk, minutes: int | None, ends: time | None
) -> None:
    with desk.changing("Add course") as db:
        course = a_course(db, "Neglect", "NEGL", minutes=minutes, places=18)
        plan = plan_for(db, course.id)
    assert (plan.places, plan.sessions[0].starts, plan.sessions[0].ends) == (18, time(9, 30), ends)


def test_a_copy_is_the_plan_and_never_the_bookings(desk: Desk, first_aid: FirstAid) -> None:
    event_id = added(desk, planned(first_aid, series="Week", price_pence=45_50))
    with desk.reading() as db:
        copied = copy_of(db, event_id)
    day = SessionDetails(None, time(9, 30), time(12), "Guildhall", "Ruth")
    assert copied == EventDetails(
        course_id=first_aid.course, series="Week", places=12, price_pence=45_50, sessions=(day,)
    )


def test_an_event_has_a_price_of_its_own_that_the_next_one_does_not_take_over(
    desk: Desk, first_aid: FirstAid
) -> None:
    event_id = added(desk, planned(first_aid, SessionDetails(NEXT), price_pence=45_50))
    with desk.reading() as db:
        assert details_of(db, event_id).price_pence == 45_50
        assert plan_for(db, first_aid.course).price_pence is None


def test_the_head_says_what_stands_on_the_page(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        for delegate_id in (first_aid.ada, first_aid.grace):
            bookings.book(db, event_id=first_aid.event, delegate_id=delegate_id, by=BY)
    with desk.reading() as db:
        head = head_of(db, first_aid.event, today=BEFORE)
        assert head_of(db, -1, today=BEFORE) is None
    assert head is not None
    assert (head.places.held, head.places.waiting, head.expected, head.marked) == (1, 1, 1, 0)
    assert (head.when, head.row.standing) == (
        "Wed 10 June 2026, 09:30 to 16:30",
        Standing.FULL,
    )
    assert head.takes_bookings


def test_the_head_counts_who_is_marked(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Mark") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        registers.mark_the_rest(db, first_aid.event, session_id=None, by=BY_AFTER)
        db.flush()
        registers.close_register(db, first_aid.event, by=BY_AFTER)
    with desk.reading() as db:
        head = head_of(db, first_aid.event, today=AFTER)
    assert head is not None
    assert (head.marked, head.register_closed_on, head.takes_bookings) == (1, AFTER, False)


def test_an_event_without_days_has_nobody_marked(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Remove") as db:
        db.delete(db.get_one(EventSession, first_aid.session))
    with desk.reading() as db:
        head = head_of(db, first_aid.event, today=BEFORE)
    assert head is not None
    assert (head.when, head.marked) == ("no day yet", 0)


def days(*each: SessionDetails) -> list[EventSession]:
    return [EventSession(day=s.day, starts=s.starts, ends=s.ends) for s in each]


def test_days_are_said_in_a_line() -> None:
    one, week = SessionDetails(STARTS, time(9), time(12)), SessionDetails(NEXT, time(9), time(12))
    late = replace(week, starts=time(10))
    assert when_of(days(one, week)) == "Wed 10 Jun and Wed 17 June 2026, 09:00 to 12:00"
    assert when_of(days(one, late)) == "Wed 10 Jun and Wed 17 June 2026"
    assert when_of(days(replace(one, ends=None))) == "Wed 10 June 2026, 09:00"
    assert when_of(days(one, one, week)).startswith("3 days from Wed 10 June 2026 to Wed 17")
    new_year = SessionDetails(date(2027, 1, 6))
    assert when_of(days(SessionDetails(STARTS), new_year)) == (
        "Wed 10 June 2026 and Wed 6 January 2027"
    )


def test_suggestions_say_where_somebody_stands_and_what_speaks_against_it(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        course = a_course(db, "Neglect", "NEGL")
        other = an_event(db, course, STARTS, places=5)
        bookings.book(db, event_id=other.id, delegate_id=first_aid.grace, by=BY)
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with desk.reading() as db:
        found = delegates_suggested(db, "library", event_id=first_aid.event, today=AFTER)
    ada = next(person for person in found if person.delegate_id == first_aid.ada)
    grace = next(person for person in found if person.delegate_id == first_aid.grace)
    assert (ada.status, ada.warnings) == ("Booked", ())
    # That the event is over is true of everybody, so it is not said beside each.
    assert grace.warnings == (
        "Is also booked on NEGL-260610 Neglect on 10 June 2026, 09:30 to 16:30.",
    )
    assert grace.booking_id is None


def test_what_a_course_requires_is_said_of_each(desk: Desk, first_aid: FirstAid) -> None:
    from trainingdesk.storage.models import CourseRequirement  # noqa: PLC0415

    with desk.changing("Require") as db:
        basics = a_course(db, "Basics", "BAS")
        db.add(CourseRequirement(course_id=first_aid.course, required_id=basics.id))
    with desk.reading() as db:
        (ada,) = delegates_suggested(db, "king", event_id=first_aid.event, today=BEFORE)
    assert ada.warnings == ("Has not attended Basics, which this course requires.",)


def test_the_next_booking_is_told_before_it_is_made(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        assert next_place(db, first_aid.event).status == "Booked"
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        assert next_place(db, first_aid.event).turn == 1


def test_the_catalogue_is_untouched(desk: Desk, first_aid: FirstAid) -> None:
    added(desk, planned(first_aid))
    with desk.reading() as db:
        assert db.query(Course).count() == 1
        assert Attendance.ATTENDED.letter == "A"


def test_a_name_that_is_only_spaces_is_nobody(desk: Desk, first_aid: FirstAid) -> None:
    day = SessionDetails(NEXT, beside=("  ", "Sam"))
    event_id = added(desk, planned(first_aid, day))
    with desk.reading() as db:
        assert details_of(db, event_id).sessions[0].beside == ("Sam",)
