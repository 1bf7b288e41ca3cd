"""Planning a year's events again in the year after: a day is proposed for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import entered_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.proposals import Proposal, proposals
from trainingdesk.services.repeats import plan_again
from ui.events.saving import save_shown
from ui.parts.cell import Cell
from ui.parts.count import Count
from ui.parts.field import Choice
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.planning.dates_table import DAY, DatesTable
from ui.programme.acts import act

STATUSES = (EventStatus.DRAFT, EventStatus.PLANNED, EventStatus.OPEN)
ABOUT = "Del leaves one out, F2 or a letter types another day, Ctrl+S plans all the rest."


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One event as it is proposed, and whether it is left out."""

    proposal: Proposal
    left_out: bool

    @property
    def id(self) -> int:
        """The number of the event it is planned after."""
        return self.proposal.id


def columns() -> list[Column[ProposedRow]]:
    """What is planned again, when it was, when it could be, and what is to be thought of."""
    return [
        Column[ProposedRow]("Event", _event, share=5),
        Column[ProposedRow](
            "Was", lambda row: Cell(entered_day(row.proposal.was), "soft"), width=Width.SPAN
        ),
        Column[ProposedRow]("Proposed", _day, width=Width.PLACES, key=DAY),
        Column[ProposedRow]("To think of", _note, share=4),
    ]


class PlanAgainPage(LiveView):
    """Proposes a day for each event that was chosen; one key plans them all."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"course", "day_off", "event", "event_session", "session_trainer", "trainer", "venue"}
    )

    def __init__(self, live: LiveDesk, way: Way, _jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way = way
        self._where = Where("Programme", kind="again")
        self._wished: dict[int, date] = {}
        self._turned: set[int] = set()  # left out although proposed, or the other way about
        self.rows: list[ProposedRow] = []
        self.status = Choice([(each.value, each) for each in STATUSES], "Status")
        self.status.choose(EventStatus.PLANNED)
        self.plan = Button("Plan them", "primary", "calendar-plus", "Ctrl+S")
        as_words = Words("as", "soft")
        self.chooser = holder(across(as_words, self.status))
        self.heading = Heading("Plan again", "", self.chooser, self.plan)
        self.notice = Notice("", "red")
        self.table: DatesTable[ProposedRow] = DatesTable(columns(), "Proposed", self.year.after)
        self.table.follow(live, "planning.again")
        self.count = Count()
        self.nothing = Empty(
            "calendar-plus",
            "Nothing to plan again",
            "Choose events in the Programme (Ctrl+A takes them all), then Plan again next year.",
        )
        self._make_acts()
        column = down(self.heading, self.notice, gap=Space.M)
        column.addLayout(down(self.table, self.nothing, self.count, gap=0), 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.plan_action = act(self, "&Plan them all", self.plan_all, "Ctrl+S")
        self.strike_action = act(self, "&Leave out, or take in again", self._strike_chosen)
        self.type_action = act(self, "&Type another day", self.table.begin_typing)
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.table.acts = [self.type_action, self.strike_action, self.export_action]
        self.count.export_asked.connect(self.export)
        self.plan.clicked.connect(self.plan_action.trigger)
        self.table.struck.connect(self._strike)
        self.table.typed_day.connect(self._wish)

    @property
    def year(self) -> TrainingYear:
        """The year whose events are planned again."""
        name = self._where.year
        return TrainingYear.named(name) if name else TrainingYear.of(self.desk.today())

    @property
    def wanted(self) -> list[Proposal]:
        """What will be planned."""
        return [row.proposal for row in self.rows if not row.left_out]

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Propose days for these events."""
        if where != self._where:
            self._wished, self._turned = {}, set()
        self._where = where
        self.table.near = self.year.after
        self._stale = True
        if self.isVisible():
            self._catch_up()
            self.table.enter()

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self.table.enter()

    def unkept(self) -> str:
        """The days that were typed, and what was left out or taken in, before it is planned."""
        number = len(self._wished.keys() | self._turned)
        return f"your choice for {counted(number, 'event')} to plan again" if number else ""

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, and this page of it."""
        programme = ("Programme", Where("Programme", year=self._where.year))
        return [programme, (f"Plan again in {self.year.after.name}", self._where)]

    def actions(self) -> list[QAction]:
        """What can be done here."""
        return [self.plan_action, self.type_action, self.strike_action, self.export_action]

    def reload(self) -> None:
        ids = [int(number) for number in self._where.find.split(",") if number]
        self.notice.say("")
        try:
            with self.desk.reading() as db:
                found = proposals(db, ids, self._wished, self._turned, today=self.desk.today())
        except Refused as refusal:
            self.notice.say(str(refusal), "red")
            found = []
        self.rows = [ProposedRow(each, self._is_left_out(each)) for each in found]
        self._show_rows()

    def _is_left_out(self, proposal: Proposal) -> bool:
        """What is planned already or over is left out, unless one takes it in."""
        return proposal.left_out(turned=proposal.id in self._turned)

    def _show_rows(self) -> None:
        self.table.show_rows(self.rows)
        self.table.setVisible(bool(self.rows))
        self.count.setVisible(bool(self.rows))
        self.nothing.setHidden(bool(self.rows))
        number = len(self.wanted)
        self.plan.say(f"Plan {counted(number, 'event')}")
        for thing in (self.plan, self.plan_action):
            thing.setEnabled(number > 0)
        self.export_action.setEnabled(bool(self.rows))
        for part in (self.plan, self.chooser):
            part.setVisible(bool(self.rows))
        moved = sum(row.proposal.moved for row in self.rows)
        out = len(self.rows) - number
        parts = [f"{counted(len(self.rows), 'event')} of {self.year.name}"] if self.rows else []
        parts += [f"{moved} moved to a later week"] if moved else []
        parts += [f"{out} left out"] if out else []
        self.heading.say(f"Plan again in {self.year.after.name}", " · ".join(parts))
        self.count.say(ABOUT)

    # -- what one does

    def _strike_chosen(self) -> None:
        self._strike(self.table.chosen_rows())

    def _strike(self, rows: Sequence[ProposedRow]) -> None:
        self._turned ^= {row.id for row in rows if not row.proposal.retired}
        self.reload()  # what is left out is in nobody's way

    def _wish(self, row: ProposedRow, day: date) -> None:
        self._wished[row.id] = day
        self._turned.discard(row.id)  # a day that one types is meant
        self.reload()
        place = next(n for n, each in enumerate(self.rows) if each.id == row.id)
        following = self.rows[min(place + 1, len(self.rows) - 1)]
        self.table.select_id(following.id)

    def export(self) -> None:
        """Save what is proposed, as it shows."""
        save_shown(self, self.table, f"Plan again {self.year.after.name}", said=self.said.emit)

    def plan_all(self) -> None:
        """Plan every event that is not left out, in one step, and show the year they are in."""
        wanted = [(each.id, each.first) for each in self.wanted]
        seen = {(each.id, each.first) for each in self.wanted if each.there}
        year = self.year.after
        status = EventStatus(str(self.status.chosen()))
        try:
            with self.desk.changing(
                "Plan", f"{counted(len(wanted), 'event')} of {year.name}"
            ) as db:
                plan_again(db, wanted, status=status, by=self.desk.stamp(), seen=seen)
        except Refused as refusal:
            self.reload()
            self.notice.say(str(refusal), "red")
            return
        self._wished, self._turned = {}, set()
        self._way.go(Where("Programme", year=year.name))


def _event(row: ProposedRow) -> Cell:
    tone = "faint" if row.left_out else "ink"
    return Cell(row.proposal.title, tone, strong=not row.left_out, code=row.proposal.reference)


def _day(row: ProposedRow) -> Cell:
    if row.left_out:
        return Cell("left out", "faint")
    days = row.proposal.days
    more = f"and {counted(len(days) - 1, 'day')} more" if len(days) > 1 else ""
    return Cell(entered_day(row.proposal.first), note=more)


def _note(row: ProposedRow) -> Cell:
    note = row.proposal.note
    return Cell(note, "faint" if row.left_out else "amber", glyph="triangle-alert" if note else "")
