"""A chart's title says what its figures bear out, and no more."""

from datetime import date
from typing import Any

import pytest

from trainingdesk.domain.year import TrainingYear
from ui.analysis.findings import finding_of_months, finding_of_sectors, months_of

YEAR = TrainingYear(2025)
OVER = date(2026, 6, 1)


def month(key: str, attended: int, delivered: int = 1) -> dict[str, Any]:
    return {
        "month": key,
        "places": 10,
        "booked": 9,
        "attended": attended,
        "events_delivered": delivered,
    }


def busy(**attended: int) -> list[dict[str, Any]]:
    """Every month with one attendance, but those that are named otherwise."""
    keys = [f"{2025 + (n > 11)}-{n % 12 + 1:02}" for n in range(3, 15)]
    return [month(key, attended.get(f"m{key[-2:]}", 1)) for key in keys]


def said(rows: list[dict[str, Any]], today: date = OVER) -> str:
    return finding_of_months(months_of(YEAR, rows), today=today)


def test_a_year_has_its_twelve_months_in_order() -> None:
    months = months_of(YEAR, [month("2026-01", 5)])

    assert [m.key for m in months][:1] + [m.key for m in months][-1:] == ["2025-04", "2026-03"]
    assert [m.attended for m in months if m.attended] == [5]


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "Nobody has attended yet"),
        (busy(m06=7), "June saw most: 7 attendances"),
        (busy(m06=7, m11=7), "June and November saw most: 7 attendances each"),
        (busy(), "No month saw more than 1 attendance"),
        (
            [row for row in busy(m06=7) if row["month"] != "2025-08"],
            "June saw most: 7 attendances; August had no event",
        ),
        (busy(m06=7)[:6], "June saw most: 7 attendances"),
    ],
)
def test_months_are_named_for_what_they_saw(rows: list[dict[str, Any]], finding: str) -> None:
    assert said(rows) == finding


def test_a_month_that_is_not_over_is_not_called_idle() -> None:
    rows = [row for row in busy(m04=7) if row["month"] in {"2025-04", "2025-05"}]

    assert said(rows, date(2025, 6, 20)) == "April saw most: 7 attendances"
    assert said(rows, date(2025, 7, 1)).endswith("June had no event")


def sector(name: str, attended: int, in_all: int, before: float | None) -> dict[str, Any]:
    share = attended / in_all if in_all else None
    return {"sector": name, "attended": attended, "share": share, "share_last_year": before}


@pytest.mark.parametrize(
    ("rows", "finding"),
    [
        ([], "No sector has sent anybody yet"),
        ([sector("Health", 0, 0, 0.5)], "No sector has sent anybody yet"),
        (
            [sector("Health", 33, 40, 0.5), sector("Police", 7, 40, 0.5)],
            "Health sent most: 83% (50% in 2024-25)",
        ),
        ([sector("Health", 9, 9, None)], "Health sent most: 100% of attendances"),
        (
            [sector("Health", 5, 10, 0.1), sector("Police", 5, 10, 0.2)],
            "Health and Police sent most, 50% of attendances each",
        ),
        (
            [sector(name, 1, 3, None) for name in "ABC"],
            "No sector sent more than 33% of attendances",
        ),
    ],
)
def test_sectors_are_named_for_what_they_sent(rows: list[dict[str, Any]], finding: str) -> None:
    assert finding_of_sectors(rows, "2024-25") == finding
