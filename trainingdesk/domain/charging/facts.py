"""What is known of one booking when its charge is judged."""

from dataclasses import dataclass, field
from datetime import date, datetime

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.waiver import Told
from trainingdesk.domain.last_day import LONDON


@dataclass(frozen=True, slots=True)
class AtSession:
    """One session of the event, and what the register says of the delegate there.

    ``minutes`` is how long the session lasts; None where that is not recorded.
    """

    day: date
    minutes: int | None = None
    mark: Attendance | None = None
    minutes_late: int | None = None
    turned_away: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One booking and its event, as far as charging asks.

    ``starts`` and all other moments have a time zone. ``finished`` is about e-learning, or the test
    of knowledge that belongs to a course, and None where there is none. ``attendance_fee_due`` is
    false where the fee was taken already. ``booked_again``: the place was cancelled, and the same
    person took one on the event again. ``promoted_at`` is when somebody who waited was given the
    place without being asked.
    """

    starts: datetime
    sessions: tuple[AtSession, ...] = ()
    status: BookingStatus = BookingStatus.BOOKED
    cancelled_at: datetime | None = None
    told: Told = field(default_factory=Told)
    group: str = ""
    kind: str = ""
    is_paid: bool = False
    price_pence: int | None = None
    booking_fee_paid: int = 0
    finished: bool | None = None
    event_cancelled: bool = False
    waited_only: bool = False
    booked_again: bool = False
    promoted_at: datetime | None = None
    attendance_fee_due: bool = True
    extra_costs_pence: int = 0
    extra_costs_note: str = ""

    @property
    def event_day(self) -> date:
        """The first day of the event, in London."""
        return self.starts.astimezone(LONDON).date()
