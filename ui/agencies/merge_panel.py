"""Merging an agency into another on a day."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.agency_changes import merge_agencies
from ui.delegates.agency_choice import AgencyChoice
from ui.delegates.dated_panel import DatedPanel
from ui.parts.field import Field
from ui.parts.live import LiveDesk

SAID = (
    "{} ends on that day. Its delegates go to the other, and workbooks that still use its names "
    "lead there. Its bookings stay its own."
)
ITSELF = "An agency cannot be merged into itself. Choose the one that takes it over."


class MergePanel(DatedPanel):
    """Asks which agency takes another over, and when."""

    def __init__(self, live: LiveDesk) -> None:
        self._agency, self._name = 0, ""
        self.into = AgencyChoice("Merge into")
        fields = {"into": Field("Merge into", self.into)}
        super().__init__(live, fields, day="On", save="Merge")
        self.save_asked.connect(self.save_now)

    def begin(self, agency_id: int, name: str) -> None:
        """Ask about an agency."""
        self._agency, self._name = agency_id, name
        with self._desk.reading() as db, QSignalBlocker(self.into):
            others = [each for each in agency_choices(db) if each[1] != agency_id]
            self.into.show_agencies(others, {name: ITSELF})
        self.begin_with(agency_id, "Merge agency", SAID.format(name), {"into": ""})

    def save_now(self) -> None:
        into, day = self.into.agency_id(), self.day()
        with self.problems_shown():
            with self._desk.changing("Merge", self._name) as db:
                went = merge_agencies(db, self._agency, into, on=day, today=self._desk.today())
            self.settle()
            if day is not None:
                heir = self.into.name_of(into)
                people = f" with {counted(went, 'delegate')}" if went else ""
                self.done.emit(f"{self._name} went into {heir} on {plain_day(day)}{people}.")
