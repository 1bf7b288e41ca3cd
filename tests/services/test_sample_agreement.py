"""What the sample programme shows of agreements, caps and kept places."""

from sqlalchemy import select

from tests.conftest import BY
from trainingdesk.services.desk import Desk
from trainingdesk.services.sample_agreement import show_agreements
from trainingdesk.storage.models import Agreement


def test_where_no_event_is_worth_it_nothing_is_shown(desk: Desk) -> None:
    with desk.changing("Show") as db:
        show_agreements(db, BY)
        assert db.scalars(select(Agreement)).all() == []
