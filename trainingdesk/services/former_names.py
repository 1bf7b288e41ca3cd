"""Names that words, venues, trainers and series had before they were renamed or made one.

Workbooks may still use them, and are led to what stands in their place.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.storage.models import FormerName


def former_names(db: Session, kind: NamedKind) -> dict[str, int]:
    """Every former name of a kind as it was written, and the number of what stands there now."""
    query = select(FormerName.name, FormerName.now_id).where(FormerName.kind == kind)
    return {former.name: former.now_id for former in db.execute(query)}


def keep_renamed(db: Session, kind: NamedKind, now_id: int, *, old: str, new: str) -> None:
    """Remember what something was called before, where it was called otherwise."""
    if not old or old == new:
        return
    known = db.get(FormerName, (kind, old))
    if known is None:
        db.add(FormerName(kind=kind, name=old, now_id=now_id))
    else:
        known.now_id = now_id
    db.flush()


def keep_merged(db: Session, kind: NamedKind, other_id: int, now_id: int, *, old: str) -> None:
    """Lead the name of what goes, and all that it had before, to what it goes into."""
    for former in _of(db, kind, other_id):
        former.now_id = now_id
    keep_renamed(db, kind, now_id, old=old, new="")


def forget_names(db: Session, kind: NamedKind, removed_id: int) -> None:
    """Forget the former names of something that is removed."""
    for former in _of(db, kind, removed_id):
        db.delete(former)
    db.flush()


def _of(db: Session, kind: NamedKind, number: int) -> list[FormerName]:
    mine = FormerName.kind == kind, FormerName.now_id == number
    return list(db.scalars(select(FormerName).where(*mine)))
