"""What a page says of choices of which several may fit, and nobody says on the telephone."""

import re

WRITTEN = re.compile(
    r"\s*\(?(?:please )?(?:tick|choose|select|mark) "
    r"(?:all|any|as many as)(?: that)? apply\)?\.?\s*$",
    re.IGNORECASE,
)


def without_ticking(words: str) -> str:
    """The words of a question, without a last sentence such as "Tick all that apply."."""
    return WRITTEN.sub("", words) or words


def says_ticking(words: str) -> bool:
    """Whether the words of a question say by themselves that several may be chosen."""
    return without_ticking(words) != words
