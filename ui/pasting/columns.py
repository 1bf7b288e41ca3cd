"""The columns of a pasted list."""

from trainingdesk.domain.pasted_fates import TO_BOOK, Fate, Settled
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width

TONES = {
    Fate.KNOWN: "neutral",
    Fate.NEW: "accent",
    Fate.AMBIGUOUS: "amber",
    Fate.LEFT: "amber",
    Fate.WRONG: "red",
    Fate.TWICE: "outline",
    Fate.BOOKED: "outline",
    Fate.LEFT_OUT: "outline",
    Fate.ASIDE: "outline",
}
AGENCY, EMAIL = "Agency", "E-mail"


def line_columns() -> list[Column[Settled]]:
    """The line, what becomes of it, who is meant, and what is to be known."""
    return [
        Column("Line", lambda r: Cell(f"{r.line.number:,}", "faint"), Width.TINY, right=True),
        Column("", _chip, Width.MARK, key="Fate"),
        Column("Who", _who, share=6),
        Column(AGENCY, _agency, share=6),
        Column(EMAIL, _email, share=5),
        Column("To know", _to_know, share=8),
    ]


def _chip(row: Settled) -> Cell:
    return Cell(chip=row.fate.value, chip_tone=TONES[row.fate])


def _who(row: Settled) -> Cell:
    if row.choice is not None:
        return Cell(row.choice.listed, strong=True, code=row.choice.reference)
    line = row.line
    if line.has_name:
        return Cell(f"{line.last_name}, {line.first_name}", _tone(row))
    return Cell(line.text, _tone(row))


def _agency(row: Settled) -> Cell:
    return Cell(row.choice.agency if row.choice else row.line.agency, "soft")


def _email(row: Settled) -> Cell:
    return Cell(row.choice.email if row.choice else row.line.email, "soft")


def _to_know(row: Settled) -> Cell:
    if not row.warnings:
        return Cell(row.said, "soft")
    said = " ".join([*([row.said] if row.said else []), *row.warnings])
    return Cell(said, "amber", glyph="triangle-alert")


def _tone(row: Settled) -> str:
    return "ink" if row.fate in TO_BOOK or row.fate in {Fate.AMBIGUOUS, Fate.LEFT} else "faint"
