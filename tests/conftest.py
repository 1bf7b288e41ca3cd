"""A desk with a course, an event of one place and two people who want it, on each database."""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import copyfile
from uuid import uuid4

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings
from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.orm import Session

from tests.made_once import made_once, new_desk
from tests.quick_databases import SharedDesk, no_step_missing, open_quickly
from tests.worlds import begins, set_up_once
from trainingdesk.domain.course import CourseState
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.storage.database import address_of
from trainingdesk.storage.models import (
    Agency,
    AgencyName,
    Course,
    Delegate,
    Event,
    EventSession,
)

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
open_quickly()
settings.register_profile(  # how long an example takes says how busy the machine is
    "desk", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("desk")
gc.set_threshold(100_000, 50, 100)  # windows and statements are many, and looked over too often


@pytest.hookimpl(optionalhook=True)  # nobody asks where tests run in one process
def pytest_xdist_auto_num_workers() -> int | None:
    """Half as many processes again as there are cores, for much of a test is waiting."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    return max(2, (os.cpu_count() or 1) * 3 // 2)


def pytest_sessionfinish() -> None:
    """Keep what was reached at once: a process that takes long to end is ended."""
    if (reached := Coverage.current()) is not None:
        reached.save()


BEFORE = date(2026, 5, 1)
STARTS = date(2026, 6, 10)
AFTER = date(2026, 6, 12)
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
BY = Stamp("sam", NOON, BEFORE)
BY_AFTER = Stamp("sam", NOON, AFTER)

POSTGRES = os.environ.get("TRAININGDESK_TEST_POSTGRES", "")
no_server = pytest.mark.skipif(not POSTGRES, reason="TRAININGDESK_TEST_POSTGRES names no server")


KINDS = ["sqlite", pytest.param("postgresql", marks=no_server)]


@contextmanager
def a_schema() -> Iterator[URL]:
    """A schema of its own on the server."""
    schema = f"test_{uuid4().hex}"
    server = create_engine(POSTGRES)
    with server.begin() as db:
        db.exec_driver_sql(f"CREATE SCHEMA {schema}")
    yield make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={schema}"})
    with server.begin() as db:
        db.exec_driver_sql(f"DROP SCHEMA {schema} CASCADE")
    server.dispose()


@pytest.fixture(params=KINDS)
def empty_address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """Where an empty database is, that no step was taken on."""
    if request.param == "sqlite":
        yield address_of(tmp_path / "desk.sqlite")
        return
    with a_schema() as address:
        yield address


@pytest.fixture(scope="session")
def new_desk_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk on which nothing was ever done, to be copied: taking every step each time is slow."""
    return made_once(tmp_path_factory, "new", new_desk)


@pytest.fixture(scope="session")
def shared_desk() -> Iterator[SharedDesk]:
    with a_schema() as address:
        desk = SharedDesk(address)
        yield desk
        desk.close()


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """Where a desk is on which nothing was done yet."""
    if request.param == "sqlite":
        copy = tmp_path / "desk.sqlite"
        copyfile(request.getfixturevalue("new_desk_file"), copy)
        return begins(address_of(copy), "new")
    shared: SharedDesk = request.getfixturevalue("shared_desk")
    return begins(shared.emptied(), "new", shared)


@pytest.fixture
def desk(address: URL) -> Iterator[Desk]:
    with no_step_missing():
        desk = Desk(address, who="sam", today=lambda: BEFORE, now=lambda: NOON)
    yield desk
    desk.close()


@dataclass(frozen=True)
class FirstAid:
    """An event with one place, and two people who want it."""

    event: int
    session: int
    course: int
    ada: int
    grace: int
    agency: int


def an_agency(db: Session, name: str, sector: str = "Health") -> Agency:
    agency = Agency(name=name, sector=sector, sought=folded(name))
    agency.names.append(AgencyName(name=name, folded=folded(name)))
    db.add(agency)
    db.flush()
    return agency


def a_delegate(db: Session, agency: Agency, first: str, last: str, email: str = "") -> Delegate:
    reference = f"D-{first}-{last}"
    sought = folded(f"{last} {first} {email}")
    delegate = Delegate(
        reference=reference,
        first_name=first,
        last_name=last,
        email=email,
        agency=agency,
        sought=sought,
    )
    db.add(delegate)
    db.flush()
    return delegate


def a_course(db: Session, title: str, reference: str, **details: object) -> Course:
    course = Course(reference=reference, title=title, sought=folded(title), **details)
    db.add(course)
    db.flush()
    return course


def an_event(
    db: Session,
    course: Course,
    *days: date,
    places: int = 1,
    status: EventStatus = EventStatus.OPEN,
    reference: str = "",
) -> Event:
    event = Event(
        reference=reference or f"{course.reference}-{days[0]:%y%m%d}",
        course=course,
        starts=days[0],
        places=places,
        status=status,
    )
    db.add(event)
    event.sessions += [EventSession(day=day, starts=time(9, 30), ends=time(16, 30)) for day in days]
    db.flush()
    return event


@pytest.fixture
@set_up_once
def first_aid(desk: Desk) -> FirstAid:
    with desk.changing("Set up") as db:
        stated = {"level": "1", "audience": "All", "minutes": 360, "places": 1, "minimum": 1}
        course = a_course(db, "First Aid", "FA", state=CourseState.PUBLISHED, **stated)
        event = an_event(db, course, STARTS)
        library = an_agency(db, "Library")
        ada = a_delegate(db, library, "Ada", "King", "ada@example.org")
        grace = a_delegate(db, library, "Grace", "Hopper")
        return FirstAid(event.id, event.sessions[0].id, course.id, ada.id, grace.id, library.id)
