"""How the answers to one question are spread: a bar a stage, and a table of them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import OF_NUMBERS
from trainingdesk.domain.figures import counted, percent
from trainingdesk.services.evaluation.distributions import Distribution
from ui.analysis.numbers_table import NumbersTable
from ui.evaluation.sentences import mean_said
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.field import Choice
from ui.parts.layout import across, down
from ui.parts.rows_model import Column
from ui.parts.stacked_bars import Segment, StackedBar, StackedBars
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Words

SEVERAL = "Each could choose several, so the shares come to more than 100%."


@dataclass(frozen=True)
class SpreadRow:
    """One answer, and how many gave it at each stage that asked."""

    id: int
    answer: str
    at: dict[str, tuple[int, int]]  # by stage: how many, of how many


class SpreadCard(QWidget):
    """One question at a time, chosen from a list; a number or a part opens who answered so."""

    answers_opened = Signal(object, str)  # the Distribution, the answer

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[Distribution] = ()
        self.question = Choice([], "Question")
        self.question.setMinimumWidth(Size.FORM)
        self.question.setMaximumWidth(Size.PALETTE)
        self.about = Words("", "small", wrap=True)
        self.bars = StackedBars("How the answers are spread")
        self.table: NumbersTable[SpreadRow] = NumbersTable(
            _columns(), "Answers", numbers=[stage.value for stage in STAGE_NAMES]
        )
        self.question.currentIndexChanged.connect(lambda _: self._show())
        self.bars.opened.connect(lambda key: self.answers_opened.emit(*key))
        self.table.number_opened.connect(self._open)
        head = across(Words("Answers to", "lead"), self.question, None)
        self.setLayout(down(head, self.about, self.bars, self.table, gap=Space.M))

    def show_spread(self, spread: Sequence[Distribution]) -> None:
        """Show other answers, to the same question where it was asked."""
        self._all = [each for each in spread if not each.about]
        held = self.question.chosen()
        with QSignalBlocker(self.question):
            self.question.clear()
            for code, words in {each.code: each.question for each in self._all}.items():
                self.question.addItem(words, code)
            self.question.choose(held)
            if self.question.currentIndex() < 0:
                self.question.setCurrentIndex(0)
        self.setVisible(bool(self._all))
        self._show()

    def _chosen(self) -> list[Distribution]:
        return [each for each in self._all if each.code == self.question.chosen()]

    def _show(self) -> None:
        chosen = self._chosen()
        several = any(each.several for each in chosen)
        self.bars.setVisible(bool(chosen) and not several)
        self.bars.show_bars([] if several else [_bar(each) for each in chosen])
        self.about.say(" ".join(filter(None, [_answered(chosen), SEVERAL if several else ""])))
        asked = {each.stage for each in chosen}
        away = {stage.value for stage in STAGE_NAMES if stage not in asked}
        self.table.show_rows(_rows(chosen))
        self.table.columns_shown.give_way(away)
        self.table.setFixedHeight(self.table.whole() + Space.HAIR)

    def _open(self, row: SpreadRow, stage: str) -> None:
        for each in self._chosen():
            if each.stage.value == stage and stage in row.at:
                self.answers_opened.emit(each, row.answer)


def _bar(each: Distribution) -> StackedBar:
    segments = [Segment(part.answer, part.number, (each, part.answer)) for part in each.parts]
    return StackedBar(STAGE_NAMES[each.stage], segments, each.of)


def _answered(chosen: Sequence[Distribution]) -> str:
    """How many answered at each stage, and the mean of a number."""
    said = []
    for each in chosen:
        mean = f", mean {mean_said(each.mean)}" if each.kind in OF_NUMBERS else ""
        said.append(f"{STAGE_NAMES[each.stage]}: {counted(each.of, 'person', 'people')}{mean}")
    return f"{'; '.join(said)}." if said else ""


def _rows(chosen: Sequence[Distribution]) -> list[SpreadRow]:
    answers = list(dict.fromkeys(part.answer for each in chosen for part in each.parts))
    numbers = {
        each.stage.value: ({part.answer: part.number for part in each.parts}, each.of)
        for each in chosen
    }
    return [
        SpreadRow(
            place,
            answer,
            {stage: (given.get(answer, 0), of) for stage, (given, of) in numbers.items()},
        )
        for place, answer in enumerate(answers)
    ]


def _columns() -> list[Column[SpreadRow]]:
    columns = [
        Column[SpreadRow]("Answer", lambda row: Cell(row.answer, strong=True), Width.MARK, share=2)
    ]
    for stage, name in STAGE_NAMES.items():
        columns.append(_column(stage.value, name))
    return columns


def _column(stage: str, name: str) -> Column[SpreadRow]:
    def cell(row: SpreadRow) -> Cell:
        number, of = row.at.get(stage, (0, 0))
        if not of:
            return Cell("–", tone="faint")
        tone = "ink" if number else "faint"
        return Cell(f"{number:,}", tone, note=percent(number, of), share=number / of)

    return Column(name, cell, Width.SPAN, share=1, key=stage)
