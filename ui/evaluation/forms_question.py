"""The form for a question of the bank."""

from dataclasses import asdict
from typing import Any

from PySide6.QtCore import Signal

from trainingdesk.domain.evaluation import AnswerKind
from trainingdesk.domain.question_details import MEASURES, OFFERS_CHOICES, QuestionDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import number_typed
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questions import (
    add_question,
    question_details,
    questions_listed,
    why_kept,
)
from trainingdesk.services.evaluation.versions import change_question
from ui.agencies.word_choice import WordChoice
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.programme.acts import act

SCALE = ("lowest", "highest", "lowest_end", "highest_end")
FIXED = ("code", "answer", "lowest", "highest", "choices")
NUMBERS = ("lowest", "highest")
BOUND = "{} as it is, so its code, kind, scale and choices stay. Its words may change."


class QuestionForm(Beside):
    """Asks for a question: its words, how it is answered, and what it measures."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.measure = WordChoice("Measure")
        fields = {
            "words": Field("&Question", Prose()),
            "code": Field("&Code", Entry(hint="CONF"), help_text="Workbooks know it by this."),
            "answer": Field("&Answer", Choice([str(kind) for kind in AnswerKind])),
            "lowest": Field("F&rom", Entry(hint="0")),
            "highest": Field("T&o", Entry(hint="10")),
            "lowest_end": Field("The lo&w end means", Entry(hint="Not at all")),
            "highest_end": Field("The hi&gh end means", Entry(hint="Completely")),
            "choices": Field("C&hoices", Prose(), help_text="One a line."),
            "measure": Field(
                "&Measures", self.measure, help_text="Confidence, Knowledge, Impact and the like."
            ),
        }
        self.form = FormFields(fields)
        self.bound = Notice("", "accent")
        scale = across(fields["lowest"], fields["highest"], gap=Space.M)
        ends = across(fields["lowest_end"], fields["highest_end"], gap=Space.M)
        body = down(self.bound, fields["words"], fields["code"], fields["answer"], gap=Space.L)
        for part in (scale, ends):
            body.addLayout(part)
        for name in ("choices", "measure"):
            body.addWidget(fields[name])
        super().__init__("New question", body, self.form, save="Save question")
        self._desk, self._question_id = desk, 0
        self._opened = QuestionDetails()
        self.save_asked.connect(self.keep)
        fields["answer"].edited.connect(self._show_what_is_asked)
        act(self, "Save the &question", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self, words: str = "") -> None:
        """Ask for a new question, perhaps in words that were typed elsewhere."""
        self._begin(0, QuestionDetails(words=words, lowest=0, highest=10), "")
        self.form["code" if words else "words"].control.setFocus()

    def begin_change(self, question_id: int) -> None:
        """Ask what is to be different about a question; raises Unknown."""
        with self._desk.reading() as db:
            details, why = question_details(db, question_id), why_kept(db, question_id)
        self._begin(question_id, details, why)
        self.form["words"].control.setFocus()

    def details(self) -> QuestionDetails:
        """The question as now filled in."""
        texts: dict[str, Any] = self.form.texts()
        numbers = {name: number_typed(texts[name]) for name in NUMBERS}
        kind = {"answer": AnswerKind(texts["answer"]), "stages": self._opened.stages}
        choices = tuple(texts["choices"].splitlines())
        return QuestionDetails(**texts | numbers | kind | {"choices": choices})

    def keep(self) -> None:
        """Save the question, or say what is to be put right."""
        number, details = self._question_id, self.details()
        with self.problems_shown():
            if unread := self._unreadable(details):
                raise Invalid(details.problems() | unread)
            if number:
                with self._desk.changing("Change", f"the question {details.code}") as db:
                    today = self._desk.today()
                    change_question(db, number, details, opened=self._opened, today=today)
            else:
                with self._desk.changing("Add", f"the question {details.code}") as db:
                    number = add_question(db, details)
            self.settle()
            self.saved.emit(number)

    def texts_of(self, details: QuestionDetails) -> dict[str, str]:
        texts = asdict(details)
        del texts["stages"]
        numbers = {name: "" if texts[name] is None else str(texts[name]) for name in NUMBERS}
        choices = "\n".join(details.choices)
        return texts | numbers | {"answer": str(details.answer), "choices": choices}

    def begin_from(self, details: QuestionDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._show_what_is_asked()

    def _begin(self, number: int, details: QuestionDetails, why: str) -> None:
        self._question_id = number
        self.say_title(f"Change {details.code}" if number else "New question")
        self._offer_measures()
        about = number or ("new", details.words)
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self.bound.say(BOUND.format(why) if why else "")
        for name in FIXED:
            self.form[name].control.setEnabled(not why)
        self._show_what_is_asked()
        self.area.verticalScrollBar().setValue(0)
        self.show()

    def _offer_measures(self) -> None:
        with self._desk.reading() as db:
            held = [row.details.measure for row in questions_listed(db)]
        own = sorted({measure for measure in held if measure} - set(MEASURES))
        self.measure.show_words([*MEASURES, *own])

    def _show_what_is_asked(self) -> None:
        kind = AnswerKind(self.form["answer"].text())
        for name in SCALE:
            self.form[name].setVisible(kind is AnswerKind.SCALE)
        self.form["choices"].setVisible(kind in OFFERS_CHOICES)

    def _unreadable(self, details: QuestionDetails) -> dict[str, str]:
        texts = self.form.texts()
        return {
            name: "Type a whole number, such as 10."
            for name in NUMBERS
            if details.answer is AnswerKind.SCALE
            and texts[name].strip()
            and getattr(details, name) is None
        }
