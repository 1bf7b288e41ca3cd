"""The form for a course of the catalogue."""

from typing import Any

from PySide6.QtCore import Qt, Signal

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.course_details import CourseDetails, hours_written
from trainingdesk.domain.money import pounds
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.stage_times import AS_THE_BOARD, after_typed
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.typed import minutes_typed, number_typed, pence_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import courses
from trainingdesk.services.courses import LEVEL_FIELDS
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import own_fields
from ui.parts.beside import Beside
from ui.parts.form_fields import FormFields
from ui.parts.own_fields import OwnFields
from ui.programme.acts import act
from ui.programme.course_fields import END_FORM, CourseLists, course_fields, laid_out
from ui.venues.fields import SUM

NUMBERS = {
    "places": "Type a number, such as 20.",
    "minimum": "Type a number, such as 8.",
    "refresh_months": "Type the months, such as 36.",
    "target_take_up": "Type a number, such as 95.",
    "target_turn_up": "Type a number, such as 95.",
}
HOURS = {"minutes": "Type the hours, such as 6 or 1.5."}
PRICE = {"price_pence": SUM}
FOLLOW_UP = {"follow_up": "Type the weeks or months, such as 6 weeks or 3 months."}
TEXTS = (
    "title",
    "reference",
    "level",
    "kind",
    "audience",
    "aims",
    "outcomes",
    "outline",
    "materials",
    "required_level",
)
NEW, COPY, CHANGE = "new", "copy", "change"


class CourseForm(Beside):
    """Asks for everything that the catalogue says of a course; most of it can come later."""

    saved = Signal(int)  # the course's id

    def __init__(self, desk: Desk) -> None:
        self.lists = CourseLists(desk)
        fields = course_fields(self.lists)
        self.form = FormFields(fields)
        self.own = OwnFields(self.form)
        body = laid_out(fields)
        body.addWidget(self.own)
        super().__init__("New course", body, self.form, save="Save course")
        self._desk = desk
        self._course_id = 0
        self._opened = CourseDetails()
        self.save_asked.connect(self.keep)
        act(self, "Save course", self.keep, "Ctrl+S")
        self.hide()

    # -- opening it

    def begin(self, title: str = "") -> None:
        """Ask for a new course, perhaps of a title that was typed elsewhere."""
        unsaved = None if title else self._newest_new()
        self._begin(unsaved or (NEW, title), CourseDetails(title=title))
        first = "reference" if title else "title"
        self.form[first].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_copy(self, course_id: int) -> None:
        """Ask for a course that begins as a copy of another; raises Unknown."""
        with self._desk.reading() as db:
            details = courses.copy_of(db, course_id)
        self._begin((COPY, course_id), details)
        self.form.begin()

    def begin_change(self, course_id: int) -> None:
        """Ask what is to be different about a course; raises Unknown."""
        with self._desk.reading() as db:
            details = courses.course_details(db, course_id)
        self._begin((CHANGE, course_id), details)
        self.form.begin()

    def begin_publish(self, course_id: int) -> None:
        """Ask for what a course must state before it is published; raises Unknown."""
        self.begin_change(course_id)
        self.form["state"].set_text(CourseState.PUBLISHED.value)
        self.keep_draft()
        self.form.show_problems(self.details().problems())
        self.form.first_fault()

    def _begin(self, about: tuple[str, object], details: CourseDetails) -> None:
        kind, number = about
        self._course_id = int(str(number)) if kind == CHANGE else 0
        self.say_title(f"Change {details.reference}" if self._course_id else "New course")
        self.lists.offer(self._course_id)
        with self._desk.reading() as db:
            shapes = own_fields(db, FieldOf.COURSE)
        self.own.offer(shapes, near=TrainingYear.of(self._desk.today()))
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self.area.verticalScrollBar().setValue(0)
        self.show()

    def _newest_new(self) -> tuple[str, object] | None:
        about = self.drafts.newest(tuple)
        return about if about is not None and about[0] == NEW else None

    # -- what it shows

    def texts_of(self, details: CourseDetails) -> dict[str, str]:
        numbers = {name: getattr(details, name) for name in NUMBERS}
        return {
            **{name: getattr(details, name) for name in TEXTS},
            **{name: "" if number is None else str(number) for name, number in numbers.items()},
            "minutes": hours_written(details.minutes),
            "price_pence": "" if details.price_pence is None else pounds(details.price_pence),
            **{name: said_level(getattr(details, name)) for name in LEVEL_FIELDS},
            "state": details.state.value,
            "follow_up": details.follow_up.said,
            "end_form_needed": next(
                said for said, needed in END_FORM.items() if needed is details.end_form_needed
            ),
            "strands": "\n".join(details.strands),
            "requires": "\n".join(self.lists.codes_of(details.requires)),
            "answers": "\n".join(self.lists.names_of(details.answers)),
            **self.own.texts_of(details.own_values),
        }

    def begin_from(self, details: CourseDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        """Fill the form; a field of the board's own may have gone since."""
        there = self.form.texts()
        super().show_draft({name: text for name, text in draft.items() if name in there})
        for choice in self.lists.words.values():
            choice.typed.setCursorPosition(0)  # a long audience is read from its beginning

    def details(self) -> CourseDetails:
        """The details as now filled in."""
        texts = self.form.texts()
        typed: dict[str, Any] = {name: texts[name] for name in TEXTS}
        typed |= {name: number_typed(texts[name]) for name in NUMBERS}
        typed |= {name: self.lists.level(texts[name]) for name in LEVEL_FIELDS}
        return CourseDetails(
            **typed,
            minutes=minutes_typed(texts["minutes"]),
            price_pence=pence_typed(texts["price_pence"]),
            state=CourseState(texts["state"]),
            follow_up=after_typed(texts["follow_up"]) or AS_THE_BOARD,
            end_form_needed=END_FORM[texts["end_form_needed"]],
            strands=tuple(self.lists.strands.names),
            requires=self.lists.required(),
            answers=self.lists.answered(),
            own_values=self.own.values(self._opened.own_values),
        )

    # -- saving

    def keep(self) -> None:
        """Save the course, or say in the form what is to be put right."""
        course_id = 0
        with self.problems_shown():
            untaken = self.lists.untaken()
            details = self.details()
            if unreadable := untaken | self._unreadable(details):
                raise Invalid(details.problems() | unreadable)
            course_id = self._kept(details)
        if course_id:
            self.settle()
            self.saved.emit(course_id)

    def _kept(self, details: CourseDetails) -> int:
        title, today = details.title.strip(), self._desk.today()
        if not self._course_id:
            with self._desk.changing("Add course", title) as db:
                return courses.add_course(db, details, today=today)
        with self._desk.changing("Change course", title) as db:
            courses.change_course(db, self._course_id, details, today=today, opened=self._opened)
        return self._course_id

    def _unreadable(self, details: CourseDetails) -> dict[str, str]:
        texts = self.form.texts()
        unread = {
            name: words
            for name, words in (NUMBERS | HOURS | PRICE).items()
            if texts[name].strip() and getattr(details, name) is None
        }
        return unread if after_typed(texts["follow_up"]) is not None else unread | FOLLOW_UP
