"""The board, agencies, venues, trainers and courses, as rows of the workbook."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.stage_times import After
from trainingdesk.exchange.writing import Value
from trainingdesk.services.exporting.rows import Rows, Teller, each, in_pounds
from trainingdesk.storage.models import (
    Agency,
    AgencyName,
    Board,
    Course,
    CourseRequirement,
    CourseStrand,
    Strand,
    Trainer,
    Venue,
)


def board(db: Session, _teller: Teller) -> Rows:
    """What the board's papers say of it; the year always starts on 1 April."""
    held = db.get_one(Board, 1)
    settings: dict[str, Value] = {
        "Name": held.name,
        "Year starts": "1 April",
        "Borough": held.borough,
        "Signatory": held.signatory,
        "Signatory role": held.signatory_role,
        "Address": held.address,
        "Email": held.email,
        "Telephone": held.telephone,
        "Follow-up after (months)": held.follow_up_months,
        "End evaluation before a certificate": "Yes" if held.end_form_needed else "No",
    }
    yield from ((name, value) for name, value in settings.items() if value)


def agencies(db: Session, teller: Teller) -> Rows:
    """The agencies by name, each with every other name it goes by."""
    names = _gathered(db, AgencyName.agency_id, AgencyName.name, AgencyName.id)
    for agency in db.scalars(select(Agency).order_by(Agency.name)):
        own = folded(agency.name)
        others = [name for name in names[agency.id] if folded(name) != own]
        yield (
            agency.name,
            teller.listed(others, "The name"),
            agency.sector,
            agency.charging_group,
            agency.contact,
            agency.email,
            agency.invoice_address,
        )


def venues(db: Session, _teller: Teller) -> Rows:
    """The venues by name."""
    for venue in db.scalars(select(Venue).order_by(Venue.name)):
        yield venue.name, venue.address, venue.places, in_pounds(venue.hire_pence)


def trainers(db: Session, _teller: Teller) -> Rows:
    """The trainers by name."""
    for trainer in db.scalars(select(Trainer).order_by(Trainer.name)):
        yield trainer.name, trainer.email, in_pounds(trainer.daily_fee_pence)


def courses(db: Session, teller: Teller) -> Rows:
    """The catalogue by reference."""
    strands = _gathered_names(db)
    requirements = _requirements(db)
    for course in each(db, select(*Course.__table__.columns).order_by(Course.reference)):
        yield (
            course.reference,
            course.title,
            course.level,
            teller.listed(strands[course.id], "The strand"),
            course.kind,
            None if course.minutes is None else course.minutes / 60,
            course.places,
            course.minimum,
            course.refresh_months,
            course.audience,
            course.outcomes,
            teller.listed(requirements[course.id], "The course"),
            str(course.state),
            course.aims,
            After(course.follow_up_weeks, course.follow_up_months).said,
            _said(course.end_form_needed),
        )


def _said(given: bool | None) -> str | None:  # noqa: FBT001 - what a course says, or does not
    return None if given is None else "Yes" if given else "No"


def _gathered_names(db: Session) -> dict[int, list[str]]:
    query = (
        select(CourseStrand.course_id, Strand.name)
        .join(Strand, Strand.id == CourseStrand.strand_id)
        .order_by(Strand.name)
    )
    return _by_number(db.execute(query))


def _requirements(db: Session) -> dict[int, list[str]]:
    required = aliased(Course)
    query = (
        select(CourseRequirement.course_id, required.reference)
        .join(required, required.id == CourseRequirement.required_id)
        .order_by(required.reference)
    )
    return _by_number(db.execute(query))


def _gathered(
    db: Session,
    key: InstrumentedAttribute[int],
    name: InstrumentedAttribute[str],
    order: InstrumentedAttribute[Any],
) -> dict[int, list[str]]:
    return _by_number(db.execute(select(key, name).order_by(order)))


def _by_number(pairs: Any) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    told: Iterator[tuple[int, str]] = iter(pairs)
    for number, name in told:
        found[number].append(name)
    return found
