"""Desks that take long to make: made once in a run, for every process that runs tests of it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest

from tests.exchange.files import DATA, YEARS
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.sample import SAMPLE_NOW, SAMPLE_TODAY, load_sample
from trainingdesk.storage.database import address_of, open_database

Make = Callable[[Path], None]
PATIENCE = 110
"""Seconds. A desk takes a few of them, but the machine may be busy."""


def made_once(folders: pytest.TempPathFactory, name: str, make: Make) -> Path:
    """The file of that name, made by whoever asks first; it is only ever read and copied."""
    folder = folders.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    file, unfinished = folder / f"{name}.sqlite", folder / f"{name} unfinished.sqlite"
    lock = sqlite3.connect(folder / f"{name}.lock", timeout=PATIENCE, isolation_level=None)
    with closing(lock):
        lock.execute("BEGIN EXCLUSIVE")  # a database is a lock that ends with its process
        if not file.exists():
            unfinished.unlink(missing_ok=True)
            make(unfinished)
            unfinished.rename(file)
    return file


def new_desk(file: Path) -> None:
    """A desk on which nothing was ever done."""
    engine = open_database(address_of(file))
    engine.connect().close()  # with the settings of a desk that was opened
    engine.dispose()


def real_years(folders: pytest.TempPathFactory, into: Path) -> Path:
    """A copy of a desk with two years of a real board, both imported at once."""
    kept = made_once(folders, "two years", two_years)
    return Path(copyfile(kept, into / "desk.sqlite"))


def two_years(file: Path) -> None:
    """Two years of a real board, on a desk of their own."""
    desk = Desk(file)
    book = read([DATA / f"{name}.xlsx" for name in YEARS])
    with desk.changing("Import", undoable=False) as db:
        load(db, book, skip_bad_rows=False, by=desk.stamp())
    desk.close()


def sample_on(today: date) -> Make:
    """The sample programme as it is opened on a day."""

    def make(file: Path) -> None:
        desk = Desk(file, who="sam", today=lambda: today, now=lambda: SAMPLE_NOW)
        load_sample(desk)
        desk.close()

    return make


def sample_copy(folders: pytest.TempPathFactory) -> Path:
    """The sample programme on the day its clock stands at."""
    return made_once(folders, "sample", sample_on(SAMPLE_TODAY))
