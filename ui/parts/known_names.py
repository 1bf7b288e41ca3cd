"""A line for names that the desk knows, which offers them and takes new ones."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QCompleter

from trainingdesk.domain.event_names import names_typed
from trainingdesk.domain.words import listed
from ui.parts.field import Entry

SEVERAL = "Names, with commas between them"
LAST = re.compile(r"[^,;]*$")
ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class KnownNames(Entry):
    """Enter takes the first name that shows under it, Tab the only one that is meant.

    A name that nobody knows yet is said to be new before it is saved; Escape keeps what was typed.
    """

    def __init__(self, kind: str, *, hint: str = "", several: bool = False) -> None:
        super().__init__(hint=SEVERAL if several else hint)
        self._kind, self._several = kind, several
        self._names: list[str] = []

    def show_names(self, names: Sequence[str]) -> None:
        """Know these names from now on."""
        self._names = list(names)
        offered = _Pieces(self) if self._several else QCompleter(self._names, self)
        offered.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        offered.setFilterMode(Qt.MatchFlag.MatchContains)
        if popup := offered.popup():
            popup.setAccessibleName("Known names")
        self.setCompleter(offered)

    @property
    def names(self) -> list[str]:
        """The names it knows."""
        return self._names

    def told(self) -> str:
        known = {_folded(name) for name in self._names}
        text = self.text()
        typed = names_typed(text, self._names) if self._several else (" ".join(text.split()),)
        new = [name for name in typed if name and _folded(name) not in known]
        if not new:
            return ""
        who = f"{listed(new)} " if self._several else ""
        return f"New: {who}will be added to the {self._kind}."

    def begun(self) -> int:
        """Where the name that is being typed begins."""
        found = LAST.search(self.text()) if self._several else None
        if found is None:
            return 0
        return found.start() + len(found[0]) - len(found[0].lstrip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() and self._popup() and self._matches():
            self._take(self._matches()[0])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001 - Qt's own
        if self._popup() and (name := self._only_one_meant()):
            self._take(name)
        return super().focusNextPrevChild(forward)

    def _popup(self) -> QAbstractItemView | None:
        """The names that are offered under it; Escape puts them away."""
        offered = self.completer()
        popup = offered.popup() if offered is not None else None
        return popup if popup is not None and popup.isVisible() else None

    def _matches(self) -> list[str]:
        """The names that hold what is typed, those that are typed in full before all others."""
        typed = _folded(self.text()[self.begun() :])
        found = [name for name in self._names if typed and typed in _folded(name)]
        return sorted(found, key=lambda name: _folded(name) != typed)

    def _only_one_meant(self) -> str:
        """The name that is typed in full, or the only one of which a word begins so."""
        typed = re.escape(_folded(self.text()[self.begun() :]))
        found = self._matches()
        whole = [name for name in found if re.fullmatch(typed, _folded(name))]
        begins = [name for name in found if re.search(rf"(?<!\w){typed}", _folded(name))]
        return whole[0] if whole else begins[0] if len(found) == len(begins) == 1 else ""

    def _take(self, name: str) -> None:
        before = self.text()[: self.begun()]
        self.selectAll()
        self.insert(before + name)  # Ctrl+Z brings back what was typed
        if popup := self._popup():
            popup.hide()


class _Pieces(QCompleter):
    """Offers names for the last of several in a line."""

    def __init__(self, line: KnownNames) -> None:
        super().__init__(line.names, line)
        self._line = line

    def splitPath(self, _path: str) -> list[str]:
        return [self._line.text()[self._line.begun() :]]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return self._line.text()[: self._line.begun()] + super().pathFromIndex(index)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
