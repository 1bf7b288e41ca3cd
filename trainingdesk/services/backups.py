"""A verified copy of the desk, the way back from one, and whether the desk is sound."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, NullPool, create_engine, update
from sqlalchemy.exc import DBAPIError

from trainingdesk.domain.message import MessageState
from trainingdesk.domain.refusals import CannotOpen, NoSuchDesk, Refused, Unsound
from trainingdesk.services.desk import Desk
from trainingdesk.services.saving import saving
from trainingdesk.storage.copies import copy_desk
from trainingdesk.storage.database import WRITES, address_of, open_database
from trainingdesk.storage.models import Message, MessageRule
from trainingdesk.storage.moving import counted_rows, empty, move_rows
from trainingdesk.storage.soundness import faults_of

SINCE_THE_COPY = "It may have gone after the copy was made that this desk came back from."


def back_up(desk: Desk, path: Path) -> int:
    """Write a copy of the desk that was opened and found sound, and return how many rows it has.

    A shared desk is copied row by row into a desk of one's own. Raises CannotSave, Unsound.
    """
    if desk.file and path.exists() and path.samefile(desk.file):
        raise Refused(f"{path.name} is the desk itself. Choose another name for its copy.")
    with saving(path) as unfinished:
        if desk.file:
            copy_desk(desk.file, unfinished)
        else:
            _move_out(desk, unfinished)
        return _verified(unfinished, path.name)


def restore(desk: Desk, path: Path) -> int:
    """Bring the desk back from a copy, all of it or nothing, and return how many rows it has.

    The copy is checked first, and is not changed; the desk takes no changes from the beginning,
    for they would be lost. Raises NoSuchDesk, CannotOpen, Unsound, DeskAtWork.
    """
    with (
        desk.alone("Restore"),
        TemporaryDirectory(dir=desk.file.parent if desk.file else None) as folder,
    ):
        copy = Path(folder) / "desk.sqlite"
        _bring_up_to_date(path, copy)
        _hold_messages(copy)
        rows = _verified(copy, path.name)
        if desk.file:
            desk.replace_with(copy, "Restore")
        else:
            with desk.changing("Restore", undoable=False) as db, _opened(copy) as source:
                empty(db.connection())
                move_rows(source, db.connection())
    return rows


def faults(desk: Desk) -> list[str]:
    """What is wrong with what is stored, a sentence each; nothing when it is sound."""
    try:
        with desk.reading() as db:
            return list(faults_of(db.connection()))
    except DBAPIError as error:
        return [f"The desk cannot be read: {error.orig}."]


def _bring_up_to_date(path: Path, copy: Path) -> None:
    """Copy a backup of any age and take the steps it has not had; raises CannotOpen."""
    if not path.is_file():
        raise NoSuchDesk(f"There is no backup at {path}.")
    try:
        copy_desk(path, copy)
        with closing(sqlite3.connect(copy)) as found:
            tables = {name for (name,) in found.execute("SELECT name FROM sqlite_master")}
    except sqlite3.DatabaseError as error:
        raise CannotOpen(f"{path.name} is not a backup of a desk.") from error
    if "alembic_version" not in tables:
        raise CannotOpen(f"{path.name} is not a backup of a desk.")
    open_database(address_of(copy)).dispose()


def _hold_messages(copy: Path) -> None:
    """Let nothing go a second time: what waited may have gone since, and rules only show."""
    waited = Message.state.in_((MessageState.WAITING, MessageState.SENDING))
    held = {"state": MessageState.PERHAPS, "failure": SINCE_THE_COPY}
    engine = open_database(address_of(copy))
    with engine.execution_options(**WRITES).begin() as db:
        db.execute(update(Message).where(waited).values(**held))
        db.execute(update(MessageRule).values(automatic_since=None))
    engine.dispose()


def _verified(path: Path, name: str) -> int:
    """How many rows a copy has that was opened and found sound; raises Unsound."""
    with _opened(path) as db:
        found = list(faults_of(db))
        rows = sum(counted_rows(db).values())
    if found:
        raise Unsound(f"{name} is not sound. {' '.join(found)}")
    return rows


@contextmanager
def _opened(path: Path) -> Iterator[Connection]:
    """A copy as it lies, with nothing set up and nothing left beside it."""
    engine = create_engine(address_of(path), poolclass=NullPool)
    with engine.connect() as db:
        yield db


def _move_out(desk: Desk, path: Path) -> None:
    path.unlink()
    engine = open_database(address_of(path))
    with desk.reading() as db, engine.execution_options(**WRITES).begin() as target:
        move_rows(db.connection(), target)
    engine.dispose()
