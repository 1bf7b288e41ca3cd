"""What records are known by: their references and names, on the desk and in the file."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainingdesk.exchange.spaces import folded


@dataclass(slots=True, eq=False)
class Entry:
    """One record as it will be; ``before`` is how the desk holds it, None when it is new.

    ``given`` says which file has spoken of it, in which row, and what it said.
    """

    name: str
    id: int | None = None
    values: dict[str, Any] = field(default_factory=dict)
    before: dict[str, Any] | None = None
    given: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)

    @property
    def is_changed(self) -> bool:
        """Whether the desk holds it otherwise."""
        return self.before is not None and self.before != self.values


class Known:
    """Records of one kind by what they are known by, whatever the spaces and capitals."""

    def __init__(
        self, what: str, expected: str = "", *, fold: Callable[[str], str] = folded
    ) -> None:
        self.what = what
        self.expected = expected
        self._fold = fold
        self._exact: dict[str, Entry] = {}
        self._folded: dict[str, list[Entry]] = {}
        self._before: dict[str, Entry] = {}
        self._left_out: set[str] = set()

    def __iter__(self) -> Iterator[Entry]:
        return iter(dict.fromkeys(self._exact.values()))

    def add(self, entry: Entry, name: str = "") -> Entry:
        """Know a record by its name, or by another."""
        self._exact.setdefault(name or entry.name, entry)
        alike = self._folded.setdefault(self._fold(name or entry.name), [])
        if entry not in alike:
            alike.append(entry)
        return entry

    def add_former(self, entry: Entry, name: str) -> None:
        """Know a record by a name it had before; whatever is called so now comes first."""
        self._before[name] = entry
        self._before.setdefault(self._fold(name), entry)

    def is_former(self, name: str) -> bool:
        """Whether nothing is called so now, and something was before."""
        return self._called(name) is None and self.get(name) is not None

    def get(self, name: str) -> Entry | None:
        """The record of a name. A name written exactly so comes before one written alike."""
        return self._called(name) or self._before.get(name) or self._before.get(self._fold(name))

    def _called(self, name: str) -> Entry | None:
        return self._exact.get(name) or next(iter(self._folded.get(self._fold(name), ())), None)

    def several(self, name: str) -> Sequence[Entry]:
        """The records of which each may be meant, where that is more than one."""
        alike = self._folded.get(self._fold(name), ())
        return alike if name not in self._exact and len(alike) > 1 else ()

    def said(self, entry: Entry) -> str:
        """A record as it is named to somebody who is to tell it from another."""
        return entry.name

    def hint(self, name: str) -> str:  # noqa: ARG002 - a kind of its own may look at it
        """What a name is instead, where it is known by none."""
        return f"is no {self.what}"

    def leave_out(self, name: object) -> None:
        """Remember that a row of this name was refused: what speaks of it hangs on it."""
        if isinstance(name, str):
            self._left_out.add(self._fold(name))

    def is_left_out(self, name: str) -> bool:
        """Whether a row of this name was refused."""
        return self._fold(name) in self._left_out
