"""What training cost and what it brought in."""

from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import findings
from trainingdesk.reports.flow import WIDTH, Flow
from trainingdesk.reports.furniture import Headline
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import FIGURE
from trainingdesk.reports.words import money, percent
from trainingdesk.reports.year import Year

SUM, GAP = 90.0, 14.0
"""The width of a column of sums, and the distance between two."""
SUMS = FIGURE.but(size=25, leading=30)
LINES = (
    ("Attendance fees", "attendance_fees", "row"),
    ("Non-attendance fees", "non_attendance_fees", "row"),
    ("Income from training", "income", "total"),
)


def money_pages(pages: Flow, year: Year) -> None:
    """Write income, expenditure and cost recovery, each beside what it is counted on."""
    sums = year.money
    pages.open("Money", findings.money(year), _lead(year))
    recovered = f"{money(sums.get('income'))} of {money(sums.get('expenditure'))}"
    staff = percent(sums.get("cost_recovery_with_staff"))
    pages.headlines(
        [
            Headline(
                money(sums.get("expenditure")), "Expenditure", "costs of the year but for staff"
            ),
            Headline(
                money(sums.get("income")),
                "Income",
                "attendance and non-attendance fees; grants are not income from training",
            ),
            Headline(
                percent(sums.get("cost_recovery")),
                "Cost recovery",
                f"{recovered}; {staff} with staff costs counted",
            ),
        ],
        SUMS,
    )
    _income(pages, year)
    _costs(pages, year)


def _lead(year: Year) -> str:
    absent = year.programme["absent"]
    if absent and not year.money.get("non_attendance_fees"):
        noun = "absence" if absent == 1 else "absences"
        return f"No non-attendance fee came in; the year had {absent:,} {noun}."
    return ""


def _income(pages: Flow, year: Year) -> None:
    before = (year.last_year or {}).get("money") or {}
    heads = (f"{year.name_before}", f"{year.name}") if before else (year.name,)
    rows = []
    for name, key, kind in LINES:
        sums = [money(year.money.get(key))]
        if before:
            sums.insert(0, money(before.get(key)))
        rows.append(Row([name, *sums], "total" if kind == "total" else "row"))
    columns = [Column("Received in the year", WIDTH - len(heads) * (SUM + GAP))]
    columns += [Column(head, SUM, "right") for head in heads]
    pages.tabled("What came in", Table(columns, rows, gap=GAP, words="Income"))


def _costs(pages: Flow, year: Year) -> None:
    spent, staff = year.money.get("expenditure"), [c for c in year.costs if c.staff]
    if not year.costs:
        pages.section("Where the money went")
        words = f"Expenditure of the year: {money(spent)}." if spent else "No cost is recorded."
        pages.prose(words)
        return
    rows = [Row([c.kind or NOTHING, money(c.amount)]) for c in year.costs if not c.staff]
    rows.append(Row(["Expenditure", money(spent)], "total"))
    if staff:
        rows += [Row([c.kind or NOTHING, money(c.amount)]) for c in staff]
        rows.append(Row(["All costs", money(sum(c.amount for c in year.costs))], "total"))
    columns = [Column("Kind of cost", WIDTH - SUM - GAP), Column(year.name, SUM, "right")]
    pages.tabled("Where the money went", Table(columns, rows, gap=GAP, words="Expenditure by kind"))
