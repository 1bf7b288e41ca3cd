"""Saying what each column of an online form's export stands for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.online_columns import Means, Offered, problem_with
from trainingdesk.domain.online_export import DayOrder, OnlineExport
from trainingdesk.domain.online_fates import Matching
from trainingdesk.services.evaluation.event_choices import EventChoiceRow
from ui.evaluation.event_picker import EventPicker, StillChoice
from ui.parts.cell import Cell
from ui.parts.field import Choice, Field
from ui.parts.heading import Notice
from ui.parts.layout import across, down
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Elided, Rule

EACH = "Each row tells by itself"
ORDER = (Stage.BEFORE, Stage.END, Stage.FOLLOW_UP, Stage.MANAGER)
WRITTEN = {
    DayOrder.DAY: "Day first: 8/11 is 8 November",
    DayOrder.MONTH: "Month first: 11/8 is 8 November",
}
STANDS_FOR = 2
"""The column of the table with what can be chosen."""


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column of the export: its heading, and the first answer under it."""

    id: int
    heading: str
    sample: str


class ColumnsTable(Table[ColumnRow]):
    """The columns; a row that has no room to its foot shows what there is of it."""

    def __init__(self) -> None:
        super().__init__(
            [
                Column("Heading in the file", lambda row: Cell(row.heading, strong=True), share=4),
                Column("First answer", lambda row: Cell(row.sample, "soft"), share=3),
                Column("Stands for", lambda _: "", share=4, firm=True),
            ],
            "Columns of the file",
        )

    def rows_cut_off(self) -> int:
        return 0  # what can be chosen there is not painted with the row, and would stand alone


class ColumnsView(QWidget):
    """Lists the columns, each with what it may stand for; says what is missing before going on."""

    asked_otherwise = Signal()  # another stage or event was chosen
    days_otherwise = Signal()  # the days of the file are written in another order
    done = Signal()
    away = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._offered: Sequence[Offered] = ()
        self._anonymous = False
        self.choices: list[StillChoice] = []
        self.to_know = Notice("", "amber")
        self.stage = Choice([(stage.said, stage.value) for stage in ORDER], "Stage")
        self.days = Choice([(said, each.value) for each, said in WRITTEN.items()], "Days")
        self.event_picker = EventPicker(EACH, "All rows are of")
        self.table = ColumnsTable()
        self.foot = Elided("", "strong")
        self.back = Button("Put away", "quiet", "", "Ctrl+R")
        self.next = Button("Look at the rows", "primary", "chevron-right", "Ctrl+S")
        self._lay_out()
        self.stage.currentIndexChanged.connect(lambda _: self.asked_otherwise.emit())
        self.days.currentIndexChanged.connect(lambda _: self.days_otherwise.emit())
        self.event_picker.currentIndexChanged.connect(lambda _: self.asked_otherwise.emit())
        self.next.clicked.connect(self.done)
        self.back.clicked.connect(self.away)

    def _lay_out(self) -> None:
        stage, event = Field("Stage", self.stage), Field("All rows are of", self.event_picker)
        stage.setFixedWidth(Size.FORM // 2)
        above = across(stage, gap=Space.L)
        above.addWidget(event, 1)
        self.of_days = Field("Days", self.days)
        above.addWidget(self.of_days)
        column = down(self.to_know, above, gap=Space.M)
        column.addWidget(self.table, 1)
        column.addWidget(Rule())
        row = across(self.back, self.next)
        row.insertWidget(0, self.foot, 1)
        column.addLayout(row)
        self.setLayout(column)

    @property
    def event_id(self) -> int | None:
        """The event that all rows are of, if they are of one."""
        return self.event_picker.event_id()

    @property
    def chosen_stage(self) -> Stage:
        """The stage that is chosen."""
        return Stage(str(self.stage.chosen()))

    @property
    def order(self) -> DayOrder:
        """How the days of the file are written."""
        return DayOrder(str(self.days.chosen()))

    @property
    def matching(self) -> Matching:
        """What is chosen."""
        stands_for = tuple(str(choice.chosen() or Means.ASIDE.value) for choice in self.choices)
        return Matching(self.chosen_stage, self.event_id, stands_for)

    @property
    def problem(self) -> str:
        """What is missing before the rows can be looked at."""
        if unknown := self.event_picker.unknown():
            return unknown
        here = self.matching
        of_event = here.event_id is not None
        return problem_with(
            here.stands_for, self._offered, anonymous=self._anonymous, of_event=of_event
        )

    def begin(
        self,
        matching: Matching,
        events: Sequence[EventChoiceRow],
        *,
        to_know: str,
        tone: str,
    ) -> None:
        """Ask about another export, with the stage and event that it seems to be of."""
        self.to_know.say(to_know, tone)
        with QSignalBlocker(self.stage):
            self.stage.choose(matching.stage.value)
        self.event_picker.show_events(events, matching.event_id)

    def show_columns(
        self,
        export: OnlineExport,
        stands_for: Sequence[str],
        offered: Sequence[Offered],
        *,
        anonymous: bool,
    ) -> None:
        """Show the columns with what they stand for, and what else they may."""
        self._offered, self._anonymous = offered, anonymous
        self.of_days.setVisible(bool(export.other_days))
        with QSignalBlocker(self.days):
            self.days.choose((export.order or DayOrder.DAY).value)
        self.table.show_rows(
            [
                ColumnRow(at, heading.words, " ".join(export.sample(at).split()))
                for at, heading in enumerate(export.headings)
            ]
        )
        others = [means.value for means in Means if means is not Means.ASIDE]
        told = [(Means.ASIDE.value, Means.ASIDE.value), *((each, each) for each in others)]
        words = [*told, *((each.words, each.key) for each in offered)]
        self.choices = [
            self._choice(at, heading.words, words, stands_for[at])
            for at, heading in enumerate(export.headings)
        ]
        for before, after in zip(self.choices, self.choices[1:], strict=False):
            QWidget.setTabOrder(before, after)
        self._say_what_is_missing()

    def enter(self) -> None:
        """Give the keys to the first column that stands for nothing yet, or to the first."""
        aside = [each for each in self.choices if each.chosen() == Means.ASIDE.value]
        for choice in [*aside, *self.choices][:1]:
            choice.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, happened: QEvent) -> bool:
        if happened.type() == QEvent.Type.FocusIn and watched in self.choices:
            self.table.select_id(self.choices.index(watched))
        return super().eventFilter(watched, happened)

    def _choice(
        self, at: int, heading: str, words: Sequence[tuple[str, str]], chosen: str
    ) -> StillChoice:
        choice = StillChoice(words, f"{heading}: stands for")
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(1)
        choice.choose(chosen)
        if choice.currentIndex() < 0:
            choice.choose(Means.ASIDE.value)
        choice.currentIndexChanged.connect(lambda _: self._say_what_is_missing())
        choice.installEventFilter(self)
        self.table.setIndexWidget(self.table.rows_model.index(at, STANDS_FOR), choice)
        return choice

    def _say_what_is_missing(self) -> None:
        problem = self.problem
        taken = sum(each.chosen() != Means.ASIDE.value for each in self.choices)
        self.foot.say(problem or f"{taken:,} of {len(self.choices):,} columns are taken")
        self.next.setEnabled(not problem)
