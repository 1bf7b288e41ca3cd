"""What is to be entered: a code to type or scan, and the forms that are still expected."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.delegates.found_list import FoundList, ListKind
from ui.evaluation.entry_rows import AT_HAND, EntryRow, Year, entry_columns, grouped
from ui.events.telling import Told
from ui.parts.field import Entry
from ui.parts.heading import Empty
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words

NOTHING = (
    "Paper forms are entered here with one key an answer. As soon as somebody is booked on an "
    "event whose form asks something, it stands here until their form has come."
)


class CodeBox(Entry):
    """A line for the code of a form; Down leads into the list below."""

    downward = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.downward.emit()
        else:
            super().keyPressEvent(event)


class EntryStart(QWidget):
    """Asks for a code, or for one line of the list."""

    coded = Signal(str)
    opened = Signal(object)  # an EntryRow
    pdfs_asked = Signal()

    def __init__(self, live: LiveDesk, year: Year) -> None:
        super().__init__()
        self.rows: Sequence[EntryRow] = ()
        hint = "Type or scan the code of a form"
        self.code = CodeBox(hint=hint, glyph="search", width=Size.FORM, name=hint)
        self.enter_code = Button("Enter this form", "secondary", "", "Enter")
        about = Words("or choose below whose form it is.", "soft")
        self.pdfs = Button("Read returned PDFs…", "secondary", "upload", "Ctrl+Shift+P")
        self.notice = Told(live)
        self.to_forms = Button("See what is asked", "secondary", "clipboard-check")
        self.empty = Empty("clipboard-check", "No form is expected", NOTHING, self.to_forms)
        kind = ListKind("Forms to enter", "evaluation.to_enter", "line", "lines", sort="")
        self.listed: FoundList[EntryRow] = FoundList(live, kind, entry_columns(year), self.empty)
        column = down(gap=Space.M)
        column.addLayout(across(self.code, self.enter_code, about, None, self.pdfs))
        column.addWidget(self.notice)
        column.addWidget(self.listed, 1)
        self.setLayout(column)
        self.code.returnPressed.connect(self._on_code)
        self.enter_code.clicked.connect(self._on_code)
        self.pdfs.clicked.connect(self.pdfs_asked)
        self.code.downward.connect(self.listed.enter)
        self.listed.asked.connect(self._show)
        self.listed.opened.connect(self.opened)

    def show_rows(self, rows: Sequence[EntryRow]) -> None:
        """Show what is to be entered."""
        self.rows = rows
        self._show()

    def enter(self) -> None:
        """Take the keyboard: a scanner types straight into the box."""
        self.code.begin_again()

    def tell(self, said: str, tone: str = "red") -> None:
        """Say something under the box."""
        self.notice.say(said, tone)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.listed.table.hasFocus():
            self.enter()
        else:
            super().keyPressEvent(event)

    def _on_code(self) -> None:
        text = self.code.text().strip()
        if text:
            self.coded.emit(text)
        else:
            self.listed.enter()

    def _show(self) -> None:
        shown = self.listed.holding(self.rows, lambda row: row.sought)
        at_hand = sum(row.group in AT_HAND for row in shown)
        self.listed.aside = f"{at_hand:,} of them begun or answered twice" if at_hand else ""
        self.listed.show_found(grouped(shown), in_all=len(self.rows), found=len(shown))
