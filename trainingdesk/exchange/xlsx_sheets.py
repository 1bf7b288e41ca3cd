"""The sheets of an .xlsx workbook, row by row, without ever holding one whole."""

from collections.abc import Iterator
from zipfile import ZipFile

from trainingdesk.exchange.archives import damage_explained
from trainingdesk.exchange.readings import Cell
from trainingdesk.exchange.sheets import MOST_COLUMNS, MOST_ROWS, Progress, Sheet, SheetRow
from trainingdesk.exchange.xlsx_numbers import Dates, Numbers
from trainingdesk.exchange.xlsx_parts import (
    Book,
    book_of,
    chunks,
    parser_of,
    texts_of,
    unescaped,
)

DIGITS = "0123456789"
LETTERS = 26
TRUE, FALSE = "TRUE", "FALSE"


def sheets_of_workbook(archive: ZipFile, file: str, progress: Progress) -> Iterator[Sheet]:
    """Every sheet of a workbook, each to be read before the next."""
    with damage_explained(file):
        book = book_of(archive)
        texts = texts_of(archive, book)
        total = sum(archive.getinfo(part).file_size for _, part in book.sheets)
    done = 0

    def rows_of(part: str) -> Iterator[SheetRow]:
        nonlocal done
        parser = SheetParser(book, texts)
        with damage_explained(file), archive.open(part) as stream:
            for chunk in chunks(stream):
                yield from parser.feed(chunk)
                done += len(chunk)
                progress(done, total)
            yield from parser.close()

    for name, part in book.sheets:
        yield Sheet(file, name, rows_of(part), typed=True)


class _Columns(dict[str, int]):
    """The place of a column by its letters: A is 0, AB is 27."""

    def __missing__(self, letters: str) -> int:
        place = 0
        for letter in letters.upper():
            place = place * LETTERS + ord(letter) - ord("A") + 1
        if not 0 < place <= MOST_COLUMNS:
            raise ValueError(f"no column is called {letters}")
        self[letters] = place - 1
        return place - 1


class SheetParser:
    """What the parser meets in one sheet, gathered into rows.

    Cells may come without their place, or out of order, and rows may be missing: what counts is
    what each says of itself. The size that a sheet claims to have is not looked at.
    """

    def __init__(self, book: Book, texts: list[str]) -> None:
        self._texts = texts
        self._date_styles = book.date_styles
        self._numbers = Numbers()
        self._dates = Dates(from_1904=book.counts_from_1904)
        self._columns = _Columns()
        self._parser = parser_of(self._start, self._end, self._data)
        self._finished: list[SheetRow] = []
        self._row, self._cells = 0, list[Cell | None]()
        self._column, self._kind, self._style = -1, "n", ""
        self._pieces: list[str] = []
        self._inside = self._aside = False
        self._named("")

    def feed(self, chunk: bytes) -> list[SheetRow]:
        """Read on, and hand over the rows that are finished."""
        self._parser.Parse(chunk)
        rows, self._finished = self._finished, []
        return rows

    def close(self) -> list[SheetRow]:
        """Make sure that the sheet ended as it should."""
        self._parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no names
        rows, self._finished = self._finished, []
        return rows

    def _named(self, prefix: str) -> None:
        """Some programs put a prefix before every name."""
        self._c, self._v, self._t = f"{prefix}c", f"{prefix}v", f"{prefix}t"
        self._r, self._reading_aid = f"{prefix}row", f"{prefix}rPh"

    def _start(self, name: str, tag: dict[str, str]) -> None:
        if name == self._c:
            place = tag.get("r")
            self._column = (
                self._columns[place.rstrip(DIGITS)] if place is not None else self._column + 1
            )
            self._kind = tag.get("t", "n")
            self._style = tag.get("s", "")
        elif name in (self._t, self._v):
            self._inside = not self._aside
        elif name == self._r:
            self._begin_row(tag.get("r"))
        elif name == self._reading_aid:
            self._aside = True
        elif name.endswith(":worksheet"):
            self._named(name.removesuffix("worksheet"))

    def _end(self, name: str) -> None:
        if name in (self._t, self._v):
            self._inside = False
        elif name == self._c:
            if self._pieces:
                self._place(self._value("".join(self._pieces)))
                self._pieces.clear()
        elif name == self._r:
            if self._cells:
                self._finished.append((self._row, self._cells))
        elif name == self._reading_aid:
            self._aside = False

    def _data(self, text: str) -> None:
        if self._inside:
            self._pieces.append(text)

    def _begin_row(self, number: str | None) -> None:
        self._row = self._row + 1 if number is None else int(float(number))
        if not 0 < self._row <= MOST_ROWS:
            raise ValueError("a row stands where no spreadsheet has one")
        self._cells, self._column = [], -1

    def _place(self, value: Cell | None) -> None:
        ahead = self._column - len(self._cells)
        if ahead < 0:
            self._cells[self._column] = value
            return
        if ahead:
            self._cells.extend([None] * ahead)
        self._cells.append(value)

    def _value(self, text: str) -> Cell | None:
        kind = self._kind
        if kind in ("inlineStr", "str"):
            return unescaped(text)
        if kind == "s":
            return self._texts[int(text)]
        if kind == "b":
            return TRUE if text == "1" else FALSE
        if kind != "n":
            return text  # an error, or a date in words of its own
        return self._dates[text] if self._style in self._date_styles else self._numbers[text]
