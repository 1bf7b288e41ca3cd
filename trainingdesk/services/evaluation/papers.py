"""The form of one person at a stage, as it is entered or asked on the telephone."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.booking import LIVE
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode, read_form_code
from trainingdesk.domain.questionnaire import Answers, Ask, Asking, Returned
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.services.evaluation.begun import BegunForm, begun_form
from trainingdesk.services.evaluation.questionnaires import (
    QuestionnaireRow,
    askings_of,
    questionnaire,
    standing_for,
)
from trainingdesk.services.evaluation.taking import form_of, questions_of_bank
from trainingdesk.services.evaluation.versions_given import VersionGiven, versions_given
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Booking, Delegate, Event

EXAMPLE = f"Codes look like {FormCode(Stage.END, booking_id=42)}."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A version that somebody chose for the pile in hand."""

    id: int
    also_begun: bool = False  # for a form too that was begun on another


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
    opened: Answers = field(default_factory=dict)  # what was begun, with what this one drops
    begun_via: str = ""
    came_in: bool = False
    names_nobody: bool = False  # though it asks for a name
    versions: tuple[VersionGiven, ...] = ()  # those that may be in hand, the one that stands first

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


def paper_of(
    db: Session,
    event_id: int,
    delegate_id: int | None,
    stage: Stage,
    *,
    version: Chosen | None = None,
) -> Paper:
    """The form of somebody at a stage of an event; without a name where it asks without.

    It asks as the ``version`` does, where the event may have been given that; what was begun
    goes on as it began. Raises Refused where nothing is asked, and Unknown.
    """
    event = record_of(db, Event, event_id)
    begun = begun_form(db, event_id, delegate_id, stage) if delegate_id is not None else None
    versions = versions_given(db, event, stage)
    row = _asked(db, event, stage, _version(begun, version, versions))
    asks = row.asks if row else questions_of_bank(db, stage)
    if not asks:
        raise Refused(
            f"Nothing is asked at the stage “{stage.said}” of {event.course.title}. Make a form of "
            "this stage under Forms first."
        )
    nameless = delegate_id is None or (row is not None and row.anonymous)
    person = None if nameless else record_of(db, Delegate, delegate_id or 0)
    askings = askings_of(db, event.id, asks)
    opened: Answers = begun.answers if begun else {}
    codes = {ask.code for ask in asks}
    return Paper(
        event_id=event.id,
        delegate_id=person.id if person else None,
        stage=stage,
        title=event.course.title,
        reference=event.reference,
        starts=event.starts,
        askings=askings,
        questionnaire_id=row.id if row else None,
        form_title=row.title if row else "",
        opening=row.opening if row else "",
        delegate=person.listed if person else "",
        name=person.name if person else "",
        agency=_agency_of(db, event.id, person) if person else "",
        answers={asking: value for asking, value in opened.items() if asking.code in codes},
        opened=opened,
        begun_via=begun.via if begun else "",
        versions=versions,
        names_nobody=delegate_id is None and row is not None and not row.anonymous,
        came_in=person is not None and form_of(db, event.id, person.id, stage) is not None,
    )


@dataclass(frozen=True, slots=True)
class OfWhom:
    """Whose form of what a code stands for."""

    event_id: int
    delegate_id: int | None
    stage: Stage


def whose_coded(db: Session, text: str) -> OfWhom:
    """Whose form a typed or scanned code stands for; raises Refused, Unknown."""
    code = read_form_code(text)
    if code is None:
        raise Refused(f"“{text.strip()}” is no code of a form, or was misread. {EXAMPLE}")
    if code.booking_id is None:
        if db.get(Event, code.event_id or 0) is None:
            raise Unknown("The event of this code is not on this desk.")
        return OfWhom(code.event_id or 0, None, code.stage)
    booking = db.get(Booking, code.booking_id)
    if booking is None:
        raise Unknown("The booking of this code is not on this desk.")
    return OfWhom(booking.event_id, booking.delegate_id, code.stage)


def _version(
    begun: BegunForm | None, wanted: Chosen | None, versions: Iterable[VersionGiven]
) -> int | None:
    """The version that is in their hands, where anything says so."""
    offered = {each.id for each in versions}
    if begun is not None and not (wanted and wanted.also_begun and wanted.id in offered):
        return begun.questionnaire_id
    return wanted.id if wanted is not None and wanted.id in offered else None


def _asked(db: Session, event: Event, stage: Stage, version: int | None) -> QuestionnaireRow | None:
    """What that version asks, otherwise what stands."""
    if version is not None:
        return questionnaire(db, version)
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
