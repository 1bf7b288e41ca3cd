"""Writing a message to several people: what for, to whom, in which words, and how it reads."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.message import Purpose, ToWhom
from trainingdesk.domain.message_texts import MessageText
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_templates import template_of
from trainingdesk.services.writing import Letter, Meant, letters, write
from ui.messages.message_panel import goes_with_said
from ui.messages.rule_form import TO_WHOM
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Size, Space
from ui.parts.words import Words
from ui.programme.acts import act


class LetterPanel(Beside):
    """Shows the first message as its reader gets it; nothing is sent from here.

    Whoever it is made for says which bookings are meant (``meant``), and asks first what else
    that depends on.
    """

    written = Signal(int)

    def __init__(
        self, desk: Desk, title: str, purposes: Sequence[Purpose], first: Mapping[str, Field]
    ) -> None:
        body = Prose()
        body.setFixedHeight(Size.FORM // 2)
        self.form = FormFields(
            {
                **first,
                "purpose": Field("About", Choice([each.value for each in purposes])),
                "whom": Field("Goes to", Choice(list(TO_WHOM))),
                "subject": Field("Subject", Entry()),
                "body": Field("Text", body),
            }
        )
        self.readers = Words("", "soft", wrap=True)
        self.goes_with = Words("", "soft", wrap=True)
        self.seen_subject, self.seen = Words("", "strong", wrap=True), Words("", wrap=True)
        names = (*first, "purpose", "whom")
        parts = down(*(self.form[name] for name in names), self.readers, gap=Space.M)
        for name in ("subject", "body"):
            parts.addWidget(self.form[name])
        for part in (Words("As the first reader will see it", "small"), self.seen_subject):
            parts.addWidget(part)
        parts.addWidget(self.seen)
        parts.addWidget(self.goes_with)
        super().__init__(title, parts, self.form, save="Put into the outbox")
        self.desk = desk
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self.show_letters)
        self.when_chosen("purpose", self.take_text)
        act(self, "Put the messages into the outbox", self.keep, "Ctrl+S")
        self.hide()

    @abstractmethod
    def meant(self, purpose: Purpose) -> Meant:
        """How the bookings are found that are written about."""

    @abstractmethod
    def why_not(self, purpose: Purpose, ids: Sequence[int]) -> str:
        """Why some who could be meant are not written to; nothing where none is left out."""

    def keep(self) -> None:
        """Write the messages, which wait in the outbox until somebody sends them."""
        purpose, whom, text = self._said()
        with self.problems_shown():
            name = f"messages: {purpose.value.lower()}"
            by = self.desk.stamp()
            find = self.meant(purpose)
            with self.desk.changing("Write", name) as db:
                made = write(db, find(db), purpose, to_whom=whom, by=by, text=text)
            self.settle()
            self.written.emit(made.new)

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self.show_letters()

    def begin_with(self, about: object, purpose: Purpose, whom: str, **first: str) -> None:
        """Ask what to write, beginning with the template of a purpose."""
        with self.desk.reading() as db:
            text = template_of(db, purpose)
        said = {"purpose": purpose.value, "whom": whom, "subject": text.subject, "body": text.body}
        self.begin_about(about, {**first, **said})
        self.show()
        self.show_letters()
        self.form.begin()

    def when_chosen(self, name: str, then: object) -> None:
        """Do something once another choice is made in a field."""
        control = self.form[name].control
        if isinstance(control, Choice) and callable(then):
            control.activated.connect(lambda _number: then())

    def take_text(self) -> None:
        """Take the template of what is chosen."""
        with self.desk.reading() as db:
            text = template_of(db, Purpose(self.form["purpose"].text()))
        self.form["subject"].set_text(text.subject)
        self.form["body"].set_text(text.body)
        self.show_letters()
        self.keep_draft()

    def show_letters(self) -> None:
        """Say how many get one, and show the first; what is not sound is shown as it stands."""
        purpose, whom, text = self._said()
        found: list[Letter] = []
        find = self.meant(purpose)
        with self.desk.reading() as db:
            ids = find(db)
            if not text.problems():
                by = self.desk.stamp()
                found = letters(db, ids, purpose, to_whom=whom, by=by, text=text)
        had = len(ids) * len(whom) - len(found) if not text.problems() else 0
        more = f"; {had:,} had theirs already" if had else ""
        self.readers.say(f"{counted(len(found), 'message')}{more}.{self.why_not(purpose, ids)}")
        self.save.setEnabled(bool(found) or bool(text.problems()))
        self.seen_subject.say(found[0].subject if found else text.subject)
        self.seen.say(found[0].body if found else text.body)
        self.goes_with.say(goes_with_said(found[0].goes_with) if found else "")

    def _said(self) -> tuple[Purpose, Sequence[ToWhom], MessageText]:
        texts = self.form.texts()
        text = MessageText(texts["subject"], texts["body"])
        return Purpose(texts["purpose"]), TO_WHOM[texts["whom"]], text
