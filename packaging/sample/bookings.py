"""Who books, who cancels, who waits and who comes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from chance import about, picked, rolled
from diary import Diary
from events import Event
from people import Person
from plans import CONFIRMED, DELIVERED, OPEN

TODAY = date(2026, 11, 10)
"""The sample's present. Nothing in it was written down later than the day before."""

KEENER = {2024: 0.968, 2025: 0.985, 2026: 1.0}
SPREAD = 0.05
CANCELLING = 0.115
WALKING_IN = 0.034
CALLED_OFF = 0.3
"""The share of places that were booked on an event before it was cancelled."""

CAME = ("Attended", "Late", "Left early")
CAME_WEIGHTS = (93, 5, 2)
APOLOGISING = 0.18
ABSENCES = ("Sickness", "Work pressure", "Staff shortage", "Court", "Clash", "")
ABSENCE_WEIGHTS = (30, 24, 12, 8, 8, 18)
APOLOGIES = ("Sickness", "Child ill", "Court", "Emergency strategy meeting", "Travel disruption")
WITHDRAWALS = ("Work pressure", "Annual leave", "Sickness", "Clash", "Left the agency",
               "Manager's agreement withdrawn")  # fmt: skip
WITHDRAWAL_WEIGHTS = (34, 18, 16, 22, 6, 4)
LONGEST_LEAD = 88
SHORTEST_LEAD = 6
MOST_NOTICE = 24
FRIDAY = 4
QUEUES = (0, 1, 2, 4)
HELD = (DELIVERED, CONFIRMED, OPEN)
BOOKED_AGAIN = 0.12
"""How often an event has somebody who cancelled and then booked once more."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One delegate's place, or turn in the queue, on one event."""

    event: Event
    person: Person
    booked_on: date
    status: str
    changed_on: date | None = None
    attendance: str = ""
    reason: str = ""

    @property
    def came(self) -> bool:
        """Whether the delegate was in the room."""
        return self.attendance in CAME

    def row(self) -> list[object]:
        """The booking as the workbook lists it."""
        return [
            self.event.reference, self.person.reference, self.booked_on, self.status,
            self.changed_on, self.attendance, self.reason,
        ]  # fmt: skip


def bookings_of(events: list[Event], diary: Diary) -> list[Booking]:
    """Every booking of a training year's events."""
    made: list[Booking] = []
    for event in events:
        made += _Desk(event, diary, rolled("bookings", event.reference), events).bookings()
    return made


@dataclass(frozen=True, slots=True)
class _Desk:
    """The booking of one event."""

    event: Event
    diary: Diary
    rng: Random
    events: list[Event]

    def bookings(self) -> list[Booking]:
        """Everybody who has to do with the event, in the order in which they booked."""
        if self.event.cancelled:
            made = [*self._called_off()]
        else:
            placed, gone = [*self._placed()], [*self._gone()]
            full = 0 < self.event.course.places <= len(placed)
            made = [*self._queued(full=full), *self._walked_in(), *self._again(placed)]
            made += _substituted(placed, gone)
        made.sort(key=lambda booking: (booking.booked_on, booking.person.reference))
        return made

    def _wanted(self) -> int:
        """How many places are booked."""
        plan, course = self.event.plan, self.event.course
        if plan.booked is not None:
            return plan.booked
        swing = self.rng.uniform(-SPREAD, SPREAD)
        share = course.take_up * KEENER[self.event.year] + swing
        return min(course.places, about(self.rng, share * course.places))

    def _placed(self) -> Iterator[Booking]:
        """Those with a place."""
        wanted = self._wanted()
        moved = self.diary.moved_here(self.event) if wanted else []
        drawn = self.diary.draw(self.event, wanted - len(moved), self.rng)
        people = moved + [(person, self._booked_on()) for person in drawn]
        marks = self._marks(len(people)) if self.event.delivered else [("", "")] * len(people)
        for (person, day), (mark, reason) in zip(people, marks, strict=True):
            yield Booking(self.event, person, day, "Booked", attendance=mark, reason=reason)

    def _marks(self, many: int) -> list[tuple[str, str]]:
        """A mark and its reason for each of so many."""
        rng, course = rolled("marks", self.event.reference), self.event.course
        share = course.turn_up + rng.uniform(-SPREAD, SPREAD)
        came = min(many, about(rng, share * many))
        marks = [(picked(rng, CAME, CAME_WEIGHTS), "") for _ in range(came)]
        for _ in range(many - came):
            if rng.random() < APOLOGISING:
                marks.append(("Apologies", rng.choice(APOLOGIES)))
            else:
                marks.append(("Absent", picked(rng, ABSENCES, ABSENCE_WEIGHTS)))
        rng.shuffle(marks)
        return marks

    def _queued(self, *, full: bool) -> Iterator[Booking]:
        """Those who wait, hold an offer or have asked."""
        plan, event = self.event.plan, self.event
        waiting = plan.waiting
        if waiting is None:
            waiting = self.rng.choice(QUEUES) if full else 0
        states = ["Waiting"] * waiting + ["Offered"] * plan.offered + ["Requested"] * plan.requested
        for person, status in zip(
            self.diary.draw(event, len(states), self.rng), states, strict=True
        ):
            self.diary.let_go(event, person)
            booked = self._booked_on(lead=20)
            offered = min(booked + timedelta(days=3), TODAY - timedelta(days=1))
            yield Booking(event, person, booked, status, offered if status == "Offered" else None)

    def _gone(self) -> Iterator[Booking]:
        """Those who gave up a place in time: cancelled, sent a colleague or changed the date."""
        many = about(self.rng, CANCELLING * self._wanted())
        for person in self.diary.draw(self.event, many, self.rng):
            status = picked(self.rng, ("Cancelled", "Substituted", "Transferred"), (58, 20, 22))
            if status == "Transferred" and not self._held_again():
                status = "Cancelled"
            reason = picked(self.rng, WITHDRAWALS, WITHDRAWAL_WEIGHTS)
            yield self._given_up(person, status, reason)

    def _called_off(self) -> Iterator[Booking]:
        """The bookings that ended with their event."""
        status = "Transferred" if self._held_again() else "Cancelled"
        many = about(self.rng, CALLED_OFF * self.event.course.places)
        for person in self.diary.draw(self.event, many, self.rng):
            yield self._given_up(person, status, "Event cancelled")

    def _given_up(self, person: Person, status: str, reason: str) -> Booking:
        """A booking that ended some days before the event."""
        self.diary.let_go(self.event, person)
        booked = self._booked_on()
        latest = min(self.event.first, TODAY) - timedelta(days=1)
        since = min(MOST_NOTICE, (latest - booked).days)
        changed = latest - timedelta(days=self.rng.randint(0, since))
        if status == "Transferred":
            self.diary.move(self.event, person, changed)
        return Booking(self.event, person, booked, status, changed, reason=reason)

    def _held_again(self) -> bool:
        """Whether the course is held once more in the year."""
        return any(
            event.course == self.event.course
            and event.first > self.event.last
            and event.plan.status in HELD
            for event in self.events
        )

    def _walked_in(self) -> Iterator[Booking]:
        """Those who came without a booking."""
        event, many = self.event, self.event.plan.walk_ins
        if not event.delivered or event.course.kind == "E-learning":
            return
        if many is None:
            many = about(self.rng, WALKING_IN * self._wanted())
        for person in self.diary.draw(event, many, self.rng):
            mark = picked(self.rng, CAME, CAME_WEIGHTS)
            yield Booking(event, person, event.first, "Walk-in", attendance=mark)

    def _again(self, placed: list[Booking]) -> Iterator[Booking]:
        """Perhaps the first booking of somebody who cancelled and then booked once more."""
        if placed and self.rng.random() < BOOKED_AGAIN:
            now = self.rng.choice(placed)
            booked, changed = (now.booked_on - timedelta(days=days) for days in (28, 14))
            yield Booking(self.event, now.person, booked, "Cancelled", changed, reason="Clash")

    def _booked_on(self, *, lead: int = LONGEST_LEAD) -> date:
        """The weekday of a booking: some time before the event, and in the past."""
        until = min(self.event.first - timedelta(days=SHORTEST_LEAD), TODAY - timedelta(days=1))
        day = until - timedelta(days=self.rng.randint(0, lead))
        return day - timedelta(days=max(0, day.weekday() - FRIDAY))


def _substituted(placed: list[Booking], gone: list[Booking]) -> list[Booking]:
    """All of them, with a colleague of the same agency in the stead of each who sent one."""
    stood_in: dict[str, Booking] = {}
    ended = []
    for booking in gone:
        agency = booking.person.agency(booking.event.year)
        colleague = next(
            (
                one
                for one in placed
                if one.person.agency(one.event.year) == agency
                and one.person.reference not in stood_in
            ),
            None,
        )
        if booking.status != "Substituted":
            ended.append(booking)
        elif colleague and booking.changed_on:
            stood_in[colleague.person.reference] = replace(colleague, booked_on=booking.changed_on)
            ended.append(replace(booking, reason="Sent a colleague instead"))
        else:
            ended.append(replace(booking, status="Cancelled"))
    return [*(stood_in.get(one.person.reference, one) for one in placed), *ended]
