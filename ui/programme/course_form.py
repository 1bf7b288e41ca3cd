"""The form for a new course of the catalogue."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.course_details import CourseDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import minutes_typed, number_typed
from trainingdesk.services import courses
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.programme.acts import act

NUMBERS = {"places": "Type a number, such as 20.", "minimum": "Type a number, such as 8."}
HOURS = "Type the hours, such as 6 or 1.5."


class CourseForm(Beside):
    """Asks for what is needed to plan a course; the rest can come with a workbook."""

    saved = Signal(int)  # the course's id

    def __init__(self, desk: Desk) -> None:
        fields = {
            "title": Field("Title", Entry()),
            "reference": Field("Code", Entry(hint="RISK")),
            "level": Field("Level", Entry(hint="2")),
            "minutes": Field("Hours", Entry(hint="6")),
            "places": Field("Places", Entry(hint="20")),
            "minimum": Field(
                "Minimum to run", Entry(hint="8"), help_text="Below it an event is at risk."
            ),
        }
        self.form = FormFields(fields)
        super().__init__("New course", _body(fields), self.form, save="Save course")
        self._desk = desk
        self.save_asked.connect(self.keep)
        act(self, "Save course", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, title: str = "") -> None:
        """Ask for a new course, perhaps of a title that was typed elsewhere."""
        empty = dict.fromkeys(self.form.texts(), "")
        self.form.fill(empty | {"title": title})
        self.notice.say("")
        self.show()
        first = "reference" if title else "title"
        self.form[first].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def details(self) -> CourseDetails:
        """The details as now filled in."""
        texts = self.form.texts()
        return CourseDetails(
            title=texts["title"],
            reference=texts["reference"],
            level=texts["level"],
            minutes=minutes_typed(texts["minutes"]),
            places=number_typed(texts["places"]),
            minimum=number_typed(texts["minimum"]),
        )

    def keep(self) -> None:
        """Save the course, or say in the form what is to be put right."""
        course_id = 0
        with self.problems_shown():
            details = self.details()
            if unreadable := self._unreadable(details):
                raise Invalid(details.problems() | unreadable)
            with self._desk.changing("Add course", details.title.strip()) as db:
                course_id = courses.add_course(db, details, today=self._desk.today())
        if course_id:
            self.leave()
            self.saved.emit(course_id)

    def _unreadable(self, details: CourseDetails) -> dict[str, str]:
        said = NUMBERS | {"minutes": HOURS}
        texts = self.form.texts()
        return {
            name: words
            for name, words in said.items()
            if texts[name].strip() and getattr(details, name) is None
        }


def _body(fields: dict[str, Field]) -> QBoxLayout:
    body = down(fields["title"], gap=Space.M)
    for names in (("reference", "level"), ("minutes", "places")):
        row = across(gap=Space.M)
        for name in names:
            row.addWidget(fields[name], 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
    body.addWidget(fields["minimum"])
    return body
