"""A place of several pages, each made when the way first leads to it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from ui.parts.way import Where


class Page(Protocol):
    """What a page of a place is: it speaks, shows where the way leads, and can do things."""

    said: Any

    def show_at(self, where: Where) -> None:
        """Show what is meant."""

    def crumbs(self) -> list[tuple[str, Where]]:
        """The way down to it."""

    def actions(self) -> Sequence[QAction]:
        """What can be done on it."""


class Rooms(QStackedWidget):
    """Shows the page for the kind of record that is meant; a kind without one has the first."""

    said = Signal(str)

    def __init__(self, made: Mapping[str, Callable[[], Any]], first: str = "") -> None:
        super().__init__()
        self._made = dict(made)
        self._first = first
        self._there: dict[str, Any] = {}

    def room(self, kind: str) -> Any:
        """The page for a kind of record."""
        kind = kind if kind in self._made else self._first
        page = self._there.get(kind)
        if page is None:
            page = self._there[kind] = self._made[kind]()
            page.said.connect(self.said)
            page.to_be_told = True  # the first one shows at once
            self.addWidget(page)
            page.to_be_told = False
        return page

    def show_at(self, where: Where) -> None:
        """Show the page that is meant."""
        page = self.room(where.kind)
        page.to_be_told = True  # or it would read what it showed before, and then what is meant
        self.setCurrentWidget(page)
        page.to_be_told = False
        page.show_at(where)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The way down to the page that shows."""
        return self._page().crumbs()

    def actions(self) -> Sequence[QAction]:  # type: ignore[override]
        """What can be done on the page that shows."""
        return self._page().actions()

    def _page(self) -> Page:
        page: Page = self.currentWidget() or self.room(self._first)  # type: ignore[assignment]
        return page
