"""Appointments, as a calendar takes them."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Certainty(StrEnum):
    """Whether an appointment stands."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Appointment:
    """One day in a calendar; without a start it takes the whole day.

    A calendar that is given the same ``uid`` again changes the appointment it has.
    """

    uid: str
    title: str
    day: date
    starts: time | None = None
    ends: time | None = None
    where: str = ""
    about: str = ""
    link: str = ""
    certainty: Certainty = Certainty.CONFIRMED
