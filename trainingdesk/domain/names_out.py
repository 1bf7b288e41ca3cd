"""Taking people's names out of a comment that is to be quoted."""

import re
from collections.abc import Iterable

STANDS_IN = "[name]"
SHORTEST = 2
SEVERAL = re.compile(r"\[name\](?:[ \t]+\[name\])+")
TITLES = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\.?[ \t]+(?=\[name\])")


def names_out(words: str, names: Iterable[str]) -> str:
    """A comment with every word of some people's names replaced, titles before them too.

    A name counts as it is written or in capitals, so that "grace" and "may" stay words; somebody
    still reads it before it is published.
    """
    whole = [" ".join(name.split()) for name in names]
    parts = {part for name in whole for part in re.split(r"[ \-]+", name) if _is_a_name(part)}
    parts |= {name for name in whole if " " in name}
    if not parts:
        return words
    written = sorted({form for part in parts for form in (part, part.upper())}, key=len)
    found = "|".join(re.escape(form) for form in reversed(written))
    said = re.sub(rf"(?<!\w)(?:{found})(?!\w)", STANDS_IN, words)
    said = re.sub(r"\[name\]-\[name\]", STANDS_IN, said)
    return TITLES.sub("", SEVERAL.sub(STANDS_IN, said))


def _is_a_name(part: str) -> bool:
    return len(part) >= SHORTEST and not part.islower()
