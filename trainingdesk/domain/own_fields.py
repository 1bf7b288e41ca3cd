"""Fields of the board's own, on courses, events and bookings."""

from enum import StrEnum


class FieldOf(StrEnum):
    """The kind of record a field of the board's own belongs to."""

    COURSE = "Course"
    EVENT = "Event"
    BOOKING = "Booking"


class FieldKind(StrEnum):
    """What a field of the board's own holds."""

    TEXT = "Text"
    NUMBER = "Number"
    DATE = "Date"
    YES_NO = "Yes or no"
    ONE_OF = "One of"
