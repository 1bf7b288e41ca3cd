"""What we know about a series, such as Safeguarding Week."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeriesDetails:
    """The details a user fills in for one series."""

    name: str = ""
    about: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        return {} if self.name.strip() else {"name": "Enter the name of the series."}
