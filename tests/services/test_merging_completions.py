"""E-learning that two records of one person were credited with."""

from datetime import date

from sqlalchemy import select

from tests.conftest import BY, FirstAid
from trainingdesk.services.desk import Desk
from trainingdesk.services.merging import merge, proposed_merge
from trainingdesk.storage.models import Completion

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def done(first_aid: FirstAid, who: int, on: date, score: int | None) -> Completion:
    return Completion(
        course_id=first_aid.course,
        delegate_id=who,
        agency_id=first_aid.agency,
        on=on,
        score=score,
    )


def test_of_two_of_one_day_the_better_score_stays(desk: Desk, first_aid: FirstAid) -> None:
    ada, grace = first_aid.ada, first_aid.grace
    with desk.changing("Set up") as db:
        db.add_all([done(first_aid, ada, MAY, None), done(first_aid, grace, MAY, 60)])
        db.add_all([done(first_aid, grace, JUNE, 80)])
    with desk.changing("Merge") as db:
        merge(db, proposed_merge(db, ada, grace), {}, by=BY)
    with desk.reading() as db:
        kept = db.execute(select(Completion.delegate_id, Completion.on, Completion.score))
        assert sorted(tuple(row) for row in kept) == [(ada, MAY, 60), (ada, JUNE, 80)]
