"""The people whom a line of a file may mean, each with the key that chooses them."""

from PySide6.QtCore import Signal

from trainingdesk.domain.reconciled import LEAVE_OUT, TO_SETTLE, Fate, Person, Settled
from ui.parts.lines import Line
from ui.parts.meant_card import SHOWN, MeantCard

NOT_ANSWERED = frozenset({Fate.WRONG, Fate.ASIDE, Fate.TWICE})


class People(MeantCard):
    """Says what the line in hand says, and whom it may mean."""

    name_asked = Signal()

    def show_line(self, row: Settled | None) -> None:
        """Show the people of a line."""
        if row is None:
            self.leave()
            return
        where = "Not in the file" if row.line.missing else "In the file"
        self.begin(f"{where}: {row.line.told}", row.said)
        meant = () if row.fate is Fate.ASIDE else row.difference.people[:SHOWN]
        for number, person in enumerate(meant):
            taken = row.person is not None and row.person.key == person.key
            first = row.person is None and row.fate in TO_SETTLE and number == 0
            self.offer(_line(number, person), person.key, here=taken or first)
        if row.fate in NOT_ANSWERED:
            return
        if row.difference.fate is not Fate.NOT_THERE:
            self.ask("Somebody else…", "user-plus", "F2").clicked.connect(self.name_asked)
        if row.fate is not Fate.LEFT_OUT:
            self.offer_to_leave_out(LEAVE_OUT)


def _line(number: int, person: Person) -> Line:
    place = f"row {person.row}" if person.row else "walk-in"
    return Line(
        person.listed,
        " · ".join(part for part in (place, person.agency, person.note) if part),
        " · ".join(mark.told for mark in person.marks.values()),
        glyph="user" if person.row else "user-plus",
        keys=str(number + 1),
    )
