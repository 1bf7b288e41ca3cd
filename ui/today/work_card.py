"""One kind of work on Today: how much of it there is, and the first few things to do."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame

from trainingdesk.domain.words import short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.today import Card, Task, Work
from ui.parts.layout import across, down
from ui.parts.letters import tip
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Space
from ui.parts.words import Button, Glyph, Words

FEW = 5
"""So many lines show before one asks for all of them."""

GLYPHS = {
    Work.AT_RISK: "triangle-alert",
    Work.REGISTERS: "clipboard-check",
    Work.UNARRANGED: "map-pin",
    Work.ISSUES: "circle-alert",
    Work.OFFERS: "send",
    Work.AGREEMENTS: "user-check",
    Work.WAITING: "users",
    Work.UNDATED: "calendar-plus",
    Work.ABSENCES: "user",
    Work.CHARGES: "receipt-pound-sterling",
    Work.TO_ISSUE: "send",
    Work.OVERDUE: "receipt-pound-sterling",
    Work.CERTIFICATES: "award",
    Work.FOLLOW_UPS: "message-square-text",
    Work.TWICE: "copy",
    Work.CALLS: "phone-call",
    Work.MESSAGES: "mail",
    Work.FIGURES: "scale",
    Work.ACTIONS: "list",
    Work.LICENCES: "file-check",
    Work.BROCHURE: "file-text",
}
LATELY = frozenset({Work.CHARGES, Work.CERTIFICATES, Work.FOLLOW_UPS})
"""What is counted over the year that ends today; pages of a training year may count another."""

EXPLAINED = {
    Work.AT_RISK: "Fewer have a place than the course needs, with four weeks or less to go.",
    Work.REGISTERS: "The event is over and its register is still open. After a week it is late.",
    Work.UNARRANGED: "A day in the next eight weeks that has no trainer or no venue yet.",
    Work.ISSUES: (
        "Events ahead of which a trainer, a venue or delegates are taken twice or have the day "
        "off, whose room is too small, or which are drafts still."
    ),
    Work.OFFERS: (
        "Places offered from a waiting list whose time is over within two days: note the answer, "
        "or the place goes to whoever is next."
    ),
    Work.AGREEMENTS: (
        "Requests for a place that a manager has not agreed to yet; each line opens whom to ask."
    ),
    Work.WAITING: (
        "People wait: while a place is free, enough of them for another event, or as it is full."
    ),
    Work.UNDATED: "Delegates who want to come to a course that has no date yet.",
    Work.ABSENCES: (
        "People and agencies that were absent more often than the board's rule allows, and about "
        "whom nobody has decided yet; each line opens where one decides."
    ),
    Work.CHARGES: (
        "What the charging policy asks for events of the last twelve months, or ahead, and nobody "
        "has raised or waived yet; each line opens where one does."
    ),
    Work.TO_ISSUE: (
        "Charges that were raised, as the invoices they make once their event or month is over."
    ),
    Work.OVERDUE: (
        "Invoices that are overdue, and whose agency was not reminded in the last two weeks."
    ),
    Work.CERTIFICATES: (
        "Delegates of the last twelve months who attended every session of a closed register "
        "and have no certificate yet."
    ),
    Work.FOLLOW_UPS: (
        "Delegates of the last twelve months who attended long enough ago to be asked, and have "
        "sent no follow-up form. Settings say after how many months."
    ),
    Work.TWICE: (
        "Somebody's form has come twice; until you decide, the first one counts. Each line opens "
        "both side by side."
    ),
    Work.CALLS: (
        "Call-backs that were promised for today or before, each by its name, and how many others "
        "were asked and reminded in writing, and have still not answered."
    ),
    Work.ACTIONS: "Actions of the board's plan that are overdue, or due within four weeks.",
    Work.LICENCES: (
        "Licences, such as chaperones', that are overdue or to be renewed within eight weeks."
    ),
    Work.MESSAGES: "Messages that wait in the outbox, that failed, or that were perhaps sent.",
    Work.FIGURES: "Totals published for the last two finished years that the records do not give.",
    Work.BROCHURE: (
        "The programme of the coming year is published by 1 April. Drafts are left out of the "
        "brochure, and a course without a level or an audience stays a draft."
    ),
}


class WorkCard(QFrame):
    """A card of one kind of work; each line opens where it is done."""

    opened = Signal(object)  # the Task
    decided = Signal(object, bool)  # the Task, and whether it is to go ahead
    unfolded = Signal(object)  # the Work that is now shown whole

    def __init__(self, card: Card, today: date, *, whole: bool, explained: bool) -> None:
        super().__init__()
        self.setObjectName("card")
        self.work = card.work
        self._begins = TrainingYear.of(today).begins
        shown = card.tasks if whole else card.tasks[:FEW]
        self.lines = [self._line(task) for task in shown]
        column = down(self._head(card), Space.XS, gap=0)
        if explained:
            said = Words(EXPLAINED[card.work], "soft_small", wrap=True)
            said.setContentsMargins(Space.S, 0, Space.S, Space.XS)
            column.addWidget(said)
        for line, task in zip(self.lines, shown, strict=True):
            column.addLayout(self._with_acts(line, task))
        if len(card.tasks) > len(shown):
            column.addLayout(across(self._rest(card), None))
        column.addStretch(1)
        column.setContentsMargins(Space.S, Space.M, Space.S, Space.S)
        self.setLayout(column)
        self.setAccessibleName(f"{card.work}, {card.number}")

    def _head(self, card: Card) -> QFrame:
        head = QFrame()
        row = across(
            Glyph(GLYPHS[card.work], "amber" if card.urgent else "soft"),
            Words(card.work, "strong"),
            Words("last twelve months" if card.work in LATELY else "", "small"),
            None,
            Words(f"{card.number:,}", "faint"),
        )
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        head.setLayout(row)
        head.setToolTip(tip(EXPLAINED[card.work]))
        return head

    def _line(self, task: Task) -> LineButton:
        when = short_day(task.on, year_begins=self._begins) if task.on else task.year
        tone = "amber" if task.urgent else "faint"
        made = LineButton(Line(task.title, note=when, end=task.said, tone=tone, key=task))
        made.clicked.connect(lambda _=False, task=task: self.opened.emit(task))
        return made

    def _with_acts(self, line: LineButton, task: Task) -> QBoxLayout:
        """A line; beside an event at risk, the two ways to decide on it."""
        row = across(line, gap=Space.XS)
        row.setStretch(0, 1)
        if self.work is Work.AT_RISK:
            for word, goes in (("Go", True), ("Do not go", False)):
                button = Button(word, "link", name=f"{word}: {task.title}").slim()
                button.clicked.connect(lambda _=False, goes=goes: self.decided.emit(task, goes))
                row.addWidget(button)
        return row

    def _rest(self, card: Card) -> Button:
        made = Button(f"Show all {len(card.tasks)}", "link", name=f"Show all of {card.work}")
        made.clicked.connect(lambda: self.unfolded.emit(card.work))
        return made.slim()
