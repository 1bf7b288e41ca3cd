"""The sums a policy asks for: flat, by length, for each day or session, a share of the price."""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from trainingdesk.domain.charging.length import Length, days_in_words
from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Refused

MOST_PENCE = 10_000_00
WHOLE, HALF = 100, 50


class PriceNotKnown(Refused):
    """The policy asks for a share of the price, and the price of this event is not recorded."""


class GroupNotPriced(PriceNotKnown):
    """The policy charges for this, and says nothing of the agency's charging group."""


def shown(pence: int) -> str:
    """A sum as policies write it: £50, £12.50."""
    return pounds(pence).removesuffix(".00")


def wrong_sum(*sums: int) -> str:
    """What is wrong with sums of money, in a sentence; empty when all is well."""
    if all(0 <= pence <= MOST_PENCE for pence in sums):
        return ""
    return f"Enter sums from £0 to {shown(MOST_PENCE)}."


@dataclass(frozen=True, slots=True)
class Basis:
    """What a sum is reckoned from: the event's length and price, and what is charged of it."""

    length: Length
    days: int
    sessions: int
    price_pence: int | None
    booking_fee_paid: int


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A sum and how it came about: what it is for, and its terms."""

    pence: int
    terms: str
    what: str = ""

    def plus(self, pence: int, note: str) -> "Reckoned":
        """The sum with extra costs that were noted by hand."""
        why = f" ({note})" if note else ""
        terms = f"{self.terms} + {shown(pence)} extra costs{why}"
        return Reckoned(self.pence + pence, terms, self.what)

    @property
    def told(self) -> str:
        """The arithmetic, which ends in the sum: £50 × 2 days = £100."""
        total = shown(self.pence)
        worked_out = total if self.terms == total else f"{self.terms} = {total}"
        return f"{self.what} {worked_out}".lstrip()


@dataclass(frozen=True, slots=True)
class Flat:
    """One sum, however long the event is."""

    pence: int
    by_parts = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        return wrong_sum(self.pence)

    @property
    def told(self) -> str:
        """The sum as the policy says it."""
        return shown(self.pence)

    def reckoned(self, basis: Basis) -> Reckoned:
        """The sum that is due; it does not depend on the event."""
        del basis
        return Reckoned(self.pence, shown(self.pence))


@dataclass(frozen=True, slots=True)
class ByLength:
    """A sum for half a day, one for a day, and so on; the last of them holds for longer events."""

    half: int
    days: tuple[int, ...]
    by_parts = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        if not self.days:
            return "Say what a whole day costs."
        return wrong_sum(self.half, *self.days)

    @property
    def told(self) -> str:
        """The sums as the policy says them: £35 for half a day, £70 for a day."""
        lengths = [
            f"{shown(pence)} for {days_in_words(number)}"
            for number, pence in enumerate(self.days, 1)
        ]
        return ", ".join([f"{shown(self.half)} for half a day", *lengths])

    def reckoned(self, basis: Basis) -> Reckoned:
        """The sum for an event of this length."""
        sums = (self.half, *self.days)
        pence = sums[0 if basis.length.is_half else min(basis.length.days, len(self.days))]
        return Reckoned(pence, shown(pence), f"for {basis.length.told}")


@dataclass(frozen=True, slots=True)
class _Each:
    """A sum for each part of an event that is in question."""

    pence: int
    by_parts = True
    part: ClassVar[str]

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        return wrong_sum(self.pence)

    @property
    def told(self) -> str:
        """The sum as the policy says it: £50 a day."""
        return f"{shown(self.pence)} a {self.part}"

    def of_parts(self, number: int) -> Reckoned:
        """The sum for so many parts."""
        terms = f"{shown(self.pence)} × {counted(number, self.part)}"
        return Reckoned(self.pence * number, terms)


class EachDay(_Each):
    """A sum for each day, half a day being one."""

    __slots__ = ()
    part = "day"

    def reckoned(self, basis: Basis) -> Reckoned:
        """The sum for the days in question."""
        return self.of_parts(basis.days)


class EachSession(_Each):
    """A sum for each session."""

    __slots__ = ()
    part = "session"

    def reckoned(self, basis: Basis) -> Reckoned:
        """The sum for the sessions in question."""
        return self.of_parts(basis.sessions)


@dataclass(frozen=True, slots=True)
class ShareOfPrice:
    """A share of the event's price, less the booking fee that was paid and is kept."""

    percent: int = WHOLE
    less_booking_fee: bool = False
    by_parts = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        return "" if 0 <= self.percent <= WHOLE else f"Enter 0 to {WHOLE} per cent of the price."

    @property
    def told(self) -> str:
        """The share as the policy says it: half the price."""
        shares = {WHOLE: "the full price", HALF: "half the price"}
        share = shares.get(self.percent, f"{self.percent}% of the price")
        return f"{share} less the booking fee" if self.less_booking_fee else share

    def reckoned(self, basis: Basis) -> Reckoned:
        """The share of this event's price, half a penny up; raises PriceNotKnown."""
        if basis.price_pence is None:
            raise PriceNotKnown
        whole = self.percent == WHOLE
        price = shown(basis.price_pence)
        terms = price if whole else f"{self.percent}% of {price}"
        pence = (basis.price_pence * self.percent + HALF) // WHOLE
        fee = basis.booking_fee_paid if self.less_booking_fee else 0
        if fee:
            terms = f"{terms} − {shown(fee)} booking fee"
        return Reckoned(max(0, pence - fee), terms, "the full price" if whole else "")


Amount: TypeAlias = Flat | ByLength | EachDay | EachSession | ShareOfPrice
