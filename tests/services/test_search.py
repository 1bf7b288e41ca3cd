from datetime import date, timedelta

import pytest
from sqlalchemy import insert, update

from tests.conftest import FirstAid, a_course, an_event
from tests.services.people import People, settle
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.search import find
from trainingdesk.services.sought_events import MANY
from trainingdesk.storage.models import Course, Delegate, Event

TODAY = date(2026, 5, 1)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def found(desk: Desk, words: str, kind: str, limit: int = 8) -> list[str]:
    with desk.reading() as db:
        return [
            each.title for each in find(db, words, today=TODAY, limit=limit) if each.kind == kind
        ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("lukasz", ["Żak, Łukasz"]),
        ("zak", ["Żak, Łukasz"]),
        ("lu", ["Żak, Łukasz"]),
        ("uka", ["Żak, Łukasz"]),
        ("da ki", ["King, Ada"]),
        ("library king", ["King, Ada"]),
        ("library", []),
        ("barking trust", []),
        ("d-grace", ["Hopper, Grace"]),
        ("uk", []),
        ("%", []),
        ("", []),
    ],
)
def test_delegates_are_found_by_few_letters(
    desk: Desk, people: People, words: str, names: list[str]
) -> None:
    assert found(desk, words, "delegate") == names


def test_a_reference_finds_its_delegate(desk: Desk, people: People) -> None:
    with desk.changing("Number", undoable=False) as db:
        db.execute(update(Delegate).where(Delegate.id == people.ada).values(reference="D00621"))
    assert found(desk, "d00621", "delegate") == ["King, Ada"]
    assert found(desk, "d006", "delegate") == ["King, Ada"]


def test_last_names_come_before_what_only_holds_the_letters(
    desk: Desk, first_aid: FirstAid
) -> None:
    names = [("Mary", "Aakinga"), ("King", "Zulu"), ("Zoe", "Kingsley")]
    rows = [
        {
            "reference": f"D{last}",
            "first_name": first,
            "last_name": last,
            "agency_id": first_aid.agency,
            "sought": sought_of(first_name=first, last_name=last, email=""),
        }
        for first, last in names
    ]
    with desk.changing("Import", undoable=False) as db:
        db.execute(insert(Delegate), rows)
    assert found(desk, "king", "delegate") == [
        "King, Ada",
        "Kingsley, Zoe",
        "Zulu, King",
        "Aakinga, Mary",
    ]
    assert found(desk, "king", "delegate", limit=2) == ["King, Ada", "Kingsley, Zoe"]


def test_agencies_and_courses_are_found(desk: Desk, people: People) -> None:
    assert found(desk, "trust", "agency") == ["Barking Trust"]
    assert found(desk, "voluntary", "agency") == ["Empty House"]
    assert found(desk, "risk ident", "course") == ["Identifying Risk"]
    assert found(desk, "neg", "course") == ["Neglect"]


@pytest.mark.parametrize(
    ("words", "events"),
    [
        ("risk", [(2026, 4), (2025, 6)]),
        ("risk 2025", [(2025, 6)]),
        ("april ident", [(2026, 4)]),
        ("jun", [(2025, 6)]),
        ("risk-250601", [(2025, 6)]),
        ("2024", []),
    ],
)
def test_events_are_found_by_course_reference_month_and_year(
    desk: Desk, people: People, words: str, events: list[tuple[int, int]]
) -> None:
    days = {people.old_risk: (2025, 6), people.risk: (2026, 4), people.neglect: (2026, 4)}
    with desk.reading() as db:
        rows = [each for each in find(db, words, today=TODAY) if each.kind == "event"]
    assert [days[each.id] for each in rows if each.title == "Identifying Risk"] == events


def test_what_is_found_says_what_tells_it_apart(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        ada, *_ = find(db, "ada", today=TODAY)
        event = next(each for each in find(db, "neglect", today=TODAY) if each.kind == "event")
    assert (ada.note, ada.glyph) == ("Analyst · Library", "user")
    assert event.note == "Mon 20 April 2026 · NEG-260420"


def test_events_come_the_nearest_to_today_first(desk: Desk, people: People) -> None:
    with desk.changing("Plan") as db:
        risk = db.get_one(Course, db.get_one(Event, people.risk).course_id)
        days = (-400, -20, 0, 20, 21, 90)
        planned = {
            days_off: an_event(db, risk, TODAY + timedelta(days_off)).id for days_off in days
        }
    nearest = [planned[0], planned[20], planned[-20]]
    with desk.reading() as db:
        rows = find(db, "identifying", today=TODAY, limit=3)
        later = find(db, "identifying", today=TODAY + timedelta(60), limit=3)
    assert [row.id for row in rows if row.kind == "event"] == nearest
    assert next(row.id for row in later if row.kind == "event") == planned[90]


def test_a_course_comes_before_its_events(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        kinds = [each.kind for each in find(db, "risk", today=TODAY)]
    assert kinds == ["course", "event", "event"]


def test_events_of_a_course_so_called_come_before_nearer_ones(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        making = an_event(db, a_course(db, "Marking Work", "MARK"), TODAY).id
        kings = an_event(db, a_course(db, "King's Fund", "KF"), TODAY - timedelta(300)).id
    with desk.reading() as db:
        rows = [each.id for each in find(db, "king", today=TODAY) if each.kind == "event"]
    assert rows == [kings, making]


def test_a_reference_of_very_many_events_finds_the_nearest(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Plan", undoable=False) as db:
        course = a_course(db, "Induction", "IND")
        last = an_event(db, course, TODAY - timedelta(1)).id
        known = db.get_one(Event, last)
        rows = [
            {
                "reference": f"Q7-{number:04}",
                "course_id": course.id,
                "starts": TODAY + timedelta(number + 2),
                "places": known.places,
                "status": known.status,
            }
            for number in range(MANY + 1)
        ]
        db.execute(insert(Event), rows)
    with desk.reading() as db:
        found = [each.note for each in find(db, "q7", today=TODAY, limit=2) if each.kind == "event"]
    assert [note.rpartition(" ")[2] for note in found] == ["Q7-0000", "Q7-0001"]


def test_a_word_that_nothing_holds_finds_nothing(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        assert find(db, "risk zzz", today=TODAY) == []
        assert find(db, "0000", today=TODAY) == []
