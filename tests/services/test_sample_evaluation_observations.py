"""What the sample programme shows of observations and of online forms."""

from collections.abc import Iterator
from shutil import copyfile

import pytest

from tests.made_once import sample_copy
from trainingdesk.domain.evaluation import ObservationTo, Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.actions import actions_listed
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.observations import observations_listed
from trainingdesk.services.evaluation.online_layouts import layouts_listed
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = tmp_path_factory.mktemp("sample") / "desk.sqlite"
    copyfile(sample_copy(tmp_path_factory), copy)
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()


def test_sessions_of_ours_and_a_partners_were_observed_and_some_letters_went(sample: Desk) -> None:
    with sample.reading() as db:
        rows = observations_listed(db, today=SAMPLE_TODAY, year=TrainingYear(2026))
        plan = actions_listed(db, today=SAMPLE_TODAY, words="observation")
    assert {bool(row.reference) for row in rows} == {True, False}
    assert any(set(row.sent) == set(ObservationTo) for row in rows)
    assert any(not row.sent for row in rows)
    assert any(row.overdue for row in plan)
    assert any(row.done_on for row in plan)
    assert all(row.source.startswith("Observation of ") for row in plan)


def test_two_online_forms_are_known_with_what_was_taken_of_them(sample: Desk) -> None:
    with sample.reading() as db:
        found = {row.stage: row.taken for row in layouts_listed(db)}
    assert set(found) == {Stage.BEFORE, Stage.END}
    assert min(found.values()) > 100
