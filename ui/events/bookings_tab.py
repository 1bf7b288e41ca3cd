"""The bookings of an event: who has a place, who waits, and the box to book with."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent

from trainingdesk.domain.booking import GIVEN_UP, IN_THE_QUEUE, LIVE
from trainingdesk.domain.figures import counted
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.standing import BEGUN
from trainingdesk.services import bookings
from trainingdesk.services.bookings import BookingRow, bookings_on, places_of
from trainingdesk.services.charging.cancelling import said_of_cancelling
from trainingdesk.services.desk import Change
from trainingdesk.services.own_fields import own_fields
from trainingdesk.services.reasons import reasons_offered
from trainingdesk.services.waiting import another_said, give_free_places, given_said, rule_said
from ui.events.booking_box import HINT, BookingBox, PasteList
from ui.events.booking_columns import DETAILS, WAITING, WHY_ABSENT, in_groups, in_order
from ui.events.booking_form import BookingForm
from ui.events.booking_words import counts_of, names_of, nobody_yet, whose, why_not
from ui.events.bookings_table import BookingsTable
from ui.events.event_tab import EventTab
from ui.events.exchange_acts import ExchangeActs
from ui.events.new_person import NewPerson
from ui.events.queue_notice import QueueNotice
from ui.events.reason_box import ReasonBox
from ui.events.saving import save_rows
from ui.events.telling import told_in
from ui.events.waiting_acts import WaitingActs
from ui.events.warned_booking import WarnedBooking
from ui.parts.count import Count
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.theme import Size, Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.columns import NARROW
from ui.programme.even_rows import show_in_groups

MOST_OF_THE_ROOM = 100
"""The box takes it up to its full width; what is left stays empty."""
CANCEL, WITHDRAW = "&Cancel booking…", "&Withdraw from the waiting list…"
ANOTHER = "Pla&n another date for those waiting…"
FIRST_STEP = "Type a few letters of a name, an agency or an e-mail address above; Enter books."


class BookingsTab(EventTab):
    """Books, cancels and books again; everything at once, everything to be undone."""

    walk_in_asked = Signal()
    another_asked = Signal()  # for another date of the course, as many wait
    details_asked = Signal()  # so that the page makes room beside
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "board",
            "booking",
            "charging_pause",
            "charging_policy",
            "delegate",
            "event",
            "held_name",
            "mark",
            "offer",
            "own_field",
            "place_hold",
            "place_share",
            "shared_wait",
            "status_change",
            "turn",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._rows: list[BookingRow] = []
        self._open_to_booking = False
        self._order, self._falling = "", False
        self.box = BookingBox(self.desk)
        self.walk_in = Button("Walk-in", "secondary", "user-plus", "Ctrl+W")
        self.paste = PasteList(self, self.box)
        self.notice, self.queue = Notice(""), QueueNotice()
        self.give, self.another = self.queue.give, self.queue.another
        self.reason = ReasonBox()
        self.table = BookingsTable(self.desk.today())
        self.details = BookingForm(self.desk)  # it stands beside, where the page puts it
        self.table.follow(live, "event.bookings")
        self.waiting = WaitingActs(self, self.table, self.reason, self.notice)
        self.exchanges = ExchangeActs(self, self.table, self.reason, self.notice)
        self.newcomer = NewPerson(self.box, self.exchanges, "Save and book", live=live, way=way)
        self.warned = WarnedBooking(self, self.reason, self.notice)
        self.nobody = Empty("users", "Nobody is booked yet", "")
        self.nobody.hide()
        self.count = Count(Button("Cancel booking", "quiet", "x", "Del"), export=False)
        self._lay_out()
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self._make_acts()
        self._connect()

    def _lay_out(self) -> None:
        self.box.setMaximumWidth(Size.PALETTE)
        row = across(self.box, self.walk_in, self.paste, None)
        row.setStretch(0, MOST_OF_THE_ROOM)
        row.setStretch(3, 1)
        under = down(self.table, self.nobody, self.count, gap=0)
        asked = self.reason, self.waiting.answer
        column = down(self.queue, self.exchanges.kept, self.notice, row, *asked, gap=Space.M)
        column.addLayout(under, 1)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.open_action = act(self, "&Open delegate", self.open_chosen, "Ctrl+O")
        self.cancel_action = act(self, CANCEL, self.cancel_chosen, "Del")
        self.details_action = act(self, "Booking &details…", self.ask_details, "F2")
        # Elsewhere on the page F2 changes the event; the list keeps it for itself.
        self.details_action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.again_action = act(self, "Book a&gain", self.book_again, "Ctrl+B")
        self.walk_in_action = act(self, "Note a &walk-in…", self.walk_in_asked.emit, "Ctrl+W")
        self.give_action = act(self, "&Give free places to those waiting", self.give_places)
        self.book_action = act(self, "&Book somebody", self.box.setFocus, "Ctrl+F")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.another_action = act(self, ANOTHER, self.another_asked.emit, "Ctrl+N")
        acts = [self.open_action, self.details_action, self.cancel_action, self.again_action]
        self.table.acts = [
            *acts,
            *self.exchanges.actions,
            *self.waiting.actions,
            self.export_action,
        ]

    def _connect(self) -> None:
        self.box.taken.connect(lambda person: self.book(person, go_on=False))
        self.box.taken_and_next.connect(lambda person: self.book(person, go_on=True))
        self.newcomer.saved.connect(lambda person: self.book(person, go_on=False))
        self.walk_in.clicked.connect(self.walk_in_asked)
        self.give.clicked.connect(self.give_places)
        self.another.clicked.connect(self.another_asked)
        self.waiting.promoted.connect(self._tell_promoted)
        self.exchanges.promoted.connect(self._tell_promoted)
        self.exchanges.another_asked.connect(self.another_asked)
        self.exchanges.asked.connect(self.details_asked)
        self.exchanges.asked.connect(self.details.hide)
        self.live.changed.connect(self._on_taken_back)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._open)
        self.table.details_asked.connect(self.ask_details)
        self.details.closed.connect(self.table.enter)
        self.table.sort_asked.connect(self._sort)
        self.table.typed.connect(self.box.take_letter)
        self.count.export_asked.connect(self.export)
        self._cancel_button = self.count.findChildren(Button)[0]
        self._cancel_button.clicked.connect(self.cancel_chosen)

    # -- what it shows

    def export(self) -> None:
        """Save the list as it shows."""
        table = self.table
        name = f"Bookings {self.reference}"
        save_rows(self, name, table.saved_heads(), table.saved_rows(), said=self.said.emit)

    def begin(self) -> None:
        self.notice.say("")
        self.reason.leave()
        self.waiting.answer.leave()
        self.put_away()
        self.box.clear()
        self.box.close_menu()
        self._order = ""
        self.table.show_sorted("")
        self.table.clearSelection()

    def put_away(self) -> None:
        """Close what stands beside the list."""
        self.details.hide()
        self.exchanges.panels.clear()

    def enter(self) -> None:
        if self._rows and not self.box.isEnabled():
            self.table.enter()
        else:
            first = self.box if self.box.isEnabled() else self
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = bookings_on(db, self.event_id, by=self.desk.stamp())
            places = places_of(db, self.event_id)
            rule, enough = rule_said(db), another_said(db, self.event_id)
            self.table.has_details = bool(own_fields(db, FieldOf.BOOKING))
        self.box.event_id = self.event_id
        self._show_rows()
        self.queue.show_queue(places, rule=rule, enough=enough)
        self.give_action.setEnabled(bool(places.free and places.waiting))
        self.another_action.setEnabled(bool(enough))
        self._allow()
        self.exchanges.show_event(self._rows, open_to_booking=self._open_to_booking)
        self._on_chosen()

    def _allow(self) -> None:
        """Take bookings while the event does; walk-ins from its first day on."""
        head = self.head
        self._open_to_booking = head is not None and head.takes_bookings
        begun = head is not None and head.row.standing in BEGUN
        self.box.setEnabled(self._open_to_booking)
        self.box.setPlaceholderText(HINT if self._open_to_booking else why_not(head))
        self.nobody.say(*nobody_yet(head, FIRST_STEP))
        for thing in (self.walk_in, self.walk_in_action):
            thing.setVisible(begun and self._open_to_booking)
            thing.setEnabled(begun and self._open_to_booking)
        self.book_action.setEnabled(self._open_to_booking)

    def _show_rows(self) -> None:
        if self._order:
            rows: Sequence[BookingRow | Group] = in_order(
                self._rows, self._order, falling=self._falling
            )
        else:
            rows = in_groups(self._rows)
        show_in_groups(self.table, rows)
        self.table.setVisible(bool(self._rows))
        self.count.setVisible(bool(self._rows))
        self.nobody.setHidden(bool(self._rows))
        self._give_way()
        self.count.say(counts_of(self._rows))

    def _give_way(self) -> None:
        """Show attendance once there is some; beside a form, leave the names their room."""
        narrow = self.width() < NARROW
        away = set() if any(row.attendance for row in self._rows) else {"Attendance"}
        away |= {"Booked on"} if narrow else set()
        away |= set() if any(row.own for row in self._rows) and not narrow else {DETAILS}
        told = any(row.why_absent for row in self._rows)
        away |= set() if told and not narrow else {WHY_ABSENT}
        away |= set() if any(row.queued for row in self._rows) and not narrow else {WAITING}
        status = {"Status": Width.MARK} if narrow else {}
        self.table.columns_shown.give_way(away, status)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _on_chosen(self) -> None:
        chosen = self.table.chosen_rows()
        live = [row for row in chosen if row.status not in GIVEN_UP]
        self.open_action.setEnabled(len(chosen) == 1)
        self.details_action.setVisible(self.table.has_details)
        self.details_action.setEnabled(self.table.has_details and len(chosen) == 1)
        closed = self.head is not None and self.head.register_closed_on is not None
        live = [] if closed else live
        self.cancel_action.setEnabled(bool(live))
        theirs = {row.delegate_id for row in chosen}
        gone = bool(chosen) and all(row.status in GIVEN_UP for row in chosen)
        self.again_action.setEnabled(gone and self._open_to_booking and not theirs & self._live())
        several = counted(len(live), "booking", "bookings") if len(live) > 1 else "booking"
        waits = bool(live) and all(row.status in IN_THE_QUEUE for row in live)
        self._cancel_button.say("Withdraw" if waits else f"Cancel {several}")
        self.cancel_action.setText(WITHDRAW if waits else CANCEL)
        self._cancel_button.setVisible(bool(live))
        self.waiting.allow(chosen, closed=closed)
        self.exchanges.allow(chosen, closed=closed)

    def _live(self) -> set[int]:
        return {row.delegate_id for row in self._rows if row.status in LIVE}

    def _sort(self, order: str, falling: bool) -> None:  # noqa: FBT001 - a signal says it so
        self._order, self._falling = order, falling
        self._show_rows()

    # -- booking

    def book(self, delegate_id: int, *, go_on: bool) -> None:
        """Book somebody at once; whoever has a booking already is shown in the list."""
        there = next(
            (r for r in self._rows if r.delegate_id == delegate_id and r.status in LIVE), None
        )

        def show() -> None:
            self._show_delegate(delegate_id)
            listed = self.box if go_on else self.table
            listed.setFocus(Qt.FocusReason.OtherFocusReason)

        if there is not None:
            show()
            return
        name = self.box.name_of(delegate_id)
        self.warned.book([(delegate_id, name)], self._deed(), self._on(name), show)

    def _deed(self) -> str:
        """What booking somebody comes to now: a place, or a turn in the queue."""
        with self.desk.reading() as db:
            places = places_of(db, self.event_id)
        return "Book" if places.free and not places.waiting else "Queue"

    def book_again(self) -> None:
        """Book whoever gave a place up."""
        chosen = [row for row in self.table.chosen_rows() if row.status in GIVEN_UP]
        people = {row.delegate_id: row.delegate for row in chosen}
        if not people:
            return
        name = self._on(names_of(list(people.values())))
        first = next(iter(people))
        self.warned.book(list(people.items()), "Book", name, lambda: self._show_delegate(first))

    def give_places(self) -> None:
        """Give the free places to whoever has waited longest."""
        lucky: list[str] = []
        with told_in(self.notice), self.desk.changing("Give free places", self._of()) as db:
            lucky = give_free_places(db, self.event_id, by=self.desk.stamp())
        self._tell_promoted(lucky)

    # -- cancelling

    def cancel_chosen(self) -> None:
        """Ask why, then cancel every booking that is chosen."""
        chosen = [row for row in self.table.chosen_rows() if row.status not in GIVEN_UP]
        if not chosen:
            return
        theirs = whose(chosen)
        waits = all(row.status in IN_THE_QUEUE for row in chosen)
        why = f"Why is {theirs} {'withdrawn' if waits else 'cancelled'}?"
        deed = "Withdraw" if waits else "Cancel"
        with self.desk.reading() as db:
            reasons = reasons_offered(db)
            late = said_of_cancelling(db, [row.id for row in chosen], now=self.desk.stamp().at)
        self.waiting.answer.leave()
        self.reason.ask(
            " ".join(filter(None, [late, why, "A reason may be left out."])),
            f"{deed} booking" if len(chosen) == 1 else f"{deed} {len(chosen)} bookings",
            lambda reason: self._cancel(chosen, reason, deed=deed),
            reasons=reasons,
        )

    def _cancel(self, chosen: Sequence[BookingRow], reason: str, *, deed: str = "Cancel") -> bool:
        """Cancel them; where that is refused, the question stays with what was typed."""
        ids, then = [row.id for row in chosen], self.table.next_to(chosen)
        with told_in(self.notice):
            with self.desk.changing(deed, self._on(whose(chosen))) as db:
                lucky = bookings.cancel_several(db, ids, reason=reason, by=self.desk.stamp())
            self._tell_promoted(lucky)
            self.table.go_on(then)
            return True
        return False

    def _on_taken_back(self, change: Change) -> None:
        if change.word:  # who was told to have a place may have lost it
            self.notice.say("")

    def tell_of_places(self, said: str) -> None:
        """Say who was given the places that a change of the event made free."""
        if not self.give.isVisible():  # else it is said where they are given
            self.notice.say(said, "accent")

    def _tell_promoted(self, lucky: Sequence[str]) -> None:
        with self.desk.reading() as db:
            said = given_said(db, lucky)
        if said:
            self.notice.say(said, "accent")

    # -- elsewhere

    def ask_details(self) -> None:
        """Ask what the board's own fields say of the booking that is chosen."""
        if row := self.table.chosen_row():
            self.details_asked.emit()
            self.exchanges.panels.clear()
            self.details.begin_change(row.id)

    def open_chosen(self) -> None:
        """Open the delegate who is chosen."""
        if row := self.table.chosen_row():
            self._open(row)

    def _open(self, row: BookingRow) -> None:
        self.way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=self._year()))

    def _year(self) -> str:
        return self.way.here.year if self.way.here else ""

    def _show_delegate(self, delegate_id: int) -> None:
        theirs = [row for row in self._rows if row.delegate_id == delegate_id]
        if theirs:
            newest = max(theirs, key=lambda row: (row.status in LIVE, row.id))
            self.table.select_id(newest.id)

    def _on(self, name: str) -> str:
        return f"{name} on {self.title}"

    def _of(self) -> str:
        return f"of {self.reference}"
