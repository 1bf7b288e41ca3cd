"""What speaks against the people of a pasted list, asked of all at once."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.pasted_fates import Choice
from trainingdesk.domain.pasted_warnings import NOBODY_YET, SpeaksAgainst
from trainingdesk.services.desk import Stamp
from trainingdesk.services.places import places_of
from trainingdesk.services.shares import caps_of
from trainingdesk.services.warnings import warnings_of_each
from trainingdesk.storage.models import Agency, Event


def what_speaks_against(
    db: Session, choices: Iterable[Choice], *, event_id: int, by: Stamp
) -> SpeaksAgainst:
    """What is to be thought of before any of these people is booked on an event."""
    event = db.get(Event, event_id)
    if event is None:
        return SpeaksAgainst()
    people = {choice.delegate_id or NOBODY_YET for choice in choices}
    sectors = select(Agency.id, Agency.sector).where(Agency.sector != "")
    places = places_of(db, event_id)
    return SpeaksAgainst(
        people=warnings_of_each(
            db, event_id=event_id, delegate_ids=people, today=by.today, at=by.at
        ),
        sectors={each.id: each.sector for each in db.execute(sectors)},
        caps=caps_of(db, event),
        free=0 if places.waiting else places.free,
    )
