"""The rows behind a change: each person's answers, before and later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import MovedAsked, MovedRow, moved_in_all, moved_page
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_name
from trainingdesk.services.evaluation.scoped_results import measure_of
from ui.analysis.paged_list import Order, Source
from ui.evaluation.behind_page import BehindPage
from ui.evaluation.lists import moved_kind
from ui.evaluation.sentences import finding_of, mean_said, name_of, size_said
from ui.parts.live import LiveDesk
from ui.parts.way import Way

PARTING = "|"
NEVER_PAIRED = "Anonymous forms are never paired."
SPAN_OF = {Stage.END: "before_end", Stage.FOLLOW_UP: "before_follow_up"}
BOTH = {Stage.END: "before and at the end", Stage.FOLLOW_UP: "before and in practice"}


def moved_by(code: str, later: str, kind: ScopeKind = ScopeKind.YEAR) -> str:
    """What names a measure, a later stage and what results are narrowed to, on the way."""
    found = f"{later}{PARTING}{code}"
    return found if kind is ScopeKind.YEAR else f"{found}{PARTING}{kind}"


class MovedPage(BehindPage[MovedRow]):
    """Who answered both times, who fell first."""

    def __init__(self, live: LiveDesk, way: Way) -> None:
        self._asked = MovedAsked(Scope(TrainingYear.of(live.desk.today())), "", Stage.END)
        super().__init__(live, way, moved_kind(lambda: self.year))

    @property
    def scope(self) -> Scope:
        """The part of the year that is measured."""
        return self._asked.scope

    def show_measure(self, find: str, year: TrainingYear, number: int = 0) -> None:
        """Show who answered a question before and at a later stage, in a year or a part of it."""
        later, code, *narrowed = find.split(PARTING)
        scope = Scope(year, ScopeKind(narrowed[0]), number) if narrowed else Scope(year)
        asked = MovedAsked(scope, code, Stage(later))
        was, self._asked = self._asked, asked
        self.begin(afresh=asked != was)

    def reload(self) -> None:
        asked = self._asked
        with self.desk.reading() as db:
            row = measure_of(db, asked.scope, asked.code, today=self.desk.today())
            named = scope_name(db, asked.scope)
        if row is None:
            self.title = asked.code
            self.heading.say(asked.code, f"No answers in {self.year.name}.")
            self.about.say("")
        else:
            span = SPAN_OF[asked.later]
            rose, fell = row[f"rose_{span}"], row[f"fell_{span}"]
            stayed = row[f"matched_{span}"] - rose - fell
            self.title = f"{name_of(row)}, {BOTH[asked.later]}"
            moved = f"{rose:,} rose, {stayed:,} stayed, {fell:,} fell"
            means = f"their mean {_mean(row, 'first', span)}, later {_mean(row, 'later', span)}"
            self.heading.say(self.title, f"{named} · {means} · {moved}")
            said = finding_of(row, span).text, size_said(row, span), NEVER_PAIRED
            self.about.say(" ".join(filter(None, said)))
        self.listed.show_source(Source(self._count, self._page))

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return moved_in_all(db, replace(self._asked, words=words), today=self.desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[MovedRow]:
        asked = replace(self._asked, words=order.words, sort=order.sort, falling=order.falling)
        with self.desk.reading() as db:
            return moved_page(db, asked, today=self.desk.today(), offset=offset, limit=limit)


def _mean(row: Mapping[str, Any], which: str, span: str) -> str:
    """A mean over the people who answered both times."""
    return mean_said(row[f"{which}_mean_{span}"])
