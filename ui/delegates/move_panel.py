"""Moving delegates to another agency on a day."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.delegate_moves import move_delegates
from ui.delegates.agency_choice import AgencyChoice
from ui.delegates.dated_panel import DatedPanel
from ui.parts.field import Field
from ui.parts.live import LiveDesk

SAID = "To another agency. What they were booked on before stays with the agency of that day."
KEPT = "Manager and e-mail are as they were: check them."


class MovePanel(DatedPanel):
    """Asks where people went and since when; their bookings stay as they were."""

    def __init__(self, live: LiveDesk) -> None:
        self.into = AgencyChoice("Moves to")
        self._people: list[tuple[int, str]] = []
        fields = {"into": Field("Moves to", self.into)}
        super().__init__(live, fields, day="First day there", save="Move")
        self.save_asked.connect(self.save_now)

    def begin(self, people: Sequence[tuple[int, str]]) -> None:
        """Ask about these people, given by number and name."""
        self._people = list(people)
        with self._desk.reading() as db, QSignalBlocker(self.into):
            self.into.show_agencies(agency_choices(db))
        about = tuple(number for number, _ in people)
        self.begin_with(about, f"Move {self._who()}", SAID, {"into": ""})

    def save_now(self) -> None:
        into, day = self.into.agency_id(), self.day()
        with self.problems_shown():
            with self._desk.changing("Move", self._who()) as db:
                number = move_delegates(
                    db,
                    [each for each, _ in self._people],
                    into_id=into,
                    on=day,
                    today=self._desk.today(),
                )
            self.settle()
            if day is not None:
                who = self._who() if number == 1 else counted(number, "delegate")
                to = self.into.name_of(into)
                self.done.emit(f"{who} moved to {to} on {plain_day(day)}. {KEPT}")

    def _who(self) -> str:
        names = [name for _, name in self._people]
        return names[0] if len(names) == 1 else counted(len(names), "delegate")
