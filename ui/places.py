"""The nine places of the window, each loaded when it is first wanted."""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import Any

from ui.parts.ways import PageWay

PLACES = (
    "Today",
    "Programme",
    "Delegates",
    "Agencies",
    "Charges",
    "Evaluation",
    "Certificates",
    "Analysis",
    "Settings",
)


def place_called(name: str) -> Any:
    """What makes the page that stands at a place.

    Loading all nine takes longer than all else that stands between the start and the first page.
    """
    return getattr(import_module(f"ui.{name.lower()}.place"), f"{name}Place")


@cache
def all_ways() -> Sequence[PageWay]:
    """The ways to all pages, as the places tell them."""
    return tuple(way for name in PLACES for way in place_called(name).ways)
