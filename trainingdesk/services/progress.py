"""How slow work reports on itself, and how it is stopped."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Called with the number of steps done and the number in all. May raise Cancelled."""


class Cancelled(Exception):
    """The user stopped this work."""


def unreported(_done: int, _total: int) -> None:
    """Let slow work go on without anybody watching."""
