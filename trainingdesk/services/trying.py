"""Trying an installation: whatever is loaded late is loaded now, and shown to work."""

from pathlib import Path

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.backups import back_up, restore
from trainingdesk.services.desk import Desk
from trainingdesk.services.documents import register_document
from trainingdesk.services.named import event_named
from trainingdesk.services.printing import print_certificates
from trainingdesk.services.reports import save_report
from trainingdesk.services.saving import save_document

YEAR = TrainingYear(2025)
EVENT = "DA-2502"
"""Its people have names in the letters of many languages."""


def try_everything(desk: Desk, folder: Path) -> None:
    """Do the main job on the sample programme, from workbook to paper; raises whatever fails."""
    with desk.reading() as db:
        event_id = event_named(db, EVENT)
        for suffix in (".json", ".xlsx", ".pdf"):
            save_report(db, YEAR, folder / f"report{suffix}", today=desk.today())
        register = register_document(db, event_id, today=desk.today())
    save_document(register, folder / "register.pdf")
    print_certificates(desk, event_id, folder / "certificates.pdf")
    back_up(desk, folder / "copy.sqlite")
    restore(desk, folder / "copy.sqlite")
