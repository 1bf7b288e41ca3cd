"""The form for a form: what is asked at a stage, of all courses or of one."""

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.questionnaire_details import (
    QuestionnaireDetails,
    pairing_warning,
)
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.questions import questions_listed
from trainingdesk.services.evaluation.versions import (
    certificate_warning,
    questionnaire_details,
    save_questionnaire,
)
from ui.evaluation.forms_asked import AsksField, asks_read, asks_said
from ui.evaluation.forms_preview import FormPreview
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.keys import Keys
from ui.parts.layout import across, down, holder
from ui.parts.suggestions import HIGH
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act
from ui.programme.course_box import CourseBox

NAMED, NAMELESS = "With names", "Without names"
NOT_ADDED = "“{}” is not on the form yet. Enter adds it; or empty the line."
ALL = "Empty: every course that has no form of its own."
STAGES = {name: stage for stage, name in STAGE_NAMES.items()}


class OneCourse(CourseBox):
    """Finds the course that is to have a form of its own."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setPlaceholderText("All courses")

    def _foot(self) -> QWidget:
        found = self.here() is not None
        words = "choose this course" if found else "No course of the catalogue is called so."
        foot = across(*([Keys("Enter")] if found else []), Words(words, "small"), None)
        foot.setContentsMargins(Space.L, 0, Space.L, 0)
        made = holder(foot)
        made.setFixedHeight(HIGH)
        return made


class CourseField(Field):
    """A field that holds a course, as text by its number; empty it stands for all."""

    def __init__(self, desk: Desk) -> None:
        self.box = OneCourse(desk)
        super().__init__("Co&urse", self.box, help_text=ALL)
        self.box.chosen.connect(self._on_edited)

    def text(self) -> str:
        return str(self.box.course_id or "")

    def set_text(self, text: str) -> None:
        with QSignalBlocker(self.box):
            self.box.show_course(int(text) if text else None)

    def untaken(self) -> str:
        """What is typed and names no course."""
        return "" if self.box.course_id else self.box.text().strip()


class FormForm(Beside):
    """Asks what is asked: a title, whether names are kept, and the questions in their order."""

    saved = Signal(int)
    new_question_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        self.course, self.asks = CourseField(desk), AsksField("Questions")
        self.stage = Choice(list(STAGES))
        fields = {
            "stage": Field("S&tage", self.stage),
            "course": self.course,
            "title": Field("Tit&le", Entry(), help_text="It stands at the head of the form."),
            "opening": Field(
                "Openin&g", Prose(), help_text="A sentence or two above the questions."
            ),
            "anonymous": Field("&Names", Choice([NAMED, NAMELESS])),
            "asks": self.asks,
        }
        self.form = FormFields(fields)
        self.warning = Notice("", "amber")
        self.preview = FormPreview()
        parts = [fields[name] for name in ("stage", "course", "title", "opening", "anonymous")]
        body = down(*parts, self.warning, self.asks, gap=Space.L)
        body.addWidget(Words("How it reads", "lead"))
        body.addWidget(self.preview)
        super().__init__("New form", body, self.form, save="Save form")
        self._desk = desk
        self._opened: QuestionnaireDetails | None = None
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._show_what_follows)
        self.asks.list.new_asked.connect(self.new_question_asked)
        act(self, "Save the &form", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self, stage: Stage | None = None) -> None:
        """Ask for a new form."""
        given = QuestionnaireDetails(stage or Stage.END)
        self._begin("new", given, None)
        self.form.begin()

    def begin_change(self, stage: Stage, course_id: int | None, course: str) -> None:
        """Ask what is to be different about the form of a stage."""
        with self._desk.reading() as db:
            details = questionnaire_details(db, stage, course_id)
        if details is not None:
            self._begin((stage, course_id), details, details)
            self.say_title(f"{STAGE_NAMES[stage]} · {course}")
            self.form["title"].control.setFocus()

    @property
    def stage_here(self) -> Stage:
        """The stage that is chosen."""
        return STAGES[self.form["stage"].text()]

    def take_question(self, code: str) -> None:
        """Put a question that was just added on the form, and go on."""
        self._read_bank()
        self.show()
        self.asks.list.put(code)
        self.asks.list.box.setFocus()

    def details(self) -> QuestionnaireDetails:
        """The form as now filled in."""
        texts = self.form.texts()
        return QuestionnaireDetails(
            stage=STAGES[texts["stage"]],
            course_id=int(texts["course"]) if texts["course"] else None,
            title=texts["title"],
            opening=texts["opening"],
            anonymous=texts["anonymous"] == NAMELESS,
            asks=asks_read(texts["asks"]),
        )

    def keep(self) -> None:
        """Save the form, or say what is to be put right."""
        with self.problems_shown():
            if typed := self.course.untaken():
                said = f"No one course goes by “{typed}”. Pick it from the list, or leave it empty."
                raise Invalid({"course": said})
            if typed := self.asks.list.box.text().strip():
                raise Invalid({"asks": NOT_ADDED.format(typed)})
            details = self.details()
            verb = "Change" if self._opened is not None else "Add"
            with self._desk.changing(verb, f"the form “{details.title.strip()}”") as db:
                number = save_questionnaire(
                    db, details, opened=self._opened, today=self._desk.today()
                )
            self.settle()
            self.saved.emit(number)

    def texts_of(self, details: QuestionnaireDetails) -> dict[str, str]:
        return {
            "stage": STAGE_NAMES[details.stage],
            "course": str(details.course_id or ""),
            "title": details.title,
            "opening": details.opening,
            "anonymous": NAMELESS if details.anonymous else NAMED,
            "asks": asks_said(details.asks),
        }

    def begin_from(self, details: QuestionnaireDetails) -> None:
        self._opened = details
        self._fix_what_it_is_of()

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._show_what_follows()

    def _begin(
        self, about: Any, given: QuestionnaireDetails, opened: QuestionnaireDetails | None
    ) -> None:
        self._read_bank()
        self.say_title("New form")
        self._opened = self.begin_about(about, self.texts_of(given), opened).opened
        self._fix_what_it_is_of()
        self._show_what_follows()
        self.area.verticalScrollBar().setValue(0)
        self.show()

    def _read_bank(self) -> None:
        with self._desk.reading() as db:
            self.asks.list.show_bank(questions_listed(db))

    def _fix_what_it_is_of(self) -> None:
        """Stage and course are chosen once."""
        for name in ("stage", "course"):
            self.form[name].setVisible(self._opened is None)

    def _show_what_follows(self) -> None:
        details = self.details()
        with self._desk.reading() as db:
            of_certificates = certificate_warning(db, details)
        warnings = pairing_warning(details.stage, anonymous=details.anonymous), of_certificates
        self.warning.say(" ".join(filter(None, warnings)))
        self.preview.show_form(
            details.stage,
            details.title,
            details.opening,
            self.asks.list.asked(),
            anonymous=details.anonymous,
        )
