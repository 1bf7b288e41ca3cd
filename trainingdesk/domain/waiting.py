"""The words of the waiting list: how a free place is passed on, and what becomes of an offer."""

from enum import StrEnum


class Promotion(StrEnum):
    """How a place that becomes free reaches whoever waits."""

    BOOKED = "Booked"
    OFFERED = "Offered"
    BY_HAND = "By hand"


class OfferAnswer(StrEnum):
    """What became of an offer."""

    ACCEPTED = "Accepted"
    DECLINED = "Declined"
    EXPIRED = "Expired"
    WITHDRAWN = "Withdrawn"


class ShareKind(StrEnum):
    """Whether a number of places for an agency or a sector is a limit or a wish."""

    CAP = "Cap"
    AIM = "Aim"


class Origin(StrEnum):
    """How a booking came from another."""

    TRANSFERRED = "Transferred"
    SUBSTITUTED = "Substituted"
    CARRIED_OVER = "Carried over"
