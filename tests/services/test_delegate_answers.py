from datetime import date

import pytest

from tests.services.people import People, settle
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.delegate_answers import forms_of, interest_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Event, Form, Interest, UndatedEvent

SAID = date(2026, 4, 15)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def test_every_form_that_came_back_is_told(desk: Desk, people: People) -> None:
    with desk.changing("Receive") as db:
        for event, stage in ((people.old_risk, Stage.END), (people.risk, Stage.BEFORE)):
            db.add(Form(event_id=event, delegate_id=people.ada, stage=stage, via="Paper"))
    with desk.reading() as db:
        rows = forms_of(db, people.ada)
        assert [(row.event_id, row.stage) for row in rows] == [
            (people.risk, Stage.BEFORE),
            (people.old_risk, Stage.END),
        ]
        assert (rows[0].title, rows[0].via) == ("Identifying Risk", "Paper")
        assert forms_of(db, people.grace) == []


def test_interest_is_told_with_the_event_it_became(desk: Desk, people: People) -> None:
    with desk.changing("Say") as db:
        neglect = db.get_one(Event, people.neglect)
        waits = UndatedEvent(course_id=neglect.course_id, opened_on=SAID)
        became = UndatedEvent(course_id=neglect.course_id, opened_on=SAID, event_id=neglect.id)
        db.add_all([waits, became])
        db.flush()
        for each, day in ((waits, SAID), (became, date(2026, 4, 1))):
            db.add(
                Interest(
                    undated_id=each.id,
                    delegate_id=people.ada,
                    agency_id=people.library,
                    said_on=day,
                    note="Mornings",
                )
            )
    with desk.reading() as db:
        rows = interest_of(db, people.ada)
        assert [(row.title, row.event_id, row.said_on) for row in rows] == [
            ("Neglect", None, SAID),
            ("Neglect", people.neglect, date(2026, 4, 1)),
        ]
        assert (rows[0].agency, rows[0].note) == ("Library", "Mornings")
        assert interest_of(db, people.grace) == []
