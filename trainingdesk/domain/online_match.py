"""Whose a line of an online form's export is: found by its code, else its e-mail, else its name.

Nobody is guessed. Where the code, the address and the name speak of different people, where an
address is shared or is known to be another's, or where a name is only alike, the line is asked
about with all it may mean.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode, read_form_code
from trainingdesk.domain.named_alike import Written
from trainingdesk.domain.online_people import (
    OnlineEvent,
    OnlinePerson,
    likeliest_first,
    nearer_but_not_there,
)
from trainingdesk.domain.words import plain_day


@dataclass(frozen=True, slots=True)
class Told:
    """What a line tells of whoever sent it, and when it was sent."""

    sent: date
    code: str = ""
    email: str = ""
    name: str = ""
    event: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a line means: one for sure, one of several, or nobody, and then why.

    ``event`` is set where the form has no names and only its event counts.
    """

    people: tuple[OnlinePerson, ...] = ()
    sure: bool = False
    event: OnlineEvent | None = None
    said: str = ""


@dataclass(slots=True)
class Around:
    """Everybody whom the lines of one export may mean, at one stage.

    ``known`` are addresses of delegates, whether they are on one of the events or not.
    """

    stage: Stage
    events: Sequence[OnlineEvent]
    people: Sequence[OnlinePerson]
    event_id: int | None = None
    known: frozenset[str] = frozenset()
    _known: frozenset[str] = field(init=False)
    _by_email: dict[str, list[OnlinePerson]] = field(init=False)
    _by_booking: dict[int, OnlinePerson] = field(init=False)
    _by_name: dict[tuple[str, ...], list[OnlinePerson]] = field(init=False)

    def __post_init__(self) -> None:
        self._by_booking = {each.booking_id: each for each in self.people}
        by_email: defaultdict[str, list[OnlinePerson]] = defaultdict(list)
        by_name: defaultdict[tuple[str, ...], list[OnlinePerson]] = defaultdict(list)
        for each in self.people:
            is_managers = self.stage is Stage.MANAGER
            by_email[folded(each.manager_email if is_managers else each.email)].append(each)
            names = {_words(each.name), *([_words(each.manager)] if is_managers else [])}
            for name in names - {()}:
                by_name[name].append(each)
        self._by_email, self._by_name = dict(by_email), dict(by_name)
        addresses = {*self.known, *(each.email for each in self.people)}
        self._known = frozenset(folded(each) for each in addresses) - {""}

    def meant(self, told: Told) -> Meant:
        """Whom a line means."""
        code = read_form_code(told.code) if told.code else None
        if code is not None and code.stage is not self.stage:
            return Meant(
                said=f"Its code is of a form of the stage “{code.stage.said}”, and these are of "
                f"the stage “{self.stage.said}”."
            )
        if code is not None and code.booking_id is not None:
            return self._of_code(code.booking_id, told)
        scope = self._scope(told, code)
        if isinstance(scope, str):
            return Meant(said=scope)
        if scope is not None and len(scope) == 1 and told.sent in scope[0].nameless:
            return self._nameless(scope[0], told)
        found = self._of_words(told, scope)
        if scope is None and found.sure:
            found = self._unless_of_another_time(found, told)
        if scope is not None and self._may_tell_the_manager(found, told):
            found = self._with_the_others(found, told)
        if told.code and code is None:
            return Meant(found.people, said=f"The code “{told.code}” is none. {found.said}".strip())
        return found

    def _of_code(self, booking_id: int, told: Told) -> Meant:
        person = self._by_booking.get(booking_id)
        if person is None:
            return Meant(said=f"No booking has the code {told.code}.")
        if self.event_id not in {None, person.event.id}:
            return Meant(said=f"Its code is of {person.event.name}, which is another event.")
        if refused := self._refused([person], told):
            return refused
        if told.sent in person.event.nameless:
            return self._nameless(person.event, told)
        others = self._of_words(told, [person.event]).people
        if others and person not in others:
            said = f"The code is of {person.name}, and the rest tells of somebody else."
            return Meant((person, *others), said=said)
        own = self.stage is Stage.MANAGER or folded(told.email) == folded(person.email)
        doubt = self._is_known(told) and not own
        said = f"The code is of {person.name}, and {_not_theirs(told)}" if doubt else ""
        return Meant((person,), sure=not doubt, said=said)

    def _scope(self, told: Told, code: FormCode | None) -> Sequence[OnlineEvent] | str | None:
        """The events a line may be of, a sentence where there is none, None where nothing says."""
        if self.event_id is not None:
            return [each for each in self.events if each.id == self.event_id]
        if code is not None:
            of_code = [each for each in self.events if each.id == code.event_id]
            return of_code or f"No event has the code {told.code}."
        if told.event:
            wanted = folded(told.event)
            found = [each for each in self.events if folded(each.reference) == wanted]
            return found or f"No event of that time has the reference “{told.event}”."
        if told.day is not None:
            of_day = [each for each in self.events if each.starts <= told.day <= each.ends]
            return of_day or f"There was no event on {plain_day(told.day)}."
        return None

    def _of_words(self, told: Told, scope: Sequence[OnlineEvent] | None) -> Meant:
        by_email = self._within(self._by_email.get(folded(told.email), []), scope, told)
        if told.email and by_email:
            return self._of_email(by_email, told)
        if told.name:
            return self._of_name(told, scope)
        if told.email:
            untimely = self._refused(self._by_email.get(folded(told.email), []), told)
            on = scope[0].name if scope and len(scope) == 1 else "any event of that time"
            nobody = Meant(said=f"Nobody with the address {told.email} is booked on {on}.")
            return untimely if scope is None and untimely else nobody
        return Meant(said="Nothing in this row tells who answered.")

    def _of_email(self, people: list[OnlinePerson], told: Told) -> Meant:
        if refused := self._refused(people, told):
            return refused
        able = self._able(people, told)
        if len({each.delegate_id for each in able}) == 1 < len(able):
            of_one = not told.name or self._is_like(able[0], Written.of(told.name))
            if of_one:
                return _several_of(able)
        if not told.name:
            shared = f"Several people have the address {told.email}."
            return Meant(able, sure=True) if len(able) == 1 else Meant(able, said=shared)
        return self._of_mailbox(people, told)

    def _of_mailbox(self, people: list[OnlinePerson], told: Told) -> Meant:
        """Whoever of those with one address has the name, all of whose name it is first."""
        able, written = self._able(people, told), Written.of(told.name)
        of_name = self._by_name.get(written.words, [])
        named = tuple(each for each in able if each in of_name)
        if len(named) == 1:
            return self._unless_the_sender(named[0], told)
        if self.stage is not Stage.MANAGER:
            theirs = [each for each in people if each in of_name]
            if refused := self._refused(theirs, told):
                return refused
            if len({each.delegate_id for each in named}) == 1:
                return _several_of(named)
        if len(able) == 1 and self._is_like(able[0], written):
            return self._unless_the_sender(able[0], told)
        events = {each.event.id for each in able}
        others = [each for each in of_name if each.event.id in events and each not in able]
        said = f"{told.email} and the name “{told.name}” do not point to one booking."
        rest = [each for each in able if each not in named]
        return Meant((*named, *rest, *self._able(others, told)), said=said)

    def _of_name(self, told: Told, scope: Sequence[OnlineEvent] | None) -> Meant:
        written = Written.of(told.name)
        named = self._within(self._by_name.get(written.words, []), scope, told)
        if named:
            if refused := self._refused(named, told):
                return refused
            able = self._able(named, told)
            if len(able) == 1 and scope is not None:
                doubt = self._doubt_of_name(able[0], told)
                return Meant(able, sure=not doubt, said=doubt)
            why = "Only the name tells who this is." if scope is None else "Several have this name."
            return Meant(able, said=why)
        on = scope[0].name if scope and len(scope) == 1 else "an event of that time"
        nobody = f"Nobody of the name “{told.name}” is booked on {on}."
        if scope is None:
            untimely = self._refused(self._by_name.get(written.words, []), told)
            return untimely or Meant(said=nobody)
        there = self._within(self.people, scope, told)
        alike = self._able((each for each in there if self._is_like(each, written)), told)
        return Meant(alike, said="The name is only alike." if alike else nobody)

    def _doubt_of_name(self, person: OnlinePerson, told: Told) -> str:
        """Why somebody cannot be taken by the name alone; nothing where they can."""
        is_managers = self.stage is Stage.MANAGER
        if is_managers and _words(person.manager) != _words(told.name):
            return _maybe_sender(person)
        if self._is_known(told):
            return f"Only the name tells who this is: {_not_theirs(told)}"
        address = person.manager_email if is_managers else person.email
        if "@" in told.email and address and folded(address) != folded(told.email):
            whose = f"the manager of {person.name}" if is_managers else person.name
            return f"Only the name tells who this is: {whose} has the address {address} here."
        return ""

    def _is_known(self, told: Told) -> bool:
        """Whether the address of a line is some delegate's."""
        return folded(told.email) in self._known

    def _unless_the_sender(self, person: OnlinePerson, told: Told) -> Meant:
        """Somebody for sure, unless the address and the name may be of them as a manager."""
        own = folded(person.email) == folded(told.email)
        named = _words(person.manager) == _words(told.name)
        if self.stage is Stage.MANAGER and own and not named:
            return Meant((person,), said=_maybe_sender(person))
        return Meant((person,), sure=True)

    def _unless_of_another_time(self, found: Meant, told: Told) -> Meant:
        """Somebody for sure, unless only the absence of another event points to this one."""
        (person,) = found.people
        bookings = self._within(self._by_email.get(folded(told.email), []), None, told)
        nearer = nearer_but_not_there(person, bookings, sent=told.sent)
        if nearer is not None:
            said = (
                f"{nearer.name} has a nearer booking, on {nearer.event.name}, but "
                f"{nearer.hindrance}. Is this of {person.event.name}?"
            )
            return Meant(found.people, said=said)
        far = person.event.far_from(self.stage, told.sent)
        return Meant(found.people, sure=not far, said=far)

    def _may_tell_the_manager(self, found: Meant, told: Told) -> bool:
        """Whether the one whom a line names may be the manager of another there."""
        if self.stage is not Stage.MANAGER or found.sure or len(found.people) != 1:
            return False
        (person,) = found.people
        return _words(person.name) == _words(told.name) != _words(person.manager)

    def _with_the_others(self, found: Meant, told: Told) -> Meant:
        """Also all others of the event, first whoever has no manager that is known."""
        (person,) = found.people
        there = self._within(self.people, [person.event], told)
        others = self._able((each for each in there if each != person), told)
        likeliest = sorted(others, key=lambda each: bool(each.manager))
        return Meant((person, *likeliest), said=found.said)

    def _within(
        self,
        people: Iterable[OnlinePerson],
        scope: Sequence[OnlineEvent] | None,
        told: Told,
    ) -> list[OnlinePerson]:
        """Whoever is on one of the events; where nothing says which, on one of the right time."""
        if scope is not None:
            ids = {each.id for each in scope}
            return [each for each in people if each.event.id in ids]
        return [each for each in people if not each.event.out_of_time(self.stage, told.sent)]

    def _refused(self, people: Sequence[OnlinePerson], told: Told) -> Meant | None:
        """Why none of these people can have answered; None where one can, or nobody is there."""
        if not people or any(self._may(each, told) for each in people):
            return None
        likeliest = likeliest_first(people, sent=told.sent)
        able = [each for each in likeliest if not each.hindrance]
        if able:
            return Meant(said=able[0].event.out_of_time(self.stage, told.sent))
        return Meant(said=likeliest[0].cannot_answer)

    def _nameless(self, event: OnlineEvent, told: Told) -> Meant:
        """Its event alone, if it was sent when that one can have been answered."""
        late = event.out_of_time(self.stage, told.sent)
        return Meant(said=late) if late else Meant(event=event)

    def _able(self, people: Iterable[OnlinePerson], told: Told) -> tuple[OnlinePerson, ...]:
        """Whoever can have answered, the likeliest first."""
        able = (each for each in people if self._may(each, told))
        return likeliest_first(able, sent=told.sent)

    def _may(self, person: OnlinePerson, told: Told) -> bool:
        return not person.hindrance and not person.event.out_of_time(self.stage, told.sent)

    def _is_like(self, person: OnlinePerson, written: Written) -> bool:
        is_like = written.is_like(person.first_name, person.last_name)
        if is_like or not self._of_managers(person):
            return is_like
        first, _, last = person.manager.rpartition(" ")
        return written.is_like(first, last)

    def _of_managers(self, person: OnlinePerson) -> bool:
        return self.stage is Stage.MANAGER and bool(person.manager)


def _words(name: str) -> tuple[str, ...]:
    """The words of a name as names are compared, in whatever order they were written."""
    return Written.of(name).words


def _several_of(bookings: tuple[OnlinePerson, ...]) -> Meant:
    """One of several bookings of somebody."""
    return Meant(bookings, said=f"{bookings[0].name} has several bookings that this may be of.")


def _maybe_sender(person: OnlinePerson) -> str:
    return f"{person.name} may have sent this as the manager of somebody else."


def _not_theirs(told: Told) -> str:
    return f"{told.email} is the address of somebody else."
