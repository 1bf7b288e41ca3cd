"""Issuing the certificates of several events and saving them in one file, in one act."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from trainingdesk.domain.refusals import NothingToPrint
from trainingdesk.services.certificates import issue_certificates
from trainingdesk.services.desk import Desk
from trainingdesk.services.documents import certificate_pages, drawn, letters_without_a_font
from trainingdesk.services.printing import Printed
from trainingdesk.services.saving import saving

if TYPE_CHECKING:
    from trainingdesk.reports import certificate as papers


def print_certificates_of(desk: Desk, event_ids: Sequence[int], path: Path) -> Printed:
    """Issue what is due on several events and save every certificate of them in one PDF.

    The pages follow the order of the events. Raises NothingToPrint, CannotSave.
    """
    with saving(path) as unfinished, desk.changing("Issue certificates", undoable=False) as db:
        pages: list[papers.Certificate] = []
        for event_id in event_ids:
            issue_certificates(db, event_id, by=desk.stamp())
            pages += certificate_pages(db, event_id).values()
        if not pages:
            raise NothingToPrint("No certificate is due on these events.")
        unfinished.write_bytes(drawn(db, pages))
    return Printed([page.number for page in pages], letters_without_a_font(pages))
