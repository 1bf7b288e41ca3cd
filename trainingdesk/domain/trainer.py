"""What we know about a trainer, and how the days that trainers give are counted."""

from dataclasses import dataclass
from datetime import date, datetime, time

from trainingdesk.domain.day_off import Off
from trainingdesk.domain.email import is_address

HALF_DAY_MINUTES = 240
"""Up to four hours are half a day."""

HALVES = 2


@dataclass(frozen=True, slots=True)
class TrainerDetails:
    """The details a user fills in for one trainer."""

    name: str = ""
    email: str = ""
    telephone: str = ""
    daily_fee_pence: int | None = None
    about: str = ""
    agency_id: int | None = None
    days_off: tuple[Off, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter the trainer's name."
        if self.email.strip() and not is_address(self.email.strip()):
            found["email"] = "Enter an e-mail address, such as jo@example.org, or none."
        return found


def is_half_day(starts: time | None, ends: time | None, *, minutes: int | None) -> bool:
    """Whether a day of training counts as half of one.

    Without its hours, the length of the course spread over its days tells; without that too it
    counts as a whole day.
    """
    if starts is not None and ends is not None:
        one_day = date.min
        long = datetime.combine(one_day, ends) - datetime.combine(one_day, starts)
        minutes = int(long.total_seconds() // 60)
    return minutes is not None and minutes <= HALF_DAY_MINUTES


def days_said(halves: int) -> str:
    """So many half days in words: ½ day, 1 day, 2½ days."""
    whole, half = divmod(halves, HALVES)
    number = f"{whole:,}" if whole or not half else ""
    return f"{number}{'½' if half else ''} {'day' if 0 < halves <= HALVES else 'days'}"
