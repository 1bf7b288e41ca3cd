"""Taking in the questions of the evaluation forms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.question_details import OFFERS_CHOICES
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.rows import AnswerForm, QuestionRow, RefusedRow
from trainingdesk.exchange.spaces import folded
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records, terms
from trainingdesk.services.importing.storing import batches, insert_rows, table_of
from trainingdesk.storage.models import Answer, Question, Questionnaire, QuestionStage


class Questions(Records):
    """The questions, by their codes."""

    def __init__(self, db: Session) -> None:
        super().__init__(
            Question,
            key="code",
            column="Code",
            what="question of this desk or file",
            expected="a code from the sheet Questions",
            apart={"stages": frozenset()},
        )
        self.load(db)
        for question_id, stage in db.execute(
            select(QuestionStage.question_id, QuestionStage.stage)
        ):
            self.by_id[question_id].values["stages"] |= {stage}
        self.loaded()
        self._kept = kept_questions(db)
        self._measures = terms(entry.values["measure"] for entry in self)

    def check(
        self, rows: Sequence[QuestionRow], refused: Sequence[RefusedRow], findings: Findings
    ) -> None:
        """Check every question."""
        for row in rows:
            check = findings.checking(row.place)
            given = {
                "position": row.order,
                "words": row.question,
                "answer": row.answer.kind,
                "lowest": row.answer.lowest,
                "highest": row.answer.highest,
                "measure": row.measure,
                "choices": "\n".join(row.choices) if row.choices else None,
                "stages": frozenset(row.stages),
                "lowest_end": row.lowest_end,
                "highest_end": row.highest_end,
            }
            self.refuse_repeated(check, row.code, given)
            self._refuse_another_kind(check, row)
            _refuse_ends_without_scale(check, row)
            choices = self._choices(check, row)
            if check.is_good():
                measure = check.said(self._measures, "Measure", row.measure)
                stages = frozenset(row.stages) | self._stages_kept(row.code)
                stored = {**given, "measure": measure, "choices": choices, "stages": stages}
                self.take(check, row.code, stored, said=given)
            else:
                self.leave_out(row.code)
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))

    def _refuse_another_kind(self, check: RowCheck, row: QuestionRow) -> None:
        """Refuse what would put the answers there are on another scale."""
        entry = self.get(row.code)
        if entry is None or entry.id not in self._kept:
            return
        was, now = form_said(answer_form_of(entry)[0]), form_said(row.answer)
        if was != now:
            check.refuse(
                "Answer",
                f"{shown(row.code)} was asked as {was} already; expected the same, or a code of "
                f"its own for {now}.",
            )

    def _choices(self, check: RowCheck, row: QuestionRow) -> str | None:
        """The choices to be stored by line. Of a question that was asked, others follow only.

        Answers are kept in the words of their choices, so those stay, and as they are spelt.
        """
        entry, said = self.get(row.code), row.choices or ()
        if entry is None or entry.id not in self._kept or row.answer.kind not in OFFERS_CHOICES:
            return "\n".join(said) or None
        held = tuple(entry.values["choices"].splitlines())
        if not said or said == held:
            return None
        if not held or any(folded(a) != folded(b) for a, b in zip(held, said, strict=False)):
            asked = f"with the choices {'; '.join(held)}" if held else "without choices"
            expected = "these, and others after them" if held else "none"
            check.refuse(
                "Choices",
                f"{shown(row.code)} was asked {asked} already; expected {expected}, or a code of "
                "its own.",
            )
        stored = held + said[len(held) :]
        if stored != said:
            check.mend("Choices", was="; ".join(said), read_as="; ".join(stored))
        return "\n".join(stored)

    def _stages_kept(self, code: str) -> frozenset[Stage]:
        """The stages at which a form of this desk asks it, whatever a workbook knows of them."""
        entry = self.get(code)
        return frozenset() if entry is None else self._kept.get(entry.id, frozenset())

    def write(self, db: Session) -> tuple[list[Entry], list[Entry]]:
        """Store questions and the stages that ask them."""
        new, changed = super().write(db)
        table = table_of(QuestionStage)
        for some in batches([entry.id for entry in changed]):
            db.execute(delete(table).where(table.c.question_id.in_(some)))
        insert_rows(
            db,
            QuestionStage,
            (
                {"question_id": entry.id, "stage": stage}
                for entry in (*new, *changed)
                for stage in sorted(entry.values["stages"])
            ),
        )
        return new, changed


def _refuse_ends_without_scale(check: RowCheck, row: QuestionRow) -> None:
    ends = {"Lowest means": row.lowest_end, "Highest means": row.highest_end}
    for column, said in ends.items():
        if said and row.answer.kind is not AnswerKind.SCALE:
            check.refuse(
                column,
                f"{shown(said)} is the end of a scale; expected nothing, or an answer on a scale.",
            )


def kept_questions(db: Session) -> dict[int | None, frozenset[Stage]]:
    """The questions that were answered or asked, each with the stages at which forms ask it."""
    answered = select(Question.id).where(exists().where(Answer.question_id == Question.id))
    found: dict[int | None, frozenset[Stage]] = dict.fromkeys(db.scalars(answered), frozenset())
    numbers = dict(db.execute(select(Question.code, Question.id)).all())
    asked = select(Questionnaire.stage, Questionnaire.asks, Questionnaire.ended_on)
    for stage, asks, ended_on in db.execute(asked):
        for ask in asks:
            number = numbers.get(ask["code"])
            stands = frozenset({stage}) if ended_on is None else frozenset()
            found[number] = found.get(number, frozenset()) | stands
    return found


def form_said(form: AnswerForm) -> str:
    """What an answer may be, as a workbook says it: Scale 0-10, Text."""
    if form.kind is AnswerKind.SCALE:
        return f"Scale {form.lowest}-{form.highest}"
    return str(form.kind)


def answer_form_of(question: Entry) -> tuple[AnswerForm, tuple[str, ...]]:
    """What an answer to a question may be."""
    values: dict[str, Any] = question.values
    form = AnswerForm(values["answer"], values["lowest"], values["highest"])
    return form, tuple(values["choices"].splitlines())
