"""Two forms of one person side by side, and which of them counts."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.channel import channel_spoken
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.services.evaluation.held import (
    OneForm,
    SettledWhy,
    TwiceRow,
    TwoAnswers,
    keep_first,
    take_later,
)
from ui.evaluation.entry_rows import differ
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.field import Choice
from ui.parts.heading import Heading, Notice
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button, Words
from ui.programme.acts import act

ABOUT = "The first form counts until you decide. What does not count stays in the history."
ALONE = "Only this one is there: taken, it counts."
NOT_SAID = "Not said"
WHY_DROPPED = "Choose why it is dropped: no other form of theirs is there."


class TwicePage(QWidget):
    """Shows what differs, and lets one of the two forms count."""

    settled = Signal(str)  # what was done, in words
    left = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self.row: TwiceRow | None = None
        back = Button("To the list", "secondary", "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self.heading = Heading("", "", back)
        self.about = Words("", "soft", wrap=True)
        self.notice = Notice("", "red")
        self.table: Table[TwoAnswers] = Table(_columns(), "Both forms")
        self.table.follow(live, "evaluation.twice")
        reasons = [(_said(why), str(why)) for why in SettledWhy]
        self.why = Choice([(NOT_SAID, ""), *reasons], "Why")
        self.why.setMinimumWidth(Size.SEARCH)
        self.first = Button("Keep the first", "primary", "check", "F")
        self.later = Button("Take the later instead", "secondary", "", "L")
        foot = across(Words("Why", "label"), self.why, self.first, self.later, None)
        column = down(self.heading, self.about, self.notice, gap=Space.M)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.setLayout(column)
        self.first_action = act(self.table, "Keep the &first", self.keep, "F")
        self.later_action = act(self.table, "Take the &later instead", self.take, "L")
        self.table.acts = [self.first_action, self.later_action]
        self.first.clicked.connect(self.keep)
        self.later.clicked.connect(self.take)

    def show_row(self, row: TwiceRow) -> None:
        """Show both forms of somebody."""
        self.row = row
        self.notice.say("")
        day = f"{row.title} · {plain_day(row.starts)} · {STAGE_NAMES[row.stage]} · {row.agency}"
        self.heading.say(f"{row.name} answered twice", day)
        first = _form_said("The first", row.first) if row.first else ALONE
        number = f"{counted(row.differing, 'answer')} of {len(row.answers)}"
        later = _form_said("The later", row.later)
        self.about.say(f"{first} {later} {number} {differ(row.differing)}. {ABOUT}")
        self.table.show_rows(list(row.answers))
        self.first.say("Keep the first" if row.first else "Drop it")
        self.later.say("Take the later instead" if row.first else "Take it")
        self.why.choose("")

    def enter(self) -> None:
        """Take the keyboard."""
        self.table.select_id(1)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Let the first form count."""
        self._settle(first=True)

    def take(self) -> None:
        """Let the later form count."""
        self._settle(first=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _settle(self, *, first: bool) -> None:
        row = self.row
        if row is None:
            return
        why = str(self.why.chosen())
        which = "first" if first else "later"
        dropped = first and row.first is None
        if dropped and not why:
            self.notice.say(WHY_DROPPED, "amber")
            self.why.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        done = "Let go of a form" if dropped else f"Keep the {which} form"
        label = f"{done} ({why})" if why else done
        try:
            with self._desk.changing(label, f"of {row.name}") as db:
                (keep_first if first else take_later)(db, row.id, why=why)
        except Refused as refusal:
            self.notice.say(str(refusal), "red")
            return
        self.row = None
        self.settled.emit(f"{_counts(row, which)}: {why}." if why else f"{_counts(row, which)}.")


def _said(why: SettledWhy) -> str:
    return why.value[0].upper() + why.value[1:]


def _counts(row: TwiceRow, which: str) -> str:
    if row.first is None and which == "first":
        return f"The form of {row.name} is dropped"
    return f"The {which} form of {row.name} counts"


def _form_said(which: str, form: OneForm) -> str:
    on = f" on {plain_day(form.received_on)}" if form.received_on else ""
    source = f" ({form.source})" if form.source else ""
    return f"{which} came{on} {channel_spoken(form.via)}{source}."


def _columns() -> list[Column[TwoAnswers]]:
    return [
        Column("Question", lambda two: Cell(two.question, note=two.about), Width.PLACES, 3),
        Column("First", lambda two: _answer(two, two.first), Width.SPAN, 2),
        Column("Later", lambda two: _answer(two, two.later), Width.SPAN, 2),
        Column("", _differs, Width.MARK, key="differs"),
    ]


def _answer(two: TwoAnswers, value: int | str | None) -> Cell:
    parting = "; " if two.several else " "
    words = "blank" if value is None else parting.join(str(value).split("\n"))
    return Cell(words, "faint" if value is None else "ink", strong=two.differ)


def _differs(two: TwoAnswers) -> Cell:
    return Cell(chip="differs", chip_tone="amber") if two.differ else Cell()
