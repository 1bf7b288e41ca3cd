"""The small parts of a workbook's archive: which sheets it has, its texts, which numbers are dates.

Read with the parser of the standard library: it is several times as fast as building cells, the
parts are never held whole, and a part that declares entities of its own is refused unread.
"""

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.parsers.expat import ParserCreate, XMLParserType
from zipfile import ZipFile

from trainingdesk.exchange.spaces import key_of

AT_ONCE = 256 * 1024
DATE_FORMATS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
"""The formats that every spreadsheet knows by number, and that show a date or a time."""

NOT_A_FORMAT = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
DATE_LETTERS = re.compile(r"[dmyhs]", re.IGNORECASE)
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook says of itself: its sheets, and how it keeps texts and dates."""

    sheets: tuple[tuple[str, str], ...]
    shared_texts: str
    counts_from_1904: bool
    date_styles: frozenset[str]


def book_of(archive: ZipFile) -> Book:
    """What is in a workbook."""
    home = _target(archive, "", "/officeDocument") or "xl/workbook.xml"
    targets = _targets(archive, home)
    tags = _tags(archive, home)
    names = [(tag["name"], _link(tag)) for name, tag in tags if name == "sheet"]
    sheets = tuple((name, targets[link]) for name, link in names if link in targets)
    properties = next((tag for name, tag in tags if name == "workbookPr"), {})
    return Book(
        sheets,
        _target(archive, home, "/sharedStrings"),
        properties.get("date1904") in ("1", "true"),
        _date_styles(archive, home),
    )


def texts_of(archive: ZipFile, book: Book) -> list[str]:
    """The texts that cells share, in order."""
    texts = SharedTexts()
    if book.shared_texts in archive.namelist():
        _parse(archive, book.shared_texts, parser_of(texts.start, texts.end, texts.data))
    return texts.found


class SharedTexts:
    """What the parser meets among the shared texts, of which one may come in several pieces."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._pieces: list[str] = []
        self._inside = self._aside = False

    def start(self, name: str, _: dict[str, str]) -> None:
        """Begin a text, a piece of it, or a reading aid, which is no part of it."""
        tag = name.rpartition(":")[2]
        if tag == "t":
            self._inside = not self._aside
        elif tag == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        """End what was begun."""
        tag = name.rpartition(":")[2]
        if tag == "t":
            self._inside = False
        elif tag == "rPh":
            self._aside = False
        elif tag == "si":
            self.found.append(unescaped("".join(self._pieces)))
            self._pieces.clear()

    def data(self, text: str) -> None:
        """Keep a piece."""
        if self._inside:
            self._pieces.append(text)


def parser_of(
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    data: Callable[[str], None] | None = None,
) -> XMLParserType:
    """A parser that refuses entities: a few lines of them can unfold to gigabytes."""
    parser = ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_entities
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    return parser


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """A part of the archive, piece by piece."""
    while chunk := stream.read(AT_ONCE):
        yield chunk


def unescaped(text: str) -> str:
    """A text as it was typed: letters that XML cannot hold are written as _x000D_."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _no_entities(*_: object) -> None:
    raise ValueError("a part of the workbook declares entities")


def _parse(archive: ZipFile, part: str, parser: XMLParserType) -> None:
    with archive.open(part) as stream:
        for chunk in chunks(stream):
            parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - the parser takes no names


def _tags(archive: ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """The names and attributes of everything in a small part."""
    found: list[tuple[str, dict[str, str]]] = []
    parser = parser_of(lambda name, about: found.append((name.rpartition(":")[2], about)))
    _parse(archive, part, parser)
    return found


def _relations(archive: ZipFile, part: str) -> Iterator[dict[str, str]]:
    folder, name = posixpath.split(part)
    path = posixpath.join(folder, "_rels", f"{name}.rels")
    if path in archive.namelist():
        for tag, relation in _tags(archive, path):
            if tag == "Relationship" and relation.get("TargetMode") != "External":
                target = posixpath.join("/", folder, relation["Target"])
                yield {**relation, "Target": posixpath.normpath(target).lstrip("/")}


def _targets(archive: ZipFile, part: str) -> dict[str, str]:
    """The worksheets a part points at, by the name of the link; a chart is no worksheet."""
    links = _relations(archive, part)
    return {link["Id"]: link["Target"] for link in links if link["Type"].endswith("/worksheet")}


def _target(archive: ZipFile, part: str, kind: str) -> str:
    links = _relations(archive, part)
    return next((link["Target"] for link in links if link["Type"].endswith(kind)), "")


def _link(tag: dict[str, str]) -> str:
    return next((value for name, value in tag.items() if name.endswith(":id")), "")


def _date_styles(archive: ZipFile, home: str) -> frozenset[str]:
    """The numbers of the cell styles that show a number as a date or a time."""
    part = _target(archive, home, "/styles")
    if part not in archive.namelist():
        return frozenset()
    formats = {str(number) for number in DATE_FORMATS}
    styles: list[str] = []
    group = ""
    for tag, about in _tags(archive, part):
        if tag == "numFmt" and _shows_a_date(about.get("formatCode", "")):
            formats.add(about["numFmtId"])
        elif key_of(tag) in ("cellstylexfs", "cellxfs", "cellstyles", "dxfs"):
            group = tag
        elif tag == "xf" and group == "cellXfs":
            styles.append(about.get("numFmtId", "0"))
    return frozenset(str(n) for n, number in enumerate(styles) if number in formats)


def _shows_a_date(code: str) -> bool:
    return DATE_LETTERS.search(NOT_A_FORMAT.sub("", code.partition(";")[0])) is not None
