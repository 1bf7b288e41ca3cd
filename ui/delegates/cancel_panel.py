"""Cancelling a booking, with the reason."""

from PySide6.QtCore import QSignalBlocker, Signal

from trainingdesk.domain.words import listed
from trainingdesk.services.bookings import cancel
from trainingdesk.services.delegate_history import HistoryRow
from trainingdesk.services.reasons import reasons_offered
from ui.agencies.word_choice import WordChoice
from ui.parts.beside import Beside
from ui.parts.field import Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Button, Words


class CancelPanel(Beside):
    """Asks why a booking is cancelled, and says who gets its place."""

    cancelled = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: HistoryRow | None = None
        self._name = ""
        self.about = Words("", wrap=True)
        self.reason = WordChoice("Reason")
        why = Field(
            "Reason",
            self.reason,
            help_text="One of the board's reasons or any words. May be left empty.",
        )
        form = FormFields({"reason": why})
        super().__init__(
            "Cancel booking", down(self.about, why, gap=Space.L), form, save="Cancel booking"
        )
        self.hide()
        for button in self.findChildren(Button):
            if button.text() == "Cancel":
                button.say("Keep it")  # two buttons that say Cancel would mean opposite things
        self.save_asked.connect(self.cancel_now)
        self.reason.typed.returnPressed.connect(self.cancel_now)

    def begin(self, row: HistoryRow, name: str) -> None:
        """Ask about one booking of a delegate."""
        self._row, self._name = row, name
        what = "turn in the queue for" if row.place_in_queue else "place on"
        self.about.say(f"{name} gives up the {what} {row.title}.")
        with self._desk.reading() as db, QSignalBlocker(self.reason):
            self.reason.show_words(reasons_offered(db))
        self.begin_about(row.id, {"reason": ""})
        self.show()
        self.reason.setFocus()

    def cancel_now(self) -> None:
        """Cancel it."""
        row = self._row
        if row is None:
            return
        with self.problems_shown():
            with self._desk.changing("Cancel", f"{self._name} on {row.title}") as db:
                lucky = cancel(db, row.id, reason=self.reason.currentText(), by=self._desk.stamp())
            self.settle()
            if lucky:
                has = "has" if len(lucky) == 1 else "have"
                self.cancelled.emit(
                    f"Cancelled {self._name} on {row.title}: {listed(lucky)} {has} the place now."
                )
