from pytestqt.qtbot import QtBot

from tests.conftest import a_delegate, an_agency
from tests.services.people import People
from trainingdesk.domain.recommendation import Rag
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Action, Agency, Series, Trainer, Venue
from ui.finding import SHOWN_AS, found_records, where_of
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.programme.place import ProgrammePlace


def test_a_course_stands_before_its_events_the_nearest_first(desk: Desk, people: People) -> None:
    courses, events = found_records(desk, "risk")
    assert (courses.title, events.title) == ("Courses", "Events")
    assert [line.key for line in events.lines] == [
        f"event:{people.risk}",
        f"event:{people.old_risk}",
    ]


def test_nothing_typed_finds_no_record(desk: Desk, people: People) -> None:
    assert found_records(desk, " ") == []


def test_an_agency_called_so_stands_before_those_it_sends(desk: Desk, people: People) -> None:
    with desk.changing("Set up") as db:
        school = an_agency(db, "Lantern Hill")
        a_delegate(db, school, "Laura", "Aldridge", "laura@lantern-hill.example")
    assert [group.title for group in found_records(desk, "lantern hill")] == [
        "Agencies",
        "Delegates",
    ]
    with desk.changing("Set up") as db:
        a_delegate(db, db.get_one(Agency, people.library), "Lantern", "Hill")
    assert found_records(desk, "lantern hill")[0].title == "Delegates"


def test_what_has_a_name_stands_in_its_own_group_and_leads_to_its_page(
    desk: Desk, people: People
) -> None:
    with desk.changing("Set up") as db:
        db.add_all([Venue(name="Town Hall"), Trainer(name="Ada Hall"), Series(name="Hall week")])
    found = {group.title: group.lines[0] for group in found_records(desk, "hall")}
    assert [line.text for line in found.values()] == ["Town Hall", "Ada Hall", "Hall week"]
    kinds = {title: where_of(str(line.key), "2026-27") for title, line in found.items()}
    assert kinds["Venues"] == Where("Programme", kind="venues", id=1, year="2026-27")
    assert list(kinds) == ["Venues", "Trainers", "Series"]


def test_every_page_that_a_found_record_leads_to_is_there(
    qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs
) -> None:
    place = ProgrammePlace(live, way, jobs)
    qtbot.addWidget(place)
    assert len({id(place.room(kind)) for kind in (*SHOWN_AS.values(), "")}) == len(SHOWN_AS) + 1


def test_what_stands_on_a_list_leads_there(desk: Desk) -> None:
    with desk.changing("Set up") as db:
        db.add(Action(words="Print the leaflet", rag=Rag.RED))
    (group,) = found_records(desk, "leaflet")
    assert group.title == "Plan of actions"
    assert where_of(str(group.lines[0].key), "2026-27") == Where(
        "Programme", kind="actions", id=1, year="2026-27"
    )
    assert where_of("licence:3", "2026-27") == Where(
        "Delegates", kind="licences", id=3, year="2026-27"
    )
    assert where_of("certificate:4", "2026-27") == Where(
        "Programme", kind="event", id=4, year="2026-27"
    )
