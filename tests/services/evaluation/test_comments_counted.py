"""Comments of forms that stand for nobody who came are told from those that are counted."""

from datetime import date

from tests.conftest import AFTER, BEFORE, FirstAid
from tests.services.evaluation.test_scoped_results import YEAR, evaluated
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.comments import CommentsAsked, comments_page, told_from_strays
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Answer, Form, Question

__all__ = ["evaluated"]


def told(desk: Desk, *, today: date = AFTER) -> dict[str, bool]:
    with desk.reading() as db:
        rows = comments_page(db, CommentsAsked(YEAR), offset=0, limit=9)
        marked = told_from_strays(db, YEAR, rows, today=today)
        assert [row.id for row in marked] == [row.id for row in rows]
    return {row.words: row.counted for row in marked}


def test_a_comment_of_somebody_who_never_came_is_in_no_figure(
    desk: Desk, evaluated: FirstAid
) -> None:
    """Ada came and Grace did not; of three forms without a name two can be Ada's and Tom's."""
    with desk.changing("Write") as db:
        question = db.query(Question).filter_by(code="WORDS").one().id
        for words, who in (("Hers", evaluated.grace), ("One", None), ("Two", None)):
            form = Form(event_id=evaluated.event, delegate_id=who, stage=Stage.MANAGER, via="Paper")
            form.answers = [Answer(question_id=question, words=words)]
            db.add(form)
            db.flush()

    # At the managers' stage Ada's own has come, so there is room for one without a name.
    assert told(desk) == {"=1+1": True, "Hers": False, "One": True, "Two": False}
    assert set(told(desk, today=BEFORE).values()) == {False}
    with desk.reading() as db:
        assert told_from_strays(db, YEAR, [], today=AFTER) == []
