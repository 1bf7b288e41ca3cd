"""What was cancelled and why, agencies' own training, and published totals that disagree."""

from trainingdesk.domain.definitions import name_of
from trainingdesk.domain.figures import NOTHING, counted
from trainingdesk.reports.flow import WIDTH, Flow
from trainingdesk.reports.table import Column, Row, Table
from trainingdesk.reports.tokens import ATTENTION, ATTENTION_WASH, BASE, PORTRAIT
from trainingdesk.reports.words import change, count, figure, money, percent, spelled
from trainingdesk.reports.year import Figures, Year

GAP = 10.0
RETURNS = "Agencies' own training of their staff"
RATES = frozenset({"take_up", "turn_up", "fill", "absence", "change_in_attendance",
                   "cost_recovery", "cost_recovery_with_staff"})  # fmt: skip
SUMS = frozenset({"income", "expenditure", "attendance_fees", "non_attendance_fees"})


def returns_pages(pages: Flow, year: Year) -> None:
    """Write cancellations, returns, and totals that the rows do not give."""
    words = "Cancellations, returns and published totals"
    pages.open("Beside the programme", words)
    _cancellations(pages, year)
    _returns(pages, year)
    _unreconciled(pages, year)


def _cancellations(pages: Flow, year: Year) -> None:
    rows = [
        Row([str(c["reason"] or "No reason recorded"), count(c["events"])])
        for c in year.rows("cancellations")
    ]
    scheduled = counted(year.programme["events_scheduled"], "event")
    cancelled = year.programme["events_cancelled"]
    if not rows:
        pages.section("Events cancelled")
        none = f"None of {scheduled} scheduled was cancelled."
        some = f"{count(cancelled)} of {scheduled} scheduled were cancelled."
        pages.prose(some if cancelled else none)
        return
    rows.append(Row(["Cancelled", count(cancelled)], "total"))
    columns = [Column("Reason", WIDTH - 60 - GAP), Column("Events", 60, "right")]
    table = Table(columns, rows, gap=GAP, words="Events cancelled by reason")
    pages.tabled("Events cancelled", table, f"Of {scheduled} scheduled.")


def _returns(pages: Flow, year: Year) -> None:
    given = year.rows("returns")
    if not given:
        pages.section(RETURNS)
        pages.prose("No agency's return is held for this year.")
        return
    rows = [
        Row(
            [
                str(r["agency"]),
                str(r["level"] or NOTHING),
                count(r["staff"]),
                count(r["trained"]),
                percent(r["share"]),
                percent(r["target"]),
                _met(r),
            ]
        )
        for r in given
    ]
    columns = [
        Column("Agency", 196),
        Column("Level", 40),
        Column("Staff", 40, "right"),
        Column("Trained", 40, "right"),
        Column("Share", 34, "right"),
        Column("Target", 34, "right"),
        Column("", 52),
    ]
    remark = "As the agencies returned them. Share: trained ÷ staff, compared unrounded."
    pages.tabled(RETURNS, Table(columns, rows, gap=GAP, words="Returns of agencies"), remark)


def _met(given: Figures) -> str:
    if given.get("met") is None:
        return "no target" if given.get("target") is None else NOTHING
    return "met" if given["met"] else "not met"


def _unreconciled(pages: Flow, year: Year) -> None:
    wrong = year.rows("unreconciled")
    if not wrong:
        pages.section("Published totals")
        pages.prose("No published total is held that the rows of this year do not give.")
        return
    one = len(wrong) == 1
    words = (
        f"{spelled(len(wrong))} {'total' if one else 'totals'} already published "
        f"{'differs' if one else 'differ'} from what the rows of this year give. Both are shown; "
        "this report uses the computed ones."
    )
    rows = [
        Row(
            [
                name_of(str(u["figure"])),
                _shown(u, "published"),
                _shown(u, "computed"),
                _difference(u),
            ]
        )
        for u in wrong
    ]
    columns = [
        Column("Figure", WIDTH - 3 * (80 + GAP)),
        Column("Published", 80, "right"),
        Column("Computed", 80, "right"),
        Column("Difference", 80, "right"),
    ]
    remark = "Difference: computed less published. A figure that is not one of ours has no other."
    table = Table(columns, rows, gap=GAP, words="Unreconciled totals")
    pages.top += BASE * (pages.top > PORTRAIT.top)
    pages.note("Unreconciled totals", words, (ATTENTION_WASH, ATTENTION), table)
    pages.table(table, remark)


def _shown(row: Figures, key: str) -> str:
    """A total in the unit of its figure; a published one may have decimals of its own."""
    value = row[key]
    if row["figure"] in RATES:
        return percent(value, 1)
    return money(value) if row["figure"] in SUMS else figure(value)


def _difference(row: Figures) -> str:
    value = row["difference"]
    if value is None:
        return NOTHING
    if row["figure"] in RATES:
        return change(value * 100, 1, " points")
    if row["figure"] in SUMS:
        return money(value)
    return figure(value) if value <= 0 else f"+{figure(value)}"
