"""What rules that were switched on do by themselves, as time goes on."""

from contextlib import suppress

from trainingdesk.domain.message import Leaving
from trainingdesk.domain.refusals import DeskAtWork, DeskBusy, SavedMeanwhile
from trainingdesk.services.desk import Desk
from trainingdesk.services.due_messages import anything_due, write_what_is_due
from trainingdesk.services.mail_settings import is_practice, mail_details
from trainingdesk.services.outbox import waiting


def write_what_is_due_by_now(desk: Desk) -> int:
    """Write what rules have due, and say how much; it is no step of the user's, so no undo of it.

    While somebody else is at work on the desk it is left for later: nothing is lost.
    """
    with suppress(DeskAtWork, DeskBusy, SavedMeanwhile):
        with desk.reading() as db:
            due = anything_due(db, by=desk.stamp())
        if due:
            with desk.noting("Write messages") as db:
                return write_what_is_due(db, by=desk.stamp())
    return 0


def to_send_by_now(desk: Desk) -> list[int]:
    """What rules have written and is to go by itself, where this desk sends at all."""
    with desk.reading() as db:
        if is_practice(db) or mail_details(db).leaving is not Leaving.SMTP:
            return []
        return waiting(db, by=desk.stamp(), rules_only=True)
