"""What can be done with an agency, each with its keys."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from ui.agencies.record_lists import RecordLists
from ui.programme.acts import act

if TYPE_CHECKING:
    from ui.agencies.record_page import AgencyPage


class AgencyActions:
    """The acts of an agency's page; some wait for a row, some for an agency that goes on."""

    def __init__(self, page: "AgencyPage") -> None:
        self.new = act(page, "&New delegate of this agency", page.new_delegate, "Ctrl+N")
        self.change = act(page, "&Change the details", page.change_details, "F2")
        self.rename = act(page, "&Rename on a day…", page.rename, "Shift+F2")
        self.merge = act(page, "&Merge into another…", page.merge, "Ctrl+Shift+M")
        self.split = act(page, "S&plit into several…", page.split, "Ctrl+Shift+S")
        self.new_contact = act(page, "Ne&w contact", page.new_contact, "Ctrl+Shift+N")
        self.change_contact = act(page, "C&hange the contact", page.change_contact)
        self.remove_contact = act(page, "Remo&ve the contact", page.remove_contact, "Delete")
        self.book = act(page, "&Book on events…", page.book_people, "Ctrl+B")
        self.move = act(page, "Mo&ve to another agency…", page.move_people, "Ctrl+M")
        self.open = act(page, "&Open the delegate", page.open_delegate, "Ctrl+Return")
        self.event = act(page, "Open the &event", page.open_event, "Ctrl+Shift+Return")
        self.parent = act(page, "Open what it is part o&f", page.open_parent, "Alt+Up")
        self.balance = act(page, "Save the &balance letter…", page.save_balance, "Ctrl+Shift+B")
        self.statement = act(page, "Save a statement of &account…", page.save_statement)
        self.export = act(page, "E&xport the list…", page.export, "Ctrl+E")

    def set_up(self, *, there: bool, ended: bool) -> None:
        """Allow what an agency allows that is there, or has ended."""
        for each in (self.change, self.new_contact, self.balance, self.statement):
            each.setEnabled(there)
        for each in (self.new, self.rename, self.merge, self.split):
            each.setEnabled(there and not ended)

    def follow(self, lists: RecordLists) -> None:
        """Allow what the chosen rows allow."""
        contact = lists.here is lists.contacts and lists.contacts.table.chosen_row() is not None
        for each in (self.change_contact, self.remove_contact):
            each.setEnabled(contact)
        self.open.setEnabled(lists.delegate_chosen() is not None)
        booking = lists.bookings.table.chosen_row()
        self.event.setEnabled(booking is not None and lists.here is lists.bookings)
        for each in (self.book, self.move):
            each.setEnabled(bool(lists.people_chosen()))
        self.export.setEnabled(lists.here.shown > 0)

    def under_more(self) -> list[QAction]:
        """What stands in the menu beside the name."""
        papers = [self.balance, self.statement]
        return [self.rename, self.merge, self.split, self.new_contact, *papers, self.parent]
