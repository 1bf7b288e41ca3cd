"""The rows behind a change: each person's answers, before and later."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import MovedAsked, MovedRow, moved_in_all, moved_page
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_name
from trainingdesk.services.evaluation.scoped_results import measure_of
from ui.analysis.paged_list import Order, PagedList, Source
from ui.evaluation.lists import moved_kind
from ui.evaluation.sentences import finding_of, mean_said, name_of, size_said
from ui.parts.heading import Heading
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

PARTING = "|"
NEVER_PAIRED = "Anonymous forms are never paired."
SPAN_OF = {Stage.END: "before_end", Stage.FOLLOW_UP: "before_follow_up"}
BOTH = {Stage.END: "before and at the end", Stage.FOLLOW_UP: "before and in practice"}


def moved_by(code: str, later: str, kind: ScopeKind = ScopeKind.YEAR) -> str:
    """What names a measure, a later stage and what results are narrowed to, on the way."""
    found = f"{later}{PARTING}{code}"
    return found if kind is ScopeKind.YEAR else f"{found}{PARTING}{kind}"


class MovedPage(LiveView):
    """Who answered both times, who fell first; a row opens the delegate."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "booking", "delegate", "event", "form", "mark", "question"}
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way = way
        self._asked = MovedAsked(Scope(TrainingYear.of(self.desk.today())), "", Stage.END)
        self.title = ""
        back = Button("All results", "secondary", "arrow-left")
        back.clicked.connect(lambda: self._way.go(Where("Evaluation", year=self._year.name)))
        self.heading = Heading("", "", back)
        self.about = Words("", "small", wrap=True)
        self.listed: PagedList[MovedRow] = PagedList(live, moved_kind(lambda: self._year))
        self.listed.opened.connect(self._open)
        self.listed.chosen.connect(self._on_chosen)
        self.listed.said.connect(self.said)
        self._make_actions()
        column = down(self.heading, self.about, gap=Space.M)
        column.addWidget(self.listed, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)

    @property
    def _year(self) -> TrainingYear:
        return self._asked.scope.year

    def show_measure(self, find: str, year: TrainingYear, number: int = 0) -> None:
        """Show who answered a question before and at a later stage, in a year or a part of it."""
        later, code, *narrowed = find.split(PARTING)
        scope = Scope(year, ScopeKind(narrowed[0]), number) if narrowed else Scope(year)
        asked = MovedAsked(scope, code, Stage(later))
        if asked != self._asked:
            self._asked = asked
            self.listed.start_afresh()
        self._stale = True
        self._catch_up()
        self.listed.enter()

    def reload(self) -> None:
        asked = self._asked
        with self.desk.reading() as db:
            row = measure_of(db, asked.scope, asked.code, today=self.desk.today())
            named = scope_name(db, asked.scope)
        if row is None:
            self.title = asked.code
            self.heading.say(asked.code, f"No answers in {self._year.name}.")
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

    def _make_actions(self) -> None:
        self.delegate_action = act(
            self, "Open the &delegate", lambda: self._open(self._chosen()), "Ctrl+D"
        )
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.export_action = act(self, "E&xport these rows…", self.listed.export, "Ctrl+E")
        self.listed.table.acts = [self.delegate_action, self.event_action]

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return moved_in_all(db, replace(self._asked, words=words), today=self.desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[MovedRow]:
        asked = replace(self._asked, words=order.words, sort=order.sort, falling=order.falling)
        with self.desk.reading() as db:
            return moved_page(db, asked, today=self.desk.today(), offset=offset, limit=limit)

    def _chosen(self) -> MovedRow | None:
        return self.listed.table.chosen_row()

    def _on_chosen(self) -> None:
        for action in (self.delegate_action, self.event_action):
            action.setEnabled(self._chosen() is not None)

    def _open(self, row: MovedRow | None) -> None:
        if row is not None:
            self._way.go(
                Where("Delegates", kind="delegate", id=row.delegate_id, year=self._year.name)
            )

    def _open_event(self) -> None:
        row = self._chosen()
        if row is not None:
            self._way.go(
                Where(
                    "Programme",
                    kind="event",
                    id=row.event_id,
                    tab="Evaluation",
                    year=self._year.name,
                )
            )


def _mean(row: Mapping[str, Any], which: str, span: str) -> str:
    """A mean over the people who answered both times."""
    return mean_said(row[f"{which}_mean_{span}"])
