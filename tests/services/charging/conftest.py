"""A course with a policy in force: who came, who did not, and who gave up a place too late."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest

from tests.conftest import BY, FirstAid, a_delegate, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.charging.amount import ByLength, Flat
from trainingdesk.domain.charging.as_data import data_of
from trainingdesk.domain.charging.line import Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.last_day import LONDON
from trainingdesk.services.bookings import book, cancel
from trainingdesk.services.charging.due import Due, due
from trainingdesk.services.charging.run import Decided, Run, Waived, raise_charges
from trainingdesk.services.charging.undecided import Days
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.registers import close_register, mark, reopen_register
from trainingdesk.storage.models import Agency, ChargingPause, ChargingPolicy, Course, Event

YEAR = Days(date(2026, 4, 1), date(2027, 3, 31))
SICK = Waiver("sick", "Sickness")
MISSED = (
    Line("late", Occasion.LATE_CANCELLATION, (Tier(Flat(50_00), Notice(3, Unit.WORKING_DAYS)),)),
    Line("absent", Occasion.ABSENCE, (Tier(ByLength(35_00, (70_00,))),)),
)
FEE = Line("fee", Occasion.ATTENDANCE_FEE, (Tier(Flat(20_00)),))
ALL_IN = Policy("Westmere", (*MISSED, FEE), waivers=(SICK,))
PLAIN = Policy("Westmere", MISSED, waivers=(SICK,))
AFTER = date(2026, 6, 20)
A_DAY = timedelta(days=1)


def on(day: date) -> Stamp:
    """Whoever acts at noon on a day."""
    return Stamp("sam", datetime(day.year, day.month, day.day, 12, tzinfo=LONDON), day)


@dataclass
class Month:
    """An event on 10 June 2026 whose people come, stay away or cancel, as a test would have it."""

    desk: Desk
    event: int
    session: int
    agency: int
    bookings: dict[str, int] = field(default_factory=dict)

    def puts_in_force(self, policy: Policy, since: date = YEAR.first) -> int:
        """Put a policy in force, and return its number."""
        with self.desk.changing("Policy") as db:
            kept = ChargingPolicy(terms=data_of(policy), since=since)
            db.add(kept)
            db.flush()
            return kept.id

    def suspends(self, policy_id: int, why: str) -> None:
        """Suspend a policy for all of the year."""
        with self.desk.changing("Suspend") as db:
            db.add(ChargingPause(policy_id=policy_id, since=YEAR.first, why=why))

    def books(self, *names: str, event: int = 0) -> None:
        """Book people by their first names."""
        with self.desk.changing("Book") as db:
            agency = db.get_one(Agency, self.agency)
            for name in names:
                who = a_delegate(db, agency, name, "Moss").id
                booked = book(db, event_id=event or self.event, delegate_id=who, by=BY)
                self.bookings[name] = booked.booking_id

    def marks(self, **given: Attendance | None) -> None:
        """Mark people by their first names."""
        with self.desk.changing("Mark") as db:
            for name, attendance in given.items():
                number = self.bookings[name]
                mark(db, number, session_id=self.session, attendance=attendance, by=on(AFTER))

    def closes(self, day: date = AFTER) -> None:
        """Close the register."""
        with self.desk.changing("Close") as db:
            close_register(db, self.event, by=on(day))

    def reopens(self) -> None:
        """Open the register again."""
        with self.desk.changing("Reopen") as db:
            reopen_register(db, self.event, reason="A mark was wrong.", by=on(AFTER))

    def cancels(self, name: str, day: date, reason: str = "") -> None:
        """Cancel somebody's place on a day."""
        with self.desk.changing("Cancel") as db:
            cancel(db, self.bookings[name], reason=reason, by=on(day))

    def due(self, days: Days = YEAR) -> list[Due]:
        """What is due and not decided on."""
        with self.desk.reading() as db:
            return due(db, days)

    def who(self) -> dict[str, tuple[Occasion, int]]:
        """Who owes what, by first name; nobody owes two sums here."""
        names = {number: name for name, number in self.bookings.items()}
        return {names[row.about.booking_id]: (row.occasion, row.pence) for row in self.due()}

    def raises(self, *rows: Due, waived: Waived | None = None, desk: Desk | None = None) -> Run:
        """Raise sums, all that are due unless they are named."""
        chosen = [Decided(row, waived) for row in rows or self.due()]
        with (desk or self.desk).changing("Raise charges") as db:
            return raise_charges(db, chosen, by=on(AFTER))


@pytest.fixture
@set_up_once
def month(desk: Desk, first_aid: FirstAid) -> Month:
    """An event of a day with thirty places, and nobody on it yet."""
    with desk.changing("Room") as db:
        event = db.get_one(Event, first_aid.event)
        event.places = 30
        return Month(desk, event.id, first_aid.session, first_aid.agency)


@pytest.fixture
@set_up_once
def usual(month: Month) -> Month:
    """Ann came, Bob did not, Cat was sick, and Dan cancelled the day before."""
    month.puts_in_force(PLAIN)
    month.books("Ann", "Bob", "Cat", "Dan")
    month.cancels("Dan", date(2026, 6, 9))
    month.marks(Ann=Attendance.ATTENDED, Bob=Attendance.ABSENT, Cat=Attendance.ABSENT)
    month.closes()
    return month


def another_event(month: Month, day: date) -> int:
    """A second event of the same course."""
    with month.desk.changing("Another") as db:
        course = db.get_one(Course, db.get_one(Event, month.event).course_id)
        return an_event(db, course, day, places=30).id
