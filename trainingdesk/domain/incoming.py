"""What comes back to a message: a reply, or a server's word that it did not arrive."""

from dataclasses import dataclass
from enum import StrEnum


class IncomingKind(StrEnum):
    """What a saved e-mail is."""

    REPLY = "Reply"
    BOUNCE = "Bounce"
    DELAY = "Delay"
    AUTOMATIC = "Automatic reply"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A saved e-mail, as far as it says which message it answers, and how."""

    kind: IncomingKind
    sender: str
    subjects: tuple[str, ...]
    """Its own, and those of the messages that it brings back."""
    keys: tuple[str, ...]
    """What it names of messages that may be the desk's."""
    own_key: str = ""
    """What it is itself called, where that is as the desk calls its messages."""
    not_reached: tuple[str, ...] = ()
    """The addresses that a server could not reach."""
    said: str = ""
    """What was written, without what it quotes; or the server's words."""

    def is_about(self, *, address: str, subject: str) -> bool:
        """Whether it may answer a message to an address under a subject."""
        known = {each.casefold() for each in (self.sender, *self.not_reached)}
        wanted = subject.casefold().strip()
        return address.casefold() in known and any(
            each.casefold().strip().endswith(wanted) for each in self.subjects
        )
