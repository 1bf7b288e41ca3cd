"""The line of the register that notes whoever comes without a booking."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.walk_in import WalkInPlace
from trainingdesk.services import bookings
from trainingdesk.services.statuses import live_booking
from trainingdesk.services.walk_ins import ROOM_IS_FULL, room_for_walk_in
from ui.delegates.panels import Panels
from ui.events.booking_box import BookingBox
from ui.events.event_tab import EventTab
from ui.events.new_person import NewPerson
from ui.events.reason_box import ReasonBox
from ui.events.telling import told_in
from ui.parts.beside import Beside
from ui.parts.heading import Notice
from ui.parts.layout import across

HINT = "Who walked in? A name, an agency or an e-mail"


class WalkInRow(QWidget):
    """Takes a name; where the room is full and nobody is absent, it asks why they are let in."""

    noted = Signal(int)  # the booking
    turned = Signal()  # it was shown, or put away

    def __init__(self, tab: EventTab, notice: Notice, reason: ReasonBox) -> None:
        super().__init__()
        self._tab, self._notice, self._reason = tab, notice, reason
        self.box = BookingBox(tab.desk, HINT, walk_in=True)
        self.panels = Panels()  # they stand beside, where the page puts them
        self.newcomer = NewPerson(self.box, self, "Save and note", live=tab.live, way=tab.way)
        row = across(self.box, None)
        row.setContentsMargins(0, 0, 0, 0)
        self.setLayout(row)
        self.box.taken.connect(lambda person: self.note(person, go_on=False))
        self.box.taken_and_next.connect(lambda person: self.note(person, go_on=True))
        self.newcomer.saved.connect(lambda person: self.note(person, go_on=False))
        self.hide()

    def ask(self) -> None:
        """Ask who came without a booking."""
        self.box.event_id = self._tab.event_id
        self.show()
        self.turned.emit()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the register."""
        self._notice.say("")  # what was refused before is not about this
        self._reason.leave()
        self.panels.make_way(panel)

    def put_away(self) -> None:
        """Ask no more."""
        self.panels.clear()
        self.box.clear()
        self.box.close_menu()
        self.hide()
        self.turned.emit()

    def note(self, delegate_id: int, *, go_on: bool) -> None:
        """Put somebody on the register, once it is said why where there is no place for them."""
        with self._tab.desk.reading() as db:
            room = room_for_walk_in(db, self._tab.event_id)
            is_there = live_booking(db, self._tab.event_id, delegate_id) is not None
        if room is WalkInPlace.NONE and not is_there:  # who is there is refused without asking
            self._reason.ask(
                f"{ROOM_IS_FULL} Or say why {self.box.name_of(delegate_id)} is let in.",
                "Note walk-in",
                lambda reason: self._note(delegate_id, go_on=go_on, reason=reason),
            )
        else:
            self._note(delegate_id, go_on=go_on)

    def _note(self, delegate_id: int, *, go_on: bool, reason: str = "") -> bool:
        booking, tab = 0, self._tab
        name = self.box.name_of(delegate_id)
        with told_in(self._notice), tab.desk.changing("Note walk-in", name) as db:
            booking = bookings.add_walk_in(
                db,
                event_id=tab.event_id,
                delegate_id=delegate_id,
                by=tab.desk.stamp(),
                reason=reason,
            )
        if not go_on:
            self.put_away()
            self.noted.emit(booking)
        return True
