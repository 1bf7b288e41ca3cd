"""The board itself: what its papers say of it, and what it has decided."""

from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.email import is_address
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.waiting import Promotion
from trainingdesk.storage.models import Board

LONGEST_FOLLOW_UP = 60
LONGEST_OFFER = 60
LONGEST_AGREEMENT = 60


@dataclass(frozen=True, slots=True)
class BoardDetails:
    """The details a user fills in for the board."""

    name: str = ""
    borough: str = ""
    signatory: str = ""
    signatory_role: str = ""
    address: str = ""
    email: str = ""
    telephone: str = ""
    follow_up_months: int = 3
    end_form_needed: bool = False
    promotion: Promotion = Promotion.BOOKED
    offer_days: int = 3
    agreement_steps: int = 0
    agreement_days: int = 10

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not self.name.strip():
            found["name"] = "Enter the board's name, as its papers print it."
        if self.email.strip() and not is_address(self.email.strip()):
            found["email"] = "Enter an e-mail address, such as training@example.org, or none."
        if not 1 <= self.follow_up_months <= LONGEST_FOLLOW_UP:
            found["follow_up_months"] = (
                f"Follow-up comes after 1 to {LONGEST_FOLLOW_UP} months; 3 is usual."
            )
        if not 1 <= self.offer_days <= LONGEST_OFFER:
            found["offer_days"] = f"An offer holds a place for 1 to {LONGEST_OFFER} days."
        if not 1 <= self.agreement_days <= LONGEST_AGREEMENT:
            found["agreement_days"] = f"An agreement may take 1 to {LONGEST_AGREEMENT} days."
        return found


def board_of(db: Session) -> BoardDetails:
    """What the desk knows of its board."""
    board = db.get_one(Board, 1)
    return BoardDetails(**{field: getattr(board, field) for field in BoardDetails.__slots__})


def save_board(db: Session, details: BoardDetails) -> None:
    """Change what the desk knows of its board; raises Invalid."""
    if problems := details.problems():
        raise Invalid(problems)
    board = db.get_one(Board, 1)
    for field, value in asdict(details).items():
        setattr(board, field, value.strip() if type(value) is str else value)
