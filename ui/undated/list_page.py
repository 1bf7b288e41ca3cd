"""The events without a date: which courses wait, and for how many."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.delegate import searched
from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import plain_day
from trainingdesk.services.exports import Value
from trainingdesk.services.undated import UndatedRow, undated_events
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.list_file import as_it_shows, export, file_of
from ui.delegates.panels import Panels
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.rows_model import Group
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.programme.acts import act
from ui.programme.beside import ProgrammeTabs
from ui.undated.columns import undated_columns
from ui.undated.form import UndatedForm

HEADS = ("Course", "Level", "Interested", "Since", "Note", "Status")
WAITING, OVER = "Waiting for a date", "Dated or given up"


class UndatedPage(LiveView):
    """Lists what has no date yet, and opens it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"course", "event", "interest", "undated_event"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs = way, jobs
        self._where = Where("Programme", kind="undated")
        self.rows: list[UndatedRow] = []
        self.form = UndatedForm(self.desk)
        self.panels = Panels(self.form)
        self.new = FirstAct("New list", "plus", "Ctrl+N")
        self.heading = Heading("Undated", "", self.new)
        first = FirstAct("New list", "plus")
        empty = Empty(
            "calendar-plus",
            "Nothing waits for a date",
            "Where a course has no date yet, note here who would come. Given its date, they are "
            "booked in the order in which they asked.",
            first,
        )
        gives_way = {"Note": ROOMY, "Level": NARROW, "Since": NARROW}
        kind = ListKind(
            "Undated", "programme.undated", "list", "lists", "state", gives_way=gives_way
        )
        self.list: FoundList[UndatedRow] = FoundList(live, kind, undated_columns(), empty)
        self._make_acts()
        for button in (self.new, first):
            button.clicked.connect(self.new_action.trigger)
            self.panels.asking.connect(button.step_back)
        column = down(self.heading, ProgrammeTabs(way, "Undated"), gap=Space.M)
        column.addWidget(self.list, 1)
        self.setLayout(self.panels.beside(column))

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New list of those interested…", self.add, "Ctrl+N")
        self.open_action = act(self, "&Open the list", self._open_chosen, "Ctrl+O")
        self.change_action = act(self, "C&hange the list…", self.change, "F2")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        self.list.table.acts = [self.open_action, self.change_action]
        self.list.asked.connect(self._show_rows)
        self.list.opened.connect(lambda row: self._open(row.id))
        self.list.chosen.connect(self._on_chosen)
        self.list.export_asked.connect(self.export)
        self.form.saved.connect(self._open)
        self.panels.closed.connect(self.list.enter)

    def show_at(self, where: Where) -> None:
        """Show the lists."""
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, and this page of it."""
        return [("Programme", Where("Programme", year=self._where.year)), ("Undated", self._where)]

    def reload(self) -> None:
        with self.desk.reading() as db:
            self.rows = undated_events(db)
        waiting = [row for row in self.rows if row.is_open]
        people = sum(row.interested for row in waiting)
        said = f"{counted(people, 'delegate')} for {counted(len(waiting), 'course')}"
        self.heading.say("Undated", f"{said} without a date" if waiting else "")
        self.new.setHidden(not self.rows)  # the empty page has one of its own
        self._show_rows()
        self._on_chosen()

    def _show_rows(self) -> None:
        words = searched(self.list.words).split()
        found = [r for r in self.rows if all(w in searched(f"{r.title} {r.note}") for w in words)]
        shown: list[UndatedRow | Group] = []
        for name, is_open in ((WAITING, True), (OVER, False)):
            inside = [row for row in found if row.is_open is is_open]
            if inside:
                shown += [Group(name, counted(len(inside), "list")), *inside]
        self.list.show_found(shown, in_all=len(self.rows), found=len(found))

    def _on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        self.open_action.setEnabled(row is not None)
        self.change_action.setEnabled(row is not None and row.is_open)
        self.export_action.setEnabled(self.list.shown > 0)

    def add(self) -> None:
        """Ask for a new list."""
        self.panels.make_way(self.form)
        self.form.begin_new()

    def change(self) -> None:
        """Ask what is to be different about the chosen list."""
        row = self.list.table.chosen_row()
        if row is not None and row.is_open:
            self.panels.make_way(self.form)
            self.form.begin_change(row.id)

    def _open_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self._open(row.id)

    def _open(self, undated_id: int) -> None:
        self.panels.clear()
        where = Where("Programme", kind="interest", id=undated_id, year=self._where.year)
        self._way.go(where)

    def export(self) -> None:
        """Save the lists where the user chooses."""
        listed = file_of(self.rows, "Events without a date", "list", HEADS, _values)
        export(self, self._jobs, as_it_shows(self.list.table, listed), self.said.emit)


def _values(row: UndatedRow) -> list[Value]:
    state = "Waiting" if row.is_open else row.event or "Given up"
    return [row.title, row.level, row.interested, plain_day(row.opened_on), row.note, state]
