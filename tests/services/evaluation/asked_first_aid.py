"""What the tests of evaluation ask the people of First Aid, and who of them came."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BEFORE, BY_AFTER, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.questionnaire import Ask, Asking, Returned, asks_as_data
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.taking import Taken, answers_on, take
from trainingdesk.storage.models import (
    Booking,
    Form,
    HeldForm,
    Mark,
    Question,
    Questionnaire,
    QuestionStage,
)

CONFIDENCE = Ask("CONF", "How confident are you?", AnswerKind.SCALE, 0, 10)
SATISFIED = Ask("SAT", "How was it?", AnswerKind.SCALE, 1, 5)
AGAIN = Ask("AGAIN", "Would you come again?", AnswerKind.YES_NO_UNSURE)
HEARD = Ask("HEARD", "How did you hear of it?", AnswerKind.CHOICE, choices=("Poster", "Manager"))
USED = Ask("USED", "What did you use?", AnswerKind.SEVERAL, choices=("Film", "Talk", "Notes"))
TIMES = Ask("TIMES", "How many times since?", AnswerKind.NUMBER)
WORDS = Ask("WORDS", "What will you do?", AnswerKind.TEXT)
ASKS = (CONFIDENCE, SATISFIED, AGAIN, HEARD, USED, TIMES, WORDS)


@dataclass(frozen=True)
class Asked:
    """Where First Aid is evaluated: Ada came, Grace did not."""

    desk: Desk
    first_aid: FirstAid
    ada_booking: int
    grace_booking: int
    end: int
    """The questionnaire of the end."""

    def returned(self, answers: Mapping[str, int | str], **details: object) -> Returned:
        """A form of Ada's at the end, or as said."""
        values = {
            "event_id": self.first_aid.event,
            "delegate_id": self.first_aid.ada,
            "stage": Stage.END,
            "received_on": AFTER,
            "via": "Paper",
            "questionnaire_id": self.end,
        }
        said = {Asking(code): value for code, value in answers.items()}
        return Returned(answers=said, **(values | details))  # type: ignore[arg-type]

    def take(self, answers: Mapping[str, int | str], **details: object) -> Taken:
        """Take such a form in."""
        with self.desk.changing("Enter a form") as db:
            return take(db, self.returned(answers, **details), by=BY_AFTER)

    def forms(self) -> list[tuple[int | None, Stage, dict[str, int | str]]]:
        """Whose forms are stored, of which stage, and what they say."""
        with self.desk.reading() as db:
            return [
                (form.delegate_id, form.stage, {a.code: v for a, v in answers_on(form).items()})
                for form in db.scalars(select(Form).order_by(Form.id))
            ]

    def held(self) -> list[HeldForm]:
        """What is kept beside, and not settled."""
        with self.desk.reading() as db:
            query = select(HeldForm).where(HeldForm.settled == "")
            return list(db.scalars(query.order_by(HeldForm.id)))

    def settled(self) -> list[str]:
        """How the forms that are kept beside were settled."""
        with self.desk.reading() as db:
            query = select(HeldForm.settled).where(HeldForm.settled != "")
            return list(db.scalars(query.order_by(HeldForm.id)))

    def close_register(self) -> None:
        """Have it known who came."""
        self.mark(self.ada_booking, Attendance.ATTENDED)
        self.mark(self.grace_booking, Attendance.ABSENT)
        with self.desk.changing("Close") as db:
            booking = db.get_one(Booking, self.ada_booking)
            booking.event.register_closed_on = AFTER

    def mark(self, booking_id: int, mark: Attendance) -> None:
        """Have somebody come or not."""
        with self.desk.changing("Mark") as db:
            session = self.first_aid.session
            db.add(Mark(booking_id=booking_id, session_id=session, attendance=mark, note=""))


@set_up_once
def ask_first_aid(desk: Desk, first_aid: FirstAid) -> Asked:
    """Book Ada and Grace on First Aid, and ask both at its end, and in practice."""
    with desk.changing("Set up") as db:
        ada = a_booking(db, first_aid, first_aid.ada)
        grace = a_booking(db, first_aid, first_aid.grace)
        for turn, ask in enumerate(ASKS):
            add_question(db, ask, turn)
        end = a_questionnaire(db, Stage.END, *ASKS)
        return Asked(desk, first_aid, ada, grace, end)


def a_booking(
    db: Session, first_aid: FirstAid, who: int, status: BookingStatus = BookingStatus.BOOKED
) -> int:
    booking = Booking(
        event_id=first_aid.event,
        delegate_id=who,
        agency_id=first_aid.agency,
        status=status,
        booked_on=BEFORE,
    )
    db.add(booking)
    db.flush()
    return booking.id


def add_question(db: Session, ask: Ask, turn: int) -> None:
    """Put a question into the bank, asked at every stage."""
    question = Question(
        code=ask.code,
        position=turn,
        words=ask.words,
        answer=ask.answer,
        lowest=ask.lowest,
        highest=ask.highest,
        choices="\n".join(ask.choices),
    )
    question.stages += [QuestionStage(stage=stage) for stage in Stage]
    db.add(question)
    db.flush()


def a_questionnaire(
    db: Session,
    stage: Stage,
    *asks: Ask,
    course_id: int | None = None,
    anonymous: bool = False,
) -> int:
    """What stands to be asked at a stage."""
    row = Questionnaire(
        stage=stage,
        course_id=course_id,
        version=1,
        title=f"{stage} form",
        anonymous=anonymous,
        asks=asks_as_data(asks),
        made_on=BEFORE,
    )
    db.add(row)
    db.flush()
    return row.id
