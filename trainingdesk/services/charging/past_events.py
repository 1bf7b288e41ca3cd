"""What comes due at once where a policy is put in force from a day that is over."""

from datetime import date

from sqlalchemy.orm import Session

from trainingdesk.domain.charging.as_data import policy_from
from trainingdesk.domain.charging.in_force import A_DAY, Version
from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.charging.due import due_of
from trainingdesk.services.charging.in_force import put_in_force
from trainingdesk.services.charging.judging import judged_of
from trainingdesk.services.charging.undecided import Days, undecided
from trainingdesk.services.charging.versions import KeptVersion, versions
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import ChargingPolicy

ALL_THE_SAME = "Save once more to put it in force all the same, or choose a later day."


class ComesDue(Invalid):
    """Charges of events that are over come due at once."""


def said_of_the_past(db: Session, policy_id: int, *, since: date, today: date) -> str:
    """The charges of events that are over which a policy makes due from a day on, in a sentence.

    Empty where there are none. Raises Unknown.
    """
    kept = versions(db)
    later = [each.version.since for each in kept if each.version.since > since]
    policy = policy_from(record_of(db, ChargingPolicy, policy_id).terms)
    until = min(later) - A_DAY if later else None
    mine = KeptVersion(policy_id, Version(policy, since, until))
    numbers = undecided(db, Days(since, today - A_DAY), [mine])
    rows = due_of(db, judged_of(db, numbers, [*kept, mine]).values())
    if not rows:
        return ""
    one = len(rows) == 1
    asked = f"{counted(len(rows), 'charge')}, {pounds(sum(row.pence for row in rows))}"
    return f"{asked}, of events that are over {'comes' if one else 'come'} due at once."


def put_in_force_knowingly(
    db: Session, policy_id: int, *, since: date, today: date, told: date | None
) -> None:
    """Put a policy in force from a day of which was told what comes due at once.

    Raises what putting it in force does, and ComesDue where ``told`` is another day.
    """
    put_in_force(db, policy_id, since=since)
    said = "" if since == told else said_of_the_past(db, policy_id, since=since, today=today)
    if said:
        raise ComesDue({"since": f"{said} {ALL_THE_SAME}"})
