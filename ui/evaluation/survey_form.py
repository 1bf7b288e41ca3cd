"""Beginning a survey by hand: what it is called, and what it asks."""

from PySide6.QtCore import Signal

from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.survey import SurveyDetails, questions_in
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.surveys import names_used, questions_of
from ui.agencies.word_choice import WordChoice
from ui.parts.beside import Beside
from ui.parts.field import Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.programme.acts import act

HIGH = Space.XXL * 5


class SurveyForm(Beside):
    """Asks for the name and the questions; a survey that was asked before brings its own."""

    begun = Signal(str, object)  # the name, the questions

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._year = TrainingYear.of(self._desk.today())
        self._brought = ""  # the questions that came with the name
        self.name, questions = WordChoice("Survey"), Prose()
        questions.setFixedHeight(HIGH)
        fields = {
            "name": Field("&Survey", self.name, help_text="Such as Health Check."),
            "questions": Field("&Questions, one a line", questions),
        }
        self.form = FormFields(fields)
        super().__init__(
            "Begin a survey", down(*fields.values(), gap=Space.L), self.form, save="Go on"
        )
        self.hide()
        act(self, "&Go on", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.name.typed.editingFinished.connect(self._bring_questions)

    def begin(self, year: TrainingYear) -> None:
        """Ask for a survey of a year."""
        self._year = year
        with self._desk.reading() as db:
            self.name.show_words(names_used(db))
        self.begin_about(year, {"name": "", "questions": ""})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Go on to the first respondent; nothing is stored before somebody has answered."""
        self._bring_questions()
        with self.problems_shown():
            texts = self.form.texts()
            details = SurveyDetails(
                " ".join(texts["name"].split()), questions_in(texts["questions"])
            )
            if problems := details.problems():
                raise Invalid(problems)
            self.settle()
            self.begun.emit(details.name, details.questions)

    def _bring_questions(self) -> None:
        """Fill in what a survey of this name asked last, unless something else is typed."""
        if self.form["questions"].text().strip() not in {"", self._brought}:
            return
        with self._desk.reading() as db:
            found = questions_of(db, self.name.currentText().strip(), self._year)
        if found:
            self._brought = "\n".join(found)
            self.form["questions"].set_text(self._brought)
            self.keep_draft()
