"""Somebody new, entered beside the bookings and booked at once."""

from PySide6.QtCore import QObject, Qt, Signal

from ui.delegates.form import DelegateForm
from ui.events.booking_box import BookingBox
from ui.events.event_tab import EventTab
from ui.events.exchange_acts import ExchangeActs
from ui.parts.way import Where


class NewPerson(QObject):
    """Asks for the details of whoever was typed into the box and is not known yet."""

    saved = Signal(int)

    def __init__(self, tab: EventTab, box: BookingBox, exchanges: ExchangeActs) -> None:
        super().__init__(tab)
        self._tab, self._box, self._exchanges = tab, box, exchanges
        self.form = DelegateForm(tab.live)
        self.form.save.say("Save and book")
        self.form.save_action.setText("&Save and book")
        exchanges.panels.take_in(self.form)
        self.form.closed.connect(self._go_on)
        self.form.saved.connect(self._on_saved)
        self.form.look_alike_asked.connect(self._open)
        box.new_asked.connect(self.ask)

    def ask(self, typed: str) -> None:
        """Ask who they are; what was typed is their name."""
        self._exchanges.make_way(self.form)
        self.form.begin_new(typed)

    def _go_on(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self, delegate_id: int) -> None:
        details = self.form.details()
        self._box.meet(delegate_id, f"{details.first_name} {details.last_name}")
        self._box.clear()
        self.saved.emit(delegate_id)

    def _open(self, delegate_id: int) -> None:
        year = self._tab.way.here.year if self._tab.way.here else ""
        self._tab.way.go(Where("Delegates", kind="delegate", id=delegate_id, year=year))
