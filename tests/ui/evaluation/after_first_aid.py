"""The desk two days after First Aid, with its forms to enter."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from sqlalchemy import URL

from tests.conftest import AFTER, NOON, FirstAid
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from trainingdesk.services.desk import Desk
from trainingdesk.storage.database import address_of


@pytest.fixture
def address(tmp_path: Path, new_desk_file: Path) -> URL:
    copy = tmp_path / "desk.sqlite"
    copyfile(new_desk_file, copy)
    return address_of(copy)


@pytest.fixture
def desk(address: URL) -> Iterator[Desk]:
    """It is two days after First Aid."""
    desk = Desk(address, who="sam", today=lambda: AFTER, now=lambda: NOON)
    yield desk
    desk.close()


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)
