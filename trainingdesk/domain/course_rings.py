"""Courses that require one another in a ring, which nobody could ever take."""

from collections.abc import Collection, Hashable, Mapping
from typing import TypeVar

Course = TypeVar("Course", bound=Hashable)


def ring_of(course: Course, required: Mapping[Course, Collection[Course]]) -> list[Course]:
    """The courses through which one requires itself, itself first; empty where it does not.

    ``required`` are the courses that each asks for; the shortest ring is told.
    """
    paths: list[list[Course]] = [[course]]
    seen: set[Course] = set()
    while paths:
        path = paths.pop(0)
        for each in required.get(path[-1], ()):
            if each == course:
                return path
            if each not in seen:
                seen.add(each)
                paths.append([*path, each])
    return []
