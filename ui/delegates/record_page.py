"""One delegate's record: the facts, and a history that one can act from."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.delegate_history import HistoryRow, history_of
from trainingdesk.services.delegate_records import DelegateRecord, delegate_record, needs_of
from ui.delegates.cancel_panel import CancelPanel
from ui.delegates.event_choice import EventChoice
from ui.delegates.facts import Facts, Needs
from ui.delegates.first_act import FirstAct
from ui.delegates.form import DelegateForm
from ui.delegates.history_list import HistoryList
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button

EMAIL, MANAGER, MANAGER_EMAIL = "E-mail", "Manager", "Manager's e-mail"


class DelegatePage(LiveView):
    """Shows a delegate; books them, cancels what they have, and changes their details."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "booking",
            "certificate",
            "course",
            "delegate",
            "delegate_needs",
            "event",
            "mark",
        }
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way, self._where = way, Where("Delegates", kind="delegate")
        self.record: DelegateRecord | None = None
        self.form, self.choice = DelegateForm(live), EventChoice(live)
        self.cancelling = CancelPanel(live)
        self.panels = Panels(self.form, self.choice, self.cancelling)
        self._make_actions()
        self._make_parts()
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show a delegate; what is needed is out of sight again."""
        if where.id != self._where.id:
            self.panels.clear()
            self.record = None
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.history.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Delegates, then this one."""
        name = self.record.name if self.record else "Delegate"
        return [("Delegates", Where("Delegates", year=self._where.year)), (name, self._where)]

    def reload(self) -> None:
        try:
            with self.desk.reading() as db:
                record = delegate_record(db, self._where.id)
                rows = history_of(db, self._where.id)
        except Unknown as unknown:
            self._show_nobody(str(unknown))
            return
        self.record = record
        came = sum(row.attendance in CAME for row in rows)
        attended = f"attended {counted(came, 'event')}" if came else ""
        about = [record.job_title, record.agency, record.reference, attended]
        self.heading.say(record.name, " · ".join(part for part in about if part))
        self.facts.say(
            {
                EMAIL: record.email,
                MANAGER: record.manager,
                MANAGER_EMAIL: record.manager_email,
            }
        )
        self.needs.hide_again(any_known=record.has_needs)
        self.history.show_history(rows, agency_now=record.agency)
        self._set_up(there=True)

    def _show_nobody(self, why: str) -> None:
        self.record = None
        self.heading.say(why)
        self.facts.say({EMAIL: "", MANAGER: "", MANAGER_EMAIL: ""})
        self.needs.hide_again(any_known=False)
        self.history.show_history([])
        self._set_up(there=False)

    def _set_up(self, *, there: bool) -> None:
        for act in (self.change_action, self.book_action, self.agency_action):
            act.setEnabled(there)
        for button in (self.change, self.book, self.agency):
            button.setEnabled(there)
        self._on_chosen()

    def _make_actions(self) -> None:
        self.book_action = QAction("&Book on an event…", self)
        self.change_action = QAction("&Change the details", self)
        self.open_action = QAction("&Open the event", self)
        self.cancel_action = QAction("Ca&ncel the booking…", self)
        self.agency_action = QAction("Open the &agency", self)
        for action, keys, do in (
            (self.book_action, "Ctrl+B", self.book_on_event),
            (self.change_action, "F2", self.change_details),
            (self.open_action, "Ctrl+Return", self.open_event),
            (self.cancel_action, "Delete", self.cancel_booking),
            (self.agency_action, "", self.open_agency),
        ):
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(do)
            self.addAction(action)

    def _make_parts(self) -> None:
        self.agency = Button("Open agency", "secondary", "building-2")
        self.change = Button("Change", "secondary", "", "F2", "Change the details")
        self.book = FirstAct("Book on an event", "calendar-plus", "Ctrl+B")
        self.heading = Heading("", "", self.agency, self.change, self.book)
        self.facts = Facts(EMAIL, MANAGER, MANAGER_EMAIL)
        self.needs = Needs()
        self.facts.row.addWidget(self.needs, 1, Qt.AlignmentFlag.AlignTop)
        book = Button("Book on an event", "secondary", "calendar-plus")
        book.clicked.connect(self.book_action.trigger)
        about = "Bookings, attendance and certificates of all years will stand here."
        empty = Empty("calendar-days", "Not booked on anything yet", about, book)
        self.cancel = Button("Cancel booking", "quiet", "x", "Delete")
        self.history = HistoryList(self.live, empty, self.cancel)
        self.history.table.acts = [self.open_action, self.cancel_action]

    def _lay_out(self) -> None:
        column = down(self.heading, self.facts, gap=Space.L)
        column.addWidget(self.history, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        self.agency.clicked.connect(self.agency_action.trigger)
        self.change.clicked.connect(self.change_action.trigger)
        self.book.clicked.connect(self.book_action.trigger)
        self.cancel.clicked.connect(self.cancel_action.trigger)
        self.needs.asked.connect(self._reveal_needs)
        self.history.opened.connect(self._open_event_of)
        self.history.chosen.connect(self._on_chosen)
        self.choice.booked.connect(self.said)
        self.cancelling.cancelled.connect(self.said)
        self.form.look_alike_asked.connect(self._open_delegate)
        self.panels.asking.connect(self.book.step_back)
        self.panels.closed.connect(self.history.enter)

    def book_on_event(self) -> None:
        """Ask on which event to book them."""
        if self.record:
            self.panels.make_way(self.choice)
            self.choice.begin([(self.record.id, self.record.name)])

    def change_details(self) -> None:
        """Open the form on them."""
        if self.record:
            self.panels.make_way(self.form)
            self.form.begin_change(self.record.id)

    def cancel_booking(self) -> None:
        """Ask why the chosen booking is cancelled."""
        row = self.history.table.chosen_row()
        if row and row.can_cancel and self.record:
            self.panels.make_way(self.cancelling)
            self.cancelling.begin(row, self.record.name)

    def open_event(self) -> None:
        """Go to the event of the chosen booking, in its own year."""
        if row := self.history.table.chosen_row():
            self._open_event_of(row)

    def open_agency(self) -> None:
        """Go to the agency that sends them."""
        if self.record:
            number = self.record.agency_id
            self._way.go(Where("Agencies", kind="agency", id=number, year=self._where.year))

    def _open_event_of(self, row: HistoryRow) -> None:
        year = TrainingYear.of(row.starts).name
        self._way.go(Where("Programme", kind="event", id=row.event_id, tab="Bookings", year=year))

    def _open_delegate(self, delegate_id: int) -> None:
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=self._where.year))

    def _reveal_needs(self) -> None:
        if self.record:
            with self.desk.reading() as db:
                self.needs.reveal(needs_of(db, self.record.id))

    def _on_chosen(self) -> None:
        row: HistoryRow | None = self.history.table.chosen_row()
        self.open_action.setEnabled(row is not None)
        can = row is not None and row.can_cancel
        self.cancel_action.setEnabled(can)
        self.cancel.setEnabled(can)
