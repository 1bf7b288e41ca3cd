"""Alt+1 to Alt+9, and Alt+0 for the tenth: the tabs of the page that shows."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.parts.tabs import Tabs

MOST = 10


class TabKeys(QObject):
    """Chooses among the tabs of whichever page shows; a form with such keys of its own keeps them.

    Two commands with the same keys would silence one another, so these stand back for it.
    """

    def __init__(self, window: QWidget, page: Callable[[], QWidget | None]) -> None:
        super().__init__(window)
        self._window, self._page = window, page
        self._acts = [self._make(number) for number in range(1, MOST + 1)]
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._stand_back)

    def actions(self) -> list[QAction]:
        """A command for each tab of the page, named after it."""
        tabs = self._tabs()
        names = tabs.shown() if tabs is not None else []
        for act, name in zip(self._acts, names, strict=False):
            act.setText(f"Show {name.lower()}")
        return self._acts[: len(names)]

    def _make(self, number: int) -> QAction:
        act = QAction(self._window)
        act.setShortcut(QKeySequence(f"Alt+{number % 10}"))
        act.triggered.connect(lambda _=False: self._choose(number))
        self._window.addAction(act)
        return act

    def _choose(self, number: int) -> None:
        tabs = self._tabs()
        if tabs is None or number > len(tabs.shown()):
            return
        tabs.choose(tabs.shown()[number - 1])
        page, now = self._page(), self._window.focusWidget()
        if tabs.isVisible() and (now is None or page is None or not page.isAncestorOf(now)):
            tabs.enter()  # the page has not said where the keys go

    def _tabs(self) -> Tabs | None:
        """The first tabs of the page that are in sight."""
        page = self._page()
        if page is None:
            return None
        for tabs in page.findChildren(Tabs):
            top = tabs.mapTo(page, QPoint(0, 0)).y()
            if tabs.isVisible() and -tabs.height() < top < page.height():
                return tabs
        return None

    def _stand_back(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self) or not isValid(self._window):
            return
        taken: set[str] = set()
        widget = new
        while widget is not None and isValid(widget) and widget is not self._window:
            taken |= {act.shortcut().toString() for act in QWidget.actions(widget)}
            widget = widget.parentWidget()
        for act in self._acts:
            act.setEnabled(act.shortcut().toString() not in taken)
