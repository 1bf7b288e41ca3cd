"""Giving one of the places that are kept for an agency to somebody of it."""

from collections.abc import Sequence
from functools import partial

from trainingdesk.domain.figures import counted
from trainingdesk.services.holds import HoldRow, name_held
from trainingdesk.services.suggested import SuggestedDelegate, colleagues_suggested
from ui.events.person_panel import PersonPanel
from ui.parts.live import LiveDesk

SAID = "Whoever is chosen takes one of them, whoever else waits."


class NamePanel(PersonPanel):
    """Asks who of an agency takes a place that is kept for it."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live, SAID, label="Takes the place", name="Who takes it", save="Book")

    def begin(self, event_id: int, title: str, hold: HoldRow) -> None:
        """Ask who takes one of the places of an event that are kept."""
        left = counted(hold.left, "place is", "places are")
        self.about.say(f"{left} kept for {hold.agency} and not named yet. {SAID}")
        self.begin_with(
            hold.id,
            "Name a kept place",
            suggest=partial(self._of_the_agency, event_id, hold),
            do=partial(self._name, title, hold),
        )

    def _of_the_agency(
        self, event_id: int, hold: HoldRow, typed: str
    ) -> Sequence[SuggestedDelegate]:
        today = self._desk.today()
        with self._desk.reading() as db:
            return colleagues_suggested(
                db, typed, agency_id=hold.agency_id, event_id=event_id, today=today
            )

    def _name(self, title: str, hold: HoldRow, delegate_id: int, name: str, reason: str) -> str:
        by = self._desk.stamp()
        with self._desk.changing("Book", f"{name} on {title}") as db:
            name_held(db, hold.id, delegate_id, reason=reason, by=by)
        return f"{name} has a place that was kept for {hold.agency}."
