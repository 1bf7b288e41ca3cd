"""Folders of .csv files, each named after the sheet it holds."""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.sheets import MOST_ROWS, Sheet, SheetRow
from trainingdesk.exchange.spaces import key_of
from trainingdesk.exchange.tables import BY_KEY

MOST_LETTERS = 256 * 1024 * 1024
DELIMITERS = ",;\t|"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
"""What a file begins with that says how its letters are written."""

WESTERN = "cp1252"
"""How Excel writes a .csv file unless asked for UTF-8, in this country."""


def sheets_of_folder(folder: Path, notices: list[str]) -> Iterator[Sheet]:
    """The sheets of a folder; files of other names are reported."""
    found = sorted(path for path in folder.iterdir() if path.suffix.casefold() == ".csv")
    known = [path for path in found if key_of(path.stem) in BY_KEY]
    if not known:
        raise CannotImport(
            [f"{folder.name}: it holds no .csv file named after a sheet, such as Bookings.csv."]
        )
    for path in found:
        name = f"{folder.name}/{path.name}"
        if path in known:
            yield sheet_of_file(path, name, notices)
        else:
            notices.append(f"{name}: no sheet has this name, so it was left out.")


def sheet_of_file(path: Path, name: str, notices: list[str]) -> Sheet:
    """The sheet in one .csv file."""
    if path.stat().st_size > MOST_LETTERS:
        raise CannotImport([f"{name}: it is too large; send it in several files."])
    text = text_of(path.read_bytes(), name, notices)
    return Sheet(name, path.stem, _rows(text, name), typed=False)


def text_of(content: bytes, name: str, notices: list[str]) -> str:
    """The letters of a file, however they are written; raises CannotImport."""
    encoding = next((MARKS[mark] for mark in MARKS if content.startswith(mark)), "utf-8")
    if encoding != "utf-16" and b"\0" in content:
        raise CannotImport([f"{name}: it is not a .csv file. Save it as CSV UTF-8."])
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise CannotImport(
                [f"{name}: its letters cannot be read. Save it as CSV UTF-8."]
            ) from error
    try:
        text = content.decode(WESTERN)
    except UnicodeDecodeError as error:
        raise CannotImport(
            [f"{name}: its letters cannot be read. Save it as CSV UTF-8."]
        ) from error
    notices.append(f"{name}: it is not in UTF-8 and was read as Windows text; look at the accents.")
    return text


def _rows(text: str, name: str) -> Iterator[SheetRow]:
    delimiter = _delimiter(text)
    lines = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, cells in enumerate(lines, start=1):
            if number > MOST_ROWS:
                raise CannotImport([f"{name}: it has more than {MOST_ROWS:,} rows."])
            yield number, [cell or None for cell in cells]
    except csv.Error as error:
        raise CannotImport(
            [f"{name}: line {lines.line_num} cannot be read; a quotation mark may be missing."]
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the headings: a comma, unless another is found there and no comma."""
    headings = text.lstrip("\r\n").partition("\n")[0]
    return next((sign for sign in DELIMITERS if sign in headings), ",")
