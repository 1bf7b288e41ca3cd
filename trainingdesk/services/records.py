"""A record by its number, or the word that it is no longer there."""

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import Unknown
from trainingdesk.storage.models import (
    Action,
    Agency,
    AgencyContact,
    Answer,
    AttendanceRule,
    Base,
    Booking,
    ChargingPolicy,
    Completion,
    Course,
    Delegate,
    Event,
    Evidence,
    HeldForm,
    Indicator,
    Licence,
    LicenceGroup,
    Message,
    MessageRule,
    Observation,
    OnlineLayout,
    OwnField,
    PartnerBoard,
    Question,
    Questionnaire,
    Recommendation,
    Series,
    Theme,
    Trainer,
    Venue,
)

CALLED: Mapping[type[Base], str] = {
    Action: "action",
    Agency: "agency",
    AttendanceRule: "rule",
    AgencyContact: "contact",
    Answer: "comment",
    Booking: "booking",
    ChargingPolicy: "policy",
    Completion: "completion",
    Course: "course",
    Delegate: "delegate",
    Event: "event",
    Evidence: "paper",
    HeldForm: "form",
    Indicator: "indicator",
    Licence: "licence",
    LicenceGroup: "group",
    Message: "message",
    MessageRule: "rule",
    Observation: "observation",
    OnlineLayout: "online form",
    OwnField: "field",
    PartnerBoard: "board",
    Question: "question",
    Questionnaire: "form",
    Recommendation: "recommendation",
    Series: "series",
    Theme: "theme",
    Trainer: "trainer",
    Venue: "venue",
}

T = TypeVar("T", bound=Base)


def record_of(db: Session, kind: type[T], number: int, *, lock: bool = False) -> T:
    """A record by its number, with its row locked where it is to be changed; raises Unknown."""
    record = db.get(kind, number, with_for_update=lock or None)
    if record is None:
        raise Unknown(f"This {CALLED[kind]} is no longer there.")
    return record
