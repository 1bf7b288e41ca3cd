"""A line on an event's page: the outline it shows is not the one its course has now."""

from trainingdesk.domain.words import plain_day
from trainingdesk.services.course_versions import OutlineInForce, outline_of
from trainingdesk.services.desk import Desk
from ui.parts.heading import Notice
from ui.parts.way import Way, Where
from ui.parts.words import Button


class OutlineLine(Notice):
    """Says so where the course has changed since, and leads to the outline of the event's day."""

    def __init__(self, desk: Desk, way: Way) -> None:
        self.see = Button("See the outline", "link", "file-text")
        super().__init__("", "accent", self.see)
        self._desk, self._way = desk, way
        self._shown: OutlineInForce | None = None
        self._year = ""
        self.see.clicked.connect(self.open)

    def show_event(self, event_id: int, year: str) -> None:
        """Look at the outline of another event."""
        self._year = year
        with self._desk.reading() as db:
            shown = self._shown = outline_of(db, event_id)
        if shown.until is None or shown.since is None:
            self.say("")
            return
        self.say(
            f"This event shows the outline of {plain_day(shown.since)}. "
            f"Its course has had another since {plain_day(shown.until)}."
        )

    def open(self) -> None:
        """Go to the outline that the event shows, among the versions of its course."""
        if self._shown is not None:
            since = self._shown.since.isoformat() if self._shown.since else ""
            number = self._shown.course_id
            where = Where("Programme", "course", number, "Versions", self._year, find=since)
            self._way.go(where)
