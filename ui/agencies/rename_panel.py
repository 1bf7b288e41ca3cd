"""Renaming an agency on a day."""

from trainingdesk.services.agency_changes import rename_agency
from ui.delegates.dated_panel import DatedPanel
from ui.parts.field import Entry, Field
from ui.parts.live import LiveDesk

SAID = "{} stays among its other names, and tables show it as it was called in their year."


class RenamePanel(DatedPanel):
    """Asks for the new name and the day from which it holds."""

    def __init__(self, live: LiveDesk) -> None:
        self._agency, self._name = 0, ""
        self.new_name = Entry()
        fields = {"name": Field("New name", self.new_name)}
        super().__init__(live, fields, day="From", save="Rename")
        self.save_asked.connect(self.save_now)

    def begin(self, agency_id: int, name: str) -> None:
        """Ask about an agency."""
        self._agency, self._name = agency_id, name
        self.begin_with(agency_id, "Rename agency", SAID.format(name), {"name": name})
        self.new_name.selectAll()

    def save_now(self) -> None:
        with self.problems_shown():
            with self._desk.changing("Rename", self._name) as db:
                rename_agency(
                    db,
                    self._agency,
                    self.new_name.text(),
                    on=self.day(),
                    today=self._desk.today(),
                )
            self.settle()
