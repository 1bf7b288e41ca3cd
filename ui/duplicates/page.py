"""The page of people who may be on the desk twice."""

from typing import ClassVar

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.services.desk import Change
from trainingdesk.services.duplicates import (
    PairRow,
    duplicates_about,
    duplicates_found,
    tell_apart,
)
from trainingdesk.services.progress import Progress
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.duplicates.columns import pair_columns
from ui.duplicates.pairs import Pairs, people_in
from ui.events.saving import save_shown
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act

TITLE = "Duplicates"
NOBODY = (
    "Everybody was compared by name, e-mail address and agency, and nobody seems to be here twice. "
    "Whoever you have said are different people is not asked about again until one of them changes."
)
LOOKING = "Everybody is compared by name, e-mail address and agency. You can go on working."
STOPPED = "Not everybody was compared, so nothing can be said yet."
LABEL = "Looking for duplicates"


class DuplicatesPage(LiveView):
    """Lists pairs of people who may be one: to be merged, told apart, or put off."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"delegate", "different_people"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._jobs, self._where = way, jobs, Where("Delegates", kind="duplicates")
        self.pairs = Pairs()
        self._looked = self._looking = self._stopped = False
        self._changed: set[int] | None = set()
        self._make_acts()
        self.afresh = Button("Look again", "secondary", "search", "F5")
        self.merge = Button("Merge…", "quiet", "users", "Enter")
        self.apart = Button("Different people", "quiet", "x", "Ctrl+D")
        self.later = Button("Later", "quiet", "chevron-right", "Ctrl+L")
        self.heading = Heading(TITLE, "", self.afresh)
        self.again = Button("Look again", "secondary", "search")
        self.empty = Empty("users", "", "", self.again)
        self.list = self._made_list(live)
        column = down(self.heading, gap=Space.M)
        column.addWidget(self.list, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)
        self._connect()

    def show_at(self, where: Where) -> None:
        """Show the pairs; the first time everybody is compared."""
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self._enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Delegates, and this page of them."""
        year = self._where.year
        here = Where("Delegates", kind="duplicates", year=year)
        return [("Delegates", Where("Delegates", year=year)), (TITLE, here)]

    def reload(self) -> None:
        changed, self._changed = self._changed, set()
        if not self._looked or changed is None:
            self.look()
        elif changed:
            with self.desk.reading() as db:
                self.pairs.renew(changed, duplicates_about(db, changed))
        self._show()

    # -- what one does

    def look(self) -> None:
        """Compare everybody with everybody alike, away from the window."""
        if self._looking:
            return
        self._looked = self._looking = True
        self._stopped = False
        self._show()

        def work(progress: Progress) -> list[PairRow]:
            with self.desk.reading() as db:
                return duplicates_found(db, progress)

        self._jobs.run(work, self._found, LABEL)

    def merge_chosen(self) -> None:
        """Go and decide what is kept of a pair."""
        if row := self.list.table.row_in_hand():
            self._open(row)

    def tell_apart_chosen(self) -> None:
        """Keep that those chosen are different people."""
        rows = self.list.table.rows_in_hand()
        if not rows:
            return
        place = self.list.table.currentIndex().row()
        name = _called(rows[0]) if len(rows) == 1 else counted(len(rows), "pair")
        with refusals_shown(self), self.desk.changing("Tell apart", name) as db:
            for row in rows:
                tell_apart(db, row.one.id, row.other.id, by=self.desk.stamp())
        self._go_on(place)

    def put_off_chosen(self) -> None:
        """Leave those chosen until the desk is looked through again."""
        rows = self.list.table.rows_in_hand()
        if rows:
            place = self.list.table.currentIndex().row()
            self.pairs.leave(rows)
            self._show()
            self._go_on(place)
            self.said.emit(f"Put off {counted(len(rows), 'pair')} until you look again.")

    def open_one(self) -> None:
        """Open the older record of a pair."""
        if row := self.list.table.row_in_hand():
            self._way.go(self._at("delegate", row.one.id))

    def open_other(self) -> None:
        """Open the newer record of a pair."""
        if row := self.list.table.row_in_hand():
            self._way.go(self._at("delegate", row.other.id))

    def export(self) -> None:
        """Save the list as it shows."""
        save_shown(self, self.list.table, TITLE, said=self.said.emit)

    def _made_list(self, live: LiveDesk) -> FoundList[PairRow]:
        kind = ListKind(
            TITLE,
            "delegates.duplicates",
            "pair",
            "pairs",
            sort="points",
            falling=True,
            many=True,
            gives_way={"one_agency": ROOMY, "other_agency": ROOMY, "why": NARROW},
        )
        acts = self.merge, self.apart, self.later
        found = FoundList(live, kind, pair_columns(), self.empty, *acts)
        found.table.acts = [
            self.merge_action,
            self.apart_action,
            self.later_action,
            self.one_action,
            self.other_action,
        ]
        return found

    def _make_acts(self) -> None:
        self.merge_action = act(self, "&Merge the two…", self.merge_chosen, "Ctrl+Return")
        self.apart_action = act(self, "&Different people", self.tell_apart_chosen, "Ctrl+D")
        self.later_action = act(self, "&Later", self.put_off_chosen, "Ctrl+L")
        self.one_action = act(self, "Open the &older record", self.open_one, "Alt+1")
        self.other_action = act(self, "Open the &newer record", self.open_other, "Alt+2")
        self.look_action = act(self, "Look a&gain", self.look, "F5")
        self.export_action = act(self, "E&xport the list…", self.export, "Ctrl+E")

    def _connect(self) -> None:
        self.afresh.clicked.connect(self.look_action.trigger)
        self.again.clicked.connect(self.look_action.trigger)
        self.merge.clicked.connect(self.merge_action.trigger)
        self.apart.clicked.connect(self.apart_action.trigger)
        self.later.clicked.connect(self.later_action.trigger)
        self._jobs.failed.connect(self._on_failed)
        self.list.asked.connect(self._show)
        self.list.opened.connect(self._open)
        self.list.chosen.connect(self._on_chosen)
        self.list.export_asked.connect(self.export)

    def _on_changed(self, change: Change) -> None:
        """Remember whom a change has touched, until the list shows again."""
        if change.tables & self.shows and self._changed is not None:
            people = people_in(change)
            self._changed = None if people is None else self._changed | people
        super()._on_changed(change)

    def _found(self, pairs: list[PairRow]) -> None:
        self._looking = False
        self.pairs.begin(pairs)
        self._show()
        if self.isVisible():
            self._enter()

    def _on_failed(self, _error: Exception) -> None:
        if self._looking:
            self._looking, self._stopped = False, True
            self._show()

    def _show(self) -> None:
        wanted = self.list
        rows = self.pairs.shown(wanted.words, sort=wanted.sort, falling=wanted.falling)
        self._say_empty()
        waiting = len(self.pairs.waiting)
        wanted.show_found(rows, in_all=waiting)
        off = len(self.pairs.found) - waiting
        said = ["Pairs of delegates who may be one person"] if waiting else []
        said += [f"{counted(off, 'pair')} put off until you look again"] if off else []
        self.heading.say(TITLE, " · ".join(said))
        self.afresh.setVisible(waiting > 0)
        self.afresh.setEnabled(not self._looking)
        self._on_chosen()

    def _enter(self) -> None:
        self.list.enter()
        self._on_chosen()  # the pair that is framed now can be acted on

    def _say_empty(self) -> None:
        put_off = bool(self.pairs.put_off)
        if self._looking:
            self.empty.say(f"{LABEL}…", LOOKING)
        elif self.pairs.found and put_off:
            self.empty.say("All put off", "Look again to be shown the pairs that you have put off.")
        elif self._stopped:
            self.empty.say("The search was stopped", STOPPED)
        elif self._looked:
            self.empty.say("Nobody seems to be here twice", NOBODY)
        self.again.setVisible(not self._looking)

    def _on_chosen(self) -> None:
        rows = self.list.table.rows_in_hand()
        for action in (self.merge_action, self.one_action, self.other_action):
            action.setEnabled(len(rows) == 1)
        for action in (self.apart_action, self.later_action):
            action.setEnabled(bool(rows))
        self.merge.setEnabled(len(rows) == 1)
        for button in (self.apart, self.later):
            button.setEnabled(bool(rows))
        self.export_action.setEnabled(self.list.shown > 0)

    def _open(self, row: PairRow) -> None:
        where = self._at("merge", row.one.id)
        self._way.go(Where("Delegates", "merge", where.id, year=where.year, find=str(row.other.id)))

    def _at(self, kind: str, number: int) -> Where:
        return Where("Delegates", kind=kind, id=number, year=self._where.year)

    def _go_on(self, place: int) -> None:
        """Choose the pair that has come to where one was."""
        model = self.list.table.rows_model
        row = model.row_at(min(place, model.rowCount() - 1)) if model.rowCount() else None
        if row is not None:
            self.list.table.select_id(row.id)


def _called(pair: PairRow) -> str:
    return f"{pair.one.name} ({pair.one.reference}) and {pair.other.name} ({pair.other.reference})"
