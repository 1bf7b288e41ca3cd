"""The columns of pairs of people, and those of what there is to decide."""

from trainingdesk.services.duplicates import PairRow, Person
from ui.parts.cell import Cell
from ui.parts.rows_model import Column
from ui.parts.theme import Width


def pair_columns() -> list[Column[PairRow]]:
    """Two people side by side, how alike they are, and why."""
    return [
        Column("Alike", lambda p: f"{p.points}%", Width.COUNT, right=True, sort="points"),
        Column("Older record", lambda p: _named(p.one), share=3, sort="one"),
        Column("Agency", lambda p: Cell(p.one.agency, "soft"), share=2, key="one_agency"),
        Column(
            "E-mail", lambda p: Cell(p.one.email, "soft"), share=2, key="one_email", hidden=True
        ),
        Column("Newer record", lambda p: _named(p.other), share=3, sort="other"),
        Column("Agency", lambda p: Cell(p.other.agency, "soft"), share=2, key="other_agency"),
        Column(
            "E-mail", lambda p: Cell(p.other.email, "soft"), share=2, key="other_email", hidden=True
        ),
        Column("Why", lambda p: Cell(p.why[:1].upper() + p.why[1:], "soft"), share=5, sort="why"),
    ]


def _named(person: Person) -> Cell:
    return Cell(person.listed, strong=True, code=person.reference)
