"""The brochure of a year's programme: what is offered, gathered for its pages."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from trainingdesk.domain.course import CourseState
from trainingdesk.domain.event import UNSCHEDULED, EventStatus
from trainingdesk.domain.own_words import OwnList
from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import clock, hours_said, listed, long_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.boards import board_of
from trainingdesk.services.documents import printed_board
from trainingdesk.services.saving import save_document
from trainingdesk.storage.models import (
    Course,
    CourseRequirement,
    CourseStrand,
    Event,
    EventSession,
    OwnWord,
    Strand,
)

if TYPE_CHECKING:
    from trainingdesk.reports import brochure_facts as facts

LEFT_OUT = UNSCHEDULED | {EventStatus.CANCELLED}
OTHER = "Other courses"
USUAL_KIND = "Course"
NO_CONTACT = (
    "It does not say how to reach the board: Settings has no e-mail, telephone or address of it."
)


def save_brochure(db: Session, year: TrainingYear, path: Path) -> list[str]:
    """Save the brochure of a year as a PDF: published courses, and its events that are no drafts.

    Returns what is to be told of it: that it does not say how to reach the board, and each name
    with letters that no font on this computer has. Raises CannotSave, NothingToPrint.
    """
    from trainingdesk.reports.brochure import brochure  # noqa: PLC0415

    if path.suffix.lower() != ".pdf":
        raise CannotSave(path.name, "a brochure is saved as .pdf")
    programme = programme_of(db, year)
    save_document(brochure(printed_board(db), programme), path)
    unreachable = [] if any(programme.contact.ways) else [NO_CONTACT]
    return [*unreachable, *_without_a_font(programme)]


def programme_of(db: Session, year: TrainingYear) -> "facts.Programme":
    """What the brochure of a year says; raises NothingToPrint when no course is published."""
    from trainingdesk.reports import brochure_facts as facts  # noqa: PLC0415

    offers = _offers(db, _dates(db, year))
    if not offers:
        raise NothingToPrint(
            "No course is published, so there is nothing to print. A course is published once its "
            "level and its audience are stated."
        )
    board = board_of(db)
    return facts.Programme(
        year=year,
        strands=_strands(db, offers),
        levels=_levels(db),
        contact=facts.Contact(board.email, board.telephone, board.address),
    )


def _dates(db: Session, year: TrainingYear) -> dict[int, list[Event]]:
    """The events of a year by course, without drafts and what was called off."""
    query = (
        select(Event)
        .where(Event.starts.between(year.first_day, year.last_day), Event.status.not_in(LEFT_OUT))
        .options(
            selectinload(Event.sessions).joinedload(EventSession.venue), joinedload(Event.series)
        )
        .order_by(Event.starts, Event.reference)
    )
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for event in db.scalars(query):
        found[event.course_id].append(event)
    return found


def _offers(db: Session, dates: dict[int, list[Event]]) -> "dict[int, facts.Offer]":
    """The published courses, and such as are retired but still have dates, by number."""
    courses = db.scalars(
        select(Course).where(Course.state != CourseState.DRAFT).order_by(Course.sought)
    )
    required = _requirements(db)
    return {
        course.id: _offer(course, dates.get(course.id, []), required[course.id])
        for course in courses
        if course.state is CourseState.PUBLISHED or course.id in dates
    }


def _offer(course: Course, events: Iterable[Event], requires: Sequence[str]) -> "facts.Offer":
    from trainingdesk.reports import brochure_facts as facts  # noqa: PLC0415

    level = [f"any course of {said_level(course.required_level)}"] if course.required_level else []
    kind = course.kind if course.kind != USUAL_KIND else ""
    return facts.Offer(
        reference=course.reference,
        title=course.title,
        level=course.level,
        length=", ".join(filter(None, (kind, hours_said(course.minutes)))),
        audience=course.audience,
        aims=course.aims,
        outcomes=[line.strip() for line in course.outcomes.splitlines() if line.strip()],
        requires=[*requires, *level],
        dates=[_dated(event) for event in events],
    )


def _dated(event: Event) -> "facts.Dated":
    from trainingdesk.reports import brochure_facts as facts  # noqa: PLC0415

    days = event.sessions
    times = {_times(day) for day in days}
    told = [long_day(day.day) for day in days]
    if len(times) > 1:  # each day then says its own
        told = [", ".join(filter(None, (long_day(d.day), _times(d)))) for d in days]
    return facts.Dated(
        reference=event.reference,
        days=[day.day for day in days] or [event.starts],
        when=told or [long_day(event.starts)],
        times=times.pop() if len(times) == 1 else "",
        where=listed(list(dict.fromkeys(filter(None, map(_where, days))))),
        series=event.series.name if event.series else "",
    )


def _times(day: EventSession) -> str:
    if not day.starts:
        return ""
    return f"{clock(day.starts)} to {clock(day.ends)}" if day.ends else f"from {clock(day.starts)}"


def _where(day: EventSession) -> str:
    """The venue of a day; the link to an online room is not for printing."""
    if day.venue:
        return day.venue.name
    return "Online" if day.online else ""


def _requirements(db: Session) -> dict[int, list[str]]:
    query = (
        select(CourseRequirement.course_id, Course.title)
        .join(Course, Course.id == CourseRequirement.required_id)
        .order_by(Course.title)
    )
    found: defaultdict[int, list[str]] = defaultdict(list)
    for course_id, title in db.execute(query):
        found[course_id].append(title)
    return found


def _strands(db: Session, offers: "dict[int, facts.Offer]") -> "list[facts.StrandPart]":
    """The strands in the board's order; a course is told once, in the first of its strands."""
    from trainingdesk.reports import brochure_facts as facts  # noqa: PLC0415

    of_strand: defaultdict[int, set[int]] = defaultdict(set)
    for course_id, strand_id in db.execute(select(CourseStrand.course_id, CourseStrand.strand_id)):
        of_strand[strand_id].add(course_id)
    told: set[int] = set()
    parts = []
    for strand in db.scalars(select(Strand).order_by(Strand.turn, Strand.name)):
        own = [number for number in offers if number in of_strand[strand.id]]
        if own:
            here = [offers[number] for number in own if number not in told]
            elsewhere = [offers[number] for number in own if number in told]
            parts.append(facts.StrandPart(strand.name, strand.about, here, elsewhere))
            told |= set(own)
    if rest := [offer for number, offer in offers.items() if number not in told]:
        parts.append(facts.StrandPart(OTHER if parts else "Courses", "", rest))
    return parts


def _levels(db: Session) -> "list[facts.Level]":
    """The levels that the board has explained, in its own order."""
    from trainingdesk.reports import brochure_facts as facts  # noqa: PLC0415

    query = (
        select(OwnWord)
        .where(OwnWord.list == OwnList.LEVEL, OwnWord.about != "", OwnWord.retired.is_(False))
        .order_by(OwnWord.turn, OwnWord.name)
    )
    return [facts.Level(word.name, word.about) for word in db.scalars(query)]


def _without_a_font(programme: "facts.Programme") -> list[str]:
    from trainingdesk.reports.faces import missing  # noqa: PLC0415

    return [
        f"{text}: no font here has the letters {''.join(sorted(lost))}."
        for text in dict.fromkeys(programme.texts())
        if (lost := missing(text))
    ]
