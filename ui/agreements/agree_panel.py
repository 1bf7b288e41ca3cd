"""The form that keeps a declaration: who agreed, how and on which day."""

from PySide6.QtCore import Signal

from trainingdesk.domain.agreement import AgreedHow, Declaration
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.words import listed
from trainingdesk.services.agreements import Agreed, agree
from trainingdesk.services.asked import Asked
from ui.delegates.dated_panel import DatedPanel
from ui.events.telling import ordinal, said_name
from ui.parts.field import Choice, Entry, Field
from ui.parts.live import LiveDesk


class AgreePanel(DatedPanel):
    """Asks who agreed to a request, and says whether it has a place by that."""

    agreed = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._row: Asked | None = None
        fields = {
            "who": Field("&Who agreed", Entry(), help_text="The manager's name, as declared."),
            "how": Field("&How", Choice(list(AgreedHow), "How")),
        }
        super().__init__(live, fields, day="A&greed on", save="Keep the agreement")
        self.save_asked.connect(self.keep)

    def begin(self, row: Asked) -> None:
        """Ask about one request."""
        self._row = row
        said = f"{said_name(row.delegate)} asks for a place on {row.title}, {row.reference}."
        texts = {"who": row.whom, "how": AgreedHow.EMAIL.value}
        self.begin_with((row.id, row.step), row.step_said, said, texts)

    def keep(self) -> None:
        """Keep the declaration; with the last one the request is booked."""
        row = self._row
        if row is None:
            return
        texts = self.form.texts()
        declared = Declaration(texts["who"], texts["how"], self.day())
        name = f"{said_name(row.delegate)} on {row.title}"
        with self.problems_shown():
            with self._desk.changing("Agree to", name) as db:
                by = self._desk.stamp()
                found = agree(db, row.id, step=row.step, declared=declared, by=by)
            self.settle()
            self.agreed.emit(_told(said_name(row.delegate), found))


def _told(name: str, found: Agreed) -> str:
    """What the agreement came to."""
    said = [f"{name} {_became(found)}."]
    if found.lucky:
        has = "has" if len(found.lucky) == 1 else "have"
        said.append(f"{listed(found.lucky)} {has} a place now, from the waiting list.")
    return " ".join(said)


def _became(found: Agreed) -> str:
    if found.status is BookingStatus.REQUESTED:
        return "waits for the second agreement"
    if found.status is BookingStatus.BOOKED:
        return "has a place"
    if found.status is BookingStatus.OFFERED:
        return "has the offer of a place"
    return f"waits for a place, {ordinal(found.place_in_queue or 1)}"
