"""A page of records that are known by their names, with the form beside them."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Unknown
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.exports import Value
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import as_it_shows, export, file_of
from ui.delegates.panels import Panels
from ui.events.telling import told_in
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Column
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.beside import PAGES, ProgrammeTabs
from ui.records.merge_panel import MergePanel
from ui.records.record_form import RecordForm


class NamedRow(Protocol):
    """A row of the list: a number and a name."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def name(self) -> str:
        """What it is called."""


R = TypeVar("R", bound=NamedRow)


@dataclass(frozen=True)
class RecordsKind(Generic[R]):
    """What the records of a page are called, shown and saved as, merged and removed by."""

    title: str  # the tab, and the heading
    one: str
    several: str
    single: str  # the kind of one record, in the way
    glyph: str
    empty: str
    columns: Sequence[Column[R]]
    heads: Sequence[str]
    values: Callable[[R], Sequence[Value]]
    merge: Callable[[Any, int, list[int]], None]
    remove: Callable[[Any, list[int]], None]
    gives_way: dict[str, int] = field(default_factory=dict)
    tab: str = ""  # the tab it stands under, where that is another

    @property
    def under(self) -> str:
        """The tab that is shown as the one at hand."""
        return self.tab or self.title


class RecordsPage(LiveView, Generic[R]):
    """Finds records, adds, changes, merges and removes them, and exports the list."""

    said = Signal(str)

    def __init__(
        self,
        live: LiveDesk,
        way: Way,
        jobs: Jobs,
        kind: RecordsKind[R],
        form: RecordForm[Any],
        *acts: Button,
    ) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs, self.kind = way, jobs, kind
        self._where = Where("Programme", kind=PAGES[kind.under])
        self.year = TrainingYear.of(self.desk.today())
        self.rows: list[R] = []
        self.form, self.merger = form, MergePanel(kind.several)
        self.panels = Panels(self.form, self.merger)
        self._make_actions()
        self.new = FirstAct(f"New {kind.one}", "plus", "Ctrl+N")
        self.heading = Heading(kind.title, "", *acts, self.new)
        self.tabs = ProgrammeTabs(way, kind.under)
        self.notice = Notice("", "amber")
        first = FirstAct(f"New {kind.one}", "plus")
        first.clicked.connect(self.new_action.trigger)
        for each in (self.new, first):
            self.panels.asking.connect(each.step_back)
        bring = Button("Import a workbook…", "secondary", "upload", "Ctrl+I")
        bring.clicked.connect(self._import)
        self.list = self._made_list(first, bring)
        self._lay_out()
        self._connect()

    # -- what each page brings

    @abstractmethod
    def read_rows(self, db: Any) -> tuple[list[R], int, str]:
        """The rows that are asked for, how many there are in all, and what the head says."""

    def open_row(self, row: R) -> None:
        """Open one record: its form, where it has no page of its own."""
        self.change(row.id)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the list; with a number, with the form of that record open."""
        self._where = where
        if where.year:
            self.year = TrainingYear.named(where.year)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        if where.find:
            self.list.seek(where.find)
        if where.tab == "new":
            self.add(where.find)
        elif where.id:
            self.list.seek("")
            self.list.table.select_id(where.id)
            self.change(where.id)
        else:
            self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, and this page of it."""
        year = self.year.name
        here = Where("Programme", kind=PAGES[self.kind.under], year=year)
        return [("Programme", Where("Programme", year=year)), (self.kind.under, here)]

    def reload(self) -> None:
        with self.desk.reading() as db:
            self.rows, in_all, about = self.read_rows(db)
        self.list.show_found(self.rows, in_all=in_all)
        self.heading.say(self.kind.title, about)
        self.new.setHidden(in_all == 0)
        self._on_chosen()

    # -- what one does

    def add(self, name: str = "") -> None:
        """Open the form for a new record."""
        self.panels.make_way(self.form)
        self.form.begin_new(name)

    def change(self, number: int) -> None:
        """Open the form on a record; one that is gone is said to be."""
        self.notice.say("")
        try:
            self.form.begin_change(number)
        except Unknown as unknown:
            self.notice.say(str(unknown), "amber")
        else:
            self.panels.make_way(self.form)

    def merge(self) -> None:
        """Ask which of the chosen records stays."""
        rows = self.list.table.chosen_rows()
        if len(rows) > 1:
            self.panels.make_way(self.merger)
            self.merger.begin([(row.id, row.name) for row in rows])

    def remove(self) -> None:
        """Remove the chosen records, if nothing uses them."""
        rows = self.list.table.chosen_rows()
        if not rows:
            return
        name = (
            rows[0].name if len(rows) == 1 else counted(len(rows), self.kind.one, self.kind.several)
        )
        with told_in(self.notice), self.desk.changing(f"Remove {self.kind.one}", name) as db:
            self.kind.remove(db, [row.id for row in rows])

    def export(self) -> None:
        """Save the list where the user chooses."""
        kind, title = self.kind, f"{self.kind.title} {self.year.name}"
        listed = file_of(self.rows, title, kind.one, kind.heads, kind.values, several=kind.several)
        export(self, self._jobs, as_it_shows(self.list.table, listed), self.said.emit)

    # -- making it

    def _make_actions(self) -> None:
        one, several = self.kind.one, self.kind.several
        self.new_action = act(self, f"&New {one}…", self.add, "Ctrl+N")
        self.change_action = act(self, f"C&hange {one}…", self._change_chosen, "F2")
        self.merge_action = act(self, f"&Merge {several}…", self.merge, "Ctrl+Shift+M")
        self.remove_action = act(self, f"&Remove {one}", self.remove, "Del")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")

    def _made_list(self, *firsts: Button) -> FoundList[R]:
        kind = self.kind
        empty = Empty(kind.glyph, f"No {kind.several} yet", kind.empty, *firsts)
        listed = ListKind(
            kind.title,
            f"programme.{kind.several}",
            kind.one,
            kind.several,
            many=True,
            gives_way=kind.gives_way,
        )
        self.merge_button = Button("Merge", "quiet", "layers", "Ctrl+Shift+M")
        self.merge_button.clicked.connect(self.merge_action.trigger)
        made = FoundList(self.live, listed, kind.columns, empty, self.merge_button)
        made.table.acts = [self.change_action, self.merge_action, self.remove_action]
        return made

    def _lay_out(self) -> None:
        column = down(self.heading, self.tabs, self.notice, gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.list.asked.connect(self.reload)
        self.list.opened.connect(self.open_row)
        self.list.chosen.connect(self._on_chosen)
        self.list.chosen.connect(lambda: self.notice.say(""))
        self.list.export_asked.connect(self.export)
        self.form.saved.connect(self.list.show_saved)
        self.merger.asked.connect(self._merge)
        self.panels.closed.connect(self.list.enter)

    def _change_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self.change(row.id)

    def _merge(self, keep: int, others: list[int]) -> None:
        with self.merger.problems_shown():
            label = f"Merge {self.kind.several}"
            with self.desk.changing(label, f"into {self.merger.keep.currentText()}") as db:
                self.kind.merge(db, keep, others)
            self.merger.leave()
            self.list.table.select_id(keep)

    def _on_chosen(self) -> None:
        number = len(self.list.table.chosen_rows())
        self.change_action.setEnabled(number == 1)
        self.merge_action.setEnabled(number > 1)
        self.merge_button.setVisible(number > 1)
        self.remove_action.setEnabled(number > 0)
        self.export_action.setEnabled(self.list.shown > 0)

    def _import(self) -> None:
        self._way.go(Where("Settings", kind="import", year=self.year.name))
