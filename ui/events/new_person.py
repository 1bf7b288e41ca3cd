"""Somebody new, entered beside the list that wants them, and put on it at once."""

from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal

from ui.delegates.form import DelegateForm
from ui.delegates.panels import Panels
from ui.events.booking_box import BookingBox
from ui.parts.beside import Beside
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


class ActsBeside(Protocol):
    """Acts of a list whose forms stand beside it, one at a time."""

    panels: Panels

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the list."""


class NewPerson(QObject):
    """Asks for the details of whoever was typed into the box and is not known yet."""

    saved = Signal(int)

    def __init__(
        self, box: BookingBox, acts: ActsBeside, save: str, *, live: LiveDesk, way: Way
    ) -> None:
        super().__init__(box)
        self._box, self._acts, self._way = box, acts, way
        self.form = DelegateForm(live)
        self.form.save.say(save)
        self.form.save_action.setText(f"&{save}")
        acts.panels.take_in(self.form)
        self.form.closed.connect(self._go_on)
        self.form.saved.connect(self._on_saved)
        self.form.look_alike_asked.connect(self._open)
        box.new_asked.connect(self.ask)

    def ask(self, typed: str) -> None:
        """Ask who they are; what was typed is their name."""
        self._acts.make_way(self.form)
        self.form.begin_new(typed)

    def _go_on(self) -> None:
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_saved(self, delegate_id: int) -> None:
        details = self.form.details()
        self._box.meet(delegate_id, f"{details.first_name} {details.last_name}")
        self._box.clear()
        self.saved.emit(delegate_id)

    def _open(self, delegate_id: int) -> None:
        year = self._way.here.year if self._way.here else ""
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=year))
