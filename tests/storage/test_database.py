import sqlite3
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL, select, text
from sqlalchemy.exc import OperationalError

from tests.conftest import FirstAid
from trainingdesk.domain.refusals import (
    CannotOpen,
    Damaged,
    DeskBusy,
    DeskReadOnly,
    DiskFailed,
    DiskFull,
    Refused,
)
from trainingdesk.services.desk import Desk
from trainingdesk.storage.database import address_of, busy_explained, open_database
from trainingdesk.storage.models import Audit


def test_a_desk_is_a_file_or_a_shared_database() -> None:
    assert address_of(Path("a desk?.sqlite")) == URL.create("sqlite", database="a desk?.sqlite")
    assert address_of("postgresql+psycopg://sam@server/desk").host == "server"


def test_only_a_busy_desk_is_explained_as_one() -> None:
    with pytest.raises(OperationalError), busy_explained():
        raise OperationalError("SELECT 'locked'", {}, Exception("no such table: stamp"))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ("database is locked", DeskBusy),
        ("attempt to write a readonly database", DeskReadOnly),
        ("database or disk is full", DiskFull),
        ("disk I/O error", DiskFailed),
    ],
)
def test_what_the_world_does_to_a_desk_has_a_sentence(said: str, refusal: type[Refused]) -> None:
    with pytest.raises(refusal), busy_explained():
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(said))
    with pytest.raises(refusal), busy_explained():
        raise sqlite3.OperationalError(said)


@pytest.mark.parametrize("sqlstate", ["40001", "40P01", "55P03"])
def test_a_server_that_speaks_another_language_is_busy_too(sqlstate: str) -> None:
    said = psycopg.OperationalError("Verklemmung entdeckt")
    said.sqlstate = sqlstate
    with pytest.raises(DeskBusy), busy_explained():
        raise OperationalError("UPDATE", {}, said)


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        ("mysql://sam@server/desk", "mysql:// is neither"),
        ("postgresql+psycopg://sam:x@host:notaport/desk", "cannot be read"),
        ("://", "cannot be read"),
    ],
)
def test_an_address_that_is_none_is_explained(where: str, sentence: str) -> None:
    with pytest.raises(CannotOpen, match=sentence):
        address_of(where)


def test_a_server_that_does_not_answer_is_explained() -> None:
    nobody = "postgresql+psycopg://sam@127.0.0.1:1/desk?connect_timeout=2"
    with pytest.raises(CannotOpen, match="does not answer"):
        open_database(address_of(nobody))


def test_a_file_that_is_no_desk_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_bytes(b"Dear Sam, " * 1000)
    with pytest.raises(CannotOpen, match="is not a desk"):
        open_database(address_of(path))
    with pytest.raises(CannotOpen, match="cannot be opened"):
        open_database(address_of(tmp_path / "no such folder" / "desk.sqlite"))


def test_a_damaged_desk_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "desk.sqlite"
    open_database(address_of(path)).dispose()
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    with pytest.raises(Damaged, match="Bring back a backup"):
        open_database(address_of(path))


def test_times_are_in_utc_on_every_database(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        at = db.scalars(select(Audit.at)).one()
        offset = at.utcoffset()
    assert offset is not None
    assert not offset


def test_sqlite_is_set_up_to_be_shared(tmp_path: Path) -> None:
    desk = Desk(tmp_path / "desk.sqlite")
    with desk.reading() as db:
        settings = [
            db.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
        ]
    desk.close()
    assert settings == [1, "wal", 5000, 2]
