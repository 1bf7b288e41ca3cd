"""Whom the lines of a pasted list may mean, found for all of them at once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import permutations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.likeness import Key, Someone, keys_of, someone
from trainingdesk.services.importing.storing import batches
from trainingdesk.services.merged_agencies import merged_into
from trainingdesk.services.sought import LAST_IN_ORDER
from trainingdesk.storage.models import Agency, AgencyName, Booking, Delegate

TOGETHER = 200
"""So many names are looked for in one question: databases take only so many ors."""


@dataclass(frozen=True, slots=True)
class KnownAgency:
    """An agency as any of its names leads to it."""

    id: int
    name: str
    ended_on: date | None
    before: str = ""
    """What the agency was called that went into it, where the list says that one."""


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody on the desk who may be meant; ``booked`` says that they are on the event."""

    id: int
    reference: str
    name: str
    listed: str
    email: str
    agency_id: int
    agency: str
    left_on: date | None
    booked: bool
    who: Someone

    def is_called(self, typed: Someone) -> bool:
        """Whether somebody who is looked for has this name, at this agency."""
        return self.who.name == typed.name and self.agency_id == typed.agency_id

    def __str__(self) -> str:
        return f"{self.name} ({self.reference}) of {self.agency}"


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody who is looked for, as they are compared and as they were written."""

    who: Someone
    first_name: str
    last_name: str

    @classmethod
    def of(
        cls, first_name: str, last_name: str, *, email: str = "", agency_id: int | None
    ) -> "Typed":
        """Somebody by what was typed of them."""
        who = someone(first_name=first_name, last_name=last_name, email=email, agency_id=agency_id)
        return cls(who, first_name, last_name)

    def spellings(self) -> Iterator[str]:
        """The names that lists may have them under, whichever words are the last name."""
        first, last = folded(self.first_name), folded(self.last_name)
        if first and last:
            yield from (f"{last} {first}", f"{first} {last}")
        for one, other in permutations(self.who.name, 2):
            yield f"{one} {other}"


class Around:
    """The people near the lines of a list: of the same name, at one mailbox or one agency."""

    def __init__(self, people: Iterable[KnownPerson]) -> None:
        self._by_key: defaultdict[Key, list[KnownPerson]] = defaultdict(list)
        self._by_email: defaultdict[str, list[KnownPerson]] = defaultdict(list)
        for person in people:
            for key in keys_of(person.who):
                self._by_key[key].append(person)
            if person.who.email:
                self._by_email[person.who.email].append(person)

    def near(self, typed: Someone) -> list[KnownPerson]:
        """Everybody who may be alike to somebody, each once, the oldest record first."""
        found = {each.id: each for key in keys_of(typed) for each in self._by_key.get(key, ())}
        return [found[number] for number in sorted(found)]

    def at_mailbox(self, email: str) -> list[KnownPerson]:
        """Everybody who has an address."""
        return self._by_email.get(folded(email), []) if email else []


def agencies_by_name(db: Session) -> dict[str, KnownAgency]:
    """Every folded name of an agency, and whose it is; the heir's, where it was merged."""
    query = select(AgencyName.folded, Agency.id, Agency.name, Agency.ended_on).join(
        AgencyName.agency
    )
    found = {row[0]: KnownAgency(*row[1:]) for row in db.execute(query)}
    by_id = {each.id: each for each in found.values()}
    heirs = merged_into(db)
    return {
        name: replace(by_id[heirs[each.id]], before=each.name) if each.id in heirs else each
        for name, each in found.items()
    }


def people_around(db: Session, asked: Sequence[Typed], *, event_id: int) -> Around:
    """Whoever may be meant by any of these, and whether they are booked on the event.

    Names alone are looked for last, and only of those who are not known by then.
    """
    here = Booking.event_id == event_id, Booking.status.in_(LIVE)
    booked = set(db.scalars(select(Booking.delegate_id).where(*here)))
    who = [each.who for each in asked]
    ids = _of_mailboxes(db, {each.email for each in who if each.email})
    ids |= _of_agencies(db, {each.agency_id for each in who if each.agency_id is not None})
    people = list(_people(db, sorted(ids), booked))
    known = {mark for person in people for mark in _marks(person.who)}
    rest = [each for each in asked if not known.intersection(_marks(each.who))]
    more = _of_names(db, {words for each in rest for words in each.spellings()}) - ids
    return Around([*people, *_people(db, sorted(more), booked)])


def _marks(who: Someone) -> Iterator[Key]:
    """What one person is known by: the name with the address, or with the agency."""
    if who.name and who.email:
        yield who.email, who.name
    if who.name and who.agency_id is not None:
        yield who.agency_id, who.name


def _of_mailboxes(db: Session, emails: set[str]) -> set[int]:
    found: set[int] = set()
    for some in batches(sorted(emails)):
        found |= set(db.scalars(select(Delegate.id).where(func.lower(Delegate.email).in_(some))))
    return found


def _of_names(db: Session, names: set[str]) -> set[int]:
    sought, found = Delegate.__table__.c.sought, set[int]()
    for some in batches(sorted(names), TOGETHER):
        begun = or_(*(sought.between(each, _after(each)) for each in some))
        found |= set(db.scalars(select(Delegate.id).where(begun)))
    return found


def _after(words: str) -> str:
    """The first words that are listed after all that begin with these."""
    return words if words[-1] >= LAST_IN_ORDER else words[:-1] + chr(ord(words[-1]) + 1)


def _of_agencies(db: Session, agency_ids: set[int]) -> set[int]:
    found: set[int] = set()
    for some in batches(sorted(agency_ids)):
        found |= set(db.scalars(select(Delegate.id).where(Delegate.agency_id.in_(some))))
    return found


def _people(db: Session, ids: Sequence[int], booked: set[int]) -> Iterator[KnownPerson]:
    for some in batches(ids):
        query = select(Delegate, Agency.name).join(Delegate.agency).where(Delegate.id.in_(some))
        for person, agency in db.execute(query.order_by(Delegate.id)):
            yield KnownPerson(
                id=person.id,
                reference=person.reference,
                name=person.name,
                listed=person.listed,
                email=person.email,
                agency_id=person.agency_id,
                agency=agency,
                left_on=person.left_on,
                booked=person.id in booked,
                who=someone(
                    first_name=person.first_name,
                    last_name=person.last_name,
                    email=person.email,
                    agency_id=person.agency_id,
                ),
            )
