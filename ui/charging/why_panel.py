"""Why a sum is due: its arithmetic, the line of the policy, and what is known of the booking."""

from collections.abc import Iterator

from PySide6.QtCore import Signal

from trainingdesk.domain.money import pounds
from trainingdesk.domain.words import brief_day
from trainingdesk.services.charging.due import Due
from trainingdesk.services.charging.raised import Raised
from ui.charging.review_rows import ReviewRow
from ui.parts.beside import Beside
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Words


class WhyPanel(Beside):
    """Shows one line of the list, and follows the choice there."""

    booking_asked = Signal()
    facts_asked = Signal()

    def __init__(self) -> None:
        self.sum, self.who = Words("", "title"), Words("", "soft", wrap=True)
        self.words, self.line = Words("", wrap=True), Words("", "soft", wrap=True)
        self.known = Words("", wrap=True)
        self.open = Button("Open the booking", "secondary", "", "Ctrl+O")
        self.facts = Button("Facts for its charge…", "quiet", "", "F2")
        parts = self.sum, self.who, self.words, self.line, self.known
        body = down(*parts, across(self.open, None), across(self.facts, None), gap=Space.L)
        super().__init__("", body)
        self.hide()
        self.open.clicked.connect(self.booking_asked)
        self.facts.clicked.connect(self.facts_asked)

    def show_row(self, row: ReviewRow) -> None:
        """Show why one sum is due, or why a charge no longer is."""
        about = row.about
        self.say_title(about.listed)
        self.sum.say("No sum yet" if row.due and row.due.problem else pounds(row.pence))
        event = f"{about.event}, {brief_day(about.day)} ({about.reference})"
        self.who.say(f"{about.agency}\n{event}")
        one = row.due or row.raised
        self.words.say(one.words if one and one.words else (row.due.problem if row.due else ""))
        self.line.say(_line(one) if one else "")
        said = _due_said(row.due) if row.due else _raised_said(row.raised) if row.raised else ()
        self.known.say("\n".join(said))
        self.show()


def _line(row: Due | Raised) -> str:
    said = f"“{row.line_said}” " if row.line_said else ""
    return f"{said}Policy: {row.policy}."


def _due_said(row: Due) -> Iterator[str]:
    yield f"Due since {brief_day(row.due_on)}."
    if row.about.told:
        yield f"Told: {row.about.told}."
    if row.waiver:
        yield f"Speaks for waiving it: {row.waiver}"
    if row.suspended:
        yield f"Not charged: {row.suspended}."
    if row.before:
        yield row.before


def _raised_said(row: Raised) -> Iterator[str]:
    if row.changed:
        yield row.changed
    who = f" by {row.who}" if row.who else ""
    yield f"Decided on {brief_day(row.decided_on)}{who}."
    if row.waived_pence:
        evidence = f" ({row.waived_evidence})" if row.waived_evidence else ""
        why = f"{row.waived_why.rstrip('.')}{evidence}"
        yield f"{pounds(row.waived_pence)} waived by {row.waived_by}: {why}."
    if row.ended_on:
        yield f"Taken back on {brief_day(row.ended_on)}: {row.ended_why}."
    if row.invoice:
        yield f"It is on invoice {row.invoice}: a credit note is needed to undo it."
