"""The licence-bound groups themselves: their names, their months, and what they need."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.licence import GroupDetails
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Board, Course, Licence, LicenceGroup

__all__ = ["GroupDetails"]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One group, and how many people are in it."""

    id: int
    name: str
    months: int | None
    needs: str
    people: int


def groups_listed(db: Session) -> list[GroupRow]:
    """Every group by its name."""
    people = func.count(Licence.id)
    query = (
        select(LicenceGroup.id, LicenceGroup.name, LicenceGroup.months, Course.title, people)
        .outerjoin(Course, Course.id == LicenceGroup.course_id)
        .outerjoin(Licence, Licence.group_id == LicenceGroup.id)
        .group_by(LicenceGroup.id, LicenceGroup.name, LicenceGroup.months, Course.title)
    )
    rows = [
        GroupRow(number, name, months, needs or "", count)
        for number, name, months, needs, count in db.execute(query)
    ]
    return sorted(rows, key=lambda row: folded(row.name))


def group_details(db: Session, group_id: int) -> GroupDetails:
    """One group; raises Unknown."""
    group = record_of(db, LicenceGroup, group_id)
    return GroupDetails(group.name, group.months, group.course_id)


def add_group(db: Session, details: GroupDetails) -> int:
    """Add a group and return its number; raises Invalid."""
    _lock(db)
    _check(db, details, besides=0)
    group = LicenceGroup()
    _fill(group, details)
    db.add(group)
    db.flush()
    return group.id


def change_group(
    db: Session, group_id: int, details: GroupDetails, *, opened: GroupDetails | None = None
) -> None:
    """Change a group; the days of renewal that are set already stay.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    _lock(db)
    group = record_of(db, LicenceGroup, group_id)
    refuse_if_changed(opened, group_details(db, group_id))
    _check(db, details, besides=group_id)
    _fill(group, details)


def remove_group(db: Session, group_id: int) -> None:
    """Remove a group that nobody is in; raises Refused, Unknown."""
    _lock(db)
    group = record_of(db, LicenceGroup, group_id)
    query = select(func.count(Licence.id)).where(Licence.group_id == group_id)
    if people := db.scalars(query).one():
        are = "is" if people == 1 else "are"
        raise Refused(
            f"{group.name} stays: {counted(people, 'person', 'people')} {are} in it. Take them "
            "out first."
        )
    db.delete(group)
    db.flush()


def _check(db: Session, details: GroupDetails, *, besides: int) -> None:
    problems = details.problems()
    for number, name in db.execute(select(LicenceGroup.id, LicenceGroup.name)):
        if number != besides and folded(name) == folded(details.name):
            problems.setdefault("name", f"“{name}” is there already.")
    if details.course_id is not None and db.get(Course, details.course_id) is None:
        problems["course_id"] = "This course is no longer there. Choose another, or none."
    if problems:
        raise Invalid(problems)


def _fill(group: LicenceGroup, details: GroupDetails) -> None:
    group.name = " ".join(details.name.split())
    group.months, group.course_id = details.months, details.course_id


def _lock(db: Session) -> None:
    """One at a time changes the groups."""
    db.get_one(Board, 1, with_for_update=True)
