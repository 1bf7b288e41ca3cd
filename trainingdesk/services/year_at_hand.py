"""One year with all that stands beside it: the year before, what agencies sent, what was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from trainingdesk.domain.open_registers import OpenRegisters
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.completions import CompletionsCounted, completions_in
from trainingdesk.services.figures import held_against, year_figures
from trainingdesk.services.figures.returned import published
from trainingdesk.services.open_registers import open_registers
from trainingdesk.services.sent import Sent, sent_by_agencies, sent_by_agencies_now


@dataclass(frozen=True, slots=True)
class YearAtHand:
    """A year's figures, the main ones of the year before where it has rows, what was published."""

    year: TrainingYear
    today: date
    figures: Mapping[str, Any]
    before: Mapping[str, Any] | None
    sent: Sequence[Sent]
    sent_now: Sequence[Sent]
    """What agencies sent, as they were then and as they are now."""
    published: Mapping[str, float]
    still_open: OpenRegisters
    elearning: CompletionsCounted
    """What people finished on their own, which none of the figures counts."""

    @property
    def is_over(self) -> bool:
        """Whether the whole year lies behind, so that it can be held against another."""
        return self.year.last_day < self.today

    @property
    def has_events(self) -> bool:
        """Whether there is anything to count."""
        return bool(self.figures["programme"]["events_scheduled"])


def year_at_hand(db: Session, year: TrainingYear, *, today: date) -> YearAtHand:
    """Everything that the page of a year shows, of one moment."""
    before = held_against(db, year.before, today=today)
    return YearAtHand(
        year=year,
        today=today,
        figures=year_figures(db, year, today=today),
        before=before if before["programme"]["events_scheduled"] else None,
        sent=sent_by_agencies(db, year, today=today),
        sent_now=sent_by_agencies_now(db, year, today=today),
        published={key: float(row.number) for key, row in published(db, year).items()},
        still_open=open_registers(db, year, today=today),
        elearning=completions_in(db, year),
    )
