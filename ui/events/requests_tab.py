"""The requests of an event: who asks for a place that a manager is to agree to."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from trainingdesk.services.agreements import NONE_WANTED, request, steps_wanted
from trainingdesk.services.asked import Asked, asked_on_event
from trainingdesk.services.desk import Change
from trainingdesk.services.suggested import NextPlace
from ui.agreements.acts import AgreementActs
from ui.agreements.columns import asked_columns, in_order
from ui.events.booking_box import BookingBox
from ui.events.booking_words import why_not
from ui.events.event_tab import EventTab
from ui.events.new_person import NewPerson
from ui.events.telling import told_in
from ui.parts.count import Count
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.columns import NARROW

HINT = "Ask for a place for: a name, an agency or an e-mail address"
FIRST_STEP = "Type a few letters of a name above; Enter asks for a place. A request holds none."


class RequestBox(BookingBox):
    """Suggests delegates to ask for a place for."""

    def _does(self, place: NextPlace) -> str:  # noqa: ARG002 - whoever asks is given no place
        return "ask for the agreement"


class RequestsTab(EventTab):
    """Asks for places, keeps agreements, and ends what is not agreed to."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agreement", "board", "booking", "delegate", "event"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.box = RequestBox(self.desk, HINT)
        self.notice = Notice("")
        self.table: Table[Asked] = Table(
            asked_columns(self.desk.today(), of_one_event=True), "Requests", ready=True
        )
        self.table.follow(live, "event.requests")
        self.nobody = Empty("user-check", "No agreement is awaited", "")
        self.nobody.hide()
        self.agreed = Button("Agreed…", "quiet", "check", "Ctrl+Shift+A")
        self.refused = Button("Not agreed…", "quiet", "x", "Ctrl+Shift+N")
        self.count = Count(self.agreed, self.refused, export=False)
        self.acts = AgreementActs(self, live, self.table.chosen_row)
        self.newcomer = NewPerson(self.box, self.acts, "Save and ask", live=live, way=way)
        self._order, self._falling = "left", False
        self._rows: list[Asked] = []
        self._lay_out()
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self._make_acts()
        self._connect()

    def _lay_out(self) -> None:
        self.box.setMaximumWidth(Size.PALETTE)
        row = across(self.box, None)
        row.setStretch(0, 100)
        column = down(self.notice, row, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.ask_action = act(self, "As&k for a place for somebody", self.box.setFocus, "Ctrl+F")
        self.open_action = act(self, "&Open delegate", self._open_delegate, "Ctrl+O")
        self.export_action = act(self, "&Export the list…", self._export, "Ctrl+E")
        self.table.acts = [*self.acts.actions, self.open_action, self.export_action]

    def _connect(self) -> None:
        self.box.taken.connect(lambda person: self.ask_for(person, go_on=False))
        self.box.taken_and_next.connect(lambda person: self.ask_for(person, go_on=True))
        self.newcomer.saved.connect(lambda person: self.ask_for(person, go_on=False))
        self.table.typed.connect(self.box.take_letter)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _row: self.acts.ask_agreed())
        self.table.sort_asked.connect(self._sort)
        self.agreed.clicked.connect(self.acts.agree_action.trigger)
        self.refused.clicked.connect(self.acts.refuse_action.trigger)
        self.count.export_asked.connect(self._export)
        self.acts.told.connect(self.notice.say)
        self.acts.panels.closed.connect(self.enter)
        self.live.changed.connect(self._on_taken_back)

    def begin(self) -> None:
        self.notice.say("")
        self.acts.panels.clear()
        self.box.clear()
        self.box.close_menu()
        self.table.clearSelection()

    def enter(self) -> None:
        if self._rows and not self.box.isEnabled():
            self.table.enter()
        else:
            first = self.box if self.box.isEnabled() else self
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = asked_on_event(db, self.event_id, today=self.desk.today())
            wanted = steps_wanted(db)
        self.box.event_id = self.event_id
        takes = self.head is not None and self.head.takes_bookings
        self.box.setEnabled(bool(wanted) and takes)
        self.ask_action.setEnabled(self.box.isEnabled())
        self.box.setPlaceholderText(
            HINT if self.box.isEnabled() else why_not(self.head) if wanted else NONE_WANTED
        )
        self.nobody.say("No agreement is awaited", FIRST_STEP if wanted else NONE_WANTED)
        self._show_rows()

    def _show_rows(self) -> None:
        some = bool(self._rows)
        self.table.show_rows(in_order(self._rows, self._order, falling=self._falling))
        for part in (self.table, self.count):
            part.setVisible(some)
        self.nobody.setHidden(some)
        soon = sum(row.urgent for row in self._rows)
        said = f"{len(self._rows):,} requested"
        self.count.say(f"{said}, {soon:,} with two days left or fewer" if soon else said)
        self._give_way()
        self._on_chosen()

    def ask_for(self, delegate_id: int, *, go_on: bool) -> None:
        """Ask for a place for somebody, and show the request."""
        name = f"{self.box.name_of(delegate_id)} on {self.title}"
        asked = 0
        with told_in(self.notice), self.desk.changing("Ask for the agreement to", name) as db:
            by = self.desk.stamp()
            asked = request(db, event_id=self.event_id, delegate_id=delegate_id, by=by)
        there = next((row.id for row in self._rows if row.delegate_id == delegate_id), asked)
        self.table.select_id(there)
        if not go_on:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        narrow = self.width() < NARROW
        self.table.columns_shown.give_way({"Asked on"} if narrow else set(), {})

    def _sort(self, order: str, falling: bool) -> None:  # noqa: FBT001 - a signal says it so
        self._order, self._falling = order, falling
        self._show_rows()

    def _on_taken_back(self, change: Change) -> None:
        if change.word:  # what was told may no longer be so
            self.notice.say("")

    def _on_chosen(self) -> None:
        row = self.table.chosen_row()
        self.acts.allow()
        self.open_action.setEnabled(row is not None)
        for button in (self.agreed, self.refused):
            button.setVisible(row is not None)

    def _export(self) -> None:
        self.export_table(self.table, "Requests")

    def _open_delegate(self) -> None:
        if row := self.table.chosen_row():
            year = self._year()
            self.way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=year))

    def _year(self) -> str:
        return self.way.here.year if self.way.here else ""
