"""The pages that stand beside the programme, as tabs."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from ui.parts.tabs import Tab, Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where

PAGES = {
    "Events": "",
    "Courses": "courses",
    "Undated": "undated",
    "Series": "series",
    "Venues": "venues",
    "Trainers": "trainers",
    "What courses answer": "recommendations",
    "Plan of actions": "actions",
}
"""Each page by its name, with the kind of record that leads to it."""


class ProgrammeTabs(Tabs):
    """Leads from one page of the programme to another, and stands on each of them."""

    def __init__(self, way: Way, here: str) -> None:
        super().__init__(list(PAGES), here)
        self._way, self._mine = way, here
        self.changed.connect(self._go)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the tabs stand closer together where a form takes their room."""
        super().resizeEvent(event)
        row = self.layout()
        tabs = self.findChildren(Tab)
        if row is not None:
            left = self.width() - sum(tab.width() for tab in tabs)
            row.setSpacing(max(Space.S, min(Space.XL, left // len(tabs))))

    def _go(self, name: str) -> None:
        self.set_here(self._mine)
        here = self._way.here
        year = here.year if here is not None else ""
        self._way.go(Where("Programme", kind=PAGES[name], year=year))
