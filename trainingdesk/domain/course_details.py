"""The details a user fills in for a course, and what can be wrong in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.stage_times import AS_THE_BOARD, After

MOST_MINUTES = 60 * 100
MOST_PLACES = 9_999
MOST_MONTHS = 12 * 20
WHOLE = 100
MOST_PENCE = 10_000_00
PRICE_TOO_HIGH = "Give a price of £10,000 or less."

STATED = {
    "level": "State the level: a course without one stays a draft.",
    "audience": "State whom it is for: a course without an audience stays a draft.",
}
"""What a published course says of itself; one that left it out went unfilled."""


@dataclass(frozen=True, slots=True)
class CourseDetails:
    """The details a user fills in for one course of the catalogue.

    What it requires and what it answers are numbers of records, in their order; the values of
    the board's own fields go by the number of the field.
    """

    title: str = ""
    reference: str = ""
    level: str = ""
    minutes: int | None = None
    places: int | None = None
    minimum: int | None = None
    kind: str = ""
    strands: tuple[str, ...] = ()
    audience: str = ""
    aims: str = ""
    outcomes: str = ""
    outline: str = ""
    refresh_months: int | None = None
    requires: tuple[int, ...] = ()
    required_level: str = ""
    target_take_up: int | None = None
    target_turn_up: int | None = None
    materials: str = ""
    answers: tuple[int, ...] = ()
    state: CourseState = CourseState.DRAFT
    own_values: Mapping[str, str] = field(default_factory=dict)
    price_pence: int | None = None  # of a place; none: it is free
    follow_up: After = AS_THE_BOARD  # after which practice is asked about
    end_form_needed: bool | None = None  # for a certificate; none: as the board has it

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.title.strip():
            found["title"] = "Enter the title, as certificates print it."
        if not self.reference.strip():
            found["reference"] = "Enter a short code, such as RISK."
        if self.state is CourseState.PUBLISHED:
            found |= self.unstated()
        return found | dict(self._numbers_out_of_reach())

    def unstated(self) -> dict[str, str]:
        """What is to be stated before the course is published, by field."""
        return {name: said for name, said in STATED.items() if not getattr(self, name).strip()}

    def _numbers_out_of_reach(self) -> Iterator[tuple[str, str]]:
        if self.minutes is not None and self.minutes > MOST_MINUTES:
            yield "minutes", "Give the hours of the whole course, such as 6 or 1.5."
        if self.places is not None and self.places > MOST_PLACES:
            yield "places", f"Give {MOST_PLACES:,} places or fewer."
        if self.places is not None and self.minimum is not None and self.minimum > self.places:
            more = f"{self.minimum} is more than the {self.places} places."
            yield "minimum", f"{more} Give a lower minimum, or more places."
        if self.refresh_months is not None and not 0 < self.refresh_months <= MOST_MONTHS:
            yield "refresh_months", "Give the months, such as 36, or nothing."
        if said := self.follow_up.problem:
            yield "follow_up", said
        if self.price_pence is not None and self.price_pence > MOST_PENCE:
            yield "price_pence", PRICE_TOO_HIGH
        for name in ("target_take_up", "target_turn_up"):
            target = getattr(self, name)
            if target is not None and target > WHOLE:
                yield name, "Give a target of 100 per cent or less."


def hours_written(minutes: int | None) -> str:
    """A length as it is typed in hours, so that reading it gives the same minutes: 6, 1.5, 1.67."""
    return "" if minutes is None else f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
