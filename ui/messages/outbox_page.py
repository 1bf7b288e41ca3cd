"""The outbox: what waits, what needs a look, what has gone; nothing goes without being asked."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.figures import counted
from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.message import Leaving, MessageState
from trainingdesk.domain.words import short_day
from trainingdesk.services.mail_passwords import Passwords
from trainingdesk.services.mail_settings import is_practice, mail_details
from trainingdesk.services.outbox import (
    Box,
    MessageRow,
    count_as_sent,
    in_boxes,
    outbox,
    try_again,
    withdraw,
)
from trainingdesk.services.progress import Progress
from trainingdesk.services.sending import PRACTICE, Sent, save_drafts, send
from ui.answers import Answers
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.panels import Panels
from ui.messages.message_panel import MessagePanel
from ui.parts.cell import Cell
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import is_agreed, refusals_shown
from ui.parts.rows_model import Column
from ui.parts.switch import Switch
from ui.parts.theme import Space, Width
from ui.parts.words import Button
from ui.programme.acts import act, allow

EMPTY = {
    Box.TO_SEND: (
        "Nothing waits to be sent",
        "Rules write messages, and you do on an event's page; they wait here until they go.",
    ),
    Box.TO_LOOK_AT: (
        "Nothing needs a look",
        "A message that did not go stands here with why not, until it is tried again or withdrawn.",
    ),
    Box.GONE: (
        "Nothing has been sent yet",
        "Messages that went, or were saved as drafts, are kept here with their day.",
    ),
}
"""What is said of a part of the outbox in which nothing is."""
NOTHING_GOES = PRACTICE[0].lower() + PRACTICE[1:]
NONE_WAITS = "no message waits to be sent."
DRAFTS_ONLY = "messages leave this desk as drafts: save them with Ctrl+Shift+S."
IN_DOUBT = frozenset({MessageState.FAILED, MessageState.PERHAPS})
TO_WITHDRAW = frozenset({MessageState.WAITING, MessageState.FAILED})


class OutboxPage(LiveView):
    """Sends, saves as drafts, tries again and withdraws what is chosen, or all that waits."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"board", "delegate", "event", "message"})

    def __init__(self, live: LiveDesk, jobs: Jobs, passwords: Passwords) -> None:
        super().__init__(live)
        self._jobs, self._passwords = jobs, passwords
        self._rows: list[MessageRow] = []
        self.box = Switch(list(Box), name="Part of the outbox")
        self.panel = MessagePanel()
        self.panels = Panels(self.panel)
        self.notice = Notice("", "amber")
        self.send = Button("Send", "primary", "send", "Ctrl+Return")
        self.drafts = Button("Save as drafts", "secondary", "download", "Ctrl+Shift+S")
        self.answer = Button("Take in a reply", "secondary", "upload", "Ctrl+Shift+I")
        self.again = Button("Try again", "quiet", "undo-2")
        self.settle = Button("It was sent", "quiet", "check")
        self.withdraw = Button("Withdraw", "quiet", "x", "Del")
        nothing = Empty("mail", *EMPTY[Box.TO_SEND])
        kind = ListKind(
            "Messages",
            "messages.outbox",
            "message",
            "messages",
            sort="",
            many=True,
            gives_way={"Why not": ROOMY, "When": NARROW},
        )
        self.list: FoundList[MessageRow] = FoundList(
            live, kind, COLUMNS, nothing, self.again, self.settle, self.withdraw
        )
        self.list.count.export.hide()
        self._make_acts()
        column = down(
            across(self.box, None, self.answer, self.drafts, self.send), self.notice, gap=Space.M
        )
        column.addWidget(self.list, 1)
        row = self.panels.beside(column)
        column.setContentsMargins(0, Space.M, Space.XL, 0)
        self.setLayout(row)
        self._connect()

    def _make_acts(self) -> None:
        self.send_action = act(self, "&Send the messages…", self.send_them, "Ctrl+Return")
        self.drafts_action = act(
            self, "Save the messages as &drafts…", self.save_as_drafts, "Ctrl+Shift+S"
        )
        self.answer_action = act(
            self, "Take in a saved reply, or what came &back…", self.take_in, "Ctrl+Shift+I"
        )
        self.read_action = act(self, "&Read the message", self.read_chosen, "F2")
        self.again_action = act(self, "&Try again", self.try_again)
        self.settle_action = act(self, "It &was sent", self.count_as_sent)
        self.withdraw_action = act(self, "With&draw", self.withdraw_chosen, "Del")
        self.list.table.acts = [
            self.read_action,
            self.again_action,
            self.settle_action,
            self.withdraw_action,
        ]

    def _connect(self) -> None:
        self.send.clicked.connect(self.send_action.trigger)
        self.drafts.clicked.connect(self.drafts_action.trigger)
        self.answer.clicked.connect(self.answer_action.trigger)
        self.again.clicked.connect(self.again_action.trigger)
        self.settle.clicked.connect(self.settle_action.trigger)
        self.withdraw.clicked.connect(self.withdraw_action.trigger)
        self.box.changed.connect(lambda _name: self.reload())
        self.list.asked.connect(self.show_rows)
        self.list.chosen.connect(self._on_chosen)
        self.list.opened.connect(self.read)
        self.panels.closed.connect(self.list.enter)

    # -- what it shows

    def enter(self) -> None:
        """Take the keys, on the list."""
        self.list.enter()

    def reload(self) -> None:
        now = self.desk.stamp().at
        with self.desk.reading() as db:
            self._rows = outbox(db, Box(self.box.here), now=now)
            self._practice = is_practice(db)
            self._drafts_only = mail_details(db).leaving is Leaving.DRAFTS
            look = in_boxes(db, now=now)[Box.TO_LOOK_AT]
        needs = counted(look, "message needs a look", "messages need a look")
        elsewhere = look and self.box.here != Box.TO_LOOK_AT
        self.notice.say(PRACTICE if self._practice else f"{needs}." if elsewhere else "")
        self.show_rows()

    def show_rows(self) -> None:
        """Show the messages that hold every word that is sought."""
        sought = folded(self.list.words).split()
        left = [row for row in self._rows if all(w in folded(_told(row)) for w in sought)]
        self.list.empty.say(*EMPTY[Box(self.box.here)])
        self.list.show_found(left, in_all=len(self._rows))
        self._on_chosen()

    def _on_chosen(self) -> None:
        chosen = self.list.table.chosen_rows()
        states = {row.state for row in chosen}
        to_go = bool(self._to_go()) and not self._practice
        self.send.say(f"Send {counted(len(self._to_go()), 'message')}" if to_go else "Send")
        nothing = NOTHING_GOES if self._practice else "" if to_go else NONE_WAITS
        allow(self.drafts_action, why_not=nothing)
        allow(self.send_action, why_not=nothing or (DRAFTS_ONLY if self._drafts_only else ""))
        for button, action in ((self.send, self.send_action), (self.drafts, self.drafts_action)):
            button.setEnabled(action.isEnabled())
        self.send.setVisible(not self._drafts_only)
        self.read_action.setEnabled(len(chosen) == 1)
        self._offer(self.again, self.again_action, allowed=bool(states) and states <= IN_DOUBT)
        perhaps = states == {MessageState.PERHAPS}
        self._offer(self.settle, self.settle_action, allowed=perhaps)
        may_go = bool(states) and states <= TO_WITHDRAW
        self._offer(self.withdraw, self.withdraw_action, allowed=may_go)
        if self.panel.isVisible() and len(chosen) == 1:
            self.panel.show_message(chosen[0])

    def _offer(self, button: Button, action: object, *, allowed: bool) -> None:
        button.setVisible(allowed)
        action.setEnabled(allowed)  # type: ignore[attr-defined]

    def _to_go(self) -> list[MessageRow]:
        """What is chosen of those that wait; all of them where none is."""
        waits = [row for row in self._rows if row.state is MessageState.WAITING]
        chosen = {row.id for row in self.list.table.chosen_rows()}
        return [row for row in waits if row.id in chosen] or waits

    # -- what one does

    def read_chosen(self) -> None:
        """Show the chosen message."""
        if row := self.list.table.chosen_row():
            self.read(row)

    def read(self, row: MessageRow) -> None:
        """Show a message as its reader gets it."""
        self.list.choose(row.id)
        self.panels.make_way(self.panel)
        self.panel.show_message(row)

    def send_them(self) -> None:
        """Ask once more, in numbers, and send what is chosen, or all that waits."""
        rows = self._to_go()
        if not rows or not is_agreed(
            self, f"Send {_numbered(rows)}? This cannot be undone.", "Send"
        ):
            return
        ids = [row.id for row in rows]

        def work(progress: Progress) -> Sent:
            return send(self.desk, ids, passwords=self._passwords, progress=progress)

        self._jobs.run(work, lambda sent: self.said.emit(str(sent)), "Sending messages")

    def save_as_drafts(self) -> None:
        """Save what is chosen, or all that waits, for another mail program to send."""
        rows = self._to_go()
        title = f"Save {_numbered(rows)} as drafts in a folder"
        folder = QFileDialog.getExistingDirectory(self, title) if rows else ""
        if not folder:
            return
        ids = [row.id for row in rows]

        def work(progress: Progress) -> list[Path]:
            return save_drafts(self.desk, ids, Path(folder), progress=progress)

        def then(saved: Sequence[Path]) -> None:
            drafts = counted(len(saved), "draft")
            self.said.emit(f"Saved {drafts} in {Path(folder).name}. Open each one and send it.")

        self._jobs.run(work, then, "Saving drafts")

    def take_in(self) -> None:
        """Ask for saved e-mails, and what to do about each; they may be dropped on the window."""
        title = "Saved replies, and what came back"
        names, _kind = QFileDialog.getOpenFileNames(self, title, "", "Saved e-mails (*.eml)")
        Answers(self.live, self).take([Path(name) for name in names])

    def try_again(self) -> None:
        """Put what failed among what waits; what was perhaps sent only after asking."""
        rows = self.list.table.chosen_rows()
        doubtful = [row for row in rows if row.state is MessageState.PERHAPS]
        asked = f"{_numbered(doubtful)} may have been sent. Send again all the same?"
        if doubtful and not is_agreed(self, asked, "Send again"):
            return
        now = self.desk.stamp().at
        with refusals_shown(self), self.desk.changing("Try again", _numbered(rows)) as db:
            try_again(db, [row.id for row in rows], now=now)

    def count_as_sent(self) -> None:
        """Settle that what was perhaps sent was sent."""
        rows = self.list.table.chosen_rows()
        now = self.desk.stamp().at
        with refusals_shown(self), self.desk.changing("Count as sent", _numbered(rows)) as db:
            count_as_sent(db, [row.id for row in rows], now=now)

    def withdraw_chosen(self) -> None:
        """Take back what has not gone."""
        rows = self.list.table.chosen_rows()
        with refusals_shown(self), self.desk.changing("Withdraw", _numbered(rows)) as db:
            withdraw(db, [row.id for row in rows])


def _numbered(rows: Sequence[MessageRow]) -> str:
    readers = counted(len({row.to_address for row in rows}), "address", "addresses")
    return f"{counted(len(rows), 'message')} to {readers}"


def _told(row: MessageRow) -> str:
    return f"{row.to_name} {row.to_address} {row.delegate} {row.event} {row.purpose.value}"


def _when(row: MessageRow) -> Cell:
    at = (row.sent_at or row.made_at).astimezone(LONDON)
    return Cell(f"{short_day(at.date())}, {at:%H:%M}", "soft")


def _to(row: MessageRow) -> Cell:
    return Cell(row.to_name or row.delegate, strong=True, note=row.to_address or "no address")


COLUMNS: list[Column[MessageRow]] = [
    Column("To", _to, share=3),
    Column("Message", lambda m: Cell(m.purpose.value), share=2),
    Column("About", lambda m: Cell(m.event, "soft", note=short_day(m.starts)), share=3),
    Column("State", lambda m: Cell(chip=m.state.value), Width.CHIP),
    Column("When", _when, Width.MARK),
    Column("Why not", lambda m: Cell(m.failure, "soft"), share=2),
]
