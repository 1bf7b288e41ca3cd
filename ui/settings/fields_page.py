"""The page of the fields of the board's own."""

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.services.exports import Value
from trainingdesk.services.own_fields import (
    FieldOf,
    FieldRow,
    field_rows,
    move_field,
    remove_field,
    retire_field,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import export, file_of
from ui.delegates.panels import Panels
from ui.parts.cell import Cell
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Space, Width
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.settings.field_form import FieldForm
from ui.settings.list_tabs import OWN_FIELDS, ListTabs, crumbs_of_lists

EMPTY = (
    "A field of the board's own stands in the form of every course, every event or every booking: "
    "a cost centre, a sponsor, whether there is catering."
)
ABOUT = "Asked for on courses, events and bookings"
SEVERAL = {FieldOf.COURSE: "Courses", FieldOf.EVENT: "Events", FieldOf.BOOKING: "Bookings"}


class FieldsPage(LiveView):
    """Adds fields, changes, reorders, retires and removes them."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"booking", "course", "event", "own_field"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._jobs, self._where = jobs, Where("Settings", kind="fields")
        self._rows: list[FieldRow] = []
        self.form = FieldForm(self.desk)
        self.panels = Panels(self.form)
        self.new = FirstAct("New field", "plus", "Ctrl+N")
        self.heading = Heading("Lists and fields", ABOUT, self.new)
        self.tabs = ListTabs(way, OWN_FIELDS)
        self.fields = self._make_list()
        self._make_acts()
        self._lay_out()
        self._connect()

    # -- making it

    def _make_list(self) -> FoundList[FieldRow]:
        first = FirstAct("New field", "plus")
        first.clicked.connect(self.new_field)
        self.panels.asking.connect(first.step_back)
        self.up = Button("Up", "quiet", "arrow-up", "Alt+Up")
        self.down = Button("Down", "quiet", "arrow-down", "Alt+Down")
        self.retire = Button("Retire", "quiet", "x", "Ctrl+Shift+R")
        kind = ListKind("Fields", "settings.fields", "field", "fields", sort="")
        empty = Empty("list", "No fields of your own yet", EMPTY, first)
        return FoundList(self.live, kind, COLUMNS, empty, self.up, self.down, self.retire)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New field…", self.new_field, "Ctrl+N")
        self.change_action = act(self, "C&hange the field…", self.change_chosen, "F2")
        self.up_action = act(self, "Move &up", partial(self.move_chosen, -1), "Alt+Up")
        self.down_action = act(self, "Move &down", partial(self.move_chosen, 1), "Alt+Down")
        self.retire_action = act(self, "&Retire, or ask again", self.turn, "Ctrl+Shift+R")
        self.remove_action = act(self, "Re&move", self.remove, "Del")
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")
        self._of_one = (self.change_action, self.retire_action, self.remove_action)
        self.fields.table.acts = [*self._of_one, self.up_action, self.down_action]

    def _lay_out(self) -> None:
        column = down(self.heading, self.tabs, gap=Space.M)
        column.addWidget(self.fields, 1)
        self.setLayout(self.panels.beside(column))

    def _connect(self) -> None:
        for button, action in (
            (self.new, self.new_action),
            (self.up, self.up_action),
            (self.down, self.down_action),
            (self.retire, self.retire_action),
        ):
            button.clicked.connect(action.trigger)
        self.fields.asked.connect(self._show)
        self.fields.opened.connect(lambda _row: self.change_chosen())
        self.fields.chosen.connect(self._on_chosen)
        self.fields.export_asked.connect(self.export)
        self.panels.asking.connect(self.new.step_back)
        self.panels.closed.connect(self.fields.enter)
        self.form.saved.connect(self.fields.table.select_id)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the fields."""
        self._where = where
        self.tabs.stay(OWN_FIELDS)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.fields.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, the lists, then the fields."""
        return crumbs_of_lists(self._where.year, OWN_FIELDS, self._where)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = field_rows(db)
        self.new.setHidden(not self._rows)
        self._show()

    def _show(self) -> None:
        left = self._left()
        grouped: list[FieldRow | Group] = []
        for of in FieldOf:
            inside = [row for row in left if row.of is of]
            grouped += (
                [Group(SEVERAL[of], counted(len(inside), "field")), *inside] if inside else []
            )
        self.fields.show_found(grouped, in_all=len(self._rows), found=len(left))
        self._on_chosen()

    def _left(self) -> list[FieldRow]:
        sought = folded(self.fields.words).split()
        return [row for row in self._rows if all(w in folded(row.shape.name) for w in sought)]

    def _on_chosen(self) -> None:
        row = self.fields.table.chosen_row()
        for action in self._of_one:
            action.setEnabled(row is not None)
        alike = [each.id for each in self._rows if row is not None and each.of is row.of]
        place = alike.index(row.id) if row is not None and row.id in alike else -1
        self.up_action.setEnabled(place > 0)
        self.down_action.setEnabled(0 <= place < len(alike) - 1)
        for button, action in ((self.up, self.up_action), (self.down, self.down_action)):
            button.setVisible(action.isEnabled())
        self.retire.setVisible(row is not None)
        self.retire.say("Ask again" if row is not None and row.shape.retired else "Retire")
        self.export_action.setEnabled(self.fields.shown > 0)

    # -- what one does

    def new_field(self) -> None:
        """Ask for a new field, of the kind of record that is chosen."""
        row = self.fields.table.chosen_row()
        self.panels.make_way(self.form)
        self.form.begin_new(row.of if row else FieldOf.COURSE)

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen field."""
        row = self.fields.table.chosen_row() or self.fields.table.current_row()
        if row is not None:
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(row.id)

    def move_chosen(self, step: int) -> None:
        """Move the chosen field up or down among those of its kind of record."""
        if row := self.fields.table.chosen_row():
            with refusals_shown(self), self.desk.changing("Move", row.shape.name) as db:
                move_field(db, row.id, step=step)

    def turn(self) -> None:
        """Ask for the chosen field no longer, or again."""
        if row := self.fields.table.chosen_row():
            retired = not row.shape.retired
            verb = "Retire" if retired else "Offer again"
            with refusals_shown(self), self.desk.changing(verb, row.shape.name) as db:
                retire_field(db, row.id, retired=retired)

    def remove(self) -> None:
        """Take the chosen field away, where no record has a value in it."""
        if row := self.fields.table.chosen_row():
            with refusals_shown(self), self.desk.changing("Remove", row.shape.name) as db:
                remove_field(db, row.id)

    def export(self) -> None:
        """Save the list where the user chooses."""
        rows, heads = self._left(), ("Of each", "Field", "Holds", "Choices", "Values", "Retired")
        listed = file_of(rows, OWN_FIELDS, "field", heads, _values)
        export(self, self._jobs, listed, self.said.emit)


def _values(row: FieldRow) -> tuple[Value, ...]:
    shape = row.shape
    choices = "; ".join(shape.choices)
    retired = "Yes" if shape.retired else "No"
    return (row.of.value, shape.name, shape.kind.value, choices, row.used, retired)


def _name(row: FieldRow) -> Cell:
    retired = row.shape.retired
    return Cell(row.shape.name, "soft" if retired else "ink", strong=not retired)


def _used(row: FieldRow) -> Cell:
    if not row.used:
        return Cell("nothing yet", "faint")
    return Cell(f"in {counted(row.used, row.of.value.lower())}", "soft")


def _asked(row: FieldRow) -> Cell:
    return Cell(chip="Retired") if row.shape.retired else Cell("yes", "soft")


COLUMNS: list[Column[FieldRow]] = [
    Column("Field", _name, Width.SPAN, share=3),
    Column("Holds", lambda f: Cell(f.shape.kind.value, "soft"), Width.CHIP),
    Column("Choices", lambda f: Cell(", ".join(f.shape.choices), "soft"), share=3),
    Column("Filled in", _used, Width.SPAN, share=1),
    Column("Asked for", _asked, Width.CHIP),
]
