"""The line that says on a record that bookings are restricted, with the way to lift it."""

from trainingdesk.services.absence_flags import restriction_of
from trainingdesk.services.absences import Whose
from trainingdesk.services.desk import Desk
from ui.parts.heading import Notice
from ui.parts.way import Way, Where
from ui.parts.words import Button


class RestrictedNotice(Notice):
    """Shows itself where a person, or an agency, often does not come and is restricted."""

    def __init__(self, desk: Desk, way: Way) -> None:
        self._desk, self._way, self._whose = desk, way, Whose()
        open_ = Button("Often absent", "link")
        super().__init__("", "amber", open_)
        open_.clicked.connect(self._open)

    def show_of(self, whose: Whose) -> None:
        """Say what stands of somebody."""
        self._whose = whose
        with self._desk.reading() as db:
            self.say(restriction_of(db, whose, today=self._desk.today()))

    def _open(self) -> None:
        year = self._way.here.year if self._way.here else ""
        self._way.go(Where("Delegates", kind="absences", id=self._whose.row, year=year))
