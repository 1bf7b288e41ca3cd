"""What one does with places: hand them over, change the date, keep them, go beyond them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from trainingdesk.domain.booking import LIVE, BookingStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.exchanges import GIVES_A_PLACE
from trainingdesk.services.holds import HoldRow, holds_on, release
from trainingdesk.services.overriding import SAY_WHY, overbook
from ui.delegates.panels import Panels
from ui.events.bookings_table import BookingsTable
from ui.events.event_tab import EventTab
from ui.events.keep_panel import KeepPanel
from ui.events.name_panel import NamePanel
from ui.events.reason_box import ReasonBox
from ui.events.substitute_panel import SubstitutePanel
from ui.events.telling import said_name, told_in
from ui.events.transfer_panel import CarryOverPanel, TransferPanel
from ui.parts.beside import Beside
from ui.parts.heading import Notice
from ui.parts.words import Button
from ui.programme.acts import act

TOLD = 3
"""Of so many agencies the notice tells what is kept for each."""
OTHERS = "other agencies"


class ExchangeActs(QObject):
    """The acts that hand places over or keep them, each with its keys, and their panels."""

    promoted = Signal(list)  # the names of those who were given a place, or the offer of one
    asked = Signal()  # so that the page makes room beside
    another_asked = Signal()  # for another date, where there is none to go to

    def __init__(
        self, tab: EventTab, table: BookingsTable, reason: ReasonBox, notice: Notice
    ) -> None:
        super().__init__(tab)
        self._tab, self._table = tab, table
        self._reason, self._notice = reason, notice
        self._rows: Sequence[BookingRow] = ()
        self._holds: list[HoldRow] = []
        self.transferring, self.substituting = TransferPanel(tab.live), SubstitutePanel(tab.live)
        self.keeping, self.naming = KeepPanel(tab.live), NamePanel(tab.live)
        self.carrying = CarryOverPanel(tab.live)
        passing = self.transferring, self.substituting, self.carrying
        every = (*passing, self.keeping, self.naming)
        self.panels = Panels(*every)  # they stand beside, where the page puts them
        self.name_one = Button("Name…", "link", keys="Ctrl+Shift+J", name="Name a kept place")
        self.let_go = Button("Let go…", "link")
        self.kept = Notice("", "accent", self.name_one, self.let_go)
        self.transfer = act(tab, "&Transfer to another date…", self.ask_transfer, "Ctrl+T")
        self.substitute = act(tab, "&Substitute a colleague…", self.ask_colleague, "Ctrl+Shift+S")
        self.beyond = act(tab, "Book be&yond the places…", self.ask_beyond, "Ctrl+Shift+B")
        self.keep = act(tab, "&Keep places for an agency…", self.ask_to_keep, "Ctrl+Shift+K")
        self.name = act(tab, "Na&me a kept place…", self.ask_for_name, "Ctrl+Shift+J")
        self.release = act(tab, "&Let go of kept places…", self.show_kept, "Ctrl+Shift+L")
        self.carry = act(tab, "Carry e&verybody over…", self.ask_to_carry, "Ctrl+Shift+Y")
        self.actions = [self.transfer, self.substitute, self.beyond]
        self.name_one.clicked.connect(self.name.trigger)
        self.let_go.clicked.connect(self.show_kept)
        self.panels.closed.connect(self._back_to_the_list)
        for panel in every:
            panel.done.connect(tab.live.told)
        for panel in passing:
            panel.promoted.connect(self.promoted)
        for dated in (self.transferring, self.carrying):
            dated.another_asked.connect(self.another_asked)

    def show_event(self, rows: Sequence[BookingRow], *, open_to_booking: bool) -> None:
        """Show what is kept on the event, and offer what it allows."""
        self._rows = rows
        with self._tab.desk.reading() as db:
            self._holds = holds_on(db, self._tab.event_id)
        self.kept.say(_all_kept_said(self._holds))
        head = self._tab.head
        closed = head is None or head.register_closed_on is not None
        self.keep.setEnabled(open_to_booking)
        self.release.setEnabled(bool(self._holds) and not closed)
        for thing in (self.name, self.name_one):
            thing.setEnabled(open_to_booking and bool(self._with_places()))
        self.carry.setEnabled(not closed and any(row.status in GIVES_A_PLACE for row in rows))

    def allow(self, chosen: Sequence[BookingRow], *, closed: bool) -> None:
        """Offer what can be done with those who are chosen."""
        rows = [] if closed else list(chosen)
        statuses = {row.status for row in rows}
        self.transfer.setEnabled(bool(rows) and statuses <= GIVES_A_PLACE)
        self.substitute.setEnabled(len(rows) == 1 and statuses == {BookingStatus.BOOKED})
        self.beyond.setEnabled(bool(rows) and statuses == {BookingStatus.WAITING})

    # -- panels

    def ask_transfer(self) -> None:
        """Ask to which date the chosen bookings go."""
        if rows := self._chosen():
            self.make_way(self.transferring)
            self.transferring.begin(self._tab.event_id, rows)

    def ask_colleague(self) -> None:
        """Ask who comes instead of whoever is chosen."""
        if rows := self._chosen():
            self.make_way(self.substituting)
            self.substituting.begin(self._tab.event_id, rows[0])

    def ask_to_keep(self) -> None:
        """Ask for whom places are kept."""
        self.make_way(self.keeping)
        self.keeping.begin(self._tab.event_id, self._tab.title)

    def ask_for_name(self) -> QMenu | None:
        """Ask who takes a place that is kept; first of which agency, where there are several."""
        if len(holds := self._with_places()) != 1:
            return self._show_holds(holds, self._ask_for_name) if holds else None
        self._ask_for_name(holds[0])
        return None

    def _ask_for_name(self, hold: HoldRow) -> None:
        self.make_way(self.naming)
        self.naming.begin(self._tab.event_id, self._tab.title, hold)

    def _with_places(self) -> list[HoldRow]:
        return [hold for hold in self._holds if hold.left]

    def ask_to_carry(self) -> None:
        """Ask to which date everybody goes."""
        self.make_way(self.carrying)
        rows = [row for row in self._rows if row.status in GIVES_A_PLACE]
        self.carrying.begin(self._tab.event_id, self._tab.reference, rows)

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the list."""
        self.asked.emit()
        self._notice.say("")  # what was refused before is not about this
        self._reason.leave()
        self.panels.make_way(panel)

    def _back_to_the_list(self) -> None:
        """Give the keys to the row that was in hand, where the next act falls on it too."""
        if self._table.isVisible() and self._table.rows_in_hand():
            self._table.enter()
        else:
            self._tab.enter()

    # -- kept places

    def show_kept(self) -> QMenu:
        """Show what is kept; what is chosen is let go, and passed to whoever waits."""
        return self._show_holds(self._holds, self._let_go)

    def _show_holds(self, holds: Sequence[HoldRow], do: Callable[[HoldRow], object]) -> QMenu:
        menu = QMenu(self._table)
        for hold in holds:
            action = menu.addAction(_kept_said(hold).replace("&", "&&"))
            action.triggered.connect(lambda _=False, hold=hold: do(hold))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._tab.mapToGlobal(self.kept.geometry().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _let_go(self, hold: HoldRow) -> None:
        name = f"{counted(hold.left, 'place')} kept for {hold.agency} on {self._tab.title}"
        lucky: list[str] = []
        with told_in(self._notice), self._tab.desk.changing("Let go of", name) as db:
            lucky = release(db, hold.id, by=self._tab.desk.stamp())
        self.promoted.emit(lucky)

    # -- beyond the places

    def ask_beyond(self) -> None:
        """Ask why those who are chosen are booked though every place is taken."""
        rows = self._chosen()
        who = listed([said_name(row.delegate) for row in rows])
        asked = f"Every place is taken. Why {'is' if len(rows) == 1 else 'are'} {who} booked?"
        self._reason.ask(asked, "Book beyond the places", partial(self._overbook, rows))

    def _overbook(self, rows: Sequence[BookingRow], reason: str) -> bool:
        if not reason:
            self._reason.field.set_error(SAY_WHY)
            return False
        who = said_name(rows[0].delegate) if len(rows) == 1 else counted(len(rows), "delegate")
        with told_in(self._notice):
            with self._tab.desk.changing("Overbook", f"{who} on {self._tab.title}") as db:
                for row in rows:
                    overbook(
                        db,
                        event_id=self._tab.event_id,
                        delegate_id=row.delegate_id,
                        reason=reason,
                        by=self._tab.desk.stamp(),
                    )
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _chosen(self) -> list[BookingRow]:
        return [row for row in self._table.chosen_rows() if row.status in LIVE]


def _all_kept_said(holds: Sequence[HoldRow]) -> str:
    """Of the first few all there is to know, and of the others how many places they keep."""
    told = [_kept_said(hold) for hold in holds[:TOLD]]
    if others := holds[TOLD:]:
        places = counted(sum(hold.places for hold in others), "place")
        told.append(f"{places} more kept for {counted(len(others), 'other agency', OTHERS)}.")
    return " ".join(told)


def _kept_said(hold: HoldRow) -> str:
    named = f", {hold.named} of them named" if hold.named else ""
    places = counted(hold.places, "place")
    note = f" ({' '.join(hold.note.split())})" if hold.note.strip() else ""
    return f"{places} kept for {hold.agency} until {plain_day(hold.until)}{named}{note}."
