"""The states of a course in the catalogue."""

from enum import StrEnum


class CourseState(StrEnum):
    """Whether a course is being written, is offered, or is offered no longer."""

    DRAFT = "Draft"
    PUBLISHED = "Published"
    RETIRED = "Retired"
