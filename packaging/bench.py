"""Time the program's jobs, as its commands do them, on a large year: bench.py [EVENTS]."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import xlsxwriter

ROOT = Path(__file__).parents[1]
YEAR, FIRST_DAY = "2017-18", date(2017, 4, 1)
EVENTS, BOOKED, LARGEST, RUNS = 400, 20, 100, 3
MARKS = ("Attended", "Attended", "Attended", "Late", "Attended", "Absent", "Apologies", "Attended")

Row = tuple[str | int | date | None, ...]


def event(number: int) -> str:
    """An event's reference."""
    return f"EV-{number:05}"


def delegates(events: int) -> int:
    """How many people there are: each comes some four times a year."""
    return max(events * BOOKED // 4, LARGEST)


def bookings(events: int) -> Iterator[Row]:
    """The first event is large; at the others a score of people, taken in turn."""
    for number in range(events):
        count = BOOKED if number else LARGEST
        for place in range(count):
            who = (number * BOOKED + place) % delegates(events)
            mark = MARKS[place % len(MARKS)] if number else "Attended"
            yield (event(number), f"D-{who:06}", "Booked", mark)


def sheets(events: int) -> dict[str, list[Row]]:
    """A year's workbook: each sheet's names and rows."""
    agencies = [f"Agency {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"]
    people: list[Row] = [
        (f"D-{who:06}", f"Ada{who}", f"King{who % 997}", agencies[who % 20], f"d{who}@a.example")
        for who in range(delegates(events))
    ]
    days: list[Row] = [
        (
            event(number),
            f"C-{number % 30:02}",
            FIRST_DAY + timedelta(days=number % 360),
            BOOKED if number else LARGEST,
            "Delivered",
        )
        for number in range(events)
    ]
    answers: list[Row] = [
        (where, who, stage, 1 + (place + len(stage)) % 5, 3 + place % 3 if stage == "End" else None)
        for place, (where, who, _, mark) in enumerate(bookings(events))
        if mark in {"Attended", "Late"}
        for stage in ("Before", "End")
    ]
    return {
        "Board": [("Setting", "Value"), ("Name", "Bench Safeguarding Board")],
        "Agencies": [("Agency", "Sector"), *((name, f"Sector {name[-1]}") for name in agencies)],
        "Courses": [("Course", "Title"), *((f"C-{n:02}", f"Course {n}") for n in range(30))],
        "Events": [("Event", "Course", "Date", "Places", "Status"), *days],
        "Delegates": [("Delegate", "First name", "Last name", "Agency", "Email"), *people],
        "Bookings": [("Event", "Delegate", "Status", "Attendance"), *bookings(events)],
        "Questions": [
            ("Code", "Stages", "Order", "Question", "Answer", "Measure"),
            ("Q1", "Before; End", 1, "How sure are you of what to do?", "Scale 1-5", "Confidence"),
            ("Q2", "End", 2, "How content are you?", "Scale 1-5", "Satisfaction"),
        ],
        "Evaluations": [("Event", "Delegate", "Stage", "Q1", "Q2"), *answers],
    }


def write_workbook(path: Path, events: int) -> int:
    """Write the year to a workbook and count its rows."""
    written = 0
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets(events).items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            written += len(rows) - 1
    return written


def seconds(*words: str | Path) -> float:
    """How long the program took over one command, its start included."""
    command = [sys.executable, str(ROOT / "main.py"), *map(str, words)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))} left with {done.returncode}:\n{done.stderr}")
    return time.perf_counter() - began


def tell(job: str, took: list[float], size: str = "") -> None:
    """One line: the middle of the runs, the slowest, and of how much."""
    print(f"{job:<34} {median(took):7.2f} s   slowest {max(took):6.2f} s   {size}", flush=True)


def time_jobs(folder: Path, events: int) -> None:
    """Time each job on a desk made for it; what changes nothing is done several times."""
    year, desk = folder / "year.xlsx", folder / "desk.sqlite"
    rows = write_workbook(year, events)
    on = ("--database", desk)
    tell("import, into an empty desk", [seconds("import", year, *on)], f"{rows} rows")
    repeated: dict[str, tuple[str | Path, ...]] = {
        "import, the same again": ("import", year, *on),
        "report as figures (.json)": ("report", YEAR, "-o", folder / "year.json", *on),
        "report as pages (.pdf)": ("report", YEAR, "-o", folder / "year.pdf", *on),
        f"certificates, {LARGEST} in one file": (
            "certificates",
            event(0),
            "-o",
            folder / "certificates.pdf",
            *on,
        ),
        f"register of {LARGEST}": ("register", event(0), "-o", folder / "register.pdf", *on),
        "backup": ("backup", folder / "copy.sqlite", *on),
        "check": ("check", *on),
        "start and leave (--self-check)": ("--self-check",),
    }
    for job, words in repeated.items():
        tell(job, [seconds(*words) for _ in range(RUNS)])


def main(words: list[str]) -> int:
    """Time the jobs over as many events as asked for."""
    events = int(words[0]) if words else EVENTS
    print(
        f"A year of {events} events, {os.cpu_count()} processors, Python {sys.version.split()[0]}"
    )
    with TemporaryDirectory() as folder:
        time_jobs(Path(folder), events)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
