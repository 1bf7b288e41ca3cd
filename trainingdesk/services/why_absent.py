"""Why somebody did not come, as they, or their manager, told it afterwards."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainingdesk.domain.attendance import CAME, overall
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.storage.models import Booking

LONGEST = 200


@dataclass(frozen=True, slots=True)
class WhyAbsent:
    """The reason somebody gave for not having come."""

    why: str = ""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        if len(self.why) > LONGEST:
            return {"why": f"A reason has at most {LONGEST} letters."}
        return {}


def why_absent(db: Session, booking_id: int) -> WhyAbsent:
    """What was told of a booking so far; raises Unknown."""
    return WhyAbsent(_booking(db, booking_id).why_absent)


def keep_why_absent(
    db: Session, booking_id: int, told: WhyAbsent, *, opened: WhyAbsent | None = None
) -> None:
    """Keep why somebody did not come, whether the register is closed or open.

    Raises Refused for somebody who came, Invalid, Unknown, ChangedMeanwhile.
    """
    booking = _booking(db, booking_id, lock=True)
    refuse_if_changed(opened, WhyAbsent(booking.why_absent))
    if problems := told.problems():
        raise Invalid(problems)
    if told.why.strip() and overall(mark.attendance for mark in booking.marks) in CAME:
        raise Refused(f"{booking.delegate.name} came, so there is no absence to explain.")
    booking.why_absent = " ".join(told.why.split())


def _booking(db: Session, booking_id: int, *, lock: bool = False) -> Booking:
    booking = db.get(Booking, booking_id, with_for_update=lock or None, populate_existing=lock)
    if booking is None:
        raise Unknown("This booking is no longer there.")
    return booking
