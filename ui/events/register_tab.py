"""The register of an event, keyed a letter at a time."""

from datetime import time
from typing import ClassVar

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance
from trainingdesk.domain.attendance_rule import Marked
from trainingdesk.domain.figures import counted
from trainingdesk.services import registers
from trainingdesk.services.documents import register_document
from trainingdesk.services.mark_history import mark_changes_of
from trainingdesk.services.marking import would_stand
from trainingdesk.services.registers import Register, RegisterLine, register_of
from trainingdesk.services.saving import save_document
from ui.events.agency_counts import AgencyCounts
from ui.events.event_tab import EventTab
from ui.events.marks_file import HEADS, values_of
from ui.events.minutes_box import MinutesBox
from ui.events.quick_marks import QuickMarks
from ui.events.reason_box import ReasonBox
from ui.events.register_columns import columns_of, giving_way, key_of, session_of
from ui.events.register_file import heads_of, rows_of
from ui.events.register_foot import RegisterFoot
from ui.events.register_words import ALL_THE_REST, letters
from ui.events.saving import ask_where, save_rows
from ui.events.telling import Told, said_name, told_in
from ui.events.walk_in_row import WalkInRow
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.keyed import KeyedTable
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.way import Way
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.columns import NARROW

LETTERS = "".join(BY_LETTER) + ALL_THE_REST


class RegisterTab(EventTab):
    """Marks who came; each mark is kept as it is typed, and can be taken back."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "booking", "delegate", "delegate_needs", "event", "event_session", "mark"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._register: Register | None = None
        self.table: KeyedTable[RegisterLine] | None = None
        self.notice, self.reason, self.minutes = Told(live), ReasonBox(), MinutesBox()
        self.counts = AgencyCounts(live)
        self.walk_in = Button("Walk-in", "secondary", "user-plus", "W")
        self.close_button = Button("Close register", "primary", "", "Ctrl+Enter")
        self.walk_ins = WalkInRow(self, self.notice, self.reason)
        self.quick = QuickMarks(
            self, self.notice, self._session_at_hand, scanned=self._session_of_today
        )
        self.quick.hear(self.walk_ins.box, self.reason.entry, *self.minutes.entries)
        self.foot = RegisterFoot(self.quick)
        self.nobody = Empty(
            "clipboard-check",
            "Nobody is on the register yet",
            "Whoever is booked stands here. Whoever comes without a booking is a walk-in.",
        )
        self._lay_out()
        self._make_acts()
        self._connect()

    # -- making it

    def _lay_out(self) -> None:
        self._letters = letters()
        head = across(self._letters, None, self.walk_in, self.close_button)
        self._place = down(self.nobody, gap=0)
        asked = down(self.reason, self.minutes, gap=0)
        column = down(head, self.notice, asked, self.walk_ins, gap=Space.M)
        beside = across(gap=Space.L)
        beside.addLayout(self._place, 1)
        beside.addWidget(self.counts)
        column.addLayout(beside, 1)
        column.addWidget(self.foot)
        self.setLayout(column)

    def _make_acts(self) -> None:
        self.walk_in_action = act(self, "Note a &walk-in…", self.ask_walk_in, "W")
        self.rest_action = act(self, "All the &rest attended", self.mark_the_rest)
        self.minutes_action = act(self, "&Minutes late, or when they left…", self.ask_minutes, "M")
        self.counts_action = act(self, "Counts by a&gency", self.turn_counts, "G")
        self.changes_action = act(self, "Export e&very mark and correction…", self.export_marks)
        self.close_action = act(
            self, "&Close register", self.close_register, "Ctrl+Return", "Ctrl+Enter"
        )
        self.reopen_action = act(
            self, "Re&open register", self.reopen_register, "Ctrl+Return", "Ctrl+Enter"
        )
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")

    def _connect(self) -> None:
        self.walk_in.clicked.connect(self.ask_walk_in)
        self.close_button.clicked.connect(self._close_or_reopen)
        self.walk_ins.noted.connect(self._show_line)
        self.walk_ins.turned.connect(self._allow)
        for box in (self.reason, self.minutes):
            box.closed.connect(self._go_on)

    # -- what it shows

    def export(self) -> None:
        """Save the list with the codes of its rows, so that it can be filled in and loaded."""
        register = self._register
        if register is not None:
            name, rows = f"Register {self.reference}", rows_of(register)
            save_rows(self, name, heads_of(register), rows, said=self.said.emit)

    def export_marks(self) -> None:
        """Save every mark that was given, corrected or taken away, with who and when."""
        with self.desk.reading() as db:
            rows = [values_of(row) for row in mark_changes_of(db, self.event_id)]
        save_rows(self, f"Marks {self.reference}", HEADS, rows, said=self.said.emit)

    def turn_counts(self) -> None:
        """Show how many each agency sent so far, or put that away."""
        self.counts.setHidden(not self.counts.isHidden())
        self._give_way()

    def _give_way(self) -> None:
        """Beside the marks, and the counts, which name the agencies, leave delegates their room."""
        beside = 0 if self.counts.isHidden() else self.counts.width()
        if self.table is not None and self._register is not None:
            away, narrow = giving_way(self._register, self.width() - beside)
            away |= {"Agency"} if beside and self.width() - beside < NARROW else set()
            self.table.columns_shown.give_way(away, narrow)

    def begin(self) -> None:
        self.notice.say("")
        self.walk_ins.put_away()
        for box in (self.reason, self.minutes):
            box.hide()
        self._drop_table()

    def enter(self) -> None:
        if self.table is not None and self.table.isVisibleTo(self):
            if not self.table.currentIndex().isValid():
                self._to_first_unmarked()
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._register is not None:
            # With nobody on it, what stands below is hidden, and keys given there would be lost.
            open_ = self._register.closed_on is None
            button = self.walk_in if open_ else self.close_button
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        with self.desk.reading() as db:
            register = register_of(db, self.event_id, today=self.desk.today())
        before, self._register = self._register, register
        if self.table is None or before is None or before.sessions != register.sessions:
            self._make_table(register)
        self.counts.count(register.by_agency)
        if self.table is not None:
            self.table.show_rows(register.lines)
            self.table.setVisible(bool(register.lines))
        self.nobody.setHidden(bool(register.lines))
        self._show_state(register)

    def _make_table(self, register: Register) -> None:
        self._drop_table()
        keyed = {key_of(session.id) for session in register.sessions}
        table: KeyedTable[RegisterLine] = KeyedTable(
            columns_of(register), "Register", keyed=keyed, letters=LETTERS, advances=False
        )
        table.follow(self.live, f"event.register.{len(register.sessions)}")
        table.keyed.connect(self._on_keyed)
        table.typed.connect(self.quick.take_letter)
        table.acts = [self.minutes_action, self.walk_in_action, self.rest_action]
        table.acts += [self.close_action, self.reopen_action, self.counts_action]
        table.acts += [self.quick.load_action, self.export_action, self.changes_action]
        self.table = table
        self._give_way()
        self._place.insertWidget(0, table)
        self.setTabOrder(self.close_button, table)

    def _drop_table(self) -> None:
        if self.table is not None:
            self._place.removeWidget(self.table)
            self.table.hide()
            self.table.deleteLater()
            self.table = None

    def _show_state(self, register: Register) -> None:
        closed = register.closed_on is not None
        self.foot.show_register(register)
        self.close_button.say("Reopen register" if closed else "Close register")
        self._letters.setEnabled(not closed)
        self._allow()

    def _allow(self) -> None:
        closed = self._register is not None and self._register.closed_on is not None
        self.close_action.setEnabled(not closed and self.walk_ins.isHidden())
        self.reopen_action.setEnabled(closed)
        for action in (self.walk_in_action, self.rest_action, self.minutes_action):
            action.setEnabled(not closed)
        self.walk_in.setEnabled(not closed)
        self.quick.allow(is_open=not closed)

    def _to_first_unmarked(self) -> None:
        """Go on where the first day that is not finished was left."""
        register = self._register
        if self.table is None or register is None or not (register.lines and register.sessions):
            return
        unmarked = (
            (place, column)
            for column, session in enumerate(register.sessions)
            for place, line in enumerate(register.lines)
            if session.id not in line.marks
        )
        self.table.set_cursor(*next(unmarked, (0, 0)))

    def _session_at_hand(self) -> int | None:
        """The session that is being marked: the cursor's, or the last that has begun."""
        cell = self.table.cursor_cell() if self.table is not None else None
        if cell is not None:
            return session_of(cell[1])
        sessions = self._register.sessions if self._register else []
        begun = [session.id for session in sessions if session.day <= self.desk.today()]
        return next(iter([*reversed(begun), *(session.id for session in sessions)]), None)

    def _session_of_today(self) -> int | None:
        """The session that is scanned at the door: today's, or else the one that is marked."""
        at_hand, today = self._session_at_hand(), self.desk.today()
        sessions = self._register.sessions if self._register else []
        held = [session.id for session in sessions if session.day == today]
        return at_hand if at_hand in held or not held else held[0]

    # -- marking

    def _on_keyed(self, line: RegisterLine, key: str, letter: str) -> None:
        session = session_of(key)
        if letter == ALL_THE_REST:
            self.mark_the_rest(session)
            return
        said = Marked(BY_LETTER[letter]) if letter else None
        if self._mark(line, session, said) and letter and self.table:
            self.table.advance()

    def _mark(self, line: RegisterLine, session: int, said: Marked | None) -> bool:
        """Mark somebody, and say where the board's rule makes something else of it."""
        name = said_name(line.delegate)
        label, what = "Remove", f"the mark of {name}"
        if said:
            with self.desk.reading() as db:
                told = would_stand(db, line.id, session_id=session, said=said).told
            label, what = "Mark", f"{name} {told}"
        stands = None
        with told_in(self.notice), self.desk.changing(label, what) as db:
            stands = registers.mark(
                db,
                line.id,
                session_id=session,
                attendance=said.attendance if said else None,
                minutes_late=said.minutes_late if said else None,
                left_at=said.left_at if said else None,
                by=self.desk.stamp(),
            )
        refused = bool(self.notice.words.text())
        if said and stands is Attendance.ABSENT is not said.attendance:
            self.notice.say(f"{name} counts as absent, by the board's rule.", "accent")
        return not refused

    def ask_minutes(self) -> None:
        """Ask how late whoever is chosen came, and when they left."""
        cell = self.table.cursor_cell() if self.table is not None else None
        if cell is None:
            return
        line, session = cell[0], session_of(cell[1])
        known = line.said.get(session)
        came = known.attendance if known and known.attendance in CAME else Attendance.ATTENDED

        def keep(late: int | None, left: time | None) -> bool:
            kept = self._mark(line, session, Marked(came, late, left))
            if kept and self.table is not None:
                self.table.advance()
            return kept

        question = f"How late did {said_name(line.delegate)} come, and when did they leave?"
        self.minutes.ask(question, known, keep)

    def mark_the_rest(self, session: int | None = None) -> None:
        """Mark as attended whoever has no mark yet, for one session or for each that has begun."""
        with told_in(self.notice), self.desk.changing("Mark", "all the rest Attended") as db:
            registers.mark_the_rest(db, self.event_id, session_id=session, by=self.desk.stamp())

    # -- walk-ins

    def ask_walk_in(self) -> None:
        """Ask who came without a booking."""
        self.notice.say("")
        self.walk_ins.ask()

    def _go_on(self) -> None:
        """Give the keys back to what was done before something was asked."""
        if self.walk_ins.isHidden():
            self.enter()
        else:
            self.walk_ins.ask()

    def _show_line(self, booking: int) -> None:
        register, table = self._register, self.table
        if register is None or table is None:
            return
        for place, line in enumerate(register.lines):
            if line.id == booking:
                table.set_cursor(place)
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.walk_ins.isHidden():
            self.walk_ins.put_away()
            self.enter()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(Size.NAV, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        acts = self.walk_in.sizeHint().width() + self.close_button.sizeHint().width()
        legend = self._letters.sizeHint().width()
        self._letters.setVisible(legend + acts + 3 * Space.S <= self.width())
        self._give_way()

    # -- closing, and paper

    def _close_or_reopen(self) -> None:
        closed = self._register is not None and self._register.closed_on is not None
        (self.reopen_register if closed else self.close_register)()

    def close_register(self) -> None:
        """Close the register, which makes certificates due."""
        judged = 0
        with told_in(self.notice), self.desk.changing("Close register", self._of()) as db:
            judged = registers.close_register(db, self.event_id, by=self.desk.stamp())
        if judged:
            said = f"{counted(judged, 'mark')} changed by the board's rule: see the History."
            self.notice.say(said, "accent")

    def reopen_register(self) -> None:
        """Ask why the register is to be opened again, and say what that undoes."""
        with self.desk.reading() as db:
            undone = registers.what_reopening_undoes(db, self.event_id).said
        self.notice.say("")
        question = "Why is the register opened again?"
        self.reason.ask(f"{question} {undone}".strip(), "Reopen register", self._reopen)

    def _reopen(self, reason: str) -> bool:
        with told_in(self.notice), self.desk.changing("Reopen register", self._of()) as db:
            registers.reopen_register(db, self.event_id, reason=reason, by=self.desk.stamp())
        return not self.notice.words.text()

    def print_register(self) -> None:
        """Save the register as a PDF to sign."""
        path = ask_where(self, "Print register", f"Register {self.reference}.pdf", "PDF (*.pdf)")
        if path is None:
            return
        with told_in(self.notice), self.desk.reading() as db:
            document = register_document(db, self.event_id, today=self.desk.today())
            save_document(document, path)
            self.said.emit(f"Saved the register of {self.reference} as {path.name}.")

    def _of(self) -> str:
        return f"of {self.reference}"
