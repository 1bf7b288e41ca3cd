from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import func, select

from tests.made_once import sample_copy
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.forms_listed import (
    forms_standing,
    stages_without,
    versions_of,
)
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY
from trainingdesk.storage.models import Form


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    copy = copyfile(sample_copy(tmp_path_factory), tmp_path / "desk.sqlite")
    desk = Desk(copy, who="sam", today=lambda: SAMPLE_TODAY, now=lambda: SAMPLE_NOW)
    yield desk
    desk.close()


def test_the_sample_asks_at_every_stage_and_once_asked_otherwise(desk: Desk) -> None:
    with desk.reading() as db:
        assert stages_without(db) == []
        own = [(row.stage, row.course) for row in forms_standing(db) if row.course_id]
        assert [stage for stage, _ in own] == [Stage.END, Stage.FOLLOW_UP]
        newest, first = versions_of(db, Stage.END, None)
        assert (newest.version, first.version) == (2, 1)
        assert first.answered > 500
        assert not db.scalar(select(func.count()).where(Form.questionnaire_id.is_(None)))
