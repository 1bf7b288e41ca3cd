"""The password of the mail server: kept by the system, never in the desk.

The keyring is loaded when it is first asked for: looking for what the system has takes a while.
"""

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

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
        try:
            return self.system.get_password(SERVICE, account.name) or ""
        except _refusals():
            return ""

    def keep(self, account: Account, password: str) -> bool:
        """Keep a password, and say whether the system keeps it when the program ends."""
        try:
            self.system.set_password(SERVICE, account.name, password)
        except _refusals():
            self.for_now[account.name] = password
            return False
        self.for_now.pop(account.name, None)
        return True

    def forget(self, account: Account) -> None:
        """Keep the password of an account no longer."""
        self.for_now.pop(account.name, None)
        try:
            self.system.delete_password(SERVICE, account.name)
        except _refusals():
            return  # there was none, or the system keeps none


@cache
def known_here() -> Passwords:
    """The passwords as this run of the program knows them, wherever it asks."""
    return Passwords()


def _of_this_computer() -> "KeyringBackend":
    import keyring  # noqa: PLC0415 - loaded when it is first asked for

    return keyring.get_keyring()


def _refusals() -> type[Exception]:
    from keyring.errors import KeyringError  # noqa: PLC0415 - loaded when it is first asked for

    return KeyringError
