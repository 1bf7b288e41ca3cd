"""What can be done with an agency, each with its keys."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence

from ui.agencies.record_lists import RecordLists

if TYPE_CHECKING:
    from ui.agencies.record_page import AgencyPage


class AgencyActions:
    """The acts of an agency's page; some wait for a row, some for an agency that goes on."""

    def __init__(self, page: "AgencyPage") -> None:
        self._page = page
        make = self._make
        self.new = make("&New delegate of this agency", page.new_delegate, "Ctrl+N")
        self.change = make("&Change the details", page.change_details, "F2")
        self.rename = make("&Rename on a day…", page.rename, "Shift+F2")
        self.merge = make("&Merge into another…", page.merge, "Ctrl+Shift+M")
        self.split = make("S&plit into several…", page.split, "Ctrl+Shift+S")
        self.new_contact = make("Ne&w contact", page.new_contact, "Ctrl+Shift+N")
        self.change_contact = make("C&hange the contact", page.change_contact, "")
        self.remove_contact = make("Remo&ve the contact", page.remove_contact, "Delete")
        self.move = make("Mo&ve to another agency…", page.move_people, "Ctrl+M")
        self.open = make("&Open the delegate", page.open_delegate, "Ctrl+Return")
        self.event = make("Open the &event", page.open_event, "Ctrl+Shift+Return")
        self.parent = make("Open what it is part o&f", page.open_parent, "Alt+Up")
        self.export = make("E&xport the list…", page.export, "Ctrl+E")

    def set_up(self, *, there: bool, ended: bool) -> None:
        """Allow what an agency allows that is there, or has ended."""
        for act in (self.change, self.new_contact):
            act.setEnabled(there)
        for act in (self.new, self.rename, self.merge, self.split):
            act.setEnabled(there and not ended)

    def follow(self, lists: RecordLists) -> None:
        """Allow what the chosen rows allow."""
        contact = lists.here is lists.contacts and lists.contacts.table.chosen_row() is not None
        for act in (self.change_contact, self.remove_contact):
            act.setEnabled(contact)
        self.open.setEnabled(lists.delegate_chosen() is not None)
        booking = lists.bookings.table.chosen_row()
        self.event.setEnabled(booking is not None and lists.here is lists.bookings)
        self.move.setEnabled(bool(lists.people_chosen()))
        self.export.setEnabled(lists.here.shown > 0)

    def under_more(self) -> list[QAction]:
        """What stands in the menu beside the name."""
        return [self.rename, self.merge, self.split, self.new_contact, self.parent]

    def _make(self, text: str, do: Callable[[], None], keys: str) -> QAction:
        action = QAction(text, self._page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(do)
        self._page.addAction(action)
        return action
