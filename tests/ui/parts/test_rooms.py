"""A place of several pages, each of which reads once when the way leads to it."""

from PySide6.QtCore import Signal
from pytestqt.qtbot import QtBot

from ui.parts.live import LiveDesk, LiveView
from ui.parts.rooms import Rooms
from ui.parts.way import Where


class Room(LiveView):
    """A page that remembers what it read."""

    said = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live)
        self.year, self.read = "", list[str]()

    def show_at(self, where: Where) -> None:
        """Show a year."""
        self.year, self._stale = where.year, True
        if self.isVisible():
            self._catch_up()

    def reload(self) -> None:
        self.read.append(self.year)


def test_a_page_reads_once_when_the_way_leads_to_it(qtbot: QtBot, live: LiveDesk) -> None:
    first, other = Room(live), Room(live)
    rooms = Rooms({"": lambda: first, "other": lambda: other})
    qtbot.addWidget(rooms)
    rooms.show()
    rooms.show_at(Where("Programme", year="2026-27"))
    rooms.show_at(Where("Programme", "other", year="2026-27"))
    assert (first.read, other.read) == (["2026-27"], ["2026-27"])
    rooms.show_at(Where("Programme", year="2027-28"))
    assert first.read == ["2026-27", "2027-28"]
