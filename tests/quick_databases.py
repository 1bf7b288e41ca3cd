"""Databases as they are, but what was made ready for one test serves the next.

Every test opens a desk of its own, for which SQLAlchemy would compile every statement anew:
that is a third of the tests' time. On a server it would also make connections of its own, which
know of no table yet.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from psycopg import Connection
from psycopg.pq import TransactionStatus
from sqlalchemy import URL, Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine import Connection as Rows
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.util import LRUCache

from trainingdesk.storage import database
from trainingdesk.storage.database import open_database
from trainingdesk.storage.models import Base

COMPILED: LRUCache[object, object] = LRUCache(2000)
KEPT: dict[str, list[DBAPIConnection]] = {}
"""Connections that wait for the next test, by the desk they lead to."""


class Alike:
    """All dialects of a kind find what was compiled for one of them."""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let the engine look where all others look."""
        engine.update_execution_options(compiled_cache=COMPILED)


class QuickSQLite(Alike, SQLiteDialect_pysqlite):
    """SQLite, but rows of which no order was asked come the last one first.

    A server gives them as they lie, which is another way on another day: whoever relies on the
    order of a file sees it here.
    """

    supports_statement_cache = True

    def on_connect(self) -> Callable[[DBAPIConnection], Any]:
        """Prepare a new connection."""
        prepare = super().on_connect()

        def connect(connection: DBAPIConnection) -> None:
            if prepare is not None:
                prepare(connection)
            connection.execute("PRAGMA reverse_unordered_selects = ON")

        return connect


class QuickPostgreSQL(Alike, PGDialect_psycopg):
    """PostgreSQL, as it is."""

    supports_statement_cache = True

    def connect(self, *words: Any, **settings: Any) -> DBAPIConnection:
        """Take a connection that another test has done with, or a new one."""
        kept = KEPT.get(settings.get("options", ""))
        return kept.pop() if kept else super().connect(*words, **settings)

    def do_close(self, dbapi_connection: DBAPIConnection) -> None:
        """Let the next test have the connection, as it was when it was new."""
        connection = dbapi_connection
        assert isinstance(connection, Connection)
        idle = connection.info.transaction_status == TransactionStatus.IDLE
        kept = KEPT.get(connection.info.options)
        if kept is None or not idle:
            connection.close()
            return
        connection.isolation_level, connection.autocommit = None, False
        kept.append(dbapi_connection)


@dataclass(frozen=True)
class KeptRows:
    """What a desk on a server held once: the schema that keeps it, and the tables in that."""

    name: str
    tables: tuple[str, ...]


class SharedDesk:
    """A desk on a server that many tests use, each after the other."""

    def __init__(self, address: URL) -> None:
        self.address = address
        self._options = str(address.query["options"])
        KEPT[self._options] = []
        self._engine = open_database(address)
        with self._engine.begin() as db:
            self._board = dict(db.execute(BOARD.select()).mappings().one())
            steps = [*db.exec_driver_sql(NO_ROWS).scalars(), *db.exec_driver_sql(ONE).scalars()]
            db.exec_driver_sql(STEPS.format(name="clear", steps="\n  ".join(steps)))
            self._new = set(filled(db))
            self._filled = self._new
            self._kept = 0

    def emptied(self) -> URL:
        """Where it is, with nothing in it but what a new desk has."""
        with self._engine.begin() as db:
            db.exec_driver_sql("SELECT clear()")
            db.execute(BOARD.insert(), self._board)
        self._filled = self._new
        return self.address

    def untouched(self) -> bool:
        """Nobody but the desk that was opened on it writes to it."""
        return True

    def keep(self) -> KeptRows:
        """Keep all that it holds beside it."""
        with self._engine.begin() as db:
            name = f"{db.exec_driver_sql('SELECT current_schema()').scalar_one()}_{self._kept}"
            self._kept += 1
            tables = filled(db)
            db.exec_driver_sql(f"CREATE SCHEMA {name}")
            for table in tables:
                db.exec_driver_sql(f"CREATE TABLE {name}.{table} AS TABLE {table}")
            steps = [f"DELETE FROM {table};" for table in sorted(self._filled)]
            steps += [f"INSERT INTO {table} SELECT * FROM {name}.{table};" for table in tables]
            steps += db.exec_driver_sql(NEXT).scalars()
            db.exec_driver_sql(STEPS.format(name=f"bring_{name}", steps="\n  ".join(steps)))
        self._filled = self._filled | set(tables)
        return KeptRows(name, tables)

    def bring(self, rows: object) -> None:
        """Make it hold what was kept, in place of what it held when that was kept."""
        assert isinstance(rows, KeptRows)
        with self._engine.begin() as db:
            db.exec_driver_sql(f"SELECT bring_{rows.name}()")
        self._filled = self._filled | set(rows.tables)

    def close(self) -> None:
        """Let go of the server."""
        with self._engine.begin() as db:
            for number in range(self._kept):
                name = f"{db.exec_driver_sql('SELECT current_schema()').scalar_one()}_{number}"
                db.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")
        self._engine.dispose()
        for connection in KEPT.pop(self._options):
            connection.close()


BOARD = Base.metadata.tables["board"]
NO_ROWS = """
SELECT format('IF EXISTS (SELECT FROM %%1$I) THEN DELETE FROM %%1$I; END IF;', tablename)
FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'alembic_version'
"""
FILLED = " UNION ALL ".join(
    f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for table in Base.metadata.tables
)
ONE = """
SELECT format('PERFORM setval(''%%I'', 1, false);', sequencename)
FROM pg_sequences WHERE schemaname = current_schema()
"""
NEXT = """
SELECT format('PERFORM setval(''%%I'', %%s, %%L);', sequencename, coalesce(last_value, 1),
  last_value IS NOT NULL)
FROM pg_sequences WHERE schemaname = current_schema()
"""
STEPS = """
CREATE FUNCTION {name}() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
BEGIN
  {steps}
END $$
"""
"""Much quicker than a truncation, which makes every table's files anew."""


def filled(db: Rows) -> tuple[str, ...]:
    """The tables that hold anything."""
    return tuple(db.exec_driver_sql(FILLED).scalars())


@contextmanager
def no_step_missing() -> Iterator[None]:
    """Open a desk that was made by the steps of today: nobody need look for missing ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "upgrade", lambda _address: None)
        yield


def open_quickly() -> None:
    """Open every desk of this program so, from now on."""
    registry.register("sqlite", __name__, QuickSQLite.__name__)
    registry.register("postgresql.psycopg", __name__, QuickPostgreSQL.__name__)
