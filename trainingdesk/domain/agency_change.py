"""What becomes of agencies: on a date they are renamed, merged or split."""

from enum import StrEnum


class AgencyChangeKind(StrEnum):
    """What happened to an agency."""

    RENAMED = "Renamed"
    MERGED = "Merged"
    SPLIT = "Split"
