"""A line of a policy as it is typed into a form, and back again without loss."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from trainingdesk.domain.charging.amount import (
    Amount,
    ByLength,
    EachDay,
    EachSession,
    Flat,
    ShareOfPrice,
    shown,
)
from trainingdesk.domain.charging.line import Courses, Line, Occasion, Tier
from trainingdesk.domain.charging.notice import Notice, Unit
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.typed import number_typed, pence_typed

EVERYONE, THESE, OTHERS = "Everyone", "These groups", "Everyone else"
WHO = (EVERYONE, THESE, OTHERS)
FREE, CHARGED = "Costs nothing", "Is charged"
YES, NO = "Yes", "No"
SHARE, SHARE_LESS_FEE = "Share of the price", "Share of the price, less the booking fee"
KINDS: Mapping[str, type] = {
    "One sum": Flat,
    "By length": ByLength,
    "For each day": EachDay,
    "For each session": EachSession,
    SHARE: ShareOfPrice,
    SHARE_LESS_FEE: ShareOfPrice,
}
SUMS: Mapping[type, Callable[[int], Amount]] = {
    Flat: Flat,
    EachDay: EachDay,
    EachSession: EachSession,
}
NUMBERS = (1, 2, 3, 4, 5, 6)
"""So many sums, each with its notice, may stand in the form."""
BETWEEN = " / "


class TooManySums(Refused):
    """This line has sums of several kinds, which a form cannot show."""


@dataclass(frozen=True, slots=True)
class TypedLine:
    """The texts of the form, by field; the key is no text of it."""

    key: str
    texts: Mapping[str, str]

    def read(self) -> Line:
        """The line that was typed; raises Invalid by field."""
        texts = {name: text.strip() for name, text in self.texts.items()}
        problems: dict[str, str] = {}
        tiers = tuple(_tiers(texts, problems))
        if problems:
            raise Invalid(problems)
        these = texts["who"] == THESE
        return Line(
            key=self.key,
            occasion=Occasion(texts["occasion"]),
            tiers=tiers,
            groups=_several(texts["groups"]) if these else (),
            otherwise=texts["who"] == OTHERS,
            courses=Courses(texts["courses"]),
            kinds=_several(texts["kinds"]),
            plus_costs=texts["plus_costs"] == YES,
            any_session=texts["any_session"] == YES,
            vat_code=texts["vat_code"],
            source=texts["source"],
        )


def texts_of(line: Line) -> dict[str, str]:
    """The texts of the form for a line; raises TooManySums."""
    kinds = {_kind_of(tier.amount) for tier in line.tiers}
    notices = [tier.notice for tier in line.tiers if tier.notice]
    counted = {(notice.unit, notice.limit_charged) for notice in notices}
    if len(kinds) > 1 or len(counted) > 1 or len(line.tiers) > len(NUMBERS):
        raise TooManySums
    unit, limit_charged = next(iter(counted), (Unit.WORKING_DAYS, False))
    found = {
        "occasion": str(line.occasion),
        "who": THESE if line.groups else OTHERS if line.otherwise else EVERYONE,
        "groups": ", ".join(line.groups),
        "courses": str(line.courses),
        "kinds": ", ".join(line.kinds),
        "unit": str(unit),
        "limit": CHARGED if limit_charged else FREE,
        "sum": next(iter(kinds), "One sum"),
        "plus_costs": YES if line.plus_costs else NO,
        "any_session": YES if line.any_session else NO,
        "vat_code": line.vat_code,
        "source": line.source,
    }
    for number in NUMBERS:
        tier = line.tiers[number - 1] if number <= len(line.tiers) else None
        notice = tier.notice if tier else None
        found[f"notice_{number}"] = str(notice.amount) if notice else ""
        found[f"sums_{number}"] = _sums_of(tier.amount) if tier else ""
    return found


def new_key(occasion: str, taken: Collection[str]) -> str:
    """A key for a new line that no other line has: absence, absence_2."""
    key = Occasion(occasion).name.lower()
    number = 1
    while (made := key if number == 1 else f"{key}_{number}") in taken:
        number += 1
    return made


def _tiers(texts: Mapping[str, str], problems: dict[str, str]) -> Iterator[Tier]:
    late = texts["occasion"] == Occasion.LATE_CANCELLATION
    for number in NUMBERS if late else NUMBERS[:1]:
        notice, sums = texts[f"notice_{number}"], texts[f"sums_{number}"]
        if number > 1 and not notice and not sums:
            continue
        days = number_typed(notice) if late else 0
        if days is None:
            problems[f"notice_{number}"] = "Enter how much notice costs nothing, such as 10."
        amount = _amount(texts["sum"], sums)
        if amount is None:
            problems[f"sums_{number}"] = _asked(texts["sum"])
        elif amount.problem:
            problems[f"sums_{number}"] = amount.problem
        elif days is not None:
            limit = texts["limit"] == CHARGED
            yield Tier(
                amount, Notice(days, Unit(texts["unit"]), limit_charged=limit) if late else None
            )


def _amount(kind: str, typed: str) -> Amount | None:
    """The sum that was typed; None where it is none."""
    of = KINDS[kind]
    if of is ShareOfPrice:
        percent = number_typed(typed.removesuffix("%"))
        less = kind == SHARE_LESS_FEE
        return None if percent is None else ShareOfPrice(percent, less_booking_fee=less)
    sums = [pence_typed(part) for part in typed.split(BETWEEN.strip())]
    known = [pence for pence in sums if pence is not None]
    if len(known) < len(sums) or (of is not ByLength and len(sums) > 1):
        return None
    return ByLength(known[0], tuple(known[1:])) if of is ByLength else SUMS[of](known[0])


def _asked(kind: str) -> str:
    of = KINDS[kind]
    if of is ShareOfPrice:
        return "Enter a share of a hundred, such as 100 or 50."
    if of is ByLength:
        return "Enter half a day, a day and so on, £0 or more each, such as 35 / 70 / 140."
    return "Enter a sum in pounds, £0 or more, such as 50 or 12.50."


def _kind_of(amount: Amount) -> str:
    if isinstance(amount, ShareOfPrice):
        return SHARE_LESS_FEE if amount.less_booking_fee else SHARE
    return next(said for said, kind in KINDS.items() if type(amount) is kind)


def _sums_of(amount: Amount) -> str:
    if isinstance(amount, ShareOfPrice):
        return str(amount.percent)
    if isinstance(amount, ByLength):
        return BETWEEN.join(map(shown, (amount.half, *amount.days)))
    return shown(amount.pence)


def _several(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, (" ".join(part.split()) for part in typed.split(","))))
