"""What can be done with a delegate, each with its keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

if TYPE_CHECKING:
    from ui.delegates.record_page import DelegatePage


class DelegateActions:
    """The acts of a delegate's page; some wait for a booking that is chosen."""

    def __init__(self, page: "DelegatePage") -> None:
        self._page = page
        make = self._make
        self.book = make("&Book on an event…", page.book_on_event, "Ctrl+B")
        self.change = make("&Change the details", page.change_details, "F2")
        self.move = make("&Move to another agency…", page.move_away, "Ctrl+M")
        self.left = make("Mark as &left…", page.mark_left, "Ctrl+L")
        self.back = make("Works here a&fter all", page.mark_back, "")
        self.open = make("&Open the event", page.open_event, "Ctrl+Return")
        self.certificate = make("Open the cer&tificate", page.open_certificate, "")
        self.cancel = make("Ca&ncel the booking…", page.cancel_booking, "Delete")
        self.agency = make("Open the &agency", page.open_agency, "Alt+Up")

    def set_up(self, *, there: bool, has_left: bool) -> None:
        """Allow what can be done with somebody who is there, or has left."""
        for act in (self.book, self.change, self.move, self.agency):
            act.setEnabled(there)
        self.left.setEnabled(there and not has_left)
        self.back.setEnabled(there and has_left)

    def under_more(self) -> list[QAction]:
        """What stands in the menu beside the name."""
        return [self.move, self.left, self.back, self.agency]

    def _make(self, text: str, do: Callable[[], None], keys: str) -> QAction:
        action = QAction(text, self._page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(do)
        self._page.addAction(action)
        return action
