"""Who often does not come, and what the board does about it."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

MOST_ABSENCES = 50
MOST_MONTHS = 60
WHOLE = 100
DECIDED_ANEW = "Decided anew"
"""Why a decision came to an end where another took its place: then its absences still count."""
END_IN_THE_PAST = "A restriction ends today or later; leave it empty for one that is lifted."


class AbsenceAct(StrEnum):
    """What the board's rule says is done about somebody who often does not come."""

    NOTHING = "Nothing"
    TELL = "Tell"
    RESTRICT = "Restrict"


class AbsenceState(StrEnum):
    """How it stands with somebody who often does not come."""

    TO_DECIDE = "To decide"
    TOLD = "Told"
    RESTRICTED = "Restricted"
    LET_BE = "Let be"


STATE_OF = {
    AbsenceAct.NOTHING: AbsenceState.LET_BE,
    AbsenceAct.TELL: AbsenceState.TOLD,
    AbsenceAct.RESTRICT: AbsenceState.RESTRICTED,
}


@dataclass(frozen=True, slots=True)
class AbsenceRule:
    """How often is too often, over how many months, and what is usually done then.

    An agency is looked at when so many absences are also that share of its bookings.
    """

    absences: int = 0  # none: nobody is looked at
    absence_months: int = 12
    absence_percent: int = 0  # none: no agency is looked at
    absence_act: AbsenceAct = AbsenceAct.NOTHING

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        if not 0 <= self.absences <= MOST_ABSENCES:
            found["absences"] = f"Enter 1 to {MOST_ABSENCES}, or 0 to count nobody's absences."
        if not 1 <= self.absence_months <= MOST_MONTHS:
            found["absence_months"] = f"Absences are counted over 1 to {MOST_MONTHS} months."
        if not 0 <= self.absence_percent <= WHOLE:
            found["absence_percent"] = "Enter 1 to 100 per cent, or 0 to look at no agency."
        return found

    def counted_from(self, today: date) -> date:
        """The first day that counts: so many months ago, or the last day of a shorter month."""
        years, month = divmod(today.year * 12 + today.month - 1 - self.absence_months, 12)
        return date(years, month + 1, min(today.day, monthrange(years, month + 1)[1]))

    def is_often(self, absences: int) -> bool:
        """Whether somebody was absent too often."""
        return 0 < self.absences <= absences

    def agency_is_often(self, absences: int, booked: int) -> bool:
        """Whether too many of an agency were absent, and too large a share of those booked."""
        too_much = 0 < self.absence_percent * booked <= absences * WHOLE
        return self.is_often(absences) and too_much


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided last about somebody, and whether that was lifted again."""

    act: AbsenceAct
    absences: int
    on: date
    until: date | None = None
    lifted_on: date | None = None

    def ended_on(self, today: date) -> date | None:
        """The day on which it came to an end, if it has."""
        if self.lifted_on is not None:
            return self.lifted_on
        return self.until if self.until is not None and self.until < today else None

    def restricts(self, today: date) -> bool:
        """Whether bookings are to be thought over because of it."""
        return self.act is AbsenceAct.RESTRICT and self.ended_on(today) is None

    def settles(self, absences: list[date], today: date) -> bool:
        """Whether nothing has happened since that would have it decided anew."""
        if self.ended_on(today) is not None:
            return False
        newer = len(absences) > self.absences or any(day > self.on for day in absences)
        return self.restricts(today) or not newer


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides: to do nothing, to tell, or to restrict until a day."""

    act: AbsenceAct
    until: date | None = None
    note: str = ""

    def problems(self, today: date) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        if self.until is not None and self.until < today:
            return {"until": END_IN_THE_PAST}
        return {}
