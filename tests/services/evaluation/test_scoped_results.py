"""Results of a year, and of an event, course, strand, trainer or agency in it."""

from datetime import date

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, FirstAid, a_course, a_delegate, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.questionnaire import Ask, asks_as_data
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.answered import MovedAsked, moved_in_all
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.scope import (
    Scope,
    ScopeKind,
    course_reference,
    scope_choices,
    scope_name,
)
from trainingdesk.services.evaluation.scoped_results import Results, measure_of, results_of
from trainingdesk.services.figures.year import year_figures
from trainingdesk.storage.models import (
    Agency,
    Answer,
    Booking,
    Course,
    CourseStrand,
    Event,
    Form,
    Mark,
    Question,
    Questionnaire,
    QuestionStage,
    SessionTrainer,
    Strand,
    Trainer,
)

YEAR = TrainingYear(2026)
BEFORE, END, LATER, MANAGER = Stage.BEFORE, Stage.END, Stage.FOLLOW_UP, Stage.MANAGER
SCALE, SEVERAL = AnswerKind.SCALE, AnswerKind.SEVERAL
LINES: tuple[tuple[str, AnswerKind, int | None, int | None, str, str, tuple[Stage, ...]], ...] = (
    ("CONF", SCALE, 0, 10, "Confidence", "", (BEFORE, END, LATER)),
    ("SAT", SCALE, 1, 5, "Satisfaction", "", (END,)),
    ("SPK", SCALE, 1, 5, "Trainer", "", (END,)),
    ("USED", SEVERAL, None, None, "Impact", "Shared\nActed\nTold", (LATER,)),
    ("WHERE", SEVERAL, None, None, "Impact", "Shared\nActed\nTold", (MANAGER,)),
    ("ODD", SEVERAL, None, None, "Impact", "Elsewhere", (MANAGER,)),
    ("AGREE", AnswerKind.YES_NO, None, None, "", "", (LATER, MANAGER)),
    ("SEEN", SCALE, 0, 10, "Confidence", "", (MANAGER,)),
    ("OWN", SCALE, 0, 3, "", "", (MANAGER,)),
    ("BOTH", SCALE, 0, 3, "", "", (LATER, MANAGER)),
    ("HOURS", AnswerKind.NUMBER, None, None, "", "", (LATER,)),
    ("WORDS", AnswerKind.TEXT, None, None, "", "", (LATER,)),
)
"""Code, kind, ends of the scale, measure, choices and stages."""


@pytest.fixture
@set_up_once
def evaluated(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """First Aid with Ada of the Library and Tom of the Clinic; another course with Mary alone."""
    with desk.changing("Set up") as db:
        library, clinic = db.get_one(Agency, first_aid.agency), an_agency(db, "Clinic", "Care")
        tom = a_delegate(db, clinic, "Tom", "Ng")
        mary = a_delegate(db, library, "Mary", "Adams")
        other = an_event(db, a_course(db, "Neglect", "NEG", level="3"), date(2026, 6, 3))
        strand = Strand(name="Early help")
        db.add(strand)
        db.flush()
        db.add(CourseStrand(course_id=other.course_id, strand_id=strand.id))
        lena, piet = Trainer(name="Lena Ó Brien"), Trainer(name="Piet 李")
        db.add_all([lena, piet])
        db.flush()
        other.sessions[0].trainer = lena
        session = db.get_one(Event, first_aid.event).sessions[0].id
        for own, part in ((piet, TrainerPart.BESIDE), (lena, TrainerPart.RESERVE)):
            db.add(SessionTrainer(session_id=session, trainer_id=own.id, part=part))
        questions = {}
        for turn, (code, kind, low, high, measure, choices, stages) in enumerate(LINES):
            questions[code] = asked = Question(
                code=code, position=turn, words=f"{code}?", answer=kind, lowest=low,
                highest=high, measure=measure, choices=choices,
            )  # fmt: skip
            asked.stages = [QuestionStage(stage=stage) for stage in stages]
            db.add(asked)
        speaker = Ask("SPK", "SPK?", SCALE, 1, 5, per=AskedPer.SPEAKER)
        asks = asks_as_data([speaker, Ask("SAT", "SAT?", SCALE, 1, 5)])
        db.add(Questionnaire(stage=END, version=1, title="End", asks=asks, made_on=AFTER))
        db.flush()
        for event_id, person, agency in (
            (first_aid.event, first_aid.ada, library),
            (first_aid.event, tom.id, clinic),
            (other.id, mary.id, library),
        ):
            booking = Booking(
                event_id=event_id,
                delegate_id=person,
                agency_id=agency.id,
                status=BookingStatus.BOOKED,
            )
            db.add(booking)
            db.flush()
            at = db.get_one(Event, event_id).sessions[0].id
            db.add(Mark(booking_id=booking.id, session_id=at, attendance=Attendance.ATTENDED))
        for event_id, who, stage, answers in (
            (first_aid.event, first_aid.ada, BEFORE, {"CONF": 3}),
            (first_aid.event, first_aid.ada, END, {"CONF": 7, "SAT": 5, "SPK|Piet 李": 4}),
            (first_aid.event, first_aid.ada, LATER,
             {"CONF": 6, "USED": "Shared\nTold", "BOTH": 1, "HOURS": 4, "WORDS": "=1+1",
              "AGREE": "Yes"}),
            (first_aid.event, first_aid.ada, MANAGER,
             {"SEEN": 8, "OWN": 2, "BOTH": 3, "WHERE": "Told\nActed", "ODD": "Elsewhere"}),
            (first_aid.event, tom.id, BEFORE, {"CONF": 6}),
            (first_aid.event, tom.id, LATER, {"CONF": 4, "USED": "Told"}),
            (first_aid.event, None, END, {"CONF": 2, "SAT": 2, "SPK|10 June": 1}),
            (first_aid.event, None, END, {"CONF": 1}),
            (other.id, mary.id, BEFORE, {"CONF": 5}),
            (other.id, mary.id, END, {"CONF": 4, "SAT": 3}),
        ):  # fmt: skip
            form = Form(event_id=event_id, delegate_id=who, stage=stage, via="Paper")
            db.add(form)
            db.flush()
            for code, value in answers.items():
                asked_code, _, about = code.partition("|")
                number = value if isinstance(value, int) else None
                words = value if isinstance(value, str) else None
                db.add(Answer(form_id=form.id, question_id=questions[asked_code].id,
                              about=about, number=number, words=words))  # fmt: skip
    return first_aid


def results(desk: Desk, kind: ScopeKind = ScopeKind.YEAR, number: int = 0) -> Results:
    with desk.reading() as db:
        return results_of(db, Scope(YEAR, kind, number), today=AFTER)


def number_of(desk: Desk, kind: ScopeKind, name: str) -> int:
    with desk.reading() as db:
        return next(c.id for c in scope_choices(db, YEAR, kind) if c.name.startswith(name))


def test_the_year_is_the_figures_of_the_report(desk: Desk, evaluated: FirstAid) -> None:
    found = results(desk)
    with desk.reading() as db:
        figures = year_figures(db, YEAR, today=AFTER)["evaluation"]

    assert found.stages == figures["stages"]
    assert found.satisfaction == figures["satisfaction"]
    assert found.measures == figures["measures"]
    assert found.answered_by == figures["answered_by"]
    assert (found.attended, found.forms, found.questions) == (3, 10, len(LINES))
    assert found.stage(MANAGER) is not None


def test_a_year_that_is_an_event_wide_is_the_event(desk: Desk, evaluated: FirstAid) -> None:
    with desk.changing("Cancel") as db:
        db.scalars(
            select(Event).join(Course).where(Course.reference == "NEG")
        ).one().status = EventStatus.DRAFT
    year, event = results(desk), results(desk, ScopeKind.EVENT, evaluated.event)

    assert (event.stages, event.satisfaction) == (year.stages, year.satisfaction)
    assert (event.measures, event.answered_by) == (year.measures, year.answered_by)
    assert (event.spread, event.managers) == (year.spread, year.managers)


@pytest.mark.parametrize(
    ("kind", "name", "attended", "forms", "over_both"),
    [
        (ScopeKind.COURSE, "Neglect", 1, 2, 1),
        (ScopeKind.COURSE, "First Aid", 2, 8, 1),
        (ScopeKind.STRAND, "Early help", 1, 2, 1),
        (ScopeKind.TRAINER, "Lena Ó Brien", 1, 2, 1),
        (ScopeKind.TRAINER, "Piet 李", 2, 8, 1),
        (ScopeKind.AGENCY, "Library", 2, 6, 2),
        (ScopeKind.AGENCY, "Clinic", 1, 2, 0),
        (ScopeKind.EVENT, "Neglect, 3 Jun", 1, 2, 1),
    ],
)
def test_a_part_of_the_year_has_its_own_people_and_forms(
    desk: Desk,
    evaluated: FirstAid,
    kind: ScopeKind,
    name: str,
    attended: int,
    forms: int,
    over_both: int,
) -> None:
    number = number_of(desk, kind, name)
    found = results(desk, kind, number)
    scope = Scope(YEAR, kind, number)
    with desk.reading() as db:
        measure = measure_of(db, scope, "CONF", today=AFTER)
        behind = moved_in_all(db, MovedAsked(scope, "CONF", END), today=AFTER)
        assert scope_name(db, scope).startswith(name)

    assert (found.attended, found.forms) == (attended, forms)
    assert measure is not None
    assert measure["matched_before_end"] == behind == over_both
    assert sum(row["attended"] for row in found.answered_by["agency"]) == attended


def test_the_parts_make_up_the_whole(desk: Desk, evaluated: FirstAid) -> None:
    whole = results(desk)
    for kind in (ScopeKind.COURSE, ScopeKind.EVENT, ScopeKind.AGENCY):
        with desk.reading() as db:
            choices = scope_choices(db, YEAR, kind)
        parts = [results(desk, kind, choice.id) for choice in choices]
        assert sum(part.attended for part in parts) == whole.attended
        moved = sum(part.measures[0]["matched_before_end"] for part in parts)
        assert moved == whole.measures[0]["matched_before_end"]


def test_an_anonymous_form_counts_but_is_nobodys(desk: Desk, evaluated: FirstAid) -> None:
    event = results(desk, ScopeKind.EVENT, evaluated.event)
    end = event.stage(END)
    clinic = results(desk, ScopeKind.AGENCY, number_of(desk, ScopeKind.AGENCY, "Clinic"))
    nobody = clinic.stage(END)

    # Two came: Ada with her name, and one of the two without; the other stands for nobody.
    assert end is not None
    assert (end["received"], end["anonymous"], end["unmatched"]) == (2, 1, 1)
    assert event.measures[0]["end_answered"] == 2
    assert event.measures[0]["matched_before_end"] == 1
    assert nobody is not None
    assert (nobody["received"], nobody["anonymous"]) == (0, 0)
    assert [row["end_answered"] for row in event.answered_by["agency"]] == [0, 1]


def test_who_answered_stands_against_who_did_not(desk: Desk, evaluated: FirstAid) -> None:
    by = results(desk).answered_by

    assert [
        (row["sector"], row["attended"], row["follow_up_answered"], row["follow_up_share"])
        for row in by["sector"]
    ] == [("Care", 1, 1, 1.0), ("Health", 2, 1, 0.5)]
    assert {row["level"]: row["end_share"] for row in by["level"]} == {"1": 0.5, "3": 1.0}
    assert [row["manager_answered"] for row in by["agency"]] == [0, 1]
    assert [(row["agency"], row["sector"]) for row in by["agency"]] == [
        ("Clinic", "Care"),
        ("Library", "Health"),
    ]


def test_each_question_says_how_its_answers_are_spread(desk: Desk, evaluated: FirstAid) -> None:
    spread = {(each.code, each.stage, each.about): each for each in results(desk).spread}
    satisfied, used = spread["SAT", END, ""], spread["USED", LATER, ""]

    assert [(part.answer, part.number) for part in satisfied.parts] == [
        ("1", 0), ("2", 1), ("3", 1), ("4", 0), ("5", 1),
    ]  # fmt: skip
    assert (satisfied.of, satisfied.several) == (3, False)
    assert satisfied.mean == pytest.approx(10 / 3)
    # Several choices: each counts, over the two who chose, not over the three choices.
    assert [(part.answer, part.number) for part in used.parts] == [
        ("Shared", 1), ("Acted", 0), ("Told", 2),
    ]  # fmt: skip
    assert (used.of, used.mean, used.several) == (2, None, True)
    assert [(p.answer, p.number) for p in spread["HOURS", LATER, ""].parts] == [("4", 1)]
    assert not any(code == "WORDS" for code, *_ in spread)


def test_a_speaker_has_answers_of_their_own(desk: Desk, evaluated: FirstAid) -> None:
    found = [each for each in results(desk).spread if each.code == "SPK"]

    assert [(each.about, each.per, each.of, each.mean) for each in found] == [
        ("10 June", AskedPer.SPEAKER, 1, 1),
        ("Piet 李", AskedPer.SPEAKER, 1, 4),
    ]


def test_what_managers_see_stands_beside_what_delegates_say(
    desk: Desk, evaluated: FirstAid
) -> None:
    seen, both = results(desk).managers

    # By its measure, as no question of that code is asked of delegates; OWN has neither.
    assert (seen.question, seen.managers_question, seen.measure) == ("CONF?", "SEEN?", "Confidence")
    assert (seen.over_the_same.first_mean, seen.over_the_same.later_mean) == (6, 8)
    assert (both.question, both.over_the_same.change.mean, both.measure) == ("BOTH?", 2, "BOTH")


def test_what_managers_chose_stands_beside_what_their_people_did(
    desk: Desk, evaluated: FirstAid
) -> None:
    found = results(desk).managers_chose

    # Only Ada and her manager both chose; nobody's manager answered AGREE, and ODD is asked alone.
    assert [(c.answer, c.number, c.delegates, c.managers, c.both) for c in found] == [
        ("Shared", 1, 1, 0, 0),
        ("Acted", 1, 0, 1, 0),
        ("Told", 1, 1, 1, 1),
    ]
    assert {(c.question, c.managers_question) for c in found} == {("USED?", "WHERE?")}


def test_managers_whose_delegate_is_silent_stand_beside_nothing(
    desk: Desk, evaluated: FirstAid
) -> None:
    mary = number_of(desk, ScopeKind.COURSE, "Neglect")
    neglect = results(desk, ScopeKind.COURSE, mary)
    assert (neglect.managers, neglect.managers_chose) == ([], [])


def test_only_what_the_year_has_can_be_chosen(desk: Desk, evaluated: FirstAid) -> None:
    with desk.reading() as db:
        found = {kind: [c.name for c in scope_choices(db, YEAR, kind)] for kind in ScopeKind}
        never = scope_choices(db, TrainingYear(2010), ScopeKind.COURSE)
        gone = scope_name(db, Scope(YEAR, ScopeKind.EVENT, 999))
        nobody = scope_name(db, Scope(YEAR, ScopeKind.TRAINER, 999))

    assert found[ScopeKind.YEAR] == []
    assert found[ScopeKind.COURSE] == ["First Aid", "Neglect"]
    assert found[ScopeKind.STRAND] == ["Early help"]
    assert found[ScopeKind.TRAINER] == ["Lena Ó Brien", "Piet 李"]
    assert found[ScopeKind.AGENCY] == ["Clinic", "Library"]
    assert len(found[ScopeKind.EVENT]) == 2
    assert (never, gone, nobody) == ([], "", "")


def test_a_year_is_called_by_its_name(desk: Desk) -> None:
    with desk.reading() as db:
        assert scope_name(db, Scope(YEAR)) == "2026-27"


def test_the_figures_know_a_course_by_its_reference(desk: Desk, evaluated: FirstAid) -> None:
    neglect = number_of(desk, ScopeKind.COURSE, "Neglect")
    with desk.reading() as db:
        assert (course_reference(db, neglect), course_reference(db, 999)) == ("NEG", "")


def test_what_is_not_due_yet_is_no_silence(desk: Desk, evaluated: FirstAid) -> None:
    """Three came; Ada and Tom have answered early, and Mary is asked in September."""
    with desk.reading() as db:
        figures = year_figures(db, YEAR, today=AFTER)["evaluation"]["stages"]
        still = results_of(db, Scope(YEAR), today=AFTER)
        neglect = Scope(YEAR, ScopeKind.COURSE, number_of(desk, ScopeKind.COURSE, "Neglect"))
        alone = results_of(db, neglect, today=AFTER).stage(LATER)
        due = results_of(db, Scope(YEAR), today=date(2026, 9, 3)).stage(LATER)
        after_all = results_of(db, Scope(YEAR), today=date(2026, 9, 10)).stage(LATER)
    later, end = still.stage(LATER), still.stage(END)

    assert later is not None
    assert end is not None
    assert alone is not None
    assert due is not None
    assert after_all is not None
    assert (later["received"], later["due"], later["not_due"], later["attended"]) == (2, 2, 1, 3)
    assert (later["response_rate"], later["missing"]) == (1.0, 0)
    assert (end["due"], end["not_due"], end["missing"]) == (3, 0, 1)
    assert (alone["due"], alone["not_due"], alone["response_rate"]) == (0, 1, None)
    assert (due["due"], due["not_due"], due["missing"]) == (3, 0, 1)
    assert after_all["missing"] == 1
    # What is published keeps every attendance as its base.
    assert [row["due"] for row in figures] == [3] * len(figures)
    assert still.stages == figures
    assert (still.left_out("unmatched"), still.left_out("ahead")) == (1, 0)


def test_a_form_from_before_an_event_to_come_is_no_stray(desk: Desk, evaluated: FirstAid) -> None:
    with desk.reading() as db:
        found = results_of(db, Scope(YEAR), today=date(2026, 6, 5))
    before = found.stage(BEFORE)

    assert before is not None
    assert (before["received"], before["unmatched"], before["ahead"]) == (1, 0, 2)
    assert found.forms == 10 == sum(row["received"] for row in found.stages) + 8
    assert (found.left_out("ahead"), found.left_out("unmatched")) == (8, 0)
    assert found.stages[0]["unmatched"] == 2


def test_a_form_of_a_register_still_open_is_no_stray(desk: Desk, evaluated: FirstAid) -> None:
    """Tom and Mary have no mark yet, and of two forms without a name one may be his."""
    with desk.changing("Open the registers again") as db:
        for mark in db.scalars(select(Mark).join(Booking)):
            if mark.booking.delegate_id != evaluated.ada:
                db.delete(mark)
    found = results(desk)
    before, end = found.stage(BEFORE), found.stage(END)

    assert before is not None
    assert end is not None
    assert (before["received"], before["unmatched"], before["unmarked"]) == (1, 0, 2)
    assert (end["received"], end["unmatched"], end["unmarked"]) == (1, 1, 2)
    assert found.stages[0]["unmatched"] == 2
    with desk.changing("Close them") as db:
        for event in db.scalars(select(Event)):
            event.register_closed_on = AFTER
    closed = results(desk)
    assert (closed.left_out("unmarked"), closed.left_out("unmatched")) == (0, 6)


def test_a_form_without_a_name_that_came_early_is_not_asked_for_again(
    desk: Desk, evaluated: FirstAid
) -> None:
    with desk.changing("Answer without a name") as db:
        form = db.scalars(
            select(Form).where(Form.delegate_id == evaluated.ada, Form.stage == LATER)
        ).one()
        form.delegate_id = None
    later = results(desk).stage(LATER)

    assert later is not None
    assert (later["due"], later["not_due"], later["missing"], later["anonymous"]) == (2, 1, 0, 1)
