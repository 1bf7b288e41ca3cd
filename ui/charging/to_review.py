"""Charges to review: what came due, raised all in one act once it was looked at."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.due import Due
from trainingdesk.services.charging.review import Review, review_of
from trainingdesk.services.charging.run import Decided, Waived, raise_charges, run_of
from ui.charging.facts_panel import FactsPanel
from ui.charging.follows import SHOWN_WITH
from ui.charging.review_columns import review_columns
from ui.charging.review_rows import (
    Choices,
    Proposed,
    ReviewRow,
    grouped,
    sums_said,
    why_it_stays,
    why_undecided,
)
from ui.charging.tab import ChargesTab
from ui.charging.take_back_panel import TakeBackPanel
from ui.charging.waive_panel import WaivePanel
from ui.charging.why_panel import WhyPanel
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.events.saving import save_shown
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.programme.acts import act

TO_REVIEW = "To review"
NOTHING = (
    "Fees for attending, absences and late arrivals come due when a register is closed, and "
    "late cancellations at once. What was raised or waived is on the event and on its invoice."
)
LOST = "the reasons go with the window. To keep them, raise them first (Ctrl+Return)."
NO_POLICY = (
    "Once a charging policy is in force, whatever it charges for stands here with its sum and "
    "its reasons, to be raised in one act."
)


class ReviewList(FoundList[ReviewRow]):
    """The list, with the sums at its foot."""

    sums = ""

    def _say_count(self) -> None:
        super()._say_count()
        if self.sums:
            self.count.say(f"{counted(self.shown, self.kind.one)} · {self.sums}")


class ToReview(ChargesTab):
    """Leaves out, waives and raises what came due; opens the reasons of each sum."""

    title = TO_REVIEW
    shows: ClassVar[frozenset[str]] = SHOWN_WITH

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.choices = Choices()
        self._of_years = {self.year: self.choices}
        self.rows, self.shown = list[ReviewRow](), list[ReviewRow]()
        self.review = Review((), (), (), ())
        self.raise_all = FirstAct("Raise", "check", "Ctrl+Return")
        self.notice, self.empty = Notice("", "amber"), Empty("receipt-pound-sterling", "", "")
        self.why, self.waive = WhyPanel(), WaivePanel(live)
        self.take_back, self.facts = TakeBackPanel(live), FactsPanel(live)
        kind = ListKind(
            TO_REVIEW,
            "charges.review",
            "charge",
            "charges",
            sort="",
            gives_way={"Event": NARROW},
        )
        self.listed = ReviewList(live, kind, review_columns(), self.empty)
        self._make_acts()
        self._lay_out()
        self._connect()

    def _make_acts(self) -> None:
        table = self.listed.table
        self.turn_action = act(table, "&Leave it out, or take it in", self.turn, "Space")
        self.waive_action = act(table, "&Waive…", self.waive_chosen, "Ctrl+W")
        self.back_action = act(table, "&Take the charge back…", self.take_back_chosen, "Ctrl+T")
        self.why_action = act(self, "Wh&y this sum", self.show_why)
        self.open_action = act(self, "&Open the booking", self.open_booking, "Ctrl+O")
        self.facts_action = act(self, "&Facts for its charge…", self.enter_facts, "F2")
        self.raise_action = act(
            self, "&Raise what is to be charged", self.raise_chosen, "Ctrl+Return", "Ctrl+Enter"
        )
        table.acts = [
            self.why_action,
            self.turn_action,
            self.waive_action,
            self.back_action,
            self.facts_action,
            self.open_action,
            self.raise_action,
        ]

    def _lay_out(self) -> None:
        self.panels = Panels(self.why, self.waive, self.take_back, self.facts)
        self.listed.bar_row.addWidget(self.raise_all)
        column = down(self.notice, gap=Space.S)
        column.addWidget(self.listed, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(row)
        self.panels.asking.connect(self.raise_all.step_back)
        self.panels.closed.connect(self.listed.enter)

    def _connect(self) -> None:
        self.listed.asked.connect(self._show_rows)
        self.listed.export_asked.connect(self.export)
        self.listed.opened.connect(lambda _row: self.show_why())
        self.listed.chosen.connect(self._on_chosen)
        # An act falls on the row that has the keyboard, also where none is chosen.
        self.listed.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())
        self.raise_all.clicked.connect(self.raise_action.trigger)
        self.waive.decided.connect(self._on_waived)
        self.why.booking_asked.connect(self.open_booking)
        self.why.facts_asked.connect(self.enter_facts)

    def show_year(self, year: TrainingYear, *, find: str = "", row: int = 0) -> None:
        """Show a year; what was decided on in another and not raised waits there."""
        if year != self.year:
            self.choices = self._of_years.setdefault(year, Choices())
            self.panels.clear()
        super().show_year(year, find=find, row=row)

    def look_for(self, find: str, row: int) -> None:
        """Narrow the list to some words, or choose the first sum of an event by its number."""
        if find:
            self.listed.seek(find)
        if row:
            self._catch_up()
            found = (each.id for each in self.shown if each.about.event_id == row)
            self.listed.choose(next(found, 0))

    def enter(self) -> None:
        self.listed.enter()

    def unkept(self) -> str:
        """The waivers that are not raised yet: nothing else keeps their reasons."""
        number = sum(len(choices.waived) for choices in self._of_years.values())
        if not number:
            return ""
        waivers = counted(number, "waiver")
        return f"{waivers} in {TO_REVIEW} {'is' if number == 1 else 'are'} not raised yet: {LOST}"

    def reload(self) -> None:
        with self.desk.reading() as db:
            self.review = review_of(db, self.year, today=self.desk.today())
        self.choices.forget_all_but(self.review.due)
        self.notice.say(self.review.notice)
        title = f"Nothing to review in {self.year.name}"
        self.empty.say(title, NOTHING if self.review.policies else NO_POLICY)
        self._show_rows()

    def _show_rows(self) -> None:
        self.rows = self.choices.rows(self.review)
        shown = self.shown = self.listed.holding(self.rows, lambda row: row.sought)
        self.listed.sums = sums_said(shown)
        self.listed.show_found(grouped(shown), in_all=len(self.rows), found=len(shown))
        decided = self._decided()
        self.raise_all.say(_deed(decided))
        self.raise_all.setVisible(bool(decided))
        self.raise_action.setEnabled(bool(decided))
        self.count(sum(not row.due.suspended for row in self.rows if row.due))
        self._on_chosen()

    def _decided(self) -> list[Decided]:
        """What would be raised of the list as it is narrowed."""
        return self.choices.to_raise(self.shown)

    def _on_chosen(self) -> None:
        row = self.listed.row_in_hand()
        # An act that does not fit says so: its letter would narrow the list otherwise.
        for action in self.listed.table.acts:
            if action is not self.raise_action:
                action.setEnabled(row is not None)
        if row is not None and self.why.isVisible():
            self.why.show_row(row)

    def turn(self) -> None:
        """Leave the sum in hand out, or take it in again."""
        row = self.listed.row_in_hand()
        if row is not None and not self._says_why_not(row) and row.due is not None:
            self.choices.turn(row.due)
            self._show_rows()

    def waive_chosen(self) -> None:
        """Ask why the sum in hand is waived."""
        row = self.listed.row_in_hand()
        if row is not None and not self._says_why_not(row) and row.due is not None:
            self.waive.begin(row.due, self.choices.waived.get(row.due.key))
            self.panels.make_way(self.waive)

    def _says_why_not(self, row: ReviewRow) -> bool:
        """Say why nothing can be decided on a line, where that is so."""
        why = why_undecided(row)
        if why:
            self.said.emit(why)
        return bool(why)

    def _on_waived(self, row: Due, waived: Waived) -> None:
        """Keep a waiver in the list, and go on to the next that somebody is to decide on."""
        self.choices.waive(row, waived)
        here = next((n for n, each in enumerate(self.shown) if each.due is row), 0)
        self._show_rows()
        in_turn = [*self.shown[here:], *self.shown[:here]]
        ask = next((each.id for each in in_turn if each.proposed is Proposed.ASK), None)
        if ask is not None:
            self.listed.choose(ask)

    def take_back_chosen(self) -> None:
        """Ask why a charge that no longer holds is taken back."""
        row = self.listed.row_in_hand()
        if row is not None and row.raised is not None and not row.raised.invoice:
            self.take_back.begin(row.raised)
            self.panels.make_way(self.take_back)
        elif row is not None:
            self.said.emit(why_it_stays(row))

    def show_why(self) -> None:
        """Show the arithmetic of the sum in hand; the arrows go on through the list."""
        if row := self.listed.row_in_hand():
            self.why.show_row(row)
            self.panels.make_way(self.why)
            self.panels.asking.emit(False)  # noqa: FBT003 - it asks for nothing

    def enter_facts(self) -> None:
        """Ask what only charging asks of the booking in hand."""
        if row := self.listed.row_in_hand():
            with refusals_shown(self):
                self.facts.begin(row.about)
                self.panels.make_way(self.facts)

    def open_booking(self) -> None:
        """Go to the bookings of the event, with this one chosen."""
        if row := self.listed.row_in_hand():
            about, year = row.about, TrainingYear.of(row.about.day).name
            find = about.delegate
            where = Where("Programme", "event", about.event_id, "Bookings", year, find)
            self.way.go(where)

    def raise_chosen(self) -> None:
        """Raise and waive what shows and is decided on; one step of undo until it is invoiced."""
        decided = self._decided()
        if not decided:
            return
        self.panels.clear()
        with refusals_shown(self):
            with self.desk.changing("Raise", counted(len(decided), "charge")) as db:
                run = raise_charges(db, decided, by=self.desk.stamp())
            self.live.told.emit(f"{run.said}.")
        self._stale = True
        self._catch_up()
        self.listed.enter()

    def export(self) -> None:
        """Save the list as it shows."""
        name = f"Charges to review {self.year.name}"
        save_shown(self, self.listed.table, name, said=self.said.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.why.isVisible():
            self.why.leave()
        else:
            super().keyPressEvent(event)


def _deed(decided: list[Decided]) -> str:
    """What the button does, in numbers; once all are let off, it is told so."""
    run = run_of(decided)
    if not run.raised:
        return f"Waive {counted(run.waived, 'charge')}"
    waive = f", waive {run.waived:,}" if run.waived else ""
    return f"Raise {counted(run.raised, 'charge')}{waive}"
