"""Charges: what is owed, and the year's money, what came in and what was spent."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.definitions import MONEY
from trainingdesk.domain.money import pounds
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.review import days_to_review, number_to_review
from trainingdesk.services.desk import Change
from trainingdesk.services.money import (
    CostRow,
    ReceiptRow,
    YearsMoney,
    costs_page,
    costs_sum,
    money_of,
    receipts_page,
    receipts_sum,
)
from ui.analysis.explanation import explaining_act
from ui.analysis.year_tabs import YearTabs, framed
from ui.charges.lists import costs_kind, receipts_kind
from ui.charges.money_list import AnyMoneyList, MoneyList
from ui.charges.narrowed import Narrowed
from ui.charges.summary import COSTS, RECEIPTS, Summary
from ui.charging.follows import SHOWN_WITH
from ui.charging.invoices import INVOICES, Invoices
from ui.charging.policies_page import POLICIES, PoliciesPage
from ui.charging.tab import ChargesTab
from ui.charging.to_review import TO_REVIEW, ToReview
from ui.charging.what_if_page import WHAT_IF, WhatIfPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.programme.acts import act

PLACE = "Charges"
THE_YEAR = "The year"
PURPOSE = (
    "Here you see what training brought in and what it cost: fees for attending and for not "
    "attending, grants, and every cost with its event. Receipts and costs come in with a "
    "workbook, on its sheets Receipts and Costs."
)


class ChargesPlace(LiveView):
    """Tabs for the work on what is owed, then three on the year's money: its sums and its lists."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay(PLACE, Where(PLACE), "money, budget, finance"),
        PageWay(TO_REVIEW, Where(PLACE, tab=TO_REVIEW), "raise charges, waive, absences, fees due"),
        PageWay(
            INVOICES,
            Where(PLACE, tab=INVOICES),
            "issue, payments, credit notes, overdue, reminders, statement, finance file",
        ),
        PageWay(POLICIES, Where(PLACE, tab=POLICIES), "charging policy, notice, fees for absence"),
        PageWay(WHAT_IF, Where(PLACE, tab=WHAT_IF), "replay a policy, try a policy on a year"),
        PageWay(THE_YEAR, Where(PLACE, tab=THE_YEAR), "money of the year, surplus"),
        PageWay(RECEIPTS, Where(PLACE, tab=RECEIPTS), "income, fees, invoices, grants"),
        PageWay(COSTS, Where(PLACE, tab=COSTS), "expenditure, spending, spent"),
    )
    shows: ClassVar[frozenset[str]] = frozenset({"agency", "cost", "course", "event", "receipt"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way = way
        self._year = TrainingYear.of(self.desk.today())
        self._narrowed = {RECEIPTS: Narrowed(), COSTS: Narrowed()}
        self._has_figures = False
        self.summary = Summary()
        self.review = ToReview(live, way, jobs)
        self.invoices = Invoices(live, way, jobs)
        self.policies = PoliciesPage(live, way, jobs)
        self.what_if = WhatIfPage(live, way, jobs)
        pages = self.review, self.invoices, self.policies, self.what_if
        self.work: dict[str, ChargesTab] = {page.title: page for page in pages}
        self._make_lists()
        self._make_actions()
        self._lay_out()
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show a year at one of its tabs, narrowed to what is looked for."""
        year = TrainingYear.named(where.year) if where.year else self._year
        tab = where.tab or TO_REVIEW
        changed = year != self._year
        if changed:
            self._year = year
            self._narrowed = {RECEIPTS: Narrowed(), COSTS: Narrowed()}
        if tab in self.lists and self._narrowed[tab] != Narrowed.by(where.find):
            self._narrowed[tab] = Narrowed.by(where.find)
            changed = True
        self._stale = self._stale or changed
        self._open_tab(tab)
        if tab in self.work:
            self.work[tab].show_year(self._year, find=where.find, row=where.id)
        if self.isVisible():
            self._catch_up()

    def actions(self) -> list[QAction]:
        """The acts of the place, and those of the tab that shows."""
        here = self.work.get(self.tabs.here)
        return [*super().actions(), *(here.actions() if here is not None else [])]

    def crumbs(self) -> list[tuple[str, Where]]:
        """Charges stand at the top."""
        return [(PLACE, Where(PLACE, year=self._year.name))]

    def _on_changed(self, change: Change) -> None:
        super()._on_changed(change)
        if self.isVisible() and change.tables & SHOWN_WITH:
            self._count_to_review()

    def _count_to_review(self) -> None:
        """Say beside the first tab how much waits there; while it shows, it says so itself."""
        if self.tabs.here != TO_REVIEW:
            with self.desk.reading() as db:
                days = days_to_review(db, self._year, self.desk.today())
                number = number_to_review(db, days)
            self.tabs.set_count(TO_REVIEW, f"{number:,}" if number else "")

    def reload(self) -> None:
        self._count_to_review()
        with self.desk.reading() as db:
            money, before = money_of(db, self._year), money_of(db, self._year.before)
        empty = not money.received.number and not money.spent.number
        self._has_figures = not empty
        if empty:
            self.body.show_nothing(f"No money in {self._year.name} yet", PURPOSE)
            self._on_chosen()
            return
        self.body.show_rows(self._about(money))
        self.summary.show_money(money, before, self._year.before.name)
        for tab, kinds in ((RECEIPTS, money.receipts), (COSTS, money.costs)):
            self.lists[tab].show_year(self._year, kinds, self._narrowed[tab])
        self.tabs.set_count(RECEIPTS, f"{money.received.number:,}")
        self.tabs.set_count(COSTS, f"{money.spent.number:,}")
        self._on_chosen()

    def explain(self) -> None:
        """Open the definitions beside the figures, or close them."""
        self.body.explain("Money", MONEY)

    def export(self) -> None:
        """Save the list that shows."""
        if self.tabs.here in self.work:
            self.work[self.tabs.here].export()
        elif self.tabs.here in self.lists:
            self.lists[self.tabs.here].listed.export()

    def _make_lists(self) -> None:
        self.receipts: MoneyList[ReceiptRow] = MoneyList(
            self.live,
            receipts_kind(lambda: self._year),
            counted="Income: fees only",
            total=receipts_sum,
            page=receipts_page,
        )
        self.costs: MoneyList[CostRow] = MoneyList(
            self.live,
            costs_kind(lambda: self._year),
            counted="Expenditure: all but staff",
            total=costs_sum,
            page=costs_page,
        )
        self.lists: dict[str, AnyMoneyList] = {RECEIPTS: self.receipts, COSTS: self.costs}

    def _make_actions(self) -> None:
        self.explain_action = explaining_act(self, self.explain)
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.export_action = act(self, "E&xport this list…", self.export, "Ctrl+E")
        self.costs.listed.table.acts = [self.event_action]

    def _lay_out(self) -> None:
        pages: dict[str, QWidget] = {
            **self.work,
            THE_YEAR: self.summary,
            RECEIPTS: framed(self.receipts),
            COSTS: framed(self.costs),
        }
        glyph, explain = "receipt-pound-sterling", self.explain_action
        self.body = YearTabs(PLACE, pages, glyph=glyph, explain=explain, always=self.work)
        self.tabs = self.body.tabs
        for page in self.work.values():
            page.tabs = self.tabs
        self.setLayout(down(self.body, gap=0))

    def _connect(self) -> None:
        self.tabs.changed.connect(self._on_turned)
        self.body.import_asked.connect(self._import)
        self.summary.opened.connect(self._open_list)
        for page in self.work.values():
            page.said.connect(self.said)
        for tab, shown in self.lists.items():
            shown.narrowed.connect(lambda find, tab=tab: self._on_narrowed(tab, find))
            shown.listed.chosen.connect(self._on_chosen)
            shown.listed.said.connect(self.said)
        self.costs.listed.opened.connect(lambda _: self._open_event())

    def _about(self, money: YearsMoney) -> str:
        came, spent = pounds(money.received.pence), pounds(money.spent.pence)
        return f"{self._year.name} · {came} came in, {spent} was spent"

    def _open_tab(self, tab: str) -> None:
        self.body.show_tab(tab)
        self._on_chosen()

    def _on_turned(self, tab: str) -> None:
        self._open_tab(tab)
        if tab in self.work:
            self.work[tab].show_year(self._year)
        self._remember(tab)

    def _on_narrowed(self, tab: str, find: str) -> None:
        self._narrowed[tab] = Narrowed.by(find)
        self._remember(tab)

    def _remember(self, tab: str) -> None:
        find = self._narrowed[tab].find if tab in self._narrowed else ""
        self._way.replace(Where(PLACE, tab=tab, find=find, year=self._year.name))

    def _on_chosen(self) -> None:
        row = self.costs.listed.table.chosen_row()
        on_event = self.tabs.here == COSTS and row is not None and row.event_id is not None
        self.event_action.setEnabled(on_event)
        self.explain_action.setEnabled(self._has_figures and self.tabs.here not in self.work)
        self.export_action.setEnabled(self.tabs.here in {*self.lists, *self.work})

    def _open_list(self, tab: str, find: str) -> None:
        self._way.go(Where(PLACE, tab=tab, find=find, year=self._year.name))

    def _open_event(self) -> None:
        row = self.costs.listed.table.chosen_row()
        if row is not None and row.event_id is not None:
            self._way.go(Where("Programme", kind="event", id=row.event_id, year=self._year.name))

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self._year.name))
