"""What a policy says beside its lines, as it is typed into a form, and back again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging.amount import shown
from trainingdesk.domain.charging.lateness import Lateness
from trainingdesk.domain.charging.length import DaysCounted
from trainingdesk.domain.charging.policy import Billed, Nation, Policy
from trainingdesk.domain.charging.sentences import WHOSE
from trainingdesk.domain.charging.typed_line import NO, YES
from trainingdesk.domain.charging.waiver import Waiver
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import number_typed, pence_typed, time_typed
from trainingdesk.domain.words import clock

NATIONS: Mapping[str, Nation] = {said: nation for nation, said in WHOSE.items()}
ALLOWED, ANYBODY, TURNED_AWAY = "Nothing", "Is charged", "Is charged if turned away"
ON_THE_DAY, BY_TELEPHONE, BY_MAIL = "on the day", "telephoned by", "e-mailed"
NUMBERS = {
    "half_day_minutes": "Enter minutes, such as 240.",
    "payment_days": "Enter days, such as 30.",
    "invoice_after_hours": "Enter hours, such as 24, or 0.",
}


def texts_of_terms(policy: Policy) -> dict[str, str]:
    """The texts of the form, by field."""
    late = policy.lateness
    return {
        "title": policy.title,
        "nation": WHOSE[policy.nation],
        "half_day_minutes": str(policy.half_day_minutes),
        "days_counted": str(policy.days_counted),
        "lateness": _who_is_late(late),
        "late_minutes": str(late.minutes) if late else "",
        "late_limit": YES if late and late.limit_charged else NO,
        "late_full_days": YES if late and late.full_days_only else NO,
        "left_early": str(policy.left_early),
        "waivers": "\n".join(map(_told, policy.waivers)),
        "conditions": "\n".join(policy.conditions),
        "booking_fee_pence": shown(policy.booking_fee_pence),
        "billed": str(policy.billed),
        "payment_days": str(policy.payment_days),
        "invoice_after_hours": str(policy.invoice_after_hours),
        "source": policy.source,
    }


@dataclass(frozen=True, slots=True)
class TypedTerms:
    """The texts of the form, and the policy that it began with, whose lines stay."""

    policy: Policy
    texts: Mapping[str, str]

    def read(self) -> Policy:
        """The policy that was typed; raises Invalid by field."""
        texts, problems = self.texts, dict[str, str]()
        numbers = {name: self._number(name, problems) for name in NUMBERS}
        fee = pence_typed(texts["booking_fee_pence"] or "0")
        if fee is None:
            problems["booking_fee_pence"] = "Enter a sum in pounds, such as 12 or 12.50."
        late = self._lateness(problems)
        waivers = tuple(self._waivers(problems))
        if problems:
            raise Invalid(problems)
        return replace(
            self.policy,
            half_day_minutes=numbers["half_day_minutes"],
            payment_days=numbers["payment_days"],
            invoice_after_hours=numbers["invoice_after_hours"],
            title=texts["title"].strip(),
            nation=NATIONS[texts["nation"]],
            days_counted=DaysCounted(texts["days_counted"]),
            lateness=late,
            left_early=Consequence(texts["left_early"]),
            waivers=waivers,
            conditions=tuple(_lines(texts["conditions"])),
            booking_fee_pence=fee or 0,
            billed=Billed(texts["billed"]),
            source=texts["source"].strip(),
        )

    def _number(self, name: str, problems: dict[str, str]) -> int:
        number = number_typed(self.texts[name])
        if number is None:
            problems[name] = NUMBERS[name]
        return number or 0

    def _lateness(self, problems: dict[str, str]) -> Lateness | None:
        texts = self.texts
        if texts["lateness"] == ALLOWED:
            return None
        minutes = number_typed(texts["late_minutes"])
        if minutes is None:
            problems["late_minutes"] = "Enter minutes, such as 20."
        return Lateness(
            minutes or 0,
            limit_charged=texts["late_limit"] == YES,
            full_days_only=texts["late_full_days"] == YES,
            if_turned_away=texts["lateness"] == TURNED_AWAY,
        )

    def _waivers(self, problems: dict[str, str]) -> list[Waiver]:
        known = {_told(waiver): waiver for waiver in self.policy.waivers}
        found: list[Waiver] = []
        for line in _lines(self.texts["waivers"]):
            waiver = known.get(line) or _waiver(line)
            if waiver is None:
                problems["waivers"] = (
                    f"“{line}” is not understood. Write a reason and what is asked for: "
                    "Sickness; on the day; telephoned by 10:00; e-mailed"
                )
            else:
                found.append(waiver)
        return found


def _who_is_late(late: Lateness | None) -> str:
    if late is None:
        return ALLOWED
    return TURNED_AWAY if late.if_turned_away else ANYBODY


def _told(waiver: Waiver) -> str:
    said = [waiver.reason]
    said += [ON_THE_DAY] if waiver.same_day else []
    said += [f"{BY_TELEPHONE} {clock(waiver.phoned_by)}"] if waiver.phoned_by else []
    said += [BY_MAIL] if waiver.emailed else []
    return "; ".join(said)


def _waiver(line: str) -> Waiver | None:
    """A waiver as it is written; None where something of it is not understood."""
    reason, *asked = (" ".join(part.split()) for part in line.split(";"))
    phoned = [part for part in asked if part.casefold().startswith(BY_TELEPHONE)]
    by = time_typed(phoned[0].casefold().removeprefix(BY_TELEPHONE)) if phoned else None
    rest = {part.casefold() for part in asked if part not in phoned}
    if not reason or len(phoned) > 1 or (phoned and by is None) or rest - {ON_THE_DAY, BY_MAIL}:
        return None
    key = "_".join(reason.casefold().split())
    return Waiver(key, reason, same_day=ON_THE_DAY in rest, phoned_by=by, emailed=BY_MAIL in rest)


def _lines(typed: str) -> list[str]:
    return [line.strip() for line in typed.splitlines() if line.strip()]
