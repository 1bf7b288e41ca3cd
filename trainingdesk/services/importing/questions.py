"""Taking in the questions of the evaluation forms."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from trainingdesk.exchange.rows import AnswerForm, QuestionRow, RefusedRow
from trainingdesk.services.importing.findings import Findings
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.records import Records, terms
from trainingdesk.services.importing.storing import batches, insert_rows, table_of
from trainingdesk.storage.models import Question, QuestionStage


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
            }
            self.refuse_repeated(check, row.code, given)
            if check.is_good():
                measure = check.said(self._measures, "Measure", row.measure)
                self.take(check, row.code, {**given, "measure": measure}, said=given)
            else:
                self.leave_out(row.code)
        for left_out in refused:
            self.leave_out(left_out.known.get(self.column))

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


def answer_form_of(question: Entry) -> tuple[AnswerForm, tuple[str, ...]]:
    """What an answer to a question may be."""
    values: dict[str, Any] = question.values
    form = AnswerForm(values["answer"], values["lowest"], values["highest"])
    return form, tuple(values["choices"].splitlines())
