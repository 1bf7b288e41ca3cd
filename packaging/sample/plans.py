"""How a planned event is written down."""

from dataclasses import dataclass

DELIVERED = "Delivered"
CANCELLED = "Cancelled"
CONFIRMED = "Confirmed"
POSTPONED = "Postponed"
PLANNED = "Planned"
DRAFT = "Draft"
OPEN = "Open"

WEEK = "Safeguarding Week"
BRIEFINGS = "Cross-borough briefings"


@dataclass(frozen=True, slots=True)
class Plan:
    """One event of a programme: its course, its days (such as "14 May") and who gives it where.

    Numbers are left open where they follow from the course; what lies ahead has them written.
    """

    course: str
    days: str
    venue: str
    trainer: str
    status: str = DELIVERED
    reason: str = ""
    series: str = ""
    headcount: int | None = None
    afternoon: bool = False
    booked: int | None = None
    waiting: int | None = None
    offered: int = 0
    requested: int = 0
    walk_ins: int | None = None
    named: bool = False  # those whom names.py wants by name come to this one
