"""Online forms of the fictional board: two whose exports are known, with the rows taken so far."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.channel import Channel
from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.online_columns import Means, key_of
from trainingdesk.domain.online_export import OnlineExport, OnlineHeading, OnlineProgram, digest
from trainingdesk.domain.online_fates import Matching
from trainingdesk.domain.questionnaire import Asking, asks_from_data
from trainingdesk.services.evaluation.online_layouts import keep_layout
from trainingdesk.storage.models import Form, OnlineRow, Questionnaire

FORMS = (
    (Stage.BEFORE, OnlineProgram.GOOGLE, "Before the training (Responses).csv", "Email Address"),
    (Stage.END, OnlineProgram.MICROSOFT, "At the end of the training.xlsx", "Email"),
)


def show_online_forms(db: Session) -> None:
    """Know two forms by their headings, and the rows that were taken of them."""
    for stage, program, name, email in FORMS:
        query = select(Questionnaire.asks).where(
            Questionnaire.stage == stage,
            Questionnaire.ended_on.is_(None),
            Questionnaire.course_id.is_(None),
        )
        asks = [ask for ask in asks_from_data(db.scalars(query).one()) if ask.per is AskedPer.EVENT]
        headings = [email, "Name", "Your code", *(ask.words for ask in asks)]
        told = (Means.EMAIL.value, Means.NAME.value, Means.CODE.value)
        stands_for = (*told, *(key_of(Asking(ask.code)) for ask in asks))
        export = _export(name, program, headings)
        layout = keep_layout(db, export, Matching(stage, None, stands_for))
        taken = select(func.count(Form.id)).where(Form.stage == stage, Form.via == Channel.ONLINE)
        db.add_all(
            OnlineRow(layout_id=layout.id, known_by=digest(name, str(number)))
            for number in range(db.scalars(taken).one())
        )
    db.flush()


def _export(name: str, program: OnlineProgram, headings: Sequence[str]) -> OnlineExport:
    return OnlineExport(name, program, tuple(OnlineHeading(each, (each,)) for each in headings), ())
