"""What came due and is not decided yet, each sum with its reasons."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.charging.line import Occasion
from trainingdesk.domain.charging.sentences import sentences_of_line
from trainingdesk.domain.words import plain_day
from trainingdesk.services.charging.judging import Judged, Key, judged_of
from trainingdesk.services.charging.undecided import FEE, Days, undecided
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.importing.storing import batches
from trainingdesk.storage.models import Booking, Charge, Event


@dataclass(frozen=True, slots=True)
class About:
    """The booking that a charge is about: whose, from where, on what."""

    booking_id: int
    delegate_id: int
    delegate: str
    listed: str
    agency_id: int
    agency: str
    event_id: int
    event: str
    reference: str
    day: date
    told: str  # why they did not come, as it was recorded


@dataclass(frozen=True, slots=True)
class Due:
    """A sum that came due: its arithmetic, the line of the policy, and what speaks against it.

    ``problem`` says why the sum cannot be reckoned, and ``suspended`` why nobody is charged then.
    ``group`` and ``price_pence`` are the charging group and the price by which it was judged.
    """

    about: About
    occasion: Occasion
    pence: int
    words: str
    line: str
    line_said: str
    vat_code: str
    policy_id: int
    policy: str
    due_on: date
    waiver: str = ""
    before: str = ""
    problem: str = ""
    suspended: str = ""
    group: str = ""
    price_pence: int | None = None

    @property
    def key(self) -> Key:
        """What is charged once."""
        return Key(self.about.booking_id, self.occasion is FEE)

    @property
    def can_be_raised(self) -> bool:
        """Whether it can be charged as it stands."""
        return not (self.problem or self.suspended)


def due(db: Session, days: Days, *, event_id: int | None = None) -> list[Due]:
    """What is owed for the events of some days and not decided yet, in the order of agencies.

    ``event_id`` narrows it to one event.
    """
    kept = versions(db)
    found = judged_of(db, undecided(db, days, kept, event_id=event_id), kept)
    return due_of(db, found.values())


def due_of(db: Session, judged: Iterable[Judged]) -> list[Due]:
    """Sums with the booking they are about, leaving out what was decided on already."""
    sums = list(judged)
    numbers = sorted({each.key.booking_id for each in sums})
    about, stands, ended = about_of(db, numbers), set[Key](), dict[Key, Charge]()
    for charge in charges_of(db, numbers):
        if charge.ended_on is None:
            stands.add(key_of(charge))
        else:
            ended[key_of(charge)] = charge
    rows = [
        _due(each, about[each.key.booking_id], ended.get(each.key))
        for each in sums
        if each.key not in stands
    ]
    return sorted(rows, key=_order)


def about_of(db: Session, booking_ids: Collection[int]) -> dict[int, About]:
    """Whose bookings these are, from where and on what."""
    around = (
        joinedload(Booking.delegate),
        joinedload(Booking.agency),
        joinedload(Booking.event).joinedload(Event.course),
    )
    found: dict[int, About] = {}
    for some in batches(sorted(booking_ids)):
        query = select(Booking).where(Booking.id.in_(some)).options(*around)
        found |= {booking.id: _about(booking) for booking in db.scalars(query)}
    return found


def charges_of(db: Session, booking_ids: Collection[int]) -> list[Charge]:
    """Every charge that was ever decided on for some bookings, the oldest first."""
    found: list[Charge] = []
    for some in batches(sorted(booking_ids)):
        query = select(Charge).where(Charge.booking_id.in_(some)).order_by(Charge.id)
        found += db.scalars(query)
    return found


def key_of(charge: Charge) -> Key:
    """What a charge was raised for, and may stand only once."""
    return Key(charge.booking_id, charge.occasion is FEE)


def _order(row: Due) -> tuple[str, date, str, int, Occasion]:
    about = row.about
    return about.agency.casefold(), about.day, about.listed, about.booking_id, row.occasion


def _about(booking: Booking) -> About:
    event, delegate = booking.event, booking.delegate
    return About(
        booking_id=booking.id,
        delegate_id=delegate.id,
        delegate=delegate.name,
        listed=delegate.listed,
        agency_id=booking.agency_id,
        agency=booking.agency.name,
        event_id=event.id,
        event=event.course.title,
        reference=event.reference,
        day=event.starts,
        told=booking.why_absent or booking.reason,
    )


def _due(each: Judged, about: About, ended: Charge | None) -> Due:
    charge, version = each.charge, each.kept.version
    spell = version.suspended_on(each.event_day)
    return Due(
        about=about,
        occasion=each.occasion,
        pence=charge.pence if charge else 0,
        words=charge.arithmetic if charge else "",
        line=charge.line.key if charge else "",
        line_said=" ".join(sentences_of_line(charge.line)) if charge else "",
        vat_code=charge.vat_code if charge else "",
        policy_id=each.kept.id,
        policy=version.policy.title,
        due_on=each.due_on,
        waiver=_waiver(each, ended),
        before=_before(ended) if ended else "",
        problem=each.problem,
        suspended=(spell.why or "The policy was suspended") if spell else "",
        group=each.group,
        price_pence=each.price_pence,
    )


def _waiver(each: Judged, ended: Charge | None) -> str:
    """What speaks for letting somebody off: the policy, or that they were let off before."""
    said = each.charge.waiver if each.charge else ""
    return said or (ended.waived_why if ended else "")


def _before(ended: Charge) -> str:
    """What became of an earlier charge for the same."""
    day = plain_day(ended.ended_on) if ended.ended_on else ""
    why = f": {ended.ended_why.rstrip('.')}" if ended.ended_why else ""
    return f"Charged before, and taken back on {day}{why}."
