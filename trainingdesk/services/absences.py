"""Who often does not come: people and agencies, by the board's rule, from closed registers."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased, joinedload

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus, Via
from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted, percent
from trainingdesk.domain.often_absent import (
    DECIDED_ANEW,
    STATE_OF,
    AbsenceRule,
    AbsenceState,
    Decided,
)
from trainingdesk.services.absence_rules import absence_rule
from trainingdesk.services.counted import came
from trainingdesk.services.importing.storing import batches
from trainingdesk.services.work import Task
from trainingdesk.storage.models import (
    AbsenceFlag,
    Agency,
    Booking,
    Delegate,
    Event,
    Mark,
    StatusChange,
)


@dataclass(frozen=True, slots=True)
class Whose:
    """The person, or the agency, that is spoken of."""

    delegate_id: int | None = None
    agency_id: int | None = None

    @property
    def row(self) -> int:
        """A number for a line of a list in which both stand: an agency's is below nought."""
        return self.delegate_id or -(self.agency_id or 0)


@dataclass(frozen=True, slots=True)
class Absence:
    """One booking whose delegate was marked absent when the register was closed."""

    booking_id: int
    on: date
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class OftenAbsent:
    """A person or an agency that often does not come, and what was decided about it."""

    whose: Whose
    name: str
    listed: str
    agency: str
    absences: tuple[Absence, ...]  # that count now, the latest first
    booked: int
    state: AbsenceState
    flag_id: int = 0
    decided_on: date | None = None
    decided_by: str = ""
    until: date | None = None
    note: str = ""

    @property
    def id(self) -> int:
        """The number of the line."""
        return self.whose.row

    @property
    def is_agency(self) -> bool:
        """Whether it is an agency."""
        return self.whose.agency_id is not None

    @property
    def said(self) -> str:
        """How often, of how many."""
        times = len(self.absences)
        if self.is_agency:
            return f"{times:,} of {self.booked:,} booked, {percent(times, self.booked)}"
        return f"{times:,} of {counted(self.booked, 'booking')}"

    @property
    def sought(self) -> str:
        """The words by which it is found in the list."""
        return searched(f"{self.listed} {self.name} {self.agency} {self.note} {self.state}")


@dataclass(slots=True)
class _Tally:
    """The absences of one, the latest first, and how many bookings they are counted against."""

    absences: list[Absence] = field(default_factory=list)
    booked: int = 0


@dataclass(frozen=True, slots=True)
class _Looked:
    """What the rule says, what was decided last about each, and how often each was absent."""

    rule: AbsenceRule
    today: date
    flags: Mapping[Whose, AbsenceFlag]
    tallies: defaultdict[Whose, _Tally]

    def open_flag(self, whose: Whose) -> AbsenceFlag | None:
        """What was decided and has not come to an end."""
        flag = self.flags.get(whose)
        return flag if flag is not None and decided(flag).ended_on(self.today) is None else None

    def is_often(self, whose: Whose) -> bool:
        """Whether the rule would have somebody decide."""
        tally = self.tallies[whose]
        if whose.agency_id is not None:
            return self.rule.agency_is_often(len(tally.absences), tally.booked)
        return self.rule.is_often(len(tally.absences))

    def is_to_decide(self, whose: Whose) -> bool:
        """Whether it is to be decided on, for the first time or anew."""
        flag = self.open_flag(whose)
        days = [each.on for each in self.tallies[whose].absences]
        return self.is_often(whose) and not (flag and decided(flag).settles(days, self.today))

    def wanted(self) -> set[Whose]:
        """Everybody who is to be decided on, or was."""
        return {whose for whose in (*self.tallies, *self.flags) if self.open_flag(whose)} | {
            whose for whose in self.tallies if self.is_often(whose)
        }


def often_absent(db: Session, *, today: date, words: str = "") -> list[OftenAbsent]:
    """Whoever is to be decided on, and whoever was and has not been lifted since.

    First those to decide on, and of them whoever was absent most.
    """
    sought = searched(words).split()
    found = [
        row for row in _rows(db, _looked(db, today)) if all(word in row.sought for word in sought)
    ]
    first = AbsenceState.TO_DECIDE
    return sorted(found, key=lambda row: (row.state is not first, -len(row.absences), row.listed))


def absences_due(db: Session, today: date) -> Iterator[Task]:
    """Whoever is to be decided on, as Today says it."""
    if not absence_rule(db).absences:
        return
    for row in often_absent(db, today=today):
        if row.state is AbsenceState.TO_DECIDE:
            yield Task(row.name, f"absent {row.said}", 1, record_id=row.id)


def absences_of(db: Session, whose: Whose, *, today: date) -> list[Absence]:
    """The absences that count now of one person or agency, the latest first."""
    return _looked(db, today).tallies[whose].absences


def latest_flags(db: Session) -> dict[Whose, AbsenceFlag]:
    """What was decided last about each."""
    query = select(AbsenceFlag).order_by(AbsenceFlag.id)
    return {Whose(flag.delegate_id, flag.agency_id): flag for flag in db.scalars(query)}


def decided(flag: AbsenceFlag) -> Decided:
    """A flag as the rule looks at it."""
    return Decided(flag.act, flag.absences, flag.decided_on, flag.until, flag.lifted_on)


def _looked(db: Session, today: date) -> _Looked:
    rule, flags = absence_rule(db), latest_flags(db)
    return _Looked(rule, today, flags, _tallies(db, rule, flags.keys(), today))


def _tallies(
    db: Session, rule: AbsenceRule, flagged: Collection[Whose], today: date
) -> defaultdict[Whose, _Tally]:
    """The absences of each; once something was lifted, only what came after it counts.

    How many bookings they are counted against is asked only of those who may stand in the list.
    """
    first = rule.counted_from(today)
    since = _lifted_last(db, today)
    tallies: defaultdict[Whose, _Tally] = defaultdict(_Tally)
    missed = list(db.scalars(_absent(first, today)).unique())
    told = _told_by_workbooks(db, [booking.id for booking in missed if booking.reason])
    for booking in missed:
        event, why = booking.event, booking.why_absent or told.get(booking.id, "")
        one = Absence(booking.id, event.starts, event.course.title, why)
        for whose in (Whose(booking.delegate_id), Whose(agency_id=booking.agency_id)):
            if one.on > since.get(whose, date.min):
                tallies[whose].absences.append(one)
    asked = {whose for whose, tally in tallies.items() if rule.is_often(len(tally.absences))}
    for whose, on, booked in _booked(db, asked | {*flagged}, first, today):
        if on > since.get(whose, date.min):
            tallies[whose].booked += booked
    return tallies


def _lifted_last(db: Session, today: date) -> dict[Whose, date]:
    """The last day on which something decided about each came to an end, and not for another."""
    query = select(AbsenceFlag).where(AbsenceFlag.lifted_note != DECIDED_ANEW)
    last: dict[Whose, date] = {}
    for flag in db.scalars(query):
        if (day := decided(flag).ended_on(today)) is not None:
            whose = Whose(flag.delegate_id, flag.agency_id)
            last[whose] = max(day, last.get(whose, day))
    return last


def _told_by_workbooks(db: Session, booking_ids: Sequence[int]) -> dict[int, str]:
    """What a workbook gives as the reason of a booking: of whoever was absent, why.

    By hand, the reason of a booking says why somebody was booked all the same.
    """
    told: dict[int, str] = {}
    for some in batches(booking_ids):
        query = (
            select(Booking.id, Booking.reason)
            .join(StatusChange, StatusChange.booking_id == Booking.id)
            .where(Booking.id.in_(some), StatusChange.via == Via.WORKBOOK)
            .where(StatusChange.reason == Booking.reason)
        )
        told |= dict(db.execute(query).all())
    return told


def _booked(
    db: Session, asked: Collection[Whose], first: date, today: date
) -> Iterator[tuple[Whose, date, int]]:
    """How many had a place on each day, by whose it was."""
    people = [each.delegate_id for each in asked if each.delegate_id is not None]
    agencies = [each.agency_id for each in asked if each.agency_id is not None]
    for column, numbers in ((Booking.delegate_id, people), (Booking.agency_id, agencies)):
        query = (
            select(column, Event.starts, func.count(Booking.id))
            .join(Booking.event)
            .where(column.in_(numbers), *_counted(first, today))
            .group_by(column, Event.starts)
        )
        for number, starts, booked in db.execute(query):
            of_person = column is Booking.delegate_id
            yield Whose(number) if of_person else Whose(agency_id=number), starts, booked


def _absent(first: date, today: date) -> Select[Booking]:
    missed = aliased(Mark)  # whether they came to another session is asked of the marks, too
    return (
        select(Booking)
        .join(Booking.event)
        .join(missed, missed.booking_id == Booking.id)
        .where(*_counted(first, today), missed.attendance == Attendance.ABSENT, ~came())
        .options(joinedload(Booking.event).joinedload(Event.course))
        .order_by(Event.starts.desc(), Booking.id)
    )


def _counted(first: date, today: date) -> tuple[ColumnElement[bool], ...]:
    """The bookings of closed registers within some days; walk-ins cannot have been absent."""
    return (
        Booking.status == BookingStatus.BOOKED,
        Event.register_closed_on.is_not(None),
        Event.starts.between(first, today),
    )


def _rows(db: Session, looked: _Looked) -> Iterator[OftenAbsent]:
    wanted = looked.wanted()
    people = [each.delegate_id for each in wanted if each.delegate_id is not None]
    agencies = [each.agency_id for each in wanted if each.agency_id is not None]
    query = select(Delegate).where(Delegate.id.in_(people)).options(joinedload(Delegate.agency))
    for person in db.scalars(query):
        whose = Whose(delegate_id=person.id)
        yield _row(looked, whose, person.name, person.listed, person.agency.name)
    for agency in db.scalars(select(Agency).where(Agency.id.in_(agencies))):
        yield _row(looked, Whose(agency_id=agency.id), agency.name, agency.name, "")


def _row(looked: _Looked, whose: Whose, name: str, listed: str, agency: str) -> OftenAbsent:
    tally, flag = looked.tallies[whose], looked.open_flag(whose)
    state = AbsenceState.TO_DECIDE
    row = OftenAbsent(whose, name, listed, agency, tuple(tally.absences), tally.booked, state)
    if flag is None:
        return row
    return replace(
        row,
        state=state if looked.is_to_decide(whose) else STATE_OF[flag.act],
        flag_id=flag.id,
        decided_on=flag.decided_on,
        decided_by=flag.decided_by,
        until=flag.until,
        note=flag.note,
    )
