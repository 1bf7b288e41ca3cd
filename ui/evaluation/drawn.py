"""What the pictures of the results draw, and what is said of who answered."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from trainingdesk.domain.evaluation import OF_DELEGATES
from trainingdesk.domain.evaluation import Stage as AskedAt
from trainingdesk.domain.figures import counted, percent
from trainingdesk.services.evaluation.lines import Lines
from ui.evaluation.sentences import name_of
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.slope import Measure, Stage

MEANS = {AskedAt.BEFORE: "before", AskedAt.END: "end", AskedAt.FOLLOW_UP: "follow_up"}
MOST_DRAWN = 5
"""More lines than these cannot be told apart."""


def drawn_measures(rows: Sequence[Mapping[str, Any]]) -> tuple[list[Measure], int, int]:
    """The measures that can share one chart: on the scale of the first, with the same stages."""
    known = [row for row in rows if any(row[f"{name}_mean"] is not None for name in MEANS.values())]
    if not known:
        return [], 0, 10
    first = known[0]
    scale = first["lowest"], first["highest"]
    stages = [stage for stage in OF_DELEGATES if first[f"{MEANS[stage]}_mean"] is not None]
    drawn = [
        Measure(name_of(row), [_stage(row, stage) for stage in stages], row["code"])
        for row in known
        if (row["lowest"], row["highest"]) == scale
        and all(row[f"{MEANS[stage]}_mean"] is not None for stage in stages)
    ]
    return drawn[:MOST_DRAWN], *scale


def drawn_people(row: Mapping[str, Any], lines: Lines) -> Measure:
    """A measure's means over those who answered every time."""
    stages = [
        Stage(STAGE_NAMES[stage], fmean(line[place] for line in lines.people), len(lines.people))
        for place, stage in enumerate(lines.stages)
    ]
    return Measure(name_of(row), stages, row["code"])


def response_said(stages: Sequence[Mapping[str, Any]]) -> str:
    """How the answers fall off from the end of the course to practice."""
    rates = {row["stage"]: row for row in stages}
    end, later = rates[AskedAt.END], rates[AskedAt.FOLLOW_UP]
    if not end["received"] and not later["received"]:
        first = rates.get(AskedAt.BEFORE)
        if first and first["received"]:
            return f"{percent(first['received'], first['due'])} answered before, nobody since"
        return "Nobody has answered yet"
    said = f"{percent(end['received'], end['due'])} answered at the end"
    return f"{said}, {percent(later['received'], later['due'])} in practice"


def of_due(row: Mapping[str, Any]) -> str:
    """How many of the forms came that were due by now, and how many are not due yet."""
    later = f", {row['not_due']:,} not due yet" if row["not_due"] else ""
    return f"{row['received']:,} of {row['due']:,}{later}"


def due_said(stages: Sequence[Mapping[str, Any]]) -> str:
    """By what the forms are divided; how many attended is the first bar below."""
    if any(row["not_due"] for row in stages):
        return "Forms received ÷ those due by today"
    attended = max((row["attended"] for row in stages), default=0)
    return f"Forms received ÷ {counted(attended, 'attendance')}"


def nameless_said(stages: Sequence[Mapping[str, Any]]) -> str:
    """How many forms were anonymous or fit no attendance, and what became of them."""
    anonymous = sum(row["anonymous"] for row in stages)
    unmatched = sum(row["unmatched"] for row in stages)
    was = "was" if anonymous == 1 else "were"
    one = "fits" if unmatched == 1 else "fit"
    first = f"{counted(anonymous, 'form')} {was} anonymous: counted as received, never paired."
    said = (
        f"{first} {counted(unmatched, 'form')} {one} no attendance and {_is(unmatched)} left out."
    )
    ahead = sum(row["ahead"] for row in stages)
    if ahead:
        said += f" {counted(ahead, 'form')} {_is(ahead)} about events to come, and counted then."
    unmarked = sum(row["unmarked"] for row in stages)
    if unmarked:
        said += (
            f" {counted(unmarked, 'form')} {_is(unmarked)} of registers still open, and counted "
            "once they are marked."
        )
    return said


def left_out_said(*, unmatched: int, ahead: int, unmarked: int) -> str:
    """Beside all forms, which of them are in no figure."""
    said = [f"{ahead:,} about events to come"] if ahead else []
    if unmarked:
        said.append(f"{unmarked:,} of registers still open")
    if unmatched:
        said.append(f"{unmatched:,} for nobody who came")
    return "".join(f", {each}" for each in said)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _stage(row: Mapping[str, Any], stage: AskedAt) -> Stage:
    name = MEANS[stage]
    return Stage(STAGE_NAMES[stage], row[f"{name}_mean"], row[f"{name}_answered"])
