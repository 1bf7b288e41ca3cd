"""One observation: how it was rated, what was seen, what is to be done, to whom it was sent."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.observation import ASPECTS, RATINGS, ObservationDetails
from trainingdesk.domain.words import brief_day, plain_day
from trainingdesk.services.actions import ActionRow
from trainingdesk.services.evaluation.observations import SentRow
from ui.parts.cell import Cell
from ui.parts.heading import Heading
from ui.parts.layout import across, down, scrolled
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import AnyTable, Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button, Words
from ui.recommendations.columns import action_columns

TONES = {4: "green", 3: "neutral", 2: "amber", 1: "red"}
NOTHING = "Nothing was written down here."
NO_ACTION = "No action was agreed yet. Ctrl+N adds one to the board's plan."
NOT_SENT = "It has not been sent to anybody yet."


@dataclass(frozen=True, slots=True)
class RatedRow:
    """One thing that was looked at, and how it was rated."""

    id: int
    aspect: str
    rating: int


class ObservationRecord(QWidget):
    """Shows an observation whole; the tab around it changes it."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self.back = Button("All observations", "quiet", "chevron-left", "Esc")
        self.change = Button("Change", "secondary", "", "F2", "Change the observation")
        self.send = Button("Send…", "secondary", "mail", "Ctrl+P")
        self.new = Button("New action", "primary", "plus", "Ctrl+N")
        self.heading = Heading("", "", self.change, self.send, self.new)
        self.facts = Words("", "soft_small", wrap=True)
        self.rated: Table[RatedRow] = Table(_rated_columns(), "Ratings", compact=True)
        self.strengths, self.findings = Words("", wrap=True), Words("", wrap=True)
        self.plan: Table[ActionRow] = Table(action_columns(of_one=True), "Actions", many=True)
        self.plan.follow(live, "evaluation.observation_actions")
        self.sent: Table[SentRow] = Table(_sent_columns(), "Sent to", many=True)
        self.no_action, self.not_sent = Words(NO_ACTION, "soft"), Words(NOT_SENT, "soft")
        self._lay_out()

    def _lay_out(self) -> None:
        prose = across(
            down(Words("Strengths", "strong"), self.strengths, None, gap=Space.XS),
            down(Words("Findings", "strong"), self.findings, None, gap=Space.XS),
            gap=Space.XL,
        )
        for at in range(prose.count()):
            prose.setStretch(at, 1)
        body = down(
            self.rated,
            prose,
            down(Words("Actions", "strong"), self.no_action, self.plan, gap=Space.XS),
            down(Words("Sent to", "strong"), self.not_sent, self.sent, gap=Space.XS),
            None,
            gap=Space.XL,
        )
        body.setContentsMargins(0, 0, Space.M, Space.M)
        self.area = scrolled(body)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = down(across(self.back, None), self.heading, self.facts, gap=Space.S)
        column.addWidget(self.area, 1)
        self.setLayout(column)

    def show_observation(
        self,
        details: ObservationDetails,
        agency: str,
        actions: Sequence[ActionRow],
        sent: Sequence[SentRow],
    ) -> None:
        """Show an observation with its actions and notes."""
        day = plain_day(details.observed_on) if details.observed_on else ""
        self.heading.say(details.name, f"Observed on {day} by {details.observer}")
        told = {
            "Provider": details.provider,
            "Commissioned by": details.commissioner,
            "Agency": agency,
        }
        said = " · ".join(f"{name}: {words}" for name, words in told.items() if words)
        self.facts.say(said)
        self.facts.setVisible(bool(said))
        rated = [
            RatedRow(at, ASPECTS.get(name, name), rating)
            for at, (name, rating) in enumerate(details.ratings, start=1)
        ]
        self.strengths.say(details.strengths or NOTHING)
        self.findings.say(details.findings or NOTHING)
        self.no_action.setHidden(bool(actions))
        self.not_sent.setHidden(bool(sent))
        lists: list[tuple[AnyTable, Sequence[object]]] = [
            (self.rated, rated),
            (self.plan, actions),
            (self.sent, sent),
        ]
        for table, rows in lists:
            table.show_rows(list(rows))
            table.setVisible(bool(rows))
            table.setFixedHeight(table.whole() + Size.STROKE)

    def enter(self) -> None:
        """Give the keys to the actions, or to the first act where there are none."""
        if self.plan.isHidden():
            self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.plan.enter()


def _rated_columns() -> list[Column[RatedRow]]:
    return [
        Column("What was looked at", lambda row: row.aspect, share=1),
        Column("Rating, of 4", _rating, Width.SPAN),
    ]


def _rating(row: RatedRow) -> Cell:
    return Cell(
        chip=f"{row.rating} {RATINGS.get(row.rating, '')}".strip(),
        chip_tone=TONES.get(row.rating, "neutral"),
    )


def _sent_columns() -> list[Column[SentRow]]:
    return [
        Column("To the", lambda row: row.to.value, Width.SPAN),
        Column("Who", lambda row: Cell(row.who, strong=True), share=1),
        Column("Sent on", lambda row: brief_day(row.sent_on), Width.DATE),
    ]
