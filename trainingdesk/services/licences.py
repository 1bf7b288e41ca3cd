"""Licences that bind people to training, such as chaperones': who has one, and until when."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.attendance import CAME
from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.licence import (
    RENEW_SOON,
    LicenceDetails,
    Training,
    counts_from,
    renewed_until,
    training_of,
)
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.services.records import record_of
from trainingdesk.services.sought import words_of
from trainingdesk.services.work import Task
from trainingdesk.storage.models import (
    Booking,
    Course,
    Delegate,
    Event,
    Licence,
    LicenceGroup,
    Mark,
)

__all__ = ["LicenceDetails", "Training"]

NOT_HELD = UNSCHEDULED | {EventStatus.CANCELLED}


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """One line of the list: whose licence, until when, and whether training is in order."""

    id: int
    delegate_id: int
    listed: str
    name: str
    agency: str
    email: str
    group_id: int
    group: str
    number: str
    renew_on: date
    overdue: bool
    left: bool
    needs: str
    training: Training
    attended_on: date | None
    counts_from: date


@dataclass(frozen=True, slots=True)
class Renewed:
    """Whose licence was renewed, until when, and what they have not attended for it."""

    name: str
    until: date
    lacks: str


def licences_listed(  # noqa: PLR0913 - a list is narrowed and put in order
    db: Session,
    *,
    today: date,
    group_id: int | None = None,
    words: str = "",
    sort: str = "renew",
    falling: bool = False,
) -> list[LicenceRow]:
    """The licences that hold every word, by one of the list's columns."""
    query = _licences()
    if group_id is not None:
        query = query.where(Licence.group_id == group_id)
    rows = _rows(db, list(db.scalars(query)), today=today)
    sought = words_of(words)
    found = [row for row in rows if all(word in _sought(row) for word in sought)]
    return _in_order(found, sort, falling=falling)


def licences_in_all(db: Session, *, group_id: int | None = None) -> int:
    """How many licences there are, or how many of one group."""
    query = select(func.count(Licence.id))
    if group_id is not None:
        query = query.where(Licence.group_id == group_id)
    return db.scalars(query).one()


def licences_due(db: Session, today: date) -> list[Task]:
    """The licences that are overdue or due within eight weeks, of those who work here."""
    query = (
        _licences()
        .join(Delegate, Delegate.id == Licence.delegate_id)
        .where(Licence.renew_on <= today + RENEW_SOON)
        .where(Delegate.left_on.is_(None) | (Delegate.left_on > today))
        .order_by(Licence.renew_on, Delegate.sought, Licence.id)
    )
    return [_task(row) for row in _rows(db, list(db.scalars(query)), today=today)]


def licence_details(db: Session, licence_id: int) -> LicenceDetails:
    """One licence as a form takes it; raises Unknown."""
    licence = record_of(db, Licence, licence_id)
    return LicenceDetails(
        group_id=licence.group_id,
        delegate_id=licence.delegate_id,
        number=licence.number,
        renew_on=licence.renew_on,
    )


def add_licences(db: Session, delegate_ids: Sequence[int], details: LicenceDetails) -> list[int]:
    """Put delegates into a group, all of them or none, and return the licences' numbers.

    Of several people none is given a number. Raises Invalid and Unknown.
    """
    if not delegate_ids:
        raise Invalid(details.problems() | {"delegate_id": "Choose whom it binds."})
    if details.number.strip() and len(delegate_ids) > 1:
        said = "A number is one person's. Leave it empty, and give each their own afterwards."
        raise Invalid({"number": said})
    made = []
    for delegate_id in dict.fromkeys(delegate_ids):
        one = replace(details, delegate_id=delegate_id)
        _check(db, one, besides=0)
        licence = Licence()
        _fill(licence, one)
        db.add(licence)
        db.flush()
        made.append(licence.id)
    return made


def change_licence(
    db: Session, licence_id: int, details: LicenceDetails, *, opened: LicenceDetails | None = None
) -> None:
    """Change a licence. ``opened`` is what the form began with.

    Raises Invalid, Unknown and ChangedMeanwhile.
    """
    licence = record_of(db, Licence, licence_id, lock=True)
    refuse_if_changed(opened, licence_details(db, licence_id))
    _check(db, details, besides=licence_id)
    _fill(licence, details)


def renew_licences(db: Session, seen: Mapping[int, date], *, today: date) -> list[Renewed]:
    """Renew licences for the months of their groups, counted from the old day of renewal.

    ``seen`` has the day that was seen of each: nobody is renewed twice by two who saw the same.
    What somebody has not attended for it is said and refuses nothing: the licence is not the
    board's to give. Raises Refused where a group has no months, or the day has changed, and
    Unknown.
    """
    licences = [record_of(db, Licence, number, lock=True) for number in sorted(seen)]
    for licence in licences:
        if licence.renew_on != seen[licence.id]:
            raise Refused(
                f"The licence of {licence.delegate.name} is to be renewed on "
                f"{plain_day(licence.renew_on)} by now, so none was renewed. Look and choose again."
            )
    rows = {row.id: row for row in _rows(db, licences, today=today)}
    return [_renewed(licence, rows[licence.id]) for licence in licences]


def remove_licences(db: Session, licence_ids: Iterable[int]) -> None:
    """Take people out of their groups; raises Unknown."""
    for number in licence_ids:
        db.delete(record_of(db, Licence, number, lock=True))
    db.flush()


def _renewed(licence: Licence, row: LicenceRow) -> Renewed:
    if licence.group.months is None:
        raise Refused(
            f"{row.group} does not say after how many months a licence is renewed. Say it in the "
            "group, or change the day of this licence."
        )
    until = renewed_until(licence.renew_on, months=licence.group.months)
    details = LicenceDetails(licence.group_id, licence.delegate_id, licence.number, until)
    if problems := details.problems():
        raise Invalid(problems)
    licence.renew_on = until
    lacks = row.needs if row.training in {Training.NOT_YET, Training.TOO_LONG_AGO} else ""
    return Renewed(row.name, until, lacks)


def _licences() -> Any:
    return select(Licence).options(
        joinedload(Licence.group), joinedload(Licence.delegate).joinedload(Delegate.agency)
    )


def _check(db: Session, details: LicenceDetails, *, besides: int) -> None:
    problems = details.problems()
    group = db.get(LicenceGroup, details.group_id or 0, with_for_update=True)
    person = db.get(Delegate, details.delegate_id or 0)
    if group is None:
        problems.setdefault("group_id", "This group is no longer there. Choose another.")
    if person is None:
        problems.setdefault("delegate_id", "This delegate is no longer there. Choose another.")
    if group and person:
        same = select(Licence.id).where(
            Licence.group_id == group.id, Licence.delegate_id == person.id, Licence.id != besides
        )
        if db.scalar(same) is not None:
            problems["delegate_id"] = f"{person.name} is among {group.name} already."
    if problems:
        raise Invalid(problems)


def _fill(licence: Licence, details: LicenceDetails) -> None:
    licence.number = " ".join(details.number.split())
    for name in ("group_id", "delegate_id", "renew_on"):
        setattr(licence, name, getattr(details, name))


def _rows(db: Session, licences: Sequence[Licence], *, today: date) -> list[LicenceRow]:
    needed = {each.group.course_id for each in licences if each.group.course_id is not None}
    titles = dict(db.execute(select(Course.id, Course.title).where(Course.id.in_(needed))).all())
    last = _last_attended(db, needed, today=today)
    return [_row(each, titles, last, today) for each in licences]


def _last_attended(
    db: Session, course_ids: Collection[int], *, today: date
) -> Mapping[tuple[int, int], date]:
    """When whoever has a licence last attended a course that their group needs."""
    came = exists().where(Mark.booking_id == Booking.id, Mark.attendance.in_(CAME))
    query = (
        select(Booking.delegate_id, Event.course_id, func.max(Event.starts))
        .join(Event, Event.id == Booking.event_id)
        .join(Licence, Licence.delegate_id == Booking.delegate_id)
        .join(LicenceGroup, LicenceGroup.id == Licence.group_id)
        .where(LicenceGroup.course_id == Event.course_id, Event.course_id.in_(course_ids), came)
        .where(Event.starts <= today, Event.status.not_in(NOT_HELD))
        .group_by(Booking.delegate_id, Event.course_id)
    )
    return {(person, course): day for person, course, day in db.execute(query)}


def _row(
    licence: Licence,
    titles: Mapping[int, str],
    last: Mapping[tuple[int, int], date],
    today: date,
) -> LicenceRow:
    person, group = licence.delegate, licence.group
    course_id = group.course_id or 0
    attended = last.get((person.id, course_id))
    training = training_of(attended, licence.renew_on, months=group.months, needed=bool(course_id))
    return LicenceRow(
        id=licence.id,
        delegate_id=person.id,
        listed=person.listed,
        name=person.name,
        agency=person.agency.name,
        email=person.email,
        group_id=group.id,
        group=group.name,
        number=licence.number,
        renew_on=licence.renew_on,
        overdue=licence.renew_on < today,
        left=person.left_on is not None and person.left_on <= today,
        needs=titles.get(course_id, ""),
        training=training,
        attended_on=attended,
        counts_from=counts_from(licence.renew_on, months=group.months),
    )


def _task(row: LicenceRow) -> Task:
    said = [row.group, "overdue"] if row.overdue else [row.group]
    if row.training in {Training.NOT_YET, Training.TOO_LONG_AGO}:
        said.append("training lacking")
    return Task(row.name, ", ".join(said), 1, row.overdue, on=row.renew_on, record_id=row.id)


def _sought(row: LicenceRow) -> str:
    state = "overdue" if row.overdue else ""
    texts = row.listed, row.email, row.agency, row.group, row.number, row.needs, row.training
    return searched(" ".join((*texts, state, plain_day(row.renew_on))))


def _in_order(rows: Sequence[LicenceRow], sort: str, *, falling: bool) -> list[LicenceRow]:
    by_name = sorted(rows, key=lambda row: (folded(row.listed), row.group))
    known = [row for row in by_name if _key(row, sort) not in {None, ""}]
    blank = [row for row in by_name if _key(row, sort) in {None, ""}]
    return [*sorted(known, key=lambda row: _key(row, sort), reverse=falling), *blank]


def _key(row: LicenceRow, sort: str) -> Any:
    keys: dict[str, Any] = {
        "name": folded(row.listed),
        "agency": folded(row.agency),
        "group": folded(row.group),
        "renew": row.renew_on,
        "attended": row.attended_on,
    }
    return keys[sort]
