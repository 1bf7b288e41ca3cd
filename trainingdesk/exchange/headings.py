"""Finding the columns of a sheet by their headings, whatever their order, spaces and capitals."""

from dataclasses import dataclass

from trainingdesk.exchange.places import Place, Problem, shown
from trainingdesk.exchange.readings import Cell
from trainingdesk.exchange.sheets import Sheet, SheetRow
from trainingdesk.exchange.spaces import key_of, tidied
from trainingdesk.exchange.tables import Table

MOST_HEADINGS = 500
LETTERS = 26


@dataclass(frozen=True, slots=True)
class Headings:
    """Where the columns of a table stand in a sheet, and what else stands there."""

    places: dict[str, int]
    others: dict[int, str]
    bare: tuple[int, ...]
    width: int


def headings_of(sheet: Sheet, table: Table, first: SheetRow) -> Headings | list[Problem]:
    """Read the first row of a sheet, or say what is wrong with it."""
    number, cells = first
    titles = {key_of(column.title): column.title for column in table.columns}
    names = [_name(cell) for cell in cells[:MOST_HEADINGS]]
    keys = [key_of(name) or name for name in names]
    here = Place(sheet.file, table.name, number)
    twice = dict.fromkeys(key for key in keys if key and keys.count(key) > 1)
    problems = [
        Problem(here, name, f"{shown(name)} heads two columns; expected each name once.")
        for name in (names[keys.index(key)] for key in twice)
    ]
    problems += [
        Problem(here, column.title, "there is no column of this name; expected one.")
        for column in table.columns
        if column.required and key_of(column.title) not in keys
    ]
    if problems:
        return problems
    filled = [(place, name) for place, name in enumerate(names) if name]
    return Headings(
        {titles[keys[place]]: place for place, _ in filled if keys[place] in titles},
        {place: name for place, name in filled if keys[place] not in titles},
        tuple(place for place, name in enumerate(names) if not name),
        len(names),
    )


def letters_of(place: int) -> str:
    """The letters a spreadsheet shows over a column: A for 0, AB for 27."""
    letters = ""
    while place >= 0:
        place, letter = divmod(place, LETTERS)
        letters = chr(ord("A") + letter) + letters
        place -= 1
    return letters


def _name(cell: Cell | None) -> str:
    return "" if cell is None else tidied(str(cell))
