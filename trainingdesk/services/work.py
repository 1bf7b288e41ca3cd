"""Work that waits: its kinds, its cards, and the things to do on them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Work(StrEnum):
    """A kind of work that waits, the most pressing first."""

    AT_RISK = "At risk"
    REGISTERS = "Registers to close"
    UNARRANGED = "No trainer or venue"
    ISSUES = "Events to put right"
    OFFERS = "Offers that run out"
    AGREEMENTS = "Agreements to chase"
    WAITING = "Waiting for a place"
    UNDATED = "Waiting for a date"
    ABSENCES = "Often absent"
    CHARGES = "Charges to review"
    TO_ISSUE = "Invoices to issue"
    OVERDUE = "Invoices overdue"
    CERTIFICATES = "Certificates ready"
    FOLLOW_UPS = "Follow-ups due"
    TWICE = "Answered twice, to settle"
    CALLS = "Calls to make"
    ACTIONS = "Plan of actions"
    LICENCES = "Licences to renew"
    MESSAGES = "Messages to send"
    FIGURES = "Published figures that disagree"
    BROCHURE = "Brochure of the coming year"


BY_THE_PIECE = frozenset(
    {Work.AGREEMENTS, Work.CALLS, Work.CHARGES, Work.CERTIFICATES, Work.FOLLOW_UPS}
)
"""Work of which one event may have a lot."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: about which event or which figure, what is to be said of it."""

    title: str
    said: str
    number: int  # how many certificates, forms or people it is about
    urgent: bool = False
    event_id: int = 0
    on: date | None = None
    figure: str = ""
    year: str = ""
    record_id: int = 0  # of the action, the licence or the event without a date
    find: str = ""  # what of its place it is about, such as a stage


@dataclass(frozen=True, slots=True)
class Card:
    """One kind of work with everything of it that waits."""

    work: Work
    tasks: tuple[Task, ...]

    @property
    def urgent(self) -> bool:
        """Whether any of it cannot wait."""
        return any(task.urgent for task in self.tasks)

    @property
    def number(self) -> int:
        """How much of it there is: agreements, charges and the like by the piece, or events."""
        if self.work in BY_THE_PIECE:
            return sum(task.number for task in self.tasks)
        return len(self.tasks)
