"""Two programs that do the same thing to one desk at the same moment."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from threading import Barrier, BrokenBarrierError
from typing import TypeVar

import pytest
from sqlalchemy.event import remove
from sqlalchemy.orm import Session

from trainingdesk.services import statuses
from trainingdesk.services.desk import Desk
from trainingdesk.storage import database
from trainingdesk.storage.models import Event

T = TypeVar("T")
Wanted = TypeVar("Wanted")


@dataclass
class Meeting:
    """Whether two have looked before either wrote. Each waits a while for the other."""

    patience: float = 0.2
    happened: bool = False
    _both: Barrier = field(default_factory=lambda: Barrier(2))

    def wait(self) -> None:
        """Stand still between looking and writing, until the other has looked too."""
        with suppress(BrokenBarrierError):
            self._both.wait(self.patience)
            self.happened = True


def at_once(
    do: Callable[[Desk, Wanted], T], desks: Sequence[Desk], wanted: Sequence[Wanted]
) -> list[T]:
    """Do it on every desk at the same moment, each with its own wish."""
    with ThreadPoolExecutor() as threads:
        return list(threads.map(do, desks, wanted))


def take_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody wait for an event that another is booking on."""

    def unlocked_event(db: Session, event_id: int) -> Event | None:
        return db.get(Event, event_id)

    def as_if_it_were(_db: Session) -> bool:
        return True

    monkeypatch.setattr(statuses, "locked_event", unlocked_event)
    monkeypatch.setattr(statuses, "whole_desk_is_locked", as_if_it_were)


def begin_late(desks: Sequence[Desk]) -> None:
    """Take away SQLite's lock on the whole desk, which comes before anything is read."""
    for desk in desks:
        if desk._engine.dialect.name == "sqlite":
            remove(desk._engine, "begin", database.begin)
