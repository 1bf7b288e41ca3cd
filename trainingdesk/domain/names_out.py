"""Taking people's names out of a comment that is to be quoted."""

import re
from collections.abc import Iterable
from unicodedata import normalize

STANDS_IN = "[name]"
SHORTEST = 2
DASHES, APOSTROPHES = "‐‑–—-", "'’‘`´"
PARTED = re.compile(rf"[ {DASHES}]+")
LIKE = {each: f"[{re.escape(some)}]" for some in (DASHES, APOSTROPHES) for each in some}
"""Signs that are written one for the other, by each of them."""
SEVERAL = re.compile(rf"\[name\](?:[ \t{DASHES}]+\[name\])+")
TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?[ \t]+(?=\[name\])")


def names_out(words: str, names: Iterable[str]) -> str:
    """A comment with every word of some people's names replaced, titles before them too.

    A name counts as it is written or in capitals, so that "grace" and "may" stay words; somebody
    still reads it before it is published.
    """
    whole = [normalize("NFC", " ".join(name.split())) for name in names]
    parts = {part for name in whole for part in PARTED.split(name) if _is_a_name(part)}
    parts |= {name for name in whole if PARTED.search(name)}
    if not parts:
        return words
    written = sorted({form for part in parts for form in (part, part.upper())}, key=len)
    found = "|".join(map(_as_written, reversed(written)))
    said = re.sub(rf"(?<!\w)(?:{found})(?!\w)", STANDS_IN, normalize("NFC", words))
    return TITLES.sub("", SEVERAL.sub(STANDS_IN, said))


def _as_written(name: str) -> str:
    """A pattern for a name, whichever dash or apostrophe it is typed with."""
    return "".join(LIKE.get(letter, re.escape(letter)) for letter in name)


def _is_a_name(part: str) -> bool:
    return len(part) >= SHORTEST and not part.islower()
