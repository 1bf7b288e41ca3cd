"""The events of a course, of every year."""

from collections.abc import Sequence

from trainingdesk.domain.words import plain_day
from trainingdesk.services.course_pages import (
    CourseEventsAsked,
    course_events,
    course_events_counted,
)
from trainingdesk.services.event_rows import EventRow
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.theme import Size, Width
from ui.programme.columns import places_cell, standing_cell
from ui.programme.exported import HEADS, exported

KIND = ListKind(
    "Events",
    "programme.course_events",
    "event",
    "events",
    sort="date",
    falling=True,
    gives_way={"Trainer": Size.PALETTE + Width.PLACES, "Venue": Size.PALETTE},
)


class CourseEvents(FoundList[EventRow]):
    """Every event of a course, the newest first."""

    def __init__(self, live: LiveDesk, empty: Empty) -> None:
        self._desk = live.desk
        self.course_id = 0
        super().__init__(live, KIND, _columns(), empty)
        self.asked.connect(self.read)

    def read(self) -> None:
        """Ask how many there are and read those in sight."""
        asked = self._wanted(self.words)
        with self._desk.reading() as db:
            in_all = course_events_counted(db, self._wanted(""))
            found = course_events_counted(db, asked) if asked.words.strip() else in_all
        pages: Sequence[EventRow] = Pages(found, lambda o, n: self._fetch(asked, o, n))
        self.show_found(pages, in_all=in_all, found=found)

    def as_file(self, title: str) -> ListFile[EventRow]:
        """The list as a file of its own."""
        asked = self._wanted(self.words)
        listed = ListFile(
            title, "event", HEADS, self.shown, lambda o, n: self._fetch(asked, o, n), exported
        )
        return as_it_shows(self.table, listed)

    def _wanted(self, words: str) -> CourseEventsAsked:
        today = self._desk.today()
        return CourseEventsAsked(self.course_id, today, words, self.sort, self.falling)

    def _fetch(self, asked: CourseEventsAsked, offset: int, limit: int) -> list[EventRow]:
        with self._desk.reading() as db:
            return course_events(db, asked, offset=offset, limit=limit)


def _columns() -> list[Column[EventRow]]:
    return [
        Column[EventRow]("Date", lambda e: plain_day(e.starts), Width.SPAN, sort="date"),
        Column[EventRow]("Event", lambda e: Cell(e.reference, strong=True), Width.MARK, share=1),
        Column[EventRow]("Venue", lambda e: Cell(e.where, "soft"), share=3, sort="venue"),
        Column[EventRow]("Trainer", lambda e: Cell(e.who, "soft"), share=3),
        Column[EventRow]("Places", places_cell, width=Width.PLACES, sort="places"),
        Column[EventRow]("Status", standing_cell, width=Width.CHIP, sort="standing"),
    ]
