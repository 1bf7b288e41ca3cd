"""The charging policy in its versions: what each says, and when it holds."""

from collections.abc import Callable
from typing import ClassVar

from trainingdesk.domain.words import brief_day
from trainingdesk.services.charging.policies import (
    PolicyRow,
    PolicyState,
    charges_told,
    policies_listed,
    remove_policy,
)
from ui.charging.begin_form import BeginForm
from ui.charging.dates_form import DateAct, DatesForm, to_resume
from ui.charging.line_form import LineForm
from ui.charging.policy_panel import PolicyPanel
from ui.charging.tab import ChargesTab
from ui.charging.terms_form import TermsForm
from ui.delegates.found_list import NARROW, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.events.saving import save_shown
from ui.parts.beside import Beside
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.rows_model import Column
from ui.parts.theme import Space, Width
from ui.parts.way import Way
from ui.parts.words import Button
from ui.programme.acts import act

POLICIES = "Policies"
ABOUT = (
    "A policy says what cancelling late, staying away or attending costs, and whom. Begin with "
    "nothing, or with the policy of a board like yours, and put it in force from a day."
)
TONES = {
    PolicyState.IN_FORCE: "green",
    PolicyState.SUSPENDED: "amber",
    PolicyState.TO_COME: "accent",
    PolicyState.HALF_WRITTEN: "outline",
}


class PoliciesPage(ChargesTab):
    """Lists the versions of the policy, and has the one in hand beside them in sentences."""

    title: ClassVar[str] = POLICIES
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "charge", "charging_pause", "charging_policy"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        desk = live.desk
        self.panel, self.dates = PolicyPanel(desk), DatesForm(desk)
        self.begin_form, self.lines, self.terms = BeginForm(desk), LineForm(desk), TermsForm(desk)
        self._forms = self.begin_form, self.lines, self.terms, self.dates
        self.panels = Panels(self.panel, *self._forms)
        self._make_acts()
        self._make_list()
        column = down(self.list, gap=0)
        self.setLayout(self.panels.beside(column))
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        for form in self._forms:
            form.saved.connect(self._on_saved)
            form.closed.connect(self._show_in_hand)

    def _make_acts(self) -> None:
        self.new_action = act(self, "&New policy…", self.begin_new, "Ctrl+N")
        self.lines_action = act(self, "Change the &lines…", self.change_lines, "F2")
        self.terms_action = act(self, "Change the &terms…", self.change_terms, "Shift+F2")
        self.version_action = act(self, "New &version of it…", self.begin_version, "Ctrl+Shift+N")
        self.put_action = act(
            self, "&Put in force…", self._ask_dates(DateAct.PUT_IN_FORCE), "Ctrl+P"
        )
        self.suspend_action = act(self, "&Suspend…", self._ask_dates(DateAct.SUSPEND))
        self.resume_action = act(self, "&Resume…", self._ask_dates(DateAct.RESUME))
        self.remove_action = act(self, "Re&move", self.remove_chosen, "Del")
        self._acts = [
            self.lines_action,
            self.terms_action,
            self.version_action,
            self.put_action,
            self.suspend_action,
            self.resume_action,
            self.remove_action,
        ]

    def _make_list(self) -> None:
        kind = ListKind(
            POLICIES,
            "charges.policies",
            "policy",
            "policies",
            sort="",
            export=False,
            gives_way={"Charges": NARROW, "Until": NARROW},
        )
        first = Button("New policy…", "primary", "plus", "Ctrl+N")
        first.clicked.connect(self.new_action.trigger)
        buttons = [
            self._button("New policy…", "plus", self.new_action.trigger),
            self._button("Change the lines…", "settings", self.lines_action.trigger),
            self._button("Put in force…", "check", self.put_action.trigger),
        ]
        self.change_button, self.put_button = buttons[1:]
        empty = Empty("scale", "No charging policy yet", ABOUT, first)
        self.list: FoundList[PolicyRow] = FoundList(self.live, kind, COLUMNS, empty, *buttons)
        self.list.table.acts = self._acts
        self.list.asked.connect(self.reload)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(lambda _row: self.change_lines())
        # An act falls on the row that has the keyboard, also where none is chosen.
        self.list.table.selectionModel().currentChanged.connect(lambda *_: self._on_chosen())

    @staticmethod
    def _button(text: str, glyph: str, do: Callable[[], None]) -> Button:
        button = Button(text, "quiet", glyph)
        button.clicked.connect(do)
        return button

    # -- what it shows

    def reload(self) -> None:
        with self.desk.reading() as db:
            rows = policies_listed(db, today=self.desk.today())
        left = self.list.holding(rows, lambda row: f"{row.policy.title} {row.state}")
        self.list.show_found(left, in_all=len(rows))
        self._on_chosen()

    def look_for(self, find: str, row: int) -> None:
        if row:
            self._catch_up()
            self.list.show_saved(row)
        elif find:
            self.list.seek(find)

    def enter(self) -> None:
        self.list.enter()

    def export(self) -> None:
        save_shown(self, self.list.table, POLICIES, said=self.said.emit)

    def _on_chosen(self) -> None:
        row = self.list.row_in_hand()
        state = row.state if row else None
        for action in self._acts:
            action.setEnabled(row is not None)
        half_written = state is PolicyState.HALF_WRITTEN
        self.put_action.setEnabled(half_written)
        self.remove_action.setEnabled(half_written)
        self.suspend_action.setEnabled(state in {PolicyState.IN_FORCE, PolicyState.TO_COME})
        resumes = row is not None and to_resume(row, self.desk.today())
        self.resume_action.setEnabled(bool(resumes))
        changes = row is not None and not row.charges
        self.change_button.setVisible(changes)
        self.put_button.setVisible(half_written)
        if not any(form.isVisible() for form in self._forms):
            self._show_in_hand()

    def _show_in_hand(self) -> None:
        row = self.list.row_in_hand()
        if row is None:
            self.panels.clear()
            return
        self.panels.make_way(self.panel)
        self.panel.show_policy(row)

    def _on_saved(self, policy_id: int) -> None:
        self.list.show_saved(policy_id)
        self._show_in_hand()

    # -- what one does

    def begin_new(self) -> None:
        """Ask what a new policy begins with."""
        self._ask(self.begin_form, self.begin_form.begin)

    def begin_version(self) -> None:
        """Begin a new version of the policy in hand, which itself stays as it is."""
        if row := self.list.row_in_hand():
            self._ask(self.begin_form, lambda: self.begin_form.begin(row.policy))

    def change_lines(self) -> None:
        """Ask what the lines of the policy in hand say."""
        row = self.list.row_in_hand()
        if row is not None and not self._says_that_it_stays(row):
            self._ask(self.lines, lambda: self.lines.begin(row.id))

    def change_terms(self) -> None:
        """Ask how the policy in hand counts, lets off and asks to be paid."""
        row = self.list.row_in_hand()
        if row is not None and not self._says_that_it_stays(row):
            self._ask(self.terms, lambda: self.terms.begin(row.id))

    def _says_that_it_stays(self, row: PolicyRow) -> bool:
        """Say why a version that raised charges is not changed, and what to do instead."""
        if row.charges:
            self.said.emit(f"{charges_told(row)} by it: begin a new version of it (Ctrl+Shift+N).")
        return bool(row.charges)

    def remove_chosen(self) -> None:
        """Take the half-written policy in hand away."""
        if row := self.list.row_in_hand():
            with (
                refusals_shown(self),
                self.desk.changing("Remove", f"the charging policy {row.policy.title}") as db,
            ):
                remove_policy(db, row.id)

    def _ask_dates(self, what: DateAct) -> Callable[[], None]:
        def ask() -> None:
            if row := self.list.row_in_hand():
                self._ask(self.dates, lambda: self.dates.begin(row, what))

        return ask

    def _ask(self, form: Beside, begin: Callable[[], object]) -> None:
        with refusals_shown(self):
            self.panels.make_way(form)
            begin()


COLUMNS: list[Column[PolicyRow]] = [
    Column("Policy", lambda row: Cell(row.policy.title, strong=True), Width.SPAN, 3),
    Column(
        "State", lambda row: Cell(chip=row.state, chip_tone=TONES.get(row.state, "")), Width.MARK
    ),
    Column("From", lambda row: brief_day(row.since) if row.since else "", Width.DATE),
    Column("Until", lambda row: brief_day(row.until) if row.until else "", Width.DATE),
    Column(
        "Charges", lambda row: f"{row.charges:,}" if row.charges else "", Width.COUNT, right=True
    ),
]
