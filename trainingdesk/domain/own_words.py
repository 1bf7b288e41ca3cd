"""The board's own lists, whose words no two boards share."""

from enum import StrEnum


class OwnList(StrEnum):
    """A list of the board's own, edited in the settings. Strands have a table of their own."""

    LEVEL = "Level"
    KIND = "Kind"
    AUDIENCE = "Audience"
    REASON = "Reason"
