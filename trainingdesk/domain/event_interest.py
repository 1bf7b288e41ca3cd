"""The details of an event that has no date yet."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UndatedDetails:
    """What is known of an event before it has a date."""

    course_id: int | None = None
    note: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        if self.course_id is None:
            return {"course_id": "Choose the course: type a few letters of its title."}
        return {}
