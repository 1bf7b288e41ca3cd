"""Keeping places of an event for an agency, without names, until a day."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import plain_day
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.holds import PlacesKept, keep_places, usual_last_day
from ui.delegates.agency_choice import AgencyChoice
from ui.delegates.dated_panel import DatedPanel
from ui.parts.field import Entry, Field
from ui.parts.live import LiveDesk

SAID = (
    "They are free for nobody else. Whoever of the agency is booked meanwhile takes one of them; "
    "what has no name after the day goes to whoever waits."
)


FIELDS = {"places": "places", "until": "on"}
"""In which field a problem of the places stands."""


class KeepPanel(DatedPanel):
    """Asks for whom places are kept, how many, and until when."""

    def __init__(self, live: LiveDesk) -> None:
        self.agency = AgencyChoice("Kept for")
        self.places = Entry()
        self.note = Entry()
        fields = {
            "agency": Field("Kept for", self.agency),
            "places": Field("Places", self.places),
            "note": Field("Note", self.note, help_text="For yourself. May be left empty."),
        }
        super().__init__(live, fields, day="Last day on which they are kept", save="Keep places")
        self._event_id, self._title = 0, ""
        self.save_asked.connect(self.save_now)

    def begin(self, event_id: int, title: str) -> None:
        """Ask about an event."""
        self._event_id, self._title = event_id, title
        with self._desk.reading() as db, QSignalBlocker(self.agency):
            self.agency.show_agencies(agency_choices(db))
            until = usual_last_day(db, event_id, today=self._desk.today())
        texts = {"agency": "", "places": "1", "note": "", "on": plain_day(until)}
        self.begin_with(event_id, "Keep places", SAID, texts)

    def save_now(self) -> None:
        """Keep them."""
        with self.problems_shown():
            kept = self._kept()
            name = f"{counted(kept.places, 'place')} for {self.agency.name_of(kept.agency_id)}"
            with self._desk.changing("Keep", f"{name} on {self._title}") as db:
                try:
                    keep_places(db, self._event_id, kept, by=self._desk.stamp())
                except Invalid as refused:
                    raise Invalid(
                        {FIELDS[key]: said for key, said in refused.problems.items()}
                    ) from refused
            self.settle()
            self.done.emit(f"Kept {name} until {plain_day(kept.until)}.")

    def _kept(self) -> PlacesKept:
        agency_id, until, number = self.agency.agency_id(), self.day(), self.places.text().strip()
        problems = {}
        if agency_id is None:
            problems["agency"] = "Say for which agency they are kept."
        if not number.isdecimal():
            problems["places"] = "Say how many, as a number."
        if until is None:
            problems["on"] = "Say until when, such as 1 April, or 1/4/2026."
        if problems or agency_id is None or until is None:
            raise Invalid(problems)
        return PlacesKept(agency_id, int(number), until, self.note.text())
