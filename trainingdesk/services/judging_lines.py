"""What a line of a file comes to under the rules of the event, beside what the register says."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.attendance_rule import Marked, Rule
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.handed_in import HandedIn, HandedLine
from trainingdesk.domain.presence import away_between, mark_from
from trainingdesk.domain.reconciled import Difference, Fate, Person, anybody_came, known_fate
from trainingdesk.domain.words import brief_day, listed
from trainingdesk.services.attendance_rules import rule_of_event
from trainingdesk.services.event_people import Booked
from trainingdesk.services.pasted_people import KnownPerson
from trainingdesk.services.whose_line import Whose
from trainingdesk.storage.models import Event

NOT_ON_THE_REGISTER = frozenset({Fate.GIVEN_UP, Fate.WALK_IN, Fate.UNKNOWN})
WALKED_IN = "walked in"
NOTHING_SAID: Mapping[int, Marked] = {}


class Judging:
    """What a line comes to under the rules of the event."""

    def __init__(self, db: Session, event_id: int, given: HandedIn, *, today: date) -> None:
        event = db.get_one(Event, event_id)
        self._given, self._rule = given, rule_of_event(db, event_id)
        self._hours = {session.id: session.hours for session in given.sessions}
        self._held = [session.id for session in given.sessions if session.day <= today]
        minutes = event.course.minutes
        self._asked = minutes // len(event.sessions) if minutes and event.sessions else None

    def difference(self, line: HandedLine, whose: Whose) -> Difference:
        """How a line stands beside the register."""
        said = self._said(line)
        people = tuple(
            [self.on_event(each, said) for each in whose.booked]
            + [self._known(each, said) for each in whose.known]
        )
        if whose.fate in NOT_ON_THE_REGISTER and not anybody_came(said):
            nobody = f"{whose.said} They did not come, so there is nothing to mark."
            return Difference(line, Fate.ASIDE, said=nobody)
        if whose.fate is not None:
            return Difference(line, whose.fate, people, whose.said)
        if not said:
            return self.absent(line, people[0], "Has no mark on the sheet.")
        if why_not := _why_they_came(people[0]):
            return Difference(line, Fate.ASIDE, people, why_not)
        fate = known_fate(people[0])
        parts = [_differs(people[0])] if fate is Fate.CHANGES else []
        return Difference(line, fate, people, " ".join([*parts, *self._away(line)]))

    def _away(self, line: HandedLine) -> list[str]:
        """How long somebody was away in between, where that is more than is forgiven."""
        away = sum(away_between(line.spans, each, self._given) for each in self._given.sessions)
        return [f"Was away {away:,} min in between."] if away > self._rule.grace_minutes else []

    def absent(self, line: HandedLine, person: Person, said: str) -> Difference:
        """Somebody of whom the file says nothing, which means that they were not there.

        Whoever stands in it with cells that are empty keeps the marks that the register has.
        """
        keeps = () if line.missing else person.before
        held = [session for session in self._held if session not in keeps]
        marks = dict.fromkeys(held, Marked(Attendance.ABSENT))
        person = replace(person, said=marks, marks=marks)
        if why_not := _why_they_came(person):
            return Difference(line, Fate.ASIDE, (person,), f"{said} {why_not}")
        if known_fate(person) is Fate.AGREES:
            return Difference(line, Fate.AGREES, (person,), said)
        if person.overwrites:
            said = f"{said} {_differs(person)}"
        return Difference(line, Fate.NOT_THERE, (person,), said)

    def on_event(self, each: Booked, said: Mapping[int, Marked] = NOTHING_SAID) -> Person:
        """Somebody with a booking; who gave it up and came all the same is a walk-in."""
        if each.row is None:
            status = each.status.value
            return self._walk_in(each.delegate_id, each.listed, each.agency, said, status)
        walked_in = each.status is BookingStatus.WALK_IN
        rule = self._rule.for_walk_ins if walked_in else self._rule
        return Person(
            key=f"b{each.booking_id}",
            listed=each.listed,
            agency=each.agency,
            booking_id=each.booking_id,
            delegate_id=each.delegate_id,
            row=each.row,
            note=WALKED_IN if walked_in else "",
            said=said,
            marks=self._judged(said, rule),
            before=each.before,
            rule=rule,
            hours=self._hours,
        )

    def _known(self, each: KnownPerson, said: Mapping[int, Marked]) -> Person:
        note = f"left on {brief_day(each.left_on)}" if each.left_on else ""
        return self._walk_in(each.id, each.listed, each.agency, said, note)

    def _walk_in(
        self, delegate_id: int, listed_name: str, agency: str, said: Mapping[int, Marked], note: str
    ) -> Person:
        return Person(
            key=f"d{delegate_id}",
            listed=listed_name,
            agency=agency,
            delegate_id=delegate_id,
            note=note,
            said=said,
            marks=self._judged(said, self._rule.for_walk_ins),
            rule=self._rule.for_walk_ins,
            hours=self._hours,
        )

    def _said(self, line: HandedLine) -> dict[int, Marked]:
        """What a line says by session, in marks or in times."""
        if self._given.begun is None:
            return dict(line.said)
        return {
            session.id: mark_from(line.spans, session, self._given, self._rule, asked=self._asked)
            for session in self._given.sessions
        }

    def _judged(self, said: Mapping[int, Marked], rule: Rule) -> dict[int, Marked]:
        return {each: rule.judged(mark, self._hours[each]) for each, mark in said.items()}


def _why_they_came(person: Person) -> str:
    """Why a file cannot make somebody absent: whoever walked in came to some session."""
    if person.note != WALKED_IN or anybody_came({**person.before, **person.marks}):
        return ""
    return "Walked in, so they came. If they did not, cancel their booking."


def _differs(person: Person) -> str:
    before = {mark.told for session, mark in person.before.items() if session in person.changes}
    return f"The register says {listed(sorted(before))}."
