"""The charges of an event: what is due, what was raised and waived, and who owes nothing."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from trainingdesk.domain.money import pounds
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.of_event import ChargeState, EventCharge, event_charges
from ui.charging.facts_panel import FactsPanel
from ui.charging.follows import SHOWN_WITH
from ui.charging.review_rows import Proposed, ReviewRow
from ui.charging.take_back_panel import TakeBackPanel
from ui.charging.to_review import TO_REVIEW
from ui.charging.why_panel import WhyPanel
from ui.delegates.panels import Panels
from ui.events.event_tab import EventTab
from ui.parts.cell import Cell
from ui.parts.count import Count
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act
from ui.programme.columns import NARROW

TONES = {
    ChargeState.TO_REVIEW: "accent",
    ChargeState.NO_PRICE: "amber",
    ChargeState.RAISED: "green",
    ChargeState.INVOICED: "green",
}
ABOUT = "Absences and fees come due when the register is closed, late cancellations at once."


def columns() -> list[Column[EventCharge]]:
    """Who, what happened, the sum, and how far it is."""
    return [
        Column("Delegate", lambda row: Cell(row.about.listed, strong=True), share=5),
        Column("Agency", lambda row: Cell(row.about.agency, "soft"), share=4),
        Column("What happened", lambda row: Cell(row.happened, "soft"), Width.SPAN, 2),
        Column("Sum", _sum, Width.MARK, right=True, value=lambda row: row.pence / 100),
        Column("Charge", _state, Width.METER, value=lambda row: row.state.value),
    ]


class ChargesTab(EventTab):
    """Shows why each is charged; takes charges back, and notes what only charging asks."""

    shows: ClassVar[frozenset[str]] = SHOWN_WITH

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.about = Words(ABOUT, "soft", wrap=True)
        self.review = Button("Review the charges", "secondary", "", "Ctrl+Return")
        self.table: Table[EventCharge] = Table(columns(), "Charges")
        self.table.follow(live, "event.charges")
        self.count = Count(export=False)
        self.nobody = Empty("receipt-pound-sterling", "Nobody is booked yet", ABOUT)
        self.why, self.take_back, self.facts = WhyPanel(), TakeBackPanel(live), FactsPanel(live)
        self.panels = Panels(self.why, self.take_back, self.facts)
        self._lay_out()
        self._make_acts()

    def _lay_out(self) -> None:
        head = across(self.about, self.review)
        head.setStretch(0, 1)
        column = down(head, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        row = across(gap=0)
        row.addLayout(column, 1)
        row.addWidget(self.panels)
        self.setLayout(row)
        self.why.open.hide()  # one is there
        self.why.facts.hide()
        self.count.export.show()  # now that it stands in its line: shown alone, it is a window

    def _make_acts(self) -> None:
        self.review_action = act(
            self, "&Review the charges", self.review_charges, "Ctrl+Return", "Ctrl+Enter"
        )
        self.back_action = act(self.table, "&Take the charge back…", self.take_chosen_back, "T")
        self.facts_action = act(self.table, "&Facts for its charge…", self.enter_facts, "F")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        acts = self.review_action, self.back_action, self.facts_action, self.export_action
        self.table.acts = [*acts]
        self.review.clicked.connect(self.review_charges)
        self.count.export_asked.connect(self.export)
        self.table.opened.connect(lambda _row: self.show_why())
        self.table.chosen.connect(self._on_chosen)
        self.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.panels.closed.connect(self.enter)
        self.panels.closed.connect(self._fit)
        self.panels.asking.connect(lambda *_: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the agency give way where the table has no room for it, as beside a panel."""
        beside = self.panels.sizeHint().width() if self.panels.isVisible() else 0
        is_narrow = self.width() - beside < NARROW
        self.table.columns_shown.give_way({"Agency"} if is_narrow else ())

    def begin(self) -> None:
        self.panels.clear()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def export(self) -> None:
        """Save the list as it shows."""
        self.export_table(self.table, "Charges")

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = event_charges(db, self.event_id)
        self.table.show_rows(rows)
        self.table.setVisible(bool(rows))
        self.count.setVisible(bool(rows))
        self.nobody.setHidden(bool(rows))
        waits = sum(row.state is ChargeState.TO_REVIEW for row in rows)
        self.review.setVisible(waits > 0)
        self.review_action.setEnabled(waits > 0)
        self.count.say(_sums(rows))
        self._on_chosen()

    def _on_chosen(self) -> None:
        row = self.table.row_in_hand()
        self.back_action.setEnabled(row is not None and row.can_be_taken_back)
        self.facts_action.setEnabled(row is not None)
        if row is not None and self.why.isVisible():
            self.show_why()

    def show_why(self) -> None:
        """Show the arithmetic of the charge in hand, where there is one."""
        row = self.table.row_in_hand()
        if row is None or row.state is ChargeState.NONE:
            self.panels.clear()
            return
        proposed = Proposed.CHARGE if row.due else Proposed.CHANGED
        self.why.show_row(ReviewRow(row.id, proposed, due=row.due, raised=row.raised))
        self.panels.make_way(self.why)

    def take_chosen_back(self) -> None:
        """Ask why the charge in hand is taken back."""
        row = self.table.row_in_hand()
        if row is not None and row.raised is not None and row.can_be_taken_back:
            self.take_back.begin(row.raised)
            self.panels.make_way(self.take_back)

    def enter_facts(self) -> None:
        """Ask what only charging asks of the booking in hand."""
        if row := self.table.row_in_hand():
            with refusals_shown(self):
                self.facts.begin(row.about)
                self.panels.make_way(self.facts)

    def review_charges(self) -> None:
        """Go where the charges are raised, to those of this event."""
        if self.head is not None and self.review_action.isEnabled():
            year = TrainingYear.of(self.head.row.starts).name
            self.way.go(Where("Charges", id=self.event_id, tab=TO_REVIEW, year=year))


def _sum(row: EventCharge) -> Cell:
    if row.raised is not None and 0 < row.raised.waived_pence < row.pence:
        waived = f"{pounds(row.raised.waived_pence)} waived"
        return Cell(pounds(row.pence), note=waived)
    return Cell(pounds(row.pence), "ink" if row.asked else "faint")


def _state(row: EventCharge) -> Cell:
    return Cell(chip=row.state.value, chip_tone=TONES.get(row.state, "outline"))


def _sums(rows: list[EventCharge]) -> str:
    due = sum(row.asked for row in rows if row.due)
    raised = sum(row.asked for row in rows if row.raised)
    waived = sum(
        row.raised.waived_pence for row in rows if row.raised and row.raised.ended_on is None
    )
    said = [f"{pounds(raised)} raised"]
    if waived:
        said.append(f"{pounds(waived)} waived")
    if suspended := sum(row.pence for row in rows if row.state is ChargeState.SUSPENDED):
        said.append(f"{pounds(suspended)} suspended")
    if due:
        said.append(f"{pounds(due)} to review")
    return " · ".join(said)
