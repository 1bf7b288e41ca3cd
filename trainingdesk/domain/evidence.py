"""What a register rests on: the papers and files that were handed in."""

from enum import StrEnum


class EvidenceKind(StrEnum):
    """What sort of paper or file it is."""

    SIGNED = "Signed sheet"
    TYPED = "Typed sheet"
    TEAMS = "Teams report"
    OTHER = "Other"
