"""The details a user fills in for a course, and what can be wrong in them."""

from dataclasses import dataclass

MOST_MINUTES = 60 * 100


@dataclass(frozen=True, slots=True)
class CourseDetails:
    """The details a user fills in for one course of the catalogue."""

    title: str = ""
    reference: str = ""
    level: str = ""
    minutes: int | None = None
    places: int | None = None
    minimum: int | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.title.strip():
            found["title"] = "Enter the title, as certificates print it."
        if not self.reference.strip():
            found["reference"] = "Enter a short code, such as RISK."
        if self.minutes is not None and self.minutes > MOST_MINUTES:
            found["minutes"] = "Give the hours of the whole course, such as 6 or 1.5."
        if self.places is not None and self.minimum is not None and self.minimum > self.places:
            found["minimum"] = (
                f"{self.minimum} is more than the {self.places} places. Give a lower minimum, "
                "or more places."
            )
        return found
