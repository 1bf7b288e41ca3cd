"""The box that says what is wrong with an event, each thing leading to where it is mended."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QSizePolicy

from trainingdesk.domain.figures import counted
from trainingdesk.domain.issues import Act, Issue, IssueKind, Mend, gravely
from ui.parts.layout import across, down
from ui.parts.lines import Line, LineButton
from ui.parts.theme import Space
from ui.parts.way import Where
from ui.parts.words import Button, Glyph, Words

FEW = 2
"""So many show until all of them are asked for; the bookings below need the room."""

TABS = {Mend.BOOKINGS: "Bookings", Mend.REGISTER: "Register"}
KINDS = {
    Mend.COURSE: "course",
    Mend.VENUE: "venues",
    Mend.TRAINER: "trainers",
    Mend.OTHER_EVENT: "event",
}


class IssuesBox(QFrame):
    """Hides while nothing is wrong."""

    asked = Signal(object)  # the Act that mends it

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._issues: Sequence[Issue] = ()
        self._whole = self._small = False
        self.lines: list[LineButton] = []
        self.title = Words("", "strong")
        self.rest = Button("", "link").slim()
        self.rest.clicked.connect(self._unfold)
        head = across(Glyph("triangle-alert", "amber"), self.title, None, self.rest, gap=Space.S)
        head.setContentsMargins(Space.S, 0, Space.S, 0)
        self._column = down(gap=0)
        whole = down(head, self._column, gap=Space.XS)
        whole.setContentsMargins(Space.S, Space.S, Space.S, Space.XS)
        self.setLayout(whole)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_issues(self, issues: Sequence[Issue], *, afresh: bool = False) -> None:
        """Show what is wrong; of another event, folded."""
        self._issues = issues
        self._whole = self._whole and not afresh
        self._lay_out()

    def set_small(self, *, small: bool) -> None:
        """Say only how much is wrong, where the list below needs all the room."""
        self._small = small
        self._lay_out()

    def _lay_out(self) -> None:
        for old in self.lines:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        number = len(self._issues)
        few = 0 if self._small else FEW
        shown = self._issues if self._whole or number <= few else self._issues[:few]
        self.lines = [self._line(issue) for issue in shown]
        for line in self.lines:
            self._column.addWidget(line)
        self.title.say(_said(self._issues))
        self.rest.setVisible(number > few)
        self.rest.say("Show fewer" if self._whole else f"Show all {number}" if few else "Show")
        self.rest.set_name("Show fewer issues" if self._whole else "Show every issue")
        self.setAccessibleName(self.title.text())
        self.setVisible(number > 0)

    def _line(self, issue: Issue) -> LineButton:
        soft = issue.kind is IssueKind.RESERVE
        end = Line(issue.sentence, end=issue.act.mend.value, tone="faint" if soft else "accent")
        made = LineButton(end)
        made.clicked.connect(lambda _=False, act=issue.act: self.asked.emit(act))
        return made

    def _unfold(self) -> None:
        self._whole = not self._whole
        self._lay_out()


def mended_at(act: Act, *, event_id: int, year: str) -> Where | None:
    """The page where an issue of an event is mended; none where it is the event's own form."""
    if act.mend in TABS:
        tab = TABS[act.mend]
        return Where("Programme", kind="event", id=event_id, tab=tab, year=year)
    if act.mend is Mend.RULES:
        return Where("Settings", kind="messages", tab="Rules", year=year)
    if act.mend in KINDS:
        return Where("Programme", kind=KINDS[act.mend], id=act.id, year=year)
    return None


def _said(issues: Sequence[Issue]) -> str:
    grave = gravely(issues)
    return f"{counted(grave, 'thing')} to put right" if grave else "To keep in mind"
