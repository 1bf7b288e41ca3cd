"""The policy in hand, in sentences that read like the policy itself, with an example."""

from datetime import date, timedelta

from PySide6.QtWidgets import QVBoxLayout

from trainingdesk.domain.charging.in_force import Suspended
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import sentences_of
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import entered_day, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.example import example_of
from trainingdesk.services.charging.groups import said_of_groups
from trainingdesk.services.charging.policies import PolicyRow, PolicyState, charges_told
from trainingdesk.services.desk import Desk
from ui.charging.free_calendar import FreeCalendar
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words

AHEAD = timedelta(weeks=6)
NO_DATE = "This is no date. Type it like 13 June 2026 or 13/6."
LEGEND = "Green: free to cancel. Amber: charged. In brackets: no working day."


class PolicyPanel(Beside):
    """Says what a policy says, and shows when cancelling stops being free."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._policy = desk, Policy("")
        self._spells = tuple[Suspended, ...]()
        self.dates = Words("", "soft", wrap=True)
        self.groups, self.sentences = Notice("", "amber"), Words("", wrap=True)
        self.day = Field("An event &on", Entry())
        self.calendar = FreeCalendar()
        self.told = Words("", wrap=True)
        example = down(
            Words("When cancelling stops being free", "strong"),
            self.day,
            self.calendar,
            Words(LEGEND, "small", wrap=True),
            self.told,
            gap=Space.S,
        )
        body = QVBoxLayout()
        body.setSpacing(Space.L)
        for part in (self.dates, self.groups, self.sentences):
            body.addWidget(part)
        body.addLayout(example)
        super().__init__("", body)
        self.day.set_text(entered_day(self._usual_day()))
        self.day.edited.connect(self._show_example)
        self.hide()

    def show_policy(self, row: PolicyRow) -> None:
        """Show a version with its dates."""
        if row.policy.title != self.title.text():
            self.area.verticalScrollBar().setValue(0)
        self._policy, self._spells = row.policy, row.spells
        with self._desk.reading() as db:
            self.groups.say(" ".join(said_of_groups(db, row.policy)))
        self.say_title(row.policy.title)
        self.dates.say(dates_told(row))
        self.sentences.say("\n".join(sentences_of(row.policy)))
        self._show_example()
        self.show()

    def _usual_day(self) -> date:
        """A Tuesday some weeks ahead."""
        day = self._desk.today() + AHEAD
        return day + timedelta(days=(1 - day.weekday()) % 7)

    def _show_example(self) -> None:
        near = TrainingYear.of(self._desk.today())
        day = day_typed(self.day.text(), near=near)
        self.day.set_error("" if day else NO_DATE)
        if day is not None:
            example = example_of(self._policy, day)
            self.calendar.show_example(example)
            spell = next((spell for spell in self._spells if day in spell), None)
            self.told.say("\n".join(example.said) if spell is None else _suspended(spell))


def _suspended(spell: Suspended) -> str:
    why = f": {spell.why.rstrip('.')}" if spell.why else ""
    return f"Nobody is charged, as the policy is suspended on that day{why}."


def dates_told(row: PolicyRow) -> str:
    """Where a version stands, in sentences."""
    if row.since is None:
        return "Half-written: it charges nobody until it is put in force."
    until = f" until {plain_day(row.until)}" if row.until else ""
    said = [f"{_state_told(row.state)} from {plain_day(row.since)}{until}."]
    for spell in row.spells:
        end = f" to {plain_day(spell.until)}" if spell.until else ""
        why = f": {spell.why}" if spell.why else ""
        said.append(f"Suspended from {plain_day(spell.since)}{end}{why.rstrip('.')}.")
    raised = charges_told(row)
    return " ".join([*said, f"{raised}, so its words stay." if raised else ""]).strip()


def _state_told(state: PolicyState) -> str:
    return "It was in force" if state is PolicyState.ENDED else "In force"
