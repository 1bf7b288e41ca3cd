"""Where something stood in a file, and what is said about it."""

from dataclasses import dataclass

SHOWN = 40
"""How many letters of a cell a message repeats."""


@dataclass(frozen=True, slots=True)
class Place:
    """One row of one sheet of one file."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a refused row, and what is expected there."""

    place: Place
    column: str
    text: str

    def __str__(self) -> str:
        place = self.place
        return f"{place.file}: {place.sheet} row {place.row}: {self.column}: {self.text}"


@dataclass(frozen=True, slots=True)
class Mend:
    """A cell that could only mean one thing, and was read as that."""

    place: Place
    column: str
    was: str
    read_as: str


def shown(value: object) -> str:
    """A cell as a message repeats it: quoted, on one line, and not at length."""
    text = " ".join(str(value).split())
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return f"'{text[: SHOWN - 1]}…'" if len(text) > SHOWN else f"'{text}'"
