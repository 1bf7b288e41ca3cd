"""Taking in the forms that came back, and the answers on them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import OF_NUMBERS, Stage
from trainingdesk.exchange.places import Place, shown
from trainingdesk.exchange.rows import EvaluationRow
from trainingdesk.services.importing.answering import Answering
from trainingdesk.services.importing.delegates import Delegates
from trainingdesk.services.importing.events import Events
from trainingdesk.services.importing.findings import Fate, Findings, RowCheck
from trainingdesk.services.importing.forms_beside import (
    FormsBeside,
    Said,
    rows_named,
    said_of,
    says_all,
)
from trainingdesk.services.importing.known import Entry
from trainingdesk.services.importing.questions import Questions
from trainingdesk.services.importing.records import terms
from trainingdesk.services.importing.storing import (
    batches,
    insert_numbered,
    insert_rows,
    table_of,
    update_rows,
)
from trainingdesk.storage.models import Answer, Form

Named: TypeAlias = tuple[Entry, Entry, Stage]


@dataclass(slots=True, eq=False)
class Returned:
    """One form as it will be; ``before`` and ``answered`` are how the desk holds it.

    It ``was_asked`` here where it answers a form of the desk, whichever way that came back.
    """

    event: Entry
    delegate: Entry | None
    stage: Stage
    values: dict[str, Any]
    answers: dict[Entry, int | str]
    id: int | None = None
    was_asked: bool = False
    before: dict[str, Any] | None = None
    answered: dict[Entry, int | str] = field(default_factory=dict)

    @property
    def said(self) -> Said:
        """The answers by the codes of their questions."""
        return said_of((question.name, answer) for question, answer in self.answers.items())

    def came_otherwise(self, via: str | None) -> bool:
        """Whether the desk holds it, and it came by another way than a row of a workbook tells."""
        other = via is not None and self.values["via"] not in {"", via}
        return self.id is not None and (self.was_asked or other)

    def may_be_another(self, via: str | None, answers: dict[Entry, int | str]) -> bool:
        """Whether a row without Via changes answers of a form that the desk may have taken in."""
        changed = any(self.answered.get(each, told) != told for each, told in answers.items())
        return via is None and bool(self.values["via"]) and changed

    def likeness(self) -> object:
        """What makes two anonymous forms the same."""
        answers = frozenset(self.answers.items())
        return self.event, self.stage, self.values["received_on"], self.values["via"], answers

    def update(
        self, received: date | None, via: str | None, answers: dict[Entry, int | str]
    ) -> bool:
        """Have it as a row says, and say whether that changes anything."""
        was = dict(self.values), dict(self.answers)
        self.values["received_on"] = received or self.values["received_on"]
        self.values["via"] = via or self.values["via"]
        self.answers.update(answers)
        return was != (self.values, self.answers)

    def stored(self) -> dict[str, Any]:
        """The values of a new form."""
        return {
            "event_id": self.event.id,
            "delegate_id": self.delegate.id if self.delegate else None,
            "stage": self.stage,
            **self.values,
        }


class Evaluations:
    """The forms of the events a file speaks of: one for each delegate and stage."""

    def __init__(
        self, db: Session, events: Events, delegates: Delegates, questions: Questions
    ) -> None:
        self._db, self._events = db, events
        self._delegates, self._questions = delegates, questions
        self._named: dict[Named, Returned] = {}
        self._nameless: list[Returned] = []
        self._beside = FormsBeside()
        self._written_over: list[Place] = []
        self._channels = terms(filter(None, db.scalars(select(Form.via).distinct())))

    def check(self, rows: Sequence[EvaluationRow], findings: Findings) -> None:
        """Check every form and every answer."""
        self._load({entry.id for row in rows if (entry := self._events.get(row.event))})
        for _, some in groupby(rows, lambda row: row.place.file):
            self._check_file(some, findings)
        self._beside.tell(findings)
        self._tell_written_over(findings)

    def _load(self, events: set[int | None]) -> None:
        numbers = sorted(number for number in events if number is not None)
        by_id: dict[int, Returned] = {}
        for some in batches(numbers):
            self._beside.read(self._db, some)
            columns = Form.__table__.columns
            for row in self._db.execute(select(*columns).where(Form.event_id.in_(some))):
                event = self._events.by_id[row.event_id]
                delegate = self._delegates.by_id.get(row.delegate_id)
                values = {"received_on": row.received_on, "via": row.via}
                asked = row.questionnaire_id is not None
                form = Returned(event, delegate, row.stage, values, {}, row.id, asked, dict(values))
                by_id[row.id] = form
                self._keep(form)
            answers = select(Answer.form_id, Answer.question_id, Answer.number, Answer.words)
            of_events = Form.event_id.in_(some), Answer.about == ""
            for row in self._db.execute(answers.join(Answer.form).where(*of_events)):
                answer = row.words if row.number is None else row.number
                form, question = by_id[row.form_id], self._questions.by_id[row.question_id]
                form.answers[question] = form.answered[question] = answer

    def _keep(self, form: Returned) -> None:
        if form.delegate is None:
            self._nameless.append(form)
        else:
            self._named[form.event, form.delegate, form.stage] = form

    def _check_file(self, rows: Iterator[EvaluationRow], findings: Findings) -> None:
        answering = Answering(self._questions, findings)
        seen: dict[Named, int] = {}
        stock = Counter(form.likeness() for form in self._nameless)
        # Former references come last: what is told under the present one counts before.
        for row in sorted(rows, key=lambda row: self._delegates.is_former(row.delegate)):
            check = findings.checking(row.place)
            event = check.found(self._events, "Event", row.event)
            delegate = check.found(self._delegates, "Delegate", row.delegate)
            answers = answering.read(check, row)
            if self._is_merged_away(event, delegate, row):
                if check.is_good():
                    check.accept(Fate.SAME)
                continue
            if event is not None and delegate is not None:
                self._refuse_second(check, (event, delegate, row.stage), row, seen)
            if not check.is_good() or event is None:
                continue
            via = check.said(self._channels, "Via", row.via)
            values = {"received_on": row.received, "via": via or ""}
            form = Returned(event, delegate, row.stage, values, answers)
            if delegate is not None:
                seen[event, delegate, row.stage] = row.place.row
                named = event, delegate, row.stage
                check.accept(self._take_named(named, form, via, row.place))
            elif stock[form.likeness()] > 0:
                stock[form.likeness()] -= 1
                check.accept(Fate.SAME)
            else:
                self._nameless.append(form)
                check.accept(Fate.NEW)

    def _is_merged_away(
        self, event: Entry | None, delegate: Entry | None, row: EvaluationRow
    ) -> bool:
        """Whether two were made one who both answered: then one form was decided."""
        if event is None or delegate is None or not self._delegates.is_former(row.delegate):
            return False
        return (event, delegate, row.stage) in self._named

    @staticmethod
    def _refuse_second(
        check: RowCheck, named: Named, row: EvaluationRow, seen: dict[Named, int]
    ) -> None:
        if named in seen:
            check.refuse(
                "Delegate",
                f"{shown(row.delegate)} answered at this stage already, in row {seen[named]}; "
                "expected one form for each event, delegate and stage.",
            )

    def _take_named(self, named: Named, form: Returned, via: str | None, place: Place) -> Fate:
        held = self._named.get(named)
        if held is None:
            self._keep(form)
            return Fate.NEW
        if not says_all(held.said, form.said) and held.came_otherwise(via):
            return self._take_beside(named, form, place)
        if held.was_asked:
            return Fate.SAME
        if held.may_be_another(via, form.answers):
            self._written_over.append(place)
        is_changed = held.update(form.values["received_on"], via, form.answers)
        return Fate.CHANGED if is_changed else Fate.SAME

    def _take_beside(self, named: Named, form: Returned, place: Place) -> Fate:
        """Keep a form beside one that came by another way: nothing of that one is overwritten."""
        event, delegate, stage = named
        key = event.id, delegate.id, stage
        if self._beside.holds(key, form.said):
            return Fate.SAME
        self._beside.keep(key, form.said, values=form.values, place=place)
        return Fate.NEW

    def _tell_written_over(self, findings: Findings) -> None:
        """Name the rows that change answers without saying by which way theirs came."""
        for file, rows, number in rows_named(self._written_over):
            findings.notice(
                f"{file}: Evaluations: {rows} without Via {'changes' if number == 1 else 'change'} "
                "answers that may have come by another way, and what these were is not kept. Where "
                "Via is filled in, a form that came by another way stays as it is."
            )

    def write(self, db: Session) -> None:
        """Store forms and answers."""
        self._beside.write(db)
        forms = [*self._named.values(), *self._nameless]
        insert_numbered(db, table_of(Form), [f for f in forms if f.id is None], Returned.stored)
        changed = [form for form in forms if form.before not in (None, form.values)]
        update_rows(db, table_of(Form), [{"id": form.id, **form.values} for form in changed])
        insert_rows(
            db,
            Answer,
            (
                _answer(form, question, answer)
                for form in forms
                for question, answer in form.answers.items()
                if question not in form.answered
            ),
        )
        corrected = [
            _answer(form, question, form.answers[question])
            for form in forms
            for question, answer in form.answered.items()
            if form.answers[question] != answer
        ]
        update_rows(db, table_of(Answer), corrected, key=("form_id", "question_id", "about"))


def _answer(form: Returned, question: Entry, answer: int | str) -> dict[str, Any]:
    is_number = question.values["answer"] in OF_NUMBERS
    return {
        "form_id": form.id,
        "question_id": question.id,
        "about": "",
        "number": answer if is_number else None,
        "words": None if is_number else answer,
    }
