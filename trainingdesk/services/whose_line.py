"""Whose line of a sheet it is: by its code, its row, its name; nobody is guessed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.handed_in import HandedLine
from trainingdesk.domain.named_alike import Written
from trainingdesk.domain.pasted_names import name_in
from trainingdesk.domain.reconciled import Fate
from trainingdesk.domain.row_code import read_row_code
from trainingdesk.domain.words import plain_day
from trainingdesk.services.event_people import Booked, EventPeople
from trainingdesk.services.handing_in import event_of_code, named_event
from trainingdesk.services.pasted_people import Around, KnownPerson, Typed, people_around
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Delegate, EventSession, SessionTrainer, Trainer


@dataclass(frozen=True, slots=True)
class Whose:
    """Who a line may be of; without a fate there is no doubt."""

    booked: tuple[Booked, ...] = ()
    known: tuple[KnownPerson, ...] = ()
    fate: Fate | None = None
    said: str = ""

    @property
    def sure(self) -> Booked | None:
        """Who is meant without a doubt."""
        return self.booked[0] if self.fate is None and self.booked else None

    @property
    def nobody_else(self) -> int | None:
        """The delegate it can only be, on the register or walking in; none where in doubt."""
        if self.sure is not None:
            return self.sure.delegate_id
        alone = self.fate is Fate.WALK_IN and len(self.known) == 1 and not self.booked
        return self.known[0].id if alone else None


class WhoseLines:
    """Finds whose the lines of a file are, among those of an event and then on the desk."""

    def __init__(
        self,
        db: Session,
        event_id: int,
        people: EventPeople,
        lines: Sequence[HandedLine],
        named: Mapping[int, int],
    ) -> None:
        self._db, self._event_id, self._people = db, event_id, people
        self._named = named
        self._trainers = {Written.of(name).words for name in _trainers_of(db, event_id)}
        self._addresses: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for line in lines:
            self._addresses[Written.of(line.name).words].add(folded(line.email))
        typed = [_typed(line) for line in lines if name_in(line.name) or line.email]
        self._around: Around = people_around(db, typed, event_id=event_id)

    def whose(self, line: HandedLine) -> Whose:
        """Who a line may be of; whoever held the event is set aside unless booked on it."""
        if line.number in self._named:
            return self._as_named(self._named[line.number])
        found = self._whose(line)
        if line.spans and found.fate is not None:
            if line.aside:
                return Whose(fate=Fate.ASIDE, said=line.aside)
            if Written.of(line.name).words in self._trainers:
                return Whose(fate=Fate.ASIDE, said="Is a trainer of this event.")
        return found

    def _whose(self, line: HandedLine) -> Whose:
        if line.code:
            return self._by_code(line)
        if line.row is not None and not line.name:
            there = self._people.in_row(line.row)
            missing = f"The register has no row {line.row}."
            return Whose((there,)) if there else Whose(fate=Fate.WRONG, said=missing)
        return self._by_name(line)

    def _as_named(self, delegate_id: int) -> Whose:
        """Whoever was named for a line that named nobody who is known."""
        there = next((p for p in self._people.everybody if p.delegate_id == delegate_id), None)
        if there is None:
            known = known_person(self._db, delegate_id)
            return Whose((), (known,), Fate.WALK_IN, "Is not on the register.")
        if there.row is None:
            return self._gone(there)
        return Whose((there,), fate=Fate.OTHER_NAME, said="You named them for this line.")

    def _by_code(self, line: HandedLine) -> Whose:
        there = self._people.of_booking(read_row_code(line.code, self._event_id))
        if there is None:
            other = event_of_code(self._db, line.code)
            if other is not None and other.id != self._event_id:
                said = f"The code {line.code} is of the register of {named_event(other)}."
                return Whose(fate=Fate.WRONG, said=said)
            said = f"{line.code} is no code of this register: a letter may be wrong."
            return Whose(fate=Fate.WRONG, said=said)
        if there.row is None:
            return self._gone(there)
        if line.name and not Written.of(line.name).is_like(there.first_name, there.last_name):
            said = f"The code is of {there.name}, and the sheet says {line.name}."
            return Whose((there,), fate=Fate.OTHER_NAME, said=said)
        return Whose((there,))

    def _by_name(self, line: HandedLine) -> Whose:
        written = Written.of(line.name)
        same = [
            each
            for each in self._people.expected
            if written.is_name_of(each.first_name, each.last_name)
        ]
        if len(same) > 1:
            same = _told_apart(line, same)
        if len(same) == 1:
            return self._unless_a_namesake(line, written, same[0])
        if same:
            said = f"{len(same)} people of this name are on the register."
            if line.at_once > 1:
                said = f"{said} {line.at_once} were in the meeting at once."
            return Whose(tuple(same), fate=Fate.TWO, said=said)
        gone = [
            each
            for each in self._people.others
            if written.is_name_of(each.first_name, each.last_name)
        ]
        if len(gone) > 1:
            gone = _told_apart(line, gone)
        if gone:
            return self._gone(gone[0]) if len(gone) == 1 else _several_gone(gone)
        return self._by_another_name(line, written)

    def _unless_a_namesake(self, line: HandedLine, written: Written, there: Booked) -> Whose:
        """The one of this name on the register, unless the address speaks for somebody else."""
        address = folded(line.email)
        if not address or address == there.email:
            return Whose((there,))
        who = _typed(line).who.name
        known = tuple(
            each
            for each in self._known(line)
            if folded(each.email) == address and each.who.name == who
        )
        gave_up = [
            each
            for each in self._people.others
            if each.email == address and written.is_name_of(each.first_name, each.last_name)
        ]
        if known or gave_up:
            said = "Somebody of this name who is not on the register has this address."
            offered = (there, *(each for each in gave_up if each.status not in LIVE))
            return Whose(offered, known, Fate.OTHER_NAME, said)
        if self._addresses[written.words] - {address, ""}:
            said = "Another line has this name with another address: they may be two people."
            return Whose((there,), fate=Fate.OTHER_NAME, said=said)
        return Whose((there,))

    def _by_another_name(self, line: HandedLine, written: Written) -> Whose:
        address = folded(line.email)
        alike = [
            each
            for each in self._people.expected
            if (address and each.email == address)
            or written.is_like(each.first_name, each.last_name)
        ]
        known = self._known(line)
        if alike:
            said = "Somebody of another name on the register may be meant."
            return Whose(tuple(alike), known, Fate.OTHER_NAME, said)
        if known:
            return Whose((), known, Fate.WALK_IN, "Is not on the register.")
        said = "Nobody of this name is on the register or on the desk."
        return Whose(fate=Fate.UNKNOWN, said=said)

    def _known(self, line: HandedLine) -> tuple[KnownPerson, ...]:
        """Whoever has the name, or the address, and is not on the register."""
        who = _typed(line).who
        found = {each.id: each for each in self._around.near(who) if each.who.name == who.name}
        found |= {each.id: each for each in self._around.at_mailbox(line.email)}
        here = {each.delegate_id for each in self._people.everybody}
        return tuple(each for each in found.values() if each.id not in here)

    def _gone(self, booked: Booked) -> Whose:
        on = f" since {plain_day(booked.changed_on)}" if booked.changed_on else ""
        said = f"The booking of {booked.name} is marked {booked.status}{on}."
        if booked.status in LIVE:
            said = f"{said} Give them a place, or cancel it, before they are marked."
            return Whose(fate=Fate.GIVEN_UP, said=said)
        return Whose((booked,), fate=Fate.GIVEN_UP, said=said)


def known_person(db: Session, delegate_id: int) -> KnownPerson:
    """Somebody on the desk who is to be a walk-in; raises Unknown."""
    person = record_of(db, Delegate, delegate_id)
    who = _typed(HandedLine(0, person.listed)).who
    return KnownPerson(
        id=person.id,
        reference=person.reference,
        name=person.name,
        listed=person.listed,
        email=person.email,
        agency_id=person.agency_id,
        agency=person.agency.name,
        left_on=person.left_on,
        booked=False,
        who=who,
    )


def _trainers_of(db: Session, event_id: int) -> list[str]:
    """Everybody who trains on some day of an event."""
    sessions = select(EventSession.id).where(EventSession.event_id == event_id)
    first = select(EventSession.trainer_id).where(EventSession.event_id == event_id)
    others = select(SessionTrainer.trainer_id).where(SessionTrainer.session_id.in_(sessions))
    theirs = or_(Trainer.id.in_(first), Trainer.id.in_(others))
    return list(db.scalars(select(Trainer.name).where(theirs)))


def _told_apart(line: HandedLine, same: Sequence[Booked]) -> list[Booked]:
    """Those of one name whom the address, the agency or the row also means; all where none is."""
    address, agency = folded(line.email), folded(line.agency)
    tests = (
        lambda each: bool(address) and each.email == address,
        lambda each: line.row is not None and each.row == line.row,
        lambda each: bool(agency) and folded(each.agency) == agency,
    )
    for test in tests:
        found = [each for each in same if test(each)]
        if len(found) == 1:
            return found
    return list(same)


def _several_gone(gone: Sequence[Booked]) -> Whose:
    """Those of one name who gave up their bookings; whoever waits is not among them."""
    said = f"{len(gone)} people of this name had a booking and are not on the register."
    return Whose(tuple(p for p in gone if p.status not in LIVE), fate=Fate.GIVEN_UP, said=said)


def _typed(line: HandedLine) -> Typed:
    found = name_in(line.name)
    first, last = (found.first, found.last) if found else ("", "")
    return Typed.of(first, last, email=line.email, agency_id=None)
