"""What is left out with a bad row, and how it is said."""

import gc

import pytest

from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, EVENT, QUESTIONS, Sender
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.services.collecting import collecting_later
from trainingdesk.services.importing.outcome import RowsRefused
from trainingdesk.storage.models import Cost, Event, SurveyAnswer, Venue

JULY = moment(2026, 7, 7)
HEAD = ("Event", "Course", "Date", "Venue", "Trainer", "Places", "Status")


def test_what_is_said_ends_with_what_hangs(world: Sender) -> None:
    alone: dict[str, Rows] = {"Costs": [("Date", "Amount"), ("soon", 5)]}
    with pytest.raises(CannotImport) as refused:
        world.load(alone)
    assert len(refused.value.problems) == 1
    booking = ("X-1", "D1", None, "Booked", None, None, None)
    event = ("X-1", "FA", "soon", None, None, None, None, 20, "Open")
    with pytest.raises(RowsRefused) as refused_rows:
        world.load({"Events": [EVENT, event], "Bookings": [BOOKING, booking]})
    assert refused_rows.value.problems[1:] == ("1 other row hangs on these.",)


def test_an_event_hangs_on_its_course_its_venue_and_its_trainer(world: Sender) -> None:
    book: dict[str, Rows] = {
        "Courses": [("Course", "Title"), ("NEW", None)],
        "Venues": [("Venue", "Places"), ("New hall", -1)],
        "Trainers": [("Trainer", "Email"), ("Newcomer", "nobody-at-home")],
        "Events": [
            HEAD,
            ("E-1", "new", JULY, None, None, 20, "Open"),
            ("E-2", "FA", JULY, "NEW HALL", None, 20, "Open"),
            ("E-3", "FA", JULY, None, "newcomer", 20, "Open"),
            ("E-4", "FA", JULY, None, None, 20, "Open"),
        ],
    }
    outcome = world.load(book, skip=True)
    assert (outcome.total.refused, outcome.sheets["Events"].hanging) == (3, 3)
    assert world.all(Event, "reference")[2:] == [("E-4",)]


def test_of_two_rows_of_one_name_the_first_is_kept(world: Sender) -> None:
    venues: Rows = [("Venue", "Places"), ("Annexe", 10), ("ANNEXE", 12)]
    courses: Rows = [("Course", "Title"), ("X", "One"), ("x", "Other")]
    questions: Rows = [*QUESTIONS, (*QUESTIONS[1][:3], "How sure?", *QUESTIONS[1][4:])]
    outcome = world.load({"Venues": venues, "Courses": courses, "Questions": questions}, skip=True)
    assert [(p.place.sheet, p.place.row) for p in outcome.problems] == [
        ("Venues", 3),
        ("Courses", 3),
        ("Questions", 5),
    ]
    assert world.all(Venue, "name", "places")[2:] == [("Annexe", 10)]


def test_rows_without_a_reference_are_left_out_one_by_one(world: Sender) -> None:
    head = ("Survey", "Year", "Agency", "Question", "Answer")
    book: dict[str, Rows] = {
        "Costs": [("Date", "Event", "Amount"), (JULY, "GHOST", 5), (JULY, "fa-1", 5)],
        "Surveys": [head, *(("S", "2026-27", name, "Q", "Yes") for name in ("Nobody", "Met"))],
    }
    assert world.load(book, skip=True).good == 2
    assert (len(world.all(Cost, "id")), len(world.all(SurveyAnswer, "id"))) == (1, 1)


def test_a_row_without_a_reference_leaves_out_nothing_else(world: Sender) -> None:
    book: dict[str, Rows] = {"Courses": [("Course", "Title"), (None, "Nameless"), ("Y", "Yes")]}
    assert world.load(book, skip=True).good == 1


def test_an_event_written_otherwise_is_the_same_event(world: Sender) -> None:
    rows: Rows = [HEAD, (" fa-1", "FA", moment(2026, 4, 7), None, None, 20, "Delivered")]
    outcome = world.load({"Events": rows})
    assert outcome.total.same == 1
    assert ("fa-1", "FA-1") in {(mend.was, mend.read_as) for mend in outcome.mends}
    assert outcome.total.mended == 1


def test_mends_of_a_row_that_is_left_out_are_not_counted(world: Sender) -> None:
    rows: Rows = [BOOKING, ("FA-1", "GHOST", "3 July 2026", "BOOKED", None, None, None)]
    outcome = world.load({"Bookings": rows}, skip=True)
    assert (outcome.mends, outcome.total.mended) == ((), 0)


def test_a_blank_answer_is_no_answer_and_one_column_is_reported_once(world: Sender) -> None:
    head = ("Event", "Delegate", "Stage", "MORE", "Biscuits")
    rows: Rows = [head, ("FA-1", "D1", "End", " ", "x"), ("FA-1", "D2", "End", " ", "y")]
    sent_twice = {"Evaluations": rows}
    outcome = world.load(sent_twice)
    assert (outcome.good, len(outcome.notices)) == (2, 1)


def test_whoever_looks_for_no_garbage_is_left_alone() -> None:
    gc.disable()
    try:
        with collecting_later():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    with collecting_later():
        assert not gc.isenabled()
    assert gc.isenabled()
