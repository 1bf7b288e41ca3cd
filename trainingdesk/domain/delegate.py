"""What we know about a delegate, and how names are written and found."""

import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.email import is_address

FOLDS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ŧ": "t",
        "ŋ": "n",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ə": "e",
        "ɛ": "e",
        "ɔ": "o",
        "ɖ": "d",
        "ɗ": "d",
        "ɓ": "b",
        "ƙ": "k",
        "ƴ": "y",
        "ɣ": "g",
        "ƒ": "f",
        "ʋ": "v",
        **dict.fromkeys("‘’ʼʻ`", "'"),
    }
)
"""Letters that have no accent to take off (lukasz finds Łukasz), and every kind of apostrophe."""


def folded(words: str) -> str:
    """Words as they are compared: small letters, no accents, single spaces."""
    if words.isascii():  # most are, and have nothing to take apart: a long list is in order sooner
        return " ".join(words.lower().replace("`", "'").split())
    apart = unicodedata.normalize("NFKD", words.replace("´", "'").casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.translate(FOLDS).split())


def searched(words: str) -> str:
    """Words as they are searched: folded, without apostrophes, which few people type."""
    return folded(words).replace("'", "")


def listed_name(*, first_name: str, last_name: str) -> str:
    """A name as lists show it: King, Ada."""
    return f"{last_name}, {first_name}"


def spoken_name(*, first_name: str, last_name: str) -> str:
    """A name as it is said: Ada King."""
    return f"{first_name} {last_name}"


def sought_of(*, first_name: str, last_name: str, email: str) -> str:
    """What a delegate is found by, and listed in the order of."""
    return folded(f"{last_name} {first_name} {email}")


def due_again_on(attended: date, *, months: int) -> date:
    """The day by which a course is to be taken again; a shorter month ends on its last day."""
    years, month = divmod(attended.month - 1 + months, 12)
    year = attended.year + years
    return date(year, month + 1, min(attended.day, monthrange(year, month + 1)[1]))


def reference_after(newest: str) -> str:
    """The reference that follows the newest one, as long as it is; D00001 is the first."""
    number = newest.removeprefix("D") or "00000"
    return f"D{int(number) + 1:0{len(number)}}"


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
    telephone: str = ""
    joined_on: date | None = None

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
