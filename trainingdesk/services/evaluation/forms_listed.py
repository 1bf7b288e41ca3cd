"""What is asked, stage by stage and course by course, as it is listed, and its former versions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Row, Select, case, func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.evaluation import Stage
from trainingdesk.storage.models import Course, Form, Questionnaire

FOR_ALL = "All courses"


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One version of what is asked: of which stage and course, and what came back under it."""

    id: int
    stage: Stage
    course_id: int | None
    course: str
    title: str
    version: int
    since: date
    until: date | None
    questions: int
    anonymous: bool
    answered: int


def forms_standing(db: Session, *, words: str = "") -> list[StandingRow]:
    """What is asked now, in the order of the stages: of all courses first, then by course."""
    sought = folded(words).split()
    rows = _rows(db, db.execute(_versions().where(Questionnaire.ended_on.is_(None))))
    return [row for row in rows if _holds(row, sought)]


def versions_of(db: Session, stage: Stage, course_id: int | None) -> list[StandingRow]:
    """Every version of what is asked at a stage, of a course or of all, the newest first."""
    of = Questionnaire.course_id
    mine = of.is_(None) if course_id is None else of == course_id
    rows = _rows(db, db.execute(_versions().where(Questionnaire.stage == stage, mine)))
    return sorted(rows, key=lambda row: -row.version)


def stages_without(db: Session) -> list[Stage]:
    """The stages at which courses without a form of their own ask nothing."""
    of_all = select(Questionnaire.stage).where(
        Questionnaire.ended_on.is_(None), Questionnaire.course_id.is_(None)
    )
    asked = set(db.scalars(of_all))
    return [stage for stage in Stage if stage not in asked]


def _versions() -> Select[Questionnaire, str]:
    turn = case({stage: number for number, stage in enumerate(Stage)}, value=Questionnaire.stage)
    return (
        select(Questionnaire, func.coalesce(Course.title, "").label("course"))
        .outerjoin(Course, Course.id == Questionnaire.course_id)
        .order_by(turn, Questionnaire.course_id.is_not(None), "course", Questionnaire.id)
    )


def _rows(db: Session, found: Iterable[Row[Questionnaire, str]]) -> list[StandingRow]:
    under = select(Form.questionnaire_id, func.count(Form.id)).group_by(Form.questionnaire_id)
    answered = dict(db.execute(under).all())
    return [
        StandingRow(
            id=kept.id,
            stage=kept.stage,
            course_id=kept.course_id,
            course=course or FOR_ALL,
            title=kept.title,
            version=kept.version,
            since=kept.made_on,
            until=kept.ended_on,
            questions=len(kept.asks),
            anonymous=kept.anonymous,
            answered=answered.get(kept.id, 0),
        )
        for kept, course in found
    ]


def _holds(row: StandingRow, sought: list[str]) -> bool:
    text = folded(f"{row.stage} {row.stage.said} {row.course} {row.title}")
    return all(word in text for word in sought)
