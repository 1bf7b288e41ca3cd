"""The page of the fields of the board's own."""

from typing import ClassVar

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
from ui.delegates.found_list import NARROW, ROOMY, ListKind
from ui.delegates.list_file import export, file_of
from ui.events.telling import told_in
from ui.parts.cell import Cell
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column, Group
from ui.parts.theme import Width
from ui.parts.way import Way, Where
from ui.settings.field_form import FieldForm
from ui.settings.list_tabs import LISTS_AND_FIELDS, OWN_FIELDS, ListTabs, crumbs_of_lists
from ui.settings.own_list_page import OwnListPage

EMPTY = (
    "A field of the board's own stands in the form of every course, every event or every booking: "
    "a cost centre, a sponsor, whether there is catering."
)
ABOUT = "Asked for on courses, events and bookings"
SEVERAL = {FieldOf.COURSE: "Courses", FieldOf.EVENT: "Events", FieldOf.BOOKING: "Bookings"}


GIVES_WAY = {"Asked for": ROOMY, "Filled in": NARROW}
"""The columns that are left out of a list less wide than so many pixels."""


class FieldsPage(OwnListPage[FieldRow]):
    """Adds fields, changes, reorders, retires and removes them."""

    shows: ClassVar[frozenset[str]] = frozenset({"booking", "course", "event", "own_field"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        self.form = FieldForm(live.desk)
        super().__init__(
            live,
            jobs,
            ListKind("Fields", "settings.fields", "field", "fields", sort="", gives_way=GIVES_WAY),
            COLUMNS,
            tabs=ListTabs(way, OWN_FIELDS),
            form=self.form,
            empty=("No fields of your own yet", EMPTY),
            again="ask again",
        )
        self.heading.say(LISTS_AND_FIELDS, ABOUT)
        self._where = Where("Settings", kind="fields")
        self._rows: list[FieldRow] = []
        self.form.saved.connect(self.list.show_saved)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show the fields."""
        self._where = where
        self.refused.say("")
        self.tabs.stay(OWN_FIELDS)
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.list.enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, the lists, then the fields."""
        return crumbs_of_lists(self._where.year, OWN_FIELDS, self._where)

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._rows = field_rows(db)
        self.new.setHidden(not self._rows)
        self.show_rows()

    def show_rows(self) -> None:
        left = self._left()
        grouped: list[FieldRow | Group] = []
        for of in FieldOf:
            inside = [row for row in left if row.of is of]
            grouped += (
                [Group(SEVERAL[of], counted(len(inside), "field")), *inside] if inside else []
            )
        self.list.show_found(grouped, in_all=len(self._rows), found=len(left))
        self.on_chosen()

    def _left(self) -> list[FieldRow]:
        return self.list.holding(self._rows, lambda row: row.shape.name)

    def on_chosen(self) -> None:
        rows = self.list.table.chosen_rows()
        alike = [each for each in self._rows if rows and each.of is rows[0].of]
        self.offer(rows, alike, retired=bool(rows) and rows[0].shape.retired)

    # -- what one does

    def begin_new(self) -> None:
        """Ask for a new field, of the kind of record that is chosen."""
        row = self.list.table.chosen_row()
        self.panels.make_way(self.form)
        self.form.begin_new(row.of if row else FieldOf.COURSE)

    def change_chosen(self) -> None:
        """Ask what is to be different about the chosen field."""
        row = self.list.row_in_hand()
        if row is not None:
            with refusals_shown(self):
                self.panels.make_way(self.form)
                self.form.begin_change(row.id)

    def move_chosen(self, step: int) -> None:
        """Move the chosen field up or down among those of its kind of record."""
        if row := self.list.table.chosen_row():
            with refusals_shown(self), self.desk.changing("Move", row.shape.name) as db:
                move_field(db, row.id, step=step)

    def turn(self) -> None:
        """Ask for the chosen field no longer, or again."""
        if row := self.list.table.chosen_row():
            retired = not row.shape.retired
            verb = "Retire" if retired else "Offer again"
            with refusals_shown(self), self.desk.changing(verb, row.shape.name) as db:
                retire_field(db, row.id, retired=retired)

    def remove(self) -> None:
        """Take the chosen field away, where no record has a value in it."""
        if row := self.list.table.chosen_row():
            with told_in(self.refused), self.desk.changing("Remove", row.shape.name) as db:
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
    Column("Field", _name, Width.CHIP, share=3),
    Column("Holds", lambda f: Cell(f.shape.kind.value, "soft"), Width.CHIP),
    Column("Choices", lambda f: Cell(", ".join(f.shape.choices), "soft"), Width.CHIP, share=3),
    Column("Filled in", _used, Width.SPAN, share=1),
    Column("Asked for", _asked, Width.CHIP),
]
