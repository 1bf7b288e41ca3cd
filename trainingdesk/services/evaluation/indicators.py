"""Indicators of outcome: what is counted each month, and the courses meant to move it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.indicator import MONTHS_EACH, Around, IndicatorDetails, around
from trainingdesk.domain.meanwhile import refuse_if_changed
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.domain.words import listed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied, tidied_lines
from trainingdesk.services.evaluation.indicator_months import events_tied
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Board, Course, CourseIndicator, Indicator, IndicatorValue


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of the list: what is counted, what is meant to move it, and both means."""

    id: int
    name: str
    about: str
    courses: tuple[str, ...]
    months: int  # with a number
    latest: tuple[date, int] | None
    events: int  # of the year, held so far
    around: Around | None

    @property
    def sought(self) -> str:
        """What is looked for when the list is narrowed."""
        return " ".join((self.name, self.about, *self.courses))


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the numbers that were typed or pasted."""

    new: int = 0
    changed: int = 0
    emptied: int = 0
    same: int = 0

    @property
    def said(self) -> str:
        """In words: 10 months are new, 2 have another number, 1 is as it was."""
        parts = (
            (self.new, "is new", "are new"),
            (self.changed, "has another number", "have another number"),
            (self.emptied, "is empty", "are empty"),
            (self.same, "is as it was", "are as they were"),
        )
        said = [
            f"{counted(number, 'month')} {one if number == 1 else several}"
            for number, one, several in parts
            if number
        ]
        return f"{listed(said) or 'Nothing was changed'}."


def indicators_in_all(db: Session) -> int:
    """How many indicators there are; they stand in every year."""
    return db.scalars(select(func.count(Indicator.id))).one()


def indicators_listed(
    db: Session, year: TrainingYear, *, today: date, each_way: int = MONTHS_EACH
) -> list[IndicatorRow]:
    """Every indicator by its name, with the means around the year's events of its courses."""
    titles, numbers = _titles(db), _numbers(db)
    rows = []
    for each in sorted(db.scalars(select(Indicator)), key=lambda one: folded(one.name)):
        mine = numbers[each.id]
        events = events_tied(db, each.id, year, today=today)
        rows.append(
            IndicatorRow(
                each.id,
                each.name,
                each.about,
                tuple(titles[each.id]),
                len(mine),
                max(mine.items(), default=None),
                len(events),
                around(mine, [day for event in events for day in event.days], each_way=each_way),
            )
        )
    return rows


def indicator_details(db: Session, indicator_id: int) -> IndicatorDetails:
    """One indicator with the courses tied to it; raises Unknown."""
    each = record_of(db, Indicator, indicator_id)
    query = (
        select(Course.id)
        .join(CourseIndicator, CourseIndicator.course_id == Course.id)
        .where(CourseIndicator.indicator_id == indicator_id)
        .order_by(Course.sought, Course.id)
    )
    return IndicatorDetails(each.name, each.about, tuple(db.scalars(query)))


def add_indicator(db: Session, details: IndicatorDetails) -> int:
    """Add an indicator and return its number; raises Invalid."""
    _lock(db)
    _check(db, details, besides=0)
    made = Indicator(name=_name(details), about=tidied_lines(details.about))
    db.add(made)
    db.flush()
    _tie(db, made.id, details.courses)
    return made.id


def change_indicator(
    db: Session,
    indicator_id: int,
    details: IndicatorDetails,
    *,
    opened: IndicatorDetails | None = None,
) -> None:
    """Change an indicator and tie it to these courses and no others; its numbers stay.

    ``opened`` is what the form began with. Raises Invalid, Unknown and ChangedMeanwhile.
    """
    _lock(db)
    each = record_of(db, Indicator, indicator_id, lock=True)
    refuse_if_changed(opened, indicator_details(db, indicator_id))
    _check(db, details, besides=indicator_id)
    each.name, each.about = _name(details), tidied_lines(details.about)
    _tie(db, indicator_id, details.courses)


def remove_indicators(db: Session, indicator_ids: Iterable[int]) -> None:
    """Remove indicators with all their numbers; raises Unknown."""
    for number in indicator_ids:
        each = record_of(db, Indicator, number, lock=True)
        for kind in (IndicatorValue, CourseIndicator):
            for row in db.scalars(select(kind).where(kind.indicator_id == number)):
                db.delete(row)
        db.flush()
        db.delete(each)
    db.flush()


def keep_numbers(
    db: Session, indicator_id: int, numbers: Mapping[date, int | None], *, today: date
) -> Kept:
    """Keep what was counted in some months; None empties a month, which is then missing.

    Raises Refused for a month that has not begun, and Unknown.
    """
    record_of(db, Indicator, indicator_id, lock=True)
    if early := sorted(month for month in numbers if month > today):
        raise Refused(f"{early[0]:%B %Y} has not begun, so nothing can be counted in it yet.")
    mine = IndicatorValue.indicator_id == indicator_id
    query = select(IndicatorValue).where(mine, IndicatorValue.month.in_(numbers))
    there = {row.month: row for row in db.scalars(query)}
    kept: defaultdict[str, int] = defaultdict(int)
    for month, value in numbers.items():
        kept[_keep(db, indicator_id, month, value, there.get(month))] += 1
    db.flush()
    return Kept(**kept)


def _keep(
    db: Session, indicator_id: int, month: date, value: int | None, row: IndicatorValue | None
) -> str:
    """Keep the number of one month, and say what that came to."""
    if row is None and value is not None:
        db.add(IndicatorValue(indicator_id=indicator_id, month=month, value=value))
        return "new"
    if row is None or row.value == value:
        return "same"
    if value is None:
        db.delete(row)
        return "emptied"
    row.value = value
    return "changed"


def _check(db: Session, details: IndicatorDetails, *, besides: int) -> None:
    problems = replace(details, name=_name(details)).problems()
    others = db.scalars(select(Indicator.name).where(Indicator.id != besides))
    name = _name(details)
    if folded(name) in {folded(other) for other in others}:
        problems["name"] = f"“{name}” is there already. Give another name."
    there = db.scalar(select(func.count(Course.id)).where(Course.id.in_(details.courses)))
    if there != len(set(details.courses)):
        problems["courses"] = "One of these courses is no longer there. Take it out."
    if problems:
        raise Invalid(problems)


def _tie(db: Session, indicator_id: int, course_ids: Collection[int]) -> None:
    """Keep the ties that are wanted as they are; one made afresh would count as a change."""
    mine = select(CourseIndicator).where(CourseIndicator.indicator_id == indicator_id)
    there = {tie.course_id: tie for tie in db.scalars(mine)}
    wanted = dict.fromkeys(course_ids)
    for course_id, tie in there.items():
        if course_id not in wanted:
            db.delete(tie)
    db.add_all(
        CourseIndicator(course_id=number, indicator_id=indicator_id)
        for number in wanted
        if number not in there
    )
    db.flush()


def _titles(db: Session) -> defaultdict[int, list[str]]:
    query = (
        select(CourseIndicator.indicator_id, Course.title)
        .join(Course, Course.id == CourseIndicator.course_id)
        .order_by(Course.sought, Course.id)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, title in db.execute(query):
        found[number].append(title)
    return found


def _numbers(db: Session) -> defaultdict[int, dict[date, int]]:
    query = select(IndicatorValue.indicator_id, IndicatorValue.month, IndicatorValue.value)
    found: defaultdict[int, dict[date, int]] = defaultdict(dict)
    for number, month, value in db.execute(query):
        found[number][month] = value
    return found


def _name(details: IndicatorDetails) -> str:
    return tidied(details.name)


def _lock(db: Session) -> None:
    """One at a time changes indicators, so that two are never called alike."""
    db.get_one(Board, 1, with_for_update=True)
