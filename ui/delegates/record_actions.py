"""What can be done with a delegate, each with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from ui.programme.acts import act

if TYPE_CHECKING:
    from ui.delegates.record_page import DelegatePage


class DelegateActions:
    """The acts of a delegate's page; some wait for a booking that is chosen."""

    def __init__(self, page: "DelegatePage") -> None:
        self.book = act(page, "&Book on an event…", page.book_on_event, "Ctrl+B")
        self.change = act(page, "&Change the details", page.change_details, "F2")
        self.move = act(page, "&Move to another agency…", page.move_away, "Ctrl+M")
        self.left = act(page, "Mark as &left…", page.mark_left, "Ctrl+L")
        self.back = act(page, "Works here a&fter all", page.mark_back)
        self.open = act(page, "&Open the event", page.open_event, "Ctrl+Return")
        self.certificate = act(page, "Open the cer&tificate", page.open_certificate)
        self.cancel = act(page, "Ca&ncel the booking…", page.cancel_booking, "Delete")
        self.agency = act(page, "Open the &agency", page.open_agency, "Alt+Up")

    def set_up(self, *, there: bool, has_left: bool) -> None:
        """Allow what can be done with somebody who is there, or has left."""
        for each in (self.book, self.change, self.move, self.agency):
            each.setEnabled(there)
        self.left.setEnabled(there and not has_left)
        self.back.setEnabled(there and has_left)

    def under_more(self) -> list[QAction]:
        """What stands in the menu beside the name."""
        return [self.move, self.left, self.back, self.agency]
