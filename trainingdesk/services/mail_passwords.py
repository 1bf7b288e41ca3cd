"""The password of the mail server: kept by the system, never in the desk."""

from dataclasses import dataclass, field

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

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

    system: KeyringBackend = field(default_factory=keyring.get_keyring)
    for_now: dict[str, str] = field(default_factory=dict)

    def of(self, account: Account) -> str:
        """The password of an account; empty where none is known."""
        known = self.for_now.get(account.name)
        if known is not None:
            return known
        try:
            return self.system.get_password(SERVICE, account.name) or ""
        except KeyringError:
            return ""

    def keep(self, account: Account, password: str) -> bool:
        """Keep a password, and say whether the system keeps it when the program ends."""
        try:
            self.system.set_password(SERVICE, account.name, password)
        except KeyringError:
            self.for_now[account.name] = password
            return False
        self.for_now.pop(account.name, None)
        return True

    def forget(self, account: Account) -> None:
        """Keep the password of an account no longer."""
        self.for_now.pop(account.name, None)
        try:
            self.system.delete_password(SERVICE, account.name)
        except KeyringError:
            return  # there was none, or the system keeps none
