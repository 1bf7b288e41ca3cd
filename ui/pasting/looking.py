"""Looking at a pasted text: whom its lines mean, and what speaks against each of them."""

from dataclasses import dataclass, field

from trainingdesk.domain.pasted_fates import Meant
from trainingdesk.domain.pasted_warnings import SpeaksAgainst
from trainingdesk.services.desk import Desk
from trainingdesk.services.pasted_warnings import what_speaks_against
from trainingdesk.services.pasting import people_meant


@dataclass(frozen=True, slots=True)
class Looked:
    """The lines of a text, and what is to be thought of before anybody of them is booked."""

    lines: list[Meant] = field(default_factory=list)
    against: SpeaksAgainst = field(default_factory=SpeaksAgainst)


def look_at(desk: Desk, text: str, event_id: int) -> Looked:
    """Find out who is meant by each line of a text, and what speaks against any of them."""
    with desk.reading() as db:
        lines = people_meant(db, text, event_id=event_id)
        choices = [choice for meant in lines for choice in meant.choices]
        by = desk.stamp()
        return Looked(lines, what_speaks_against(db, choices, event_id=event_id, by=by))
