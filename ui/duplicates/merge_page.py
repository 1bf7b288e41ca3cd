"""The page where two people become one: what is kept of each is keyed, then it is done at once."""

from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.merging import Merge, Side
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.duplicates import tell_apart
from trainingdesk.services.merging import merge, proposed_merge
from ui.duplicates.choice_table import ChoiceTable
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

TITLE = "Merge"
KEYS = (
    "1 keeps the older record's, 2 the newer one's, B both where that can be; Space the one framed."
)
CHANGED = "Something about the two has changed while you were deciding. Look again, then merge."


class MergePage(LiveView):
    """Shows what two people differ in and where they clash, and makes one of them."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "agency",
            "booking",
            "certificate",
            "delegate",
            "delegate_needs",
            "form",
            "interest",
            "licence",
            "mark",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._where = way, Where("Delegates", kind="merge")
        self._merge: Merge | None = None
        self._decided: dict[str, Side] = {}
        self.heading = Heading(TITLE)
        self.notice = Notice("", "amber")
        self.keys = Words(KEYS, "soft_small", wrap=True)
        self.table = ChoiceTable()
        self.table.follow(live, "delegates.merge")
        self.note = Words("", "soft", wrap=True)
        self.joined = Words("", "soft", wrap=True)
        self.swap = Button("Keep all of the newer", "secondary", "", "Alt+2")
        self.apart = Button("Different people", "secondary", "", "Ctrl+D")
        self.do = Button("Merge", "primary", "check", "Ctrl+S")
        back = Button("Go back", "secondary", "arrow-left")
        back.clicked.connect(self.go_back)
        self.gone = Empty("users", "", "", back)
        self._lay_out()
        self._make_acts()

    def show_at(self, where: Where) -> None:
        """Show two people: one by its number, the other by what is sought."""
        if (where.id, where.find) != (self._where.id, self._where.find):
            self._decided = {}
            self.notice.say("")
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.enter()

    def enter(self) -> None:
        """Take the keyboard on the first difference."""
        if self._merge is None:
            return
        if self.table.cursor_cell() is None:
            self.table.set_cursor(self._first())
        self.table.setFocus()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Delegates, the duplicates, and these two."""
        year = self._where.year
        return [
            ("Delegates", Where("Delegates", year=year)),
            ("Duplicates", Where("Delegates", kind="duplicates", year=year)),
            (TITLE, self._where),
        ]

    def reload(self) -> None:
        try:
            with self.desk.reading() as db:
                other = int(self._where.find) if self._where.find.isdecimal() else 0
                self._merge = proposed_merge(db, self._where.id, other)
        except Refused as refusal:
            self._merge = None
            self.heading.say(TITLE)
            self.gone.say("There are not two people to merge", str(refusal))
        else:
            self._show(self._merge)
        self.pages.setCurrentWidget(self.gone if self._merge is None else self.body)
        for action in (self.merge_action, self.apart_action, self.newer_action, self.older_action):
            action.setEnabled(self._merge is not None)

    # -- what one does

    def merge_now(self) -> None:
        """Make one of the two, as decided."""
        if self._merge is None:
            return
        seen, name = self._merge, f"{self._merge.one} and {self._merge.other}"
        with refusals_shown(self):
            try:
                with self.desk.changing("Merge delegates", name) as db:
                    merge(db, seen, self._decided, by=self.desk.stamp())
            except ChangedMeanwhile:
                self.reload()
                self.notice.say(CHANGED)
                return
            self.go_back()

    def tell_apart_now(self) -> None:
        """Keep that these are different people."""
        if self._merge is not None:
            one, other = self._merge.one_id, self._merge.other_id
            name = f"{self._merge.one} and {self._merge.other}"
            with refusals_shown(self):
                with self.desk.changing("Tell apart", name) as db:
                    tell_apart(db, one, other, by=self.desk.stamp())
                self.go_back()

    def take_all(self, side: Side) -> None:
        """Keep everything of one of the two."""
        if self._merge is not None:
            self._decided = {choice.key: side for choice in self._merge.choices}
            self._show(self._merge)

    def go_back(self) -> None:
        """Leave the page; to the pairs, where one came from nowhere else."""
        if self._way.can_go_back:
            self._way.back()
        else:
            self._way.go(Where("Delegates", kind="duplicates", year=self._where.year))

    def _lay_out(self) -> None:
        self.body = QWidget()
        foot = across(self.joined, self.apart, self.swap, self.do, gap=Space.S)
        foot.setStretch(0, 1)
        inside = down(self.notice, self.keys, gap=Space.M)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.note)
        inside.addLayout(foot)
        self.body.setLayout(inside)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.body)
        self.pages.addWidget(self.gone)
        column = down(self.heading, gap=Space.M)
        column.addWidget(self.pages, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.merge_action = act(self, "&Merge the two", self.merge_now, "Ctrl+S")
        self.apart_action = act(self, "&Different people", self.tell_apart_now, "Ctrl+D")
        self.older_action = act(
            self, "Keep all of the &older", lambda: self.take_all(Side.ONE), "Alt+1"
        )
        self.newer_action = act(
            self, "Keep all of the &newer", lambda: self.take_all(Side.OTHER), "Alt+2"
        )
        self.back_action = act(self, "&Go back", self.go_back, "Esc")
        self.do.clicked.connect(self.merge_action.trigger)
        self.apart.clicked.connect(self.apart_action.trigger)
        self.swap.clicked.connect(self.newer_action.trigger)
        self.table.decided.connect(self._on_decided)
        self.table.stood_on.connect(self.note.say)

    def _on_decided(self, key: str, side: Side) -> None:
        self._decided[key] = side
        if self._merge is not None:
            self._show(self._merge)

    def _show(self, proposed: Merge) -> None:
        self.heading.say(f"{proposed.one} and {proposed.other}", _about(proposed))
        self.table.show_merge(proposed, self._decided)
        self.joined.say(f"The newer record has {proposed.joined or 'no bookings and no forms'}.")

    def _first(self) -> int:
        model = self.table.rows_model
        return next(n for n in range(model.rowCount()) if model.group_at(n) is None)


def _about(proposed: Merge) -> str:
    clashes = len(proposed.clashes)
    if not clashes:
        return "One record is made of the two; Ctrl+Z makes two of them again."
    return f"{counted(clashes, 'clash', 'clashes')} to decide; look at each before you merge."
