"""The events to choose from are those of the time at hand, and the one that is chosen."""

from datetime import date

from tests.conftest import AFTER, FirstAid, an_event
from trainingdesk.domain.event import EventStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.event_choices import events_to_choose
from trainingdesk.storage.models import Course


def test_the_nearest_event_comes_first_and_old_and_cancelled_ones_are_left_out(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("More events") as db:
        course = db.get_one(Course, first_aid.course)
        an_event(db, course, date(2026, 1, 7))
        old = an_event(db, course, date(2020, 1, 7)).id
        an_event(db, course, date(2026, 6, 11), status=EventStatus.CANCELLED)
    with desk.reading() as db:
        found = [row.name for row in events_to_choose(db, today=AFTER)]
        held = [row.id for row in events_to_choose(db, today=AFTER, held=old)]
    assert found == ["First Aid, 10 June 2026 (FA-260610)", "First Aid, 7 January 2026 (FA-260107)"]
    assert held[-1] == old
