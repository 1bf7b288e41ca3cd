"""What Today says of messages: what failed first, then what waits."""

from datetime import timedelta

from tests.conftest import BEFORE, NOON, FirstAid
from tests.services.letters import both_booked, written
from trainingdesk.domain.message import SENDING_FOR, MessageState
from trainingdesk.services.desk import Desk
from trainingdesk.services.today import Work, cards
from trainingdesk.storage.models import Message


def told(desk: Desk) -> list[tuple[str, str, bool]]:
    with desk.reading() as db:
        found = [card for card in cards(db, BEFORE, now=NOON) if card.work is Work.MESSAGES]
    return [(task.title, task.said, task.urgent) for card in found for task in card.tasks]


def test_today_says_what_waits_and_what_needs_a_look(desk: Desk, first_aid: FirstAid) -> None:
    assert told(desk) == []
    written(desk, both_booked(desk, first_aid))
    assert told(desk) == [
        ("Needs a look", "1 message failed, or perhaps sent", True),
        ("To send", "1 message", False),
    ]
    with desk.noting("Send messages") as db:
        for number in (1, 2):
            db.get_one(Message, number).state = MessageState.SENT
    assert told(desk) == []


def test_a_message_that_was_left_half_way_needs_a_look(desk: Desk, first_aid: FirstAid) -> None:
    written(desk, both_booked(desk, first_aid)[:1])
    with desk.noting("Send messages") as db:
        row = db.get_one(Message, 1)
        row.state, row.tried_at = MessageState.SENDING, NOON - SENDING_FOR
    assert told(desk) == [("To send", "1 message", False)]
    with desk.noting("Send messages") as db:
        db.get_one(Message, 1).tried_at = NOON - SENDING_FOR - timedelta(seconds=1)
    assert told(desk) == [("Needs a look", "1 message failed, or perhaps sent", True)]
