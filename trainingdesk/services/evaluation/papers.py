"""The form of one person at a stage, as it is entered or asked on the telephone."""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode, read_form_code
from trainingdesk.domain.questionnaire import Answers, Ask, Asking, Returned
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.services.evaluation.begun import begun_form
from trainingdesk.services.evaluation.questionnaires import (
    QuestionnaireRow,
    askings_of,
    questionnaire,
    standing_for,
)
from trainingdesk.services.evaluation.taking import form_of, questions_of_bank
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Delegate, Event

EXAMPLE = f"Codes look like {FormCode(Stage.END, booking_id=42)}."


@dataclass(frozen=True, slots=True)
class Paper:
    """One form to be filled in: whose, of what, what it asks, and what was answered so far."""

    event_id: int
    delegate_id: int | None  # none where it asks without a name
    stage: Stage
    title: str
    reference: str
    starts: date
    askings: tuple[tuple[Asking, Ask], ...]
    questionnaire_id: int | None = None
    form_title: str = ""
    opening: str = ""
    delegate: str = ""
    name: str = ""
    agency: str = ""
    answers: Answers = field(default_factory=dict)
    begun_via: str = ""
    came_in: bool = False
    names_nobody: bool = False  # though it asks for a name

    @property
    def about(self) -> str:
        """What tells this form from another, also where it has no name."""
        return f"{self.event_id} {self.delegate_id or ''} {self.stage}"

    def returned(self, answers: Answers, *, on: date, via: str) -> Returned:
        """The form with its answers, as it came back."""
        return Returned(
            event_id=self.event_id,
            delegate_id=self.delegate_id,
            stage=self.stage,
            answers=answers,
            received_on=on,
            via=via,
            questionnaire_id=self.questionnaire_id,
        )


def paper_of(db: Session, event_id: int, delegate_id: int | None, stage: Stage) -> Paper:
    """The form of somebody at a stage of an event; without a name where it asks without.

    Raises Refused where nothing is asked, and Unknown.
    """
    event = record_of(db, Event, event_id)
    begun = begun_form(db, event_id, delegate_id, stage) if delegate_id is not None else None
    row = _asked(db, event, stage, begun.questionnaire_id if begun else None)
    asks = row.asks if row else questions_of_bank(db, stage)
    if not asks:
        raise Refused(
            f"Nothing is asked at the stage “{stage.said}” of {event.course.title}. Make a form of "
            "this stage under Forms first."
        )
    nameless = delegate_id is None or (row is not None and row.anonymous)
    person = None if nameless else record_of(db, Delegate, delegate_id or 0)
    return Paper(
        event_id=event.id,
        delegate_id=person.id if person else None,
        stage=stage,
        title=event.course.title,
        reference=event.reference,
        starts=event.starts,
        askings=askings_of(db, event.id, asks),
        questionnaire_id=row.id if row else None,
        form_title=row.title if row else "",
        opening=row.opening if row else "",
        delegate=person.listed if person else "",
        name=person.name if person else "",
        agency=_agency_of(db, event.id, person) if person else "",
        answers=begun.answers if begun else {},
        begun_via=begun.via if begun else "",
        names_nobody=delegate_id is None and row is not None and not row.anonymous,
        came_in=person is not None and form_of(db, event.id, person.id, stage) is not None,
    )


def paper_coded(db: Session, text: str) -> Paper:
    """The form that a typed or scanned code stands for; raises Refused, Unknown."""
    code = read_form_code(text)
    if code is None:
        raise Refused(f"“{text.strip()}” is no code of a form, or was misread. {EXAMPLE}")
    if code.booking_id is None:
        if db.get(Event, code.event_id or 0) is None:
            raise Unknown("The event of this code is not on this desk.")
        return paper_of(db, code.event_id or 0, None, code.stage)
    booking = db.get(Booking, code.booking_id)
    if booking is None:
        raise Unknown("The booking of this code is not on this desk.")
    return paper_of(db, booking.event_id, booking.delegate_id, code.stage)


def _asked(
    db: Session, event: Event, stage: Stage, begun_with: int | None
) -> QuestionnaireRow | None:
    """What was in their hands where it was begun, otherwise what stands."""
    if begun_with is not None:
        return questionnaire(db, begun_with)
    return standing_for(db, stage, event.course_id)


def _agency_of(db: Session, event_id: int, person: Delegate) -> str:
    """The agency by which somebody is booked, or else where they are now."""
    query = (
        select(Booking)
        .where(Booking.event_id == event_id, Booking.delegate_id == person.id)
        .order_by(Booking.status.in_(LIVE).desc(), Booking.id.desc())
    )
    booking = db.scalars(query).first()
    return (booking or person).agency.name
