"""The page of licences: who is bound by one, until when, and whether they are trained."""

from typing import ClassVar

from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.figures import counted
from trainingdesk.domain.licence import RENEW_SOON
from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.licence_groups import GroupRow, groups_listed, remove_group
from trainingdesk.services.licences import (
    LicenceRow,
    Renewed,
    licences_in_all,
    licences_listed,
    remove_licences,
    renew_licences,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.licences.columns import licence_columns
from ui.licences.form import LicenceForm
from ui.licences.group_form import GroupForm
from ui.parts.field import Choice
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.theme import Size
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act
from ui.recommendations.listed_page import ListedPage

TITLE = "Licences"
EMPTY = (
    "Some people need training for a licence, such as chaperones. Name the group first: how long "
    "a licence lasts and the course it needs. Then put delegates in it, each with a day of "
    "renewal; Today tells you eight weeks before."
)
NO_ONE = "Put delegates in the group, each with the day on which the licence is to be renewed."
EVERY = "All groups"
SO = (
    "Training counts for a renewal when it was attended in the months of the group before the day "
    "of renewal; where the group has no months, whenever it was attended."
)
NAMED = 3


class LicencesPage(ListedPage[LicenceRow]):
    """Lists licences by the day of renewal; adds, changes, renews and removes them."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "booking", "course", "delegate", "event", "licence", "licence_group", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Delegates", kind="licences"))
        self.form, self.group_form = LicenceForm(live), GroupForm(live)
        self.groups: list[GroupRow] = []
        self.which = Choice([(EVERY, None)], "Group shown")
        self.which.setMaximumWidth(Size.SEARCH)
        self._make_acts()
        self.new_group = Button("New group", "secondary", "plus", "Ctrl+Shift+N")
        self.change_group_button = Button("Change group", "quiet")
        self.new = FirstAct("New licence", "plus", "Ctrl+N")
        self.renew = Button("Renew", "quiet", "check", "Ctrl+R")
        heading = Heading(TITLE, "", self.new_group, self.new)
        self.so = Words(SO, "soft_small", wrap=True)
        self.lay_out(heading, self._made_list(live), self.form, self.group_form, above=(self.so,))
        self._connect()

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New licence…", self.add, "Ctrl+N")
        self.new_group_action = act(self, "New &group…", self.add_group, "Ctrl+Shift+N")
        self.change_group_action = act(
            self, "Change the gr&oup…", self.change_group, "Ctrl+Shift+G"
        )
        self.remove_group_action = act(self, "Remo&ve the group", self.remove_group)
        self.renew_action = act(self, "&Renew", self.renew_chosen, "Ctrl+R")
        self.open_action = act(self, "O&pen the delegate", self.open_delegate, "Ctrl+Return")
        self.change_action = act(self, "C&hange the licence…", self._change_chosen, "F2")
        self.remove_action = act(self, "&Take out of the group", self.remove_chosen, "Del")

    def _made_list(self, live: LiveDesk) -> FoundList[LicenceRow]:
        self.first = FirstAct("New group", "plus")
        self.first.clicked.connect(self._take_first_step)
        kind = ListKind(
            TITLE,
            "delegates.licences",
            "licence",
            "licences",
            sort="renew",
            many=True,
            gives_way={"Agency": NARROW, "Group": ROOMY},
        )
        empty = Empty("file-check", "No licences yet", EMPTY, self.first)
        found = FoundList(live, kind, licence_columns(), empty, self.renew)
        bar = found.bar.layout()
        if isinstance(bar, QBoxLayout):
            bar.insertWidget(1, self.which)
            bar.insertWidget(2, self.change_group_button)
        found.table.acts = [
            self.renew_action,
            self.open_action,
            self.change_action,
            self.remove_action,
        ]
        return found

    def _connect(self) -> None:
        self.new.clicked.connect(self.new_action.trigger)
        self.new_group.clicked.connect(self.new_group_action.trigger)
        self.change_group_button.clicked.connect(self.change_group_action.trigger)
        self.renew.clicked.connect(self.renew_action.trigger)
        self.which.currentIndexChanged.connect(lambda _at: self.reload())
        self.form.saved.connect(self.list.show_saved)
        self.group_form.saved.connect(self._turn_to)

    @property
    def group_id(self) -> int | None:
        """The group that shows; none where all of them do."""
        number = self.which.chosen()
        return number if isinstance(number, int) else None

    def show_at(self, where: Where) -> None:
        if where.id:
            self._turn_to(None)
        super().show_at(where)

    def reload(self) -> None:
        wanted, today = self.list, self.desk.today()
        with self.desk.reading() as db:
            self.groups = groups_listed(db)
            self._offer_groups()
            rows = licences_listed(
                db,
                today=today,
                group_id=self.group_id,
                words=wanted.words,
                sort=wanted.sort,
                falling=wanted.falling,
            )
            in_all = licences_in_all(db, group_id=self.group_id)
        wanted.empty.say("No licences yet", NO_ONE if self.groups else EMPTY)
        self.first.say("New licence" if self.groups else "New group")
        wanted.show_found(rows, in_all=in_all)
        wanted.bar.setVisible(bool(self.groups))  # or one could not turn to another group
        self.heading.say(TITLE, self._about(rows))
        self.on_chosen()

    def _about(self, rows: list[LicenceRow]) -> str:
        """How the group is renewed, or what waits."""
        here = [row for row in rows if not row.left]
        soon = self.desk.today() + RENEW_SOON
        overdue = sum(row.overdue for row in here)
        due = sum(not row.overdue and row.renew_on <= soon for row in here)
        said = [_of_group(each) for each in self.groups if each.id == self.group_id]
        said += [f"{overdue:,} overdue"] if overdue else []
        said += [f"{due:,} to renew within eight weeks"] if due else []
        return " · ".join(part for part in said if part)

    def _offer_groups(self) -> None:
        wanted = [(EVERY, None), *((each.name, each.id) for each in self.groups)]
        there = [
            (self.which.itemText(n), self.which.itemData(n)) for n in range(self.which.count())
        ]
        if there != wanted:
            kept = self.group_id
            self.which.blockSignals(True)  # noqa: FBT003 - Qt's own way to say it
            self.which.clear()
            for name, number in wanted:
                self.which.addItem(name, number)
            self.which.choose(kept if any(n == kept for _, n in wanted) else None)
            self.which.blockSignals(False)  # noqa: FBT003
        for part in (self.which, self.so, self.new_group):
            part.setVisible(bool(self.groups))
        self.new.setVisible(bool(self.groups) and self.list.in_all > 0)

    def _turn_to(self, group_id: int | None) -> None:
        self.which.choose(group_id)
        self.reload()

    # -- what one does

    def add(self) -> None:
        """Ask whom a licence binds; without any group, for the group first."""
        if self.groups:
            self.ask(self.form, lambda: self.form.begin_new(self.group_id))
        else:
            self.add_group()

    def add_group(self) -> None:
        """Ask for a new group."""
        self.ask(self.group_form, self.group_form.begin_new)

    def change_group(self) -> None:
        """Ask what is to be different about the group that shows."""
        if number := self.group_id:
            self.ask(self.group_form, lambda: self.group_form.begin_change(number))

    def remove_group(self) -> None:
        """Remove the group that shows, if nobody is in it."""
        if number := self.group_id:
            name = self.which.currentText()
            with refusals_shown(self), self.desk.changing("Remove", name) as db:
                remove_group(db, number)

    def renew_chosen(self) -> None:
        """Renew the chosen licences for the months of their groups, and say what is lacking."""
        done: list[Renewed] = []
        today = self.desk.today()
        seen = {row.id: row.renew_on for row in self.list.table.chosen_rows()}
        self.change(
            "Renew licence of",
            "delegate",
            lambda db, _: done.extend(renew_licences(db, seen, today=today)),
        )
        if done:
            self.list.table.clearSelection()  # the key pressed twice renews nobody twice
            self.live.told.emit(_told(done))

    def remove_chosen(self) -> None:
        """Take the chosen people out of their groups."""
        self.change("Remove licence of", "delegate", remove_licences)

    def open_row(self, row: LicenceRow) -> None:
        self.ask(self.form, lambda: self.form.begin_change(row.id))

    def open_delegate(self) -> None:
        """Go to the delegate of the chosen licence."""
        if row := self.list.table.chosen_row():
            year = self._where.year
            self._way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=year))

    def name_of(self, row: LicenceRow) -> str:
        return row.name

    def on_chosen(self) -> None:
        rows = self.list.table.chosen_rows()
        for action in (self.open_action, self.change_action):
            action.setEnabled(len(rows) == 1)
        for action in (self.renew_action, self.remove_action):
            action.setEnabled(bool(rows))
        self.renew.setVisible(bool(rows))
        of_one = self.group_id is not None
        self.change_group_action.setEnabled(of_one)
        self.change_group_button.setVisible(of_one)
        self.remove_group_action.setEnabled(of_one)
        self.export_action.setEnabled(self.list.shown > 0)

    def _change_chosen(self) -> None:
        if row := self.list.table.chosen_row():
            self.open_row(row)

    def _take_first_step(self) -> None:
        self.add()


def _of_group(group: GroupRow) -> str:
    months = f"Renewed after {counted(group.months, 'month')}" if group.months else ""
    return " · ".join(
        part for part in (months, f"needs {group.needs}" if group.needs else "") if part
    )


def _told(done: list[Renewed]) -> str:
    """Until when licences were renewed, and who lacks training for it."""
    first = done[0]
    said = (
        f"Renewed the licence of {first.name} until {plain_day(first.until)}."
        if len(done) == 1
        else f"Renewed {counted(len(done), 'licence')}."
    )
    lacking = [each.name for each in done if each.lacks]
    if not lacking:
        return said
    if len(lacking) > NAMED:
        lacking = [*lacking[:NAMED], f"{len(lacking) - NAMED} more"]
    has = "has" if len(lacking) == 1 else "have"
    return f"{said} {listed(lacking)} {has} not attended what it needs in time."
