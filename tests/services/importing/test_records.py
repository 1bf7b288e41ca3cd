"""Agencies, venues, trainers, courses and delegates: records that are known by a name."""

from tests.exchange.files import Rows
from tests.services.importing.sent import (
    AGENCIES,
    COURSES,
    DELEGATE,
    DELEGATES,
    WORLD,
    Sender,
)
from trainingdesk.storage.models import (
    Agency,
    AgencyName,
    Course,
    CourseRequirement,
    CourseStrand,
    Delegate,
    DelegateNeeds,
    Strand,
    Trainer,
    Venue,
)

COURSE = ("Course", "Title", "Strands", "Requires")


def delegate(agency: object, reference: str = "D9", **details: object) -> Rows:
    row = {"First name": "Joan", "Last name": "Clarke", "Email": None, "Needs": None, **details}
    told = {"Delegate": reference, "Agency": agency, **row}
    return [DELEGATE, [told[name] for name in DELEGATE]]


def test_a_small_world_is_stored(sender: Sender) -> None:
    outcome = sender.load(WORLD)
    assert outcome.problems == ()
    assert sender.all(Agency, "name", "sector", "email", "sought") == [
        ("Metropolitan Police", "Police", "met@example.org", "metropolitan police"),
        ("Havering Council", "Local authority", "", "havering council"),
    ]
    assert sender.all(AgencyName, "folded") == [
        ("metropolitan police",),
        ("met",),
        ("mps",),
        ("havering council",),
    ]
    assert sender.all(Venue, "name", "places") == [("Town Hall", 40), ("Library", 12)]
    assert sender.all(Trainer, "name", "daily_fee_pence") == [("Consultant A", 450_00)]
    assert sender.all(Course, "reference", "level", "minutes") == [
        ("FA", "1", None),
        ("DV", "2", None),
    ]
    assert sender.all(Delegate, "reference", "sought")[0] == ("D1", "king ada ada@example.org")
    assert sender.all(DelegateNeeds, "needs") == [("Hearing loop",)]


def test_a_known_record_is_updated_and_an_empty_cell_leaves_what_is_there(world: Sender) -> None:
    rows: Rows = [
        DELEGATE,
        ("d1", "Ada", "Lovelace", None, "met", None),
        ("D2", "Grace", "Hopper", "grace@example.org", "Havering Council", "Large print"),
    ]
    outcome = world.load({"Delegates": rows})
    assert (outcome.total.new, outcome.total.changed) == (0, 2)
    assert world.all(Delegate, "reference", "last_name", "email", "sought") == [
        ("D1", "Lovelace", "ada@example.org", "lovelace ada ada@example.org"),
        ("D2", "Hopper", "grace@example.org", "hopper grace grace@example.org"),
        ("D3", "Turing", "shared@example.org", "turing alan shared@example.org"),
    ]
    assert world.all(DelegateNeeds, "needs") == [("Hearing loop",), ("Large print",)]
    assert {(mend.was, mend.read_as) for mend in outcome.mends} == {
        ("d1", "D1"),
        ("met", "Metropolitan Police"),
    }
    world.load({"Delegates": delegate("Met", "D1", Needs="Step-free access")})
    assert world.all(DelegateNeeds, "needs") == [("Step-free access",), ("Large print",)]


def test_people_who_share_an_address_are_different_people(world: Sender) -> None:
    assert len(world.all(Delegate, "id")) == 3
    world.load({"Delegates": delegate("MPS", "D9", Email="shared@example.org")})
    assert len(world.all(Delegate, "id")) == 4


def test_an_agency_is_known_by_all_its_names(world: Sender) -> None:
    for name in ("MPS", "  met ", "METROPOLITAN  POLICE", "Metropolitan\u00a0Police"):
        assert world.refused({"Delegates": delegate(name)}) == []
    assert world.refused({"Delegates": delegate("Ministry of Silly Walks")}) == [
        (
            "Delegates row 2: Agency: 'Ministry of Silly Walks' is no agency of this desk or file; "
            "expected a name from the sheet Agencies."
        )
    ]


def test_more_names_of_an_agency_are_added_and_none_taken_away(world: Sender) -> None:
    rows = [("Agency", "Also known as", "Sector"), ("MPS", "Scotland Yard; met", "Police")]
    assert world.load({"Agencies": rows}).sheets["Agencies"].changed == 1
    assert world.load({"Agencies": rows}).sheets["Agencies"].same == 1
    names = [name for (name,) in world.all(AgencyName, "name")]
    assert names == ["Metropolitan Police", "Met", "MPS", "Havering Council", "Scotland Yard"]
    assert len(world.all(Agency, "id")) == 2


def test_a_name_belongs_to_one_agency(world: Sender) -> None:
    rows = [
        ("Agency", "Also known as", "Sector"),
        ("Probation", "Met", "Probation"),
        ("Cafcass", "CSC; Youth Justice", "Voluntary"),
        ("Youth Justice", "CSC", "Voluntary"),
    ]
    assert world.refused({"Agencies": rows}) == [
        "Agencies row 2: Also known as: 'Met' is a name of another agency; expected it once.",
        (
            "Agencies row 3: Also known as: 'Youth Justice' is a name of another agency; "
            "expected it once."
        ),
        "Agencies row 4: Also known as: 'CSC' is a name of another agency; expected it once.",
    ]


def test_the_boards_own_words_are_spelt_as_they_were_first(world: Sender) -> None:
    rows = [("Agency", "Sector"), ("Cafcass", "LOCAL  authority"), ("Pupils", "Education")]
    outcome = world.load({"Agencies": rows})
    assert [name for (name,) in world.all(Agency, "sector")][2:] == ["Local authority", "Education"]
    assert [(mend.column, mend.read_as) for mend in outcome.mends if mend.was != mend.read_as][
        -1
    ] == ("Sector", "Local authority")


def test_two_rows_of_one_reference_may_not_differ(world: Sender) -> None:
    rows = [*DELEGATES, ("D2", "Grace", "Murray", "shared@example.org", "Havering Council", None)]
    assert world.refused({"Delegates": rows}) == [
        (
            "Delegates row 5: Delegate: 'D2' stands in row 3 already, with other details; "
            "expected one row for each."
        )
    ]
    assert world.load({"Delegates": [*DELEGATES, DELEGATES[2]]}).total.same == 4


def test_what_hangs_on_a_refused_row_is_counted_and_not_listed(sender: Sender) -> None:
    agencies = [("Agency", "Also known as", "Sector"), ("Police", "Met", None)]
    book = {"Agencies": agencies, "Delegates": delegate("met")}
    seen = sender.preview(book)
    assert [problem.place.sheet for problem in seen.problems] == ["Agencies"]
    assert (seen.sheets["Agencies"].refused, seen.sheets["Delegates"].hanging) == (1, 1)
    sender.load(book, skip=True)
    assert sender.all(Delegate, "id") == []


def test_a_row_that_is_bad_in_itself_is_listed_even_if_it_hangs(sender: Sender) -> None:
    agencies = [("Agency", "Sector"), ("Police", None)]
    book = {"Agencies": agencies, "Delegates": delegate("Police", Email="nobody-at-home")}
    assert [line[:16] for line in sender.refused(book)] == ["Agencies row 2: ", "Delegates row 2:"]


def test_strands_and_requirements_are_those_a_row_names(sender: Sender) -> None:
    rows: Rows = [
        COURSE,
        ("RISK3", "Risk, level 3", "Children; Adults", "risk"),
        ("RISK", "Risk", "children", None),
    ]
    outcome = sender.load({"Courses": rows})
    assert outcome.problems == ()
    assert sorted(sender.all(Strand, "name")) == [("Adults",), ("Children",)]
    assert len(sender.all(CourseStrand, "course_id")) == 3
    assert len(sender.all(CourseRequirement, "course_id")) == 1
    assert sender.load({"Courses": rows}).total.same == 2
    sender.load({"Courses": [COURSE, ("RISK3", "Risk, level 3", "Adults", "RISK")]})
    assert len(sender.all(CourseStrand, "course_id")) == 2
    sender.load({"Courses": [COURSE, ("RISK3", "Risk, level 3", None, None)]})
    assert len(sender.all(CourseStrand, "course_id")) == 2
    assert len(sender.all(CourseRequirement, "course_id")) == 1


def test_a_course_requires_courses_that_are_there(world: Sender) -> None:
    rows: Rows = [
        COURSE,
        ("A", "A", None, "A"),
        ("B", "B", None, "NOSUCH"),
        ("C", "C", None, "D; FA"),
        ("D", "D", None, "B"),
    ]
    seen = world.preview({"Courses": rows})
    assert [str(problem).partition(": ")[2] for problem in seen.problems] == [
        "Courses row 2: Requires: 'A' is the course itself; expected another.",
        (
            "Courses row 3: Requires: 'NOSUCH' is no course of this desk or file; "
            "expected a reference from the sheet Courses."
        ),
    ]
    assert seen.sheets["Courses"].hanging == 2
    assert world.refused({"Courses": [COURSE, ("E", "E", None, "fa")]}) == []


def test_a_file_corrects_an_earlier_one_of_the_same_import(sender: Sender) -> None:
    later: Rows = [("Course", "Title", "Level"), ("fa", "First Aid at Work", None)]
    outcome = sender.load({"Courses": COURSES}, {"Courses": later})
    assert (outcome.total.new, outcome.total.changed) == (2, 1)
    assert sender.all(Course, "reference", "title", "level")[0] == ("FA", "First Aid at Work", "1")


def test_sheets_may_be_missing(sender: Sender) -> None:
    assert sender.load({"Agencies": AGENCIES}).total.new == 2
    assert sender.load({"Delegates": DELEGATES}).total.new == 3
