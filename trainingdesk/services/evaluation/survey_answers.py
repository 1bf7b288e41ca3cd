"""Adding what one respondent of a survey answered, and removing a survey of a year."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.exchange.spaces import tidied
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Agency, SurveyAnswer


def add_respondent(
    db: Session,
    survey: str,
    year: TrainingYear,
    answers: Mapping[str, str],
    *,
    agency_id: int | None,
) -> int:
    """Keep what one respondent answered; a question without an answer is left out.

    Names, questions and answers are kept as they are written here already, without letters that
    cannot be seen. Returns how many answers were kept. Raises Invalid and Unknown.
    """
    given = {tidied(question): tidied(answer) for question, answer in answers.items()}
    given = {question: answer for question, answer in given.items() if question and answer}
    name = tidied(survey)
    if not name:
        raise Invalid({"name": "Say what the survey is called, such as Health Check."})
    if not given:
        raise Invalid({"answers": "Nothing is answered yet."})
    if agency_id is not None:
        record_of(db, Agency, agency_id)
    name = _as_known(db, SurveyAnswer.survey, [name])[name]
    asked = _as_known(db, SurveyAnswer.question, given)
    said = _as_known(db, SurveyAnswer.answer, given.values())
    for question, answer in given.items():
        row = SurveyAnswer(
            survey=name,
            year=year.name,
            agency_id=agency_id,
            question=asked[question],
            answer=said[answer],
        )
        db.add(row)
        db.flush()  # one by one, so that questions keep their order
    return len(given)


def remove_survey(db: Session, name: str, year: TrainingYear) -> int:
    """Remove every answer to a survey of a year, and say how many they were; raises Unknown."""
    query = select(SurveyAnswer).where(SurveyAnswer.survey == name, SurveyAnswer.year == year.name)
    rows = db.scalars(query).all()
    if not rows:
        raise Unknown(f"There are no answers to {name} in {year.name} any more.")
    for row in rows:
        db.delete(row)
    db.flush()
    return len(rows)


def _as_known(
    db: Session, column: InstrumentedAttribute[str], words: Collection[str]
) -> dict[str, str]:
    """Each of some words as it is written here already; new ones stay as they are."""
    known = {folded(word): word for word in db.scalars(select(column).distinct())}
    return {word: known.get(folded(word), word) for word in words}
