"""A call to somebody whose form is missing: how it ended, and what is to be known of that."""

from dataclasses import dataclass
from datetime import date

from trainingdesk.domain.evaluation import CallOutcome
from trainingdesk.domain.refusals import Invalid


@dataclass(frozen=True, slots=True)
class CallNote:
    """How a call ended; whoever asked to be rung again said when."""

    outcome: CallOutcome
    call_back_on: date | None = None
    note: str = ""

    def check(self, *, today: date) -> None:
        """Raise Invalid where the day to ring again is missing, or is over."""
        if self.outcome is CallOutcome.CALL_BACK:
            if self.call_back_on is None:
                raise Invalid({"call_back_on": "Enter the day on which to ring again."})
            if self.call_back_on < today:
                raise Invalid({"call_back_on": "This day is over. Enter today or a later one."})
        elif self.call_back_on is not None:
            raise Invalid({"call_back_on": "A day is only kept where they are to be rung again."})
