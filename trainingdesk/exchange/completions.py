"""Reading a .csv of e-learning completions, as the platforms write them."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path

from trainingdesk.domain.completion import CompletionLine, is_finished, score_read
from trainingdesk.domain.pasted_names import name_in
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.csv_files import DELIMITERS, text_of
from trainingdesk.exchange.dates import day
from trainingdesk.exchange.readings import Mended, Unreadable
from trainingdesk.exchange.spaces import key_of, tidied

MOST_ROWS = 20_000
LARGEST = 32 * 1024 * 1024
COURSE, NAME, FIRST, LAST = "course", "name", "first name", "last name"
EMAIL, AGENCY, ON, SCORE, STATUS = "e-mail", "agency", "date", "score", "status"
HEADINGS: Mapping[str, Sequence[str]] = {
    COURSE: ("course", "course name", "course title", "title", "module", "activity", "training"),
    NAME: ("name", "full name", "person", "learner", "learner name", "user", "delegate"),
    FIRST: ("first name", "forename", "given name", "firstname"),
    LAST: ("last name", "surname", "family name", "lastname"),
    EMAIL: ("e-mail", "email", "e-mail address", "email address", "username"),
    AGENCY: ("agency", "organisation", "organization", "employer", "company", "department"),
    ON: (
        "completion date",
        "date completed",
        "completed on",
        "date of completion",
        "finished on",
        "date",
        "completed",
        "finished",
    ),
    SCORE: ("score", "result", "grade", "mark", "percentage", "final score"),
    STATUS: ("status", "state", "progress", "completion status"),
}
"""What platforms call the columns, in their own words, the name that says most first."""

NEEDED = (
    "its first line has to name the columns: a course, a person (or first and last name, or an "
    "e-mail address) and a date"
)


def read_completions(path: Path, notices: list[str]) -> list[CompletionLine]:
    """The lines of a file, each read or with what is wrong with it; raises CannotImport."""
    rows = _rows(path, notices)
    first = next(rows, None)
    if first is None:
        raise CannotImport([f"{path.name}: it is empty."])
    places = _places(first[1])
    if not ({COURSE, ON} <= places.keys() and _names_people(places)):
        raise CannotImport([f"{path.name}: {NEEDED}."])
    return [_line(number, cells, places) for number, cells in rows]


def _rows(path: Path, notices: list[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        size = path.stat().st_size
        if path.suffix.casefold() not in {".csv", ".txt"} or size > LARGEST:
            raise CannotImport([f"{path.name}: it is not a .csv file of completions."])
        text = text_of(path.read_bytes(), path.name, notices)
    except OSError as error:
        raise CannotImport([f"{path.name}: it cannot be opened."]) from error
    heads = text.lstrip("\r\n").partition("\n")[0]
    delimiter = next((sign for sign in DELIMITERS if sign in heads), ",")
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(lines, start=1):
            if number > MOST_ROWS:
                raise CannotImport([f"{path.name}: it has more than {MOST_ROWS:,} lines."])
            tidy = [tidied(cell) for cell in cells]
            if any(tidy):
                yield number, tidy
    except csv.Error as error:
        raise CannotImport(
            [f"{path.name}: line {lines.line_num} cannot be read; a quotation mark may be missing."]
        ) from error


def _places(heads: Sequence[str]) -> dict[str, int]:
    """Where each column stands; of two that may be meant, the one whose name says more."""
    keys = [key_of(head) for head in heads]
    found: dict[str, int] = {}
    for column, names in HEADINGS.items():
        place = next((keys.index(key_of(name)) for name in names if key_of(name) in keys), None)
        if place is not None:
            found[column] = place
    return found


def _names_people(places: Mapping[str, int]) -> bool:
    return bool(places.keys() & {NAME, EMAIL}) or {FIRST, LAST} <= places.keys()


def _line(number: int, cells: Sequence[str], places: Mapping[str, int]) -> CompletionLine:
    said = {name: cells[n] if n < len(cells) else "" for name, n in places.items()}
    first, last, either_way = _name(said)
    email = said.get(EMAIL, "")
    line = CompletionLine(
        number=number,
        course=said[COURSE],
        first_name=first,
        last_name=last,
        either_way=either_way,
        email=email if "@" in email else "",
        agency=said.get(AGENCY, ""),
    )
    return _finished(line, said)


def _name(said: Mapping[str, str]) -> tuple[str, str, bool]:
    if said.get(FIRST) and said.get(LAST):
        return said[FIRST], said[LAST], False
    found = name_in(said.get(NAME, ""))
    return (found.first, found.last, found.either_way) if found else ("", "", False)


def _finished(line: CompletionLine, said: Mapping[str, str]) -> CompletionLine:
    """The line with its day and its score, or with what is wrong with it."""
    status = said.get(STATUS, "")
    if (status and not is_finished(status)) or not (said[ON] or status):
        return replace(line, unfinished=True)
    if not line.course:
        return replace(line, wrong="No course is named.")
    if not line.first_name:
        return replace(line, wrong="Nobody is named with a first and a last name.")
    try:
        read = day().read(said[ON])
    except Unreadable as unreadable:
        return replace(line, wrong=f"{unreadable}.")
    on = read.value if isinstance(read, Mended) else read
    try:
        return replace(line, on=on, score=score_read(said.get(SCORE, "")))
    except ValueError:
        return replace(line, wrong=f"“{said[SCORE]}” is no score of a hundred.")
