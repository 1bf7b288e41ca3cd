"""Licences that bind people to training: until when they last, and what counts towards renewal."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from trainingdesk.domain.delegate import due_again_on
from trainingdesk.domain.year import EARLIEST, LATEST

RENEW_SOON = timedelta(weeks=8)
"""Eight weeks ahead a licence shows on Today."""

MOST_MONTHS = 600
"""Fifty years; what lasts longer is never renewed."""


class Training(StrEnum):
    """Whether somebody has attended what their group needs, in time for the next renewal."""

    NOTHING_NEEDED = "Nothing needed"
    ATTENDED = "Attended"
    TOO_LONG_AGO = "Too long ago"
    NOT_YET = "Not yet"


@dataclass(frozen=True, slots=True)
class GroupDetails:
    """A licence-bound group: its name, how long a licence lasts, and what its people attend."""

    name: str = ""
    months: int | None = None
    course_id: int | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter a name, such as Chaperones."
        if self.months is not None and not 0 < self.months <= MOST_MONTHS:
            found["months"] = f"Enter the months from 1 to {MOST_MONTHS}, or none."
        return found


@dataclass(frozen=True, slots=True)
class LicenceDetails:
    """One delegate's licence: of which group, its number, and the day it is to be renewed."""

    group_id: int | None = None
    delegate_id: int | None = None
    number: str = ""
    renew_on: date | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if self.group_id is None:
            found["group_id"] = "Choose the group."
        if self.delegate_id is None:
            found["delegate_id"] = "Choose whom it binds."
        if self.renew_on is None:
            found["renew_on"] = "Enter the day of renewal, such as 1 September 2027."
        elif not EARLIEST <= self.renew_on.year <= LATEST:
            found["renew_on"] = f"Enter a day from {EARLIEST} to {LATEST}."
        return found


def renewed_until(renew_on: date, *, months: int) -> date:
    """The next day of renewal: from the old one on, so that early and late renewals lose nothing.

    A shorter month ends on its last day.
    """
    return due_again_on(renew_on, months=months)


def counts_from(renew_on: date, *, months: int | None) -> date:
    """The first day of attendance that counts towards a renewal: the group's months before it.

    Where the group has no months, any day counts.
    """
    return date.min if months is None else due_again_on(renew_on, months=-months)


def training_of(last: date | None, renew_on: date, *, months: int | None, needed: bool) -> Training:
    """Whether the last attendance of what is needed counts towards the next renewal."""
    if not needed:
        return Training.NOTHING_NEEDED
    if last is None:
        return Training.NOT_YET
    in_time = last >= counts_from(renew_on, months=months)
    return Training.ATTENDED if in_time else Training.TOO_LONG_AGO
