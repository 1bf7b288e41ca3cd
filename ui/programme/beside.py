"""The pages that stand beside the programme, as tabs."""

from ui.parts.tabs import Tabs
from ui.parts.way import Way, Where

PAGES = {
    "Events": "",
    "Courses": "courses",
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

    def _go(self, name: str) -> None:
        self.set_here(self._mine)
        here = self._way.here
        year = here.year if here is not None else ""
        self._way.go(Where("Programme", kind=PAGES[name], year=year))
