"""What was handed in for a register: a typed sheet or a report, line by line, as it was read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from trainingdesk.domain.attendance_rule import Hours, Marked
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.refusals import Refused


class CannotTake(Refused):
    """This file is of no use for this register, so nothing was taken from it."""


@dataclass(frozen=True, slots=True)
class SessionHeld:
    """A session of the event whose register is to be filled."""

    id: int
    day: date
    hours: Hours


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time in which somebody was there, in universal time."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class HandedLine:
    """One person of a file: how they are named there, and what it says of them.

    ``said`` are marks by session and ``spans`` are times; a file has one or the other. ``at_once``
    is how many of the name were there together. ``unread`` says why the line cannot be used, and
    ``aside`` why it seems to be of nobody who is trained. ``missing`` is who has no line at all.
    """

    number: int
    name: str = ""
    code: str = ""
    row: int | None = None
    email: str = ""
    agency: str = ""
    said: Mapping[int, Marked] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    at_once: int = 1
    unread: str = ""
    aside: str = ""
    missing: bool = False

    @property
    def told(self) -> str:
        """How the line names its person."""
        row = f"row {self.row}" if self.row is not None else ""
        return self.name or self.email or self.code or row


@dataclass(frozen=True, slots=True)
class HandedIn:
    """A file that was read: what it is, the sessions it speaks of, and its lines."""

    kind: EvidenceKind
    sessions: tuple[SessionHeld, ...]
    lines: tuple[HandedLine, ...]
    notices: tuple[str, ...] = ()
    begun: datetime | None = None
    """When the meeting of a report began and ended, in universal time."""
    ended: datetime | None = None
