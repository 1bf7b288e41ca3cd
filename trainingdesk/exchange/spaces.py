"""Tidying text: spaces, letters that cannot be seen, and names that mean the same."""

import re
from unicodedata import category, normalize

UNSEEN = frozenset("\u200b\u200e\u200f\u2060\ufeff\u00ad") | {
    chr(n) for n in (*range(0x202A, 0x202F),)
}
UNSEEN |= {chr(n) for n in range(0x2066, 0x206A)}
"""Letters that show nothing or turn others about. Joiners stay: some scripts need them."""

SAME = str.maketrans({"’": "'", "‘": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "‐": "-"})
NOT_IN_A_KEY = re.compile(r"[\W_]+")


def tidied(text: str) -> str:
    """One line of text with single spaces and nothing unseen."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text else text.strip()
    return " ".join(_seen(text).split())


def tidied_lines(text: str) -> str:
    """Text of several lines, each with single spaces, none empty at either end."""
    return "\n".join(" ".join(line.split()) for line in _seen(text).splitlines()).strip()


def folded(name: str) -> str:
    """A name or reference as it is compared: capitals, spaces and kinds of dash aside."""
    return " ".join(normalize("NFC", name).translate(SAME).casefold().split())


def key_of(title: str) -> str:
    """A heading as it is compared: its letters and digits alone."""
    return NOT_IN_A_KEY.sub("", title.casefold())


def _seen(text: str) -> str:
    text = normalize("NFC", text)
    return "".join(letter for letter in text if _can_be_seen(letter))


def _can_be_seen(letter: str) -> bool:
    if letter.isprintable() or letter.isspace():
        return True
    return letter not in UNSEEN and category(letter) not in ("Cc", "Cs")
