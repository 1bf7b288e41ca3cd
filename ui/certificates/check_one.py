"""Checking a certificate by its number."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from trainingdesk.domain.words import long_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.certificates import CheckedCertificate, certificate_numbered
from trainingdesk.services.desk import Desk
from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words


class CheckOne(QFrame):
    """Type a number: whose it is, for which course, of which day; or that there is none."""

    opened = Signal(int, str)  # the event, and its training year

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk = desk
        self._found: CheckedCertificate | None = None
        self.entry = Entry(hint="201718-00042-K", glyph="search", name="Number of a certificate")
        field = Field("&Number", self.entry, help_text="As it is printed; dashes may be left out.")
        self.verdict = Words("", "strong", wrap=True)
        self.whose = Words("", wrap=True)
        self.more = Words("", "soft", wrap=True)
        self.open = Button("Open the event", "link", "calendar-days").slim()
        self.open.clicked.connect(self._open)
        self.entry.textChanged.connect(lambda _text: self._check())
        self.entry.returnPressed.connect(self._check)
        column = down(Words("Check a certificate", "lead"), field, Space.XS, gap=Space.S)
        for part in (self.verdict, self.whose, self.more):
            column.addWidget(part)
        column.addLayout(across(self.open, None))
        column.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        self.setLayout(column)
        self.setFixedWidth(Size.NAV + Space.XXL)
        self._check()

    def begin(self) -> None:
        """Take the keyboard, ready for another number."""
        self.entry.setFocus()
        self.entry.selectAll()

    def _check(self) -> None:
        typed = self.entry.text().strip()
        self._found = None
        if typed:
            with self._desk.reading() as db:
                self._found = certificate_numbered(db, typed)
        self._say(typed)

    def _say(self, typed: str) -> None:
        found = self._found
        if found is None:
            self.verdict.say("No such certificate" if typed else "")
            self.verdict.set_role("strong")
            self.whose.say("")
            self.more.say("No certificate of this desk has that number." if typed else "")
        else:
            withdrawn = found.withdrawn_on
            self.verdict.say(
                f"Withdrawn on {long_day(withdrawn)}" if withdrawn else "A valid certificate"
            )
            self.verdict.set_role("amber" if withdrawn else "green")
            self.whose.say(found.delegate)
            self.more.say(
                f"{found.course}, {long_day(found.starts)}. "
                f"Issued on {long_day(found.issued_on)} as {found.number}."
            )
        for words in (self.verdict, self.whose, self.more):
            words.setHidden(not words.text())
        self.open.setVisible(found is not None)

    def _open(self) -> None:
        if self._found:
            self.opened.emit(self._found.event_id, TrainingYear.of(self._found.starts).name)
