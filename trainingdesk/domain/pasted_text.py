"""Pasted text taken apart: rows of cells, whether it was a table, a list or an e-mail."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import category, normalize

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.pasted_words import role_of

ADDRESS = re.compile(
    r"(?:mailto:)?([^@\s<>\"'(),:;\[\]\\|]{1,64}@[^@\s<>\"'(),:;\[\]\\|]{1,190}\.[^@\s<>\"'(),:;\[\]\\|.]{2,60})",
    re.IGNORECASE,
)
BULLET = re.compile(r"^(?:[>\s]*(?:[-*•‣◦·–—▪●○➢✓☐☑+]+|\(?\d{1,4}[.)\]:]|\(?[a-zA-Z]\))\s+|[>\s]+)")
SENT_TO = re.compile(r"^(?:to|cc|bcc): *", re.IGNORECASE)
BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
DASH = re.compile(r"\s+[-–—]+\s+")
QUOTED = {
    mark: re.compile(rf' *"((?:[^"]|""){{0,500}})" *(?=[{re.escape(mark)}\n]|\Z)')
    for mark in "\t;|,"
}
PLAIN = {mark: re.compile(rf"[^{re.escape(mark)}\n]*") for mark in "\t;|,"}
"""A quote that is never closed is a letter like any other: it swallows no other row."""
JOINERS = "\u200c\u200d"
SCRIPTS_THAT_JOIN = "\u0600"
"""From here on joiners change what is read; between Latin letters they are dirt."""
BREAKS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
LONGEST_LINE = 2_000
"""What is longer is no line of a list, and is not read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of what was pasted, in cells; ``whole`` says that it was a table's."""

    number: int
    text: str
    cells: tuple[str, ...]
    whole: bool = False


def seen(text: str) -> str:
    """Text without what cannot be seen: marks of direction, halves of letters."""
    text = BREAKS.sub("\n", text)
    text = normalize("NFC", "".join(" " if _is_space(letter) else letter for letter in text))
    kept: list[str] = []
    for letter in text:
        if letter in JOINERS:
            if kept and kept[-1] >= SCRIPTS_THAT_JOIN:
                kept.append(letter)
        elif letter in "\t\n" or category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            kept.append(letter)
    return "".join(kept)


def rows_of(text: str) -> Iterator[Row]:
    """Every row that holds anything, with the number of its line."""
    text = seen(text)
    mark = _mark_of(text)
    if mark:
        for number, cells in _table(text, mark):
            if len(cells) > 1:
                yield from _filled(number, cells)
            else:
                yield from _from_line(number, cells[0])
        return
    for number, line in enumerate(text.split("\n"), 1):
        yield from _from_line(number, line)


def _mark_of(text: str) -> str:
    """What stands between the cells of a table; nothing where the text is no table."""
    if "\t" in text:
        return "\t"
    lines = [line for line in text.split("\n") if line.strip()]
    for mark in "|;,":
        numbers = {line.count(mark) for line in lines}
        if any(_is_headed(line, mark) for line in lines):
            return mark
        even = len(numbers) == 1 and max(numbers) > 1
        if even and all(len(_entries(line)) == 1 for line in lines):
            return mark
    return ""


def _is_headed(line: str, mark: str) -> bool:
    known = [bool(role_of(folded(cell))) for cell in line.split(mark)]
    return len(known) > 1 and sum(known) > len(known) / 2


def address_in(cell: str) -> str:
    """The e-mail address in a cell, if there is one and no other."""
    found = {each.lower(): each for each in ADDRESS.findall(cell)}
    return next(iter(found.values())) if len(found) == 1 else ""


def _is_space(letter: str) -> bool:
    return letter.isspace() and letter not in "\t\n"


def _filled(number: int, cells: list[str]) -> Iterator[Row]:
    said = tuple(one_line(cell) for cell in cells)
    if any(said):
        yield Row(number, one_line(" ".join(said)), said, whole=True)


def _from_line(number: int, line: str) -> Iterator[Row]:
    said = SENT_TO.sub("", one_line(BULLET.sub("", line, count=1)))
    if not said:
        return
    if len(said) > LONGEST_LINE and not ADDRESS.search(said):
        yield Row(number, said, (said[:LONGEST_LINE],))
        return
    for entry in _entries(said):
        cells = tuple(cell for cell in _cells(entry) if cell)
        if cells:
            yield Row(number, entry, cells)


def _entries(line: str) -> list[str]:
    """The people of a line: several, where each has an address of their own."""
    for mark in ";,":
        parts = [part.strip() for part in line.split(mark) if part.strip()]
        if len(parts) > 1 and all(len(ADDRESS.findall(part)) == 1 for part in parts):
            return parts
    if "<" in line and len(ADDRESS.findall(line)) > 1:
        return _after_each_address(line)
    parts = [part.strip() for part in line.split(";") if part.strip()]
    if len(parts) > 1 and all(len(part.split()) > 1 and "," not in part for part in parts):
        return line.split(";") if not ADDRESS.search(line) else [line]
    return [line]


def _after_each_address(line: str) -> list[str]:
    """King, Ada <ada@x.org>, Hopper, Grace <grace@x.org>: each ends with the address."""
    entries, begins = [], 0
    for found in re.finditer(r">\s*[;,]?", line):
        entries.append(line[begins : found.end()].strip(" ;,"))
        begins = found.end()
    rest = line[begins:].strip(" ;,")
    if rest:
        if ADDRESS.search(rest):
            entries.append(rest)
        else:
            entries[-1] = f"{entries[-1]}; {rest}"
    return [entry for entry in entries if entry]


def _cells(entry: str) -> Iterator[str]:
    """The cells of one line: around an address, at commas, dashes and brackets."""
    angle = re.fullmatch(r"\"?'?([^<>]*?)'?\"?\s*<([^<>]*)>\s*[;,]?(.*)", entry)
    if angle and address_in(angle[2]):
        yield from _named(angle[1].strip(" \"'"))
        yield address_in(angle[2])
        yield from _parts(angle[3])
        return
    parts = list(_parts(entry))
    if _is_last_and_first(entry, parts):
        yield ", ".join(parts)
    else:
        yield from parts


def _named(words: str) -> Iterator[str]:
    """A name before an address: King, Ada is one name, and three parts are three."""
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if len(parts) == len(("last", "first")):
        yield from _bracketed(", ".join(parts))
    else:
        for part in parts:
            yield from _bracketed(part)


def _is_last_and_first(entry: str, parts: list[str]) -> bool:
    """Whether a line is King, Ada and nothing else, with a space after its comma."""
    return len(parts) == len(("last", "first")) and bool(
        re.fullmatch(r"[^\s,;|@()\d]+, [^,;|@()\d]+", entry)
    )


def _parts(text: str) -> Iterator[str]:
    mark = next((each for each in "|;," if each in text), "")
    if mark:
        parts = [cell for _, cells in _table(text, mark) for cell in cells]
    else:
        parts = DASH.split(text)
    for part in parts:
        yield from _bracketed(one_line(part))


def _bracketed(cell: str) -> Iterator[str]:
    """What stands in brackets, and an address among words, are cells of their own."""
    inside = [one_line(found) for found in BRACKETS.findall(cell)]
    for piece in (one_line(BRACKETS.sub(" ", cell)), *inside):
        addresses = list(dict.fromkeys(ADDRESS.findall(piece)))
        yield one_line(ADDRESS.sub(" ", piece).strip("<> ,;:-"))
        yield from addresses


def _table(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a table, with quoted cells that may hold the mark and more lines."""
    at, number, begun, cells = 0, 1, 1, list[str]()
    while True:
        quoted = QUOTED[mark].match(text, at)
        if quoted:
            cells.append(quoted[1].replace('""', '"'))
            number += quoted[1].count("\n")
            at = quoted.end()
        else:
            plain = PLAIN[mark].match(text, at)
            end = plain.end() if plain else at
            cells.append(text[at:end])
            at = end
        if at < len(text) and text[at] == mark:
            at += 1
            continue
        yield begun, cells
        if at >= len(text):
            return
        at, number, cells = at + 1, number + 1, []
        begun = number


def one_line(text: str) -> str:
    """Words with single spaces between them."""
    return " ".join(text.split())
