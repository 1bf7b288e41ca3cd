"""The list of courses with its filters."""

from collections.abc import Sequence

from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.standing import said_level
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.course_rows import (
    CourseRow,
    CoursesAsked,
    course_choices,
    courses_counted,
    courses_listed,
)
from ui.courses.course_columns import GIVES_WAY, HEADS, columns, values
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
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
        """The list as a file of its own."""
        wanted, title = self._wanted(), f"Courses {self.year.name}"
        listed = ListFile(
            title, "course", HEADS, self.shown, lambda o, n: self._fetch(wanted, o, n), values
        )
        return as_it_shows(self.table, listed)

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
