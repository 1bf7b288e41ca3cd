"""Passwords: kept by the system where it can, else as long as the program runs."""

from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import PasswordDeleteError

from trainingdesk.services.mail_passwords import SERVICE, Account, Passwords, known_here

GONE = "the bus is gone"
JO = Account("smtp.example.org", "Jo")


class Kept(KeyringBackend):
    """A system that keeps passwords in a dictionary."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.known.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.known[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.known:
            raise PasswordDeleteError
        del self.known[service, username]


def test_the_system_keeps_the_password() -> None:
    passwords = Passwords(Kept())
    assert passwords.of(JO) == ""
    assert passwords.keep(JO, "grüße")
    assert Passwords(passwords.system).of(JO) == "grüße"
    assert isinstance(passwords.system, Kept)
    assert list(passwords.system.known) == [(SERVICE, "jo@smtp.example.org")]
    for _ in range(2):
        passwords.forget(JO)
        assert passwords.of(JO) == ""


def test_a_system_that_keeps_none_is_said_and_it_lasts_for_now() -> None:
    passwords = Passwords(NoKeyring())
    assert passwords.of(JO) == ""
    assert not passwords.keep(JO, "grüße")
    assert passwords.of(JO) == "grüße"
    assert Passwords(passwords.system).of(JO) == ""
    passwords.forget(JO)
    assert passwords.of(JO) == ""


class Broken(Kept):
    """A system whose keyring went away."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError(GONE)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(GONE)

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError(GONE)


def test_a_keyring_that_breaks_in_its_own_way_keeps_none_either() -> None:
    passwords = Passwords(Broken())
    assert passwords.of(JO) == ""
    passwords.forget(JO)
    assert not Passwords(Broken()).keep(JO, "grüße")


def test_one_run_of_the_program_asks_in_one_place() -> None:
    assert known_here() is known_here()
    assert isinstance(known_here().system, KeyringBackend)
