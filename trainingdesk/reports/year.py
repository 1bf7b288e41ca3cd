"""The figures of a training year as its report reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeAlias

from trainingdesk.domain.indicator import Around
from trainingdesk.domain.open_registers import OpenRegisters
from trainingdesk.domain.year import TrainingYear

Figures: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of cost came to in the year."""

    kind: str
    amount: float
    staff: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """A comment as the board quotes it: of which course and stage, and an example of what."""

    words: str
    course: str
    stage: str
    example_of: str = ""


@dataclass(frozen=True, slots=True)
class CountedMonth:
    """What was counted in a month, None where that is not known, and the events in it."""

    month: date
    number: int | None
    events: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Something counted each month around the year's events of the courses meant to move it."""

    name: str
    about: str
    courses: Sequence[str]
    events: int
    around: Around
    months: Sequence[CountedMonth]


@dataclass(frozen=True, slots=True)
class Year:
    """A year's figures as the desk exports them, with the year before and what names them.

    Courses are keyed by their code, agencies by their name.
    """

    figures: Figures
    last_year: Figures | None = None
    hours: Mapping[str, float] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    sectors: Mapping[str, str] = field(default_factory=dict)
    costs: Sequence[Cost] = ()
    still_open: OpenRegisters = field(default_factory=OpenRegisters)
    quoted: Sequence[Quoted] = ()
    outcomes: Sequence[Outcome] = ()

    @property
    def year(self) -> TrainingYear:
        """The training year itself."""
        return TrainingYear.named(self.figures["year"])

    @property
    def name(self) -> str:
        """The year as it is written: 2017-18."""
        return self.year.name

    @property
    def name_before(self) -> str:
        """The year before as it is written."""
        return self.year.before.name

    @property
    def programme(self) -> Figures:
        """The counts and rates of the whole year."""
        figures: Figures = self.figures["programme"]
        return figures

    @property
    def before(self) -> Figures | None:
        """The counts and rates of the year before, where the desk holds it."""
        figures: Figures | None = (self.last_year or {}).get("programme")
        return figures

    def rows(self, table: str) -> list[Figures]:
        """The rows of one of the year's tables."""
        rows: list[Figures] = self.figures.get(table) or []
        return rows

    def rows_before(self, table: str) -> list[Figures]:
        """The rows of the same table of the year before."""
        rows: list[Figures] = (self.last_year or {}).get(table) or []
        return rows

    @property
    def stages(self) -> list[Figures]:
        """How many answered at each stage of evaluation."""
        stages: list[Figures] = (self.figures.get("evaluation") or {}).get("stages") or []
        return stages

    @property
    def measures(self) -> list[Figures]:
        """What was asked at several stages."""
        measures: list[Figures] = (self.figures.get("evaluation") or {}).get("measures") or []
        return measures

    @property
    def answered_by(self) -> dict[str, list[Figures]]:
        """How many of each agency, sector and level came, and answered at each stage."""
        tables: dict[str, list[Figures]] = self.figures.get("evaluation", {}).get("answered_by", {})
        return tables

    @property
    def satisfaction(self) -> Figures:
        """How many rated their course, and how many gave it 4 or 5."""
        nothing: Figures = {"rated": 0, "satisfied": 0, "share": None}
        return (self.figures.get("evaluation") or {}).get("satisfaction") or nothing

    @property
    def money(self) -> Figures:
        """Income, expenditure and cost recovery."""
        money: Figures = self.figures.get("money") or {}
        return money
