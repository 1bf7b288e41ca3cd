"""What the sample programme shows of forms to enter and people to ring."""

from collections import Counter
from collections.abc import Iterator
from shutil import copyfile

import pytest

from tests.made_once import sample_copy
from trainingdesk.domain.evaluation import CallOutcome, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.begun import begun_forms
from trainingdesk.services.evaluation.calls import Turn, to_ring
from trainingdesk.services.evaluation.held import answered_twice
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY
from trainingdesk.storage.models import Call


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = tmp_path_factory.mktemp("sample") / "desk.sqlite"
    copyfile(sample_copy(tmp_path_factory), copy)
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()


def test_two_answered_twice_and_two_forms_are_begun(sample: Desk) -> None:
    with sample.reading() as db:
        twice, begun = answered_twice(db), begun_forms(db)
    assert [row.first is not None and row.differing > 0 for row in twice] == [True, True]
    assert [(row.via, row.answered) for row in begun] == [("Paper", 2), ("Telephone", 3)]


def test_somebody_of_every_turn_is_to_be_rung_and_most_can_be(sample: Desk) -> None:
    with sample.reading() as db:
        rows = to_ring(db, TrainingYear(2026), Stage.FOLLOW_UP, today=SAMPLE_TODAY)
        calls = Counter(call.outcome for call in db.query(Call))
    assert {row.turn for row in rows} == set(Turn)
    assert 0 < sum(not row.reached_at for row in rows) < len(rows) / 3
    assert calls[CallOutcome.DECLINED] == 1
