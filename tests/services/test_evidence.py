from hashlib import sha256
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.conftest import BY_AFTER, STARTS, FirstAid, an_event
from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.refusals import CannotSave, Refused, Unknown
from trainingdesk.services import evidence
from trainingdesk.services.backups import faults
from trainingdesk.services.desk import Desk
from trainingdesk.services.evidence import CannotKeep, EvidenceRow, Paper
from trainingdesk.storage.models import Event, EvidenceFile

SCAN = Paper("scan.pdf", b"%PDF-1.7 signed")


def keep(desk: Desk, event_id: int, paper: Paper = SCAN) -> bool:
    with desk.changing("Keep", paper.name) as db:
        return evidence.keep_evidence(db, event_id, paper, kind=EvidenceKind.SIGNED, by=BY_AFTER)


def kept(desk: Desk, event_id: int) -> list[EvidenceRow]:
    with desk.reading() as db:
        return evidence.evidence_of(db, event_id)


def test_a_file_is_kept_as_it_was_handed_in(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    assert keep(desk, first_aid.event)
    (row,) = kept(desk, first_aid.event)
    assert (row.kind, row.name, row.size) == (EvidenceKind.SIGNED, "scan.pdf", len(SCAN.content))
    assert (row.who, row.kept_at) == ("sam", BY_AFTER.at)
    with desk.reading() as db:
        assert evidence.kept_paper(db, row.id) == SCAN
        evidence.save_paper(db, row.id, tmp_path / "copy.pdf")
        assert db.scalars(select(EvidenceFile.sha256)).all() == [sha256(SCAN.content).hexdigest()]
        with pytest.raises(CannotSave, match=r"copy.pdf could not be saved"):
            evidence.save_paper(db, row.id, tmp_path / "nowhere" / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == SCAN.content


def test_the_same_file_is_kept_once(desk: Desk, first_aid: FirstAid) -> None:
    assert keep(desk, first_aid.event)
    steps = len(desk.done)
    assert not keep(desk, first_aid.event, Paper("other name.pdf", SCAN.content))
    assert len(desk.done) == steps
    assert keep(desk, first_aid.event, Paper("page 2.pdf", b"another"))
    assert [row.name for row in kept(desk, first_aid.event)] == ["page 2.pdf", "scan.pdf"]


def test_the_same_file_is_kept_with_each_event_that_it_speaks_of(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.changing("Add") as db:
        course = db.get_one(Event, first_aid.event).course
        other = an_event(db, course, STARTS, reference="FA-2").id
    assert keep(desk, first_aid.event)
    assert keep(desk, other)
    with desk.reading() as db:
        assert len(db.scalars(select(EvidenceFile.sha256)).all()) == 1


def test_what_removed_files_held_is_deleted_when_the_desk_is_opened_again(
    desk: Desk, first_aid: FirstAid
) -> None:
    keep(desk, first_aid.event)
    keep(desk, first_aid.event, Paper("wrong event.pdf", b"unwell since Monday"))
    with desk.changing("Remove") as db:
        evidence.remove_evidence(db, evidence.evidence_of(db, first_aid.event)[0].id)
    steps = len(desk.done)
    evidence.forget_removed(desk)
    with desk.reading() as db:
        assert db.scalars(select(EvidenceFile.content)).all() == [SCAN.content]
    assert len(desk.done) == steps
    if desk.file:
        assert b"unwell since Monday" not in desk.file.read_bytes()
    with pytest.raises(Refused):  # somebody else's desk, opened before
        desk.undo()


def test_a_file_that_was_changed_behind_the_desk_is_told_and_not_handed_out(
    desk: Desk, first_aid: FirstAid, tmp_path: Path
) -> None:
    keep(desk, first_aid.event)
    (row,) = kept(desk, first_aid.event)
    assert faults(desk) == []
    with desk.changing("Behind", undoable=False) as db:
        db.execute(update(EvidenceFile).values(content=b"signed by somebody else"))
    assert faults(desk) == ["1 kept file is not what was handed in."]
    with desk.reading() as db, pytest.raises(evidence.Tampered, match=r"^scan.pdf is not what"):
        evidence.save_paper(db, row.id, tmp_path / "copy.pdf")
    assert not (tmp_path / "copy.pdf").exists()


def test_keeping_and_removing_are_taken_back_with_what_the_file_holds(
    desk: Desk, first_aid: FirstAid
) -> None:
    keep(desk, first_aid.event)
    (row,) = kept(desk, first_aid.event)
    desk.undo()
    assert kept(desk, first_aid.event) == []
    desk.redo()
    with desk.changing("Remove") as db:
        evidence.remove_evidence(db, row.id)
    assert kept(desk, first_aid.event) == []
    with desk.reading() as db, pytest.raises(Unknown, match="This paper is no longer there"):
        evidence.kept_paper(db, row.id)
    desk.undo()
    with desk.reading() as db:
        assert evidence.kept_paper(db, row.id) == SCAN
    with desk.changing("Remove") as db:
        evidence.remove_evidence(db, row.id)
    assert keep(desk, first_aid.event)


def test_what_a_file_holds_is_no_part_of_what_undo_remembers(
    desk: Desk, first_aid: FirstAid
) -> None:
    keep(desk, first_aid.event)
    assert {row.key[0] for row in desk.done[-1].rows} == {"evidence"}


def test_an_event_that_is_gone_keeps_nothing(desk: Desk) -> None:
    with pytest.raises(Unknown, match="This event is no longer there"):
        keep(desk, 404)


def test_a_file_is_read_to_be_kept_unless_it_cannot(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(SCAN.content)
    assert evidence.paper_at(path) == SCAN
    path.write_bytes(b"")
    with pytest.raises(CannotKeep, match=r"scan.pdf is empty, so it was not kept"):
        evidence.paper_at(path)
    with path.open("wb") as file:
        file.truncate(evidence.LARGEST + 1)
    with pytest.raises(CannotKeep, match=r"scan.pdf is larger than 25 MB"):
        evidence.paper_at(path)
    with pytest.raises(CannotKeep, match=r"gone.pdf could not be read: No such file"):
        evidence.paper_at(tmp_path / "gone.pdf")
