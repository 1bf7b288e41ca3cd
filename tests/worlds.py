"""Worlds that tests begin with: each process sets one up once, and copies it from then on.

Setting up takes longer than most tests of it. A copy holds the same rows and is taken back by
the same steps. It is given only where nothing but other worlds was set up on the desk before.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import URL, QueuePool

from tests.quick_databases import KeptRows, SharedDesk
from trainingdesk.services.desk import Change, Desk

P = ParamSpec("P")
T = TypeVar("T")
Story = tuple[str, ...]
"""What a desk began with, and which worlds were set up on it since."""


@dataclass(frozen=True)
class World:
    """What is on a desk once it was set up, what followers were told, and what it answered."""

    rows: bytes | KeptRows
    done: tuple[Change, ...]
    told: tuple[Change, ...]
    answer: "Answer"


@dataclass(frozen=True)
class StandIn:
    """Stands in a kept answer for what every test has of its own."""

    name: str


class Answer:
    """What setting up answered, and what it changed of what it was given."""

    def __init__(self, answer: object, own: dict[str, object]) -> None:
        self._stand_ins = {name: StandIn(name) for name in own}
        memo: dict[int, object] = {id(each): self._stand_ins[name] for name, each in own.items()}
        self._answer = deepcopy(answer, dict(memo))
        self._changed = {
            name: {key: deepcopy(value, dict(memo)) for key, value in vars(each).items()}
            for name, each in own.items()
            if not isinstance(each, Desk | Path)
        }

    def given(self, own: dict[str, object]) -> object:
        """The answer of a test that has these things of its own."""
        memo: dict[int, object] = {id(self._stand_ins[name]): own[name] for name in own}
        for name, fields in self._changed.items():
            vars(own[name]).update(deepcopy(fields, dict(memo)))
        return deepcopy(self._answer, dict(memo))


class OwnFile:
    """A desk in a file, between two worlds."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._looked = self._looks()

    def untouched(self) -> bool:
        """Whether it is as it was, and nobody has it open."""
        return self._closed() and self._looks() == self._looked

    def keep(self) -> bytes | None:
        """All that it holds, unless somebody has it open."""
        self._looked = self._looks()
        return self._file.read_bytes() if self._closed() else None

    def bring(self, rows: bytes | KeptRows) -> None:
        """Make it hold that."""
        assert isinstance(rows, bytes)
        self._file.write_bytes(rows)
        self._looked = self._looks()

    def _closed(self) -> bool:
        return not self._file.with_name(f"{self._file.name}-wal").exists()

    def _looks(self) -> tuple[int, int]:
        looks = self._file.stat()
        return looks.st_mtime_ns, looks.st_size


BEGUN: dict[URL, tuple[Story, OwnFile | SharedDesk]] = {}
"""What the desk of this test began with, and where it is kept."""

STANDING: WeakKeyDictionary[Desk, tuple[Story, OwnFile | SharedDesk]] = WeakKeyDictionary()
"""What was set up on a desk since."""

WORLDS: dict[Story, World] = {}
MOST = 40
"""How many worlds are kept. Those of a file come one after the other, so the last suffice."""


def begins(address: URL, name: str, shared: SharedDesk | None = None) -> URL:
    """Where the desk of the next test is; whatever begins with that name begins alike."""
    BEGUN.clear()
    BEGUN[address] = (address.drivername, name), shared or OwnFile(Path(address.database or ""))
    return address


def set_up_once(set_up: Callable[P, T]) -> Callable[P, T]:
    """A fixture that does nothing but set up its desk, with what other worlds answered."""

    @wraps(set_up)
    def copied(*args: P.args, **given: P.kwargs) -> T:
        own = own_of({str(number): each for number, each in enumerate(args)} | given)
        desk = next(each for each in own.values() if isinstance(each, Desk))
        stands = standing(desk)
        if stands is None:
            return set_up(*args, **given)
        before, place = stands
        told = f"{set_up.__module__}.{set_up.__qualname__}"
        story = (*before, f"{told} by {desk.stamp()}")
        if story in WORLDS:
            return cast(T, brought(desk, story, place, own))
        whose = whose_it_is(desk)
        with heard(desk) as news:
            answer = set_up(*args, **given)
        if whose == whose_it_is(desk):  # else a copy would miss it
            keep(desk, story, place, news, Answer(answer, own))
        return answer

    return copied


def whose_it_is(desk: Desk) -> tuple[object, ...]:
    """Who is at a desk, when, and who follows it."""
    return desk.who, desk.via, desk.today, desk._now, *desk._listeners


@contextmanager
def heard(desk: Desk) -> Iterator[list[Change]]:
    """What those who follow a desk are told meanwhile."""
    news: list[Change] = []
    listener = news.append
    desk._listeners.append(listener)
    try:
        yield news
    finally:
        desk._listeners.remove(listener)


def own_of(given: dict[str, object]) -> dict[str, object]:
    """What each test has of its own, and no copy may do for: its desk, folders, other worlds."""
    own = {name: each for name, each in given.items() if hasattr(each, "__dict__")}
    for name, each in list(own.items()):
        if not isinstance(each, Desk | Path):
            inner = {f"{name}.{key}": value for key, value in vars(each).items()}
            own |= {key: value for key, value in inner.items() if isinstance(value, Desk | Path)}
    return own


def brought(
    desk: Desk, story: Story, place: OwnFile | SharedDesk, own: dict[str, object]
) -> object:
    """What setting up answered, on a desk that now holds what was kept."""
    kept = WORLDS[story] = WORLDS.pop(story)  # now the last one used
    place.bring(kept.rows)
    desk.done = list(kept.done)
    STANDING[desk] = story, place
    for change in kept.told:
        for listener in desk._listeners:
            listener(change)
    return kept.answer.given(own)


def standing(desk: Desk) -> tuple[Story, OwnFile | SharedDesk] | None:
    """What was set up on a desk, if nobody else did anything to it or looked at it."""
    stands = STANDING.get(desk) or BEGUN.get(desk.address)
    if stands is None or connected(desk) or not stands[1].untouched():
        return None
    return stands


def keep(
    desk: Desk, story: Story, place: OwnFile | SharedDesk, news: list[Change], answer: Answer
) -> None:
    """Keep a world for the tests to come."""
    desk._engine.dispose()
    rows = place.keep()
    if rows is not None:
        WORLDS[story] = World(rows, tuple(desk.done), tuple(news), answer)
        STANDING[desk] = story, place
        if len(WORLDS) > MOST:
            del WORLDS[next(iter(WORLDS))]


def connected(desk: Desk) -> bool:
    """Whether it has read or written anything since it was opened or a world was kept."""
    pool = desk._engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedin() + pool.checkedout() > 0
