"""Of one event: how many forms are expected and came at each stage, and whose is missing."""

from datetime import date

from tests.conftest import AFTER, BEFORE
from tests.services.evaluation.asked_first_aid import Asked
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.evaluation.event_answers import EventAnswers, event_answers
from trainingdesk.services.evaluation.expected import Standing
from trainingdesk.storage.models import Form


def answers(asked: Asked, *, today: date = AFTER) -> EventAnswers:
    with asked.desk.reading() as db:
        return event_answers(db, asked.first_aid.event, today=today)


def stages(found: EventAnswers) -> list[tuple[int, int, int]]:
    return [(each.expected, each.received, each.anonymous) for each in found.stages]


def test_whoever_is_booked_is_expected_until_the_register_is_closed(asked: Asked) -> None:
    found = answers(asked, today=BEFORE)

    assert stages(found) == [(2, 0, 0)] * 4
    assert [each.is_open for each in found.stages] == [True, False, False, False]
    assert [person.delegate for person in found.people] == ["Hopper, Grace", "King, Ada"]
    assert found.forms == 0


def test_then_whoever_came_is_and_what_they_sent_is_told(asked: Asked) -> None:
    asked.close_register()
    asked.take({"CONF": 7, "SAT": 4})
    with asked.desk.changing("Anonymous") as db:
        db.add(Form(event_id=asked.first_aid.event, stage=Stage.END, via="Paper"))
    found = answers(asked)
    (ada,) = found.people

    assert stages(found) == [(1, 0, 0), (1, 1, 0), (1, 0, 0), (1, 0, 0)]
    assert found.forms == 1
    assert ada.standings[Stage.END] is Standing.CAME
    assert ada.missing([Stage.BEFORE, Stage.END]) == [Stage.BEFORE]


def test_a_form_of_somebody_who_did_not_come_stands_for_nobody_else(asked: Asked) -> None:
    asked.take({"CONF": 4}, delegate_id=asked.first_aid.grace)
    with asked.desk.changing("Anonymous") as db:
        for _ in range(3):
            db.add(Form(event_id=asked.first_aid.event, stage=Stage.FOLLOW_UP, via="Paper"))
    assert stages(answers(asked)) == [(2, 0, 0), (2, 1, 0), (2, 2, 2), (2, 0, 0)]
    asked.close_register()  # Grace never came
    assert stages(answers(asked)) == [(1, 0, 0), (1, 0, 0), (1, 1, 1), (1, 0, 0)]
