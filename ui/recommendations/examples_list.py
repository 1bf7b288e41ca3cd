"""The examples of impact that are linked to a recommendation."""

from trainingdesk.domain.words import plain_day
from trainingdesk.services.evaluation.quotations import QuotationRow
from ui.delegates.found_list import ListKind
from ui.delegates.short_list import ShortList
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width

ABOUT = (
    "Quote a comment under Evaluation, Comments (F2), and say that it is an example of this "
    "recommendation."
)


def examples_list(live: LiveDesk) -> ShortList[QuotationRow]:
    """What people wrote that shows an effect on what is recommended."""
    columns: list[Column[QuotationRow]] = [
        Column("In their words", lambda row: row.words, Width.SPAN, share=5),
        Column("Course", lambda row: Cell(row.course, "soft"), Width.MARK, share=2),
        Column("Stage", lambda row: Cell(STAGE_NAMES[row.stage], "soft"), Width.MARK),
        Column("Event on", lambda row: plain_day(row.starts), Width.DATE),
    ]
    return ShortList(
        live,
        ListKind("Examples", "recommendations.examples", "example", "examples"),
        columns,
        Empty("message-square-text", "No examples yet", ABOUT),
        heads=("In their words", "Course", "Stage", "Event on"),
        values=lambda row: (row.words, row.course, STAGE_NAMES[row.stage], row.starts),
    )
