"""Do the desk's main work without a screen, on the sample programme: demo_report.py FOLDER."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from trainingdesk import commands
from trainingdesk.domain.resources import resource

LAST_YEAR, YEAR = "2024-25", "2025-26"
REPORTS = ("pdf", "xlsx", "json")
EARNED = {"Attended", "Late"}


def workbook(year: str) -> Path:
    """The sample programme's workbook of the year."""
    return resource("sample", f"westmere-{year}.xlsx")


def events_with_certificates(year: str) -> list[str]:
    """The year's events at which somebody stayed to the end."""
    rows = load_workbook(workbook(year), read_only=True)["Bookings"].iter_rows(values_only=True)
    names = next(rows)
    bookings = [dict(zip(names, row, strict=False)) for row in rows]
    return sorted({str(row["Event"]) for row in bookings if row["Attendance"] in EARNED})


def ask(*words: str | Path) -> None:
    """Run one command as a person would, and leave with its code when it did not do its work."""
    code = commands.main([str(word) for word in words])
    if code:
        sys.exit(code)


def make(folder: Path, desk: Path) -> None:
    """Load two years, then write the second one's report, certificates and a register."""
    certificates = folder / "certificates"
    certificates.mkdir(parents=True, exist_ok=True)
    ask("import", workbook(LAST_YEAR), workbook(YEAR), "--database", desk)
    for kind in REPORTS:
        ask("report", YEAR, "-o", folder / f"annual-report-{YEAR}.{kind}", "--database", desk)
    events = events_with_certificates(YEAR)
    for event in events:
        ask("certificates", event, "-o", certificates / f"{event}.pdf", "--database", desk)
    ask("register", events[0], "-o", folder / f"register-{events[0]}.pdf", "--database", desk)


def main(words: list[str]) -> int:
    """Write everything to the folder and say where it is."""
    folder = Path(words[0])
    with TemporaryDirectory() as scratch:
        make(folder, Path(scratch, "desk.sqlite"))
    print(f"The report, the register and the certificates of {YEAR} are in {folder}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
