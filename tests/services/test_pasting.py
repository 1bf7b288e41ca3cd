from collections import Counter
from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import event, func, select

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_course, a_delegate, an_agency
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.pasted_fates import LEAVE_OUT, Fate, Meant, Settled, settled_lines
from trainingdesk.domain.refusals import (
    AlreadyBooked,
    EventClosed,
    EventNotOpen,
    Invalid,
    ListOutdated,
    Unknown,
)
from trainingdesk.domain.share import ShareDetails
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.overriding import overridden_on
from trainingdesk.services.pasted_warnings import what_speaks_against
from trainingdesk.services.pasting import ListBooked, book_pasted, people_meant
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.models import (
    Agency,
    AgencyName,
    Booking,
    Course,
    CourseRequirement,
    Delegate,
    Event,
)


@dataclass(frozen=True)
class Trust:
    """A second agency with people who are easily taken for others."""

    id: int
    ada: int
    ben: int
    ben_too: int


@pytest.fixture
@set_up_once
def trust(desk: Desk, first_aid: FirstAid) -> Trust:
    with desk.changing("Set up") as db:
        agency = an_agency(db, "Carking Trust")
        agency.names.append(AgencyName(name="BHR Trust", folded="bhr trust"))
        ada = a_delegate(db, agency, "Ada", "Kingsley", "team@example.org")
        ben = a_delegate(db, agency, "Ben", "Stone", "team@example.org")
        ben.reference = "D-Ben"
        db.flush()
        ben_too = a_delegate(db, agency, "Ben", "Stone")
        db.get_one(Event, first_aid.event).places = 2
        return Trust(agency.id, ada.id, ben.id, ben_too.id)


def meant(desk: Desk, at: FirstAid, *lines: str) -> list[Meant]:
    with desk.reading() as db:
        return people_meant(db, "\n".join(lines), event_id=at.event)


def fates(desk: Desk, at: FirstAid, *lines: str) -> list[Fate]:
    return [each.fate for each in meant(desk, at, *lines)]


def settle(found: list[Meant], **answers: str) -> list[Settled]:
    return settled_lines(found, {int(place[1:]): key for place, key in answers.items()})


def book_all(desk: Desk, at: FirstAid, rows: list[Settled]) -> ListBooked:
    with desk.changing("Book", "a list") as db:
        return book_pasted(db, event_id=at.event, settled=rows, by=BY)


def statuses(desk: Desk, at: FirstAid) -> dict[str, BookingStatus]:
    with desk.reading() as db:
        return {row.delegate: row.status for row in bookings_on(db, at.event)}


def test_known_is_who_matches_by_name_and_address_or_by_name_and_agency(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    found = meant(desk, first_aid, "King, Ada <ADA@example.org>", "Hopper, Grace, library")
    assert [each.fate for each in found] == [Fate.KNOWN, Fate.KNOWN]
    assert [each.choices[0].delegate_id for each in found] == [first_aid.ada, first_aid.grace]


def test_somebody_of_any_name_of_an_agency_is_new(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    (found,) = meant(desk, first_aid, "Mary Seacole, BHR Trust, Nurse, team@example.org")
    assert found.fate is Fate.NEW
    details = found.choices[0].details
    assert details is not None
    assert (details.first_name, details.last_name, details.agency_id) == (
        "Mary",
        "Seacole",
        trust.id,
    )
    assert (details.job_title, details.email) == ("Nurse", "team@example.org")
    assert found.said == "Shares the mailbox of Ada Kingsley and Ben Stone."


def test_a_line_that_two_people_match_names_both_and_is_not_booked(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    (found,) = meant(desk, first_aid, "Ben Stone, Carking Trust")
    assert found.fate is Fate.AMBIGUOUS
    assert found.said == (
        "May be Ben Stone (D-Ben) of Carking Trust or Ben Stone (D-Ben-Stone) of Carking Trust."
    )
    assert book_all(desk, first_aid, settle([found])) == ListBooked(0, 0, 0, 1)
    assert statuses(desk, first_aid) == {}
    assert desk.done[-1].title != "Book a list"


def test_a_shared_mailbox_makes_nobody_known(desk: Desk, first_aid: FirstAid, trust: Trust) -> None:
    assert fates(desk, first_aid, "Ben Stone <team@example.org>") == [Fate.KNOWN]
    (other,) = meant(desk, first_aid, "Ada Stonehouse <team@example.org>")
    assert other.fate is Fate.AMBIGUOUS
    assert [choice.delegate_id for choice in other.choices] == [trust.ada]
    (alone,) = meant(desk, first_aid, "team@example.org")
    assert alone.fate is Fate.AMBIGUOUS
    assert {choice.delegate_id for choice in alone.choices} == {trust.ada, trust.ben}
    assert fates(desk, first_aid, "nobody@example.org") == [Fate.WRONG]


def test_a_name_alone_is_asked_about(desk: Desk, first_aid: FirstAid, trust: Trust) -> None:
    (found,) = meant(desk, first_aid, "Ada King")
    assert found.fate is Fate.AMBIGUOUS
    assert [choice.delegate_id for choice in found.choices] == [first_aid.ada]


def test_the_same_name_at_another_agency_or_address_is_asked_about(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    found = meant(desk, first_aid, "Ada King, Carking Trust", "Ada King;other@example.org;Library")
    for each in found:
        assert each.fate is Fate.AMBIGUOUS
        assert each.choices[0].delegate_id == first_aid.ada
        assert each.choices[1].details is not None
        assert each.said.endswith("of Library or somebody new.")


def test_a_slip_in_a_name_is_asked_about(desk: Desk, first_aid: FirstAid, trust: Trust) -> None:
    (found,) = meant(desk, first_aid, "Grace Hoper, Library")
    assert found.fate is Fate.AMBIGUOUS
    assert found.choices[0].delegate_id == first_aid.grace


def test_who_is_not_on_the_desk_needs_an_agency_that_stands(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    with desk.changing("End") as db:
        an_agency(db, "Old House").ended_on = date(2026, 4, 1)
    found = meant(
        desk, first_aid, "Mary Seacole, The Willows", "Mary Seacole", "Mary Seacole, Old House"
    )
    assert [each.fate for each in found] == [Fate.WRONG] * 3
    assert [each.said for each in found] == [
        "No agency is called “The Willows”, and nobody of this name is there.",
        "Nobody of this name is on the desk, and no agency is named that sends them.",
        "Old House ended on 1 April 2026.",
    ]


def test_what_the_list_says_otherwise_of_somebody_known_is_said(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    found = meant(
        desk,
        first_aid,
        "Ada King;ada@example.org;BHR Trust",
        "Grace Hopper;grace@example.org;Library",
    )
    assert [(each.fate, each.said) for each in found] == [
        (Fate.KNOWN, "The list says BHR Trust; the desk has Library."),
        (Fate.KNOWN, "The desk has no e-mail address of Grace Hopper."),
    ]


def test_greetings_and_lines_that_cannot_be_read_are_said_so(
    desk: Desk, first_aid: FirstAid
) -> None:
    found = meant(desk, first_aid, "Dear Sam,", "Ada King, ada@example")
    assert [each.fate for each in found] == [Fate.ASIDE, Fate.WRONG]


def test_twice_in_the_list_booked_already_and_left(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    with desk.changing("Set up") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        db.get_one(Delegate, first_aid.grace).left_on = STARTS
        db.get_one(Delegate, trust.ada).left_on = STARTS.replace(year=2027)
    lines = ["Ada King, Library", "Grace Hopper, Library", "Ada Kingsley, BHR Trust"]
    lines += ["Kingsley, Ada <team@example.org>", "Mary Seacole, Library", "Seacole Mary, library"]
    rows = settle(meant(desk, first_aid, *lines))
    assert [row.fate for row in rows] == [
        Fate.BOOKED,
        Fate.LEFT,
        Fate.KNOWN,
        Fate.TWICE,
        Fate.NEW,
        Fate.NEW,
    ]
    assert rows[1].said == "Grace Hopper left Library on 10 June 2026."


def test_columns_of_first_and_last_names_are_told_by_those_who_are_known(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    found = meant(desk, first_aid, "King\tAda\tLibrary", "Seacole\tMary\tLibrary")
    assert [each.fate for each in found] == [Fate.KNOWN, Fate.NEW]
    assert found[1].choices[0].name == "Mary Seacole"
    found = meant(desk, first_aid, "Ada\tKing\tLibrary", "Mary\tSeacole\tLibrary")
    assert found[1].choices[0].name == "Mary Seacole"


def test_columns_that_nothing_tells_apart_are_asked_about(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    (found,) = meant(desk, first_aid, "Mary\tSeacole\tLibrary")
    assert found.fate is Fate.AMBIGUOUS
    assert [choice.name for choice in found.choices] == ["Mary Seacole", "Seacole Mary"]
    assert found.said == "Nothing tells the first name from the last."
    with desk.changing("Set up") as db:
        a_delegate(db, db.get_one(Agency, trust.id), "Ada", "Ada")
    found, other = meant(desk, first_aid, "Ada\tAda\tBHR Trust", "King\tAda\tBHR Trust")
    assert found.fate is Fate.KNOWN
    assert [choice.name for choice in other.choices] == ["Ada King", "King Ada", "Ada King"]


def test_names_the_other_way_round_are_asked_about_where_the_list_says_which_is_which(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    lines = "First name\tLast name\tAgency", "King\tAda\tLibrary", "Ada\tKing\tLibrary"
    asked, known = meant(desk, first_aid, *lines)
    assert asked.fate is Fate.AMBIGUOUS
    assert asked.said == "May be Ada King (D-Ada-King) of Library or somebody new."
    assert known.fate is Fate.KNOWN


def test_two_new_people_of_one_name_are_told_apart_by_their_addresses(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    lines = ["Jo Smith <jo1@example.org>, Library", "Jo Smith <jo2@example.org>, Library"]
    rows = settle(meant(desk, first_aid, *lines, lines[0], "Jo Smith, Library"))
    assert [row.fate for row in rows] == [Fate.NEW, Fate.NEW, Fate.TWICE, Fate.TWICE]
    book_all(desk, first_aid, rows)
    with desk.reading() as db:
        jos = db.scalars(select(Delegate.email).where(Delegate.first_name == "Jo"))
        assert set(jos) == {"jo1@example.org", "jo2@example.org"}


def test_many_namesakes_are_named_up_to_ten(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        library = db.get_one(Agency, first_aid.agency)
        for number in range(12):
            person = a_delegate(db, library, "Mary", "Seacole", "m@example.org")
            person.reference = f"M{number}"
            db.flush()
    (found,) = meant(desk, first_aid, "Mary Seacole, Library")
    assert len(found.choices) == 12
    assert found.said.endswith("or 2 more.")
    (new,) = meant(desk, first_aid, "Lise Meitner;m@example.org;Library")
    assert new.fate is Fate.NEW
    assert new.said.endswith("and 2 more.")


def test_one_act_books_the_list_in_its_order_and_adds_the_new(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    lines = ["Mary Seacole, Library, Nurse", "Ben Stone, Carking Trust", "Ada King, Library"]
    lines += ["Nobody, Nowhere", "Grace Hopper, Library"]
    rows = settle(meant(desk, first_aid, *lines), p1=str(trust.ben_too))
    done = book_all(desk, first_aid, rows)
    assert done == ListBooked(booked=2, waiting=2, added=1, left=1)
    assert statuses(desk, first_aid) == {
        "Seacole, Mary": BookingStatus.BOOKED,
        "Stone, Ben": BookingStatus.BOOKED,
        "King, Ada": BookingStatus.WAITING,
        "Hopper, Grace": BookingStatus.WAITING,
    }
    with desk.reading() as db:
        mary = db.scalars(select(Delegate).where(Delegate.last_name == "Seacole")).one()
        assert (mary.agency_id, mary.job_title) == (first_aid.agency, "Nurse")
    desk.undo()
    assert statuses(desk, first_aid) == {}
    with desk.reading() as db:
        assert db.scalar(select(Delegate.id).where(Delegate.last_name == "Seacole")) is None
    desk.redo()
    assert len(statuses(desk, first_aid)) == 4


def test_a_line_left_out_is_not_booked(desk: Desk, first_aid: FirstAid) -> None:
    rows = settle(meant(desk, first_aid, "Ada King, Library"), p0=LEAVE_OUT)
    assert book_all(desk, first_aid, rows) == ListBooked(0, 0, 0, 1)


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"status": EventStatus.CANCELLED}, EventNotOpen),
        ({"status": EventStatus.POSTPONED}, EventNotOpen),
        ({"headcount_only": True}, EventNotOpen),
        ({"register_closed_on": BEFORE}, EventClosed),
    ],
)
def test_an_event_that_was_called_off_or_closed_meanwhile_takes_nobody_of_the_list(
    desk: Desk, first_aid: FirstAid, what: dict[str, object], refusal: type[Exception]
) -> None:
    rows = settle(meant(desk, first_aid, "Mary Seacole, Library", "Ada King, Library"))
    with desk.changing("Call off") as db:
        for name, value in what.items():
            setattr(db.get_one(Event, first_aid.event), name, value)
    with pytest.raises(refusal):
        book_all(desk, first_aid, rows)
    with desk.reading() as db:
        assert db.scalar(select(func.count(Booking.id))) == 0
        assert db.scalar(select(Delegate.id).where(Delegate.last_name == "Seacole")) is None


def test_an_event_that_is_gone_is_said_so(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db, pytest.raises(Unknown, match="no longer there"):
        people_meant(db, "Ada King", event_id=999)


def test_somebody_booked_meanwhile_is_named_and_nobody_is_booked(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    rows = settle(meant(desk, first_aid, "Mary Seacole, Library", "Ada King, Library"))
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    with pytest.raises(AlreadyBooked, match="Ada King has a booking on this event"):
        book_all(desk, first_aid, rows)
    assert list(statuses(desk, first_aid)) == ["King, Ada"]


def test_somebody_added_meanwhile_is_not_added_again(desk: Desk, first_aid: FirstAid) -> None:
    rows = settle(meant(desk, first_aid, "Mary Seacole, Library"))
    with desk.changing("Add") as db:
        a_delegate(db, db.get_one(Agency, first_aid.agency), "Mary", "Seacole")
    with pytest.raises(ListOutdated, match=r"Mary Seacole .* was added meanwhile"):
        book_all(desk, first_aid, rows)


def test_a_namesake_who_was_offered_does_not_stand_in_the_way_of_somebody_new(
    desk: Desk, first_aid: FirstAid
) -> None:
    (found,) = meant(desk, first_aid, "Ada King;other@example.org;Library")
    rows = settle([found], p0=found.choices[1].key)
    assert book_all(desk, first_aid, rows) == ListBooked(1, 0, 1, 0)


def test_a_thousand_lines_take_a_few_questions(desk: Desk, first_aid: FirstAid) -> None:
    letters = "abcdefghij"
    lines = [f"N{a}{b}{c} Person, Library" for a in letters for b in letters for c in letters]
    asked: Counter[str] = Counter()
    event.listen(desk._engine, "before_cursor_execute", lambda *_: asked.update(["asked"]))
    found = meant(desk, first_aid, *lines)
    assert Counter(each.fate for each in found) == {Fate.NEW: 1000}
    assert asked["asked"] < 25


def test_what_speaks_against_each_line_counts_those_before_it(
    desk: Desk, first_aid: FirstAid, trust: Trust
) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).places = 3
        share = ShareDetails(agency_id=first_aid.agency, places=1)
        set_share(db, first_aid.event, share, by=BY)
        course = db.get_one(Course, first_aid.course)
        before = a_course(db, "Basics", "BAS")
        db.flush()
        db.add(CourseRequirement(course_id=course.id, required_id=before.id))
    lines = ["Ada King, Library", "Mary Seacole, Library", "Ben Stone, Nowhere"]
    rows = settle(meant(desk, first_aid, *lines))
    with desk.reading() as db:
        chosen = [row.choice for row in rows if row.choice is not None]
        against = what_speaks_against(db, chosen, event_id=first_aid.event, by=BY)
        assert what_speaks_against(db, chosen, event_id=999, by=BY).of(rows) == {}
    missing = "Has not attended Basics, which this course requires."
    full = "Library has 1 of the 1 place it may have."
    assert against.of(rows) == {0: (missing,), 1: (missing, full)}
    with pytest.raises(Invalid, match="Say why"), desk.changing("Book", "a list") as db:
        book_pasted(db, event_id=first_aid.event, settled=rows, by=BY)
    with desk.changing("Book", "a list") as db:
        book_pasted(db, event_id=first_aid.event, settled=rows, by=BY, reason="New starters")
        kept = Counter((row.warning, row.reason) for row in overridden_on(db, first_aid.event))
    assert kept == {(missing, "New starters"): 2, (full, "New starters"): 1}
    assert [change.title for change in desk.done[-1:]] == ["Book a list"]
    desk.undo()
    assert statuses(desk, first_aid) == {}
    with desk.reading() as db:
        assert overridden_on(db, first_aid.event) == []


def test_who_would_only_wait_takes_none_of_a_cap(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).places = 0
        set_share(db, first_aid.event, ShareDetails(sector="Health", places=1), by=BY)
        db.get_one(Agency, first_aid.agency).sector = "Health"
    rows = settle(meant(desk, first_aid, "Ada King, Library", "Grace Hopper, Library"))
    with desk.reading() as db:
        chosen = [row.choice for row in rows if row.choice is not None]
        against = what_speaks_against(db, chosen, event_id=first_aid.event, by=BY)
    assert against.of(rows) == {}
    with desk.changing("Places") as db:
        db.get_one(Event, first_aid.event).places = 2
    with desk.reading() as db:
        against = what_speaks_against(db, chosen, event_id=first_aid.event, by=BY)
    assert against.of(rows) == {1: ("Health has 1 of the 1 place it may have.",)}
    rows = settle(meant(desk, first_aid, "Ada King, Library", "Nobody"))
    assert against.of(rows) == {}


def test_a_name_of_a_script_without_spaces_is_never_guessed(
    desk: Desk, first_aid: FirstAid
) -> None:
    (line,) = meant(desk, first_aid, "王小明, wang@x.example, Library")
    assert line.fate is Fate.AMBIGUOUS
    assert [choice.listed for choice in line.choices] == ["王, 小明", "小明, 王"]
