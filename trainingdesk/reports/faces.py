"""Which font sets which letters: those that ship with the program first, then the system's."""

import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from trainingdesk.domain.resources import resource
from trainingdesk.reports.tokens import Family, Weight

OWN: dict[tuple[Family, Weight], str] = {
    ("sans", "regular"): "NotoSans-Regular",
    ("sans", "semibold"): "NotoSans-SemiBold",
    ("serif", "regular"): "NotoSerifDisplay-Regular",
    ("serif", "semibold"): "NotoSans-SemiBold",
}
SCRIPTS = ("NotoNaskhArabic", "NotoSansHebrew", "NotoSansDevanagari", "NotoSansBengali",
           "NotoSansGurmukhi", "NotoSansTamil")  # fmt: skip
WEIGHTS: dict[Weight, str] = {"regular": "Regular", "semibold": "SemiBold"}
SIGNS = "DejaVuSans"
SYSTEM_FOLDERS = {
    "win32": ("C:/Windows/Fonts",),
    "darwin": ("/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts"),
}
OTHER_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts")
SYSTEM_FILES = (
    "DroidSansFallbackFull.ttf", "DroidSansFallback.ttf", "wqy-zenhei.ttc", "wqy-microhei.ttc",
    "msyh.ttc", "simsun.ttc", "msgothic.ttc", "malgun.ttf", "STHeiti Light.ttc", "AppleGothic.ttf",
    "Arial Unicode.ttf", "arialuni.ttf", "NotoSansThai-Regular.ttf", "NotoSansGujarati-Regular.ttf",
    "NotoSansEthiopic-Regular.ttf", "NotoSansSinhala-Regular.ttf", "NotoSansTelugu-Regular.ttf",
    "NotoSansMalayalam-Regular.ttf", "NotoSansKannada-Regular.ttf", "unifont.ttf",
)  # fmt: skip
"""Fonts of the system that are asked for letters ours lack; Chinese is too large to ship."""

FROM_RIGHT = frozenset({"R", "AL"})
JOINING = range(0x0900, 0x0E00)
"""The scripts of India, whose letters change place and shape beside one another."""


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters that one font sets."""

    words: str
    face: str


@lru_cache(maxsize=8192)
def tidy(words: str) -> str:
    """The words with letters composed and control characters taken out."""
    if words.isascii() and words.isprintable():
        return words
    composed = unicodedata.normalize("NFC", words)
    left_out = {"Cc", "Cs", "Cf"}
    # A zero-width joiner or non-joiner shapes its neighbours; other format characters mislead.
    return "".join(
        c for c in composed if c in "\n\u200c\u200d" or unicodedata.category(c) not in left_out
    )


def from_right(words: str) -> bool:
    """Whether the words read from right to left."""
    if words.isascii():
        return False
    first = next(
        (d for c in words if (d := unicodedata.bidirectional(c)) in {"L", *FROM_RIGHT}), ""
    )
    return first in FROM_RIGHT


def has_right(words: str) -> bool:
    """Whether any letter is of a script that reads from right to left."""
    return not words.isascii() and any(unicodedata.bidirectional(c) in FROM_RIGHT for c in words)


@lru_cache(maxsize=8192)
def needs_shaping(words: str) -> bool:
    """Whether letters join or change place, so that they cannot be set one after another."""
    if words.isascii():
        return False
    return has_right(words) or any(ord(c) in JOINING for c in words)


def as_seen(words: str) -> str:
    """One line with its words in the order they stand from the left; letters keep their order.

    A paragraph shapes the letters of each word but lays words out from the left, so the words are
    turned here.
    """
    base = from_right(words)
    groups: list[tuple[bool, list[str]]] = []
    for word in words.split():
        right = from_right(word) if has_right(word) else base and not any(c.isalnum() for c in word)
        if groups and groups[-1][0] == right:
            groups[-1][1].append(word)
        else:
            groups.append((right, [word]))
    turned = [" ".join(reversed(group) if right else group) for right, group in groups]
    return " ".join(reversed(turned) if base else turned)


@lru_cache(maxsize=8192)
def runs(words: str, family: Family = "sans", weight: Weight = "regular") -> tuple[Run, ...]:
    """Split words by the font that has their letters; a space stays with the word before it."""
    chosen: list[str] = []
    for letter in words:
        if chosen and (
            letter.isspace() or letter in "\u200c\u200d" or unicodedata.combining(letter)
        ):
            chosen.append(chosen[-1])
        else:
            chosen.append(_face_of(letter, family, weight) or main_face(family, weight))
    pairs = groupby(zip(chosen, words, strict=True), key=lambda pair: pair[0])
    return tuple(Run("".join(letter for _, letter in own), face) for face, own in pairs)


def missing(words: str) -> set[str]:
    """The letters for which no font was found, to be reported by name."""
    return {
        c
        for c in tidy(words)
        if not c.isspace() and c not in "\u200c\u200d" and _face_of(c, "sans", "regular") is None
    }


@lru_cache(maxsize=16384)
def width(words: str, family: Family, weight: Weight, size: float) -> float:
    """How wide the words are at a size in points."""
    own = runs(words, family, weight)
    return float(sum(pdfmetrics.stringWidth(run.words, run.face, size) for run in own))


def main_face(family: Family, weight: Weight) -> str:
    """The name of the family's own font."""
    return _chain(family, weight)[0]


@lru_cache(maxsize=4096)
def _face_of(letter: str, family: Family, weight: Weight) -> str | None:
    """The first font that has a letter; the system is searched only for what ours lack."""
    own = next((face for face in _chain(family, weight) if _has(face, letter)), None)
    return own or next((face for face in _system_faces() if _has(face, letter)), None)


@cache
def _chain(family: Family, weight: Weight) -> tuple[str, ...]:
    names = (
        OWN[family, weight],
        OWN["sans", weight],
        *(f"{script}-{WEIGHTS[weight]}" for script in SCRIPTS),
        SIGNS,
    )
    return tuple(_registered(name) for name in dict.fromkeys(names))


@cache
def _registered(name: str) -> str:
    path = resource("fonts", f"{name}.ttf")
    pdfmetrics.registerFont(TTFont(name, str(path), shapable=True))
    return name


@cache
def _system_faces() -> tuple[str, ...]:
    """Such fonts of the system as can be embedded; there may be none."""
    found = {path.name: path for path in _system_files() if path.name in SYSTEM_FILES}
    return tuple(name for name in SYSTEM_FILES if name in found and _embeddable(name, found[name]))


def _embeddable(name: str, path: Path) -> bool:
    try:
        font = TTFont(name, str(path), shapable=True)
    except (TTFError, OSError):
        # Fonts with PostScript outlines cannot be put into a page.
        return False
    pdfmetrics.registerFont(font)
    return True


def _system_files() -> Iterator[Path]:
    for folder in SYSTEM_FOLDERS.get(sys.platform, OTHER_FOLDERS):
        yield from sorted(Path(folder).expanduser().glob("**/*.tt[fc]"))


def _has(face: str, letter: str) -> bool:
    return ord(letter) in pdfmetrics.getFont(face).face.charToGlyph
