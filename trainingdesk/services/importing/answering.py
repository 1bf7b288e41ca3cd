"""Reading the answers of evaluation forms, now that the questions are known."""

from trainingdesk.exchange.answers import answer_to
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.readings import Mended, Reader, Wrong, told
from trainingdesk.exchange.rows import EvaluationRow
from trainingdesk.services.importing.findings import Findings, RowCheck
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.questions import Questions, answer_form_of

OF_TEXT = ".csv"
"""The end of a file in which numbers are written as text, so that nothing is mended."""


class Answering:
    """The columns of one file's evaluations, each with the question it answers."""

    def __init__(self, questions: Questions, findings: Findings) -> None:
        self._questions = questions
        self._findings = findings
        self._columns: dict[str, tuple[Entry, Reader] | None] = {}

    def read(self, check: RowCheck, row: EvaluationRow) -> dict[Entry, int | str]:
        """The answers of one form; what cannot be read refuses the form."""
        answers: dict[Entry, int | str] = {}
        for heading, cell in row.answers:
            if heading not in self._columns:
                self._columns[heading] = self._column(heading, row)
            column = self._columns[heading]
            if column is None:
                continue
            question, reader = column
            answer = reader[cell]
            if isinstance(answer, Wrong):
                check.refuse(heading, answer.text)
                continue
            if isinstance(answer, Mended):
                check.mend(heading, was=str(cell), read_as=told(answer.value))
                answer = answer.value
            if answer is not None:
                answers[question] = answer
        return answers

    def _column(self, heading: str, row: EvaluationRow) -> tuple[Entry, Reader] | None:
        question = self._questions.get(heading)
        if question is None:
            why = "is not known"
            if self._questions.is_left_out(heading):
                why = "was refused"
            self._findings.notice(
                f"{row.place.file}: {row.place.sheet}: the question {shown(heading)} {why}, "
                "so its answers were left out."
            )
            return None
        form, choices = answer_form_of(question)
        is_typed = not row.place.file.casefold().endswith(OF_TEXT)
        return question, Reader(answer_to(form, choices), required=False, typed=is_typed)
