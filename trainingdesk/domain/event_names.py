"""Several names in one line of a form: as they are shown, and as they are read."""

import re
from collections.abc import Collection, Sequence

BETWEEN = re.compile(r"[,;\n]")


def names_told(names: Sequence[str]) -> str:
    """Names in one line; a name with a comma in it makes semicolons stand between them."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def names_typed(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The names in a line, each once; a known name is one name, whatever stands in it."""
    whole = {_bare(name): name for name in known if BETWEEN.search(name)}
    found: dict[str, str] = {}
    for part in re.split(r"[;\n]", text):
        pieces = [whole[_bare(part)]] if _bare(part) in whole else part.split(",")
        for piece in pieces:
            if bare := _bare(piece):
                found.setdefault(bare, " ".join(piece.split()))
    return tuple(found.values())


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold()
