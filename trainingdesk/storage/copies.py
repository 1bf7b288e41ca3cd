"""Copies of a desk of one's own: taken before an import, kept as backups, put back."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from trainingdesk.domain.refusals import ChangedSince
from trainingdesk.storage.models import Base

BEFORE_IMPORT = "before the last import"
ADD_ENTRY = "INSERT INTO main.audit (at, who, label, counts, rows) VALUES (?, ?, ?, ?, ?)"
TRIES = 20
GOES_ON = frozenset({"audit", "audit_value"})
RESTORED = [table.name for table in Base.metadata.sorted_tables if table.name not in GOES_ON]
"""What an undone import puts back; the audit only ever grows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the audit says of a desk's being put back."""

    who: str
    at: datetime
    label: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class KeptCopy:
    """A desk as it was before an import, good until the next change of any kind."""

    live: Path
    path: Path
    label: str
    counts: Mapping[str, int]
    newest_audit: int


class CopyBefore:
    """A copy being taken before an import; without a file, as on a shared desk, there is none."""

    def __init__(self, live: Path | None) -> None:
        self._live = live
        self._path = live and live.with_name(f"{live.stem} {BEFORE_IMPORT}{live.suffix}")
        self._taken = live and live.with_name(f"{live.stem} before this import{live.suffix}")

    def take(self) -> None:
        """Copy the desk as it now is."""
        if self._live and self._taken:
            copy_desk(self._live, self._taken)

    def kept(self, label: str, counts: Mapping[str, int], entry: int) -> KeptCopy | None:
        """Keep the copy: the import went through, and stands in the audit under a number."""
        if not (self._live and self._path and self._taken):
            return None
        self._taken.replace(self._path)
        return KeptCopy(self._live, self._path, label, counts, entry)

    def drop_unless_kept(self) -> None:
        """Leave no copy of people's records lying about after an import that was refused."""
        if self._taken:
            self._taken.unlink(missing_ok=True)


def copy_desk(live: Path, path: Path) -> None:
    """Copy a desk while it is open; the copy is one file, and whole, whatever else goes on."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(live)) as old, closing(sqlite3.connect(path)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode = DELETE")  # so that nothing stands beside it


def put_back(kept: KeptCopy, entry: Entry) -> None:
    """Make the desk as it was when the copy was taken; its audit goes on. Raises ChangedSince.

    The look at what has changed since and the putting back are one transaction, so that nobody
    else's change comes between them and is lost.
    """
    if not kept.path.exists():
        raise ChangedSince
    with closing(sqlite3.connect(kept.live, isolation_level=None)) as live:
        live.execute("PRAGMA foreign_keys = OFF")
        live.execute("ATTACH DATABASE ? AS kept", (str(kept.path),))
        live.execute("BEGIN IMMEDIATE")
        (newest,) = live.execute("SELECT coalesce(max(id), 0) FROM main.audit").fetchone()
        if newest != kept.newest_audit:
            raise ChangedSince
        for name in RESTORED:
            live.execute(f'DELETE FROM main."{name}"')  # noqa: S608  # our own tables' names
            live.execute(f'INSERT INTO main."{name}" SELECT * FROM kept."{name}"')  # noqa: S608
        live.execute(ADD_ENTRY, _values(entry))
        live.execute("COMMIT")
    kept.path.unlink(missing_ok=True)


def replace_desk(live: Path, copy: Path, entry: Entry) -> None:
    """Make a desk what a copy holds, and say so in its audit.

    The desk changes in one transaction: cut off half-way, it stays as it is.
    """
    with closing(sqlite3.connect(copy)) as source, closing(sqlite3.connect(live)) as target:
        source.execute(ADD_ENTRY, _values(entry))
        source.commit()
        source.backup(target, progress=_patiently())


def _patiently() -> Callable[[int, int, int], None]:
    """Wait for whoever is saving as long as any change would, and then give up.

    Left to itself, sqlite3 tries for ever, four times a second.
    """
    tries = count(1)

    def tried(status: int, _remaining: int, _total: int) -> None:
        if status in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} and next(tries) > TRIES:
            raise sqlite3.OperationalError("database is locked")

    return tried


def _values(entry: Entry) -> tuple[str, ...]:
    at = entry.at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")
    return at, entry.who, entry.label, json.dumps(dict(entry.counts)), "[]"
