"""Caps on a whole course, set at two desks at once."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from tests.services.at_once import Meeting, at_once
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.share import ShareDetails
from trainingdesk.services import share_changes
from trainingdesk.services.desk import Desk
from trainingdesk.services.share_changes import set_share
from trainingdesk.services.statuses import open_event
from trainingdesk.storage.models import Event


@pytest.fixture
def second_desk(line: Queueing) -> Iterator[Desk]:
    """The same records, opened by another program."""
    desk = Desk(line.desk.address, who="kim")
    yield desk
    desk.close()


def test_neither_waits_for_the_other_for_ever(
    line: Queueing, second_desk: Desk, meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pause(db: Session, event_id: int) -> Event:
        event = open_event(db, event_id)
        meeting.wait()
        return event

    monkeypatch.setattr(share_changes, "open_event", pause)

    def cap(desk: Desk, wanted: tuple[int, int]) -> bool:
        event_id, agency_id = wanted
        details = ShareDetails(agency_id=agency_id, places=1, of_course=True)
        with desk.changing("Cap") as db:
            return bool(set_share(db, event_id, details, by=stamp())[0])

    wanted = [(line.first, line.library), (line.second, line.police)]
    assert at_once(cap, [line.desk, second_desk], wanted) == [True, True]
    assert not meeting.happened
