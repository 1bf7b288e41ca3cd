"""Judging whom one line of a pasted list means: known, new, ambiguous or wrong, never guessed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from trainingdesk.domain.delegate import DelegateDetails, listed_name, spoken_name
from trainingdesk.domain.likeness import Someone, likeness, plain_name
from trainingdesk.domain.pasted import NO_NAME, PastedLine
from trainingdesk.domain.pasted_fates import NO_PERSON, Choice, Fate, Meant
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.pasted_people import KnownAgency, KnownPerson

NAMED_AT_MOST = 10
EITHER_WAY = "Nothing tells the first name from the last."
ADDRESS_ALONE = "An address alone does not say who it is."
NO_AGENCY = "Nobody of this name is on the desk, and no agency is named that sends them."


@dataclass(frozen=True, slots=True)
class Asked:
    """A line with the agency it names, and who is near it."""

    line: PastedLine
    agency: KnownAgency | None
    typed: Someone
    near: Sequence[KnownPerson]
    at_mailbox: Sequence[KnownPerson]
    starts: date

    @property
    def same_name(self) -> list[KnownPerson]:
        """Whoever has all the words of the name, in any order."""
        return [each for each in self.near if each.who.name == self.typed.name]

    @property
    def of_agency(self) -> list[KnownPerson]:
        """Those of them who are of the agency that is named."""
        agency = self.agency.id if self.agency else None
        return [each for each in self.same_name if each.agency_id == agency]

    def reads_alike(self, one: KnownPerson) -> bool:
        """Whether the words stand in one order, or the line does not say which is the first."""
        known, typed = one.who, self.typed
        said = f"{known.first} {known.last}".split() == f"{typed.first} {typed.last}".split()
        return said or self.line.either_way


def judged(each: Asked) -> Meant:
    """Whom a line means."""
    line = each.line
    if line.aside or line.unread:
        return _unread(each)
    same = each.same_name
    by_address = [one for one in same if line.email and one.who.email == each.typed.email]
    if by_address:
        return _one_of(each, by_address)
    here = [one for one in each.of_agency if each.reads_alike(one)]
    other_address = [one for one in here if line.email and one.email]
    if here and not other_address:
        return _one_of(each, here)
    choices = (*_choices(each, _maybe(each)), *_new(each))
    if choices and choices[0].details is None:
        return Meant(line, Fate.AMBIGUOUS, choices, _may_be(choices))
    if choices:
        said = " ".join(words for words in (_merged(each), _shared(each)) if words)
        return Meant(line, Fate.NEW, choices, said)
    return Meant(line, Fate.WRONG, said=_why_not_new(each))


def in_order(found: Sequence[Meant], asked: Sequence[Asked]) -> list[Meant]:
    """Which of two columns is the first name, where those who are known tell it of the others."""
    pairs = list(zip(found, asked, strict=True))
    told = {
        _stands_first(each.typed, person.who)
        for meant, each in pairs
        for person in each.same_name
        if meant.fate is Fate.KNOWN
        and each.line.either_way
        and person.id == meant.choices[0].delegate_id
    } - {None}
    return [_which_way(meant, each, told) for meant, each in pairs]


def _stands_first(typed: Someone, known: Someone) -> bool | None:
    """Whether the first name of a line is the first name of whoever is meant."""
    if typed.first == typed.last:
        return None
    return typed.first == known.first


def _which_way(meant: Meant, each: Asked, told: set[bool | None]) -> Meant:
    new = [choice for choice in meant.choices if choice.details is not None]
    if not new or not each.line.either_way:
        return meant
    known = tuple(choice for choice in meant.choices if choice.details is None)
    both = (*_new(each), *_new(each, swapped=True))
    if len(told) == 1:
        kept = both[:1] if True in told else both[1:]
        return replace(meant, choices=(*known, *kept))
    said = meant.said if known else EITHER_WAY
    return replace(meant, fate=Fate.AMBIGUOUS, choices=(*known, *both), said=said)


def _unread(each: Asked) -> Meant:
    """A line without a name may have the address of somebody, who is asked about."""
    line = each.line
    if line.aside:
        return Meant(line, Fate.ASIDE, said=NO_PERSON)
    if line.unread == NO_NAME and each.at_mailbox:
        choices = _choices(each, each.at_mailbox)
        return Meant(line, Fate.AMBIGUOUS, choices, f"{ADDRESS_ALONE} {_may_be(choices)}")
    return Meant(line, Fate.WRONG, said=line.unread)


def _one_of(each: Asked, people: Sequence[KnownPerson]) -> Meant:
    """One person is known; of two who are alike in all that is said, none is guessed."""
    choices = _choices(each, people)
    if len(people) == 1:
        return Meant(each.line, Fate.KNOWN, choices, _elsewhere(each, people[0]))
    return Meant(each.line, Fate.AMBIGUOUS, choices, _may_be(choices))


def _maybe(each: Asked) -> list[KnownPerson]:
    """Who may be meant though it is not certain, the most alike first."""
    alike = {one.id: points for one in each.near if (points := _points(each, one.who))}
    words = set(each.typed.name)
    alike = {one.id: 0 for one in each.at_mailbox if words & set(one.who.name)} | alike
    # Without an agency nobody can be added; with one, James Thomas may still be Thomas James.
    namesakes = each.same_name if each.agency is None else each.of_agency
    alike = {one.id: 0 for one in namesakes} | alike
    people = {one.id: one for one in (*each.near, *each.at_mailbox)}
    return [people[number] for number in sorted(alike, key=lambda n: (-alike[n], n))]


def _points(each: Asked, known: Someone) -> int:
    """How alike the person of a line is to one who is known, either way round where it may be."""
    ways = [each.typed]
    if each.line.either_way:
        ways.append(replace(each.typed, first=each.typed.last, last=each.typed.first))
    return max(found.points if (found := likeness(way, known)) else 0 for way in ways)


def _choices(each: Asked, people: Iterable[KnownPerson]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            key=str(one.id),
            name=one.name,
            listed=one.listed,
            agency=one.agency,
            email=one.email,
            reference=one.reference,
            delegate_id=one.id,
            booked=one.booked,
            left=_left(one, each.starts),
            agency_id=one.agency_id,
        )
        for one in people
    )


def _left(one: KnownPerson, starts: date) -> str:
    if one.left_on is None or one.left_on > starts:
        return ""
    return f"{one.name} left {one.agency} on {plain_day(one.left_on)}."


def _new(each: Asked, *, swapped: bool = False) -> tuple[Choice, ...]:
    """Whoever would be added; nobody without an agency that stands."""
    line, agency = each.line, each.agency
    if agency is None or agency.ended_on is not None:
        return ()
    first, last = line.first_name, line.last_name
    first, last = (last, first) if swapped else (first, last)
    details = DelegateDetails(first, last, line.email, agency.id, line.job_title)
    return (
        Choice(
            key=f"new {agency.id} {plain_name(last)}, {plain_name(first)} {line.email}".strip(),
            name=spoken_name(first_name=first, last_name=last),
            listed=listed_name(first_name=first, last_name=last),
            agency=agency.name,
            email=line.email,
            details=details,
            agency_id=agency.id,
        ),
    )


def _may_be(choices: Sequence[Choice]) -> str:
    """Everybody who may be meant, by name."""
    known = [
        f"{one.name} ({one.reference}) of {one.agency}" for one in choices if one.details is None
    ]
    more = len(known) - NAMED_AT_MOST
    named = [*known[:NAMED_AT_MOST], f"{more} more"] if more > 0 else known
    new = any(one.details is not None for one in choices)
    return f"May be {listed([*named, *(['somebody new'] if new else [])], last='or')}."


def _elsewhere(each: Asked, person: KnownPerson) -> str:
    """What the list says otherwise than the desk of somebody who is known."""
    line, agency = each.line, each.agency
    if line.agency and (agency is None or agency.id != person.agency_id):
        return f"The list says {line.agency}; the desk has {person.agency}."
    if line.email and not person.email:
        return f"The desk has no e-mail address of {person.name}."
    return ""


def _merged(each: Asked) -> str:
    """That the agency in the list is another one now."""
    agency = each.agency
    return f"{agency.before} went into {agency.name}." if agency and agency.before else ""


def _shared(each: Asked) -> str:
    """Who has the address of somebody new already."""
    names = [one.name for one in each.at_mailbox]
    more = len(names) - NAMED_AT_MOST
    names = [*names[:NAMED_AT_MOST], f"{more} more"] if more > 0 else names
    return f"Shares the mailbox of {listed(names)}." if names else ""


def _why_not_new(each: Asked) -> str:
    if each.agency is not None and each.agency.ended_on is not None:
        return f"{each.agency.name} ended on {plain_day(each.agency.ended_on)}."
    if each.line.agency:
        return f"No agency is called “{each.line.agency}”, and nobody of this name is there."
    return NO_AGENCY
