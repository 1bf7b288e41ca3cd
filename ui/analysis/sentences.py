"""What the rows behind a figure are, in a sentence."""

from trainingdesk.domain.definitions import definition_of, name_of
from trainingdesk.domain.figures import counted, percent_of, share
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.counted import Group
from trainingdesk.services.rows_behind import Disagreement, RowsBehind
from ui.analysis.differences import number_said
from ui.analysis.groups import QUARTERS

OF_GROUP = {
    "course": "on {}",
    "level": "at level {}",
    "strand": "in the strand {}",
    "series": "in the series {}",
    "agency": "from {}",
    "agency_now": "from {} as it is now",
    "sector": "from the sector {}",
    "quarter": "in {}",
    "month": "in {}",
}
TOPS = {
    "take_up": "booked",
    "turn_up": "who came as booked",
    "fill": "attended",
    "absence": "absent",
    "change_in_attendance": "attended",
}
BASES = {
    "take_up": "places",
    "turn_up": "booked",
    "fill": "places",
    "absence": "booked",
    "change_in_attendance": "the year before",
}


def title_of(figure: str, group: Group | None, named: str) -> str:
    """The title of the rows: the figure, and the group they are of."""
    name = name_of(figure)
    return f"{name} {place_of(group, named)}" if group else name


def place_of(group: Group, named: str) -> str:
    """A group as it stands in a sentence."""
    said = QUARTERS.get(group.key, named) if group.kind == "quarter" else named
    return OF_GROUP[group.kind].format(said or "none")


def sentence_of(figure: str, behind: RowsBehind, year: TrainingYear) -> str:
    """How many rows there are, and of which year; for a rate, what it divides."""
    definition = definition_of(figure)
    if figure in TOPS and behind.base is not None:
        top = f"{behind.number:,} {TOPS[figure]}"
        ratio = share(behind.number, behind.base)
        if figure == "change_in_attendance" and ratio is not None:
            ratio -= 1
        divided = f"{top} ÷ {behind.base:,.0f} {BASES[figure]} = {percent_of(ratio)} in {year.name}"
        return f"{divided}. These are the {behind.number:,}."
    if definition is None or not definition.one:
        return f"{behind.number:,} of {year.name}."
    said = f"{counted(behind.number, definition.one, definition.several)} of {year.name}"
    if behind.number != behind.in_all:
        said += f", on {counted(behind.in_all, 'event')}"
    return f"{said}."


def meaning_of(figure: str) -> str:
    """How a figure is counted, and what it leaves out."""
    definition = definition_of(figure)
    return "" if definition is None else definition.meaning


def held_against(found: Disagreement | None, year: TrainingYear) -> str:
    """A published figure beside what its rows give; empty when there is nothing to say."""
    if found is None:
        return ""
    apart = found.computed - found.published
    said = f"{number_said(abs(apart))} {'more' if apart > 0 else 'less'}"
    source = found.source or "source not given"
    return (
        f"{number_said(found.published)} was published for {year.name} ({source}). "
        f"These rows give {number_said(found.computed)}, {said}."
    )
