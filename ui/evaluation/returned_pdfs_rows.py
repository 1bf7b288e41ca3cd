"""The files of forms that came back as PDF: what becomes of each, and what is to be known."""

from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import brief_day
from trainingdesk.services.evaluation.returned_pdfs import PdfFate, PdfLooked
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width

ORDER = {
    PdfFate.ALIKE: "To settle: without a name, and the same answers are here already",
    PdfFate.REFUSED: "Refused: nothing is taken of them",
    PdfFate.SECOND: "Second forms, to be kept beside the first",
    PdfFate.NEW: "To take",
    PdfFate.SAME: "Taken before",
}
"""How the files stand, those on which there is something to do first."""
TONES = {
    PdfFate.ALIKE: "amber",
    PdfFate.REFUSED: "red",
    PdfFate.SECOND: "amber",
    PdfFate.NEW: "accent",
    PdfFate.SAME: "outline",
}
FOOT = {
    PdfFate.ALIKE: "to settle",
    PdfFate.REFUSED: "refused",
    PdfFate.SAME: "taken before",
}


def grouped(rows: Sequence[PdfLooked]) -> list[PdfLooked | Group]:
    """The files under what becomes of them."""
    found: list[PdfLooked | Group] = []
    for fate, title in ORDER.items():
        some = [row for row in rows if row.fate is fate]
        found += [Group(title, f"{len(some):,}"), *some] if some else []
    return found


def foot_of(rows: Sequence[PdfLooked]) -> str:
    """What would be taken, and what else there is: 9 to take, 2 refused."""
    said = [f"{sum(row.is_taken for row in rows):,} to take"]
    counts = {word: sum(row.fate is fate for row in rows) for fate, word in FOOT.items()}
    said += [f"{number:,} {word}" for word, number in counts.items() if number]
    return f"{counted(len(rows), 'file')}: {', '.join(said)}"


def pdf_columns() -> list[Column[PdfLooked]]:
    """The fate of a file, whose form it is, of what, and what is to be known."""
    return [
        Column("", _chip, Width.MARK, key="Fate"),
        Column("Whose form", _whose, share=4),
        Column("Course", _course, share=4),
        Column("Stage", _stage, Width.MARK),
        Column("File", lambda row: Cell(row.path.name, "soft"), share=3),
        Column("To know", lambda row: Cell(row.said, "soft"), share=6),
    ]


def _chip(row: PdfLooked) -> Cell:
    return Cell(chip=row.fate.value, chip_tone=TONES[row.fate])


def _whose(row: PdfLooked) -> Cell:
    if row.who:
        return Cell(row.who, strong=True)
    return Cell("Without a name" if row.stage else "–", "faint")


def _course(row: PdfLooked) -> Cell:
    if row.starts is None:
        return Cell("–", "faint")
    return Cell(row.title, note=brief_day(row.starts))


def _stage(row: PdfLooked) -> Cell:
    return Cell(STAGE_NAMES[row.stage]) if row.stage else Cell("–", "faint")
