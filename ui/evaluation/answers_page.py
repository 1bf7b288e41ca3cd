"""The rows behind a count of answers: who answered so, where they gave their name."""

from collections.abc import Sequence
from dataclasses import replace

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
from ui.analysis.paged_list import Kind, Order, Source
from ui.evaluation.behind_page import BehindPage
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way

PARTING = "\x1f"
ANONYMOUS = "Anonymous"
ABOUT = "Anonymous forms count; whose they are is not known, and not looked for."


def answers_by(asked: AnswersAsked) -> str:
    """What names a question, a stage and an answer on the way."""
    said = [asked.stage, asked.code, asked.scope.kind, asked.about, asked.answer]
    if asked.beside is not None:
        said += [asked.beside.stage, asked.beside.code, asked.beside.answer]
    return PARTING.join(said)


class AnswersPage(BehindPage[AnswerRow]):
    """The answers that were counted."""

    def __init__(self, live: LiveDesk, way: Way) -> None:
        self._asked = AnswersAsked(Scope(TrainingYear.of(live.desk.today())), "", Stage.END)
        super().__init__(live, way, self._kind(), ABOUT)

    @property
    def scope(self) -> Scope:
        """The part of the year that is counted."""
        return self._asked.scope

    def show_answers(self, find: str, year: TrainingYear, number: int) -> None:
        """Show who answered a question so, in a year or a part of it."""
        stage, code, kind, about, answer, *also = find.split(PARTING)
        scope = Scope(year, ScopeKind(kind), number)
        beside = AlsoAnswered(also[1], Stage(also[0]), also[2]) if also else None
        asked = AnswersAsked(scope, code, Stage(stage), about, answer, beside=beside)
        was, self._asked = self._asked, asked
        self.begin(afresh=asked != was)

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
                lambda a: short_day(a.starts, year_begins=self.year.begins),
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

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return answers_in_all(db, replace(self._asked, words=words), today=self.desk.today())

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[AnswerRow]:
        asked = replace(self._asked, words=order.words, sort=order.sort, falling=order.falling)
        with self.desk.reading() as db:
            return answers_page(db, asked, today=self.desk.today(), offset=offset, limit=limit)


def _delegate(row: AnswerRow) -> Cell:
    if row.delegate_id is None:
        return Cell(ANONYMOUS, tone="faint")
    return Cell(row.delegate, strong=True)


def _answer(row: AnswerRow) -> Cell:
    """An answer, and what the same person or their manager said beside it."""
    return Cell(row.answer, note=f"beside it: {row.beside}" if row.beside else "")
