"""The tables of the results: measures, stages, and what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trainingdesk.domain.channel import by_channel
from trainingdesk.domain.evaluation import OF_NUMBERS, Stage
from trainingdesk.domain.figures import percent, percent_of
from trainingdesk.services.evaluation.distributions import Distribution
from ui.evaluation.sentences import change_said, interval_said, mean_said, name_of
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

STAGE_NAMES = {stage: stage.said for stage in Stage}
"""The stages as they are said on screen."""


@dataclass(frozen=True)
class MeasureRow:
    """One measure: its means at each stage, and how far the same people moved."""

    id: int
    figures: Mapping[str, Any]

    @property
    def code(self) -> str:
        """The code of its question."""
        return str(self.figures["code"])


@dataclass(frozen=True)
class StageRow:
    """One stage: how many forms were due, came, and by which channel."""

    id: int
    figures: Mapping[str, Any]

    @property
    def stage(self) -> Stage:
        """The stage it is about."""
        return Stage(self.figures["stage"])

    @property
    def missing(self) -> int:
        """Attendances from which a form was due by now, and none with a name has come."""
        return int(self.figures["missing"])


def measure_columns() -> list[Column[MeasureRow]]:
    """A measure, its means, and both changes with their intervals and their numbers."""
    return [
        Column("Measure", _measure, width=Width.MARK, share=1, key="measure"),
        *(
            _mean(title, stage)
            for title, stage in (("Before", "before"), ("End", "end"), ("Practice", "follow_up"))
        ),
        _change("Change by the end", "before_end"),
        _people("Same people", "before_end"),
        _change("Change in practice", "before_follow_up"),
        _people("Same people", "before_follow_up"),
    ]


def stage_columns() -> list[Column[StageRow]]:
    """A stage, how many were due and came, how, and how many are missing."""
    return [
        Column(
            "Stage",
            lambda s: Cell(STAGE_NAMES[s.stage], strong=True),
            width=Width.MARK,
            key="stage",
        ),
        Column("Attendances", _number("attended"), width=Width.NUMBER, right=True, key="attended"),
        Column("Received", _number("received"), width=Width.COUNT, right=True, key="received"),
        Column("Response", _response, width=Width.PLACES, key="response_rate"),
        Column("Came by", _channels, width=Width.MARK, share=1, key="channels"),
        Column("Anonymous", _number("anonymous"), width=Width.NUMBER, right=True, key="anonymous"),
        Column("Unmatched", _number("unmatched"), width=Width.NUMBER, right=True, key="unmatched"),
        Column("Not due yet", _number("not_due"), width=Width.NUMBER, right=True, key="not_due"),
        Column(
            "To chase",
            lambda s: Cell(f"{s.missing:,}", tone="ink" if s.missing else "faint"),
            width=Width.NUMBER,
            right=True,
            key="missing",
        ),
    ]


@dataclass(frozen=True)
class ChosenRow:
    """One choice of one question: how many chose it at a stage, of how many who answered."""

    id: int
    spread: Distribution
    answer: str
    number: int


def chosen_columns() -> list[Column[ChosenRow]]:
    """What could be chosen, and how many did."""
    return [
        Column("Answer", lambda c: c.answer, width=Width.METER, share=2),
        Column("Stage", lambda c: Cell(STAGE_NAMES[c.spread.stage], tone="soft"), width=Width.MARK),
        Column(
            "Chosen by",
            lambda c: Cell(
                percent(c.number, c.spread.of),
                share=c.number / c.spread.of,
                note=f"{c.number:,} of {c.spread.of:,}",
            ),
            width=Width.METER,
            share=1,
            key="number",
        ),
    ]


def chosen_rows(spread: Sequence[Distribution]) -> list[ChosenRow | Group]:
    """Choices under the questions they answer; of several, each over all who chose any."""
    rows: list[ChosenRow | Group] = []
    last, place = "", 0
    for each in spread:
        if each.kind in OF_NUMBERS or each.about:
            continue
        if each.code != last:
            rows.append(Group(each.question, "several could be chosen" if each.several else ""))
            last = each.code
        for part in each.parts:
            rows.append(ChosenRow(place, each, part.answer, part.number))
            place += 1
    return rows


def _measure(row: MeasureRow) -> Cell:
    low, high = row.figures["lowest"], row.figures["highest"]
    return Cell(name_of(row.figures), strong=True, note=f"{low} to {high}")


def _mean(title: str, stage: str) -> Column[MeasureRow]:
    def cell(row: MeasureRow) -> Cell:
        answered = row.figures[f"{stage}_answered"]
        note = f"of {answered:,}" if answered else ""
        return Cell(mean_said(row.figures[f"{stage}_mean"]), note=note)

    return Column(title, cell, width=Width.NUMBER, key=f"{stage}_mean")


def _change(title: str, span: str) -> Column[MeasureRow]:
    def cell(row: MeasureRow) -> Cell:
        mean = row.figures[f"change_{span}"]
        fell = mean is not None and mean < 0
        said = change_said(row.figures, span) + (" fell" if fell else "")
        tone = "amber" if fell else "ink"
        return Cell(said, tone=tone, strong=True, note=interval_said(row.figures, span))

    return Column(title, cell, width=Width.SPAN, key=f"change_{span}")


def _people(title: str, span: str) -> Column[MeasureRow]:
    return Column(
        title,
        lambda row: f"{row.figures[f'matched_{span}']:,}",
        width=Width.CHIP,
        right=True,
        key=f"matched_{span}",
    )


def _number(figure: str) -> Any:
    def cell(row: StageRow) -> Cell:
        number = row.figures[figure]
        return Cell(f"{number:,}", tone="ink" if number else "faint")

    return cell


def _response(row: StageRow) -> Cell:
    rate = row.figures["response_rate"]
    if rate is None:
        return Cell(percent_of(None), tone="faint")
    note = f"{row.figures['received']:,} of {row.figures['due']:,}"
    return Cell(percent_of(rate), share=rate, note=note)


def _channels(row: StageRow) -> Cell:
    said = [
        f"{channel or 'not said'} {received:,}"
        for channel, received in by_channel(row.figures["by_channel"])
    ]
    return Cell(", ".join(said), tone="soft")
