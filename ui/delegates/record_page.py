"""One delegate's record: the facts, and a whole history that one can act from."""

from datetime import date
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.absences import Whose
from trainingdesk.services.delegate_answers import FormRow, InterestRow
from trainingdesk.services.delegate_history import HistoryRow
from trainingdesk.services.delegate_leaving import mark_back
from trainingdesk.services.delegate_moves import MoveRow
from trainingdesk.services.delegate_records import (
    DelegateRecord,
    delegate_record,
    needs_of,
    sharing_mailbox,
)
from ui.absences.restricted import RestrictedNotice
from ui.delegates.cancel_panel import CancelPanel
from ui.delegates.event_choice import EventChoice
from ui.delegates.facts import Facts, Needs
from ui.delegates.first_act import FirstAct
from ui.delegates.form import DelegateForm
from ui.delegates.left_panel import LeftPanel
from ui.delegates.move_panel import MovePanel
from ui.delegates.panels import Panels
from ui.delegates.record_actions import DelegateActions
from ui.delegates.record_lists import DelegateLists
from ui.events.own_columns import saved_heads, saved_rows
from ui.events.saving import save_rows, save_shown
from ui.parts.heading import Heading, Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

EMAIL, TELEPHONE = "E-mail", "Telephone"
SHARING_NAMED = 2
"""So many who share a mailbox have room under it; of more only the first is named."""
MANAGER, MANAGER_EMAIL = "Manager", "Manager's e-mail"


class DelegatePage(LiveView):
    """Shows a delegate; books them, cancels what they have, and moves them."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "absence_flag",
            "agency",
            "booking",
            "certificate",
            "charge",
            "charging_pause",
            "charging_policy",
            "completion",
            "course",
            "delegate",
            "delegate_move",
            "delegate_needs",
            "event",
            "form",
            "interest",
            "mark",
            "own_field",
            "undated_event",
        }
    )

    def __init__(self, live: LiveDesk, way: Way) -> None:
        super().__init__(live)
        self._way, self._where = way, Where("Delegates", kind="delegate")
        self.record: DelegateRecord | None = None
        self.form, self.choice = DelegateForm(live), EventChoice(live)
        self.cancelling = CancelPanel(live)
        self.moving, self.leaving = MovePanel(live), LeftPanel(live)
        self.panels = Panels(self.form, self.choice, self.cancelling, self.moving, self.leaving)
        self.acts = DelegateActions(self)
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
        if where.tab in self.lists.all:
            self.lists.turn(where.tab)
        self.lists.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Delegates, then this one."""
        name = self.record.name if self.record else "Delegate"
        return [("Delegates", Where("Delegates", year=self._where.year)), (name, self._where)]

    def reload(self) -> None:
        try:
            with self.desk.reading() as db:
                record = delegate_record(db, self._where.id)
                sharing = sharing_mailbox(db, record.email, besides=record.id)
        except Unknown as unknown:
            self._show_nobody(str(unknown))
            return
        self.record = record
        rows = self.lists.read(self.desk, record.id, agency_now=record.agency)
        came = sum(row.attendance in CAME for row in rows)
        attended = f"attended {counted(came, 'event')}" if came else ""
        since = f" since {plain_day(record.joined_on)}" if record.joined_on else ""
        about = [record.job_title, record.agency + since, record.reference, attended]
        self.heading.say(record.name, " · ".join(part for part in about if part))
        self.left.say(_left(record, self.desk.today()))
        self.restricted.show_of(Whose(delegate_id=record.id))
        others = [*sharing[:1], "others"] if len(sharing) > SHARING_NAMED else sharing
        shared = f"\nshared with {listed(others)}" if sharing else ""
        self.facts.say(
            {
                EMAIL: record.email + shared,
                TELEPHONE: record.telephone,
                MANAGER: record.manager,
                MANAGER_EMAIL: record.manager_email,
            }
        )
        self.needs.hide_again(any_known=record.has_needs)
        self._set_up(there=True)

    def _show_nobody(self, why: str) -> None:
        self.record = None
        self.heading.say(why)
        self.left.say("")
        self.restricted.say("")
        self.facts.say(dict.fromkeys((EMAIL, TELEPHONE, MANAGER, MANAGER_EMAIL), ""))
        self.needs.hide_again(any_known=False)
        self.lists.show_nothing()
        self._set_up(there=False)

    def _set_up(self, *, there: bool) -> None:
        has_left = self.record is not None and self.record.left_on is not None
        self.acts.set_up(there=there, has_left=has_left)
        for button in (self.change, self.book, self.more):
            button.setEnabled(there)
        self._on_chosen()

    def _make_parts(self) -> None:
        self.more = Button("More", "secondary", "chevron-down")
        self.change = Button("Change", "secondary", "", "F2", "Change the details")
        self.book = FirstAct("Book on an event", "calendar-plus", "Ctrl+B")
        self.agency = Button("Open agency", "secondary", "building-2", "Alt+Up")
        self.heading = Heading("", "", self.agency, self.more, self.change, self.book)
        self.back = Button("Works here after all", "link")
        self.left = Notice("", "amber", self.back)
        self.restricted = RestrictedNotice(self.desk, self._way)
        self.facts = Facts(EMAIL, TELEPHONE, MANAGER, MANAGER_EMAIL)
        self.needs = Needs()
        self.facts.row.addWidget(self.needs, 1, Qt.AlignmentFlag.AlignTop)
        first = Button("Book on an event", "secondary", "calendar-plus")
        first.clicked.connect(self.acts.book.trigger)
        self.cancel = Button("Cancel booking", "quiet", "x", "Delete")
        self.lists = DelegateLists(self.live, book=first, cancel=self.cancel)
        self.history = self.lists.history
        self.history.table.acts = [self.acts.open, self.acts.certificate, self.acts.cancel]
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        for each in self.lists.all.values():
            each.table.acts.append(self.export_action)

    def _lay_out(self) -> None:
        column = down(self.heading, self.left, self.restricted, self.facts, gap=Space.L)
        column.addWidget(self.lists, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.agency.clicked.connect(self.acts.agency.trigger)
        self.change.clicked.connect(self.acts.change.trigger)
        self.book.clicked.connect(self.acts.book.trigger)
        self.cancel.clicked.connect(self.acts.cancel.trigger)
        self.back.clicked.connect(self.acts.back.trigger)
        self.more.clicked.connect(self._pop_up)
        self.needs.asked.connect(self._reveal_needs)
        self.history.opened.connect(self._open_event_of)
        self.lists.forms.opened.connect(self._open_form)
        self.lists.interest.opened.connect(self._open_interest)
        self.lists.moves.opened.connect(self._open_move)
        self.lists.chosen.connect(self._on_chosen)
        self.lists.export_asked.connect(self.export)
        self.choice.booked.connect(self.live.told)
        self.moving.done.connect(self.live.told)
        self.cancelling.cancelled.connect(self.live.told)
        self.form.look_alike_asked.connect(self._open_delegate)
        self.panels.asking.connect(self.book.step_back)
        self.panels.closed.connect(self.lists.enter)

    def export(self) -> None:
        """Save the list that shows."""
        if self.record:
            name = f"{self.lists.tabs.here} of {self.record.reference}"
            if self.lists.here is self.lists.history:
                table = self.lists.history.table
                save_rows(self, name, saved_heads(table), saved_rows(table), said=self.said.emit)
            else:
                save_shown(self, self.lists.here.table, name, said=self.said.emit)

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

    def move_away(self) -> None:
        """Ask where they went, and when."""
        if self.record:
            self.panels.make_way(self.moving)
            self.moving.begin([(self.record.id, self.record.name)])

    def mark_left(self) -> None:
        """Ask since when they no longer work here."""
        if self.record:
            self.panels.make_way(self.leaving)
            self.leaving.begin([(self.record.id, self.record.name)])

    def mark_back(self) -> None:
        """Say that they work here after all."""
        if self.record:
            doing = self.desk.changing("Mark as back", self.record.name)
            with refusals_shown(self), doing as db:
                mark_back(db, [self.record.id])

    def cancel_booking(self) -> None:
        """Ask why the chosen booking is cancelled."""
        row = self._booking()
        if row and row.can_cancel and self.record:
            self.panels.make_way(self.cancelling)
            self.cancelling.begin(row, self.record.name)

    def open_event(self) -> None:
        """Go to the event of the chosen booking, in its own year."""
        if row := self._booking():
            self._open_event_of(row)

    def open_certificate(self) -> None:
        """Go to the certificates of the chosen booking's event."""
        if row := self._booking():
            self._go_to_event(row.event_id, row.starts, "Certificates")

    def open_agency(self) -> None:
        """Go to the agency that sends them."""
        if self.record:
            self._open_agency(self.record.agency_id)

    def _booking(self) -> HistoryRow | None:
        row: HistoryRow | None = self.history.table.chosen_row()
        return row if self.lists.here is self.history else None

    def _go_to_event(self, event_id: int, starts: date, tab: str) -> None:
        year = TrainingYear.of(starts).name
        self._way.go(Where("Programme", kind="event", id=event_id, tab=tab, year=year))

    def _open_event_of(self, row: HistoryRow) -> None:
        self._go_to_event(row.event_id, row.starts, "Bookings")

    def _open_form(self, row: FormRow) -> None:
        self._go_to_event(row.event_id, row.starts, "Evaluation")

    def _open_interest(self, row: InterestRow) -> None:
        if row.event_id is not None and row.starts is not None:
            self._go_to_event(row.event_id, row.starts, "Bookings")
        else:
            number, year = row.undated_id, self._where.year
            self._way.go(Where("Programme", kind="undated", id=number, year=year))

    def _open_move(self, row: MoveRow) -> None:
        self._open_agency(row.from_id)

    def _open_delegate(self, delegate_id: int) -> None:
        self._way.go(Where("Delegates", kind="delegate", id=delegate_id, year=self._where.year))

    def _open_agency(self, agency_id: int) -> None:
        self._way.go(Where("Agencies", kind="agency", id=agency_id, year=self._where.year))

    def _reveal_needs(self) -> None:
        if self.record:
            with self.desk.reading() as db:
                self.needs.reveal(needs_of(db, self.record.id))

    def _on_chosen(self) -> None:
        row = self._booking()
        self.acts.open.setEnabled(row is not None)
        self.acts.certificate.setEnabled(row is not None and bool(row.certificate))
        can = row is not None and row.can_cancel
        self.acts.cancel.setEnabled(can)
        self.cancel.setEnabled(can)

    def _pop_up(self) -> None:
        menu = QMenu(self)
        menu.addActions(self.acts.under_more())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _left(record: DelegateRecord, today: date) -> str:
    if record.left_on is None:
        return ""
    if record.left_on > today:
        return f"Leaves {record.agency} on {plain_day(record.left_on)}."
    return f"Left {record.agency} on {plain_day(record.left_on)}: no longer works here."
