"""Finding people by any three letters in a row, which each kind of database keeps its own way.

SQLite keeps them in a table of its own that triggers write, PostgreSQL in an index of the table
of delegates. Step 0007 makes both. Whoever rebuilds the table in a later step makes the triggers
again.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Boolean, ColumnElement, Integer, String, literal, literal_column
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

IN_A_ROW = 3
"""So many letters together are looked up; fewer would be everywhere."""
WORDS = (
    "' ' || delegate.sought || ' ' || lower(delegate.reference) || CASE WHEN"
    " replace(delegate.sought, '''', '') <> delegate.sought THEN"
    " ' ' || replace(delegate.sought, '''', '') ELSE '' END"
)
"""What a delegate is found by, as the index has it too: obrien finds O'Brien."""
LETTERED = {
    "sqlite": "delegate.id IN"
    " (SELECT rowid FROM delegate_letters WHERE delegate_letters MATCH {asked})",
    "postgresql": f"letters_of({WORDS}) @> CAST({{asked}} AS text[])",
}
"""How the index is asked."""


class Place(FunctionElement[int]):
    """Where letters stand in words, from one on; nought where they do not."""

    type = Integer()
    name = "place"
    inherit_cache = True


class Bare(FunctionElement[str]):
    """Words without their apostrophes, of whatever kind."""

    type = String()
    name = "bare"
    inherit_cache = True


class Lettered(FunctionElement[bool]):
    """Whether a delegate has certain letters, each three of them in a row."""

    type = Boolean()
    name = "lettered"
    inherit_cache = True

    def self_group(self, against: Any = None) -> Any:  # noqa: ARG002
        """Stand as it is: compared with a number, it would keep SQLite from its index."""
        return self


def within(column: Any, letters: str) -> ColumnElement[bool]:
    """Whether letters stand anywhere in words: sooner told than by a pattern."""
    return Place(column, literal(letters)) > 0


def found_words() -> ColumnElement[str]:
    """What a delegate is found by, a space before each word."""
    return literal_column(WORDS)


def may_hold(*parts: str) -> ColumnElement[bool]:
    """Whether the index lets a delegate hold all parts of words of three letters or more."""
    return Lettered(literal(_in_sqlite(parts)), literal(_in_postgresql(parts)))


def _in_sqlite(parts: Iterable[str]) -> str:
    return " AND ".join('"{}"'.format(part.replace('"', '""')) for part in parts)


def _in_postgresql(parts: Iterable[str]) -> str:
    every = (part[at : at + IN_A_ROW] for part in parts for at in range(len(part) - IN_A_ROW + 1))
    escaped = (some.replace("\\", "\\\\").replace('"', '\\"') for some in every)
    return "{{{}}}".format(",".join(f'"{some}"' for some in dict.fromkeys(escaped)))


@compiles(Place, "sqlite")
def _place_sqlite(element: Place, compiler: SQLCompiler, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(Place, "postgresql")
def _place_postgresql(element: Place, compiler: SQLCompiler, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


@compiles(Bare, "sqlite")
def _bare_sqlite(element: Bare, compiler: SQLCompiler, **options: Any) -> str:
    words = bare = compiler.process(element.clauses, **options)
    for kind in ("''", "’", "‘"):
        bare = f"replace({bare}, '{kind}', '')"
    # Few have one, and a look for it takes a third of the time that taking them out does.
    return f"CASE WHEN {words} GLOB '*[''’‘]*' THEN {bare} ELSE {words} END"


@compiles(Bare, "postgresql")
def _bare_postgresql(element: Bare, compiler: SQLCompiler, **options: Any) -> str:
    return f"translate({compiler.process(element.clauses, **options)}, '''’‘', '')"


@compiles(Lettered, "sqlite")
def _lettered_sqlite(element: Lettered, compiler: SQLCompiler, **options: Any) -> str:
    asked = compiler.process(element.clauses.clauses[0], **options)
    return LETTERED["sqlite"].format(asked=asked)


@compiles(Lettered, "postgresql")
def _lettered_postgresql(element: Lettered, compiler: SQLCompiler, **options: Any) -> str:
    asked = compiler.process(element.clauses.clauses[1], **options)
    return LETTERED["postgresql"].format(asked=asked)
