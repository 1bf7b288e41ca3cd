"""The open desk: the one object every window holds."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeAlias

from sqlalchemy import URL
from sqlalchemy.orm import Session, sessionmaker

from trainingdesk.domain.refusals import NoSuchDesk
from trainingdesk.services.closed_since import closed_registers, closed_registers_stay
from trainingdesk.services.invoiced_charges import refuse_invoiced_charges
from trainingdesk.services.one_writer import OneWriter
from trainingdesk.services.overbooking import (
    lock_events_of,
    never_overbooked,
    nothing_left_pointing,
)
from trainingdesk.services.paid_since import payments_stay_possible
from trainingdesk.storage import audit
from trainingdesk.storage.audit import Deed
from trainingdesk.storage.changes import Recorder, RowChange, revert
from trainingdesk.storage.copies import CopyBefore, Entry, KeptCopy, put_back, replace_desk
from trainingdesk.storage.database import (
    WRITES,
    address_of,
    busy_explained,
    file_of,
    open_database,
    reads_of,
)
from trainingdesk.storage.models import Base
from trainingdesk.storage.tally import Tally

log = logging.getLogger(__name__)

UNDO_KEPT = 200
"""How many actions can be taken back; each keeps its photographs in memory."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts and when: what services need to know of the world."""

    who: str
    at: datetime
    today: date
    via: str = ""
    """Where the act was done: the window, a workbook, a command."""


@dataclass(frozen=True)
class Change:
    """One finished action: what the user did, and the rows it changed.

    ``label`` goes into the audit and the log and never names a person; ``name`` says, in
    the menu only, who or what it was done to.
    """

    label: str
    name: str
    counts: Mapping[str, int]
    rows: tuple[RowChange, ...] = ()
    word: str = ""
    """Undo or Redo, where this is told of an action taken back or done again."""
    outside: bool = False
    """Whether it only notes what happened outside the desk, which is no step of undo."""
    closed: frozenset[int] = frozenset()
    """The events whose register was closed when it changed them."""

    @property
    def title(self) -> str:
        """The action as the Undo menu shows it."""
        return f"{self.label} {self.name}".strip()

    @property
    def tables(self) -> frozenset[str]:
        """The tables it touched, which is all a screen needs to know."""
        return frozenset(self.counts)


Listener: TypeAlias = Callable[[Change], None]


class Desk:
    """One open database, the actions taken on it, and who hears of them."""

    def __init__(
        self,
        where: str | Path | URL,
        *,
        who: str = "",
        today: Callable[[], date] = date.today,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        create: bool = True,
    ) -> None:
        self.who = who
        self.via = ""  # where acts are done: the window, a workbook, a command
        self.today = today
        self._now = now
        self.address = where if isinstance(where, URL) else address_of(where)
        self.file = file_of(self.address)
        if not create and self.file is not None and not self.file.is_file():
            raise NoSuchDesk(f"There is no desk at {self.file}. Import a workbook to make one.")
        self._engine = open_database(self.address)
        self._read = sessionmaker(self._engine.execution_options(**reads_of(self._engine)))
        self._write = sessionmaker(self._engine.execution_options(**WRITES))
        self._one_writer = OneWriter()
        self._listeners: list[Listener] = []
        self.done: list[Change] = []
        self.undone: list[Change] = []
        self.kept_copy: KeptCopy | None = None

    def close(self) -> None:
        """Let go of the database, and of the copy kept for undoing an import."""
        self._forget_copy()
        self._engine.dispose()

    def stamp(self) -> Stamp:
        """Who acts, and when."""
        return Stamp(self.who, self._now(), self.today(), self.via)

    def on_change(self, listener: Listener) -> None:
        """Call ``listener`` after every action, undo and redo."""
        self._listeners.append(listener)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for looking only: everything it reads is of one moment."""
        with busy_explained(), self._read() as db:
            yield db

    @contextmanager
    def alone(self, label: str) -> Iterator[None]:
        """Long work during which nobody else in this program changes anything.

        Raises DeskAtWork, and so does meanwhile whatever would change the desk.
        """
        with self._one_writer.turn(label):
            yield

    @contextmanager
    def changing(
        self, label: str, name: str = "", *, undoable: bool = True, keep_copy: bool = False
    ) -> Iterator[Session]:
        """A session for one action: all of it is kept, or none of it.

        With ``undoable=False`` bulk statements may be used. Their rows are counted and not
        photographed, so neither this action nor what came before it can be undone step by step.
        ``keep_copy=True`` keeps the desk as it was, so that this one action can be undone until
        the next change; a shared desk has no copy of its own. Raises DeskAtWork.
        """
        with (
            self._one_writer.turn(label),
            busy_explained(),
            self._copying(wanted=keep_copy) as copy,
        ):
            with self._write.begin() as db:
                db.connection()  # begins now, so that nothing is read before the lock is ours
                copy.take()
                record = Recorder(db) if undoable else Tally(db)
                yield db
                db.flush()
                rows = record.rows()
                closed = closed_registers(db, rows)
                change = Change(label, name, record.counts(), rows, closed=closed)
                entry = self._keep(db, change)
            if change.counts:
                self.done = [*self.done[-UNDO_KEPT:], change] if undoable else []
                self.undone = []
                self._forget_copy()
                self.kept_copy = copy.kept(label, change.counts, entry)
                self._tell(change)

    @contextmanager
    def noting(self, label: str) -> Iterator[Session]:
        """A session to write down what has happened outside the desk, such as a message sent.

        No undo may take it back, so it is no step of its own, and the steps before it stay. The
        rows say by themselves what was done and when. Raises DeskAtWork.
        """
        with self._one_writer.turn(label), busy_explained():
            with self._write.begin() as db:
                db.connection()  # begins now, so that nothing is read before the lock is ours
                record = Recorder(db)
                yield db
                db.flush()
                change = Change(label, "", record.counts(), outside=True)
            if change.counts:
                self._forget_copy()
                self._tell(change)

    @contextmanager
    def _copying(self, *, wanted: bool) -> Iterator[CopyBefore]:
        copy = CopyBefore(self.file if wanted else None)
        try:
            yield copy
        finally:
            copy.drop_unless_kept()

    @property
    def undo_title(self) -> str:
        """What Undo would take back, for the menu; empty when there is nothing."""
        if self.kept_copy:
            return f"{self.kept_copy.label} (until the next change)"
        return self.done[-1].title if self.done else ""

    def undo(self) -> None:
        """Take back the last action, or the import just made. Raises ChangedSince."""
        if self.kept_copy:
            self._undo_import(self.kept_copy)
        elif self.done:
            self._step_back("Undo", self.done, self.undone)

    def redo(self) -> None:
        """Do the last undone action again."""
        if self.undone:
            self._step_back("Redo", self.undone, self.done)

    def replace_with(self, copy: Path, label: str) -> None:
        """Make this desk of one's own what a copy holds; nothing before it can be undone."""
        if self.file is None:
            raise TypeError("A shared desk is not a file.")
        counts = dict.fromkeys(Base.metadata.tables, 1)
        with self._one_writer.turn(label), busy_explained():
            self._engine.dispose()
            replace_desk(self.file, copy, Entry(self.who, self._now(), label, {}))
            self._forget_copy()
            self.done, self.undone = [], []
            self._tell(Change(label, "", counts))

    def _undo_import(self, kept: KeptCopy) -> None:
        label = f"Undo {kept.label}"
        with self._one_writer.turn(label), busy_explained():
            self._engine.dispose()
            put_back(kept, Entry(self.who, self._now(), label, kept.counts))
            self.kept_copy = None
            self._tell(Change(kept.label, "", kept.counts, word="Undo"))

    def _forget_copy(self) -> None:
        if self.kept_copy:
            self.kept_copy.path.unlink(missing_ok=True)
            self.kept_copy = None

    def _step_back(self, word: str, source: list[Change], target: list[Change]) -> None:
        with self._one_writer.turn(word):
            change = source[-1]
            with busy_explained(), nothing_left_pointing(), self._write.begin() as db:
                lock_events_of(db, change.rows)
                with (
                    closed_registers_stay(db, change.rows, closed_then=change.closed),
                    never_overbooked(db, change.rows),
                    payments_stay_possible(db, change.rows),
                ):
                    rows = revert(db, change.rows)
                    refuse_invoiced_charges(db, rows)
                closed = closed_registers(db, rows)
                reverse = Change(change.label, change.name, change.counts, rows, closed=closed)
                self._keep(db, reverse, word)
            source.pop()
            target.append(reverse)
            self._tell(replace(reverse, word=word))

    def _keep(self, db: Session, change: Change, word: str = "") -> int:
        if not change.counts:
            return 0
        label = f"{word} {change.label}".strip()
        return audit.keep(db, Deed(self.who, self._now(), label, change.counts, change.rows))

    def _tell(self, change: Change) -> None:
        log.info("%s: %s", change.label, dict(change.counts))  # numbers, never names
        for listener in self._listeners:
            listener(change)
