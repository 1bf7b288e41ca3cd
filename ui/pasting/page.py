"""The page that books a pasted list: the text, who is meant by each line, one key for all."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QGuiApplication, QShowEvent

from trainingdesk.domain.pasted_fates import LEAVE_OUT, TO_SETTLE, Settled, settled_lines
from trainingdesk.services.desk import Change
from trainingdesk.services.event_pages import EventHead, head_of
from trainingdesk.services.overriding import SAY_WHY
from trainingdesk.services.pasting import ListBooked
from trainingdesk.services.progress import Progress
from ui.events.reason_box import ReasonBox
from ui.parts.drafts import Drafts
from ui.parts.heading import Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.meant_card import SHOWN
from ui.parts.settling import SettlingTable
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Elided, Rule
from ui.pasting.answers import Pasted, named_lines
from ui.pasting.booking import AT_ONCE, ListBooking
from ui.pasting.choices import Choices
from ui.pasting.columns import line_columns
from ui.pasting.looking import Looked, look_at
from ui.pasting.next_line import first_to_see, next_open
from ui.pasting.pasted_text import PastedText
from ui.pasting.told import (
    booked_said,
    foot_of,
    left_to_settle,
    places_said,
    to_book,
    why_all_the_same,
)
from ui.programme.acts import act

TITLE = "Paste a list"
HINT = (
    "Paste people here: from a spreadsheet, an e-mail or a list. Names, e-mail addresses, agencies "
    "and job titles may stand in any order."
)
KEPT = "Here is what you pasted before. Ctrl+V adds what is on the clipboard."
MOST = 2_000
PAUSE = 250
"""Milliseconds after the last letter typed into the text."""
TEXT_LINES = 4
"""So much of the text shows beside its people."""
LABEL = "Looking at the list"


class PastingPage(LiveView):
    """Shows who is meant by each line, asks about those that are open, and books the lot."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agency_name", "board", "booking", "course", "delegate", "event", "place_share"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._jobs, self._where = way, jobs, Where("Programme", kind="paste")
        self._head: EventHead | None = None
        self._drafts: Drafts[Pasted] = Drafts()
        self._pasted, self._came_with = Pasted(), ""
        self._looked = Looked()
        self._rows: list[Settled] = []
        self._turn = 0  # which look at the text is the newest
        self._booking = ListBooking(live.desk, jobs, self)
        self.heading = Heading(TITLE)
        self.afresh = Button("Start again", "link")
        self.kept, self.notice = Notice("", "accent", self.afresh), Notice("")
        self.text = PastedText()
        self.text.setPlaceholderText(HINT)
        self.table = SettlingTable(line_columns(), "Pasted lines")
        self.table.follow(live, "event.pasted")
        self.choices = Choices()
        self.reason = ReasonBox("Reason for the list")
        self.foot = Elided("", "strong")
        self.leave = Button("Leave out", "quiet", "x", "Del")
        self.next = Button("Next to settle", "quiet", "chevron-right", "F8")
        self.book = Button("Book", "primary", "check", "Ctrl+S")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._lay_out()
        self._make_acts()
        self._connect()

    def _lay_out(self) -> None:
        column = down(self.heading, self.kept, self.notice, self.text, gap=Space.M)
        column.addWidget(self.table, 1)
        column.addWidget(self.choices)
        column.addWidget(self.reason)
        column.addWidget(Rule())
        row = across(self.next, self.leave, self.book)
        row.insertWidget(0, self.foot, 1)
        column.addLayout(row)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.M)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.book_action = act(self, "&Book those settled", self.book_all, "Ctrl+S")
        self.next_action = act(self, "&Next to settle", self.go_on, "F8")
        self.leave_action = act(self, "&Leave the chosen lines out", self.leave_out, "Ctrl+Del")
        self.back_action = act(self, "Ask about the chosen lines a&gain", self.ask_again, "Ctrl+B")
        self.paste_action = act(self, "&Paste", self.paste, "Ctrl+Shift+V", "Ctrl+V")
        self.text_action = act(self, "Change the &text", self.change_text, "F2")
        self.afresh_action = act(self, "&Start again", self.start_again, "Ctrl+R")
        self.table.acts = [self.next_action, self.leave_action, self.back_action]

    def _connect(self) -> None:
        self.text.textChanged.connect(self._on_typed)
        self.text.pasted.connect(self._on_pasted)
        self._pause.timeout.connect(self._look)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.take())
        self.table.settled.connect(self.settle)
        self.table.left_out.connect(self.leave_out)
        self.choices.chosen.connect(self._answer_here)
        self.book.clicked.connect(self.book_action.trigger)
        self.next.clicked.connect(self.next_action.trigger)
        self.leave.clicked.connect(self.leave_action.trigger)
        self.afresh.clicked.connect(self.afresh_action.trigger)
        self._booking.booked.connect(self._on_booked)
        self._booking.refused.connect(self._on_refused)
        self.reason.closed.connect(self._enter)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show what was pasted for an event; what is on the clipboard is taken in at first."""
        another = where.id != self._where.id
        self._where = where
        draft = self._drafts.begin(where.id, Pasted())
        if another or draft.typed is not self._pasted:
            self.notice.say("")
            self._looked, self._rows = Looked(), []
            self.reason.leave()
            self.kept.say(KEPT if draft.unsaved else "")
            self._take_in(draft.typed)
        self._stale = False
        self.reload()
        if not self._pasted.text.strip():
            self._paste_new()

    def unkept(self) -> str:
        """The lists that were pasted and are not booked."""
        return "a pasted list" if self._drafts.unsaved else ""

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, the event, and this page of it."""
        year, number = self._where.year, self._where.id
        name = self._head.row.reference if self._head else "Event"
        return [
            ("Programme", Where("Programme", year=year)),
            (name, Where("Programme", kind="event", id=number, year=year)),
            (TITLE, self._where),
        ]

    def actions(self) -> list[QAction]:
        """What can be done with the list."""
        return super().actions()

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self._enter()

    def reload(self) -> None:
        with self.desk.reading() as db:
            head = head_of(db, self._where.id, today=self.desk.today())
        self._head = head
        about = f"{head.row.title} · {places_said(head.places)}" if head else "It is not there."
        self.heading.say(TITLE, about)
        self.text.setEnabled(head is not None)
        self._look()

    def _enter(self) -> None:
        focus = self.table if self._rows else self.text
        focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show what becomes of each line, as it is answered now."""
        lines = self._looked.lines
        settled = settled_lines(lines, self._pasted.by_place(lines))
        self._rows = self._looked.against.beside(settled)
        self.table.show_rows(list(self._rows))
        some = bool(self._rows)
        self.table.setVisible(some)
        high = TEXT_LINES * self.text.fontMetrics().lineSpacing() + 2 * Space.S
        self.text.setMaximumHeight(high if some else self.maximumHeight())
        number = to_book(self._rows)
        self.foot.say(foot_of(self._rows, len(self._against())))
        self.book.say(f"Book {number:,}" if number else "Book")
        for thing in (self.book, self.book_action):
            thing.setEnabled(bool(number) and not self._booking.busy)
        open_ = any(row.fate in TO_SETTLE for row in self._rows)
        for thing in (self.next, self.next_action):
            thing.setEnabled(open_)
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen = self.table.chosen_rows()
        for thing in (self.leave, self.leave_action, self.back_action):
            thing.setEnabled(bool(chosen))
        row = self.table.row_in_hand() if self._rows else None
        self.choices.show_line(row)

    def _against(self) -> dict[int, tuple[str, ...]]:
        """What speaks against those who are booked, by their lines."""
        return {row.id: row.warnings for row in self._rows if row.warnings}

    # -- the text

    def paste(self) -> None:
        """Add what is on the clipboard to the text."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            before = self.text.toPlainText()
            self._came_with = text
            self._put(f"{before.rstrip()}\n{text}" if before.strip() else text)

    def change_text(self) -> None:
        """Give the keys to the text."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_again(self) -> None:
        """Forget what was pasted and answered."""
        self.kept.say("")
        self.notice.say("")
        self._pasted = Pasted()
        self._put("")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _paste_new(self) -> None:
        """Take in a list that is on the clipboard, once."""
        text = QGuiApplication.clipboard().text()
        if text != self._came_with and ("\n" in text.strip() or "@" in text):
            self.paste()

    def _take_in(self, pasted: Pasted) -> None:
        self._pasted = pasted
        self.text.blockSignals(True)  # noqa: FBT003 - as Qt has it
        self.text.setPlainText(pasted.text)
        self.text.blockSignals(False)  # noqa: FBT003

    def _put(self, text: str) -> None:
        self.text.setPlainText(text)
        self._on_pasted()

    def _on_pasted(self) -> None:
        self._pause.stop()
        self._look()
        self._enter()

    def _on_typed(self) -> None:
        self._keep(self._pasted.with_text(self.text.toPlainText()))
        self._pause.start()

    def _keep(self, pasted: Pasted) -> None:
        self._pasted = pasted
        self._drafts.note(pasted)

    def _look(self) -> None:
        """Find out who is meant, away from the window where there is much to look at."""
        self._turn += 1
        turn, text, event_id = self._turn, self._pasted.text, self._where.id
        number = text.count("\n") + 1
        if self._head is None or not text.strip() or number > MOST:
            many = f"These are {number:,} lines. At most {MOST:,} are looked at together."
            self.notice.say(many if number > MOST else "", "amber")
            self._found(turn, Looked())
        elif number <= AT_ONCE:
            self._found(turn, look_at(self.desk, text, event_id))
        else:

            def work(_progress: Progress) -> Looked:
                return look_at(self.desk, text, event_id)

            self._jobs.run(work, lambda looked: self._found(turn, looked), LABEL)

    def _found(self, turn: int, looked: Looked) -> None:
        if turn != self._turn:  # the text has changed since
            return
        first = not self._looked.lines
        typing = self.text.hasFocus()
        self._looked = looked
        self._show()
        if first and looked.lines:
            self.table.select_id(first_to_see(self._rows))
            if not typing:
                self._enter()

    # -- settling

    def take(self) -> None:
        """Take the first person of each chosen line that is open, and go on to the next."""
        open_ = [row for row in self.table.chosen_rows() if row.fate in TO_SETTLE]
        for row in open_:
            if len(open_) == 1 or len(row.meant.choices) == 1:
                self._answer(row.id, row.meant.choices[0].key)
        self._go_on_after(self.table.chosen_rows())

    def settle(self, which: int) -> None:
        """Choose one of the people of the line in hand, and go on to the next that is open."""
        if (row := self.table.chosen_row()) and which < len(row.meant.choices[:SHOWN]):
            self._answer(row.id, row.meant.choices[which].key)
            self._go_on_after([row])

    def leave_out(self) -> None:
        """Book nobody for the chosen lines."""
        rows = self.table.chosen_rows()
        for row in rows:
            self._answer(row.id, LEAVE_OUT)
        self._go_on_after(rows)

    def ask_again(self) -> None:
        """Forget what was answered for the chosen lines."""
        for row in self.table.chosen_rows():
            self._answer(row.id, None)
        self._show()

    def go_on(self) -> None:
        """Go to the next line that is to be settled."""
        row = self.table.current_row()
        self.table.select_id(next_open(self._rows, row.id if row else -1))
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _answer_here(self, key: str) -> None:
        """Take the person, or nobody, that was chosen with the mouse."""
        row = self.table.row_in_hand()
        if row is not None:
            self._answer(row.id, key)
            self._go_on_after([row])

    def _answer(self, number: int, answer: str | None) -> None:
        line = list(named_lines(self._looked.lines))[number]
        self._keep(self._pasted.answered(line, answer))

    def _go_on_after(self, rows: Sequence[Settled]) -> None:
        self._show()
        if rows:
            self.table.select_id(next_open(self._rows, rows[-1].id))

    # -- booking

    def book_all(self) -> None:
        """Book everybody who is settled, in one act; ask why where something speaks against it."""
        if not to_book(self._rows) or self._head is None:
            return
        self.notice.say("")
        if against := self._against():
            self.reason.ask(why_all_the_same(against), "Book all the same", self._with_reason)
        else:
            self._book("")

    def _with_reason(self, reason: str) -> bool:
        if not reason:
            self.reason.field.set_error(SAY_WHY)
            return False
        self._book(reason)
        return True

    def _book(self, reason: str) -> None:
        if self._head is not None:
            self._booking.book(self._where.id, self._head.row.title, self._rows, reason)
            self._show()

    def _on_refused(self, said: str) -> None:
        self.notice.say(said, "red")
        self._show()

    def _on_booked(self, event_id: int, done: ListBooked) -> None:
        """Go back to the event, or stay with the lines that are left."""
        if event_id != self._where.id:
            return
        left = left_to_settle(self._rows)
        self.live.told.emit(said := booked_said(done, left))
        if left:
            self._show()
            self.notice.say(said, "accent")
            self.table.select_id(next_open(self._rows, -1))
            return
        self._drafts.forget()
        self._take_in(Pasted())
        if self.isVisible():
            self._way.go(Where("Programme", kind="event", id=event_id, year=self._where.year))

    def _on_changed(self, change: Change) -> None:
        if change.word:
            self.notice.say("")
        super()._on_changed(change)
