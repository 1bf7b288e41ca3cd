"""Giving one of the places that are kept for an agency to somebody of it."""

from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.services.holds import HoldRow, name_held
from trainingdesk.services.suggested import SuggestedDelegate, colleagues_suggested
from ui.events.person_panel import PersonPanel
from ui.parts.live import LiveDesk

SAID = "Whoever is chosen takes one of them, whoever else waits."
WHO = "Choose somebody of the agency from the list first."


class NamePanel(PersonPanel):
    """Asks who of an agency takes a place that is kept for it."""

    def __init__(self, live: LiveDesk) -> None:
        self._hold: HoldRow | None = None
        self._title = ""
        super().__init__(live, SAID, label="Takes the place", name="Who takes it", save="Book")

    def begin(self, event_id: int, title: str, hold: HoldRow) -> None:
        """Ask who takes one of the places of an event that are kept."""
        self._hold, self._title = hold, title
        left = counted(hold.left, "place is", "places are")
        self.about.say(f"{left} kept for {hold.agency} and not named yet. {SAID}")
        self.begin_with(event_id, hold.id, "Name a kept place")

    def suggested(self, typed: str) -> Sequence[SuggestedDelegate]:
        """Whoever is of the agency."""
        if self._hold is None:
            return []
        with self._desk.reading() as db:
            return colleagues_suggested(
                db,
                typed,
                agency_id=self._hold.agency_id,
                event_id=self._event_id,
                today=self._desk.today(),
            )

    def save_now(self) -> None:
        """Book whoever was chosen."""
        hold = self._hold
        if hold is None or self.person is None:
            self.ask_who(WHO)
            return
        who = self.box.text()
        with self.problems_shown():
            with self._desk.changing("Book", f"{who} on {self._title}") as db:
                reason, by = self.reason.currentText(), self._desk.stamp()
                name_held(db, hold.id, self.person, reason=reason, by=by)
            self.settle()
            self.done.emit(f"{who} has a place that was kept for {hold.agency}.")
