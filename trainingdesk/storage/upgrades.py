"""Bringing a database up to date.

A new database is only a very old one: every desk goes through the same steps, which live in
``migrations/versions``. A released step is never edited, because it has run on somebody's
records.
"""

import sqlite3
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, NullPool, create_engine, inspect
from sqlalchemy.event import listen

from trainingdesk.domain.refusals import CannotOpen, MadeByNewerVersion

STEPS = files("trainingdesk.storage") / "migrations"

ONE_AT_A_TIME = 7_405_013
"""The advisory lock that keeps two programs from upgrading a shared desk at once."""


def settings(connection: Connection) -> Config:
    """Alembic's settings; found beside this package, so also in a frozen program."""
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    return config


def upgrade(address: URL) -> None:
    """Take the steps this database has not had, after keeping a copy of it."""
    engine = create_engine(address, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
    with engine.connect() as db:
        if _stands_at_newest(db):  # a look is enough, and disturbs nobody who is writing
            return
    if engine.dialect.name == "sqlite":
        # Links stay unchecked here: a step may have to rebuild the table they point at.
        listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as db:
        if db.dialect.name == "postgresql":
            db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        _take_steps(db)
        if db.dialect.name == "sqlite" and db.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError("An upgrade step has left links that point nowhere.")


@cache
def _steps() -> tuple[frozenset[str], str | None]:
    """Every step this program knows, and the newest; reading them anew each time is slow."""
    steps = ScriptDirectory(str(STEPS))
    return frozenset(step.revision for step in steps.walk_revisions()), steps.get_current_head()


def _stands_at_newest(db: Connection) -> bool:
    known, newest = _steps()
    stands_at = MigrationContext.configure(db).get_current_revision()
    if stands_at is not None and stands_at not in known:
        raise MadeByNewerVersion
    if stands_at is None and inspect(db).get_table_names():
        name = Path(db.engine.url.database or "").name
        raise CannotOpen(f"{name} is not a desk: it holds the records of another program.")
    return stands_at is not None and stands_at == newest


def _take_steps(db: Connection) -> None:
    if _stands_at_newest(db):  # another program was quicker
        return
    config = settings(db)
    _, newest = _steps()
    stands_at = MigrationContext.configure(db).get_current_revision()
    if stands_at is not None and db.dialect.name == "sqlite":
        _copy(Path(db.engine.url.database or ""), f"before step {newest}")
    command.upgrade(config, "head")


def _copy(path: Path, why: str) -> None:
    copy = path.with_name(f"{path.stem} {why}{path.suffix}")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
