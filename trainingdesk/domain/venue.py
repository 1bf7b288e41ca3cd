"""What we know about a venue."""

from dataclasses import dataclass

from trainingdesk.domain.day_off import Off
from trainingdesk.domain.email import is_address

MOST_PLACES = 9_999


@dataclass(frozen=True, slots=True)
class VenueDetails:
    """The details a user fills in for one venue."""

    name: str = ""
    address: str = ""
    places: int | None = None
    hire_pence: int | None = None
    access: str = ""
    contact: str = ""
    email: str = ""
    telephone: str = ""
    agency_id: int | None = None
    days_off: tuple[Off, ...] = ()

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter the venue's name."
        if self.places is not None and self.places > MOST_PLACES:
            found["places"] = f"Give how many people it holds, at most {MOST_PLACES:,}."
        if self.email.strip() and not is_address(self.email.strip()):
            found["email"] = "Enter an e-mail address, such as hall@example.org, or none."
        return found
