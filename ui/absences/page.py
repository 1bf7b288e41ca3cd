"""The page of those who often do not come: people and agencies, and what was decided."""

from typing import ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.domain.often_absent import AbsenceRule, AbsenceState
from trainingdesk.services.absence_rules import absence_rule
from trainingdesk.services.absences import OftenAbsent, often_absent
from ui.absences.absent_list import AbsentList
from ui.absences.columns import absence_columns
from ui.absences.decide_panel import DecidePanel
from ui.absences.lift_panel import LiftPanel
from ui.absences.rule_form import AbsenceRuleForm
from ui.delegates.found_list import NARROW, ROOMY, ListKind
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.recommendations.listed_page import ListedPage

TITLE = "Often absent"
NONE = "Nobody was absent so often, and nothing that was decided still stands."
NO_RULE = (
    "The board has no rule yet that says how often is too often. Once it has, whoever is absent "
    "more often stands here, for a person to decide on."
)


class AbsencesPage(ListedPage[OftenAbsent]):
    """Lists whoever often does not come; decides about them, and lifts it again."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"absence_flag", "agency", "board", "booking", "course", "delegate", "event", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Delegates", kind="absences"))
        self.decide, self.lift, self.rule = (
            DecidePanel(live),
            LiftPanel(live),
            AbsenceRuleForm(live),
        )
        self._make_acts()
        self.decide_button = Button("Decide…", "quiet", "check", "Ctrl+D")
        self.lift_button = Button("Lift…", "quiet", "undo-2", "Ctrl+L")
        self.rule_button = Button("How often is too often…", "secondary", "settings", "F2")
        heading = Heading(TITLE, "", self.rule_button)
        forms = self.decide, self.lift, self.rule
        self.absent = self._made_list(live)
        self.lay_out(heading, self.absent, *forms, above=())
        self.decide_button.clicked.connect(self.decide_action.trigger)
        self.lift_button.clicked.connect(self.lift_action.trigger)
        self.rule_button.clicked.connect(self.rule_action.trigger)

    def _make_acts(self) -> None:
        self.decide_action = act(self, "&Decide…", self.decide_chosen, "Ctrl+D")
        self.lift_action = act(self, "&Lift what was decided…", self.lift_chosen, "Ctrl+L")
        self.open_action = act(self, "&Open the record", self.open_chosen, "Ctrl+Return")
        self.rule_action = act(self, "&How often is too often…", self.change_rule, "F2")

    def _made_list(self, live: LiveDesk) -> AbsentList:
        kind = ListKind(
            TITLE,
            "delegates.absences",
            "name",
            "names",
            sort="",
            gives_way={"Note": ROOMY, "Why, as told": ROOMY, "Until": NARROW, "Last": NARROW},
        )
        first = Button("How often is too often…", "secondary", "settings")
        first.clicked.connect(self.rule_action.trigger)
        self.empty = Empty("user-check", "Nobody is often absent", NONE, first)
        buttons = self.decide_button, self.lift_button
        found = AbsentList(live, kind, absence_columns(), self.empty, *buttons)
        found.table.acts = [self.decide_action, self.lift_action, self.open_action]
        return found

    def reload(self) -> None:
        today, wanted = self.desk.today(), self.absent
        with self.desk.reading() as db:
            rule = absence_rule(db)
            rows = often_absent(db, today=today, words=wanted.words)
            in_all = often_absent(db, today=today) if wanted.words.strip() else rows
        wanted.empty.say("Nobody is often absent", NONE if rule.absences else NO_RULE)
        wanted.show_absent(rows, in_all=len(in_all))
        self.heading.say(TITLE, _about(rule, in_all))
        self.rule_button.setHidden(not in_all)  # the empty page has one of its own
        self.on_chosen()

    def open_row(self, row: OftenAbsent) -> None:
        """Enter decides: what one comes here for."""
        self.ask(self.decide, lambda: self.decide.begin(row))

    def on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        self.decide_action.setEnabled(row is not None)
        self.open_action.setEnabled(row is not None)
        self.lift_action.setEnabled(row is not None and bool(row.flag_id))
        self.decide_button.setVisible(row is not None)
        self.lift_button.setVisible(self.lift_action.isEnabled())
        self.export_action.setEnabled(self.list.shown > 0)

    def name_of(self, row: OftenAbsent) -> str:
        return row.name

    def decide_chosen(self) -> None:
        """Ask what is done about whoever is chosen."""
        if row := self.list.table.chosen_row():
            self.open_row(row)

    def lift_chosen(self) -> None:
        """Ask why what was decided is lifted."""
        row = self.list.table.chosen_row()
        if row is not None and row.flag_id:
            self.ask(self.lift, lambda: self.lift.begin(row))

    def change_rule(self) -> None:
        """Ask how often is too often."""
        self.ask(self.rule, self.rule.begin_change)

    def open_chosen(self) -> None:
        """Go to the record of whoever is chosen."""
        row = self.list.table.chosen_row()
        if row is None:
            return
        year = self.year.name
        if row.whose.agency_id is not None:
            self._way.go(Where("Agencies", kind="agency", id=row.whose.agency_id, year=year))
        else:
            number = row.whose.delegate_id or 0
            self._way.go(Where("Delegates", kind="delegate", id=number, year=year))


def _about(rule: AbsenceRule, rows: list[OftenAbsent]) -> str:
    if not rule.absences:
        return "No rule yet"
    to_decide = sum(row.state is AbsenceState.TO_DECIDE for row in rows)
    share = f" · agencies from {rule.absence_percent}%" if rule.absence_percent else ""
    said = f"From {counted(rule.absences, 'absence')} in {counted(rule.absence_months, 'month')}"
    return f"{said}{share}" + (f" · {to_decide:,} to decide on" if to_decide else "")
