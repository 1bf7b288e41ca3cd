"""A loaded file beside its register: each line, whom it may mean, and what becomes of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.attendance import BY_LETTER
from trainingdesk.domain.reconciled import TO_SETTLE, Fate, Settled
from ui.events.booking_box import BookingBox
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.settling import SettlingTable
from ui.parts.theme import Space
from ui.parts.words import Button, Elided, Rule
from ui.reconciling.columns import line_columns
from ui.reconciling.people import People
from ui.reconciling.told import foot_of, to_mark

WHO = "Who is it? A name, an agency or an e-mail"
THEIRS = "mark with this line"


class LinesView(QWidget):
    """Shows the lines and what is settled of them; the page around it keeps the answers."""

    person_chosen = Signal(str)
    person_named = Signal(int)

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self.table = SettlingTable(line_columns(), "Lines of the file", letters=BY_LETTER)
        self.people = People()
        self.table.follow(live, "event.sheet")
        self.box = BookingBox(live.desk, WHO, walk_in=True, if_there=THEIRS)
        self.foot = Elided("", "strong")
        self.away = Button("Put away", "quiet", "", "Ctrl+R")
        self.next = Button("Next to settle", "quiet", "chevron-right", "F8")
        self.take = Button("Mark", "primary", "check", "Ctrl+S")
        self._box_row = holder(across(self.box, None))
        self._box_row.hide()
        column = down(gap=Space.M)
        column.addWidget(self.table, 1)
        column.addWidget(self.people)
        column.addWidget(self._box_row)
        column.addWidget(Rule())
        row = across(self.away, self.next, self.take)
        row.insertWidget(0, self.foot, 1)
        column.addLayout(row)
        self.setLayout(column)
        self.table.chosen.connect(self._on_chosen)
        self.people.chosen.connect(self.person_chosen)
        self.people.name_asked.connect(self.ask_name)
        self.box.taken.connect(self.name)
        self.box.taken_and_next.connect(self.name)

    def show_lines(self, rows: Sequence[Settled]) -> None:
        """Show what becomes of each line, and what Ctrl+S would do."""
        self.table.show_rows(list(rows))
        number = to_mark(rows)
        self.foot.say(foot_of(rows))
        open_ = [row.difference.people for row in rows if row.fate is Fate.NOT_THERE]
        self.box.first = {one.delegate_id or 0 for people in open_ for one in people}
        self.take.say(f"Mark {number:,}" if number else "Keep the file")
        self.next.setEnabled(any(row.fate in TO_SETTLE for row in rows))
        self._on_chosen()

    def enter(self) -> None:
        """Give the keys to the lines, or to the name that is asked for."""
        asked = self.table if self._box_row.isHidden() else self.box
        asked.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_name(self) -> None:
        """Ask who is meant by the line in hand, beginning with what it says."""
        row = self.table.row_in_hand()
        if row is not None:
            self._box_row.show()
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.box.setText(row.line.name)
            self.box.selectAll()

    def put_box_away(self) -> bool:
        """Stop asking for a name; False where none was asked for."""
        was = not self._box_row.isHidden()
        self.box.clear()
        self.box.close_menu()
        self._box_row.hide()
        return was

    def name(self, delegate_id: int) -> None:
        """Say who is meant by the line in hand."""
        self.put_box_away()
        self.person_named.emit(delegate_id)

    def _on_chosen(self) -> None:
        self.people.show_line(self.table.row_in_hand() if self.table.rows_model.rows else None)
