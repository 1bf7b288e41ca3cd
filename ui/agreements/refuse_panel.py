"""The form that ends a request which nobody agrees to."""

from PySide6.QtCore import Signal

from trainingdesk.services.agreements import refuse
from trainingdesk.services.asked import Asked
from ui.events.telling import said_name
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class RefusePanel(Beside):
    """Asks why a request is not agreed to."""

    refused = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: Asked | None = None
        self.about = Words("", wrap=True)
        self.reason = Entry()
        why = Field("&Reason", self.reason, help_text="In a few words, as the delegate is told.")
        form = FormFields({"reason": why})
        body = down(self.about, why, gap=Space.L)
        super().__init__("Not agreed", body, form, save="End the request")
        self.form = form
        self.hide()
        act(self, "&End the request", self.save_asked.emit, "Ctrl+S")
        self.save_asked.connect(self.end_it)
        self.reason.returnPressed.connect(self.save_asked)

    def begin(self, row: Asked) -> None:
        """Ask about one request."""
        self._row = row
        self.about.say(
            f"{said_name(row.delegate)} asked for a place on {row.title}, {row.reference}. "
            "The request ends; it never held a place."
        )
        self.begin_about(row.id, {"reason": ""})
        self.show()
        self.form.begin()

    def end_it(self) -> None:
        """End the request."""
        row = self._row
        if row is None:
            return
        name = said_name(row.delegate)
        with self.problems_shown():
            with self._desk.changing("Refuse", f"{name} on {row.title}") as db:
                refuse(db, row.id, reason=self.reason.text(), by=self._desk.stamp())
            self.settle()
            self.refused.emit(f"The request of {name} has ended.")
