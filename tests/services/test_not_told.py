"""The issue of joining instructions that have not gone."""

from datetime import date, timedelta

from tests.conftest import STARTS, FirstAid
from tests.services.letters import both_booked, written
from trainingdesk.domain.issues import Act, Issue, IssueKind, Mend
from trainingdesk.domain.message import MessageState
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_issues import event_issues
from trainingdesk.services.message_rules import RuleDetails, add_rule
from trainingdesk.storage.models import Message


def told(desk: Desk, first_aid: FirstAid, day: date) -> list[Issue]:
    with desk.reading() as db:
        found = event_issues(db, first_aid.event, today=day)
    return [issue for issue in found if issue.kind is IssueKind.NOT_TOLD]


def test_joining_instructions_are_missed_from_the_day_they_should_have_gone(
    desk: Desk, first_aid: FirstAid
) -> None:
    bookings = both_booked(desk, first_aid)
    five_before = STARTS - timedelta(days=5)
    assert told(desk, first_aid, five_before) == []
    with desk.changing("Set up") as db:
        add_rule(db, RuleDetails())
    assert told(desk, first_aid, five_before - timedelta(days=1)) == []
    said = "Joining instructions have not gone to 2 people with a place."
    assert told(desk, first_aid, five_before) == [Issue(IssueKind.NOT_TOLD, said, Act(Mend.RULES))]
    assert len(told(desk, first_aid, STARTS)) == 1
    written(desk, bookings)
    with desk.noting("Send messages") as db:
        db.get_one(Message, 1).state = MessageState.SENT
    (one,) = told(desk, first_aid, five_before)
    assert "1 person with a place" in one.sentence
    with desk.noting("Send messages") as db:
        db.get_one(Message, 2).state = MessageState.SAVED
    assert told(desk, first_aid, five_before) == []
