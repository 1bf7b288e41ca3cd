"""Taking in saved e-mails: a reply to an offer, or a message that came back."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from trainingdesk.domain.incoming import IncomingKind
from trainingdesk.services import offers
from trainingdesk.services.answered_by_mail import Answered, answered_by, note_bounce, saved_mail
from trainingdesk.services.waiting import given_said
from ui.deeds import told
from ui.parts.live import LiveDesk
from ui.parts.messages import answer_to, is_agreed, refusals_shown

KINDS = frozenset({".eml", ".msg"})
"""What mail programs save; of the second one is told how to save it."""

BY_MAIL = "by e-mail"
DECLINED, ACCEPTED = "Note a declined offer", "Note an accepted offer"
BOUNCED = "Note an address that does not work"


def is_mail(path: Path) -> bool:
    """Whether a file is a saved e-mail, by its name."""
    return path.suffix.casefold() in KINDS


class Answers:
    """Says what each saved e-mail answers, proposes what to do, and does what the user says."""

    def __init__(self, live: LiveDesk, parent: QWidget) -> None:
        self._live, self._parent = live, parent

    def take(self, paths: Sequence[Path]) -> None:
        """Take saved e-mails in, one after the other."""
        for path in paths:
            with refusals_shown(self._parent):
                mail = saved_mail(path)
                with self._live.desk.reading() as db:
                    found = answered_by(db, mail, name=path.name)
                if found.kind is IncomingKind.BOUNCE:
                    self._ask_bounced(found)
                else:
                    self._ask_answered(found)

    def _ask_bounced(self, found: Answered) -> None:
        asked = (
            f"The message to {found.to_address} about {found.about} came back. Note that the "
            "address does not work?"
        )
        if is_agreed(self._parent, asked, "Note it", more=found.said):
            with self._live.desk.changing(BOUNCED) as db:
                note_bounce(db, found.message_id, said=found.said)

    def _ask_answered(self, found: Answered) -> None:
        box = QMessageBox(self._parent)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle("Training Desk")
        box.setIcon(QMessageBox.Icon.Question)
        box.setText(
            f"{found.sender} answers the offer to {found.delegate} of a place on {found.about}."
        )
        box.setInformativeText(f"“{found.said}”" if found.said else "")
        declines = box.addButton("They &decline", QMessageBox.ButtonRole.AcceptRole)
        accepts = box.addButton("They &accept", QMessageBox.ButtonRole.ActionRole)
        cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(cancel)  # only who has read it can tell the two apart
        box.setEscapeButton(cancel)
        pressed = answer_to(box)
        if pressed is declines:
            self._decline(found)
        elif pressed is accepts:
            self._accept(found)

    def _decline(self, found: Answered) -> None:
        desk = self._live.desk
        with desk.changing(DECLINED, f"of {found.delegate}") as db:
            lucky = offers.decline(db, found.booking_id, said=BY_MAIL, by=desk.stamp())
        with desk.reading() as db:
            said = given_said(db, lucky)
        if said:
            self._live.told.emit(f"{told(DECLINED)} {said}")

    def _accept(self, found: Answered) -> None:
        desk = self._live.desk
        with desk.changing(ACCEPTED, f"of {found.delegate}") as db:
            offers.accept(db, found.booking_id, said=BY_MAIL, by=desk.stamp())
