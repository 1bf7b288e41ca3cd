"""How messages leave the desk: as drafts, or through a mail server."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from trainingdesk.domain.message import Leaving, Security
from trainingdesk.domain.typed import number_typed
from trainingdesk.services.mail_passwords import Account, Passwords
from trainingdesk.services.mail_settings import (
    MailDetails,
    is_practice,
    mail_details,
    practise,
    save_mail_details,
)
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import across, card, down, scrolled
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.switch import Switch
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

NOT_KEPT = (
    "This computer keeps no passwords for programs: this one lasts until Training Desk is closed."
)
KEPT_BY = "Kept by this computer, never in the desk. Left empty, it stays as it is."
PRACTICE = {"Sends": False, "Practice: never sends": True}
WAYS = {
    "Drafts, saved in a folder and sent from another program": Leaving.DRAFTS,
    "A mail server (SMTP)": Leaving.SMTP,
}


class LeavingPage(LiveView):
    """A form that stays open: what is typed stays until it is saved or taken back."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"board"})

    def __init__(self, live: LiveDesk, passwords: Passwords) -> None:
        super().__init__(live)
        self._passwords, self._kept = passwords, MailDetails()
        self.fields = FormFields(_fields())
        secret = self.fields["password"].control
        if isinstance(secret, QLineEdit):
            secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.practice = Switch(list(PRACTICE), name="What this desk is for")
        self.save = Button("Save", "primary", keys="Ctrl+S")
        self.notice = Notice("", "accent")
        self.save_action = act(self, "&Save how messages leave", self.save_all, "Ctrl+S")
        self._lay_out()
        self.fields.edited.connect(self._show_server)
        self.save.clicked.connect(self.save_action.trigger)
        self.practice.changed.connect(lambda _name: self._turn_practice())

    def _lay_out(self) -> None:
        parts = down(Words("How messages leave", "lead"), self.notice, gap=Space.M)
        parts.addWidget(self.fields["leaving"])
        for names in (("from_name", "from_address"), ("host", "port", "security")):
            parts.addLayout(self._row(*names))
        parts.addLayout(self._row("user", "password"))
        parts.addLayout(across(self.save, None))
        parts.addWidget(Words("This desk", "lead"))
        parts.addLayout(across(self.practice, None))
        parts.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        framed = card(parts)
        framed.setMaximumWidth(2 * Size.FORM + Size.SEARCH)
        column = down(framed, None, gap=Space.M)
        column.setContentsMargins(0, Space.M, Space.XL, Space.M)
        self.setLayout(down(scrolled(column)))

    def _row(self, *names: str) -> QBoxLayout:
        row = across(gap=Space.M)
        for name in names:
            row.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
        return row

    def enter(self) -> None:
        """Take the keys, on the first field."""
        self.fields.begin()

    def reload(self) -> None:
        typing = self.typed() != self._kept
        with self.desk.reading() as db:
            self._kept = mail_details(db)
            practice = is_practice(db)
        if not typing or self.fields["port"].text() == "":
            self._fill()
        self.practice.set_here(next(name for name, on in PRACTICE.items() if on is practice))
        self._show_server()

    def unkept(self) -> str:
        """What would be lost if the window closed now."""
        begun = bool(self.fields["port"].text())  # which is filled as soon as it shows
        typed = bool(self.fields["password"].text()) or self.typed() != self._kept
        return "how messages leave" if begun and typed else ""

    def typed(self) -> MailDetails:
        """What the form says now; what is no port is 0, which is refused."""
        texts = {name: text.strip() for name, text in self.fields.texts().items()}
        return MailDetails(
            WAYS[texts["leaving"]],
            texts["host"],
            number_typed(texts["port"]) or 0,
            Security(texts["security"]),
            texts["user"],
            texts["from_address"],
            texts["from_name"],
        )

    def save_all(self) -> None:
        """Save what is typed, and have the system keep the password; or mark what is wrong."""
        details = self.typed()
        self.fields.clear()
        self.notice.say("")
        if problems := details.problems():
            self.fields.show_problems(problems)
            self.fields.first_fault()
            return
        with refusals_shown(self), self.desk.changing("Change", "how messages leave") as db:
            save_mail_details(db, details, opened=self._kept)
        self._keep_password(details)

    def _keep_password(self, details: MailDetails) -> None:
        password = self.fields["password"].text()
        if password and not self._passwords.keep(Account(details.host, details.user), password):
            self.notice.say(NOT_KEPT, "amber")
        self.fields["password"].set_text("")

    def _fill(self) -> None:
        kept = self._kept
        way = next(name for name, leaving in WAYS.items() if leaving is kept.leaving)
        self.fields.fill(
            {
                "leaving": way,
                "host": kept.host,
                "port": str(kept.port),
                "security": kept.security.value,
                "user": kept.user,
                "password": "",
                "from_name": kept.from_name,
                "from_address": kept.from_address,
            }
        )

    def _show_server(self) -> None:
        by_server = WAYS[self.fields["leaving"].text()] is Leaving.SMTP
        for name in ("host", "port", "security", "user", "password"):
            self.fields[name].setVisible(by_server)

    def _turn_practice(self) -> None:
        on = PRACTICE[self.practice.here]
        with refusals_shown(self), self.desk.changing("Change", "what this desk is for") as db:
            practise(db, practice=on)


def _fields() -> dict[str, Field]:
    return {
        "leaving": Field("Messages leave by", Choice(list(WAYS))),
        "from_name": Field("From, the name", Entry(), help_text="Empty: the board's name."),
        "from_address": Field("From, the address", Entry()),
        "host": Field("Mail server", Entry()),
        "port": Field("Port", Entry(), help_text="587 with STARTTLS, 465 with TLS."),
        "security": Field("Protected by", Choice([each.value for each in Security])),
        "user": Field("User name", Entry(), help_text="Empty where the server asks for none."),
        "password": Field("Password", Entry(), help_text=KEPT_BY),
    }
