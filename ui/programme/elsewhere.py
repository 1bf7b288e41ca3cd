"""Telling that an event was saved in another year than the one that is shown."""

from PySide6.QtCore import Signal

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.event_pages import head_of
from ui.deeds import told
from ui.parts.heading import Notice
from ui.parts.live import LiveDesk
from ui.parts.words import Button


class Elsewhere(Notice):
    """Says in which year an event is that the list does not show, and leads there."""

    asked = Signal(str, int)  # the year to show, and the event in it

    def __init__(self, live: LiveDesk) -> None:
        self.show_year = Button("Show that year", "link")
        super().__init__("", "accent", self.show_year)
        self._live = live
        self._event_id = 0
        self._year = ""
        self.show_year.clicked.connect(lambda: self.asked.emit(self._year, self._event_id))

    def tell(self, event_id: int, shown: TrainingYear) -> None:
        """Say where an event is that was just saved, here and at the foot."""
        self._event_id = event_id
        if self.look(shown):
            deed = told(self._live.desk.undo_title).removesuffix(".")
            self._live.told.emit(f"{deed} in {self._year}; the list shows {shown.name}.")

    def look(self, shown: TrainingYear) -> bool:
        """Say it as long as it is so, and return whether it is; a deed may be taken back."""
        desk = self._live.desk
        with desk.reading() as db:
            head = head_of(db, self._event_id, today=desk.today()) if self._event_id else None
        if head is None or head.row.starts in shown:
            self.leave()
            return False
        self._year = TrainingYear.of(head.row.starts).name
        self.show_year.say(f"Show {self._year}")
        self.say(f"{head.row.reference} is in {self._year}. This list shows {shown.name}.")
        return True

    def leave(self) -> None:
        """Say nothing more of it."""
        self._event_id = 0
        self.say("")
