"""The columns of a file that is held against the register, and of the papers kept with it."""

from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.figures import counted
from trainingdesk.domain.reconciled import TO_SETTLE, Fate, Settled
from trainingdesk.domain.words import brief_day
from trainingdesk.services.evidence import EvidenceRow
from ui.parts.cell import Cell
from ui.parts.chip import tone_of
from ui.parts.rows_model import Column
from ui.parts.theme import Width

TONES = {
    Fate.TO_MARK: "accent",
    Fate.AGREES: "neutral",
    Fate.WRONG: "red",
    Fate.TWICE: "outline",
    Fate.LEFT_OUT: "outline",
    Fate.ASIDE: "outline",
    **dict.fromkeys(TO_SETTLE, "amber"),
}
KILO = 1024


def line_columns() -> list[Column[Settled]]:
    """How a line stands, what it says, who is meant, what they get, and what is to be known."""
    return [
        Column("", _chip, Width.MARK, key="Fate"),
        Column("In the file", _named, share=3),
        Column("On the register", _who, share=3),
        Column("Agency", _agency, share=2),
        Column("Mark", _mark, Width.MARK + Width.COUNT),
        Column("To know", lambda row: Cell(row.said, "soft"), share=4),
    ]


def paper_columns() -> list[Column[EvidenceRow]]:
    """The file, what it is, how large, and who kept it when."""
    return [
        Column("File", lambda row: Cell(row.name, strong=True), share=4),
        Column("What", lambda row: Cell(chip=row.kind.value, chip_tone="neutral"), Width.MARK),
        Column("Size", lambda row: Cell(size_said(row.size), "soft"), Width.DATE, right=True),
        Column("Kept", lambda row: Cell(brief_day(row.kept_at.date()), "soft"), Width.DATE),
        Column("By", lambda row: Cell(row.who, "soft"), share=1),
    ]


def size_said(size: int) -> str:
    """How large a file is: 340 bytes, 24 KB, 1.3 MB."""
    if size < KILO:
        return counted(size, "byte")
    if size < KILO * KILO:
        return f"{size / KILO:,.0f} KB"
    return f"{size / KILO / KILO:,.1f} MB"


def _chip(row: Settled) -> Cell:
    return Cell(chip=row.fate.value, chip_tone=TONES[row.fate])


def _named(row: Settled) -> Cell:
    return Cell("–", "faint") if row.line.missing else Cell(row.line.told, _tone(row))


def _who(row: Settled) -> Cell:
    people = row.difference.people
    person = row.person or (people[0] if row.line.missing and people else None)
    if person is not None:
        number = f"row {person.row}" if person.row else person.note
        return Cell(person.listed, strong=row.person is not None, note=number)
    if not people:
        return Cell("–", "faint")
    more = f"or {len(people) - 1} more" if len(people) > 1 else ""
    return Cell(f"{people[0].listed}?", "soft", note=more)


def _agency(row: Settled) -> Cell:
    people = [row.person] if row.person else row.difference.people
    return Cell(people[0].agency if len(people) == 1 else row.line.agency, "soft")


def _mark(row: Settled) -> Cell:
    """The mark as it would stand; with several sessions one after the other."""
    person = row.person
    if person is None and len(row.difference.people) == 1 and row.fate is not Fate.ASIDE:
        person = row.difference.people[0]
    if person is None:
        return Cell()
    marks = list(person.marks.values())
    if len(marks) == 1:
        return _one(marks[0])
    return Cell(" · ".join(mark.told for mark in marks), "soft")


def _one(mark: Marked) -> Cell:
    detail = mark.told.partition(", ")[2]
    return Cell(chip=mark.attendance.value, chip_tone=tone_of(mark.attendance.value), note=detail)


def _tone(row: Settled) -> str:
    return "faint" if row.fate in {Fate.ASIDE, Fate.LEFT_OUT, Fate.TWICE} else "ink"
