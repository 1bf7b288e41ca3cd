"""While long work changes a desk, other acts of the same program are refused and not lost."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from time import monotonic

import pytest

from tests.conftest import FirstAid, a_course
from trainingdesk.domain.refusals import DeskAtWork
from trainingdesk.services import backups
from trainingdesk.services.backups import back_up, restore
from trainingdesk.services.boards import BoardDetails, board_of, save_board
from trainingdesk.services.desk import Desk

LONGER_THAN_ANY_TURN = 5


@contextmanager
def at_work(desk: Desk, label: str) -> Iterator[None]:
    """Hold the desk on another thread, as a job does."""
    begun, go_on = Event(), Event()

    def work() -> None:
        with desk.changing(label, undoable=False):
            begun.set()
            go_on.wait(LONGER_THAN_ANY_TURN)

    with ThreadPoolExecutor() as thread:
        done = thread.submit(work)
        begun.wait(LONGER_THAN_ANY_TURN)
        try:
            yield
        finally:
            go_on.set()
            done.result()


def rename(desk: Desk, name: str) -> None:
    with desk.changing("Change the board") as db:
        save_board(db, BoardDetails(name=name, follow_up_months=3))


def test_an_act_during_an_import_is_refused_at_once_and_can_be_repeated(desk: Desk) -> None:
    with at_work(desk, "Import"):
        began = monotonic()
        with pytest.raises(DeskAtWork, match="Import is still under way"):
            rename(desk, "Westmere")
        assert monotonic() - began < LONGER_THAN_ANY_TURN / 2
    rename(desk, "Westmere")
    with desk.reading() as db:
        assert board_of(db).name == "Westmere"


def test_undo_waits_for_nobody_either(desk: Desk) -> None:
    rename(desk, "Westmere")
    rename(desk, "Eastmere")
    with at_work(desk, "Import"), pytest.raises(DeskAtWork):
        desk.undo()
    desk.undo()
    with desk.reading() as db:
        assert board_of(db).name == "Westmere"


def test_an_act_within_long_work_belongs_to_it(desk: Desk) -> None:
    with ThreadPoolExecutor() as elsewhere:
        with desk.alone("Restore"):
            rename(desk, "Westmere")
            refused = elsewhere.submit(rename, desk, "Eastmere").exception(LONGER_THAN_ANY_TURN)
        assert str(refused).startswith("Restore is still under way")
    rename(desk, "Eastmere")


def test_nothing_is_changed_while_a_backup_is_looked_at_that_would_replace_it(
    desk: Desk, first_aid: FirstAid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "backup.sqlite"
    back_up(desk, backup)
    verified = backups._verified
    refused: list[str] = []

    def verified_while_somebody_works(path: Path, name: str) -> int:
        stopped = elsewhere.submit(rename, desk, "Lost").exception(LONGER_THAN_ANY_TURN)
        refused.append(type(stopped).__name__)
        return verified(path, name)

    monkeypatch.setattr(backups, "_verified", verified_while_somebody_works)
    with ThreadPoolExecutor() as elsewhere:
        restore(desk, backup)
    assert refused == ["DeskAtWork"]
    with desk.changing("Add") as db:
        a_course(db, "Neglect", "NEG")
