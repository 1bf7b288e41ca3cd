"""One booking before one policy, and the charge that is found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.charging.amount import Basis, GroupNotPriced, Reckoned
from trainingdesk.domain.charging.facts import Facts
from trainingdesk.domain.charging.length import Length
from trainingdesk.domain.charging.line import Line, Occasion
from trainingdesk.domain.charging.policy import Policy


@dataclass(frozen=True, slots=True)
class Charge:
    """A sum in pence with the line of the policy that made it and its arithmetic in a sentence.

    ``waiver`` is why it might be waived, as the policy says; empty where nothing speaks for it.
    """

    pence: int
    occasion: Occasion
    line: Line
    arithmetic: str
    vat_code: str = ""
    waiver: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A booking's facts, the policy they are judged by, and the bank holidays of its nation."""

    policy: Policy
    facts: Facts
    bank_holidays: Collection[date] = ()

    @property
    def length(self) -> Length:
        """How long the event is, as the policy counts."""
        return self.policy.length_of(self.facts)

    @property
    def whole_event(self) -> Basis:
        """What a sum for the whole of the event is reckoned from."""
        sessions = self.facts.sessions
        return Basis(
            length=self.length,
            days=max(1, len({session.day for session in sessions})),
            sessions=max(1, len(sessions)),
            price_pence=self.facts.price_pence,
            booking_fee_paid=self.facts.booking_fee_paid,
        )

    def line_for(self, occasion: Occasion) -> Line | None:
        """The line of the policy that charges this booking for an occasion."""
        return self.policy.line_for(occasion, self.facts)

    def refuse_unpriced(self, *occasions: Occasion) -> None:
        """Refuse what lines charge for where none of them is for this group.

        Raises GroupNotPriced.
        """
        if any(self.policy.lines_about(occasion, self.facts) for occasion in occasions):
            group = self.facts.group.strip()
            whose = f"the charging group “{group}”" if group else "an agency without charging group"
            raise GroupNotPriced(
                f"The policy says no price for {whose}. Give the agency a group that it prices, "
                "or the policy a line for everyone else."
            )

    def charge(
        self, line: Line, occasion: Occasion, because: str, reckoned: Reckoned
    ) -> Charge | None:
        """The charge for what happened; None where it comes to nothing."""
        facts = self.facts
        if line.plus_costs and facts.extra_costs_pence:
            reckoned = reckoned.plus(facts.extra_costs_pence, facts.extra_costs_note)
        if reckoned.pence <= 0:
            return None
        return Charge(
            pence=reckoned.pence,
            occasion=occasion,
            line=line,
            arithmetic=f"{because}: {reckoned.told}.",
            vat_code=line.vat_code,
            waiver="" if occasion is Occasion.ATTENDANCE_FEE else self._waiver(),
        )

    def _waiver(self) -> str:
        """The first reason of the policy that speaks for letting this booking off."""
        facts = self.facts
        said = (waiver.suggested(facts.told, facts.event_day) for waiver in self.policy.waivers)
        return next(filter(None, said), "")
