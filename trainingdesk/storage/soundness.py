"""Whether what is stored is whole and keeps its own promises."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select, text

from trainingdesk.domain.figures import counted
from trainingdesk.storage.models import EvidenceFile, InvoicePage

PROMISES = {
    "SELECT count(*) FROM event e WHERE e.starts <> coalesce("
    "(SELECT min(s.day) FROM event_session s WHERE s.event_id = e.id), e.starts)": (
        "event begins on another day than its first session",
        "events begin on another day than their first session",
    ),
    "SELECT count(*) FROM event e WHERE NOT EXISTS"
    " (SELECT 1 FROM event_session s WHERE s.event_id = e.id)": (
        "event has no day",
        "events have no day",
    ),
    "SELECT count(*) FROM mark m JOIN booking b ON b.id = m.booking_id"
    " JOIN event_session s ON s.id = m.session_id WHERE s.event_id <> b.event_id": (
        "mark is for a session of another event",
        "marks are for a session of another event",
    ),
    "SELECT count(*) FROM agency a WHERE NOT EXISTS"
    " (SELECT 1 FROM agency_name n WHERE n.agency_id = a.id AND n.name = a.name)": (
        "agency cannot be found by its own name",
        "agencies cannot be found by their own name",
    ),
    "SELECT coalesce(sum(r.newest - r.number), 0) FROM (SELECT max(number) AS newest,"
    " count(*) AS number FROM invoice GROUP BY kind) r": (
        "number of an invoice is missing",
        "numbers of invoices are missing",
    ),
    "SELECT count(*) FROM invoice i WHERE i.pence <> coalesce("
    "(SELECT sum(l.pence) FROM invoice_line l WHERE l.invoice_id = i.id), 0)": (
        "invoice asks for another sum than its lines",
        "invoices ask for another sum than their lines",
    ),
    "SELECT count(*) FROM invoice i WHERE NOT EXISTS"
    " (SELECT 1 FROM invoice_page p WHERE p.invoice_id = i.id)": (
        "invoice has no page",
        "invoices have no page",
    ),
    "SELECT CASE WHEN count(*) = 1 THEN 0 ELSE 1 END FROM board": (
        "board is missing from the desk, or is there twice",
        "",
    ),
}
"""What is counted must be none; each with the words for one that was found, and for several."""


def faults_of(db: Connection) -> Iterator[str]:
    """Every fault of an open desk, a sentence each; none when it is sound."""
    if db.dialect.name == "sqlite":
        for (said,) in db.exec_driver_sql("PRAGMA integrity_check"):
            if said != "ok":
                yield f"The file is damaged: {said}."
        broken = db.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            yield f"{counted(len(broken), 'link points', 'links point')} nowhere."
    for question, (one, several) in PROMISES.items():
        found = db.execute(text(question)).scalar_one()
        if found:
            yield f"{counted(found, one, several)}."
    if changed := _changed(db, EvidenceFile, EvidenceFile.sha256):
        yield f"{counted(changed, 'kept file is', 'kept files are')} not what was handed in."
    if changed := _changed(db, InvoicePage, InvoicePage.invoice_id):
        yield f"{counted(changed, 'invoice is', 'invoices are')} not as issued."


def _changed(db: Connection, kept: type[EvidenceFile | InvoicePage], key: Any) -> int:
    """How many files of a table are not what their sums were made of; each may be large."""
    changed = 0
    for number in db.execute(select(key)).scalars().all():
        one = db.execute(select(kept.sha256, kept.content).where(key == number)).one()
        changed += sha256(one.content).hexdigest() != one.sha256
    return changed
