"""What one respondent of a survey answered, question by question."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal

from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.survey import answer_meant
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.evaluation.survey_answers import add_respondent
from trainingdesk.services.evaluation.surveys import known_answers
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.mnemonics import Label
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

BEGINS = "question "
MOST_OFFERED = 9
NEW = "New answer: {}"


class AnswerEntry(Entry):
    """An answer, typed in full or by its place among those that were given before.

    However many were given, any of them may be typed; the first are offered.
    """

    def __init__(self, known: Sequence[str]) -> None:
        super().__init__()
        self.known = list(known)

    @property
    def offered(self) -> str:
        """The answers given before, with their places."""
        first = self.known[:MOST_OFFERED]
        if all(each.isdecimal() for each in self.known):
            return f"So far: {', '.join(first)}" if first else ""
        return " · ".join(f"{n} {each}" for n, each in enumerate(first, 1))

    def meant(self) -> str:
        """The answer that is meant by what is typed."""
        return answer_meant(self.text(), self.known)

    def told(self) -> str:
        meant = self.meant()
        if not meant or meant == self.text().strip():
            return NEW.format(meant) if meant and self.known and meant not in self.known else ""
        return meant


class QuestionField(Field):
    """A question in full, over as many lines as it takes."""

    def __init__(self, question: str, entry: AnswerEntry) -> None:
        super().__init__(question.replace("&", "&&"), entry, help_text=entry.offered)
        for name in self.findChildren(Label):
            name.setWordWrap(True)


class RespondentPanel(Beside):
    """Asks for an agency and each answer; Enter goes on, and after the last to the next person."""

    stored = Signal(str)  # the survey

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._survey, self._questions = "", tuple[str, ...]()
        self._year = TrainingYear.of(self._desk.today())
        self.agency = AgencyChoice()
        self.form = FormFields({"agency": Field("&Agency", self.agency)})
        self._lines = down(gap=Space.L)
        self.about = Words("", "soft", wrap=True)
        body = down(self.about, self.form["agency"], gap=Space.L)
        body.addLayout(self._lines)
        super().__init__("Add a respondent", body, self.form, save="Keep, and the next")
        self.hide()
        act(self, "&Keep, and the next", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.agency.typed.returnPressed.connect(lambda: self._go_on(-1))

    def begin(self, survey: str, year: TrainingYear, questions: Sequence[str]) -> None:
        """Ask what one more respondent of a survey said."""
        self._survey, self._year, self._questions = survey, year, tuple(questions)
        with self._desk.reading() as db:
            self.agency.show_agencies(agency_choices(db))
        self.about.say(f"{survey}, {year.name}")
        self._ask()
        self.begin_about((survey, year, self._questions), dict.fromkeys(self.form.texts(), ""))
        self.show()
        self.agency.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def entries(self) -> list[AnswerEntry]:
        """The lines to answer in, in the order of the questions."""
        controls = (self.form[name].control for name in self._names())
        return [control for control in controls if isinstance(control, AnswerEntry)]

    def answers(self) -> Mapping[str, str]:
        """What was answered, question by question."""
        entries = zip(self._questions, self.entries, strict=True)
        return {question: entry.meant() for question, entry in entries}

    def keep(self) -> None:
        """Keep this respondent, and ask for the next of the same agency."""
        with self.problems_shown():
            if unknown := self.agency.unknown():
                raise Invalid({"agency": unknown})
            answers = self.answers()
            with self._desk.changing("Add respondent", self._survey) as db:
                add_respondent(
                    db, self._survey, self._year, answers, agency_id=self.agency.agency_id()
                )
            self.drafts.forget()
            agency = self.agency.currentText()
            self.begin(self._survey, self._year, self._questions)
            self.form["agency"].set_text(agency)
            self.stored.emit(self._survey)
            self._first()

    def _names(self) -> list[str]:
        return [f"{BEGINS}{number}" for number in range(len(self._questions))]

    def _ask(self) -> None:
        """Put a line for each question, with the answers that were given before."""
        with self._desk.reading() as db:
            known = known_answers(db, self._questions)
        while (item := self._lines.takeAt(0)) is not None:
            if (field := item.widget()) is not None:
                field.hide()
                field.deleteLater()
        fields: dict[str, Field] = {}
        for place, question in enumerate(self._questions):
            entry = AnswerEntry(known[question])
            entry.returnPressed.connect(lambda place=place: self._go_on(place))
            field = QuestionField(question, entry)
            fields[f"{BEGINS}{place}"] = field
            self._lines.addWidget(field)
        self.form.renew(BEGINS, fields)

    def _first(self) -> None:
        if self.entries:
            self.entries[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.area.verticalScrollBar().setValue(0)

    def _go_on(self, place: int) -> None:
        """Go to the next question; after the last, keep this respondent."""
        names = self._names()
        if place + 1 < len(names):
            self.form[names[place + 1]].go_to()
        else:
            self.keep()
