"""Which charges the records still bear out: nobody is invoiced for what is owed no more."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from trainingdesk.services.charging.due import key_of
from trainingdesk.services.charging.judging import Judged, judged_of
from trainingdesk.services.charging.versions import versions
from trainingdesk.storage.models import Charge


def borne_out(db: Session, charges: Sequence[Charge]) -> list[Charge]:
    """The charges that are still owed, and no less than when they were decided on.

    One whose sum cannot be reckoned any more stays as somebody decided it.
    """
    now = judged_of(db, {charge.booking_id for charge in charges}, versions(db))
    return [charge for charge in charges if _holds(charge, now.get(key_of(charge)))]


def _holds(charge: Charge, stands: Judged | None) -> bool:
    if stands is None or stands.is_suspended:
        return False
    return stands.charge is None or stands.charge.pence >= charge.pence
