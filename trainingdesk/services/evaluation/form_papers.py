"""Evaluation forms to give out: on paper for everybody of an event, or each as a fillable PDF.

What draws them is loaded when the first is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.form_fields import GivenOut
from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.domain.words import listed, long_day
from trainingdesk.services.boards import board_of
from trainingdesk.services.documents import printed_board
from trainingdesk.services.evaluation.expected import FormsCame, forms_came, is_expected
from trainingdesk.services.evaluation.questionnaires import (
    QuestionnaireRow,
    askings_of,
    questionnaire,
    standing_for,
)
from trainingdesk.services.evaluation.stage_times import times_of
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.records import record_of
from trainingdesk.services.saving import file_name, saving_folder
from trainingdesk.storage.models import Booking, Delegate, Event, Form

if TYPE_CHECKING:
    from trainingdesk.reports.form_pages import Paper

LONGEST_NAME = 60
MOST_COPIES = 500
"""Forms without a name in one file."""


@dataclass(frozen=True, slots=True)
class FormsToGive:
    """What could be given out at a stage of an event: for how many, and what it asks.

    Without ``questions`` nothing is asked. ``answered`` have sent theirs, named ones by name.
    """

    stage: Stage
    title: str = ""
    questions: int = 0
    anonymous: bool = False
    expected: int = 0
    answered: int = 0

    @property
    def missing(self) -> int:
        """From how many no form has come."""
        return max(0, self.expected - self.answered)


def forms_to_give(db: Session, event_id: int, stage: Stage) -> FormsToGive:
    """What could be given out at a stage of an event."""
    event = record_of(db, Event, event_id)
    row = standing_for(db, stage, event.course_id)
    if row is None:
        return FormsToGive(stage)
    expected = len(_bookings(db, event_id, stage))
    came = forms_came(db, Form.event_id == event_id, Form.stage == stage)
    return FormsToGive(
        stage,
        row.title,
        questions=len(askings_of(db, event_id, row.asks)),
        anonymous=row.anonymous,
        expected=expected,
        answered=(
            came.get((event_id, stage), FormsCame()).received(expected)
            if row.anonymous
            else expected - len(_bookings(db, event_id, stage, silent=True))
        ),
    )


def stage_to_give(db: Session, event_id: int, *, today: date) -> Stage:
    """The stage whose forms are most likely wanted: the first that is open with some to come."""
    times = times_of(db, event_id)
    wanted = (
        stage
        for stage in Stage
        if times[stage].open_on(today)
        and (given := forms_to_give(db, event_id, stage)).questions
        and given.missing
    )
    return next(wanted, Stage.END)


def print_forms(
    db: Session,
    event_id: int,
    stage: Stage,
    *,
    copies: int | None = None,
    version: int | None = None,
) -> bytes:
    """A form for everybody from whom none has come, as one PDF; raises NothingToPrint.

    Where the form asks without a name, so many copies of it; as many as are still to come
    unless that is said. The ``version`` is the one that was noted as given out, otherwise the one
    that stands.
    """
    from trainingdesk.reports.evaluation_form import (  # noqa: PLC0415 - see above
        evaluation_forms,
    )

    return evaluation_forms(printed_board(db), _papers(db, event_id, stage, copies, version))


def fillable_form(db: Session, booking_id: int, stage: Stage) -> tuple[str, bytes]:
    """The form of one booking as a PDF to be filled in, and what the file is called.

    Raises NothingToPrint and Unknown.
    """
    booking = record_of(db, Booking, booking_id)
    row = _asked(db, booking.event, stage, None)
    blank = _blank(db, booking.event, row)
    return _fillable(db, blank if row.anonymous else _named(blank, booking))


def save_fillable_forms(  # noqa: PLR0913 - as print_forms, where to, and who watches
    db: Session,
    event_id: int,
    stage: Stage,
    folder: Path,
    progress: Progress = unreported,
    *,
    version: int | None = None,
) -> int:
    """Save a fillable form for everybody from whom none has come, and say how many there are.

    Where the form asks without a name one file serves all. The ``version`` is as for
    ``print_forms``. Raises NothingToPrint, CannotSave.
    """
    papers = _papers(db, event_id, stage, 1, version)
    with saving_folder(folder) as unfinished:
        for done, paper in enumerate(papers):
            progress(done, len(papers))
            name, document = _fillable(db, paper)
            (unfinished / name).write_bytes(document)
    return len(papers)


def letters_lost(
    db: Session, event_id: int, stage: Stage, *, version: int | None = None
) -> list[str]:
    """On whose form letters would be missing, as no font on this computer has them."""
    from trainingdesk.reports.faces import missing  # noqa: PLC0415 - as above

    papers = _papers(db, event_id, stage, 1, version)
    asked = {"The form itself": _words_of(papers[0])} | {each.whose: each.whose for each in papers}
    lost = {named: "".join(sorted(missing(words))) for named, words in asked.items()}
    return [f"{named}: no font here has the letters {own}." for named, own in lost.items() if own]


def _papers(
    db: Session, event_id: int, stage: Stage, copies: int | None, version: int | None
) -> "Sequence[Paper]":
    event = record_of(db, Event, event_id)
    row = _asked(db, event, stage, version)
    blank = _blank(db, event, row)
    if row.anonymous:
        number = forms_to_give(db, event_id, stage).missing if copies is None else copies
        return [blank] * min(max(number, 1), MOST_COPIES)
    asked = _bookings(db, event_id, stage, silent=True)
    if not asked:
        all_came = bool(_bookings(db, event_id, stage))
        who = "Everybody has answered" if all_came else "Nobody is expected to answer"
        raise NothingToPrint(f"{who} at the stage “{stage.said}” of {event.reference}.")
    return [_named(blank, booking) for booking in asked]


def _asked(db: Session, event: Event, stage: Stage, version: int | None) -> QuestionnaireRow:
    stands = standing_for(db, stage, event.course_id)
    row = stands if version is None else questionnaire(db, version)
    if row is None or not row.asks:
        raise NothingToPrint(
            f"Nothing is asked at the stage “{stage.said}” of {event.course.title}. Make a form of "
            "this stage under Forms first."
        )
    return row


def _bookings(
    db: Session, event_id: int, stage: Stage, *, silent: bool = False
) -> Sequence[Booking]:
    """Whoever is to answer, by name; only those from whom no form has come."""
    query = (
        select(Booking)
        .join(Booking.delegate)
        .join(Booking.event)
        .where(Booking.event_id == event_id, is_expected())
        .options(joinedload(Booking.delegate), joinedload(Booking.agency))
        .order_by(Delegate.sought, Booking.id)
    )
    if silent:
        came = select(Form.delegate_id).where(
            Form.event_id == event_id, Form.stage == stage, Form.delegate_id.is_not(None)
        )
        query = query.where(Booking.delegate_id.not_in(came))
    return db.scalars(query).all()


def _blank(db: Session, event: Event, row: QuestionnaireRow) -> "Paper":
    """The form as it is where nobody is named."""
    from trainingdesk.reports.form_pages import Paper  # noqa: PLC0415 - as above

    return Paper(
        stage=row.stage,
        title=row.title,
        course=event.course.title,
        when=_when(event),
        event=event.reference,
        code=str(FormCode(row.stage, event_id=event.id)),
        asked=askings_of(db, event.id, row.asks),
        opening=row.opening,
        reply_to=board_of(db).email,
        given_out=str(GivenOut.of(row.id, row.asks)),
        version=row.version,
    )


def _named(blank: "Paper", booking: Booking) -> "Paper":
    """The form of one booking; the manager's names both."""
    person = booking.delegate
    whose = f"{person.name}, {booking.agency.name}"
    if blank.stage is Stage.MANAGER and person.manager:
        whose += f" · manager: {person.manager}"
    return replace(blank, code=str(FormCode(blank.stage, booking_id=booking.id)), whose=whose)


def _words_of(paper: "Paper") -> str:
    """All that stands on a form beside whose it is."""
    asked = (
        word
        for asking, ask in paper.asked
        for word in (ask.words, asking.about, ask.lowest_end, ask.highest_end, *ask.options)
    )
    return "".join((paper.title, paper.course, paper.when, paper.opening, *asked))


def _when(event: Event) -> str:
    days = listed(list(dict.fromkeys(long_day(session.day) for session in event.sessions)))
    venues = dict.fromkeys(session.venue.name for session in event.sessions if session.venue)
    return " · ".join(filter(None, (days or long_day(event.starts), listed(list(venues)))))


def _fillable(db: Session, paper: "Paper") -> tuple[str, bytes]:
    from trainingdesk.reports import fillable_form as fields  # noqa: PLC0415 - as above

    whose = paper.whose.partition(",")[0][:LONGEST_NAME].strip()
    name = file_name(whose, f"{paper.event} {paper.stage.said} {paper.code}").strip()
    return name, fields.fillable_form(printed_board(db), paper)
