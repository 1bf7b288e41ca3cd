"""Taking the steps that a desk has not had, and keeping a copy of it first.

Nothing else needs the library that takes them: a desk that is up to date opens without it.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from trainingdesk.storage.known_steps import NEWEST, STEPS


def settings(connection: Connection) -> Config:
    """Alembic's settings; found beside this package, so also in a frozen program."""
    config = Config()
    config.set_main_option("path_separator", "os")
    config.set_main_option("script_location", str(STEPS))
    config.attributes["connection"] = connection
    return config


def take_steps(db: Connection, stands_at: str | None) -> None:
    """Bring a desk from the step it stands at to the newest; a file is copied beside itself."""
    if stands_at is not None and db.dialect.name == "sqlite":
        _copy(Path(db.engine.url.database or ""), f"before step {NEWEST}")
    command.upgrade(settings(db), "head")


def _copy(path: Path, why: str) -> None:
    copy = path.with_name(f"{path.stem} {why}{path.suffix}")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(copy)) as new:
        old.backup(new)
