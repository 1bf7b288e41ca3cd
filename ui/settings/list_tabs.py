"""The tabs of the board's own lists and fields."""

from trainingdesk.domain.own_words import BoardList
from ui.parts.tabs import Tabs
from ui.parts.way import Way, Where

LISTS, FIELDS, ATTENDANCE = "lists", "fields", "attendance"
OWN_FIELDS = "Own fields"
ATTENDANCE_RULES = "Attendance rules"
INVOICING, INVOICE_SETTINGS = "invoices", "Invoices and finance file"
LISTS_AND_FIELDS = "Lists and fields"


class ListTabs(Tabs):
    """Leads from one list to another, and to the fields."""

    def __init__(self, way: Way, here: str = "") -> None:
        super().__init__([*(which.value for which in BoardList), OWN_FIELDS], here)
        self._way, self._mine = way, here or next(iter(BoardList)).value
        self.changed.connect(self._go)

    def stay(self, name: str) -> None:
        """Show a list as the one that is open."""
        self._mine = name
        self.set_here(name)

    def _go(self, name: str) -> None:
        self.set_here(self._mine)
        here = self._way.here
        year = here.year if here is not None else ""
        if name == OWN_FIELDS:
            self._way.go(Where("Settings", kind=FIELDS, year=year))
        else:
            self._way.go(Where("Settings", kind=LISTS, tab=name, year=year))


def crumbs_of_lists(year: str, name: str, where: Where) -> list[tuple[str, Where]]:
    """Settings, the lists, and the one that shows."""
    return [
        ("Settings", Where("Settings", year=year)),
        (LISTS_AND_FIELDS, Where("Settings", kind=LISTS, year=year)),
        (name, where),
    ]
