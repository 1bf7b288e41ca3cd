"""The columns of the list of courses, on screen and in a file."""

from collections.abc import Sequence

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import hours_said
from trainingdesk.services.course_rows import CourseRow
from trainingdesk.services.exports import Value
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Size, Space, Width

GIVES_WAY = {
    "Turn-up": Size.PALETTE + Width.PLACES + Space.XXL,
    "Strands": Size.PALETTE + Width.MARK,
    "Take-up": Size.PALETTE,
    "Level": Size.PALETTE - Space.XXL,
}
"""The columns that are left out of a list less wide than so many pixels."""

HEADS = (
    "Code",
    "Title",
    "Level",
    "Kind",
    "Strands",
    "Audience",
    "Hours",
    "State",
    "Events",
    "Places",
    "Booked",
    "Attended",
    "Take-up",
    "Take-up target",
    "Turn-up",
    "Turn-up target",
    "Registers open",
    "Fill",
)
WHOLE = 100


def columns() -> list[Column[CourseRow]]:
    """The columns; those told least often are hidden until they are chosen."""
    return [
        Column[CourseRow]("Course", _course, width=Width.SPAN, share=6, sort="title"),
        Column[CourseRow]("Level", _level, width=Width.COUNT, sort="level"),
        Column[CourseRow]("Strands", lambda c: Cell(", ".join(c.strands), "soft"), share=4),
        Column[CourseRow]("Kind", lambda c: Cell(c.kind, "soft"), Width.CHIP, hidden=True),
        Column[CourseRow]("Audience", lambda c: Cell(c.audience, "soft"), share=4, hidden=True),
        Column[CourseRow]("Hours", lambda c: hours_said(c.minutes), Width.NUMBER, hidden=True),
        Column[CourseRow](
            "Events", lambda c: str(c.events or ""), Width.COUNT, right=True, sort="events"
        ),
        Column[CourseRow]("Take-up", _take_up, Width.MARK, right=True, sort="take_up"),
        Column[CourseRow]("Turn-up", _turn_up, Width.SPAN, right=True, sort="turn_up"),
        Column[CourseRow](
            "Fill",
            lambda c: _rate(c.fill),
            Width.NUMBER,
            right=True,
            sort="fill",
            hidden=True,
        ),
        Column[CourseRow]("State", lambda c: Cell(chip=c.state.value), Width.CHIP, sort="state"),
    ]


def told_rate(rate: float | None, target: int | None) -> str:
    """A rate with what is aimed at: 92% of the 95% aimed at."""
    if rate is None:
        return f"aim {target}%" if target is not None else ""
    return f"{percent_of(rate)}, aim {target}%" if target is not None else percent_of(rate)


def registers_open(row: CourseRow) -> str:
    """How many registers still lack marks, which keeps the turn-up low; empty where none does."""
    number = row.registers_open
    return f"{counted(number, 'register')} open" if number else ""


def values(row: CourseRow) -> Sequence[Value]:
    """One course, under the heads."""
    return (
        row.reference,
        row.title,
        row.level,
        row.kind,
        "; ".join(row.strands),
        row.audience,
        None if row.minutes is None else row.minutes / 60,
        row.state.value,
        row.events,
        row.places,
        row.booked,
        row.attended,
        row.take_up,
        _fraction(row.target_take_up),
        row.turn_up,
        _fraction(row.target_turn_up),
        row.registers_open,
        row.fill,
    )


def _fraction(target: int | None) -> float | None:
    return None if target is None else target / WHOLE


def _course(row: CourseRow) -> Cell:
    off = row.state is CourseState.RETIRED
    return Cell(row.title, "soft" if off else "ink", strong=not off, code=row.reference)


def _level(row: CourseRow) -> Cell:
    return Cell(said_level(row.level) or "none yet", "soft" if row.level else "faint")


def _rate(rate: float | None) -> Cell:
    return Cell("" if rate is None else percent_of(rate))


def _take_up(row: CourseRow) -> Cell:
    return _against(row.take_up, row.target_take_up, short=row.short_of_take_up)


def _turn_up(row: CourseRow) -> Cell:
    """While registers are open it can still rise, so it falls short of nothing."""
    if row.registers_open and row.turn_up is not None:
        return Cell(percent_of(row.turn_up), note=registers_open(row))
    return _against(row.turn_up, row.target_turn_up, short=row.short_of_turn_up)


def _against(rate: float | None, target: int | None, *, short: bool) -> Cell:
    """A rate, and what is aimed at where it says anything: it is amber while it falls short."""
    if rate is None:
        return Cell()
    aim = f"aim {target}%" if target is not None else ""
    return Cell(percent_of(rate), "amber" if short else "ink", note=aim)
