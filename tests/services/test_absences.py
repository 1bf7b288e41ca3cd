"""Who often does not come, what is decided about them, and what that does."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import BEFORE, BY, STARTS, a_course, a_delegate, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.message import ToWhom
from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule, AbsenceState, Decision
from trainingdesk.domain.refusals import Invalid, SavedMeanwhile, Unknown
from trainingdesk.services.absence_flags import decide, lift, restriction_of
from trainingdesk.services.absence_rules import absence_rule, save_absence_rule
from trainingdesk.services.absences import OftenAbsent, Whose, often_absent
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.today import Work, cards
from trainingdesk.services.warnings import warnings_before
from trainingdesk.storage.models import AbsenceFlag, Booking, Event, Mark, Message, StatusChange

RULE = AbsenceRule(absences=2, absence_percent=50, absence_act=AbsenceAct.TELL)
LETTER = "Places that Ada King did not take"


@dataclass(frozen=True)
class Missed:
    """Ada missed two events of four, Grace one; the police missed none."""

    desk: Desk
    ada: Whose
    grace: Whose
    library: Whose
    police: Whose
    events: tuple[int, ...]
    to_come: int

    def rows(self, today: date = BEFORE, words: str = "") -> list[OftenAbsent]:
        """The list."""
        with self.desk.reading() as db:
            return often_absent(db, today=today, words=words)

    def states(self, today: date = BEFORE) -> dict[str, AbsenceState]:
        """The list, in short."""
        return {row.name: row.state for row in self.rows(today)}

    def decide(
        self,
        whose: Whose,
        act: AbsenceAct,
        *,
        seen: int = 0,
        by: Stamp = BY,
        until: date | None = None,
        note: str = "",
    ) -> int:
        """Decide about somebody."""
        with self.desk.changing("Decide on") as db:
            return decide(db, whose, Decision(act, until, note), seen=seen, by=by)

    def lift(self, flag: int, by: Stamp = BY) -> None:
        """Lift it."""
        with self.desk.changing("Lift") as db:
            lift(db, flag, note="Changed teams", by=by)

    def miss(self, whose: Whose, day: date) -> None:
        """Be absent once more."""
        with self.desk.changing("Miss") as db:
            course = db.get_one(Event, self.events[0]).course
            event = an_event(db, course, day, reference=f"NEW-{day}")
            event.register_closed_on = day
            _booked(db, event, whose.delegate_id or 0, self.library.agency_id or 0, came=False)


def _booked(db: Session, event: Event, delegate: int, agency: int, *, came: bool) -> Booking:
    booking = Booking(
        event=event, delegate_id=delegate, agency_id=agency, status=BookingStatus.BOOKED
    )
    mark = Attendance.ATTENDED if came else Attendance.ABSENT
    booking.marks.append(Mark(session=event.sessions[0], attendance=mark))
    db.add(booking)
    return booking


@pytest.fixture
@set_up_once
def missed(desk: Desk) -> Missed:
    with desk.changing("Set up") as db:
        save_absence_rule(db, RULE)
        library, police = an_agency(db, "Library"), an_agency(db, "Tern Police", "Police")
        library.email, library.contact = "lib@example.org", "Jo Fox"
        ada = a_delegate(db, library, "Ada", "King")
        grace = a_delegate(db, library, "Grace", "Hopper")
        joan = a_delegate(db, police, "Joan", "Clarke")
        ada.manager, ada.manager_email = "Kim {Lee}", "kim@example.org"
        course = a_course(db, "Risk {1}", "RISK")
        days = [BEFORE - timedelta(days=n) for n in (10, 40, 70, 400)]
        events = [an_event(db, course, day, status=EventStatus.DELIVERED) for day in days]
        for number, event in enumerate(events):
            event.register_closed_on = event.starts
            missing = _booked(db, event, ada.id, library.id, came=number == 2)
            missing.why_absent = "Ill" if number == 0 else ""
            _booked(db, event, joan.id, police.id, came=True)
        _booked(db, events[0], grace.id, library.id, came=False)
        open_ = an_event(db, course, BEFORE - timedelta(days=2))
        _booked(db, open_, grace.id, library.id, came=False)  # its register is open
        to_come = an_event(db, course, STARTS, places=9)
        db.flush()
        return Missed(
            desk,
            Whose(delegate_id=ada.id),
            Whose(delegate_id=grace.id),
            Whose(agency_id=library.id),
            Whose(agency_id=police.id),
            tuple(event.id for event in events),
            to_come.id,
        )


def test_only_closed_registers_of_the_last_months_count(missed: Missed) -> None:
    library, ada = missed.rows()
    assert (ada.name, ada.agency, ada.said) == ("Ada King", "Library", "2 of 3 bookings")
    assert [(each.on, each.why) for each in ada.absences] == [
        (BEFORE - timedelta(days=10), "Ill"),
        (BEFORE - timedelta(days=40), ""),
    ]
    assert (library.name, library.said) == ("Library", "3 of 4 booked, 75%")
    assert library.is_agency
    assert library.id < 0 < ada.id
    assert {row.state for row in (ada, library)} == {AbsenceState.TO_DECIDE}


def test_the_reason_of_a_workbook_is_why_they_were_absent(missed: Missed) -> None:
    with missed.desk.changing("Import") as db:
        query = select(Booking).where(Booking.delegate_id == missed.ada.delegate_id)
        ill, by_hand = db.scalars(query.order_by(Booking.id)).all()[:2]
        ill.why_absent, ill.reason, by_hand.reason = "", "Court", "Booked all the same"
        for booking, via in ((ill, Via.WORKBOOK), (by_hand, Via.WINDOW)):
            said = {"status": booking.status, "at": BY.at, "who": "sam", "via": via}
            db.add(StatusChange(booking_id=booking.id, reason=booking.reason, **said))
    (row,) = missed.rows(words="king")
    assert [each.why for each in row.absences] == ["Court", ""]


@pytest.mark.parametrize(("second", "times"), [(Attendance.ABSENT, 1), (Attendance.LATE, 0)])
def test_an_event_of_two_days_is_missed_once_or_not_at_all(
    missed: Missed, second: Attendance, times: int
) -> None:
    with missed.desk.changing("Hold") as db:
        course = db.get_one(Event, missed.events[0]).course
        days = BEFORE - timedelta(days=6), BEFORE - timedelta(days=5)
        event = an_event(db, course, *days, reference="TWO-1")
        event.register_closed_on = BEFORE
        ada = _booked(
            db, event, missed.ada.delegate_id or 0, missed.library.agency_id or 0, came=False
        )
        ada.marks.append(Mark(session=event.sessions[1], attendance=second))
    (row,) = missed.rows(words="king")
    assert len(row.absences) == 2 + times
    assert row.booked == 4


def test_the_list_is_narrowed_by_words(missed: Missed) -> None:
    assert [row.name for row in missed.rows(words="king")] == ["Ada King"]


def test_a_board_without_a_rule_looks_at_nobody(missed: Missed) -> None:
    with missed.desk.changing("Change the rule") as db:
        save_absence_rule(db, AbsenceRule(), opened=RULE)
    assert missed.rows() == []
    with missed.desk.reading() as db:
        assert [card for card in cards(db, BEFORE) if card.work is Work.ABSENCES] == []


def test_a_rule_out_of_bounds_or_saved_meanwhile_is_refused(missed: Missed) -> None:
    with pytest.raises(Invalid), missed.desk.changing("Change the rule") as db:
        save_absence_rule(db, replace(RULE, absence_months=0))
    with pytest.raises(ChangedMeanwhile), missed.desk.changing("Change the rule") as db:
        save_absence_rule(db, RULE, opened=AbsenceRule())
    with missed.desk.reading() as db:
        assert absence_rule(db) == RULE


def test_today_asks_to_decide_and_then_no_more(missed: Missed) -> None:
    with missed.desk.reading() as db:
        (card,) = [card for card in cards(db, BEFORE) if card.work is Work.ABSENCES]
    assert [(task.title, task.said) for task in card.tasks] == [
        ("Library", "absent 3 of 4 booked, 75%"),
        ("Ada King", "absent 2 of 3 bookings"),
    ]
    for whose in (missed.ada, missed.library):
        missed.decide(whose, AbsenceAct.NOTHING)
    assert missed.states() == {"Library": AbsenceState.LET_BE, "Ada King": AbsenceState.LET_BE}
    with missed.desk.reading() as db:
        assert [card for card in cards(db, BEFORE) if card.work is Work.ABSENCES] == []


def test_what_was_lifted_stays_so_when_it_is_decided_on_again(missed: Missed) -> None:
    missed.lift(missed.decide(missed.ada, AbsenceAct.TELL))
    days = [BEFORE + timedelta(days=n) for n in (0, 10, 11)]  # on the day itself, it is forgiven
    for day in days:
        missed.miss(missed.ada, day)
    by = replace(BY, today=days[-1])
    (ada,) = missed.rows(days[-1], "king")
    assert (ada.said, ada.state) == ("2 of 2 bookings", AbsenceState.TO_DECIDE)
    flag = missed.decide(missed.ada, AbsenceAct.TELL, by=by)
    told = missed.rows(days[-1], "king")
    assert [(row.said, row.state) for row in told] == [("2 of 2 bookings", AbsenceState.TOLD)]
    missed.decide(missed.ada, AbsenceAct.NOTHING, seen=flag, by=by)  # decided anew lifts nothing
    (ada,) = missed.rows(days[-1], "king")
    assert (ada.said, ada.state) == ("2 of 2 bookings", AbsenceState.LET_BE)


def test_a_walk_in_cannot_have_been_absent(missed: Missed) -> None:
    with missed.desk.changing("Import") as db:
        query = select(Booking).where(Booking.delegate_id == missed.ada.delegate_id)
        db.scalars(query.order_by(Booking.id)).all()[0].status = BookingStatus.WALK_IN
    assert [row.name for row in missed.rows(words="king")] == []


def test_one_more_absence_has_it_decided_anew(missed: Missed) -> None:
    flag = missed.decide(missed.ada, AbsenceAct.TELL)
    assert missed.states()["Ada King"] is AbsenceState.TOLD
    later = BEFORE + timedelta(days=5)
    missed.miss(missed.ada, later)
    assert missed.states(later)["Ada King"] is AbsenceState.TO_DECIDE
    by = replace(BY, today=later)
    with pytest.raises(SavedMeanwhile, match="decided on Ada King meanwhile"):
        missed.decide(missed.ada, AbsenceAct.NOTHING, by=by)
    missed.decide(missed.ada, AbsenceAct.NOTHING, seen=flag, by=by)
    assert missed.states(later)["Ada King"] is AbsenceState.LET_BE
    with missed.desk.reading() as db:
        assert db.get_one(AbsenceFlag, flag).lifted_note == "Decided anew"


def test_what_was_lifted_counts_no_more(missed: Missed) -> None:
    flag = missed.decide(missed.ada, AbsenceAct.RESTRICT, note="As agreed.")
    missed.lift(flag)
    assert "Ada King" not in missed.states()
    with pytest.raises(SavedMeanwhile, match="sam has lifted it on 1 May 2026"):
        missed.lift(flag)
    with pytest.raises(Unknown):
        missed.lift(99)
    for days in (5, 6):
        missed.miss(missed.ada, BEFORE + timedelta(days=days))
    assert missed.states(BEFORE + timedelta(days=6))["Ada King"] is AbsenceState.TO_DECIDE


def test_all_of_it_is_taken_back_in_one(missed: Missed) -> None:
    missed.decide(missed.ada, AbsenceAct.TELL)
    missed.desk.undo()
    assert missed.states()["Ada King"] is AbsenceState.TO_DECIDE
    with missed.desk.reading() as db:
        assert list(db.scalars(select(Message))) == []


def test_whoever_is_told_is_the_manager_and_it_is_no_copy(missed: Missed) -> None:
    missed.decide(missed.ada, AbsenceAct.TELL)
    with missed.desk.reading() as db:
        (letter,) = db.scalars(select(Message))
        assert (letter.whom, letter.to_address) == (ToWhom.MANAGER, "kim@example.org")
        assert letter.subject == LETTER
        assert letter.body.startswith("Dear Kim {Lee},")
        assert "21 April 2026: Risk (1)" in letter.body
        assert "This is a copy" not in letter.body


def test_an_agency_is_told_whose_places_they_were(missed: Missed) -> None:
    for n in range(25):
        missed.miss(missed.grace, BEFORE - timedelta(days=100 + n))
    missed.decide(missed.library, AbsenceAct.TELL)
    with missed.desk.reading() as db:
        (letter,) = db.scalars(select(Message))
        assert (letter.whom, letter.to_address) == (ToWhom.AGENCY, "lib@example.org")
        assert "Risk (1), Ada King" in letter.body
        assert "and 8 more" in letter.body


def test_whoever_was_never_absent_is_decided_on_with_no_letter(missed: Missed) -> None:
    missed.decide(missed.police, AbsenceAct.TELL)
    with missed.desk.reading() as db:
        assert list(db.scalars(select(Message))) == []
    assert missed.states()["Tern Police"] is AbsenceState.TOLD


def test_a_restriction_is_said_before_booking_and_stops_nobody(missed: Missed) -> None:
    until = STARTS + timedelta(days=30)
    missed.decide(missed.ada, AbsenceAct.RESTRICT, note="Ask Kim first.", until=until)
    missed.decide(missed.library, AbsenceAct.RESTRICT)
    with missed.desk.reading() as db:
        ada, grace = missed.ada.delegate_id or 0, missed.grace.delegate_id or 0
        said = warnings_before(db, event_id=missed.to_come, delegate_id=ada, today=BEFORE)
        assert said[1:3] == [
            "Restricted since 1 May 2026 after 2 absences, until 10 July 2026: Ask Kim first.",
            "Library is restricted since 1 May 2026 after 3 absences.",
        ]
        said = warnings_before(db, event_id=missed.to_come, delegate_id=grace, today=BEFORE)
        assert said[0].startswith("Library is restricted")
        held = warnings_before(db, event_id=missed.events[0], delegate_id=grace, today=BEFORE)
        assert not any("restricted" in each for each in held)


def test_a_restriction_is_said_of_whom_it_is(missed: Missed) -> None:
    missed.decide(missed.ada, AbsenceAct.RESTRICT)
    missed.decide(missed.grace, AbsenceAct.TELL)
    with missed.desk.reading() as db:
        said = [
            restriction_of(db, whose, today=BEFORE)
            for whose in (missed.ada, missed.grace, missed.library)
        ]
    assert said == ["Restricted since 1 May 2026 after 2 absences.", "", ""]


def test_a_restriction_ends_by_itself(missed: Missed) -> None:
    missed.decide(missed.ada, AbsenceAct.RESTRICT, until=BEFORE)
    after = BEFORE + timedelta(days=1)
    assert missed.states()["Ada King"] is AbsenceState.RESTRICTED
    assert "Ada King" not in missed.states(after)
    with pytest.raises(Invalid):
        missed.decide(missed.ada, AbsenceAct.RESTRICT, until=BEFORE - timedelta(days=1))


@pytest.mark.parametrize("whose", [Whose(delegate_id=99), Whose(agency_id=99)])
def test_nobody_decides_on_whom_there_is_not(missed: Missed, whose: Whose) -> None:
    with pytest.raises(Unknown, match="no longer there"):
        missed.decide(whose, AbsenceAct.NOTHING)
