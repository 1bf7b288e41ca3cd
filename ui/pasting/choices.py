"""The people whom a line may mean, each with the key that chooses them."""

from PySide6.QtWidgets import QWidget

from trainingdesk.domain.pasted_fates import LEAVE_OUT, TO_SETTLE, Choice, Fate, Settled
from ui.parts.layout import across, holder
from ui.parts.lines import Line
from ui.parts.meant_card import SHOWN, MeantCard
from ui.parts.theme import Space
from ui.parts.words import Glyph, Words


class Choices(MeantCard):
    """Says what the line in hand says, whom it may mean, and what speaks against them.

    Whoever has more namesakes than have room is told apart by more words in the line.
    """

    def show_line(self, row: Settled | None) -> None:
        """Show the people of a line."""
        if row is None:
            self.leave()
            return
        self.begin(f"Line {row.line.number:,}: {row.line.text}", row.said)
        for number, choice in enumerate(row.meant.choices[:SHOWN]):
            taken = row.choice is not None and row.choice.key == choice.key
            first = row.choice is None and row.fate in TO_SETTLE and number == 0
            self.offer(_line(number, choice), choice.key, here=taken or first)
        more = len(row.meant.choices) - SHOWN
        if more > 0:
            rest = f"{more:,} more. Put an e-mail address or the agency into the line."
            self.add(Words(rest, "small", wrap=True))
        if row.fate not in {Fate.LEFT_OUT, Fate.ASIDE}:
            self.offer_to_leave_out(LEAVE_OUT)
        for warning in row.warnings:
            self.add(_warned(warning))


def _line(number: int, choice: Choice) -> Line:
    new = choice.details is not None
    return Line(
        f"New: {choice.name}" if new else choice.name,
        " · ".join(part for part in (choice.reference, choice.agency) if part),
        choice.email,
        glyph="user-plus" if new else "user",
        chip=Fate.BOOKED.value if choice.booked else "",
        keys=str(number + 1),
    )


def _warned(warning: str) -> QWidget:
    row = across(Glyph("triangle-alert", "amber"), gap=Space.S)
    row.addWidget(Words(warning, "amber", wrap=True), 1)
    row.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
    return holder(row)
