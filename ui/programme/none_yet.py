"""What the programme says where it has nothing to show, and the first step from there."""

from collections.abc import Callable

from ui.parts.heading import Empty
from ui.parts.words import Button


def none_planned(plan: Callable[[], object], bring: Callable[[], object]) -> Empty:
    """For a year without events; its words follow the year."""
    first = Button("New event", "primary", "plus", "Ctrl+N")
    first.clicked.connect(plan)
    book = Button("Import a workbook…", "secondary", "upload", "Ctrl+I")
    book.clicked.connect(bring)
    return Empty("calendar-days", "", "", first, book)


def none_left(clear: Callable[[], object]) -> Empty:
    """For filters that leave nothing."""
    button = Button("Clear the filters", "secondary", "x")
    button.clicked.connect(clear)
    return Empty("search", "No event is left", "No event of the year meets the filters.", button)
