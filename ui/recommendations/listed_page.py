"""A page with one list, its acts, and the forms beside it."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Generic

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList
from ui.delegates.panels import Panels
from ui.events.saving import save_shown
from ui.parts.beside import Beside
from ui.parts.heading import Heading, Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import R
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.programme.acts import act


class ListedPage(LiveView, Generic[R]):
    """Shows a list, chooses and opens its rows, and saves it as a file."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, title: str, where: Where) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._title, self._where = way, title, where
        self.notice = Notice("", "amber")

    def lay_out(
        self, heading: Heading, found: FoundList[R], *forms: Beside, above: tuple[QWidget, ...]
    ) -> None:
        """Put the list under its heading, and the forms beside it."""
        self.heading, self.list, self.panels = heading, found, Panels(*forms)
        column = down(heading, *above, self.notice, gap=Space.M)
        column.addWidget(found, 1)
        self.setLayout(self.panels.beside(column))
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        for first in self.findChildren(FirstAct):
            self.panels.asking.connect(first.step_back)
        found.asked.connect(self.reload)
        found.opened.connect(self.open_row)
        found.chosen.connect(self.on_chosen)
        found.export_asked.connect(self.export)
        self.panels.closed.connect(found.enter)

    @property
    def year(self) -> TrainingYear:
        """The training year at hand."""
        name = self._where.year
        return TrainingYear.named(name) if name else TrainingYear.of(self.desk.today())

    def show_at(self, where: Where) -> None:
        """Show the list; with a number, with that row chosen; with words, narrowed to them."""
        self._where = where
        self.notice.say("")
        if where.find or where.id:
            self.list.filter.setText(where.find)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.id:
            self.list.table.select_id(where.id)
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The place, and this page of it."""
        year, place = self._where.year, self._where.place
        here = Where(place, kind=self._where.kind, year=year)
        return [(place, Where(place, year=year)), (self._title, here)]

    @abstractmethod
    def open_row(self, row: R) -> None:
        """Open one row."""

    @abstractmethod
    def on_chosen(self) -> None:
        """Offer what can be done with the rows that are chosen."""

    def ask(self, form: Beside, begin: Callable[[], object]) -> None:
        """Open a form; a record that is gone is said to be."""
        self.notice.say("")
        try:
            begin()
        except Unknown as unknown:
            self.notice.say(str(unknown))
        else:
            self.panels.make_way(form)

    def change(self, label: str, one: str, do: Callable[[Any, list[int]], object]) -> None:
        """Do something to the chosen rows, told by the name of the one, or by how many."""
        rows = self.list.table.chosen_rows()
        if rows:
            several = counted(len(rows), one)
            name = self.name_of(rows[0]) if len(rows) == 1 else several
            with refusals_shown(self), self.desk.changing(label, name) as db:
                do(db, [row.id for row in rows])

    @abstractmethod
    def name_of(self, row: R) -> str:
        """What a row is called at the foot."""

    def export(self) -> None:
        """Save the list as it shows."""
        save_shown(self, self.list.table, self._title, said=self.said.emit)
