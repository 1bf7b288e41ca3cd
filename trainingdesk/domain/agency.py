"""What we know about an agency, and every name it goes by."""

from dataclasses import dataclass

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.email import is_address


@dataclass(frozen=True, slots=True)
class AgencyDetails:
    """The details a user fills in for one agency."""

    name: str = ""
    sector: str = ""
    charging_group: str = ""
    other_names: tuple[str, ...] = ()
    contact: str = ""
    email: str = ""
    invoice_address: str = ""

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
        found: dict[str, str] = {}
        for name in (self.name, *self.other_names):
            if folded(name):
                found.setdefault(folded(name), " ".join(name.split()))
        return found
