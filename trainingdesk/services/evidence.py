"""The papers and files that a register rests on, kept as they were handed in."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.domain.refusals import CannotSave, Refused
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.records import record_of
from trainingdesk.storage.models import Event, Evidence, EvidenceFile
from trainingdesk.storage.unkept import delete_unkept

LARGEST = 25 * 1024 * 1024
LARGEST_SAID = "25 MB"


class CannotKeep(Refused):
    """This file cannot be kept with the register."""


class Tampered(Refused):
    """What is kept of a file is not what was handed in."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it is handed in: its name, and what it holds."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One file that is kept with a register."""

    id: int
    kind: EvidenceKind
    name: str
    size: int
    kept_at: datetime
    who: str


def paper_at(path: Path) -> Paper:
    """A file that is to be kept; raises CannotKeep."""
    try:
        if path.stat().st_size > LARGEST:
            raise CannotKeep(f"{path.name} is larger than {LARGEST_SAID}. Scan it more coarsely.")
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise CannotKeep(f"{path.name} could not be read: {reason}.") from error
    if not content:
        raise CannotKeep(f"{path.name} is empty, so it was not kept.")
    return Paper(path.name, content)


def keep_evidence(
    db: Session, event_id: int, paper: Paper, *, kind: EvidenceKind, by: Stamp
) -> bool:
    """Keep a file with the register of an event; False where the very same is there already.

    It may be kept after the register was closed: evidence may come late. Raises Unknown.
    """
    record_of(db, Event, event_id)
    digest = sha256(paper.content).hexdigest()
    same = select(Evidence.id).where(Evidence.event_id == event_id, Evidence.sha256 == digest)
    if db.scalar(same) is not None:
        return False
    _keep_content(db, digest, paper.content)
    db.add(
        Evidence(
            event_id=event_id,
            kind=kind,
            name=paper.name,
            sha256=digest,
            size=len(paper.content),
            kept_at=by.at,
            who=by.who,
        )
    )
    db.flush()
    return True


def evidence_of(db: Session, event_id: int) -> list[EvidenceRow]:
    """What is kept with the register of an event, the newest first."""
    query = select(Evidence).where(Evidence.event_id == event_id).order_by(Evidence.id.desc())
    return [
        EvidenceRow(each.id, each.kind, each.name, each.size, each.kept_at, each.who)
        for each in db.scalars(query)
    ]


def kept_paper(db: Session, evidence_id: int) -> Paper:
    """A file as it was handed in; raises Tampered, Unknown."""
    row = record_of(db, Evidence, evidence_id)
    content = db.scalars(
        select(EvidenceFile.content).where(EvidenceFile.sha256 == row.sha256)
    ).one()
    if sha256(content).hexdigest() != row.sha256:
        raise Tampered(
            f"{row.name} is not what was handed in: somebody has changed it outside this program. "
            "A backup may have it as it was."
        )
    return Paper(row.name, content)


def save_paper(db: Session, evidence_id: int, path: Path) -> None:
    """Save a copy of a file that is kept; raises CannotSave, Tampered, Unknown."""
    paper = kept_paper(db, evidence_id)
    try:
        path.write_bytes(paper.content)
    except OSError as error:
        raise CannotSave(path.name, error.strerror or "it cannot be written") from error


def remove_evidence(db: Session, evidence_id: int) -> None:
    """Take a file off the register; what it holds stays for as long as this can be undone."""
    db.delete(record_of(db, Evidence, evidence_id))


def forget_removed(desk: Desk) -> None:
    """Delete what removed files held, as the desk is opened: nothing can be undone yet."""
    with desk.noting("Remove") as db:
        delete_unkept(db.connection())


def _keep_content(db: Session, digest: str, content: bytes) -> None:
    """Written past the photographs of an act: it never changes, and undo needs no copy of it."""
    there = select(EvidenceFile.sha256).where(EvidenceFile.sha256 == digest)
    if db.scalar(there) is None:
        db.connection().execute(insert(EvidenceFile).values(sha256=digest, content=content))
