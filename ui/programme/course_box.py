"""Choosing a course by a few letters of its title."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.standing import said_level
from trainingdesk.services.course_choices import CourseChoice, courses_chosen, courses_offered
from trainingdesk.services.desk import Desk
from ui.parts.keys import Keys
from ui.parts.layout import across, holder
from ui.parts.suggestions import HIGH, Suggestion, Suggestions
from ui.parts.theme import Space
from ui.parts.words import Words


class CourseBox(Suggestions):
    """A line that ends up holding one course of the catalogue."""

    chosen = Signal(object)  # the course's id, or None while the words name none

    def __init__(self, desk: Desk, *, new: str = "") -> None:
        super().__init__(self._courses, "A few letters of the title", "layers", new=new)
        self._desk = desk
        self.course_id: int | None = None
        self._title = ""
        self.taken.connect(self._take_course)
        self.taken_and_next.connect(self._take_course)
        self.textEdited.connect(self._forget)

    def show_course(self, course_id: int | None) -> None:
        """Hold a course, or none."""
        self.course_id = course_id
        self._title = ""
        if course_id is not None:
            with self._desk.reading() as db:
                self._title = "".join(each.title for each in courses_chosen(db, [course_id]))
        self.setText(self._title)
        self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.course_id is None and self.text().strip():
            found = self._matching(self.text())
            if len(found) == 1:
                self._take_course(found[0].id)

    def _matching(self, typed: str) -> list[CourseChoice]:
        with self._desk.reading() as db:
            return courses_offered(db, typed)

    def _courses(self, typed: str) -> Sequence[Suggestion]:
        return [
            Suggestion(
                course.id,
                course.title,
                course.reference,
                said_level(course.level),
                glyph="layers",
                chip=course.told,
                does="plan this course",
            )
            for course in self._matching(typed)
        ]

    def _take_course(self, course_id: int) -> None:
        self.show_course(course_id)
        self.chosen.emit(course_id)

    def _forget(self, typed: str) -> None:
        if self.course_id is not None and typed != self._title:
            self.course_id = None
            self.chosen.emit(None)

    def _foot(self) -> QWidget:
        found = self.here() is not None
        without = "enter a new course" if self._new else "No course of the catalogue is called so."
        words = "plan this course" if found else without
        parts = [Keys("Enter")] if found or self._new else []
        foot = across(*parts, Words(words, "small"), None, gap=Space.S)
        foot.setContentsMargins(Space.L, 0, Space.L, 0)
        made = holder(foot)
        made.setFixedHeight(HIGH)
        return made
