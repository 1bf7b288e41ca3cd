"""Bringing a database up to date.

A new database is only a very old one: every desk goes through the same steps, which live in
``migrations/versions``. A released step is never edited, because it has run on somebody's
records.
"""

from pathlib import Path

from sqlalchemy import URL, Connection, NullPool, create_engine, inspect, text
from sqlalchemy.event import listen

from trainingdesk.domain.refusals import CannotOpen, MadeByNewerVersion
from trainingdesk.storage.known_steps import KNOWN, NEWEST

ONE_AT_A_TIME = 7_405_013
"""The advisory lock that keeps two programs from upgrading a shared desk at once."""


def upgrade(address: URL) -> None:
    """Take the steps this database has not had, after keeping a copy of it."""
    engine = create_engine(address, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        listen(engine, "connect", lambda raw, _: setattr(raw, "isolation_level", None))
    with engine.connect() as db:
        if _stands_at(db) == NEWEST:  # a look is enough, and disturbs nobody who is writing
            return
    if engine.dialect.name == "sqlite":
        # Links stay unchecked here: a step may have to rebuild the table they point at.
        listen(engine, "begin", lambda db: db.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as db:
        if db.dialect.name == "postgresql":
            db.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_AT_A_TIME})")
        stands_at = _stands_at(db)
        if stands_at != NEWEST:  # else another program was quicker
            # Loading it takes a tenth of the start, and few starts have a step to take.
            from trainingdesk.storage.steps import take_steps  # noqa: PLC0415

            take_steps(db, stands_at)
        if db.dialect.name == "sqlite" and db.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise RuntimeError("An upgrade step has left links that point nowhere.")


def _stands_at(db: Connection) -> str | None:
    """The newest step that a database has had; None where it is new."""
    tables = inspect(db).get_table_names()
    known = "alembic_version" in tables
    stands_at = db.scalar(text("SELECT version_num FROM alembic_version")) if known else None
    if stands_at is not None and stands_at not in KNOWN:
        raise MadeByNewerVersion
    if stands_at is None and tables:
        name = Path(db.engine.url.database or "").name
        raise CannotOpen(f"{name} is not a desk: it holds the records of another program.")
    return stands_at
