"""A manager's agreement to a booking: its steps, how it is declared, and how long it may take."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day

MOST_STEPS = 2
NOT_AGREED = "No manager's agreement yet."
EXPIRED = "No agreement came in time."
"""Why a request that ran out was given up."""


class AgreedHow(StrEnum):
    """How somebody said that a delegate may come."""

    EMAIL = "E-mail"
    TELEPHONE = "Telephone"
    FORM = "Form"
    SIGNED_LIST = "Signed list"


@dataclass(frozen=True, slots=True)
class Declaration:
    """That somebody agreed: who, how and on which day."""

    who: str = ""
    how: str = AgreedHow.EMAIL
    on: date | None = None

    def problems(self, today: date) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.who.strip():
            found["who"] = "Say who agreed: the manager's name."
        if self.how not in tuple(AgreedHow):
            found["how"] = "Choose how they agreed: e-mail, telephone, form or signed list."
        if self.on is None:
            found["on"] = "Enter the day on which they agreed, such as 1 April."
        elif self.on > today:
            found["on"] = "This day is still to come. Enter the day on which they agreed."
        return found


def step_said(step: int, steps: int) -> str:
    """Which agreement is asked for, where the board wants more than one."""
    if steps < MOST_STEPS and step == 1:
        return "Agreement"
    return "First agreement" if step == 1 else "Second agreement"


def last_day(asked_on: date, *, days: int, starts: date) -> date:
    """The last day on which an agreement can come: within the days, and before the event."""
    return max(asked_on, min(asked_on + timedelta(days=days), starts - timedelta(days=1)))


def left_said(last: date | None, today: date) -> str:
    """How many days an agreement has left; nothing where nobody set it a time."""
    if last is None:
        return ""
    left = (last - today).days
    if left < 0:
        return f"ran out on {plain_day(last)}"
    return f"{counted(left, 'day')} left" if left else "today is the last day"
