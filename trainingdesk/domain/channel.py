"""The ways by which forms come back, each under one name wherever it is told."""

from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any


class Channel(StrEnum):
    """By what a form came back, in the words of the workbook."""

    PAPER = "Paper"
    PDF = "PDF"
    ONLINE = "Online"
    EMAIL = "Email"
    TELEPHONE = "Telephone"

    @property
    def spoken(self) -> str:
        """How it is said in a sentence."""
        return SPOKEN[self]


SPOKEN = {
    Channel.PAPER: "on paper",
    Channel.PDF: "as PDF",
    Channel.ONLINE: "online",
    Channel.EMAIL: "by e-mail",
    Channel.TELEPHONE: "by telephone",
}
KNOWN = {each.casefold(): each for each in Channel} | {
    "online form": Channel.ONLINE,
    "e-mail": Channel.EMAIL,
    "phone": Channel.TELEPHONE,
}
UNKNOWN = "by means not recorded"


def channel_name(via: str) -> str:
    """A channel by its one name; one that the board alone knows stays as it was told."""
    return KNOWN.get(via.casefold(), via)


def channel_spoken(via: str) -> str:
    """A channel as it is said in a sentence."""
    known = KNOWN.get(via.casefold())
    if known is not None:
        return known.spoken
    is_plain = via.partition(" ")[0].istitle()  # not QR code, nor SurveyMonkey
    own = via[:1].lower() + via[1:] if is_plain else via
    return f"by {own}" if own else UNKNOWN


def by_channel(rows: Iterable[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """How many forms came by each channel, those of one name together, by their names."""
    found: Counter[str] = Counter()
    for row in rows:
        found[channel_name(row["channel"] or "")] += row["received"]
    return list(found.items())
