from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.conftest import FirstAid, a_course, a_delegate, an_agency, an_event
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.figures import year_figures
from trainingdesk.storage.models import (
    Agency,
    Answer,
    Booking,
    Cost,
    Delegate,
    Event,
    Form,
    Mark,
    PublishedFigure,
    Question,
    QuestionStage,
    Receipt,
    Return,
    Series,
    SurveyAnswer,
)

YEAR = TrainingYear(2017)
TODAY = date(2018, 1, 15)
MAY, JUNE, FEBRUARY = date(2017, 5, 9), date(2017, 6, 13), date(2018, 2, 6)
A, X = Attendance.ATTENDED, Attendance.ABSENT
P, E = Attendance.APOLOGIES, Attendance.LEFT_EARLY


class World:
    """A small year, counted by hand."""

    def __init__(self, db: Session) -> None:
        self.db = db
        self.library = an_agency(db, "Library", "Council")
        self.people = [a_delegate(db, self.library, f"P{n}", "Person") for n in range(6)]
        self.course = a_course(db, "First Aid", "FA", level="1")

    def event(self, *days: date, places: int = 10, **more: Any) -> Event:
        number = self.db.query(Event).count()
        return an_event(self.db, self.course, *days, places=places, reference=f"E{number}", **more)

    def booking(
        self, event: Event, person: int, status: str = "Booked", *marks: Attendance
    ) -> Booking:
        delegate: Delegate = self.people[person]
        booking = Booking(
            event_id=event.id,
            delegate_id=delegate.id,
            agency_id=delegate.agency_id,
            status=BookingStatus(status),
        )
        self.db.add(booking)
        self.db.flush()
        for session, mark in zip(event.sessions, marks, strict=False):
            self.db.add(Mark(booking_id=booking.id, session_id=session.id, attendance=mark))
        self.db.flush()
        return booking

    def form(self, event: Event, person: int | None, stage: Stage, **answers: int) -> Form:
        who = None if person is None else self.people[person].id
        form = Form(event_id=event.id, delegate_id=who, stage=stage, via="Paper")
        self.db.add(form)
        self.db.flush()
        for code, number in answers.items():
            question = self.db.query(Question).filter_by(code=code).one()
            self.db.add(Answer(form_id=form.id, question_id=question.id, number=number))
        self.db.flush()
        return form

    def question(self, code: str, high: int, measure: str, *stages: Stage, order: int = 1) -> None:
        question = Question(
            code=code,
            position=order,
            words=f"{code}?",
            answer=AnswerKind.SCALE,
            lowest=1 if high == 5 else 0,
            highest=high,
            measure=measure,
        )
        question.stages += [QuestionStage(stage=stage) for stage in stages]
        self.db.add(question)
        self.db.flush()


def figures_of(desk: Desk, fill: Any, year: TrainingYear = YEAR) -> dict[str, Any]:
    with desk.changing("Fill") as db:
        fill(World(db))
    with desk.reading() as db:
        return year_figures(db, year, today=TODAY)


def test_each_booking_counts_where_its_status_says(desk: Desk) -> None:
    def fill(world: World) -> None:
        event = world.event(MAY)
        world.booking(event, 0, "Booked", A)
        world.booking(event, 1, "Booked", X)
        world.booking(event, 2, "Booked", P)
        world.booking(event, 3, "Waiting")
        world.booking(event, 4, "Walk-in", A)
        world.booking(event, 5, "Cancelled")
        world.booking(event, 5, "Transferred")
        world.booking(event, 5, "Substituted")
        world.booking(event, 5, "Requested")
        world.booking(event, 5, "Offered")

    programme = figures_of(desk, fill)["programme"]
    assert {key: programme[key] for key in list(programme)[:14]} == {
        "events_scheduled": 1,
        "events_cancelled": 0,
        "events_delivered": 1,
        "events_to_come": 0,
        "places": 10,
        "registrations": 6,
        "booked": 3,
        "bookings_cancelled": 3,
        "waiting": 2,
        "walk_ins": 1,
        "attended": 2,
        "absent": 1,
        "apologies": 1,
        "people": 2,
    }
    rates = [programme[key] for key in ("take_up", "turn_up", "fill", "absence")]
    assert rates == pytest.approx([3 / 10, 1 / 3, 2 / 10, 1 / 3])


def test_only_events_that_have_begun_lend_their_places(desk: Desk) -> None:
    def fill(world: World) -> None:
        world.event(MAY)
        world.event(FEBRUARY)
        world.booking(world.event(FEBRUARY), 0, "Booked")
        cancelled = world.event(FEBRUARY, status=EventStatus.CANCELLED)
        cancelled.reason = "Trainer ill"
        world.booking(cancelled, 1, "Cancelled")
        world.event(MAY, status=EventStatus.DRAFT)
        world.event(MAY, status=EventStatus.POSTPONED)
        world.event(date(2018, 4, 1))
        world.event(date(2017, 3, 31))

    figures = figures_of(desk, fill)
    programme = figures["programme"]
    keys = ("events_scheduled", "events_cancelled", "events_delivered", "events_to_come", "places")
    assert [programme[key] for key in keys] == [4, 1, 1, 2, 10]
    assert (programme["registrations"], programme["booked"]) == (1, 0)
    assert figures["cancellations"] == [{"reason": "Trainer ill", "events": 1}]


def test_whoever_came_on_one_of_two_days_came_once(desk: Desk) -> None:
    def fill(world: World) -> None:
        event = world.event(MAY, date(2017, 5, 10))
        world.booking(event, 0, "Booked", A, X)
        world.booking(event, 1, "Booked", X, E)
        world.booking(event, 2, "Booked", X, P)
        world.booking(event, 3, "Booked", P, P)

    programme = figures_of(desk, fill)["programme"]
    assert [programme[key] for key in ("attended", "absent", "apologies")] == [2, 1, 1]


def test_a_person_who_comes_twice_is_two_attendances_and_one_person(desk: Desk) -> None:
    def fill(world: World) -> None:
        for day in (MAY, JUNE):
            world.booking(world.event(day), 0, "Booked", A)

    figures = figures_of(desk, fill)
    assert (figures["programme"]["attended"], figures["programme"]["people"]) == (2, 1)
    assert figures["by_course"][0]["people"] == 1
    assert [row["month"] for row in figures["by_month"]] == ["2017-05", "2017-06"]
    assert [row["attended"] for row in figures["by_quarter"]] == [2, 0, 0, 0]


def test_a_booking_counts_for_the_agency_as_it_was(desk: Desk) -> None:
    def fill(world: World) -> None:
        event = world.event(MAY)
        world.booking(event, 0, "Booked", A)
        world.people[0].agency = an_agency(world.db, "Police", "Police")
        world.db.flush()
        world.booking(event, 1, "Booked", A)
        world.event(date(2016, 5, 3))

    figures = figures_of(desk, fill)
    assert figures["by_agency"] == [{"agency": "Library", "attended": 2, "share": 1.0}]
    assert figures["by_sector"] == [
        {"sector": "Council", "attended": 2, "share": 1.0, "share_last_year": None}
    ]


def test_a_series_gathers_its_events(desk: Desk) -> None:
    def fill(world: World) -> None:
        week = Series(name="Safeguarding Week")
        world.event(MAY).series = week
        world.event(JUNE)
        world.event(JUNE).headcount = 300

    figures = figures_of(desk, fill)
    assert [(row["series"], row["events_delivered"]) for row in figures["by_series"]] == [
        ("Safeguarding Week", 1)
    ]
    assert figures["programme"]["headcount"] == 300


@pytest.mark.parametrize(
    ("before", "published", "change"), [(4, "9", 1 / 4 - 1), (0, "2", 1 / 2 - 1), (0, None, None)]
)
def test_the_change_is_on_last_years_rows_or_else_on_what_was_published(
    desk: Desk, before: int, published: str | None, change: float | None
) -> None:
    def fill(world: World) -> None:
        world.booking(world.event(MAY), 0, "Booked", A)
        event = world.event(date(2016, 5, 3))
        for person in range(before):
            world.booking(event, person, "Booked", A)
        if published:
            world.db.add(PublishedFigure(year="2016-17", figure="Attended", value=published))

    found = figures_of(desk, fill)["programme"]["change_in_attendance"]
    assert found == (None if change is None else pytest.approx(change))


def test_an_empty_year_has_no_rates(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        figures = year_figures(db, TrainingYear(2030), today=TODAY)
    programme = figures["programme"]
    rates = ("take_up", "turn_up", "fill", "absence", "change_in_attendance")
    assert [programme[key] for key in rates] == [None] * 5
    assert figures["evaluation"]["satisfaction"]["share"] is None
    assert [stage["response_rate"] for stage in figures["evaluation"]["stages"]] == [None] * 3


def test_a_form_counts_at_most_once_an_attendance(desk: Desk) -> None:
    def fill(world: World) -> None:
        event = world.event(MAY)
        for person in range(3):
            world.booking(event, person, "Booked", A)
        world.booking(event, 3, "Booked", X)
        sent: tuple[int | None, ...] = (0, 3, None, None, None)
        for sender in sent:
            world.form(event, sender, Stage.END)
        world.form(world.event(MAY, status=EventStatus.DRAFT), None, Stage.END)
        world.form(event, 0, Stage.MANAGER)

    stages = figures_of(desk, fill)["evaluation"]["stages"]
    end = next(stage for stage in stages if stage["stage"] == "End")
    assert (end["due"], end["received"], end["unmatched"], end["anonymous"]) == (3, 3, 2, 2)
    assert end["by_channel"] == [{"channel": "Paper", "received": 3}]
    assert [stage["stage"] for stage in stages] == ["Before", "End", "Follow-up", "Manager"]


def test_a_measure_is_paired_over_the_same_people_on_the_same_event(desk: Desk) -> None:
    def fill(world: World) -> None:
        world.question("CONF", 10, "Confidence", Stage.BEFORE, Stage.END, Stage.FOLLOW_UP)
        world.question("ONCE", 10, "Skills", Stage.END)
        event, other = world.event(MAY), world.event(JUNE)
        for person in range(5):  # one of them answers without a name
            world.booking(event, person, "Booked", A)
        world.booking(other, 3, "Booked", A)
        world.booking(other, 4, "Booked", X)
        world.form(other, 4, Stage.BEFORE, CONF=9)
        for person, before, end in ((0, 3, 7), (1, 5, 4), (2, 2, 5)):
            world.form(event, person, Stage.BEFORE, CONF=before)
            world.form(event, person, Stage.END, CONF=end)
        world.form(event, None, Stage.BEFORE, CONF=10)
        world.form(other, 3, Stage.BEFORE, CONF=0)
        world.form(event, 3, Stage.END, CONF=10)
        world.form(event, 0, Stage.FOLLOW_UP, CONF=5)

    (measure,) = figures_of(desk, fill)["evaluation"]["measures"]
    assert measure["code"] == "CONF"
    assert measure["before_mean"] == pytest.approx((3 + 5 + 2 + 10 + 0) / 5)
    assert measure["end_mean"] == pytest.approx((7 + 4 + 5 + 10) / 4)
    assert measure["matched_before_end"] == 3
    assert measure["change_before_end"] == pytest.approx((4 - 1 + 3) / 3)
    assert (measure["rose_before_end"], measure["fell_before_end"]) == (2, 1)
    assert measure["matched_before_follow_up"] == 1
    assert measure["change_before_follow_up_low"] is None


def test_satisfaction_is_the_first_five_point_scale_asked_at_the_end(desk: Desk) -> None:
    def fill(world: World) -> None:
        world.question("LATER", 5, "Satisfaction", Stage.END, order=2)
        world.question("SAT", 5, "Satisfaction", Stage.END, order=1)
        world.question("TEN", 10, "Satisfaction", Stage.END, order=0)
        world.question("EARLY", 5, "Satisfaction", Stage.BEFORE, order=0)
        event = world.event(MAY)
        world.form(event, 4, Stage.END, SAT=5)
        for person, mark in enumerate((5, 4, 3)):
            world.booking(event, person, "Booked", A)
            world.form(event, person, Stage.END, SAT=mark, LATER=1, TEN=1)

    assert figures_of(desk, fill)["evaluation"]["satisfaction"] == {
        "rated": 3,
        "satisfied": 2,
        "share": pytest.approx(2 / 3),
    }


def test_income_is_fees_and_expenditure_leaves_staff_out(desk: Desk) -> None:
    def fill(world: World) -> None:
        for kind, pence in (("Attendance fee", 7000), ("Non-attendance fee", 3000), ("Grant", 99)):
            world.db.add(Receipt(on=MAY, kind=kind, pence=pence))
        world.db.add(Receipt(on=date(2018, 4, 1), kind="Attendance fee", pence=1))
        for kind, pence in (("Trainer", 40_000), ("staff", 60_000)):
            world.db.add(Cost(on=MAY, kind=kind, pence=pence))

    money = figures_of(desk, fill)["money"]
    assert (money["attendance_fees"], money["non_attendance_fees"]) == (70.0, 30.0)
    assert (money["income"], money["expenditure"]) == (100.0, 400.0)
    assert (money["cost_recovery"], money["cost_recovery_with_staff"]) == (0.25, 0.1)


def test_a_return_meets_its_target_exactly(desk: Desk) -> None:
    def fill(world: World) -> None:
        for level, staff, trained, target in (
            ("1", 100, 7, 0.07),
            ("2", 100, 6, 0.07),
            ("3", 0, 0, 0.85),
            ("4", 10, 5, None),
        ):
            agency_id = world.db.query(Agency).first().id  # type: ignore[union-attr]
            world.db.add(
                Return(
                    year="2017-18",
                    agency_id=agency_id,
                    level=level,
                    staff=staff,
                    trained=trained,
                    target=target,
                )
            )

    returns = figures_of(desk, fill)["returns"]
    assert [row["met"] for row in returns] == [True, False, None, None]
    assert [row["share"] for row in returns] == [0.07, 0.06, None, 0.5]


def test_surveys_are_counted_answer_by_answer(desk: Desk) -> None:
    def fill(world: World) -> None:
        for answer in ("Yes", "No", "Yes"):
            world.db.add(
                SurveyAnswer(survey="Check", year="2017-18", question="Better?", answer=answer)
            )

    (survey,) = figures_of(desk, fill)["surveys"]
    assert [(row["answer"], row["count"]) for row in survey["answers"]] == [("No", 1), ("Yes", 2)]


def publish(world: World, **figures: str) -> None:
    for name, value in figures.items():
        world.db.add(
            PublishedFigure(year="2017-18", figure=name.replace("_", " "), value=value, source="AR")
        )


def test_published_figures_that_the_rows_do_not_give_are_listed(desk: Desk) -> None:
    def fill(world: World) -> None:
        world.booking(world.event(MAY), 0, "Booked", A)
        publish(world, Attended="2", Events_delivered="1", Fill="0.1", Happiness="7", Absence="0.5")

    assert figures_of(desk, fill)["unreconciled"] == [
        {"figure": "attended", "published": 2, "computed": 1, "difference": -1, "source": "AR"},
        {
            "figure": "Happiness",
            "published": 7,
            "computed": None,
            "difference": None,
            "source": "AR",
        },
        {
            "figure": "absence",
            "published": 0.5,
            "computed": 0.0,
            "difference": -0.5,
            "source": "AR",
        },
    ]


def test_what_was_published_stands_in_for_a_year_without_records(desk: Desk) -> None:
    assert figures_of(desk, lambda world: publish(world, Attended="2"))["unreconciled"] == []
