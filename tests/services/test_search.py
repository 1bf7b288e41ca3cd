from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, update

from tests.conftest import FirstAid, a_course, a_delegate, an_agency, an_event
from tests.services.people import People, settle
from trainingdesk.domain.delegate import sought_of
from trainingdesk.domain.recommendation import Rag, SourceKind
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.delegates import DelegatesAsked, delegates_page
from trainingdesk.services.desk import Desk
from trainingdesk.services.search import find
from trainingdesk.services.sought_events import MANY
from trainingdesk.services.sought_people import MANY as MANY_HOLD
from trainingdesk.services.venues import venues_listed
from trainingdesk.storage.models import (
    Action,
    Agency,
    Booking,
    Certificate,
    Course,
    Delegate,
    DelegateAlias,
    Event,
    Licence,
    LicenceGroup,
    PartnerBoard,
    Recommendation,
    Series,
    Trainer,
    UndatedEvent,
    Venue,
)

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
        ("carking trust", []),
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
    assert found(desk, "trust", "agency") == ["Carking Trust"]
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


def test_names_that_begin_with_the_words_in_a_row_come_first(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Plan") as db:
        near = an_event(db, a_course(db, "Abuse and Children", "AC"), TODAY).id
        meant = an_event(db, a_course(db, "Abuse Champions", "CH"), TODAY - timedelta(300)).id
        for name in ("Abuse and Children Trust", "Abuse Champions Trust"):
            an_agency(db, name)
            db.add(Trainer(name=name))
    with desk.reading() as db:
        rows = find(db, "abuse ch", today=TODAY)
    assert [each.id for each in rows if each.kind == "event"] == [meant, near]
    for kind in ("course", "agency", "trainer"):
        first = next(each for each in rows if each.kind == kind)
        assert first.title.startswith("Abuse Champions")


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


def added(desk: Desk, first: str, last: str, *, email: str = "", reference: str = "") -> int:
    with desk.changing("Add", undoable=False) as db:
        person = a_delegate(db, db.scalars(select(Agency).limit(1)).one(), first, last, email)
        person.reference = reference or person.reference
        return person.id


@pytest.mark.parametrize(
    ("first", "last", "typed"),
    [
        ("İpek", "Yıldırım", "ipek yildirim"),
        ("Ipek", "Yildirim", "İPEK YILDIRIM"),
        ("Jürgen", "Groß", "gross jur"),
        ("Jurgen", "Gross", "groß"),
        ("Æthel", "Ødegård", "aethel odegard"),
        ("Siôn", "Ŵyn", "wyn sion"),
        ("Kwame", "Ɔsei-Ŋkrumah", "nkru osei"),
        ("Þóra", "Friðriksdóttir", "frid thora"),
        ("Sean", "O’Brien", "obrien"),
        ("Sean", "O'Brien", "o‘br"),
        ("Sean", "O´Brien", "o'brien"),
        ("小明", "李", "李"),
        ("小明", "李", "小明"),
        ("小明", "李", "明"),
        ("Анна", "Йолкіна", "йолк ан"),
        ("فاطمة", "الزهراء", "زهرا"),
    ],
)
def test_a_name_is_found_with_and_without_its_accents(
    desk: Desk, first_aid: FirstAid, first: str, last: str, typed: str
) -> None:
    added(desk, first, last)
    assert found(desk, typed, "delegate") == [f"{last}, {first}"]


@pytest.mark.parametrize("typed", ["\0", "ada \0king", "ki\ud83c", 'ki"ng', "ki* OR", "\U0010ffff"])
def test_no_letters_are_too_strange_to_look_for(
    desk: Desk, first_aid: FirstAid, typed: str
) -> None:
    expected = ["King, Ada"] if typed in {"ada \0king", "ki\ud83c"} else []
    assert found(desk, typed, "delegate") == expected


def test_a_changed_name_is_found_and_the_old_one_is_not(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Number") as db:
        db.get_one(Delegate, first_aid.ada).reference = "D00001"
    with desk.changing("Change") as db:
        ada = db.get_one(Delegate, first_aid.ada)
        ada.last_name, ada.sought = "Lovelace", "lovelace ada ada@example.org"
    assert (found(desk, "velac", "delegate"), found(desk, "kin", "delegate")) == (
        ["Lovelace, Ada"],
        [],
    )
    desk.undo()
    assert (found(desk, "velac", "delegate"), found(desk, "ing", "delegate")) == ([], ["King, Ada"])


def test_nobody_who_was_removed_is_found(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Remove") as db:
        db.delete(db.get_one(Delegate, first_aid.ada))
    assert found(desk, "ing ada", "delegate") == []
    desk.undo()
    assert found(desk, "ing ada", "delegate") == ["King, Ada"]


def test_a_reference_that_somebody_had_before_finds_them(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Merge") as db:
        db.add(DelegateAlias(reference="D00977", delegate_id=first_aid.ada))
    assert found(desk, "d0097", "delegate") == ["King, Ada"]


def crowd(desk: Desk, agency_id: int, names: Iterable[tuple[str, str]]) -> None:
    rows = [
        {
            "reference": f"C{number}",
            "first_name": first,
            "last_name": last,
            "agency_id": agency_id,
            "sought": sought_of(first_name=first, last_name=last, email=""),
        }
        for number, (first, last) in enumerate(names)
    ]
    with desk.changing("Import", undoable=False) as db:
        db.execute(insert(Delegate), rows)


def test_letters_that_many_hold_bring_the_first_of_them(desk: Desk, first_aid: FirstAid) -> None:
    crowd(desk, first_aid.agency, (("Mary", f"Aakinga{number:03}") for number in range(MANY_HOLD)))
    assert found(desk, "inga", "delegate", limit=2) == ["Aakinga000, Mary", "Aakinga001, Mary"]
    assert found(desk, "library mar", "delegate", limit=1) == ["Aakinga000, Mary"]
    assert found(desk, "mary inga0", "delegate", limit=1) == ["Aakinga000, Mary"]


def test_those_of_a_small_agency_are_found_among_many_of_a_name(desk: Desk, people: People) -> None:
    crowd(desk, people.library, (("Mary", f"Aakinga{number:03}") for number in range(MANY_HOLD)))
    with desk.changing("Move", undoable=False) as db:
        last = db.scalars(select(Delegate).where(Delegate.last_name == "Aakinga077")).one()
        last.agency_id = people.carking
    assert found(desk, "mary carking", "delegate") == ["Aakinga077, Mary"]
    assert found(desk, "mary ca", "delegate") == ["Aakinga077, Mary"]
    assert found(desk, "aakinga mary", "delegate", limit=1) == ["Aakinga000, Mary"]
    assert found(desk, "ma zz", "delegate") == []


def test_an_agency_of_the_persons_own_name_does_not_hide_them(desk: Desk, people: People) -> None:
    with desk.changing("Add", undoable=False) as db:
        an_agency(db, "King's Library")
    assert found(desk, "king ada library", "delegate") == ["King, Ada"]
    assert found(desk, "library king", "delegate", limit=1) == ["King, Ada"]
    assert found(desk, "library library", "delegate") == []


@pytest.mark.parametrize(
    ("kind", "typed", "titles"),
    [
        ("venue", "sion hall", ["Siôn Hall"]),
        ("trainer", "wojc", ["Łucja Wójcik"]),
        ("series", "week safe", ["Safeguarding Week"]),
        ("recommendation", "child q 4", ["Review of Child Q, 4"]),
        ("recommendation", "recommendation 4", ["Review of Child Q, 4"]),
        ("recommendation", "listen", ["Review of Child Q, 4", "Audit of 2025"]),
        ("venue", "hall wojc", []),
    ],
)
def test_everything_else_that_has_a_name_is_found(
    desk: Desk, kind: str, typed: str, titles: list[str]
) -> None:
    with desk.changing("Set up") as db:
        listened, relisten = "Listen to the child.", "Relisten to calls."
        db.add_all(
            [
                Venue(name="Siôn Hall", address="1 High Street"),
                Trainer(name="Łucja Wójcik"),
                Series(name="Safeguarding Week"),
                Recommendation(
                    kind=SourceKind.CASE_REVIEW,
                    source="Review of Child Q",
                    number="4",
                    words=listened,
                ),
                Recommendation(kind=SourceKind.AUDIT, source="Audit of 2025", words=relisten),
            ]
        )
    assert found(desk, typed, kind) == titles


@pytest.mark.parametrize(
    ("kind", "typed", "titles"),
    [
        ("action", "sue leaflet", ["Print the leaflet"]),
        ("action", "print", ["Print the leaflet"]),
        ("licence", "ch-7", ["King, Ada: Chaperones"]),
        ("licence", "chap king", ["King, Ada: Chaperones"]),
        ("undated", "negl", ["Neglect"]),
        ("undated", "risk", []),
        ("certificate", "202627-0007", ["202627-00071-X"]),
        ("certificate", "2026", []),
        ("board", "newham", ["Newham Partnership"]),
    ],
)
def test_what_stands_on_lists_is_found(
    desk: Desk, people: People, kind: str, typed: str, titles: list[str]
) -> None:
    with desk.changing("Set up") as db:
        risk, neglect = db.scalars(select(Course).order_by(Course.id))
        group = LicenceGroup(name="Chaperones")
        licence = Licence(group=group, delegate_id=people.ada, number="CH-7", renew_on=TODAY)
        booking = db.scalars(select(Booking).order_by(Booking.id)).first()
        assert booking is not None
        db.add_all(
            [
                Action(words="Print the leaflet", owner="Sue", rag=Rag.RED),
                licence,
                UndatedEvent(course=neglect, opened_on=TODAY),
                UndatedEvent(course=risk, opened_on=TODAY, closed_on=TODAY),
                Certificate(number="202627-00071-X", booking=booking, issued_on=TODAY),
                PartnerBoard(name="Newham Partnership"),
            ]
        )
    assert found(desk, typed, kind) == titles


def test_an_action_that_is_done_says_so_in_place_of_its_owner(desk: Desk, people: People) -> None:
    with desk.changing("Set up") as db:
        for words, done_on in (("Print the leaflet", None), ("Print the poster", TODAY)):
            db.add(Action(words=words, owner="Sue", rag=Rag.RED, done_on=done_on))
    with desk.reading() as db:
        notes = {each.title: each.note for each in find(db, "print the", today=TODAY)}
    assert notes == {
        "Print the leaflet": "Sue",
        "Print the poster": "done",
    }


@pytest.mark.parametrize("typed", ["st brides", "st bride's", "St Bride’s", "brides st"])
@pytest.mark.parametrize("name", ["St Bride's Centre", "St Bride’s Centre", "St Brides Centre"])
def test_apostrophes_of_every_kind_do_not_count(desk: Desk, typed: str, name: str) -> None:
    with desk.changing("Set up") as db:
        db.add_all([Venue(name=name), Trainer(name=f"{name} team"), Series(name=f"{name} week")])
        a_delegate(db, an_agency(db, name), "Ann", "Lee")
        a_course(db, name, "BRIDE")
    with desk.reading() as db:
        kinds = {each.kind for each in find(db, typed, today=TODAY)}
        asked = DelegatesAsked(words=f"{typed} lee")
        assert len(delegates_page(db, asked, offset=0, limit=9)) == 1
        rows = venues_listed(db, TrainingYear.of(TODAY), today=TODAY, words=typed)
        assert [row.name for row in rows] == [name]
    assert kinds == {"agency", "course", "venue", "trainer", "series"}


@pytest.mark.parametrize("typed", ["oneill", "o'neill", "o’nei", "ann onei", "on"])
@pytest.mark.parametrize("last", ["O'Neill", "O’Neill", "ONeill"])
def test_people_are_found_however_their_apostrophe_is_typed(
    desk: Desk, typed: str, last: str
) -> None:
    with desk.changing("Set up") as db:
        a_delegate(db, an_agency(db, "Trust"), "Ann", last)
    assert found(desk, typed, "delegate") == [f"{last}, Ann"]
