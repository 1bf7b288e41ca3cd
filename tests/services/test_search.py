import pytest
from sqlalchemy import insert, update

from tests.conftest import FirstAid
from tests.services.people import People, settle
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.search import find
from trainingdesk.storage.models import Delegate


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def found(desk: Desk, words: str, kind: str, limit: int = 8) -> list[str]:
    with desk.reading() as db:
        return [each.title for each in find(db, words, limit=limit) if each.kind == kind]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("lukasz", ["Żak, Łukasz"]),
        ("zak", ["Żak, Łukasz"]),
        ("uk", ["Żak, Łukasz"]),
        ("da ki", ["King, Ada"]),
        ("library king", ["King, Ada"]),
        ("library", []),
        ("barking trust", []),
        ("d-grace", []),
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
        rows = [each for each in find(db, words) if each.kind == "event"]
    assert [days[each.id] for each in rows if each.title == "Identifying Risk"] == events


def test_what_is_found_says_what_tells_it_apart(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        ada, *_ = find(db, "ada")
        event = next(each for each in find(db, "neglect") if each.kind == "event")
    assert (ada.note, ada.glyph) == ("Analyst · Library", "user")
    assert event.note == "Mon 20 April 2026 · NEG-260420"
