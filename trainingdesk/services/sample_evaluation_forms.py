"""What the sample's board asks: its first forms, the new end form, and two courses' own."""

from dataclasses import replace
from datetime import date
from typing import Final, cast

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from trainingdesk.domain.evaluation import AskedPer, Stage
from trainingdesk.domain.questionnaire_details import Put
from trainingdesk.domain.usual_forms import QUESTIONS
from trainingdesk.services.evaluation.questions import (
    QuestionDetails,
    add_question,
    questions_listed,
    write_question,
)
from trainingdesk.services.evaluation.usual import add_questionnaires_of_the_bank
from trainingdesk.services.evaluation.versions import (
    QuestionnaireDetails,
    questionnaire_details,
    save_questionnaire,
)
from trainingdesk.storage.models import Course, Form, Questionnaire

NEW_END_FORM: Final = date(2026, 11, 2)
OWN_WEEKS: Final = 6
ENDS = {
    "CONF": ("Not at all", "Completely"),
    "KNOW": ("Nothing", "A great deal"),
    "SKILL": ("None", "Very good"),
    "SAT": ("Very dissatisfied", "Very satisfied"),
    "TRAINER": ("Poor", "Excellent"),
}
"""What the ends of the sample's scales are called."""

ADDED = ("SPEAKER", "ADVISE", "USED", "IMPACT")
"""Our own questions that the sample's board took up later."""


def show_forms(db: Session, today: date) -> None:
    """Give the questions of the workbook out as forms, and have two of them changed since."""
    _name_the_ends(db)
    began = db.scalar(select(func.min(Form.received_on))) or today
    for stage in add_questionnaires_of_the_bank(db, today=began):
        now = db.scalars(select(Questionnaire.id).where(Questionnaire.stage == stage)).one()
        db.execute(update(Form).where(Form.stage == stage).values(questionnaire_id=now))
    for question in QUESTIONS:
        if question.code in ADDED:
            add_question(db, question)
    _change_the_end_form(db)
    _ask_one_course_sooner(db)


def _name_the_ends(db: Session) -> None:
    for row in questions_listed(db):
        ends = ENDS.get(row.details.code)
        if ends is not None:
            named: QuestionDetails = replace(row.details, lowest_end=ends[0], highest_end=ends[1])
            write_question(db, row.id, named, opened=None)


def _change_the_end_form(db: Session) -> None:
    """The board asks about each trainer, and whether one would recommend it."""
    opened = cast(QuestionnaireDetails, questionnaire_details(db, Stage.END, None))
    asks = [put for put in opened.asks if put.code not in {"TRAINER", "INTEND"}]
    asks += [Put("SPEAKER", AskedPer.SPEAKER), Put("INTEND"), Put("ADVISE")]
    save_questionnaire(db, replace(opened, asks=tuple(asks)), opened=opened, today=NEW_END_FORM)


def _ask_one_course_sooner(db: Session) -> None:
    """One course asks after some weeks, and a conference without names."""
    course = db.scalars(select(Course).where(Course.reference == "GANG")).one()
    course.follow_up_weeks = OWN_WEEKS
    asks = [Put(code) for code in ("CONF", "KNOW", "SKILL", "USED", "IMPACT", "EXAMPLE")]
    own = QuestionnaireDetails(
        Stage.FOLLOW_UP,
        course.id,
        title="Six weeks after: young people at risk in your work",
        opening="Please think of the young people you have worked with since the course.",
        asks=tuple(asks),
    )
    save_questionnaire(db, own, opened=None, today=NEW_END_FORM)
    conference = db.scalars(select(Course).where(Course.reference == "ANNUAL")).one()
    own = QuestionnaireDetails(
        Stage.END,
        conference.id,
        title="The annual conference",
        opening="Thank you for the day. Two minutes, and no names.",
        anonymous=True,
        asks=(Put("SAT"), Put("SPEAKER", AskedPer.SPEAKER), Put("ADVISE")),
    )
    save_questionnaire(db, own, opened=None, today=NEW_END_FORM)
