"""Kinds of records that workbooks know by a name, which may have been another before."""

from enum import StrEnum


class NamedKind(StrEnum):
    """What a former name was the name of."""

    LEVEL = "Level"
    KIND = "Kind"
    AUDIENCE = "Audience"
    REASON = "Reason"
    EVENT_REASON = "Event reason"
    STRAND = "Strand"
    SERIES = "Series"
    VENUE = "Venue"
    TRAINER = "Trainer"
