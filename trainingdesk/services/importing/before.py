"""Former names as an import meets them: each leads to what stands in its place."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.own_words import OwnList
from trainingdesk.services.former_names import former_names
from trainingdesk.services.importing.findings import RowCheck
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.storage.models import OwnWord


def know_former_names(
    db: Session, kind: NamedKind, known: Known, by_id: Mapping[int, Entry]
) -> None:
    """Know the records of a kind by the names they had before, too."""
    for name, number in former_names(db, kind).items():
        if entry := by_id.get(number):
            known.add_former(entry, name)


class Reasons:
    """The reasons of a list of the board's that were renamed; others are kept as written."""

    def __init__(self, db: Session, which: OwnList) -> None:
        mine = select(OwnWord.id, OwnWord.name).where(OwnWord.list == which)
        listed = {word.id: word.name for word in db.execute(mine)}
        self._today: dict[str, str] = {
            name: listed[number]
            for name, number in former_names(db, NamedKind(which.value)).items()
            if number in listed and name not in listed.values()
        }

    def read(self, check: RowCheck, reason: str | None) -> str | None:
        """A reason as the board words it today."""
        if reason is None or reason not in self._today:
            return reason
        check.mend("Reason", was=reason, read_as=self._today[reason])
        return self._today[reason]
