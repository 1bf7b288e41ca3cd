"""What stands beside the delegates' own answers: their managers' view, and speakers and days."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.evaluation import SATISFIED_FROM, AskedPer, Stage
from trainingdesk.domain.figures import counted, percent, rounded
from trainingdesk.domain.moved_words import signed
from trainingdesk.services.evaluation.answers_behind import AlsoAnswered
from trainingdesk.services.evaluation.distributions import Distribution
from trainingdesk.services.evaluation.managers_view import Beside, ChosenBeside
from ui.analysis.numbers_table import NumbersTable
from ui.evaluation.sentences import mean_said
from ui.parts.cell import Cell
from ui.parts.layout import down
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Space, Width
from ui.parts.words import Words

FIVE = 5


@dataclass(frozen=True)
class Pairs:
    """One side of those about whom both answered: the question, how, and the other side."""

    code: str
    stage: Stage
    answer: str
    beside: AlsoAnswered


class ManagersView(QWidget):
    """Each measure of practice as delegates rate it, and beside it as their managers do."""

    pairs_opened = Signal(object)  # the Pairs

    def __init__(self) -> None:
        super().__init__()
        self.said = Words("", "", wrap=True)
        self.table: NumbersTable[Beside] = NumbersTable(
            _managers(), "Managers' view beside the delegates'", numbers=["same"]
        )
        self.chosen: NumbersTable[ChosenBeside] = NumbersTable(
            _chosen(),
            "What delegates and managers chose",
            numbers=["delegates", "managers", "both"],
        )
        self.table.number_opened.connect(
            lambda row, _name: self.pairs_opened.emit(pairs_of(row.code, row.managers_code))
        )
        self.chosen.number_opened.connect(
            lambda row, name: self.pairs_opened.emit(pairs_chosen(row, name))
        )
        title = Words("The manager's view beside the delegate's", "lead")
        self.setLayout(down(title, self.said, self.table, self.chosen, gap=Space.M))

    def show_managers(
        self, managers: Sequence[Beside], chosen: Sequence[ChosenBeside] = ()
    ) -> None:
        """Show other measures and choices; without any, nothing."""
        self.setVisible(bool(managers or chosen))
        self.said.say(" ".join(map(managers_said, managers)))
        self.said.setVisible(bool(managers))
        self.table.setVisible(bool(managers))
        self.chosen.setVisible(bool(chosen))
        self.chosen.show_rows(_under_questions(chosen))
        self.chosen.setFixedHeight(self.chosen.whole() + Space.HAIR)
        self.table.show_rows(list(managers))
        self.table.setFixedHeight(self.table.whole() + Space.HAIR)


@dataclass(frozen=True)
class AboutRow:
    """One speaker or day, and what was answered to one question about it."""

    id: int
    spread: Distribution


class Speakers(QWidget):
    """Questions asked of each speaker or day; a number opens the answers."""

    answers_opened = Signal(object, str)  # the Distribution, every answer

    def __init__(self) -> None:
        super().__init__()
        self.table: NumbersTable[AboutRow] = NumbersTable(
            _speakers(), "Speakers and days", numbers=["of"]
        )
        self.table.number_opened.connect(
            lambda row, _name: self.answers_opened.emit(row.spread, "")
        )
        self.setLayout(down(Words("Speakers and days", "lead"), self.table, gap=Space.M))

    def show_spread(self, spread: Sequence[Distribution]) -> None:
        """Show what was answered about each; without any, nothing."""
        rows = [AboutRow(each.id, each) for each in spread if each.about]
        self.setVisible(bool(rows))
        self.table.show_rows(rows)
        self.table.setFixedHeight(self.table.whole() + Space.HAIR)


def pairs_of(code: str, managers_code: str) -> Pairs:
    """The managers' answers about everybody who answered too."""
    return Pairs(managers_code, Stage.MANAGER, "", AlsoAnswered(code, Stage.FOLLOW_UP))


def pairs_chosen(row: ChosenBeside, name: str) -> Pairs:
    """Those of whom the delegate, the manager or both chose something, by the column."""
    if name == "delegates":
        other = AlsoAnswered(row.managers_code, Stage.MANAGER)
        return Pairs(row.code, Stage.FOLLOW_UP, row.answer, other)
    both = AlsoAnswered(row.code, Stage.FOLLOW_UP, row.answer if name == "both" else "")
    return Pairs(row.managers_code, Stage.MANAGER, row.answer, both)


def managers_said(beside: Beside) -> str:
    """How far managers' marks stand from their people's own, in a sentence."""
    both = beside.over_the_same
    whom = f"Of {counted(both.number, 'delegate')} rated by both, managers put"
    points = rounded(abs(both.change.mean or 0), 1)
    if not points:
        return f"{whom} {beside.measure.lower()} where they do themselves."
    side = "higher" if (both.change.mean or 0) > 0 else "lower"
    word = "point" if points == 1 else "points"
    return f"{whom} {beside.measure.lower()} {points} {word} {side} than they do themselves."


def _managers() -> list[Column[Beside]]:
    return [
        Column(
            "Measure",
            lambda row: Cell(row.measure, strong=True, note=f"{row.lowest} to {row.highest}"),
            Width.SPAN,
            share=2,
        ),
        Column(
            "Delegates say",
            lambda row: mean_said(row.over_the_same.first_mean),
            Width.SPAN,
            right=True,
        ),
        Column(
            "Managers say",
            lambda row: mean_said(row.over_the_same.later_mean),
            Width.SPAN,
            right=True,
        ),
        Column("Difference", _difference, Width.METER, share=1),
        Column(
            "Same people",
            lambda row: f"{row.over_the_same.number:,}",
            Width.CHIP,
            right=True,
            key="same",
        ),
    ]


def _difference(row: Beside) -> Cell:
    change = row.over_the_same.change
    note = ""
    if change.low is not None and change.high is not None:
        note = f"{signed(change.low)} to {signed(change.high)}"
    tone = "amber" if (change.mean or 0) < 0 else "ink"
    return Cell(signed(change.mean or 0), tone, strong=True, note=note)


def _under_questions(chosen: Sequence[ChosenBeside]) -> list[ChosenBeside | Group]:
    """Choices under what the delegates were asked, with how many both answered about."""
    rows: list[ChosenBeside | Group] = []
    last = ""
    for row in chosen:
        if row.managers_question != last:
            rows.append(Group(row.question, f"{row.number:,} of whom both answered"))
            last = row.managers_question
        rows.append(row)
    return rows


def _chosen() -> list[Column[ChosenBeside]]:
    def part(number: int, row: ChosenBeside) -> Cell:
        tone = "ink" if number else "faint"
        return Cell(
            percent(number, row.number), tone, share=number / row.number, note=f"{number:,}"
        )

    return [
        Column("Answer", lambda row: row.answer, Width.SPAN, share=2),
        Column(
            "Delegates say",
            lambda row: part(row.delegates, row),
            Width.METER,
            share=1,
            key="delegates",
        ),
        Column(
            "Managers say",
            lambda row: part(row.managers, row),
            Width.METER,
            share=1,
            key="managers",
        ),
        Column("Both", lambda row: f"{row.both:,}", Width.NUMBER, right=True, key="both"),
    ]


def _speakers() -> list[Column[AboutRow]]:
    kinds = {AskedPer.SPEAKER: "speaker", AskedPer.SESSION: "day"}
    return [
        Column(
            "About",
            lambda row: Cell(row.spread.about, strong=True, note=kinds.get(row.spread.per, "")),
            Width.SPAN,
            share=1,
        ),
        Column("Question", lambda row: Cell(row.spread.question, "soft"), Width.SPAN, share=2),
        Column("Answered", lambda row: f"{row.spread.of:,}", Width.NUMBER, right=True, key="of"),
        Column("Mean", lambda row: mean_said(row.spread.mean), Width.NUMBER, right=True),
        Column("Mostly", _most, Width.SPAN, share=1),
    ]


def _most(row: AboutRow) -> Cell:
    """Of a scale to five the share of 4 and 5; of anything else the answer given most."""
    spread = row.spread
    if spread.parts and spread.parts[-1].answer == str(FIVE):
        good = sum(part.number for part in spread.parts if int(part.answer) >= SATISFIED_FROM)
        return Cell(percent(good, spread.of), share=good / spread.of, note="4 or 5 of 5")
    most = max(spread.parts, key=lambda part: part.number)
    return Cell(most.answer, note=f"{most.number:,} of {spread.of:,}")
