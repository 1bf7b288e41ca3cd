"""The rows behind a count of answers: who answered so, where they gave their name."""

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.channel import channel_name
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.answers_behind import (
    AlsoAnswered,
    AnswerRow,
    AnswersAsked,
    answers_in_all,
    answers_page,
    question_of,
)
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_name
from ui.analysis.paged_list import Kind, Order, PagedList, Source
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.heading import Heading
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

PARTING = "\x1f"
ANONYMOUS = "Anonymous"
ABOUT = "Anonymous forms count; whose they are is not known, and not looked for."


def answers_by(asked: AnswersAsked) -> str:
    """What names a question, a stage and an answer on the way."""
    said = [asked.stage, asked.code, asked.scope.kind, asked.about, asked.answer]
    if asked.beside is not None:
        said += [asked.beside.stage, asked.beside.code, asked.beside.answer]
    return PARTING.join(said)


class AnswersPage(LiveView):
    """The answers that were counted; a row opens the delegate, an anonymous one the event."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "booking", "delegate", "event", "form", "mark", "question"}
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way = way
        self._asked = AnswersAsked(Scope(TrainingYear.of(self.desk.today())), "", Stage.END)
        self.title = ""
        back = Button("All results", "secondary", "arrow-left")
        back.clicked.connect(self._go_back)
        self.heading = Heading("", "", back)
        self.about = Words(ABOUT, "small", wrap=True)
        self.listed: PagedList[AnswerRow] = PagedList(live, self._kind())
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

    def show_answers(self, find: str, year: TrainingYear, number: int) -> None:
        """Show who answered a question so, in a year or a part of it."""
        stage, code, kind, about, answer, *also = find.split(PARTING)
        scope = Scope(year, ScopeKind(kind), number)
        beside = AlsoAnswered(also[1], Stage(also[0]), also[2]) if also else None
        asked = AnswersAsked(scope, code, Stage(stage), about, answer, beside=beside)
        if asked != self._asked:
            self._asked = asked
            self.listed.start_afresh()
        self._stale = True
        self._catch_up()
        self.listed.enter()

    def reload(self) -> None:
        asked = self._asked
        with self.desk.reading() as db:
            question = question_of(db, asked.code)
            named = scope_name(db, asked.scope)
        self.title = asked.answer or asked.about or "Every answer"
        stage = STAGE_NAMES[asked.stage]
        told = [named, stage, *([asked.about] if asked.about else [])]
        if asked.beside is not None:
            told.append(f"beside {STAGE_NAMES[asked.beside.stage].lower()} of the same people")
        said = f"“{asked.answer}” to: {question}" if asked.answer else question
        self.heading.say(said, " · ".join(told))
        self.listed.show_source(Source(self._count, self._page))

    def _kind(self) -> Kind[AnswerRow]:
        columns = [
            Column[AnswerRow]("Delegate", _delegate, width=Width.SPAN, share=2, sort="delegate"),
            Column[AnswerRow]("Event", lambda a: a.title, Width.SPAN, share=3, sort="title"),
            Column[AnswerRow](
                "Date",
                lambda a: short_day(a.starts, year_begins=self._year.begins),
                Width.DATE,
                sort="starts",
            ),
            Column[AnswerRow]("Answer", _answer, Width.SPAN, share=2, sort="answer"),
            Column[AnswerRow](
                "Came by", lambda a: Cell(channel_name(a.via), tone="soft"), Width.MARK
            ),
        ]
        return Kind(
            "Answers",
            "answer",
            "answers",
            columns,
            ("Delegate", "Event", "Date", "Answer", "Beside it", "Came by"),
            lambda a: [
                a.delegate or ANONYMOUS,
                a.title,
                a.starts,
                a.answer,
                a.beside,
                channel_name(a.via),
            ],
            Order("starts"),
            "evaluation.answers",
        )

    def _make_actions(self) -> None:
        self.delegate_action = act(
            self, "Open the &delegate", lambda: self._open(self._chosen()), "Ctrl+D"
        )
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.export_action = act(self, "E&xport these rows…", self.listed.export, "Ctrl+E")
        self.listed.table.acts = [self.delegate_action, self.event_action]

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return answers_in_all(db, replace(self._asked, words=words), today=self.desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[AnswerRow]:
        asked = replace(self._asked, words=order.words, sort=order.sort, falling=order.falling)
        with self.desk.reading() as db:
            return answers_page(db, asked, today=self.desk.today(), offset=offset, limit=limit)

    def _chosen(self) -> AnswerRow | None:
        return self.listed.table.chosen_row()

    def _on_chosen(self) -> None:
        row = self._chosen()
        self.event_action.setEnabled(row is not None)
        self.delegate_action.setEnabled(row is not None and row.delegate_id is not None)

    def _open(self, row: AnswerRow | None) -> None:
        if row is None:
            return
        if row.delegate_id is None:
            self._open_event()
        else:
            year = self._year.name
            self._way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=year))

    def _open_event(self) -> None:
        if row := self._chosen():
            year = self._year.name
            self._way.go(
                Where("Programme", kind="event", id=row.event_id, tab="Evaluation", year=year)
            )

    def _go_back(self) -> None:
        scope = self._asked.scope
        find = "" if scope.kind is ScopeKind.YEAR else scope.kind
        self._way.go(
            Where("Evaluation", tab="Results", find=find, id=scope.id, year=scope.year.name)
        )


def _delegate(row: AnswerRow) -> Cell:
    if row.delegate_id is None:
        return Cell(ANONYMOUS, tone="faint")
    return Cell(row.delegate, strong=True)


def _answer(row: AnswerRow) -> Cell:
    """An answer, and what the same person or their manager said beside it."""
    return Cell(row.answer, note=f"beside it: {row.beside}" if row.beside else "")
