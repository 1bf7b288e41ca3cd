"""What removed files held, which is deleted once nobody can take their removal back."""

from sqlalchemy import Connection, delete, select

from trainingdesk.storage.models import Evidence, EvidenceFile


def delete_unkept(db: Connection) -> int:
    """Delete what no kept file points to, and return how many there were.

    On a desk of one's own nothing of it stays behind in the file.
    """
    if db.dialect.name == "sqlite":
        db.exec_driver_sql("PRAGMA secure_delete = ON")
    kept = select(Evidence.id).where(Evidence.sha256 == EvidenceFile.sha256)
    return db.execute(delete(EvidenceFile).where(~kept.exists())).rowcount
