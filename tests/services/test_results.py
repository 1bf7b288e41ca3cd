"""What evaluation came to: who is silent, who moved how far, what was written and chosen."""

from datetime import date

import pytest

from tests.conftest import AFTER, FirstAid, a_delegate, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import (
    MovedAsked,
    moved_in_all,
    moved_page,
)
from trainingdesk.services.comments import (
    CommentsAsked,
    asked_in_words,
    comments_in_all,
    comments_page,
)
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.chasing import SilentAsked, silent_in_all, silent_page
from trainingdesk.services.evaluation.scope import Scope
from trainingdesk.services.evaluation.scoped_results import Results, measure_of, results_of
from trainingdesk.services.year_at_hand import year_at_hand
from trainingdesk.storage.models import (
    Agency,
    Answer,
    Booking,
    Course,
    Event,
    Form,
    Mark,
    PublishedFigure,
    Question,
    QuestionStage,
)

YEAR = TrainingYear(2026)
DUE = date(2026, 12, 1)
"""By then practice is asked about."""
BEFORE, END = Stage.BEFORE, Stage.END


@pytest.fixture
@set_up_once
def answered(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """Ada rose and Grace fell; Mary answered at the end alone, and Tom, absent, all the same."""
    with desk.changing("Set up") as db:
        event = db.get_one(Event, first_aid.event)
        library = db.get_one(Agency, first_aid.agency)
        mary = a_delegate(db, library, "Mary", "Adams", "mary@example.org")
        tom = a_delegate(db, library, "Tom", "Absent")
        questions = {
            "CONF": Question(code="CONF", position=1, words="How sure?", answer=AnswerKind.SCALE),
            "DO": Question(code="DO", position=2, words="What next?", answer=AnswerKind.TEXT),
            "HELP": Question(code="HELP", words="Did it help?", answer=AnswerKind.YES_NO),
            "WHAT": Question(code="WHAT", position=3, words="What?", answer=AnswerKind.CHOICE),
        }
        questions["CONF"].lowest, questions["CONF"].highest = 0, 10
        questions["CONF"].measure = "Confidence"
        questions["WHAT"].choices = "More\nLess"
        db.add_all(questions.values())
        db.flush()
        for code, stages in (("CONF", (BEFORE, END)), ("DO", (END,)), ("HELP", (END,))):
            for stage in stages:
                db.add(QuestionStage(question_id=questions[code].id, stage=stage))
        for person in (first_aid.ada, first_aid.grace, mary.id, tom.id):
            booking = Booking(
                event_id=event.id,
                delegate_id=person,
                agency_id=library.id,
                status=BookingStatus.BOOKED,
            )
            db.add(booking)
            db.flush()
            mark = Attendance.ABSENT if person == tom.id else Attendance.ATTENDED
            session = event.sessions[0].id
            db.add(Mark(booking_id=booking.id, session_id=session, attendance=mark))
        for person, stage, answers in (
            (first_aid.ada, BEFORE, {"CONF": 3}),
            (first_aid.ada, END, {"CONF": 7, "DO": "Ring the school.", "HELP": "Yes"}),
            (first_aid.grace, BEFORE, {"CONF": 6}),
            (first_aid.grace, END, {"CONF": 4, "DO": "Write it DOWN.", "WHAT": "Else"}),
            (mary.id, END, {"CONF": 9, "WHAT": "More"}),
            (tom.id, BEFORE, {"CONF": 1}),
            (tom.id, END, {"CONF": 9, "HELP": "No"}),
        ):
            form = Form(event_id=event.id, delegate_id=person, stage=stage, via="Paper")
            db.add(form)
            db.flush()
            for code, value in answers.items():
                number = value if isinstance(value, int) else None
                words = value if isinstance(value, str) else None
                asked = questions[code].id
                db.add(Answer(form_id=form.id, question_id=asked, number=number, words=words))
    return first_aid


def results(desk: Desk) -> Results:
    with desk.reading() as db:
        return results_of(db, Scope(YEAR), today=AFTER)


def test_the_silent_are_those_who_came_and_sent_no_form(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        asked = SilentAsked(YEAR, BEFORE)
        (row,) = silent_page(db, asked, today=AFTER, offset=0, limit=9)
        assert silent_in_all(db, asked, today=AFTER) == 1
        assert silent_in_all(db, SilentAsked(YEAR, END), today=AFTER) == 0

    assert (row.delegate, row.agency, row.title) == ("Adams, Mary", "Library", "First Aid")
    assert row.email == "mary@example.org"


def test_the_silent_are_as_many_as_the_stage_is_short_of(desk: Desk, answered: FirstAid) -> None:
    found = results(desk)
    with desk.reading() as db:
        for stage in (BEFORE, END, Stage.FOLLOW_UP):
            row = found.stage(stage)
            assert row is not None
            missing = silent_in_all(db, SilentAsked(YEAR, stage), today=AFTER)
            assert missing == row["missing"]
            later = silent_in_all(db, SilentAsked(YEAR, stage, not_due=True), today=AFTER)
            assert later == row["not_due"]
    assert found.stage(Stage.MANAGER) is None


def test_the_silent_are_found_and_ordered(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        asked = SilentAsked(YEAR, Stage.FOLLOW_UP, sort="delegate", falling=True)
        found = silent_page(db, asked, today=DUE, offset=0, limit=2)
        narrowed = SilentAsked(YEAR, Stage.FOLLOW_UP, words="hopper lib first")
        (grace,) = silent_page(db, narrowed, today=DUE, offset=0, limit=9)

    assert [row.delegate for row in found] == ["King, Ada", "Hopper, Grace"]
    assert grace.delegate == "Hopper, Grace"


def test_whoever_fell_comes_first_and_the_absent_are_left_out(
    desk: Desk, answered: FirstAid
) -> None:
    asked = MovedAsked(Scope(YEAR), "CONF", END)
    with desk.reading() as db:
        found = moved_page(db, asked, today=AFTER, offset=0, limit=9)
        measure = measure_of(db, Scope(YEAR), "CONF", today=AFTER)
        assert moved_in_all(db, asked, today=AFTER) == 2
        assert measure_of(db, Scope(YEAR), "GONE", today=AFTER) is None

    assert [(row.delegate, row.before, row.later, row.change) for row in found] == [
        ("Hopper, Grace", 6, 4, -2),
        ("King, Ada", 3, 7, 4),
    ]
    assert measure is not None
    assert measure["matched_before_end"] == len(found)
    assert measure["change_before_end"] == 1


def test_the_moved_are_found_and_ordered(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        asked = MovedAsked(Scope(YEAR), "CONF", END, sort="before")
        by_first = moved_page(db, asked, today=AFTER, offset=0, limit=1)
        narrowed = MovedAsked(Scope(YEAR), "CONF", END, words="ada")
        assert moved_in_all(db, narrowed, today=AFTER) == 1

    assert [row.before for row in by_first] == [3]


def test_comments_are_listed_without_names(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        asked = CommentsAsked(YEAR)
        found = comments_page(db, asked, offset=0, limit=9)
        (question,) = asked_in_words(db, YEAR)
        assert comments_in_all(db, asked) == question.answered == 2
        (page,) = comments_page(db, asked, offset=1, limit=9)

    assert {row.words for row in found} == {"Ring the school.", "Write it DOWN."}
    assert page == found[1]
    assert (found[0].question, found[0].stage, found[0].title) == ("What next?", END, "First Aid")
    assert not hasattr(found[0], "delegate")


@pytest.mark.parametrize(("words", "number"), [("down", 1), ("first aid", 2), ("zebra", 0)])
def test_comments_are_found_by_their_words_and_their_course(
    desk: Desk, answered: FirstAid, words: str, number: int
) -> None:
    with desk.reading() as db:
        asked = CommentsAsked(YEAR, words=words, sort="event", falling=False)
        assert comments_in_all(db, asked) == number
        assert len(comments_page(db, asked, offset=0, limit=9)) == number


def test_comments_are_narrowed_to_one_question(desk: Desk, answered: FirstAid) -> None:
    with desk.reading() as db:
        (question,) = asked_in_words(db, YEAR)
        assert comments_in_all(db, CommentsAsked(YEAR, question_id=question.id)) == 2
        assert comments_in_all(db, CommentsAsked(YEAR, question_id=0)) == 0
        assert comments_in_all(db, CommentsAsked(TrainingYear(2020))) == 0


def test_choices_stand_in_their_order_with_those_nobody_chose(
    desk: Desk, answered: FirstAid
) -> None:
    found = [
        (each.question, part.answer, part.number, each.of)
        for each in results(desk).spread
        for part in each.parts
        if each.code != "CONF"
    ]

    assert found == [
        ("What?", "More", 1, 2),
        ("What?", "Less", 0, 2),
        ("What?", "Else", 1, 2),
        ("Did it help?", "Yes", 1, 1),  # the absent said No
        ("Did it help?", "No", 0, 1),
    ]


def test_results_are_those_of_the_years_figures(desk: Desk, answered: FirstAid) -> None:
    found = results(desk)
    with desk.reading() as db:
        figures = year_at_hand(db, YEAR, today=AFTER).figures["evaluation"]

    assert found.stages == figures["stages"]
    assert found.measures == figures["measures"]
    assert found.satisfaction == figures["satisfaction"]
    assert (found.attended, found.forms, found.questions) == (3, 7, 4)


def test_a_year_at_hand_brings_the_year_before_only_where_it_has_events(
    desk: Desk, answered: FirstAid
) -> None:
    with desk.changing("Set up") as db:
        db.add(PublishedFigure(year="2026-27", figure="Attended", value="12.5"))
    with desk.reading() as db:
        alone = year_at_hand(db, YEAR, today=AFTER)
    with desk.changing("Set up") as db:
        an_event(db, db.get_one(Course, answered.course), date(2025, 5, 1))
    with desk.reading() as db:
        followed = year_at_hand(db, YEAR, today=AFTER)
        over = year_at_hand(db, YEAR.before, today=AFTER)
        never = year_at_hand(db, TrainingYear(2010), today=AFTER)

    assert alone.before is None
    assert alone.published == {"attended": 12.5}
    assert followed.before is not None
    assert (alone.is_over, over.is_over) == (False, True)
    assert (alone.has_events, never.has_events) == (True, False)
