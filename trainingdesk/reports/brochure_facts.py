"""What the brochure shows, as plain facts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from trainingdesk.domain.year import TrainingYear

LONGEST_SIGN = 2
"""A level of so many letters, such as 2 or 1b, is a sign; a longer one is a name of its own."""


@dataclass(frozen=True, slots=True)
class Dated:
    """One event of a course: its days, and when and where it is, in lines."""

    reference: str
    days: Sequence[date]
    when: Sequence[str]
    times: str = ""
    where: str = ""
    series: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A course as the programme offers it."""

    reference: str
    title: str
    level: str = ""
    length: str = ""
    audience: str = ""
    aims: str = ""
    outcomes: Sequence[str] = ()
    requires: Sequence[str] = ()
    dates: Sequence[Dated] = ()


@dataclass(frozen=True, slots=True)
class StrandPart:
    """A strand with the courses told here, and those of it that are told elsewhere."""

    name: str
    about: str
    offers: Sequence[Offer]
    elsewhere: Sequence[Offer] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """One of the board's own levels, and what it means."""

    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How the board is reached."""

    email: str = ""
    telephone: str = ""
    address: str = ""

    @property
    def ways(self) -> tuple[str, str, str]:
        """Each way there is, the address on one line; empty where the board has not said it."""
        return self.email, self.telephone, ", ".join(self.address.splitlines())


@dataclass(frozen=True, slots=True)
class Programme:
    """All that the brochure of a year shows."""

    year: TrainingYear
    strands: Sequence[StrandPart]
    levels: Sequence[Level] = ()
    contact: Contact = field(default=Contact())

    @property
    def offers(self) -> Iterator[Offer]:
        """Every course, once."""
        return (offer for strand in self.strands for offer in strand.offers)

    @property
    def dates(self) -> list[tuple[Dated, Offer]]:
        """Every event with its course, the earliest first."""
        pairs = [(dated, offer) for offer in self.offers for dated in offer.dates]
        return sorted(pairs, key=lambda pair: (pair[0].days[0], pair[1].title, pair[0].reference))

    @property
    def days(self) -> Counter[date]:
        """How many events there are on each day."""
        return Counter(day for dated, _ in self.dates for day in dated.days)

    def texts(self) -> Iterator[str]:
        """The names that the brochure prints, to be looked at for letters no font has."""
        for strand in self.strands:
            yield strand.name
        for offer in self.offers:
            yield offer.title
            yield offer.audience
            yield from (dated.where for dated in offer.dates)

    def steps(self) -> list[str]:
        """The levels from the first to the last; those that are told of nowhere come by name."""
        told = [level.name for level in self.levels]
        others = sorted({offer.level for offer in self.offers} - {*told, ""})
        return [*told, *others]


def level_said(level: str) -> str:
    """A level as it is named: Level 2, but Group 4 and Foundation as they are."""
    return f"Level {level}" if len(level) <= LONGEST_SIGN else level
