"""Picking courses by a few letters of their titles."""

from collections.abc import Sequence

from trainingdesk.domain.standing import said_level
from trainingdesk.services.course_choices import (
    CourseChoice,
    courses_chosen,
    courses_named,
    courses_offered,
)
from trainingdesk.services.desk import Desk
from ui.courses.picked import Picker
from ui.parts.suggestions import Suggestion

NO_SUCH_COURSE = "No one course goes by “{}”. Pick it from the list."


class CoursePicker(Picker):
    """Courses that are picked, told by their titles and kept by their codes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._titles: dict[str, str] = {}
        super().__init__(self._offered, "A few letters of the title", glyph="layers")
        self.show_told(self._titles)

    def codes_of(self, course_ids: Sequence[int]) -> str:
        """The codes of courses, one a line, as a field takes them."""
        with self._desk.reading() as db:
            return "\n".join(self._tell(courses_chosen(db, course_ids)))

    def course_ids(self) -> tuple[int, ...]:
        """The courses that are picked."""
        with self._desk.reading() as db:
            return courses_named(db, self.names)

    def problem(self) -> str:
        """What to do about what is typed and names no course; empty when all is well."""
        self.take_typed()
        typed = self.untaken()
        return NO_SUCH_COURSE.format(typed) if typed else ""

    def _offered(self, typed: str) -> list[Suggestion]:
        with self._desk.reading() as db:
            found = courses_offered(db, typed)
        self._tell(found)
        return [
            Suggestion(
                each.reference,
                each.title,
                each.reference,
                said_level(each.level),
                glyph="layers",
                chip=each.told,
            )
            for each in found
        ]

    def _tell(self, courses: Sequence[CourseChoice]) -> list[str]:
        self._titles |= {each.reference: f"{each.title} ({each.reference})" for each in courses}
        return [each.reference for each in courses]
