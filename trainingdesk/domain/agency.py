"""What we know about an agency, every name it goes by, and who speaks for it."""

from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.email import is_address


@dataclass(frozen=True, slots=True)
class AgencyDetails:
    """The details a user fills in for one agency.

    ``group_since`` is the first day of its charging group, where it had another one before.
    """

    name: str = ""
    sector: str = ""
    charging_group: str = ""
    other_names: tuple[str, ...] = ()
    contact: str = ""
    email: str = ""
    invoice_address: str = ""
    parent_id: int | None = None
    boroughs: tuple[str, ...] = ()
    group_since: date | None = None

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter the agency's name."
        if not self.sector.strip():
            found["sector"] = "Enter the agency's sector, such as Health or Education."
        if self.email.strip() and not is_address(self.email.strip()):
            found["email"] = "Enter an e-mail address, such as finance@example.org, or none."
        return found

    def names(self) -> dict[str, str]:
        """Every name, its own first, each once by how it reads without capitals and accents."""
        return _each_once((self.name, *self.other_names))

    def boroughs_served(self) -> dict[str, str]:
        """The boroughs, each once by how it reads without capitals and accents."""
        return _each_once(self.boroughs)


@dataclass(frozen=True, slots=True)
class ContactDetails:
    """The details a user fills in for somebody who speaks for an agency."""

    name: str = ""
    role: str = ""
    email: str = ""
    telephone: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter the contact's name."
        if self.email.strip() and not is_address(self.email.strip()):
            found["email"] = "Enter an e-mail address, such as ada@example.org, or none."
        return found


def _each_once(words: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        if folded(word):
            found.setdefault(folded(word), " ".join(word.split()))
    return found
