"""Writing to people of an event: to whom, what for, and in which words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.message import Purpose, ToWhom
from trainingdesk.domain.message_texts import MessageText
from trainingdesk.services.desk import Desk
from trainingdesk.services.event_messages import (
    USUAL,
    USUALLY_TO,
    Group,
    group_of,
    waits_for_the_register,
)
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.writing import Letter, letters, write
from ui.messages.rule_form import TO_WHOM
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Size, Space
from ui.parts.words import Words
from ui.programme.acts import act

REGISTER_OPEN = "The register is open: who came is known once it is closed."


class WritePanel(Beside):
    """Shows the first message as its reader gets it; nothing is sent from here."""

    written = Signal(int)

    def __init__(self, desk: Desk) -> None:
        body = Prose()
        body.setFixedHeight(Size.FORM // 2)
        self.form = FormFields(
            {
                "group": Field("To", Choice([each.value for each in Group])),
                "purpose": Field("About", Choice([each.value for each in Purpose])),
                "whom": Field("Goes to", Choice(list(TO_WHOM))),
                "subject": Field("Subject", Entry()),
                "body": Field("Text", body),
            }
        )
        self.readers = Words("", "soft", wrap=True)
        self.seen_subject, self.seen = Words("", "strong", wrap=True), Words("", wrap=True)
        names = ("group", "purpose", "whom")
        parts = down(*(self.form[name] for name in names), self.readers, gap=Space.M)
        for name in ("subject", "body"):
            parts.addWidget(self.form[name])
        for part in (Words("As the first reader will see it", "small"), self.seen_subject):
            parts.addWidget(part)
        parts.addWidget(self.seen)
        super().__init__("Write", parts, self.form, save="Put into the outbox")
        self._desk, self._event_id = desk, 0
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._show)
        for name, then in (("group", self._usual), ("purpose", self._take_text)):
            control = self.form[name].control
            if isinstance(control, Choice):
                control.activated.connect(lambda _number, then=then: then())
        act(self, "Put the messages into the outbox", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, event_id: int, group: Group) -> None:
        """Ask what to write to people of an event."""
        self._event_id = event_id
        with self._desk.reading() as db:
            text = template_of(db, USUAL[group])
        given = {
            "group": group.value,
            "purpose": USUAL[group].value,
            "whom": _usually_to(group),
            "subject": text.subject,
            "body": text.body,
        }
        self.begin_about(event_id, given)
        self.show()
        self._show()
        self.form.begin()

    def keep(self) -> None:
        """Write the messages, which wait in the outbox until somebody sends them."""
        purpose, whom, text = self._meant()
        with self.problems_shown():
            name = f"messages: {purpose.value.lower()}"
            by = self._desk.stamp()
            with self._desk.changing("Write", name) as db:
                group = Group(self.form["group"].text())
                ids = group_of(db, self._event_id, group, purpose)
                made = write(db, ids, purpose, to_whom=whom, by=by, text=text)
            self.settle()
            self.written.emit(made.new)

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._show()

    def _meant(self) -> tuple[Purpose, Sequence[ToWhom], MessageText]:
        texts = self.form.texts()
        text = MessageText(texts["subject"], texts["body"])
        return Purpose(texts["purpose"]), TO_WHOM[texts["whom"]], text

    def _usual(self) -> None:
        """Take what such people are usually told, and to whom it goes."""
        group = Group(self.form["group"].text())
        self.form["purpose"].set_text(USUAL[group].value)
        self.form["whom"].set_text(_usually_to(group))
        self._take_text()

    def _take_text(self) -> None:
        """Take the template of what is chosen."""
        with self._desk.reading() as db:
            text = template_of(db, Purpose(self.form["purpose"].text()))
        self.form["subject"].set_text(text.subject)
        self.form["body"].set_text(text.body)
        self._show()
        self.keep_draft()

    def _show(self) -> None:
        """Say how many get one, and show the first; what is not sound is shown as it stands."""
        purpose, whom, text = self._meant()
        found: list[Letter] = []
        with self._desk.reading() as db:
            group = Group(self.form["group"].text())
            ids = group_of(db, self._event_id, group, purpose)
            waits = waits_for_the_register(db, self._event_id, group, purpose)
            left_out = len(group_of(db, self._event_id, group)) - len(ids)
            if not text.problems():
                by = self._desk.stamp()
                found = letters(db, ids, purpose, to_whom=whom, by=by, text=text)
        had = len(ids) * len(whom) - len(found) if not text.problems() else 0
        more = f"; {had:,} had theirs already" if had else ""
        why = f" {REGISTER_OPEN}" if waits else _not_so(left_out)
        self.readers.say(f"{counted(len(found), 'message')}{more}.{why}")
        self.save.setEnabled(bool(found) or bool(text.problems()))
        self.seen_subject.say(found[0].subject if found else text.subject)
        self.seen.say(found[0].body if found else text.body)


def _not_so(left_out: int) -> str:
    """That some of a group are not written to, as it would not be true of them."""
    are = "is" if left_out == 1 else "are"
    return f" {left_out:,} {are} left out: it is not so of them." if left_out else ""


def _usually_to(group: Group) -> str:
    """To whom messages to a group usually go, in words."""
    wanted = USUALLY_TO.get(group, (ToWhom.DELEGATE,))
    return next(said for said, some in TO_WHOM.items() if some == wanted)
