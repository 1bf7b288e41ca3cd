"""Files that came packed from another system, with names of letters nobody knows."""

import os
import sys
from pathlib import Path

import pytest

from tests.conftest import BY_AFTER
from tests.services.evaluation.asked_first_aid import Asked
from tests.services.evaluation.test_returned_pdfs import FILLED, Folder, folder
from trainingdesk.exchange.file_names import called
from trainingdesk.services.evaluation.returned_pdfs import PdfFate, look_at

__all__ = ["folder"]
ODD = b"Ad\xe9.pdf"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems know every letter")


def test_a_file_of_an_odd_name_is_taken_and_called_by_what_is_known(
    asked: Asked, folder: Folder
) -> None:
    folder.put("a.pdf", FILLED)
    folder.take()
    path = folder.put("a.pdf", FILLED | {"q_CONF_": 3})
    path.rename(path.with_name(os.fsdecode(ODD)))
    assert folder.take().held == 1
    (held,) = asked.held()
    assert held.source == "Ad?.pdf"


def test_one_file_under_one_name_in_two_folders_is_one(asked: Asked, folder: Folder) -> None:
    path = folder.put("a.pdf", FILLED)
    other = folder.path / "again"
    other.mkdir()
    (other / "a.pdf").write_bytes(path.read_bytes())
    with asked.desk.reading() as db:
        new, same = look_at(db, [path, other / "a.pdf"], by=BY_AFTER)
    assert (new.fate, same.fate) == (PdfFate.NEW, PdfFate.SAME)
    assert same.said == "This is the same file as a.pdf."


def test_a_name_that_can_be_stored_stays_as_it_is() -> None:
    assert called(Path("folder") / "Zoë 李.pdf") == "Zoë 李.pdf"
