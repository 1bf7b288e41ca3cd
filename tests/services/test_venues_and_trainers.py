from datetime import date, time

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import FirstAid, a_course, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.day_off import Off
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Refused, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import trainers, venues
from trainingdesk.services.desk import Desk
from trainingdesk.services.session_days import Days
from trainingdesk.services.trainer_days import (
    DaysGiven,
    days_given_by,
    trainer_days_given,
)
from trainingdesk.services.trainers import TrainerDetails
from trainingdesk.services.venue_days import VenueDays, venue_days_given, venue_days_of
from trainingdesk.services.venues import VenueDetails
from trainingdesk.storage.models import (
    Base,
    DayOff,
    EventSession,
    SessionTrainer,
    Trainer,
    Venue,
)

YEAR = TrainingYear(2026)
TODAY = date(2026, 7, 1)
HALL = VenueDetails(
    name="Town Hall",
    address="Main Road\nRomford",
    places=30,
    hire_pence=12_500,
    access="Step-free; hearing loop",
    contact="Lee",
    email="hall@example.org",
    telephone="01708 1",
    days_off=(Off(date(2026, 6, 1), date(2026, 6, 3), "polling"),),
)
JO = TrainerDetails("Jo Bloggs", "jo@example.org", "01708 2", 40_000, "Trains on risk")


def details_of(desk: Desk, number: int) -> VenueDetails:
    with desk.reading() as db:
        return venues.venue_details(db, number)


def trainer_of(desk: Desk, number: int) -> TrainerDetails:
    with desk.reading() as db:
        return trainers.trainer_details(db, number)


@pytest.fixture
@set_up_once
def hall(desk: Desk) -> int:
    with desk.changing("Add venue") as db:
        return venues.add_venue(db, HALL)


@pytest.fixture
@set_up_once
def jo(desk: Desk) -> int:
    with desk.changing("Add trainer") as db:
        return trainers.add_trainer(db, JO)


def a_day(db: Session, first_aid: FirstAid) -> EventSession:
    return db.get_one(EventSession, first_aid.session)


def test_records_keep_every_detail(desk: Desk, hall: int, jo: int) -> None:
    assert details_of(desk, hall) == HALL
    assert trainer_of(desk, jo) == JO


def test_saving_an_unchanged_form_changes_nothing(desk: Desk, hall: int, jo: int) -> None:
    before = desk.done
    with desk.changing("Change") as db:
        venues.change_venue(db, hall, HALL, opened=HALL)
        trainers.change_trainer(db, jo, JO, opened=JO)
    assert desk.done == before


def test_a_record_is_renamed_and_its_days_off_are_changed(desk: Desk, hall: int, jo: int) -> None:
    leave = Off(date(2026, 8, 1), date(2026, 8, 1))
    renamed = VenueDetails("Town  Hall (East)", days_off=(leave, *HALL.days_off))
    with desk.changing("Change") as db:
        venues.change_venue(db, hall, renamed, opened=HALL)
        trainers.change_trainer(db, jo, TrainerDetails("Jo B", days_off=(leave,)), opened=None)
    found = details_of(desk, hall)
    assert (found.name, found.days_off) == ("Town Hall (East)", (*HALL.days_off, leave))
    assert trainer_of(desk, jo).days_off == (leave,)
    with desk.changing("Change") as db:
        trainers.change_trainer(db, jo, TrainerDetails("Jo B"), opened=None)
    assert trainer_of(desk, jo).days_off == ()
    desk.undo()
    desk.undo()
    assert details_of(desk, hall) == HALL


def test_the_later_of_two_windows_sees_both_versions(desk: Desk, hall: int, jo: int) -> None:
    with desk.changing("Change") as db:
        venues.change_venue(db, hall, VenueDetails("Hall"), opened=HALL)
        trainers.change_trainer(db, jo, TrainerDetails("J"), opened=JO)
    with pytest.raises(ChangedMeanwhile) as late, desk.changing("Change") as db:
        venues.change_venue(db, hall, HALL, opened=HALL)
    assert late.value.stored == VenueDetails("Hall")
    with pytest.raises(ChangedMeanwhile), desk.changing("Change") as db:
        trainers.change_trainer(db, jo, JO, opened=JO)


def test_what_is_wrong_is_told_by_field(desk: Desk, hall: int, jo: int) -> None:
    with pytest.raises(Invalid) as told, desk.changing("Add") as db:
        venues.add_venue(db, VenueDetails("TÓWN hall", agency_id=99))
    assert told.value.problems == {
        "name": "“Town Hall” is there already. Merge the two if they are one venue.",
        "agency_id": "This agency is no longer there. Choose another, or none.",
    }
    with pytest.raises(Invalid) as told, desk.changing("Add") as db:
        trainers.add_trainer(db, TrainerDetails("jo  bloggs", agency_id=99))
    assert set(told.value.problems) == {"name", "agency_id"}
    for add, details in ((venues.add_venue, VenueDetails()),):
        with pytest.raises(Invalid) as told, desk.changing("Add") as db:
            add(db, details)
    with pytest.raises(Invalid), desk.changing("Add") as db:
        trainers.add_trainer(db, TrainerDetails())
    assert set(told.value.problems) == {"name"}


def test_what_is_gone_is_said_so(desk: Desk) -> None:
    with desk.changing("Look") as db:
        with pytest.raises(Unknown):
            venues.venue_details(db, 9)
        with pytest.raises(Unknown):
            trainers.trainer_details(db, 9)
        with pytest.raises(Unknown):
            venues.merge_venues(db, 9, [8])
        with pytest.raises(Unknown):
            trainers.remove_trainers(db, [9])


def links_to(desk: Desk, table: str, number: int) -> list[str]:
    """Every column that points at a record."""
    with desk.reading() as db:
        return [
            f"{each.name}.{key.parent.name}"
            for each in Base.metadata.sorted_tables
            for key in each.foreign_keys
            if key.target_fullname == f"{table}.id"
            if db.execute(select(each).where(key.parent == number)).first() is not None
        ]


def every_link(table: str) -> list[str]:
    return [
        f"{each.name}.{key.parent.name}"
        for each in Base.metadata.sorted_tables
        for key in each.foreign_keys
        if key.target_fullname == f"{table}.id"
    ]


def test_merging_venues_moves_everything_that_points_at_them(
    desk: Desk, first_aid: FirstAid, hall: int
) -> None:
    off = HALL.days_off[0], Off(date(2026, 9, 1), date(2026, 9, 1))
    with desk.changing("Add") as db:
        other = venues.add_venue(db, VenueDetails("Townhall", places=25, days_off=off))
        bare = venues.add_venue(db, VenueDetails("Town hall E"))
        a_day(db, first_aid).venue_id = other
    assert links_to(desk, "venue", other) == every_link("venue")
    with desk.changing("Merge") as db:
        venues.merge_venues(db, bare, [bare, other, hall])
    assert links_to(desk, "venue", bare) == every_link("venue")
    kept = details_of(desk, bare)
    assert (kept.name, kept.places, kept.contact) == ("Town hall E", 25, "Lee")
    assert kept.days_off == off
    with desk.reading() as db:
        assert list(db.scalars(select(Venue.id))) == [bare]
    desk.undo()
    assert details_of(desk, hall) == HALL
    assert links_to(desk, "venue", other) == every_link("venue")


def test_merging_trainers_moves_everything_that_points_at_them(
    desk: Desk, first_aid: FirstAid, jo: int
) -> None:
    off = (Off(date(2026, 9, 1), date(2026, 9, 1)),)
    with desk.changing("Add") as db:
        other = trainers.add_trainer(db, TrainerDetails("J Bloggs", days_off=off))
        event = an_event(db, a_course(db, "Neglect", "NEG"), date(2026, 6, 12))
        a_day(db, first_aid).trainer_id = other
        day = event.sessions[0].id
        db.add(SessionTrainer(session_id=day, trainer_id=other, part=TrainerPart.RESERVE))
    assert links_to(desk, "trainer", other) == every_link("trainer")
    with desk.changing("Merge") as db:
        trainers.merge_trainers(db, jo, [jo, other])
    assert links_to(desk, "trainer", jo) == every_link("trainer")
    assert trainer_of(desk, jo).days_off == off
    with desk.reading() as db:
        assert list(db.scalars(select(Trainer.id))) == [jo]
    desk.undo()
    assert links_to(desk, "trainer", other) == every_link("trainer")


@pytest.mark.parametrize(
    ("first", "kept_part", "others_part", "left"),
    [
        ("", TrainerPart.RESERVE, TrainerPart.BESIDE, TrainerPart.BESIDE),
        ("", TrainerPart.BESIDE, TrainerPart.RESERVE, TrainerPart.BESIDE),
        ("kept", None, TrainerPart.BESIDE, None),
        ("other", TrainerPart.BESIDE, None, None),
    ],
)
def test_merged_trainers_have_one_part_a_day(
    desk: Desk,
    first_aid: FirstAid,
    jo: int,
    first: str,
    kept_part: TrainerPart | None,
    others_part: TrainerPart | None,
    left: TrainerPart | None,
) -> None:
    with desk.changing("Add") as db:
        other = trainers.add_trainer(db, TrainerDetails("J Bloggs"))
        a_day(db, first_aid).trainer_id = {"kept": jo, "other": other}.get(first)
        for number, part in ((jo, kept_part), (other, others_part)):
            if part:
                row = SessionTrainer(session_id=first_aid.session, trainer_id=number, part=part)
                db.add(row)
    with desk.changing("Merge") as db:
        trainers.merge_trainers(db, jo, [other])
    with desk.reading() as db:
        rows = db.execute(select(SessionTrainer.trainer_id, SessionTrainer.part)).all()
        assert [tuple(row) for row in rows] == ([(jo, left)] if left else [])
        assert a_day(db, first_aid).trainer_id == (jo if first else None)


def test_only_what_nobody_uses_is_removed(
    desk: Desk, first_aid: FirstAid, hall: int, jo: int
) -> None:
    with desk.changing("Add") as db:
        kim = trainers.add_trainer(db, TrainerDetails("Kim", days_off=HALL.days_off))
        beside = SessionTrainer(
            session_id=first_aid.session, trainer_id=jo, part=TrainerPart.BESIDE
        )
        db.add(beside)
        a_day(db, first_aid).venue_id = hall
    said = "Town Hall stays: 1 day of events is held there"
    with pytest.raises(Refused, match=said), desk.changing("Remove") as db:
        venues.remove_venues(db, [hall])
    said = "Jo Bloggs stays: 1 day of events names this trainer"
    with pytest.raises(Refused, match=said), desk.changing("Remove") as db:
        trainers.remove_trainers(db, [kim, jo])
    with desk.changing("Change") as db:
        a_day(db, first_aid).venue_id = None
    with desk.changing("Remove") as db:
        venues.remove_venues(db, [hall])
        trainers.remove_trainers(db, [kim])
    with desk.reading() as db:
        assert venues.venues_in_all(db) == 0
        assert trainers.trainers_in_all(db) == 1
        assert db.scalar(select(DayOff.id)) is None
    desk.undo()
    assert details_of(desk, hall) == HALL


def test_lists_are_narrowed_and_put_in_order(
    desk: Desk, first_aid: FirstAid, hall: int, jo: int
) -> None:
    with desk.changing("Add") as db:
        library = first_aid.agency
        house_id = venues.add_venue(db, VenueDetails("Łódź House", places=50, agency_id=library))
        kim = trainers.add_trainer(db, TrainerDetails("Kim", agency_id=library))
        day = a_day(db, first_aid)
        day.venue_id, day.trainer_id = house_id, kim
    with desk.reading() as db:

        def names(**asked: object) -> list[str]:
            rows = venues.venues_listed(db, YEAR, today=TODAY, **asked)  # type: ignore[arg-type]
            return [row.name for row in rows]

        assert names() == ["Łódź House", "Town Hall"]
        assert names(sort="places") == ["Town Hall", "Łódź House"]
        assert names(sort="places", falling=True) == ["Łódź House", "Town Hall"]
        assert names(sort="hire_pence", falling=True) == ["Town Hall", "Łódź House"]
        assert names(words="lodz library") == ["Łódź House"]
        assert names(words="hearing") == ["Town Hall"]
        (house, town) = venues.venues_listed(db, YEAR, today=date(2026, 4, 1))
        assert (house.days, house.next_on, house.agency) == (1, day_of(db, first_aid), "Library")
        assert (town.days, town.next_on) == (0, None)
        found = trainers.trainers_listed(db, YEAR, today=TODAY, sort="halves", falling=True)
        assert [(row.name, row.halves, row.agency) for row in found] == [
            ("Kim", 2, "Library"),
            ("Jo Bloggs", 0, ""),
        ]
        found = trainers.trainers_listed(db, YEAR, today=date(2026, 4, 1), words="library")
        assert [(row.halves, row.halves_ahead, row.next_on) for row in found] == [
            (0, 2, day_of(db, first_aid))
        ]


def day_of(db: Session, first_aid: FirstAid) -> date:
    return a_day(db, first_aid).day


def test_days_given_by_agencies_own_trainers_are_counted(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        police, library = an_agency(db, "Police"), an_agency(db, "Library")
        lee, kim = (
            trainers.add_trainer(db, TrainerDetails(name, agency_id=police.id))
            for name in ("Lee", "Kim")
        )
        ann = trainers.add_trainer(db, TrainerDetails("Ann", agency_id=library.id))
        own = trainers.add_trainer(db, TrainerDetails("Own"))
        trainers.add_trainer(db, TrainerDetails("Idle", agency_id=library.id))
        course = a_course(db, "Risk", "RISK", minutes=480)
        past = an_event(db, course, date(2026, 6, 1), date(2026, 6, 2))
        whole, half = past.sessions
        half.starts, half.ends = time(9, 30), time(12, 30)
        whole.trainer_id = half.trainer_id = lee
        beside, reserve = TrainerPart.BESIDE, TrainerPart.RESERVE
        db.add(SessionTrainer(session_id=half.id, trainer_id=kim, part=beside))
        db.add(SessionTrainer(session_id=whole.id, trainer_id=ann, part=reserve))
        db.add(SessionTrainer(session_id=whole.id, trainer_id=own, part=beside))
        ahead = an_event(db, course, date(2026, 9, 1), date(2026, 9, 2), reference="R-2")
        for session in ahead.sessions:  # without hours, 480 minutes over two days are two halves
            session.starts, session.ends, session.trainer_id = None, None, ann
        off = an_event(db, course, date(2026, 6, 9), status=EventStatus.CANCELLED)
        before = an_event(db, course, date(2026, 3, 9), reference="R-0")
        off.sessions[0].trainer_id = before.sessions[0].trainer_id = lee
        numbers = police.id, library.id
    with desk.reading() as db:
        given = trainer_days_given(db, YEAR, today=TODAY)
        assert given == [
            DaysGiven(numbers[0], "Police", 2, Days(halves=4, half_days=2)),
            DaysGiven(numbers[1], "Library", 1, Days(halves_ahead=2)),
        ]
        assert given[0].days.said == "2 days (2 half days)"
        assert given[1].days.said == "0 days"
        assert days_given_by(db, numbers[0], YEAR, today=TODAY) == given[0].days
        assert days_given_by(db, 99, YEAR, today=TODAY) == Days()


def test_every_detail_of_the_models_is_in_the_forms() -> None:
    for model, details in ((Venue, VenueDetails), (Trainer, TrainerDetails)):
        columns = {column.key for column in model.__table__.columns}
        fields = set(details.__dataclass_fields__)
        assert columns - {"id"} == fields - {"days_off"}


def test_days_of_agencies_own_venues_are_counted_where_they_cost_nothing(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        police, library = an_agency(db, "Police"), an_agency(db, "Library")
        station, court = (
            venues.add_venue(db, VenueDetails(name, hire_pence=pence, agency_id=police.id))
            for name, pence in (("Station", 0), ("Court", None))
        )
        hired = venues.add_venue(
            db, VenueDetails("Reading room", hire_pence=1, agency_id=library.id)
        )
        course = a_course(db, "Risk", "RISK")
        past = an_event(db, course, date(2026, 4, 1), date(2026, 4, 2))
        past.sessions[0].venue_id, past.sessions[1].venue_id = station, court
        past.sessions[1].starts, past.sessions[1].ends = time(9, 30), time(12, 30)
        other = an_event(db, course, date(2026, 4, 3), date(2026, 9, 1), reference="R-2")
        other.sessions[0].venue_id, other.sessions[1].venue_id = hired, court
        police_id, library_id = police.id, library.id
    with desk.reading() as db:
        given = venue_days_given(db, YEAR, today=TODAY)
        assert given == [VenueDays(police_id, "Police", Days(3, half_days=1, halves_ahead=2))]
        assert venue_days_of(db, police_id, YEAR, today=TODAY) == given[0].days
        assert venue_days_of(db, library_id, YEAR, today=TODAY) == Days()
