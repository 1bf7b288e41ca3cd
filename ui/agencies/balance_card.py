"""The money between the board and an agency in a year."""

from trainingdesk.domain.money import pounds
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.balance import AgencyMoney, agency_money
from trainingdesk.services.desk import Desk
from ui.delegates.facts import Facts

RECEIVED, CHARGES, RAISED = "Money received", "Charges", "Charges raised"
WAIVED, OWED = "Charges waived", "Left to pay"


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
