"""The form for an event that has no date yet."""

from PySide6.QtCore import Signal

from trainingdesk.domain.event_interest import UndatedDetails
from trainingdesk.services import plans, undated
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.programme.acts import act
from ui.programme.course_box import CourseBox


class UndatedForm(Beside):
    """Asks of which course it is to be, and for a note."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.course = CourseBox(desk)
        self.form = FormFields(
            {
                "course_id": Field("Course", self.course),
                "note": Field(
                    "Note", Prose(name="Note"), help_text="Such as why it waits, or who asked."
                ),
            }
        )
        body = down(self.form["course_id"], self.form["note"], gap=Space.L)
        super().__init__("New list of those interested", body, self.form, save="Save")
        self._desk = desk
        self._about = 0
        self._opened = UndatedDetails()
        self.course.chosen.connect(lambda _: self.keep_draft())
        self.save_asked.connect(self.keep)
        act(self, "Save", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self) -> None:
        """Ask for a new list."""
        self._about = 0
        self.say_title("New list of those interested")
        self._begin(("new", 0), UndatedDetails())

    def begin_change(self, undated_id: int) -> None:
        """Ask what is to be different; raises Unknown."""
        with self._desk.reading() as db:
            details = undated.undated_details(db, undated_id)
        self._about = undated_id
        self.say_title("Change the list")
        self._begin(("change", undated_id), details)

    def _begin(self, about: tuple[str, int], details: UndatedDetails) -> None:
        self._opened = details
        given = self._shown(details)
        self._opened = self.begin_about(about, given, details).opened
        self.show()
        self.form.begin()

    def draft(self) -> tuple[int | None, dict[str, str]]:
        return self.course.course_id, self.form.texts()

    def show_draft(self, draft: tuple[int | None, dict[str, str]]) -> None:
        course_id, texts = draft
        self.form.fill(texts)
        if course_id is not None:
            self.course.show_course(course_id)

    def _shown(self, details: UndatedDetails) -> tuple[int | None, dict[str, str]]:
        return details.course_id, self.texts_of(details)

    def texts_of(self, details: UndatedDetails) -> dict[str, str]:
        with self._desk.reading() as db:
            title = plans.course_title(db, details.course_id)
        return {"course_id": title, "note": details.note}

    def begin_from(self, details: UndatedDetails) -> None:
        self._opened = details
        if self.drafts.here is not None:
            self.drafts.here.given = self._shown(details)

    def keep(self) -> None:
        """Save the list, or say what is missing."""
        made = 0
        with self.problems_shown():
            details = UndatedDetails(self.course.course_id, self.form["note"].text())
            title = self.course.text().strip()
            if self._about:
                made = self._about
                with self._desk.changing("Change", f"those interested in {title}") as db:
                    undated.change_undated(db, made, details, opened=self._opened)
            else:
                with self._desk.changing("Open", f"a list for {title}") as db:
                    made = undated.add_undated(db, details, by=self._desk.stamp())
            self.settle()
            self.saved.emit(made)
