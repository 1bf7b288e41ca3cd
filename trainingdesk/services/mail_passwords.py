"""The password of the mail server: kept by the system, never in the desk.

The keyring is loaded when it is first asked for: looking for what the system has takes a while.
"""

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "Training Desk"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose password it is: a user of a mail server."""

    host: str
    user: str

    @property
    def name(self) -> str:
        """What the system lists it under."""
        return f"{self.user}@{self.host}".casefold()


@dataclass
class Passwords:
    """The passwords the system keeps; where it keeps none, they last while the program runs."""

    chosen: "KeyringBackend | None" = None
    for_now: dict[str, str] = field(default_factory=dict)

    @property
    def system(self) -> "KeyringBackend":
        """What keeps passwords here; it refuses all where there is nothing."""
        return self.chosen or _of_this_computer()

    def of(self, account: Account) -> str:
        """The password of an account; empty where none is known."""
        known = self.for_now.get(account.name)
        if known is not None:
            return known
        asked = _asked(lambda: self.system.get_password(SERVICE, account.name))
        return "" if asked.exception() else asked.result() or ""

    def keep(self, account: Account, password: str) -> bool:
        """Keep a password, and say whether the system keeps it when the program ends."""
        if _asked(lambda: self.system.set_password(SERVICE, account.name, password)).exception():
            self.for_now[account.name] = password
            return False
        self.for_now.pop(account.name, None)
        return True

    def forget(self, account: Account) -> None:
        """Keep the password of an account no longer."""
        self.for_now.pop(account.name, None)
        _asked(lambda: self.system.delete_password(SERVICE, account.name))


@cache
def known_here() -> Passwords:
    """The passwords as this run of the program knows them, wherever it asks."""
    return Passwords()


def _of_this_computer() -> "KeyringBackend":
    import keyring  # noqa: PLC0415 - loaded when it is first asked for

    return keyring.get_keyring()


def _asked(ask: Callable[[], T]) -> "Future[T]":
    """What became of asking the system, which may raise anything where its keyring fails.

    That there is none, or that it does not know of a password, is one answer as well.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="keyring") as thread:
        asked = thread.submit(ask)
    if error := asked.exception():
        log.info("The system keeps no password: %s", type(error).__name__)  # never its words
    return asked
