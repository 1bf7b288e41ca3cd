"""What if: any policy replayed over a year, agency by agency, beside what happened."""

from collections.abc import Sequence
from typing import ClassVar

from trainingdesk.domain.charging.boards import BOARDS
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import listed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.policies import policies_listed
from trainingdesk.services.charging.what_if import AgencyReplayed, Replay, Sum, replay
from trainingdesk.services.years import years_held
from ui.charging.follows import JUDGED_BY
from ui.charging.tab import ChargesTab
from ui.delegates.found_list import NARROW, FoundList, ListKind
from ui.events.saving import save_shown
from ui.parts.cell import Cell
from ui.parts.field import Choice, Field
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Size, Space, Width
from ui.parts.way import Way
from ui.parts.words import Words

WHAT_IF = "What if"
AS_IN_FORCE = "As it was in force"
NOBODY = "Nobody would have been charged"
ABOUT = (
    "Choose a policy, one of yours or another board's, and a year: here stands who would have "
    "paid what for the events of that year, beside what was charged. Nothing is kept of it."
)


class WhatIfPage(ChargesTab):
    """Replays a policy over a year, and says who would have paid what."""

    title: ClassVar[str] = WHAT_IF
    shows: ClassVar[frozenset[str]] = JUDGED_BY

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.policy, self.of_year = Choice([]), Choice([])
        self._policies: dict[str, Policy | None] = {}
        self.would, self.did = Words("", "strong", wrap=True), Words("", "soft", wrap=True)
        self.without_price = Notice("", "amber")
        kind = ListKind(
            WHAT_IF,
            "charges.what_if",
            "agency",
            "agencies",
            sort="",
            gives_way={"Charges": NARROW, "Raised": NARROW},
        )
        empty = Empty("scale", NOBODY, ABOUT)
        self.list: FoundList[AgencyReplayed] = FoundList(live, kind, COLUMNS, empty)
        which = Field("&Policy", self.policy)
        which.setMaximumWidth(Size.PALETTE)
        asked = across(which, Field("&Year", self.of_year), gap=Space.L)
        asked.setStretch(0, 1)
        asked.addStretch()
        column = down(asked, self.would, self.did, self.without_price, gap=Space.S)
        column.addWidget(self.list, 1)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(column)
        self._at_hand: TrainingYear | None = None
        self._rows: Sequence[AgencyReplayed] = ()
        self.policy.currentIndexChanged.connect(self._replay)
        self.of_year.currentIndexChanged.connect(self._replay)
        self.list.asked.connect(self._show_rows)
        self.list.export_asked.connect(self.export)

    def reload(self) -> None:
        with self.desk.reading() as db:
            kept = policies_listed(db, today=self.desk.today())
            years = set(years_held(db))
        # By a key of its own: what a half-written policy says, and its name, may be others by now.
        ours = [(f"Ours: {r.policy.title} ({r.state})", f"ours {r.id}", r.policy) for r in kept]
        boards = [(board.title, f"board {board.title}", board) for board in BOARDS]
        offered = [(AS_IN_FORCE, "", None), *ours, *boards]
        self._policies = {key: policy for _said, key, policy in offered}
        self._offer(self.policy, [(said, key) for said, key, _policy in offered])
        in_turn = sorted({*years, self.year}, reverse=True)
        self._offer(self.of_year, [(year.name, year) for year in in_turn])
        if self._at_hand != self.year:
            self._at_hand = self.year
            self.of_year.choose(self.year)
        self._replay()

    def enter(self) -> None:
        self.policy.setFocus()

    def export(self) -> None:
        save_shown(self, self.list.table, WHAT_IF, said=self.said.emit)

    @staticmethod
    def _offer(choice: Choice, offered: Sequence[tuple[str, object]]) -> None:
        """Offer these, and leave chosen what was; the first where that is gone."""
        before = choice.chosen()
        choice.blockSignals(True)  # noqa: FBT003 - as Qt asks for it
        choice.clear()
        for said, each in offered:
            choice.addItem(said, each)
        choice.choose(before)
        if choice.currentIndex() < 0:
            choice.setCurrentIndex(0)
        choice.blockSignals(False)  # noqa: FBT003 - as Qt asks for it

    def _replay(self) -> None:
        policy, year = self._policies.get(str(self.policy.chosen())), self.of_year.chosen()
        if not isinstance(year, TrainingYear):
            return
        with self.desk.reading() as db:
            told = replay(db, year, policy)
        self._rows = told.rows
        self.would.say(f"Would have been charged: {_said(told.replayed, 'may be excused')}")
        self.did.say(f"Was charged in {year.name}: {_said(told.happened, 'waived')}")
        self.without_price.say(_without_price(told))
        self._show_rows()

    def _show_rows(self) -> None:
        sought = folded(self.list.words)
        left = [row for row in self._rows if sought in folded(row.agency)]
        self.list.show_found(left, in_all=len(self._rows))


def _said(of: Sum, excused: str) -> str:
    if not of.charges:
        return "nobody."
    let_off = f"; {of.excused:,} {excused}, {pounds(of.excused_pence)}" if of.excused else ""
    charges = counted(of.charges, "charge")
    return f"{charges}, {pounds(of.pence)}{let_off}. Income {pounds(of.income)}."


def _without_price(told: Replay) -> str:
    said = []
    if told.without_price:
        said.append(
            f"{counted(told.without_price, 'booking')} would owe a share of a price that is not "
            "recorded, and stand nowhere below. Enter the prices of the courses."
        )
    if told.without_group:
        groups = listed([f"“{group}”" if group else "no group" for group in told.groups])
        one = told.without_group == 1
        said.append(
            f"{counted(told.without_group, 'booking')} {'stands' if one else 'stand'} nowhere "
            f"below: this policy says no price for the charging group of the agency ({groups})."
        )
    return " ".join(said)


def _money(pence: int, tone: str = "ink") -> Cell:
    return Cell(pounds(pence) if pence else "–", tone if pence else "faint")


COLUMNS: list[Column[AgencyReplayed]] = [
    Column("Agency", lambda row: Cell(row.agency, strong=True), Width.SPAN, 3),
    Column("Charges", lambda row: f"{row.replayed.charges:,}", Width.COUNT, right=True),
    Column("Would be charged", lambda row: _money(row.replayed.pence), Width.MARK, right=True),
    Column(
        "May be excused", lambda row: _money(row.replayed.excused_pence), Width.MARK, right=True
    ),
    Column("Income", lambda row: _money(row.replayed.income), Width.MARK, right=True),
    Column("Raised", lambda row: f"{row.happened.charges:,}", Width.COUNT, right=True),
    Column("Was charged", lambda row: _money(row.happened.pence, "soft"), Width.MARK, right=True),
    Column(
        "Was waived", lambda r: _money(r.happened.excused_pence, "soft"), Width.MARK, right=True
    ),
]
