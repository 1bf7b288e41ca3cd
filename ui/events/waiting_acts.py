"""What one does with those who wait for a place: offer it, give it, and enter their answers."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMenu

from trainingdesk.domain.booking import IN_THE_QUEUE, BookingStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import long_day
from trainingdesk.services import offers
from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.several_dates import (
    OtherDate,
    other_dates,
    place_at_once,
    wait_for_dates,
)
from ui.events.bookings_table import BookingsTable
from ui.events.event_tab import EventTab
from ui.events.reason_box import ReasonBox
from ui.events.telling import said_name, told_in
from ui.parts.heading import Notice
from ui.programme.acts import act

BEFORE, AFTER, IN_TURN = 1, -1, 0


class WaitingActs(QObject):
    """The acts of the waiting list, each with its keys; they are about the rows that are chosen."""

    promoted = Signal(list)  # the names of those who were given a place, or the offer of one

    def __init__(
        self, tab: EventTab, table: BookingsTable, reason: ReasonBox, notice: Notice
    ) -> None:
        super().__init__(tab)
        self._tab, self._table = tab, table
        self._reason, self._notice = reason, notice
        self.answer = ReasonBox("How they told us")
        self.offer = act(tab, "O&ffer a place", self.offer_places, "Ctrl+Shift+P")
        self.give = act(tab, "Give a place by &hand", self.give_places, "Ctrl+Shift+H")
        self.accepted = act(tab, "&Accepted…", self.ask_accepted, "Ctrl+Shift+A")
        self.declined = act(tab, "Decl&ined…", self.ask_declined, "Ctrl+Shift+N")
        self.priority = act(tab, "P&riority…", self.ask_priority, "Ctrl+Shift+U")
        self.dates = act(tab, "Wait for other da&tes too…", self.show_dates, "Ctrl+Shift+W")
        self.actions = [
            *(self.offer, self.give, self.accepted, self.declined, self.priority, self.dates)
        ]

    def allow(self, chosen: Sequence[BookingRow], *, closed: bool) -> None:
        """Offer what can be done with those who are chosen."""
        rows = [] if closed else list(chosen)
        waits = bool(rows) and all(row.status is BookingStatus.WAITING for row in rows)
        one = rows[0].status if len(rows) == 1 else None
        for action, wanted in (
            (self.offer, waits),
            (self.give, waits),
            (self.accepted, one is BookingStatus.OFFERED),
            (self.declined, one is BookingStatus.OFFERED),
            (self.priority, one is BookingStatus.WAITING),
            (self.dates, one in IN_THE_QUEUE),
        ):
            action.setEnabled(wanted)

    # -- places

    def offer_places(self) -> None:
        """Offer a free place to each who is chosen."""
        self._for_each("Offer a place", offers.offer_place)

    def give_places(self) -> None:
        """Give a free place to each who is chosen, in turn or not."""
        self._for_each("Give a place", offers.give_by_hand)

    def _for_each(self, label: str, service: Callable[..., object]) -> None:
        chosen = self._table.chosen_rows()
        with told_in(self._notice), self._tab.desk.changing(label, f"to {self._on(chosen)}") as db:
            for row in chosen:
                service(db, row.id, by=self._tab.desk.stamp())

    # -- answers

    def ask_accepted(self) -> None:
        """Ask how somebody took the place that was offered, then book them."""
        row = self._one()
        question = f"How did {said_name(row.delegate)} accept? It may be left out."
        self._ask(question, "Accepted", lambda said: self._accept(row, said))

    def ask_declined(self) -> None:
        """Ask how somebody declined the place that was offered, then pass it on."""
        row = self._one()
        question = f"How did {said_name(row.delegate)} decline? It may be left out."
        self._ask(question, "Declined", lambda said: self._decline(row, said))

    def _ask(self, question: str, deed: str, then: Callable[[str], bool]) -> None:
        self._reason.leave()
        self.answer.ask(question, deed, then)

    def _accept(self, row: BookingRow, said: str) -> bool:
        with told_in(self._notice):
            with self._tab.desk.changing("Note an accepted offer", f"of {self._on([row])}") as db:
                offers.accept(db, row.id, said=said, by=self._tab.desk.stamp())
            return self._done()
        return False

    def _decline(self, row: BookingRow, said: str) -> bool:
        with told_in(self._notice):
            with self._tab.desk.changing("Note a declined offer", f"of {self._on([row])}") as db:
                lucky = offers.decline(db, row.id, said=said, by=self._tab.desk.stamp())
            self.promoted.emit(lucky)
            return self._done()
        return False

    # -- priority

    def ask_priority(self) -> None:
        """Ask why somebody goes before the others, or after them."""
        row = self._one()
        name, queued = said_name(row.delegate), row.queued
        self.answer.leave()
        if queued is None or not queued.priority:
            self._reason.ask(
                f"Why does {name} go before the others who wait, or after them?",
                "Before the others",
                lambda reason: self._prefer(row, BEFORE, reason),
                other="After the others",
                other_then=lambda reason: self._prefer(row, AFTER, reason),
            )
            return
        where = "before" if queued.priority > 0 else "after"
        self._reason.ask(
            f"{name} goes {where} the others: {queued.reason}. Give another reason, or take the "
            "priority back.",
            "Keep it",
            lambda reason: self._prefer(row, queued.priority, reason or queued.reason),
            other="Take it back",
            other_then=lambda _: self._prefer(row, IN_TURN, ""),
        )

    def _prefer(self, row: BookingRow, priority: int, reason: str) -> bool:
        label, of = ("Give priority", "to") if priority else ("Take back priority", "of")
        with told_in(self._notice):
            with self._tab.desk.changing(label, f"{of} {self._on([row])}") as db:
                by = self._tab.desk.stamp()
                offers.give_priority(db, row.id, priority=priority, reason=reason, by=by)
            return self._done()
        return False

    # -- other dates

    def show_dates(self) -> QMenu | None:
        """Show the other dates of the course; one that is chosen is waited for as well."""
        row = self._one()
        with self._tab.desk.reading() as db:
            today = self._tab.desk.today()
            dates = other_dates(db, self._tab.event_id, row.delegate_id, today=today)
        if not dates:
            self._notice.say(f"No other date of {self._tab.title} is open to wait for.", "accent")
            return None
        menu = QMenu(self._table)
        for each in dates:
            self._add(menu, _date_said(each), row, [each])
        if len(dates) > 1:
            self._add(menu, f"All {len(dates)} dates", row, dates)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        below = self._table.visualRect(self._table.currentIndex()).bottomLeft()
        menu.popup(self._table.viewport().mapToGlobal(below))
        menu.setActiveAction(menu.actions()[0])
        return menu

    def _add(self, menu: QMenu, text: str, row: BookingRow, dates: Sequence[OtherDate]) -> None:
        action = menu.addAction(text.replace("&", "&&"))
        action.triggered.connect(lambda _=False: self._wait(row, dates))

    def _wait(self, row: BookingRow, dates: Sequence[OtherDate]) -> None:
        deed, name = self._told_as(row, dates)
        booked_on = ""
        with told_in(self._notice), self._tab.desk.changing(deed, name) as db:
            booked_on = wait_for_dates(
                db,
                delegate_id=row.delegate_id,
                event_ids=[self._tab.event_id, *(each.event_id for each in dates)],
                by=self._tab.desk.stamp(),
            )
        if booked_on:
            said = f"{said_name(row.delegate)} has a place on {booked_on}, and waits no longer."
            self._notice.say(said, "accent")

    def _told_as(self, row: BookingRow, dates: Sequence[OtherDate]) -> tuple[str, str]:
        """What waiting for these dates comes to: a place on one of them, or a turn on each."""
        who = said_name(row.delegate)
        with self._tab.desk.reading() as db:
            ids = [each.event_id for each in dates]
            there = place_at_once(db, delegate_id=row.delegate_id, event_ids=ids)
        if there:
            return "Book", f"{who} on {there}"
        return "Queue", f"{who} for {', '.join(each.reference for each in dates)}"

    # -- whom it is about

    def _one(self) -> BookingRow:
        return self._table.chosen_rows()[0]

    def _on(self, rows: Sequence[BookingRow]) -> str:
        who = said_name(rows[0].delegate) if len(rows) == 1 else counted(len(rows), "delegate")
        return f"{who} on {self._tab.title}"

    def _done(self) -> bool:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def _date_said(each: OtherDate) -> str:
    there = f"{each.free:,} free, {each.waiting:,} waiting"
    return f"{each.reference}, {long_day(each.starts)}: {there}"
