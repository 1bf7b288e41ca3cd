"""Opening the desk's database, on SQLite or PostgreSQL."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.event import listen
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import (
    CannotOpen,
    Damaged,
    DeskBusy,
    DeskReadOnly,
    DiskFailed,
    DiskFull,
    SavedMeanwhile,
)
from trainingdesk.storage.upgrades import upgrade

WRITES = {"writes": True, "preserve_rowcount": True}
"""Options of whoever means to write: on SQLite, lock before reading; count inserted rows too."""

SETTINGS = (
    "foreign_keys = ON",
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",  # what was said to be saved survives the power going off
)
EXPLAINED = {
    "locked": DeskBusy,
    "readonly": DeskReadOnly,
    "read-only": DeskReadOnly,
    "disk is full": DiskFull,
    "disk I/O error": DiskFailed,
    "No space left": DiskFull,
}
"""What databases say of the world, and what we make of it."""

BUSY = {"40001", "40P01", "55P03"}
"""How PostgreSQL says in any language that two wait for each other, or one for too long."""

SAVED_FIRST = {"23503", "23505"}
"""How PostgreSQL says that a row is gone that another points at, or is there already."""

DRIVERS = ("sqlite", "postgresql+psycopg")


def address_of(where: str | Path) -> URL:
    """A file is an SQLite desk; ``postgresql+psycopg://…`` is a shared one."""
    if not isinstance(where, str) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        address = make_url(where)
    except (ArgumentError, ValueError) as error:
        raise CannotOpen("The address of the desk cannot be read.") from error
    if address.drivername not in DRIVERS:
        raise CannotOpen(
            f"A desk is a file, or postgresql+psycopg://…; {address.drivername}:// is neither."
        )
    return address


def file_of(address: URL) -> Path | None:
    """The file of a desk of one's own; None for a shared one."""
    return Path(address.database or "") if address.drivername == "sqlite" else None


@contextmanager
def busy_explained() -> Iterator[None]:
    """What the world does to a desk has sentences of its own; raises DeskBusy and its like."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        if getattr(getattr(error, "orig", None), "sqlstate", None) in BUSY:
            raise DeskBusy from error
        said = str(getattr(error, "orig", error))
        for words, refusal in EXPLAINED.items():
            if words in said:
                raise refusal from error
        raise
    except IntegrityError as error:
        # On a desk of one's own the whole desk is locked: there it could only be our own fault.
        if getattr(error.orig, "sqlstate", None) in SAVED_FIRST:
            raise SavedMeanwhile from error
        raise


@contextmanager
def opening_explained(address: URL) -> Iterator[None]:
    """A database that cannot be opened is explained; raises CannotOpen."""
    try:
        yield
    except (DBAPIError, NoSuchModuleError) as error:
        name = address.database if address.drivername == "sqlite" else address.host or "the server"
        if "not a database" in str(error):
            raise CannotOpen(f"{name} is not a desk.") from error
        if "malformed" in str(error):
            raise Damaged(f"{name} is damaged. Bring back a backup.") from error
        if address.drivername != "sqlite":
            raise CannotOpen(f"The shared desk on {name} does not answer.") from error
        raise CannotOpen(f"{name} cannot be opened.") from error


def open_database(address: URL) -> Engine:
    """Open the database and bring it up to date; raises CannotOpen."""
    with opening_explained(address), busy_explained():
        upgrade(address)
    engine = create_engine(address)
    if engine.dialect.name == "sqlite":
        listen(engine, "connect", prepare)
        listen(engine, "begin", begin)
    return engine


def reads_of(engine: Engine) -> dict[str, str]:
    """Options of whoever only looks: all that one look reads is of one moment.

    SQLite gives that by itself.
    """
    return {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}


def whole_desk_is_locked(db: Session) -> bool:
    """Whether nobody else changes anything of the desk until this action is over."""
    return db.get_bind().dialect.name == "sqlite"


def prepare(connection: Any, _record: Any) -> None:
    """Set up a new SQLite connection, and take transactions out of the driver's hands."""
    connection.isolation_level = None  # or the driver begins late, after the first reading
    for setting in SETTINGS:
        connection.execute(f"PRAGMA {setting}")


def begin(connection: Connection) -> None:
    """Begin ourselves. Two who counted before either wrote would both take the last place."""
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
