"""The list of courses with its filters."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.own_fields import FieldOf, OwnFieldShape
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_rows import (
    CourseRow,
    CoursesAsked,
    course_choices,
    courses_counted,
    courses_listed,
)
from trainingdesk.services.own_fields import own_fields
from ui.courses.course_columns import GIVES_WAY, HEADS, columns, values
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.own_columns import own_columns, shown_after, values_under
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.words import Button
from ui.programme.filters import FilterButton

WHOLE = 512
"""So many courses are read at once; more are read as they come into sight."""

KIND = ListKind(
    "Courses",
    "programme.courses",
    "course",
    "courses",
    sort="title",
    many=True,
    gives_way=GIVES_WAY,
)


class CourseList(FoundList[CourseRow]):
    """Courses by title, or as asked, with what became of each in the year at hand."""

    def __init__(self, live: LiveDesk, empty: Empty, *acts: Button) -> None:
        self._desk = live.desk
        self.year = TrainingYear.of(live.desk.today())
        self.level = FilterButton("Level", None)
        self.strand = FilterButton("Strand", 0)
        self.state = FilterButton("State", "")
        self._shapes: Sequence[OwnFieldShape] = []
        super().__init__(live, KIND, columns(), empty, *acts)
        bar = self.bar.layout()
        for place, button in enumerate(self.filters, 1):
            button.picked.connect(self.asked)
            if isinstance(bar, QBoxLayout):
                bar.insertWidget(place, button)
        self.asked.connect(self.read)

    @property
    def filters(self) -> tuple[FilterButton, ...]:
        """The filters, from the left."""
        return self.level, self.strand, self.state

    def read(self) -> None:
        """Read what the catalogue can be narrowed to, and the courses that are asked for."""
        wanted = self._wanted()
        with self._desk.reading() as db:
            choices = course_choices(db)
            in_all, found = courses_counted(db), courses_counted(db, wanted)
            rows = courses_listed(db, wanted) if found <= WHOLE else []
            shapes = own_fields(db, FieldOf.COURSE)
        self._take_fields(shapes)
        self.level.offer([(said_level(word), value) for word, value in choices.levels])
        self.strand.offer(choices.strands)
        self.state.offer(choices.states)
        paged = Pages(found, lambda offset, limit: self._fetch(wanted, offset, limit))
        self.show_found(paged if found > WHOLE else rows, in_all=in_all, found=found)
        if any(button.narrows for button in self.filters):
            self.nothing.say("No courses found", "No course of the catalogue meets the filters.")

    def seek(self, words: str) -> None:
        """Narrow the list to some words, or show all of it, whatever the filters were."""
        if not words:
            self.level.choose(None)
            self.strand.choose(0)
            self.state.choose("")
        super().seek(words)

    def as_file(self) -> ListFile[CourseRow]:
        """The list as a file of its own, which ends with the own fields that show."""
        wanted, title = self._wanted(), f"Courses {self.year.name}"
        listed = ListFile(
            title, "course", HEADS, self.shown, lambda o, n: self._fetch(wanted, o, n), values
        )
        shown, own = as_it_shows(self.table, listed), shown_after(self.table, len(columns()))
        return replace(
            shown,
            heads=[*shown.heads, *(column.title for column in own)],
            values=lambda row: [*shown.values(row), *values_under(own, row)],
        )

    def _take_fields(self, shapes: Sequence[OwnFieldShape]) -> None:
        """Have a column for each of the board's own fields of courses."""
        if shapes != self._shapes:
            self._shapes = shapes
            told: list[Column[CourseRow]] = own_columns(
                shapes, lambda row: row.own, lambda row: row.filed
            )
            self.table.end_with(told, after=len(columns()))

    def _wanted(self) -> CoursesAsked:
        return CoursesAsked(
            self.year,
            self._desk.today(),
            words=self.words,
            level=self.level.value,
            strand_id=self.strand.value,
            state=self.state.value,
            sort=self.sort,
            falling=self.falling,
        )

    def _fetch(self, wanted: CoursesAsked, offset: int, limit: int) -> Sequence[CourseRow]:
        with self._desk.reading() as db:
            return courses_listed(db, wanted, offset=offset, limit=limit)
