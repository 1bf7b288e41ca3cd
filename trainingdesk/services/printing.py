"""Issuing certificates and saving them in one act: both happen, or neither."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from trainingdesk.domain.refusals import CannotSave, NothingToPrint
from trainingdesk.services.certificates import issue_certificates
from trainingdesk.services.desk import Desk
from trainingdesk.services.documents import certificate_pages, drawn, letters_without_a_font
from trainingdesk.services.progress import Progress, unreported
from trainingdesk.services.saving import file_name, saving, saving_folder

if TYPE_CHECKING:
    from trainingdesk.reports import certificate as papers


@dataclass(frozen=True, slots=True)
class Printed:
    """What was printed: how many certificates, their numbers, whose letters no font has."""

    numbers: list[str]
    without_a_font: list[str]

    @property
    def count(self) -> int:
        """How many certificates there are."""
        return len(self.numbers)


def print_certificates(desk: Desk, event_id: int, path: Path) -> Printed:
    """Issue what is due on an event and save every certificate: in one .pdf, or one a delegate.

    A path without the suffix .pdf is a folder. Raises NothingToPrint, CannotSave.
    """
    return print_certificates_of(desk, [event_id], path)


def print_certificates_of(
    desk: Desk, event_ids: Sequence[int], path: Path, progress: Progress = unreported
) -> Printed:
    """Issue what is due on several events and save every certificate of them, event by event.

    A path without the suffix .pdf is a folder. Raises NothingToPrint, CannotSave, and Cancelled
    with nothing issued.
    """
    one_file = path.suffix.lower() == ".pdf" and not path.is_dir()
    with (
        saving(path) if one_file else saving_folder(path) as unfinished,
        desk.changing("Issue certificates", undoable=False) as db,
    ):
        pages: list[papers.Certificate] = []
        for number, event_id in enumerate(event_ids):
            progress(number, len(event_ids))
            issue_certificates(db, event_id, by=desk.stamp())
            pages += certificate_pages(db, event_id).values()
        if not pages:
            these = "this event" if len(event_ids) == 1 else "these events"
            raise NothingToPrint(f"No certificate is due on {these}.")
        _write(db, pages, unfinished, one_file=one_file)
        if not one_file and any((path / made.name).is_dir() for made in unfinished.iterdir()):
            raise CannotSave(path.name, "it holds a folder with the name of a certificate")
        progress(len(event_ids), len(event_ids))
    return Printed([page.number for page in pages], letters_without_a_font(pages))


def _write(
    db: Session, pages: "Sequence[papers.Certificate]", unfinished: Path, *, one_file: bool
) -> None:
    if one_file:
        unfinished.write_bytes(drawn(db, pages))
        return
    for page in pages:
        (unfinished / _file_name(page)).write_bytes(drawn(db, [page]))


def _file_name(page: "papers.Certificate") -> str:
    """A name that every file system takes: the number first, so that no two are alike."""
    return file_name(page.number, page.delegate)
