"""People who may be on the desk twice: pairs of them, with how alike they are and why.

Everybody is put into small groups that share a name, or a word of it at one mailbox or agency, and
compared with those of a group alone: two hundred thousand people take seconds. What was found to
be two people is kept with a mark of what was compared, and counts no more once either changes.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, TypeAlias

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import DelegateDetails, folded
from trainingdesk.domain.likeness import Key, Likeness, Someone, keys_of, likeness, mark_of, someone
from trainingdesk.domain.refusals import Unknown
from trainingdesk.services.collecting import collecting_later
from trainingdesk.services.desk import Stamp
from trainingdesk.services.importing.storing import batches
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.sought import begins, holds, person_holds
from trainingdesk.storage.models import Agency, Delegate, DifferentPeople

FEW_OF_A_NAME = 3
"""Of more people of one name, those alone are alike who share a mailbox or an agency too."""
MANY_TOGETHER, NEIGHBOURS = 300, 40
"""In a larger group each is compared with so many that follow by name."""
STEP = 5_000
"""So many people between two words of progress."""
AT_MOST = 500
"""So many are compared with somebody who is being typed in."""

Pair: TypeAlias = tuple[int, int]
Known: TypeAlias = dict[int, Someone]


@dataclass(frozen=True, slots=True)
class Person:
    """One of a pair, as the list shows them."""

    id: int
    reference: str
    name: str
    listed: str
    agency: str
    email: str
    job_title: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two who may be one, the older record first, with how alike they are and why."""

    id: int
    points: int
    why: str
    one: Person
    other: Person


@dataclass(frozen=True, slots=True)
class LookAlike:
    """A delegate who may be the same person as one who is being typed in, and why it seems so."""

    id: int
    reference: str
    name: str
    agency: str
    same: str

    def __str__(self) -> str:
        who = f"{self.name} ({self.reference}) of {self.agency}"
        return f"{who} may be the same person: {self.same}."


def duplicates_found(db: Session, progress: Progress = unreported) -> list[PairRow]:
    """Everybody on the desk who may be there twice, the most alike first."""
    query = select(*COMPARED).order_by(Delegate.id).execution_options(yield_per=STEP)
    with collecting_later():
        everybody = {row.id: _someone(row) for row in db.execute(query)}
        found: dict[Pair, Likeness] = {}
        for pair in _pairs(everybody, progress):
            if pair not in found and (alike := likeness(everybody[pair[0]], everybody[pair[1]])):
                found[pair] = alike
        return _rows(db, _still_alike(db, everybody, found))


def duplicates_about(db: Session, delegate_ids: Iterable[int]) -> list[PairRow]:
    """The pairs of which one is among these people, after something has changed about them."""
    found: dict[Pair, Likeness] = {}
    known: Known = {}
    for person in db.scalars(select(Delegate).where(Delegate.id.in_(list(delegate_ids)))):
        known[person.id] = _someone(person)
        for number, (who, alike) in _alike_to(db, known[person.id], person.id).items():
            known[number] = who
            found[min(number, person.id), max(number, person.id)] = alike
    return _rows(db, _still_alike(db, known, found))


def look_alikes(
    db: Session, details: DelegateDetails, *, besides: int | None = None
) -> list[LookAlike]:
    """Who may be the same person as one who is being typed in, the most alike first."""
    typed = someone(
        first_name=details.first_name,
        last_name=details.last_name,
        email=details.email,
        agency_id=details.agency_id,
    )
    alike = _alike_to(db, typed, besides)
    if besides is not None:
        told_apart = _told_apart(db, [besides])
        alike = {
            number: (who, said)
            for number, (who, said) in alike.items()
            if told_apart.get((min(number, besides), max(number, besides)))
            != mark_of(*((typed, who) if besides < number else (who, typed)))
        }
    people = _people(db, alike)
    order = sorted(alike, key=lambda number: (-alike[number][1].points, people[number].listed))
    return [_look_alike(people[number], alike[number][1]) for number in order]


def tell_apart(db: Session, one_id: int, other_id: int, *, by: Stamp) -> None:
    """Keep that two who look alike are two people; raises Unknown."""
    first, second = min(one_id, other_id), max(one_id, other_id)
    people = [db.get(Delegate, number) for number in (first, second)]
    if people[0] is None or people[1] is None:
        raise Unknown("This delegate is no longer there.")
    mark = mark_of(_someone(people[0]), _someone(people[1]))
    pair = DifferentPeople.delegate_id == first, DifferentPeople.other_id == second
    kept = db.scalars(select(DifferentPeople).where(*pair)).one_or_none()
    if kept is None:
        kept = DifferentPeople(delegate_id=first, other_id=second)
        db.add(kept)
    if kept.likeness != mark:
        kept.likeness, kept.at, kept.who = mark, by.at, by.who


COMPARED = (
    Delegate.id,
    Delegate.first_name,
    Delegate.last_name,
    Delegate.email,
    Delegate.agency_id,
)


def _someone(row: Any) -> Someone:
    return someone(
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        agency_id=row.agency_id,
    )


def _pairs(everybody: Known, progress: Progress) -> Iterator[Pair]:
    """Those who share something, each pair once or oftener."""
    groups: defaultdict[Key, list[int]] = defaultdict(list)
    for done, (number, person) in enumerate(everybody.items()):
        if done % STEP == 0:
            progress(done, 2 * len(everybody))
        for key in keys_of(person):
            groups[key].append(number)
    every = len(groups)
    for done, (key, group) in enumerate(groups.items()):
        if done % STEP == 0:
            progress(len(everybody) + done * len(everybody) // every, 2 * len(everybody))
        if len(group) > 1 and (key[0] != "" or len(group) <= FEW_OF_A_NAME):
            yield from _within(group, everybody)


def _within(group: Sequence[int], everybody: Known) -> Iterator[Pair]:
    if len(group) <= MANY_TOGETHER:
        yield from combinations(group, 2)  # in the order of the numbers, as everybody is
        return
    ordered = sorted(group, key=lambda number: (everybody[number].name, number))
    for at, one in enumerate(ordered):
        for other in ordered[at + 1 : at + 1 + NEIGHBOURS]:
            yield min(one, other), max(one, other)


def _alike_to(
    db: Session, typed: Someone, besides: int | None
) -> dict[int, tuple[Someone, Likeness]]:
    """Who is alike to somebody, on the desk or not yet."""
    if not (typed.first and typed.last):
        return {}
    found: dict[int, tuple[Someone, Likeness]] = {}
    namesakes = 0
    for row in db.execute(select(*COMPARED).where(Delegate.id.in_(_near(db, typed)))):
        who = _someone(row)
        if row.id != besides:
            namesakes += who.name == typed.name
            if alike := likeness(typed, who):
                found[row.id] = who, alike
    if namesakes < FEW_OF_A_NAME:
        return found
    return {
        number: (who, alike)
        for number, (who, alike) in found.items()
        if not _only_the_name(typed, who)
    }


def _only_the_name(one: Someone, other: Someone) -> bool:
    return one.agency_id != other.agency_id and not (one.email and one.email == other.email)


def _near(db: Session, typed: Someone) -> set[int]:
    """The numbers of those who share something that may make them alike."""
    words = [word for word in dict.fromkeys(typed.name) if word]
    has_a_word = or_(*(holds(Delegate.sought, word) for word in words))
    found: set[int] = set()
    for last, first in ((typed.last, typed.first), (typed.first, typed.last)):
        found |= _some(db, begins(Delegate.sought, f"{last} {first}"))
    if typed.agency_id is not None:
        found |= _some(db, Delegate.agency_id == typed.agency_id, has_a_word)
    if typed.email:
        found |= _some(db, person_holds(typed.email), has_a_word)
    return found


def _some(db: Session, *wanted: object) -> set[int]:
    return set(db.scalars(select(Delegate.id).where(*wanted).limit(AT_MOST)))  # type: ignore[arg-type]


def _still_alike(db: Session, known: Known, found: Mapping[Pair, Likeness]) -> dict[Pair, Likeness]:
    """All but those who were told apart and have not changed since."""
    apart = _told_apart(db)
    return {
        pair: alike
        for pair, alike in found.items()
        if pair not in apart or apart[pair] != mark_of(known[pair[0]], known[pair[1]])
    }


def _told_apart(db: Session, about: Sequence[int] = ()) -> dict[Pair, str]:
    pair = DifferentPeople.delegate_id, DifferentPeople.other_id
    query = select(*pair, DifferentPeople.likeness)
    if about:
        query = query.where(or_(*(column.in_(about) for column in pair)))
    return {(one, other): mark for one, other, mark in db.execute(query)}


def _rows(db: Session, found: Mapping[Pair, Likeness]) -> list[PairRow]:
    people = _people(db, {number for pair in found for number in pair})
    rows = [
        PairRow(one << 32 | other, alike.points, str(alike), people[one], people[other])
        for (one, other), alike in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.points, folded(row.one.listed), row.id))


def _people(db: Session, numbers: Iterable[int]) -> dict[int, Person]:
    people: dict[int, Person] = {}
    for some in batches(sorted(numbers)):
        query = select(Delegate, Agency.name).join(Delegate.agency).where(Delegate.id.in_(some))
        for person, agency in db.execute(query):
            people[person.id] = Person(
                id=person.id,
                reference=person.reference,
                name=person.name,
                listed=person.listed,
                agency=agency,
                email=person.email,
                job_title=person.job_title,
            )
    return people


def _look_alike(person: Person, alike: Likeness) -> LookAlike:
    return LookAlike(person.id, person.reference, person.name, person.agency, str(alike))
