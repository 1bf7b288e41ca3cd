"""From whom forms are expected, and how far each has come."""

from datetime import date, timedelta

import pytest
from sqlalchemy import delete

from tests.conftest import AFTER, BEFORE, STARTS, a_delegate
from tests.services.evaluation.asked_first_aid import Asked, a_booking
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.questionnaire import Asking
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.begun import keep_begun
from trainingdesk.services.evaluation.expected import (
    ExpectedForms,
    Standing,
    forms_expected,
    people_expected,
)
from trainingdesk.storage.models import (
    Agency,
    Event,
    EventSession,
    Form,
    Questionnaire,
    QuestionStage,
)

YEAR = TrainingYear(2026)
LATER = date(2026, 9, 10)
"""Three months after: practice is asked about."""


def expected(asked: Asked, today: date) -> list[ExpectedForms]:
    with asked.desk.reading() as db:
        return forms_expected(db, YEAR, today=today)


def standing(asked: Asked, stage: Stage = Stage.END) -> dict[str, Standing]:
    with asked.desk.reading() as db:
        return {
            each.delegate: each.standing
            for each in people_expected(db, asked.first_aid.event, stage)
        }


@pytest.mark.parametrize(
    ("today", "stages"),
    [
        (BEFORE, [Stage.BEFORE]),
        (STARTS, [Stage.BEFORE, Stage.END]),
        (LATER, list(Stage)),
    ],
)
def test_a_stage_is_expected_once_it_has_come(
    asked: Asked, today: date, stages: list[Stage]
) -> None:
    rows = expected(asked, today)
    assert [row.stage for row in rows] == stages
    assert {(row.title, row.reference, row.starts) for row in rows} == {
        ("First Aid", "FA-260610", STARTS)
    }
    assert {(row.expected, row.received, row.missing) for row in rows} == {(2, 0, 2)}
    assert len({row.id for row in rows}) == len(rows)


def test_a_stage_that_asks_nothing_expects_nothing(asked: Asked) -> None:
    with asked.desk.changing("Set up", undoable=False) as db:
        db.execute(delete(QuestionStage))
    assert [row.stage for row in expected(asked, LATER)] == [Stage.END]
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
    assert expected(asked, LATER) == []


def test_a_form_that_was_withdrawn_is_expected_no_more(asked: Asked) -> None:
    with asked.desk.changing("Withdraw") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
    assert Stage.END not in {row.stage for row in expected(asked, LATER)}


def test_what_has_come_is_expected_no_more(asked: Asked) -> None:
    asked.take({"CONF": 4})
    (end,) = [row for row in expected(asked, AFTER) if row.stage is Stage.END]
    assert (end.expected, end.received, end.missing) == (2, 1, 1)
    asked.take({"CONF": 4}, delegate_id=None)
    assert [row.stage for row in expected(asked, AFTER)] == [Stage.BEFORE]


def test_once_the_register_is_closed_only_those_who_came_are_expected(asked: Asked) -> None:
    assert list(standing(asked)) == ["Hopper, Grace", "King, Ada"]
    asked.close_register()
    assert list(standing(asked)) == ["King, Ada"]
    assert {row.expected for row in expected(asked, LATER)} == {1}


def test_nobody_is_expected_who_waits_or_whose_event_is_off(asked: Asked) -> None:
    with asked.desk.changing("Set up") as db:
        agency = db.get_one(Agency, asked.first_aid.agency)
        joan = a_delegate(db, agency, "Joan", "Clarke").id
        a_booking(db, asked.first_aid, joan, BookingStatus.WAITING)
    assert "Clarke, Joan" not in standing(asked)
    with asked.desk.changing("Set up") as db:
        db.get_one(Event, asked.first_aid.event).status = EventStatus.CANCELLED
    assert expected(asked, LATER) == []


def test_the_end_of_an_event_of_several_days_is_expected_from_its_last_day_on(
    asked: Asked,
) -> None:
    last = STARTS + timedelta(days=30)
    with asked.desk.changing("Go on later") as db:
        db.add(EventSession(event_id=asked.first_aid.event, day=last))
    assert [row.stage for row in expected(asked, last - timedelta(days=1))] == [Stage.BEFORE]
    assert [row.stage for row in expected(asked, last)] == [Stage.BEFORE, Stage.END]


def test_it_is_said_of_each_how_far_their_form_has_come(asked: Asked) -> None:
    assert standing(asked) == {"Hopper, Grace": Standing.MISSING, "King, Ada": Standing.MISSING}
    with asked.desk.noting("Begin") as db:
        begun = asked.returned({"CONF": 4})
        keep_begun(db, begun, opened={})
    assert standing(asked)["King, Ada"] is Standing.BEGUN
    asked.take({"CONF": 4})
    assert standing(asked)["King, Ada"] is Standing.CAME
    asked.take({"CONF": 5})
    assert standing(asked)["King, Ada"] is Standing.TWICE
    assert standing(asked, Stage.BEFORE)["King, Ada"] is Standing.MISSING
    assert begun.answers == {Asking("CONF"): 4}


def test_a_form_of_somebody_who_did_not_come_hides_nobody_who_is_silent(asked: Asked) -> None:
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.grace)
    asked.close_register()
    (end,) = [row for row in expected(asked, AFTER) if row.stage is Stage.END]
    assert (end.expected, end.received, end.missing) == (1, 0, 1)


def test_a_form_without_a_name_stands_for_somebody_who_is_silent(asked: Asked) -> None:
    asked.take({"CONF": 4})
    with asked.desk.changing("Set up") as db:
        agency = db.get_one(Agency, asked.first_aid.agency)
        joan = a_delegate(db, agency, "Joan", "Clarke").id
        a_booking(db, asked.first_aid, joan)
        db.add(Form(event_id=asked.first_aid.event, stage=Stage.END, via="Paper"))
    (end,) = [row for row in expected(asked, AFTER) if row.stage is Stage.END]
    assert (end.expected, end.received, end.missing) == (3, 2, 1)
