"""What was counted each month around the courses: an association, in those words, not proof."""

from trainingdesk.domain.figures import NOTHING, counted
from trainingdesk.domain.indicator import NOT_PROOF, Stretch, mean_said
from trainingdesk.domain.words import listed
from trainingdesk.reports.flow import LEFT, WIDTH, Flow
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import BASE, BODY, LABEL, SMALL
from trainingdesk.reports.words import shortened
from trainingdesk.reports.year import CountedMonth, Outcome, Year

ASSOCIATION = "Association, not proof."
PARTS = ("before", "during", "after")
LONGEST = 400


def outcome_pages(pages: Flow, year: Year) -> None:
    """Write each indicator with what was counted before, during and after its events."""
    if not year.outcomes:
        return
    first = _table(year.outcomes[0])
    pages.section("What was counted around the courses", first.least + BASE * 8)
    pages.prose(
        f"{ASSOCIATION} {NOT_PROOF} The months in which the first and the last event lie belong "
        f"to neither side; {NOTHING} stands for a month without a number."
    )
    pages.top += BASE
    for each in year.outcomes:
        _one(pages, each)


def part_of(outcome: Outcome, month: CountedMonth) -> str:
    """Whether a month lies before, during or after the events."""
    if month.month < outcome.around.during.first:
        return "before"
    return "during" if month.month <= outcome.around.during.last else "after"


def _one(pages: Flow, each: Outcome) -> None:
    table, sheet = _table(each), pages.sheet
    name, about = shortened(each.name, 160), shortened(each.about, LONGEST)
    tied = f"{counted(each.events, 'event')} of {listed(each.courses)}."
    words = f"{about} {tied}".strip()
    high = sheet.tall(WIDTH, name, LABEL) + sheet.tall(WIDTH, words, SMALL)
    pages.need(high + table.least + BASE)
    with sheet.tag("H3"):
        pages.top = sheet.paragraph(LEFT, pages.top, WIDTH, name, LABEL)
    pages.prose(words, SMALL)
    pages.top += BASE / 2
    pages.table(table)
    pages.prose(each.around.compared, BODY)
    pages.top += BASE


def _table(outcome: Outcome) -> Table:
    stretches = outcome.around.before, outcome.around.during, outcome.around.after
    rows = [
        Row([part.capitalize(), _span(stretch), _numbers(outcome, part), _mean(stretch)])
        for part, stretch in zip(PARTS, stretches, strict=True)
    ]
    columns = [
        Column("", 44),
        Column("Months", 118),
        Column("By month", 222, longest=LONGEST),
        Column("Mean a month", 78, "right"),
    ]
    return Table(columns, rows, gap=10.5, words=f"{outcome.name}, month by month")


def _span(stretch: Stretch) -> str:
    if stretch.first == stretch.last:
        return f"{stretch.first:%B %Y}"
    return f"{stretch.first:%b %Y} to {stretch.last:%b %Y}"


def _numbers(outcome: Outcome, part: str) -> str:
    months = [month for month in outcome.months if part_of(outcome, month) == part]
    return " · ".join(
        f"{month.month:%b} {NOTHING if month.number is None else f'{month.number:,}'}"
        for month in months
    )


def _mean(stretch: Stretch) -> str:
    if stretch.mean is None:
        return NOTHING
    whole = len(stretch.numbers) == stretch.months
    return mean_said(stretch.mean) if whole else f"{mean_said(stretch.mean)}\n({stretch.known})"
