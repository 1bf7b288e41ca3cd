"""The box beside a register: row numbers, row codes and a scanner that types them."""

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import listed
from trainingdesk.services.keyed_marks import KeyedLines, keyed_lines, mark_keyed
from ui.events.event_tab import EventTab
from ui.events.telling import said_name, told_in
from ui.parts.field import Entry
from ui.parts.heading import Notice
from ui.parts.theme import Size
from ui.parts.way import Where
from ui.parts.words import Button
from ui.programme.acts import act

HINT = "Row or code: 7 L 15"
NAMED = 3
"""So many are named in the answer; more are counted."""
SCANNER_BEGINS = "T"
"""What a scanner types first, as every QR code of a register begins with TD."""
SCAN_BEGINS = re.compile(r"TD[^\w\s]$", re.IGNORECASE)
"""What tells that a scanner is typing, whatever sign its keyboard has for the colon."""


class QuickMarks(Entry):
    """Marks whoever's row or code is typed, and stays ready for the next."""

    def __init__(
        self,
        tab: EventTab,
        notice: Notice,
        session: Callable[[], int | None],
        scanned: Callable[[], int | None],
    ) -> None:
        super().__init__(hint=HINT, glyph="list", name="Row number or row code")
        self._tab, self._notice = tab, notice
        self._session, self._scanned = session, scanned
        self.setFixedWidth(Size.NAV)
        self.key_action = act(tab, "&Key in by row or code", self.begin, "K")
        self.load_action = act(tab, "&Load a sheet or report…", self.go_to_sheets, "Ctrl+L")
        self.sheets = Button("Sheets and reports", "quiet", "file-check", "Ctrl+L")
        self.sheets.clicked.connect(self.load_action.trigger)
        self.returnPressed.connect(self.take)
        tab.installEventFilter(self)

    def allow(self, *, is_open: bool) -> None:
        """Take rows and codes while the register is open."""
        self.setEnabled(is_open)
        self.key_action.setEnabled(is_open)

    def begin(self) -> None:
        """Take the keyboard."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def take_letter(self, letter: str) -> bool:
        """Go on here with what was typed elsewhere on the tab, if a row or a code begins so."""
        if not (letter.isdecimal() or letter.upper() == SCANNER_BEGINS) or not self.isEnabled():
            return False
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.clear()
        self.insert(letter)
        return True

    def hear(self, *boxes: QLineEdit) -> None:
        """Take over what a scanner types into other boxes, which keep what stood there."""
        for box in boxes:
            box.textEdited.connect(partial(self._take_scan, box))

    def _take_scan(self, box: QLineEdit, typed: str) -> None:
        found = SCAN_BEGINS.search(typed)
        if found is not None and self.isEnabled():
            box.setText(typed[: found.start()])
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.setText(found[0])

    def go_to_sheets(self) -> None:
        """Go to what was handed in for this register."""
        here = self._tab.way.here
        year = here.year if here else ""
        self._tab.way.go(Where("Programme", kind="sheets", id=self._tab.event_id, year=year))

    def take(self) -> None:
        """Mark whoever was keyed; what was typed stays where it is refused."""
        tab = self._tab
        session = self._scanned() if SCAN_BEGINS.match(self.text()[:3]) else self._session()
        if session is None or not self.text().strip():  # some scanners press Enter twice
            return
        with told_in(self._notice):
            with tab.desk.reading() as db:
                keyed = keyed_lines(db, tab.event_id, self.text(), today=tab.desk.today())
            if keyed.to_mark(session):
                with tab.desk.changing("Mark", said_of(keyed)) as db:
                    mark_keyed(db, keyed, session_id=session, by=tab.desk.stamp())
            else:
                tab.said.emit(f"{_names(keyed)} {_have(keyed)} a mark already.")
        if not self._notice.words.text():
            self.clear()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self._tab.enter()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            plain = held in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier}
            if plain and not self.hasFocus() and self.take_letter(event.text()):
                return True
        return super().eventFilter(watched, event)


def said_of(keyed: KeyedLines) -> str:
    """Who was marked, and as what: Ada King Late, 15 min."""
    return f"{_names(keyed)} {keyed.keyed.said.told}"


def _names(keyed: KeyedLines) -> str:
    names = [said_name(line.delegate) for line in keyed.lines]
    return listed(names) if len(names) <= NAMED else counted(len(names), "person", "people")


def _have(keyed: KeyedLines) -> str:
    return "has" if len(keyed.lines) == 1 else "have"
