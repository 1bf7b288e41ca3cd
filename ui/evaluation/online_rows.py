"""The rows of an online form's export: what becomes of each, and whom it may mean."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.online_fates import (
    LEAVE_OUT,
    TAKE_TOO,
    TAKEN,
    OnlineFate,
    OnlineJudged,
    of_fate,
)
from trainingdesk.domain.online_people import OnlinePerson
from trainingdesk.domain.words import brief_day
from ui.parts.cell import Cell
from ui.parts.layout import across, down
from ui.parts.lines import Line
from ui.parts.live import LiveDesk
from ui.parts.meant_card import SHOWN, MeantCard
from ui.parts.rows_model import Column, Group
from ui.parts.settling import SettlingTable
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button, Elided, Rule

ORDER = {
    OnlineFate.ASK: "To settle",
    OnlineFate.REFUSED: "Refused: they stay in the file",
    OnlineFate.SECOND: "Second forms, to be kept beside the first",
    OnlineFate.NEW: "To take",
    OnlineFate.LEFT_OUT: "Left out",
    OnlineFate.SAME: "There already: the very same answers",
    OnlineFate.KNOWN: "Taken before",
}
"""How the rows stand, those on which there is something to do first."""
TONES = {
    OnlineFate.NEW: "accent",
    OnlineFate.SECOND: "amber",
    OnlineFate.ASK: "amber",
    OnlineFate.REFUSED: "red",
    OnlineFate.SAME: "outline",
    OnlineFate.KNOWN: "outline",
    OnlineFate.LEFT_OUT: "outline",
}
FOOT = {
    OnlineFate.ASK: "to settle",
    OnlineFate.REFUSED: "refused",
    OnlineFate.LEFT_OUT: "left out",
    OnlineFate.SAME: "there already",
    OnlineFate.KNOWN: "taken before",
}
NOBODY = "Without a name"
TOO = Line("Take it too", "It is another person's", glyph="plus", keys="1")


class PeopleCard(MeantCard):
    """Says what the row in hand says, and whom it may mean."""

    def show_row(self, row: OnlineJudged | None) -> None:
        """Show the people of a row, where there is a choice; else what is to be known of it."""
        if row is None:
            self.leave()
            return
        self.begin(f"Row {row.line.number:,}: {row.who or NOBODY.lower()}", row.said)
        if row.fate not in {OnlineFate.ASK, OnlineFate.LEFT_OUT} and len(row.people) < 2:  # noqa: PLR2004 - one is no choice
            return
        if row.is_alike:
            self.offer(TOO, TAKE_TOO, here=True)
        for number, person in enumerate(row.people[:SHOWN]):
            taken = row.person is not None and row.person.key == person.key
            first = row.fate is OnlineFate.ASK and number == 0
            self.offer(_line(number, person), person.key, here=taken or first)
        if row.fate is not OnlineFate.LEFT_OUT:
            self.offer_to_leave_out(LEAVE_OUT)


class RowsView(QWidget):
    """Shows the rows and what is settled of them; the tab around it keeps the answers."""

    person_chosen = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self.table = SettlingTable(row_columns(), "Rows of the file")
        self.people = PeopleCard()
        self.table.follow(live, "evaluation.online")
        self.table.setMinimumHeight(4 * Size.ROW)  # beside the card of as many people as there are
        self.foot = Elided("", "strong")
        self.away = Button("Put away", "quiet", "", "Ctrl+R")
        self.columns = Button("Columns…", "quiet", "", "F2")
        self.save = Button("Save the refused…", "quiet", "download", "Ctrl+E")
        self.next = Button("Next to settle", "quiet", "chevron-right", "F8")
        self.take = Button("Take", "primary", "check", "Ctrl+S")
        column = down(gap=Space.M)
        column.addWidget(self.table, 1)
        column.addWidget(self.people)
        column.addWidget(Rule())
        row = across(self.away, self.columns, self.save, self.next, self.take)
        row.insertWidget(0, self.foot, 1)
        column.addLayout(row)
        self.setLayout(column)
        self.table.chosen.connect(self._on_chosen)
        self.people.chosen.connect(self.person_chosen)

    def show_judged(self, rows: Sequence[OnlineJudged]) -> None:
        """Show what becomes of each row, and what Ctrl+S would do."""
        self.table.show_rows(grouped(rows))
        number = len(of_fate(rows, *TAKEN))
        self.foot.say(foot_of(rows))
        self.take.say(f"Take {number:,}" if number else "Take")
        self.take.setEnabled(number > 0)
        self.next.setEnabled(bool(of_fate(rows, OnlineFate.ASK)))
        self.save.setEnabled(bool(of_fate(rows, OnlineFate.REFUSED)))
        self._on_chosen()

    def enter(self) -> None:
        """Give the keys to the rows."""
        self.table.enter()

    def _on_chosen(self) -> None:
        self.people.show_row(self.table.row_in_hand() if self.table.rows_model.rows else None)


def grouped(rows: Sequence[OnlineJudged]) -> list[OnlineJudged | Group]:
    """The rows under what becomes of them."""
    found: list[OnlineJudged | Group] = []
    for fate, title in ORDER.items():
        some = of_fate(rows, fate)
        found += [Group(title, f"{len(some):,}"), *some] if some else []
    return found


def foot_of(rows: Sequence[OnlineJudged]) -> str:
    """What Ctrl+S would do, and what else there is: 18 to take, 2 to settle, 1 refused."""
    said = [f"{len(of_fate(rows, *TAKEN)):,} to take"]
    counts = {word: len(of_fate(rows, fate)) for fate, word in FOOT.items()}
    said += [f"{number:,} {word}" for word, number in counts.items() if number]
    return f"{counted(len(rows), 'row')}: {', '.join(said)}"


def row_columns() -> list[Column[OnlineJudged]]:
    """Its fate, where it stood, who sent it when, whose it is, and what is to be known."""
    return [
        Column("", _chip, Width.CHIP, key="Fate"),
        Column("Row", lambda row: Cell(f"{row.line.number:,}", "faint"), Width.TINY, right=True),
        Column("Sent", _sent, Width.DATE),
        Column("In the file", lambda row: row.who or Cell(NOBODY, "faint"), share=4),
        Column("Whose it is", _whose, share=4),
        Column("Event", _event, share=3),
        Column("To know", lambda row: Cell(row.said, "soft"), share=5),
    ]


def _chip(row: OnlineJudged) -> Cell:
    return Cell(chip=row.fate.value, chip_tone=TONES[row.fate])


def _sent(row: OnlineJudged) -> Cell:
    return Cell(brief_day(row.line.day) if row.line.day else "?", "soft")


def _whose(row: OnlineJudged) -> Cell:
    if row.person is not None:
        return Cell(row.person.listed, strong=True, note=row.person.agency)
    if not row.people:
        is_nobodys = row.event is not None and (row.fate is OnlineFate.NEW or row.is_alike)
        return Cell(NOBODY, "faint") if is_nobodys else Cell("–", "faint")
    more = f"or {len(row.people) - 1} more" if len(row.people) > 1 else ""
    return Cell(f"{row.people[0].listed}?", "soft", note=more)


def _event(row: OnlineJudged) -> Cell:
    return Cell(row.event.title, "soft", note=row.event.reference) if row.event else Cell()


def _line(number: int, person: OnlinePerson) -> Line:
    event = f"{person.event.title}, {brief_day(person.event.starts)}"
    told = [event, person.agency, *(["has answered"] if person.answered else [])]
    return Line(
        person.listed,
        " · ".join(part for part in told if part),
        person.email,
        glyph="user",
        keys=str(number + 1),
    )
