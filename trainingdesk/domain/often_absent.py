"""Who often does not come, and what the board does about it."""

from enum import StrEnum


class AbsenceAct(StrEnum):
    """What the board's rule says is done about somebody who often does not come."""

    NOTHING = "Nothing"
    TELL = "Tell"
    RESTRICT = "Restrict"
