import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.conftest import BY, FirstAid, an_event
from trainingdesk.domain.refusals import CannotOpen, CannotSave, NoSuchDesk, Refused, Unsound
from trainingdesk.services import bookings
from trainingdesk.services.backups import back_up, faults, restore
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Audit, Delegate, Event


def rename_ada(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Rename", "Ada") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"


def name_of_ada(desk: Desk, first_aid: FirstAid) -> str:
    with desk.reading() as db:
        return db.get_one(Delegate, first_aid.ada).last_name


def test_a_desk_comes_back_from_its_backup(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> None:
    rows = back_up(desk, tmp_path / "kept.sqlite")
    rename_ada(desk, first_aid)
    heard: list[frozenset[str]] = []
    desk.on_change(lambda change: heard.append(change.tables))
    assert restore(desk, tmp_path / "kept.sqlite") == rows
    assert name_of_ada(desk, first_aid) == "King"
    assert desk.undo_title == ""
    assert {"delegate", "event"} <= heard[0]
    with desk.reading() as db:
        newest = db.scalars(select(Audit.label).order_by(Audit.id.desc())).first()
    assert newest == "Restore"


def test_a_desk_goes_on_after_a_restore(desk: Desk, first_aid: FirstAid, tmp_path: Path) -> None:
    back_up(desk, tmp_path / "kept.sqlite")
    restore(desk, tmp_path / "kept.sqlite")
    with desk.changing("Book", "Ada") as db:  # new rows are given numbers that are free
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    desk.undo()
    assert faults(desk) == []


def test_a_backup_is_one_file_and_a_desk_like_any_other(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    back_up(desk, folder / "kept.sqlite")
    assert [path.name for path in folder.iterdir()] == ["kept.sqlite"]
    copy = Desk(folder / "kept.sqlite")
    assert name_of_ada(copy, first_aid) == "King"
    copy.close()


def test_a_backup_is_never_the_desk_itself(desk: Desk, first_aid: FirstAid) -> None:
    if desk.file is None:
        pytest.skip("a shared desk is no file")
    with pytest.raises(Refused, match="is the desk itself"):
        back_up(desk, desk.file)
    assert name_of_ada(desk, first_aid) == "King"


def test_a_place_that_cannot_be_written_is_explained(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    with pytest.raises(CannotSave, match="there is no such folder"):
        back_up(desk, tmp_path / "nowhere" / "kept.sqlite")


def spoil(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("UPDATE event SET starts = '2001-01-01'")
        db.commit()


def test_an_unsound_backup_is_not_brought_back(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    back_up(desk, tmp_path / "kept.sqlite")
    spoil(tmp_path / "kept.sqlite")
    before = (tmp_path / "kept.sqlite").read_bytes()
    rename_ada(desk, first_aid)
    with pytest.raises(Unsound, match="begins on another day"):
        restore(desk, tmp_path / "kept.sqlite")
    assert name_of_ada(desk, first_aid) == "Lovelace"
    assert (tmp_path / "kept.sqlite").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"Dear Sam, " * 1000])
def test_what_is_no_backup_is_explained(
    desk: Desk, first_aid: FirstAid, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "letter.sqlite"
    path.write_bytes(content)
    with pytest.raises(CannotOpen, match="is not a backup of a desk"):
        restore(desk, path)
    with pytest.raises(NoSuchDesk):
        restore(desk, tmp_path / "nowhere.sqlite")
    assert name_of_ada(desk, first_aid) == "King"


def test_a_sound_desk_has_no_faults(desk: Desk, first_aid: FirstAid) -> None:
    assert faults(desk) == []


def test_a_broken_promise_is_a_fault(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Move") as db:
        event = db.get_one(Event, first_aid.event)
        event.starts = event.starts.replace(year=2001)
    assert faults(desk) == ["1 event begins on another day than its first session."]


def test_a_promise_broken_twice_is_told_of_several(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Move") as db:
        event = db.get_one(Event, first_aid.event)
        an_event(db, event.course, event.starts + timedelta(days=1)).starts = date(2001, 1, 1)
        event.starts = date(2001, 1, 1)
    assert faults(desk) == ["2 events begin on another day than their first session."]


def test_links_that_point_nowhere_and_damage_are_faults(desk: Desk, first_aid: FirstAid) -> None:
    if desk.file is None:
        pytest.skip("PostgreSQL checks links itself")
    with closing(sqlite3.connect(desk.file)) as db:
        db.execute("DELETE FROM agency")
        db.commit()
    assert "3 links point nowhere." in faults(desk)
    with desk.reading() as db:
        db.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    desk.close()
    whole = bytearray(desk.file.read_bytes())
    for page in range(3 * 4096, len(whole), 4096):
        whole[page : page + 64] = b"\xff" * 64
    desk.file.write_bytes(whole)
    assert "damaged" in " ".join(faults(desk)) or "cannot be read" in " ".join(faults(desk))
