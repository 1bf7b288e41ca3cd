"""What the people of an event were sent, and writing to those who are meant."""

from typing import ClassVar

from PySide6.QtCore import Qt

from trainingdesk.domain.figures import counted
from trainingdesk.services.event_messages import Group, TellingRow, tellings
from ui.delegates.first_act import FirstAct
from ui.delegates.panels import Panels
from ui.events.event_tab import EventTab
from ui.events.write_panel import WritePanel
from ui.parts.cell import Cell
from ui.parts.count import Count
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

FIRST = "Once somebody is booked, what they were sent stands here, and when."


class MessagesTab(EventTab):
    """The bookings with what was sent about each; beside them the message that is written."""

    shows: ClassVar[frozenset[str]] = frozenset({"booking", "delegate", "form", "mark", "message"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.panel = WritePanel(self.desk)
        self.panels = Panels(self.panel)
        self.write = FirstAct("Write…", "mail", "Ctrl+N")
        self.outbox = Button("See the outbox", "quiet", "send")
        self.table: Table[TellingRow] = Table(COLUMNS, "Messages")
        self.table.follow(live, "event.messages")
        self.nobody = Empty("mail", "Nobody to write to yet", FIRST)
        self.nobody.hide()
        self.count = Count(export=False)
        column = down(across(None, self.outbox, self.write), gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)
        self.count.export.hide()
        self.write_action = act(self, "&Write to people on this event…", self.begin_writing)
        self.write_action.setShortcut("Ctrl+N")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.table.acts = [self.write_action, self.export_action]
        self.write.clicked.connect(self.write_action.trigger)
        self.outbox.clicked.connect(self._see_the_outbox)
        self.panels.asking.connect(self.write.step_back)
        self.panels.closed.connect(self.enter)

    def begin(self) -> None:
        self.panels.clear()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = tellings(db, self.event_id, now=self.desk.stamp().at)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.nobody.setHidden(bool(rows))
        self.write_action.setEnabled(bool(rows))
        self.write.setEnabled(bool(rows))
        told = sum(bool(row.told) for row in rows)
        self.count.say(f"{told:,} of {counted(len(rows), 'booking')} written about")

    def begin_writing(self, group: Group | None = None) -> None:
        """Ask to whom to write, and what; once the register is closed, first those who came."""
        closed = self.head is not None and self.head.register_closed_on is not None
        usual = Group.CAME if closed else Group.BOOKED
        self.panels.make_way(self.panel)
        self.panel.begin(self.event_id, group or usual)

    def export(self) -> None:
        """Save the list as it shows."""
        self.export_table(self.table, "Messages")

    def _see_the_outbox(self) -> None:
        year = self.way.here.year if self.way.here else ""
        self.way.go(Where("Settings", kind="messages", tab="Outbox", year=year))


COLUMNS: list[Column[TellingRow]] = [
    Column(
        "Delegate",
        lambda row: Cell(row.delegate, strong=True, note="" if row.email else "no address"),
        share=2,
    ),
    Column("Status", lambda row: Cell(chip=row.status.value), Width.CHIP),
    Column(
        "Sent",
        lambda row: Cell(row.told, "soft") if row.told else Cell("nothing yet", "faint"),
        share=4,
    ),
]
