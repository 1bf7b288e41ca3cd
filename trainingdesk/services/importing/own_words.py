"""The board's own lists as an import meets them: their spelling first, then what records have."""

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.domain.own_words import OwnList, in_natural_order
from trainingdesk.services.importing.before import know_former_names
from trainingdesk.services.importing.records import terms
from trainingdesk.services.importing.storing import insert_rows
from trainingdesk.storage.models import OwnWord


class ListedWords:
    """The words of one list; those that courses bring join it."""

    def __init__(self, db: Session, which: OwnList, held: Iterable[str]) -> None:
        mine = select(OwnWord.id, OwnWord.name).where(OwnWord.list == which)
        in_order = db.execute(mine.order_by(OwnWord.turn, OwnWord.name))
        listed = {word.id: word.name for word in in_order}
        self._which, self._listed = which, set(listed.values())
        self.known = terms([*listed.values(), *held])
        entries = {
            number: entry for number, name in listed.items() if (entry := self.known.get(name))
        }
        know_former_names(db, NamedKind(which.value), self.known, entries)

    def spelt(self, word: str | None) -> str | None:
        """A word as it was first spelt, on one line."""
        if word is None:
            return None
        bare = " ".join(word.split())
        entry = self.known.get(bare)
        return entry.name if entry else bare

    def write(self, db: Session, held: Iterable[str]) -> None:
        """Add the words that records hold now and the list does not have."""
        missing = sorted({word for word in held if word} - self._listed, key=in_natural_order)
        turn = db.scalar(select(func.max(OwnWord.turn)).where(OwnWord.list == self._which)) or 0
        rows = (
            {"list": self._which, "name": word, "turn": turn + number}
            for number, word in enumerate(missing, 1)
        )
        insert_rows(db, OwnWord, rows)
