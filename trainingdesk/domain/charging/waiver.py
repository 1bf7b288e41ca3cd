"""When a policy itself lets somebody off, by the reason that was recorded."""

from dataclasses import dataclass
from datetime import date, datetime, time

from trainingdesk.domain.charging.line import folded
from trainingdesk.domain.last_day import LONDON


@dataclass(frozen=True, slots=True)
class Told:
    """What the board was told of somebody who did not come: why, and how and when."""

    reason: str = ""
    phoned_at: datetime | None = None
    emailed_at: datetime | None = None

    @property
    def first_at(self) -> datetime | None:
        """When the board first heard, if that is recorded."""
        return min(filter(None, (self.phoned_at, self.emailed_at)), default=None)


@dataclass(frozen=True, slots=True)
class Waiver:
    """A reason for which a charge may be waived, and what is asked for besides.

    It only suggests: a person decides, and gives evidence.
    """

    key: str
    reason: str
    same_day: bool = False
    phoned_by: time | None = None
    emailed: bool = False

    @property
    def problem(self) -> str:
        """What is wrong with it, in a sentence; empty when all is well."""
        said = self.key.strip() and self.reason.strip()
        return "" if said else "Give the waiver a short key, and the reason it is for."

    @property
    def told(self) -> str:
        """The waiver as the policy says it."""
        asked = []
        if self.phoned_by is not None:
            asked.append(f"the manager telephones by {self.phoned_by:%H:%M}")
        if self.emailed:
            asked.append("e-mails" if asked else "an e-mail comes")
        day = " on the day" if self.same_day else ""
        return f"{self.reason}{day} may be excused{' if ' if asked else ''}{' and '.join(asked)}"

    def suggested(self, told: Told, event_day: date) -> str:
        """Why a charge might be waived, in a sentence; empty where nothing speaks for it."""
        if folded(told.reason) != folded(self.reason):
            return ""
        phoned = told.phoned_at.astimezone(LONDON) if told.phoned_at else None
        first = told.first_at.astimezone(LONDON).date() if told.first_at else None
        if self.same_day and first != event_day:
            return ""
        said = [f"{told.reason.strip()}{' on the day' if self.same_day else ''}"]
        if self.phoned_by is not None:
            if phoned is None or (phoned.date(), _minute(phoned)) > (event_day, self.phoned_by):
                return ""
            said.append(f"telephoned at {phoned:%H:%M}, asked for by {self.phoned_by:%H:%M}")
        if self.emailed:
            if told.emailed_at is None:
                return ""
            said.append("e-mailed")
        return f"{'; '.join(said)}."


def _minute(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)
