"""The money between the board and an agency in a year, and the letter that says all of it."""

from trainingdesk.domain.money import pounds
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.balance import AgencyMoney, agency_money, save_balance
from trainingdesk.services.charging.statements import save_statement
from trainingdesk.services.desk import Desk
from ui.delegates.facts import Facts
from ui.events.saving import ask_where
from ui.parts.live import LiveView
from ui.parts.messages import refusals_shown

RECEIVED, CHARGES, RAISED = "Money received", "Charges", "Charges raised"
WAIVED, OWED = "Charges waived", "Left to pay"
PDF = "PDF (*.pdf)"


class BalanceCard(Facts):
    """A row of sums on an agency's record; without any money it takes no room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(RECEIVED, CHARGES, RAISED, WAIVED, OWED)
        self._desk = desk

    def show_of(self, agency_id: int, year: TrainingYear) -> None:
        """Show what came in from an agency in a year, what it was charged and what it owes."""
        with self._desk.reading() as db:
            money = agency_money(db, agency_id, year)
        self.say(
            {
                RECEIVED: pounds(money.received),
                CHARGES: f"{money.charges:,}",
                RAISED: pounds(money.raised),
                WAIVED: pounds(money.waived),
                OWED: pounds(money.owed),
            }
        )
        self.setHidden(money == AgencyMoney())


def save_letter(view: LiveView, agency_id: int, name: str, year: TrainingYear) -> str:
    """Ask where the letter on an agency's balance goes, and save it; returns what was done."""
    path = ask_where(view, "Save the balance letter", f"Balance {year.name} {name}.pdf", PDF)
    if path is None:
        return ""
    with refusals_shown(view), view.desk.reading() as db:
        save_balance(db, agency_id, year, path, today=view.desk.today())
        return f"Saved {path.name}."
    return ""


def save_account(view: LiveView, agency_id: int, name: str) -> str:
    """Ask where an agency's statement of account goes, and save it; returns what was done."""
    path = ask_where(view, "Save the statement of account", f"Statement {name}.pdf", PDF)
    if path is None:
        return ""
    with refusals_shown(view), view.desk.reading() as db:
        save_statement(db, agency_id, path, today=view.desk.today())
        return f"Saved {path.name}."
    return ""
