"""Every sector with its agencies, this year beside the last."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import findings
from trainingdesk.reports.bars import year_bar
from trainingdesk.reports.flow import Flow
from trainingdesk.reports.table import Column, Kind, Row, Table
from trainingdesk.reports.tokens import CELL
from trainingdesk.reports.words import change, count, listed, percent
from trainingdesk.reports.year import Figures, Year

BAR = 49.0
REMARK = (
    "Attendances, not people; share is of the year's attendances. Agencies are named as they were "
    "when the place was booked."
)


def agencies_pages(pages: Flow, year: Year) -> None:
    """Write the table of sectors and agencies, or that nobody came."""
    sectors = sorted(year.rows("by_sector"), key=lambda s: (-s["attended"], str(s["sector"])))
    pages.open("By sector and agency", findings.agencies(year), _lead(year, sectors))
    if not year.rows("by_agency") and not sectors:
        pages.prose("No agency's staff came in this year.")
        return
    rows = _rows(year, sectors)
    rows.append(_total(year))
    table = Table(
        _columns(year),
        rows,
        gap=10,
        pad=2.35,
        style=CELL.but(size=8.2),
        words="The year by sector and agency",
    )
    bars = " Bar: this year; tick: the year before." if year.before else ""
    pages.table(table, f"{REMARK}{bars}")


def _lead(year: Year, sectors: list[Figures]) -> str:
    first = sectors[:2]
    if len(first) < 2 or not year.programme["attended"]:  # noqa: PLR2004
        return ""
    # Added before rounding, so that the sum is that of the counts.
    share = sum(s["share"] or 0 for s in first)
    names = listed([str(s["sector"]) for s in first])
    attended = count(year.programme["attended"])
    return f"{names} together made {percent(share)} of the year's {attended} attendances."


def _columns(year: Year) -> list[Column]:
    if not year.before:
        return [
            Column("Sector and agency", 318),
            Column("Attended", 50, "right"),
            Column("Share", 50, "right"),
            Column("", BAR),
        ]
    return [
        Column("Sector and agency", 196),
        Column(f"Attended\n{year.name_before}", 42, "right"),
        Column(f"Attended\n{year.name}", 42, "right"),
        Column("Change", 34, "right"),
        Column(f"Share\n{year.name_before}", 37, "right"),
        Column(f"Share\n{year.name}", 37, "right"),
        Column("", BAR),
    ]


def _rows(year: Year, sectors: list[Figures]) -> list[Row]:
    agencies = sorted(year.rows("by_agency"), key=lambda a: (-a["attended"], str(a["agency"])))
    before = {a["agency"]: a for a in year.rows_before("by_agency")}
    sectors_before = {s["sector"]: s for s in year.rows_before("by_sector")}
    most = max((r["attended"] for r in (*sectors, *agencies)), default=0)
    rows, placed = [], set()
    for sector in sectors:
        own = [a for a in agencies if year.sectors.get(a["agency"]) == sector["sector"]]
        earlier = sectors_before.get(sector["sector"])
        name = str(sector["sector"] or "No sector")
        rows.append(_row(year, name, sector, earlier, most, "group"))
        rows += [_row(year, a["agency"], a, before.get(a["agency"]), most) for a in own]
        placed |= {a["agency"] for a in own}
    others = [a for a in agencies if a["agency"] not in placed]
    if others and sectors:
        rows.append(Row(["Agencies" if not placed else "Other agencies"], "span"))
    return rows + [_row(year, a["agency"], a, before.get(a["agency"]), most) for a in others]


def _row(
    year: Year, name: str, now: Figures, earlier: Figures | None, most: int, kind: Kind = "row"
) -> Row:
    attended, before = now["attended"], (earlier or {}).get("attended")
    bar = year_bar(attended, before, most, BAR, 6.5 if kind == "group" else 4)
    if not year.before:
        return Row([name, count(attended), percent(now["share"]), bar], kind)
    moved = NOTHING if before is None else change(attended - before)
    share_before = now.get("share_last_year", (earlier or {}).get("share"))
    shares = (percent(share_before), percent(now["share"]))
    return Row([name, count(before), count(attended), moved, *shares, bar], kind)


def _total(year: Year) -> Row:
    now = year.programme["attended"]
    whole = percent(1.0 if now else None)
    if not year.before:
        return Row(["The year", count(now), whole, ""], "total")
    before = year.before["attended"]
    whole_before = percent(1.0 if before else None)
    cells = ["The year", count(before), count(now), change(now - before), whole_before, whole, ""]
    return Row(cells, "total")
