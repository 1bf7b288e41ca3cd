"""What can be done on a page, each with its keys."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.parts.page_keys import WHY_NOT


def allow(action: QAction, *, why_not: str = "") -> None:
    """Let an act be done, unless there is a reason why not, which is told where it is asked for."""
    action.setProperty(WHY_NOT, why_not)
    action.setEnabled(not why_not)


def act(owner: QWidget, text: str, do: Callable[[], object], *keys: str) -> QAction:
    """A command of a page; its keys work while the page has the keyboard."""
    action = QAction(text, owner)
    action.setShortcuts([QKeySequence(key) for key in keys])
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: do())
    owner.addAction(action)
    return action
