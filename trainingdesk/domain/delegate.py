"""What we know about a delegate, and how names are written and found."""

import unicodedata
from dataclasses import dataclass

from trainingdesk.domain.email import is_address

FOLDS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that have no accent to take off (lukasz finds Łukasz)."""


def folded(words: str) -> str:
    """Words as they are searched: small letters, no accents, single spaces."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(FOLDS).replace("’", "'").split())


def listed_name(*, first_name: str, last_name: str) -> str:
    """A name as lists show it: King, Ada."""
    return f"{last_name}, {first_name}"


def spoken_name(*, first_name: str, last_name: str) -> str:
    """A name as it is said: Ada King."""
    return f"{first_name} {last_name}"


@dataclass(frozen=True, slots=True)
class DelegateDetails:
    """The details a user fills in for one delegate."""

    first_name: str = ""
    last_name: str = ""
    email: str = ""
    agency_id: int | None = None
    job_title: str = ""
    manager: str = ""
    manager_email: str = ""
    needs: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.first_name.strip():
            found["first_name"] = "Enter the delegate's first name."
        if not self.last_name.strip():
            found["last_name"] = "Enter the delegate's last name."
        if self.agency_id is None:
            found["agency_id"] = "Choose the agency that sends the delegate."
        for field in ("email", "manager_email"):
            if (address := getattr(self, field).strip()) and not is_address(address):
                found[field] = "Enter an e-mail address, such as ada@example.org, or none."
        return found
