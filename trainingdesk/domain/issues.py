"""What is wrong with an event, in words, and where each thing is mended."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trainingdesk.domain.clash import Clash, ClashKind
from trainingdesk.domain.event import AT_RISK_DAYS, EventStatus, is_at_risk
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed, plain_day

NEEDS_NO_ROOM = frozenset({"e-learning", "elearning"})
"""Kinds of course that are taken alone, without a room and without a trainer."""

DRAFT_DAYS = 56
"""Eight weeks ahead, an event should be a draft no longer."""

FEW_DAYS = 3
"""So many days are named; of more, it is said how many there are."""


class IssueKind(StrEnum):
    """What can be wrong with an event."""

    STILL_DRAFT = "Still a draft"
    COURSE_DRAFT = "Course is a draft"
    NO_TRAINER = "No trainer"
    NO_VENUE = "No venue"
    TRAINER_CLASH = "Trainer taken twice"
    VENUE_CLASH = "Venue taken twice"
    DELEGATE_CLASH = "Delegates booked twice"
    DAY_OFF = "Day off"
    ROOM_TOO_SMALL = "Room too small"
    TOO_FEW = "Below its minimum"
    REGISTER_OPEN = "Register not closed"
    NOT_COUNTED = "Nobody counted"
    NOT_TOLD = "Nothing sent"
    RESERVE = "Reserve not free"


class Mend(StrEnum):
    """Where an issue is mended, as the button beside it says."""

    CHANGE = "Change the event"
    BOOKINGS = "See the bookings"
    REGISTER = "Open the register"
    COURSE = "Open the course"
    VENUE = "Open the venue"
    TRAINER = "Open the trainer"
    OTHER_EVENT = "See the other event"
    RULES = "See who would get what"


@dataclass(frozen=True, slots=True)
class Act:
    """The way to mend an issue: which page, and of which record there."""

    mend: Mend
    id: int = 0


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong, what is said of it, and where it is mended."""

    kind: IssueKind
    sentence: str
    act: Act


@dataclass(frozen=True, slots=True)
class Away:
    """A trainer or a venue that has the day off on which an event needs them."""

    id: int
    name: str
    day: date
    reason: str
    is_venue: bool = False
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day of an event: whether it has what it needs."""

    day: date
    has_trainer: bool
    has_venue: bool  # or a link to an online room
    venue_id: int = 0
    venue: str = ""
    room: int | None = None  # how many the venue holds


@dataclass(frozen=True, slots=True)
class EventFacts:
    """All that is asked of an event to say what is wrong with it."""

    event_id: int
    course_id: int
    course: str
    course_is_draft: bool
    kind: str
    status: EventStatus
    starts: date
    places: int
    held: int
    minimum: int | None
    register_closed: bool
    headcount_only: bool = False
    headcount: int | None = None
    days: tuple[DayFacts, ...] = ()
    clashes: tuple[Clash, ...] = ()
    away: tuple[Away, ...] = ()
    not_told: int = 0  # have a place, and should have had joining instructions by now


def issues_of(event: EventFacts, *, today: date) -> tuple[Issue, ...]:
    """What is wrong with an event, the gravest first; nothing with one that was called off."""
    if event.status in {EventStatus.CANCELLED, EventStatus.POSTPONED} or event.register_closed:
        return ()
    if event.status is EventStatus.DRAFT:
        return tuple(_of_draft(event, today))
    found = [
        *_of_delivery(event, today),
        *_of_arrangements(event, today),
        *_of_clashes(event, today),
        *_of_days_off(event, today),
        *_of_bookings(event, today),
    ]
    return tuple(sorted(found, key=lambda issue: issue.kind is IssueKind.RESERVE))


def _of_draft(event: EventFacts, today: date) -> Iterator[Issue]:
    if today <= event.starts <= today + timedelta(days=DRAFT_DAYS):
        left = counted((event.starts - today).days, "day")
        said = f"The event is still a draft, and it begins in {left}."
        yield Issue(IssueKind.STILL_DRAFT, said, Act(Mend.CHANGE))


def _of_delivery(event: EventFacts, today: date) -> Iterator[Issue]:
    """What is left to do once the last day is over."""
    last = max((each.day for each in event.days), default=event.starts)
    if last >= today:
        return
    if event.headcount_only:
        if event.headcount is None:
            said = f"Nobody has said how many came. The last day was {plain_day(last)}."
            yield Issue(IssueKind.NOT_COUNTED, said, Act(Mend.CHANGE))
        return
    said = f"The register is not closed. The last day was {plain_day(last)}."
    yield Issue(IssueKind.REGISTER_OPEN, said, Act(Mend.REGISTER))


def _of_arrangements(event: EventFacts, today: date) -> Iterator[Issue]:
    ahead = [each for each in event.days if each.day >= today]
    if not ahead:
        return
    if event.course_is_draft:
        said = f"The course {event.course} is still a draft."
        yield Issue(IssueKind.COURSE_DRAFT, said, Act(Mend.COURSE, event.course_id))
    if event.kind.strip().casefold() in NEEDS_NO_ROOM:
        return
    several = len(event.days) > 1
    if untrained := [each.day for each in ahead if not each.has_trainer]:
        said = f"No trainer yet{_on(untrained, several=several)}."
        yield Issue(IssueKind.NO_TRAINER, said, Act(Mend.CHANGE))
    if nowhere := [each.day for each in ahead if not each.has_venue]:
        said = f"No venue and no online link yet{_on(nowhere, several=several)}."
        yield Issue(IssueKind.NO_VENUE, said, Act(Mend.CHANGE))
    yield from _of_rooms(event, ahead)


def _of_rooms(event: EventFacts, ahead: list[DayFacts]) -> Iterator[Issue]:
    small = {each.venue_id: each for each in ahead if each.room and event.places > each.room}
    for each in small.values():
        said = f"{event.places:,} places, but {each.venue} holds {each.room:,}."
        yield Issue(IssueKind.ROOM_TOO_SMALL, said, Act(Mend.CHANGE))


def _of_clashes(event: EventFacts, today: date) -> Iterator[Issue]:
    kinds = {
        ClashKind.TRAINER: IssueKind.TRAINER_CLASH,
        ClashKind.VENUE: IssueKind.VENUE_CLASH,
        ClashKind.DELEGATE: IssueKind.DELEGATE_CLASH,
    }
    for clash in event.clashes:
        if clash.hours.day >= today:
            kind = IssueKind.RESERVE if clash.soft else kinds[clash.kind]
            yield Issue(kind, clash.sentence, Act(Mend.OTHER_EVENT, clash.other_id))


def _of_days_off(event: EventFacts, today: date) -> Iterator[Issue]:
    for away in event.away:
        if away.day < today:
            continue
        kind = IssueKind.RESERVE if away.reserve else IssueKind.DAY_OFF
        where = Mend.VENUE if away.is_venue else Mend.TRAINER
        yield Issue(kind, sentence_of(away), Act(where, away.id))


def gravely(issues: Iterable[Issue]) -> int:
    """How many things are wrong, leaving out what is only to be kept in mind."""
    return sum(issue.kind is not IssueKind.RESERVE for issue in issues)


def sentence_of(away: Away) -> str:
    """That a trainer is away, or a venue shut, on a day."""
    why = f": {away.reason}" if away.reason else ""
    if away.is_venue:
        return f"{away.name} is shut on {plain_day(away.day)}{why}."
    here = ", in reserve here," if away.reserve else ""
    return f"{away.name}{here} is away on {plain_day(away.day)}{why}."


def _of_bookings(event: EventFacts, today: date) -> Iterator[Issue]:
    if event.headcount_only:
        return
    few = is_at_risk(
        event.status, starts=event.starts, today=today, held=event.held, minimum=event.minimum
    )
    if few:
        said = (
            f"{event.held:,} booked, {event.minimum:,} needed, and it begins within "
            f"{AT_RISK_DAYS // 7} weeks: decide whether it goes ahead."
        )
        yield Issue(IssueKind.TOO_FEW, said, Act(Mend.BOOKINGS))
    if event.not_told and event.starts >= today:
        who = counted(event.not_told, "person", "people")
        said = f"Joining instructions have not gone to {who} with a place."
        yield Issue(IssueKind.NOT_TOLD, said, Act(Mend.RULES))


def _on(days: list[date], *, several: bool) -> str:
    """On which days, where the event has more than one."""
    if not several:
        return ""
    if len(days) > FEW_DAYS:
        return f" on {counted(len(days), 'day')}"
    return f" on {listed([plain_day(day) for day in days])}"
