"""An example event before a policy: on which days cancelling is free, and what it costs then."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from trainingdesk.domain.charging.amount import shown
from trainingdesk.domain.charging.facts import AtSession, Facts
from trainingdesk.domain.charging.late import Step, steps_of
from trainingdesk.domain.charging.line import Line, Occasion
from trainingdesk.domain.charging.notice import A_DAY, DAYS_IN_A_WEEK, is_working_day
from trainingdesk.domain.charging.policy import Nation, Policy
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.words import clock, long_day
from trainingdesk.services.charging.bank_holidays import bank_holidays, holidays_around
from trainingdesk.services.charging.free_until import free_told

BEGINS, MINUTES, PRICE = time(9, 30), 420, 90_00
MOST_WEEKS = 7


class DayKind(StrEnum):
    """What cancelling on a day comes to."""

    FREE = "Free to cancel"
    CHARGED = "Charged"
    EVENT = "The event"
    AFTER = "After the event"


@dataclass(frozen=True, slots=True)
class ExampleDay:
    """A day before the example event; the last free one says until when."""

    day: date
    kind: DayKind
    is_working: bool
    until: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """The whole weeks before an event, day by day, and the same in sentences."""

    days: tuple[ExampleDay, ...]
    said: tuple[str, ...]


def example_of(policy: Policy, event_day: date) -> Example:
    """An event of a day, from half past nine, at £90 a place, cancelled on any day before it."""
    line = _line_of(policy)
    facts = Facts(
        starts=datetime.combine(event_day, BEGINS, LONDON),
        sessions=(AtSession(event_day, MINUTES),),
        group=line.groups[0] if line and line.groups else "",
        kind=line.kinds[0] if line and line.kinds else "",
        is_paid=True,
        price_pence=PRICE,
    )
    steps = steps_of(policy, facts, holidays_around(policy, event_day))
    days = tuple(_days(policy.nation, event_day, steps))
    return Example(days, (_about(event_day, facts.group), *_said(steps)))


def _line_of(policy: Policy) -> Line | None:
    """The line that the example is about: the first of those that charge for cancelling."""
    return next((x for x in policy.lines if x.occasion is Occasion.LATE_CANCELLATION), None)


def _days(nation: Nation, event_day: date, steps: tuple[Step, ...]) -> list[ExampleDay]:
    until = steps[0].after if steps else datetime.combine(event_day, BEGINS, LONDON)
    last = until.astimezone(LONDON).date()
    monday = event_day - A_DAY * event_day.weekday()
    least = monday - A_DAY * DAYS_IN_A_WEEK * (MOST_WEEKS - 1)
    first = max(least, min(last, event_day - A_DAY) - A_DAY * 3)
    first -= A_DAY * first.weekday()
    holidays = bank_holidays(nation, (first.year, event_day.year))
    number = (monday - first).days + DAYS_IN_A_WEEK
    days = [first + A_DAY * each for each in range(number)]
    return [
        ExampleDay(
            day,
            _kind(day, event_day, last),
            is_working_day(day, holidays),
            clock(until.astimezone(LONDON).time()) if steps and day == last else "",
        )
        for day in days
    ]


def _kind(day: date, event_day: date, last: date) -> DayKind:
    if day >= event_day:
        return DayKind.EVENT if day == event_day else DayKind.AFTER
    return DayKind.FREE if day <= last else DayKind.CHARGED


def _about(event_day: date, group: str) -> str:
    whose = f" for {group}" if group else ""
    return f"An event on {long_day(event_day)}, 09:30 to 16:30, at {shown(PRICE)} a place{whose}:"


def _said(steps: tuple[Step, ...]) -> list[str]:
    if not steps:
        return ["Cancelling never costs anything."]
    costs = [
        f"{'After that' if step is steps[0] else f'After {free_told(step.after)}'} "
        f"it costs {shown(step.pence or 0)}."
        for step in steps
    ]
    return [f"Free to cancel until {free_told(steps[0].after)}.", *costs]
