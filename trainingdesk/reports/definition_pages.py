"""Every figure of the report with its meaning and this year's working."""

from trainingdesk.reports import meanings
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import CELL
from trainingdesk.reports.year import Year

TITLE = "Every figure is counted from rows, and says what it is counted on"
REMARK = (
    "Percentages round half up (82.5% shows as 83%). A division by nothing has no answer and is "
    "printed as –. Left out of every count: drafts, postponed events and events of other years."
)
GROUPS = (
    ("Counts", meanings.counts),
    ("Rates", meanings.rates),
    ("Evaluation", meanings.evaluations),
    ("Money", meanings.sums),
)


def definitions_pages(pages: Flow, year: Year) -> None:
    """Write the table of meanings."""
    pages.open("What the figures mean", TITLE)
    rows = []
    for name, group in GROUPS:
        rows.append(Row([name], "span"))
        rows += [Row([own.figure, own.words, own.working]) for own in group(year)]
    columns = [Column("Figure", 102), Column("Meaning", 257), Column("This year", 122, "right")]
    style = CELL.but(size=8.2, leading=10.2)
    table = Table(columns, rows, gap=8, pad=2.2, style=style, words="What the figures mean")
    pages.table(table, REMARK)
