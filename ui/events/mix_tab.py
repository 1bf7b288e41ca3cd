"""The mix of agencies and sectors on an event, its caps and aims, and its mixed tables."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.desk import Change
from trainingdesk.services.event_pages import EventHead
from trainingdesk.services.mix import Bound, MixRow, mix_of
from trainingdesk.services.share_changes import remove_share
from trainingdesk.services.waiting import given_said
from ui.delegates.panels import Panels
from ui.events.event_tab import EventTab
from ui.events.mix_columns import mix_columns
from ui.events.share_form import ShareForm
from ui.events.tables_view import TablesView
from ui.events.telling import told_in
from ui.parts.count import Count
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.switch import Switch
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.way import Way
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.columns import NARROW

MIX, TABLES = "Mix so far", "Tables"
NOTHING = "Once somebody is booked, each sector and agency stands here with its share of the room."


class MixTab(EventTab):
    """Shows who has how much of the room; sets, changes and removes caps and aims."""

    asking = Signal()  # so that the page makes room beside
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "booking", "delegate", "event", "place_share"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.switch = Switch([MIX, TABLES], MIX, name="Mix or tables")
        self.new = Button("Cap or aim", "secondary", "plus", "Ctrl+Shift+M", "New cap or aim")
        self.notice = Notice("")
        self.table: Table[MixRow] = Table(mix_columns(), "Mix")
        self.table.follow(live, "event.mix")
        self.nobody = Empty("users", "Nobody is booked yet", NOTHING)
        self.nobody.hide()
        self.buttons = [
            Button("Change cap", "quiet", "", "Ctrl+Shift+U"),
            Button("Change aim", "quiet", "", "Ctrl+Shift+I"),
            Button("Remove cap", "quiet", "x", "Del"),
            Button("Remove aim", "quiet", "x", "Shift+Del"),
        ]
        self.count = Count(*self.buttons, export=False)
        self.tables = TablesView(live, way, jobs)
        self.form = ShareForm(self.desk)
        self.panels = Panels(self.form)
        self._lay_out()
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window
        self._make_acts()
        self._connect()

    def _lay_out(self) -> None:
        mix = down(self.notice, gap=Space.M)
        mix.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.stack = QStackedWidget()
        self.stack.addWidget(holder(mix))
        self.stack.addWidget(self.tables)
        column = down(across(self.switch, None, self.new), gap=Space.M)
        column.addWidget(self.stack, 1)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.new_action = act(self, "New c&ap or aim…", self.add, "Ctrl+Shift+M")
        self.change_cap = act(self, "Change the &cap…", self.change, "Ctrl+Shift+U")
        self.change_aim = act(
            self, "Change the a&im…", lambda: self.change(ShareKind.AIM), "Ctrl+Shift+I"
        )
        self.remove_cap = act(self, "&Remove the cap", self.remove, "Del")
        self.remove_aim = act(
            self, "Remove the ai&m", lambda: self.remove(ShareKind.AIM), "Shift+Del"
        )
        self.tables_action = act(self, "Show the mix, or the ta&bles", self.turn, "Ctrl+T")
        self.export_action = act(self, "&Export the mix…", self.export, "Ctrl+Shift+E")
        self.table.acts = [
            self.new_action,
            *self._of_kind(),
            self.export_action,
        ]

    def _connect(self) -> None:
        self.switch.changed.connect(lambda _name: self._show_side())
        self.new.clicked.connect(self.new_action.trigger)
        for button, action in zip(self.buttons, self._of_kind(), strict=True):
            button.clicked.connect(action.trigger)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._open)
        self.count.export_asked.connect(self.export)
        self.form.told.connect(self.notice.say)
        self.tables.said.connect(self.said)
        self.panels.closed.connect(self.enter)
        self.live.changed.connect(self._on_taken_back)

    def actions(self) -> list[QAction]:
        """What can be done on the side that shows."""
        tables = self.switch.here == TABLES
        return [*super().actions(), *(self.tables.actions() if tables else ())]

    def show_event(self, head: EventHead) -> None:
        super().show_event(head)
        self.tables.show_event(head)

    def forget(self) -> None:
        super().forget()
        self.tables.forget()

    def begin(self) -> None:
        self.notice.say("")
        self.panels.clear()
        self.table.clearSelection()

    def enter(self) -> None:
        if self.switch.here == TABLES:
            self.tables.enter()
        else:
            first = self.table if not self.table.isHidden() else self.new
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = mix_of(db, self.event_id)
        self.table.show_rows(rows)
        for part in (self.table, self.count):
            part.setVisible(bool(rows))
        self.nobody.setHidden(bool(rows))
        agencies = [row for row in rows if row.agency_id is not None and row.taken]
        sectors = [row for row in rows if row.agency_id is None and row.taken]
        told = counted(len(sectors), "sector"), counted(len(agencies), "agency", "agencies")
        self.count.say(f"{' and '.join(told)} in the room")
        closed = self.head is not None and self.head.register_closed_on is not None
        self.new.setEnabled(not closed)
        self.new_action.setEnabled(not closed)
        self._on_chosen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        small = {"Cap": Width.TINY, "Aim": Width.TINY, "Booked": Width.COUNT} if narrow else {}
        self.table.columns_shown.give_way({"Share of the room"} if narrow else set(), small)

    def turn(self) -> None:
        """Show the other side."""
        self.switch.choose(MIX if self.switch.here == TABLES else TABLES)
        self.enter()

    def add(self) -> None:
        """Ask for a cap or an aim, for whoever is chosen."""
        row = self.table.chosen_row()
        given = ShareDetails()
        if row is not None:
            sector = row.sector if row.agency_id is None else ""
            given = ShareDetails(agency_id=row.agency_id, sector=sector)
        self._make_room()
        self.form.begin_new(self.event_id, self._name(), given)

    def change(self, kind: ShareKind = ShareKind.CAP) -> None:
        """Ask what is to be different of the cap, or of the aim, of whoever is chosen."""
        row = self.table.chosen_row()
        bound = _bound_of(row, kind)
        if bound is not None:
            with told_in(self.notice):
                self._make_room()
                self.form.begin_change(self.event_id, bound.id, self._name())

    def remove(self, kind: ShareKind = ShareKind.CAP) -> None:
        """Take away the cap, or the aim, of whoever is chosen."""
        row = self.table.chosen_row()
        bound = _bound_of(row, kind)
        if row is None or bound is None:
            return
        name = f"{row.name} on {self._name()}"
        with told_in(self.notice):
            with self.desk.changing(f"Remove the {kind.value.lower()} of", name) as db:
                by = self.desk.stamp()
                lucky = remove_share(db, bound.id, event_id=self.event_id, by=by)
                told = given_said(db, lucky)
            self.notice.say(told)

    def export(self) -> None:
        """Save the mix as it shows."""
        self.export_table(self.table, "Mix")

    def _make_room(self) -> None:
        self.asking.emit()
        self.panels.make_way(self.form)

    def _show_side(self) -> None:
        tables = self.switch.here == TABLES
        self.stack.setCurrentIndex(int(tables))
        self.new.setHidden(tables)

    def _of_kind(self) -> list[QAction]:
        return [self.change_cap, self.change_aim, self.remove_cap, self.remove_aim]

    def _open(self, row: MixRow) -> None:
        """Change what is there, or else ask for something new."""
        if row.cap or row.aim:
            self.change(ShareKind.CAP if row.cap else ShareKind.AIM)
        elif self.new_action.isEnabled():
            self.add()

    def _on_taken_back(self, change: Change) -> None:
        if change.word:  # what was told may no longer be so
            self.notice.say("")

    def _on_chosen(self) -> None:
        row = self.table.chosen_row()
        open_ = self.new_action.isEnabled()
        kinds = (ShareKind.CAP, ShareKind.AIM) * 2
        for button, action, kind in zip(self.buttons, self._of_kind(), kinds, strict=True):
            there = open_ and _bound_of(row, kind) is not None
            action.setEnabled(there)
            button.setVisible(there)

    def _name(self) -> str:
        return f"{self.title}, {self.reference}"


def _bound_of(row: MixRow | None, kind: ShareKind) -> Bound | None:
    if row is None:
        return None
    return row.cap if kind is ShareKind.CAP else row.aim
