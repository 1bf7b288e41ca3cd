"""The versions of a course: an event shows the outline in force on its first day."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.course_outline import CourseOutline
from trainingdesk.storage.models import CourseVersion, Event


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version of a course: since when, what it changed, and how many events had it."""

    id: int
    since: date
    outline: CourseOutline
    changed: tuple[str, ...]
    events: int


@dataclass(frozen=True, slots=True)
class OutlineInForce:
    """The outline of an event's course on the event's first day.

    ``until`` is the day from which the course has had another; None where it is still so.
    """

    course_id: int
    since: date | None
    until: date | None
    outline: CourseOutline


def keep_version(db: Session, course_id: int, outline: CourseOutline, *, today: date) -> None:
    """Keep the outline of a course as it is from today on.

    What was changed more than once on one day is one version. But the first is kept for the
    events held before that day: a course is often entered after they were.
    """
    newest = db.scalars(_newest_first(course_id).limit(1)).first()
    if newest is not None and newest.since >= today:
        held = _first_day(db, course_id)
        if not _is_only(db, course_id) or held is None or held >= newest.since:
            for name, value in asdict(outline).items():
                setattr(newest, name, value)
            return
        newest.since = held
        db.flush()  # or the new one could meet it on its day
    db.add(CourseVersion(course_id=course_id, since=today, **asdict(outline)))


def keep_first_version(db: Session, course_id: int, outline: CourseOutline, *, today: date) -> None:
    """Keep the outline that a course without versions has had, before it is changed."""
    if db.scalars(_newest_first(course_id).limit(1)).first() is None:
        day_before = today - timedelta(days=1)
        since = min(_first_day(db, course_id) or day_before, day_before)
        db.add(CourseVersion(course_id=course_id, since=since, **asdict(outline)))
        db.flush()


def versions_of(db: Session, course_id: int) -> list[VersionRow]:
    """Every version of a course, the newest first."""
    versions = list(db.scalars(_newest_first(course_id)))
    starts = db.scalars(select(Event.starts).where(Event.course_id == course_id)).all()
    rows = []
    for number, version in enumerate(versions):
        newer = versions[number - 1].since if number else date.max
        older = versions[number + 1] if number + 1 < len(versions) else None
        outline = CourseOutline.of(version)
        changed = outline.differing(CourseOutline.of(older)) if older else []
        first = version.since if older else date.min  # the first stands for what was before it too
        events = sum(first <= day < newer for day in starts)
        rows.append(VersionRow(version.id, version.since, outline, tuple(changed), events))
    return rows


def outline_of(db: Session, event_id: int) -> OutlineInForce:
    """The outline that an event shows."""
    event = db.get_one(Event, event_id)
    versions = list(db.scalars(_newest_first(event.course_id)))
    if not versions:
        outline = CourseOutline.of(event.course)
        return OutlineInForce(event.course_id, None, None, outline)
    in_force = next((v for v in versions if v.since <= event.starts), versions[-1])
    after = next((v.since for v in reversed(versions) if v.since > in_force.since), None)
    return OutlineInForce(event.course_id, in_force.since, after, CourseOutline.of(in_force))


def _newest_first(course_id: int) -> Select[CourseVersion]:
    mine = CourseVersion.course_id == course_id
    return select(CourseVersion).where(mine).order_by(CourseVersion.since.desc())


def _is_only(db: Session, course_id: int) -> bool:
    count = select(func.count(CourseVersion.id)).where(CourseVersion.course_id == course_id)
    return db.scalars(count).one() == 1


def _first_day(db: Session, course_id: int) -> date | None:
    return db.scalar(select(func.min(Event.starts)).where(Event.course_id == course_id))
