"""Today: what needs doing, most pressing first, and the week beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import long_day, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.today import TO_DO_HERE, Card, Task, Work, cards, held, things_to_do
from trainingdesk.services.week import DatedEvent, Day, next_event_after, week_of
from ui.evaluation.entry_rows import TWICE
from ui.events.reason_box import ReasonBox
from ui.parts.heading import Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, scrolled
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Size, Space
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.planning.decision import Decision
from ui.today.first_steps import FirstSteps
from ui.today.week import Week
from ui.today.work_column import WorkColumn

WIDE = 3 * Size.FORM + Size.SEARCH
"""From this width on, two weeks stand side by side."""

TABS = {
    Work.AT_RISK: "Bookings",
    Work.REGISTERS: "Register",
    Work.OFFERS: "Bookings",
    Work.WAITING: "Bookings",
    Work.CERTIFICATES: "Certificates",
    Work.FOLLOW_UPS: "Evaluation",
}
"""Where on the event's page each kind of work is done."""

RECORDS = {
    Work.UNDATED: ("Programme", "interest"),
    Work.AGREEMENTS: ("Programme", "agreements"),
    Work.ACTIONS: ("Programme", "actions"),
    Work.LICENCES: ("Delegates", "licences"),
    Work.ABSENCES: ("Delegates", "absences"),
    Work.MESSAGES: ("Settings", "messages"),
}
"""Where the records of work that is about no event stand."""

INVOICES = {Work.TO_ISSUE: "To issue", Work.OVERDUE: "Overdue"}
"""The part of the invoices at which they are issued, or reminded of."""

FORMS = {Work.TWICE: "To enter", Work.CALLS: "To ring"}
"""The tab of Evaluation at which forms are settled, or asked for on the telephone."""


class TodayPlace(LiveView):
    """The page that opens first: it says what waits, and each line opens where it is done."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay("Today", Where("Today"), "home, start, to do, this week"),
    )
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "absence_flag",
            "action",
            "agreement",
            "board",
            "booking",
            "call",
            "certificate",
            "charge",
            "charging_fact",
            "charging_pause",
            "charging_policy",
            "completion",
            "course",
            "day_off",
            "event",
            "event_session",
            "form",
            "held_form",
            "interest",
            "invoice",
            "invoice_reminder",
            "licence",
            "licence_group",
            "mark",
            "message",
            "message_rule",
            "offer",
            "payment",
            "place_hold",
            "published_figure",
            "question_stage",
            "questionnaire",
            "session_trainer",
            "trainer",
            "undated_event",
            "venue",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs = way, jobs
        self._day: date | None = None
        self.heading = Heading("Today", "")
        self.work = WorkColumn()
        self.reason, self.notice = ReasonBox(), Notice("", "red")
        self.decision = Decision(self.desk, self.reason, self.notice)
        self.weeks = across(gap=Space.XL)
        self.weeks.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.shown_weeks: list[Week] = []
        self.first_steps = FirstSteps(way)
        self._add_explaining_act()
        self.pages = QStackedWidget()
        self._scroll = self._laid_out()
        self.pages.addWidget(self._scroll)
        self.pages.addWidget(self.first_steps)
        column = down(self.pages)
        self.setLayout(column)
        self.work.opened.connect(self._open_task)
        self.work.decided.connect(self._decide)

    def _laid_out(self) -> QScrollArea:
        body = across(gap=Space.XL)
        body.addWidget(self.work, 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(self.weeks)
        column = down(self.heading, self.notice, self.reason, gap=Space.XL)
        column.addLayout(body)
        column.addStretch(1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        return scrolled(column)

    def _add_explaining_act(self) -> None:
        action = QAction("E&xplain what Today counts", self)
        action.setCheckable(True)
        action.setProperty("explains", True)  # noqa: FBT003 - Qt's own way to say it
        action.setShortcut(QKeySequence("Ctrl+F1"))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.toggled.connect(lambda on: self.work.explain(explained=on))
        self.addAction(action)

    def show_at(self, where: Where) -> None:
        """Show what waits; on another day than it was last read, afresh."""
        self.first_steps.year = where.year
        if self.desk.today() != self._day:
            self._stale = True
        if self.isVisible():
            self._catch_up()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Today stands alone."""
        return [("Today", Where("Today"))]

    def reload(self) -> None:
        today = self._day = self.desk.today()
        with self.desk.reading() as db:
            empty = not held(db).events
            found = cards(db, today, now=self.desk.stamp().at)
            weeks = [week_of(db, today + timedelta(days=n), today=today) for n in (0, 7)]
            ahead = next_event_after(db, today)
        self.pages.setCurrentIndex(1 if empty else 0)
        self.heading.say("Today", _about(today, found, weeks[0], ahead))
        self.work.show_cards(found, today)
        self._show_weeks(weeks, today)

    def _show_weeks(self, weeks: Sequence[Sequence[Day]], today: date) -> None:
        for old in self.shown_weeks:
            self.weeks.removeWidget(old)
            old.hide()
            old.deleteLater()
        named = zip(("This week", "Next week"), weeks, strict=True)
        self.shown_weeks = [Week(name, days, today) for name, days in named]
        for week in self.shown_weeks:
            week.opened.connect(self._open_event)
            self.weeks.addWidget(week, 0, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self.weeks.setDirection(way)
        self.work.set_wide(wide=wide)

    def _open_task(self, work: Work, task: Task) -> None:
        if work is Work.FIGURES:
            self._way.go(Where("Analysis", kind="rows", year=task.year, find=task.figure))
        elif work in RECORDS:
            place, kind = RECORDS[work]
            year = TrainingYear.of(self.desk.today()).name
            self._way.go(Where(place, kind=kind, id=task.record_id, year=year))
        elif work is Work.CHARGES:
            self._way.go(Where("Charges", id=task.event_id, tab="To review", year=task.year))
        elif work in INVOICES:
            row = task.record_id if work is Work.OVERDUE else 0
            tab, year = "Invoices", TrainingYear.of(self.desk.today()).name
            self._way.go(Where("Charges", id=row, tab=tab, find=INVOICES[work], year=year))
        elif work in FORMS:
            find = TWICE if work is Work.TWICE else task.find
            there = Where("Evaluation", id=task.record_id, tab=FORMS[work], find=find)
            self._way.go(replace(there, year=task.year))
        elif work is Work.BROCHURE:
            self._way.go(Where("Programme", year=task.year))
        else:
            self._go(task.event_id, task.on or self.desk.today(), TABS.get(work, ""))

    def _decide(self, task: Task, goes: bool) -> None:  # noqa: FBT001 - a signal says it so
        """Ask why an event goes ahead, or does not."""
        on = f"{task.title} on {plain_day(task.on)}" if task.on else task.title
        ask = self.decision.ask_to_go if goes else self.decision.ask_not_to_go
        ask(task.event_id, on, f"{task.said[:1].upper()}{task.said[1:]}.")

    def _open_event(self, dated: DatedEvent) -> None:
        self._go(dated.id, dated.day, "")

    def _go(self, event_id: int, day: date, tab: str) -> None:
        year = TrainingYear.of(day).name
        self._way.go(Where("Programme", kind="event", id=event_id, tab=tab, year=year))


def _about(
    today: date, found: Sequence[Card], week: Sequence[Day], ahead: DatedEvent | None
) -> str:
    """The day, what is on, and whether anything cannot wait."""
    on = sum(len(day.events) for day in week if day.day == today)
    parts = [long_day(today), f"{counted(on, 'event')} today" if on else "no event today"]
    if not on and ahead:
        parts.append(f"the next is on {long_day(ahead.day)}")
    counted_here = [card for card in found if card.work in TO_DO_HERE]
    pressing = sum(task.urgent for card in counted_here for task in card.tasks)
    if things := things_to_do(found):
        cannot = f", {pressing:,} cannot wait" if pressing else ""
        parts.append(f"{counted(things, 'thing')} to do{cannot}")
    return " · ".join(parts)
