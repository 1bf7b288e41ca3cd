"""A charging policy as data: its lines, how it counts, and what it says of payment."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging.amount import wrong_sum
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.length import DaysCounted, Length, length_of
from trainingdesk.domain.charging.line import Courses, Line, Occasion, folded
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.words import listed

FOUR_HOURS = 240
A_WHOLE_DAY = 1_440
MOST_DAYS_TO_PAY = 366
MOST_HOURS = 8_784


class Nation(StrEnum):
    """Whose bank holidays are no working days, by the code of the nation."""

    ENGLAND = "ENG"
    WALES = "WLS"
    SCOTLAND = "SCT"
    NORTHERN_IRELAND = "NIR"


class Billed(StrEnum):
    """What one invoice to an agency is for."""

    EVENT = "Event"
    MONTH = "Month"


@dataclass(frozen=True, slots=True)
class Policy:
    """One charging policy.

    Of lateness and leaving early it says when they are charged; what they cost stands in lines of
    their own or, without them, in the lines for absence. Conditions are said in words alone.
    """

    title: str
    lines: tuple[Line, ...] = ()
    nation: Nation = Nation.ENGLAND
    half_day_minutes: int = FOUR_HOURS
    days_counted: DaysCounted = DaysCounted.EACH_DATE
    lateness: Lateness | None = None
    left_early: Consequence = Consequence.NONE
    waivers: tuple[Waiver, ...] = ()
    conditions: tuple[str, ...] = ()
    booking_fee_pence: int = 0
    billed: Billed = Billed.EVENT
    payment_days: int = 30
    invoice_after_hours: int = 0
    source: str = ""

    def length_of(self, facts: Facts) -> Length:
        """How long an event is, as this policy counts."""
        return length_of(
            [(session.day, session.minutes) for session in facts.sessions],
            half_day_minutes=self.half_day_minutes,
            counted=self.days_counted,
        )

    def line_for(self, occasion: Occasion, facts: Facts) -> Line | None:
        """The line that charges for an occasion: one that names the group before all others."""
        about = self.lines_about(occasion, facts)
        named = (line for line in about if line.names(facts.group))
        others = (line for line in about if not line.groups)
        return next(named, None) or next(others, None)

    def lines_about(self, occasion: Occasion, facts: Facts) -> list[Line]:
        """The lines that charge for an occasion on events like this, whatever the group."""
        return [
            line
            for line in self.lines
            if line.occasion is occasion
            and line.is_about(kind=facts.kind, is_paid=facts.is_paid)
            and line.tiers
        ]

    def problems(self, groups: Collection[str] = ()) -> dict[str, str]:
        """What is wrong, by field; empty when all is well.

        ``groups`` are the charging groups of the agencies: each must have its price.
        """
        found = dict(self._problems_of_terms())
        for number, line in enumerate(self.lines):
            found |= {f"lines.{number}.{name}": said for name, said in line.problems()}
        for number, waiver in enumerate(self.waivers):
            if waiver.problem:
                found[f"waivers.{number}"] = waiver.problem
        return dict(self._problems_of_lines(groups)) | found

    def _problems_of_terms(self) -> Iterator[tuple[str, str]]:
        if not self.title.strip():
            yield "title", "Enter a title."
        if not 0 < self.half_day_minutes < A_WHOLE_DAY:
            yield "half_day_minutes", "Say after how many hours half a day ends, such as 4."
        if self.lateness is not None and self.lateness.problem:
            yield "lateness", self.lateness.problem
        if wrong_sum(self.booking_fee_pence):
            yield "booking_fee_pence", wrong_sum(self.booking_fee_pence)
        if not 0 <= self.payment_days <= MOST_DAYS_TO_PAY:
            yield "payment_days", f"Give 0 to {MOST_DAYS_TO_PAY} days to pay."
        if not 0 <= self.invoice_after_hours <= MOST_HOURS:
            yield "invoice_after_hours", f"Wait 0 to {MOST_HOURS:,} hours before the invoice."

    def _problems_of_lines(self, groups: Collection[str]) -> Iterator[tuple[str, str]]:
        if not self.lines:
            yield "lines", "The policy charges nothing. Add a line."
        known = _by_their_folded_name([*groups, *_named_in(self.lines)])
        for occasion in Occasion:
            lines = [line for line in self.lines if line.occasion is occasion]
            if names := _without_a_price(lines, known):
                field = f"lines.{occasion.name.lower()}"
                who = listed([f"“{name}”" for name in names])
                yield field, f"{occasion}: nothing is said of {who}. Add a line for everyone else."
        yield from self._problems_of_order()
        priced = {line.occasion for line in self.lines}
        if self.lateness is not None and not priced & {Occasion.ABSENCE, Occasion.LATE_ARRIVAL}:
            yield "lateness", "Nothing says what coming too late costs. Add a line for it."
        absent = self.left_early is Consequence.ABSENT
        if absent and not priced & {Occasion.ABSENCE, Occasion.LEFT_EARLY}:
            yield "left_early", "Nothing says what leaving early costs. Add a line for it."

    def _problems_of_order(self) -> Iterator[tuple[str, str]]:
        for number, line in enumerate(self.lines):
            before = self.lines[:number]
            if line.key in {earlier.key for earlier in before}:
                yield f"lines.{number}.key", f"Another line is called “{line.key}” already."
            if any(_takes_all_of(earlier, line) for earlier in before):
                yield f"lines.{number}", "A line above says the same of the same people."
            if line.occasion is Occasion.LATE_ARRIVAL and self.lateness is None:
                yield f"lines.{number}", "Say how late is too late, or leave this line out."
            absent = self.left_early is Consequence.ABSENT
            if line.occasion is Occasion.LEFT_EARLY and not absent:
                yield f"lines.{number}", "Leaving early costs nothing here. Leave this line out."


def _by_their_folded_name(names: Collection[str]) -> dict[str, str]:
    return {folded(name): name for name in names if name.strip()}


def _named_in(lines: Collection[Line]) -> list[str]:
    return [group for line in lines for group in line.groups]


def _without_a_price(lines: Collection[Line], groups: dict[str, str]) -> list[str]:
    """The groups that none of these lines is for, where there are lines at all."""
    if not lines or any(not line.groups for line in lines):
        return []
    priced = set(map(folded, _named_in(lines)))
    return [name for group, name in groups.items() if group not in priced]


def _takes_all_of(earlier: Line, line: Line) -> bool:
    """Whether an earlier line leaves nothing for a later one."""
    courses = earlier.courses in {line.courses, Courses.ALL}
    kinds = not earlier.kinds or earlier.kinds == line.kinds
    if earlier.occasion is not line.occasion or not courses or not kinds:
        return False
    if not line.groups:
        return not earlier.groups
    return all(earlier.names(group) for group in line.groups)
