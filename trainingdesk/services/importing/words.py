"""Names that need no sheet of their own: strands and series."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.former_names import NamedKind
from trainingdesk.services.importing.before import know_former_names
from trainingdesk.services.importing.known import Entry, Known
from trainingdesk.services.importing.storing import insert_numbered, table_of
from trainingdesk.storage.models import Series, Strand


class Words(Known):
    """The strands or the series: a new one is added when a row names it."""

    def __init__(self, db: Session, model: type[Series | Strand]) -> None:
        super().__init__(model.__tablename__)
        self._table = table_of(model)
        self.by_id: dict[int, Entry] = {}
        for number, name in db.execute(select(model.id, model.name)):
            self.by_id[number] = self.add(Entry(name, number))
        kind = NamedKind.SERIES if model is Series else NamedKind.STRAND
        know_former_names(db, kind, self, self.by_id)

    def write(self, db: Session) -> None:
        """Store those that are new."""
        new = [entry for entry in self if entry.id is None]
        insert_numbered(db, self._table, new, lambda entry: {"name": entry.name})
