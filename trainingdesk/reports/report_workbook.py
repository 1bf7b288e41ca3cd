"""The annual report as a workbook: a sheet a table, each rate beside the counts it is made of."""

from collections.abc import Sequence
from datetime import datetime, time

from trainingdesk.domain.definitions import ALL, name_of
from trainingdesk.reports import meanings
from trainingdesk.reports.compared import with_last_year
from trainingdesk.reports.evaluation_sheets import evaluation_sheets, outcome_sheet, survey_rows
from trainingdesk.reports.return_pages import RATES, SUMS
from trainingdesk.reports.workbook_sheets import Book, Cell, Field, Form
from trainingdesk.reports.year import Figures, Outcome, Year

COUNTS = ("events_scheduled", "events_cancelled", "events_delivered", "events_to_come", "places",
          "registrations", "booked", "bookings_cancelled", "waiting", "walk_ins", "attended",
          "people", "absent", "apologies")  # fmt: skip
RATED = ("take_up", "turn_up", "fill", "absence", "change_in_attendance")
ATTENDED = name_of("attended")
RATES_SHOWN = ("take_up", "turn_up", "fill", "absence")
"""The rates that each division of the year has."""
PARTS = (
    ("By course", "by_course", (Field("Course", "course"), Field("Title", "title"))),
    ("By level", "by_level", (Field("Level", "level"),)),
    ("By quarter", "by_quarter", (Field("Quarter", "quarter"),)),
    ("By strand", "by_strand", (Field("Strand", "strand"),)),
    ("By series", "by_series", (Field("Series", "series"),)),
)
MONEY = ("attendance_fees", "non_attendance_fees", "income", "expenditure", "cost_recovery",
         "cost_recovery_with_staff")  # fmt: skip


def report_workbook(
    figures: Figures,
    last_year: Figures | None,
    *,
    outcomes: Sequence[Outcome] = (),
    created: datetime | None = None,
) -> bytes:
    """The report as a workbook; without a date of its own it bears the year's last day."""
    year = Year(figures, last_year, outcomes=outcomes)
    book = Book(
        title=f"Annual report on training {year.name}",
        author=str(figures.get("board") or ""),
        created=created or datetime.combine(year.year.last_day, time()),
    )
    _whole_year(book, year)
    for name, table, names in PARTS:
        _part(book, year, name, table, names)
    _who_came(book, year)
    evaluation_sheets(book, year)
    outcome_sheet(book, year)
    _money(book, year)
    _beside(book, year)
    _meanings(book, year)
    return book.saved()


def _form(key: str) -> Form:
    return "percent" if key in RATES else "money" if key in SUMS else "count"


def _whole_year(book: Book, year: Year) -> None:
    before = year.before or {}
    rows = [
        {
            "figure": name_of(key),
            "now": Cell(year.programme.get(key), _form(key)),
            "before": Cell(before.get(key), _form(key)),
            "base": ALL[key].formula,
        }
        for key in (*COUNTS, *RATED)
    ]
    fields = [
        Field("Figure", "figure"),
        Field(year.name, "now", "count"),
        Field(year.name_before, "before", "count"),
        Field("Base", "base"),
    ]
    book.sheet("The year", fields, rows)


def _part(book: Book, year: Year, name: str, table: str, names: Sequence[Field]) -> None:
    """One division of the year, with attendance and fill of the year before."""
    key = names[0].key
    rows = with_last_year(
        year.rows(table), year.rows_before(table), key=key, figures=("attended", "fill")
    )
    fields = [
        *names,
        *(Field(name_of(count), count, "count") for count in COUNTS),
        *(Field(f"{name_of(r)}: {ALL[r].formula}", r, "percent") for r in RATES_SHOWN),
        Field(f"{ATTENDED} {year.name_before}", "attended_before", "count"),
        Field(f"Fill {year.name_before}", "fill_before", "percent"),
    ]
    book.sheet(name, fields, rows)


def _who_came(book: Book, year: Year) -> None:
    attended = year.programme.get("attended")
    for name, table, key in (
        ("By agency", "by_agency", "agency"),
        ("By sector", "by_sector", "sector"),
    ):
        joined = with_last_year(
            year.rows(table), year.rows_before(table), key=key, figures=("attended", "share")
        )
        rows = [
            {**r, "of": attended, "share_before": r.get("share_last_year", r["share_before"])}
            for r in joined
        ]
        fields = [
            Field(key.capitalize(), key),
            Field(ATTENDED, "attended", "count"),
            Field("of attendances", "of", "count"),
            Field("Share", "share", "percent"),
            Field(f"{ATTENDED} {year.name_before}", "attended_before", "count"),
            Field(f"Share {year.name_before}", "share_before", "percent"),
        ]
        book.sheet(name, fields, rows)


def _money(book: Book, year: Year) -> None:
    before = (year.last_year or {}).get("money") or {}
    rows = [
        {
            "figure": name_of(key),
            "now": Cell(year.money.get(key), _form(key)),
            "before": Cell(before.get(key), _form(key)),
            "base": ALL[key].formula or ALL[key].counted,
        }
        for key in MONEY
    ]
    fields = [
        Field("Figure", "figure"),
        Field(year.name, "now", "money"),
        Field(year.name_before, "before", "money"),
        Field("Base", "base"),
    ]
    book.sheet("Money", fields, rows)


def _beside(book: Book, year: Year) -> None:
    """Cancellations, returns, surveys, and published totals that disagree."""
    fields = [Field("Reason", "reason"), Field("Events cancelled", "events", "count")]
    book.sheet("Cancellations", fields, year.rows("cancellations"))
    met = {True: "yes", False: "no"}
    fields = [
        Field("Agency", "agency"),
        Field("Level", "level"),
        Field("Staff", "staff", "count"),
        Field("Trained", "trained", "count"),
        Field("Share: trained ÷ staff", "share", "percent"),
        Field("Target", "target", "percent"),
        Field("Met", "met"),
    ]
    returns = [
        {**r, "met": met.get(bool(r["met"])) if r.get("met") is not None else None}
        for r in year.rows("returns")
    ]
    book.sheet("Returns", fields, returns)
    fields = [
        Field("Survey", "survey"),
        Field("Question", "question"),
        Field("Answer", "answer"),
        Field("People", "count", "count"),
        Field("of", "of", "count"),
        Field("Share", "share", "percent"),
    ]
    book.sheet("Surveys", fields, survey_rows(year))
    _unreconciled(book, year)


def _unreconciled(book: Book, year: Year) -> None:
    keys = ("published", "computed", "difference")
    rows = [
        {
            "figure": name_of(str(u["figure"])),
            **{key: Cell(u[key], _total_form(str(u["figure"]))) for key in keys},
        }
        for u in year.rows("unreconciled")
    ]
    fields = [Field("Figure", "figure"), *(Field(k.capitalize(), k, "figure") for k in keys)]
    book.sheet("Unreconciled", fields, rows)


def _total_form(key: str) -> Form:
    return "figure" if _form(key) == "count" else _form(key)


def _meanings(book: Book, year: Year) -> None:
    said = (*meanings.counts(year), *meanings.rates(year), *meanings.evaluations(year),
            *meanings.sums(year))  # fmt: skip
    rows = [{"figure": m.figure, "meaning": m.words, "working": m.working} for m in said]
    fields = [
        Field("Figure", "figure"),
        Field("Meaning", "meaning"),
        Field("This year", "working"),
    ]
    book.sheet("What each figure means", fields, rows)
