"""What can be done on a page, each with its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


def act(owner: QWidget, text: str, do: Callable[[], object], *keys: str) -> QAction:
    """A command of a page; its keys work while the page has the keyboard."""
    action = QAction(text, owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: do())
    owner.addAction(action)
    return action
