"""The form for what messages of a purpose say, with the text as its reader will see it."""

from dataclasses import asdict

from PySide6.QtCore import Signal

from trainingdesk.domain.message import Purpose
from trainingdesk.domain.message_texts import MessageText
from trainingdesk.domain.placeholders import STANDS_FOR
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_preview import preview
from trainingdesk.services.message_templates import (
    back_to_usual,
    save_template,
    template_of,
    templates,
)
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import across, down
from ui.parts.messages import refusals_shown
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

PLACEHOLDERS = "\n".join(f"{{{name.value}}}: {about}" for name, about in STANDS_FOR.items())


class TemplateForm(Beside):
    """Asks for a subject and a text; under them stands what the reader gets."""

    saved = Signal(str)

    def __init__(self, desk: Desk) -> None:
        body = Prose()
        body.setFixedHeight(Size.FORM // 2)
        self.form = FormFields({"subject": Field("Subject", Entry()), "body": Field("Text", body)})
        self.seen_subject = Words("", "strong", wrap=True)
        self.seen = Words("", wrap=True)
        self.usual = Button("Back to the usual text", "link", "undo-2")
        parts = down(
            self.form["subject"],
            self.form["body"],
            across(self.usual, None),
            Words("As the reader will see it", "small"),
            self.seen_subject,
            self.seen,
            Words("Placeholders", "small"),
            Words(PLACEHOLDERS, "soft", wrap=True),
            gap=Space.M,
        )
        super().__init__("Template", parts, self.form, save="Save template")
        self._desk, self._purpose = desk, Purpose.CONFIRMATION
        self._opened: MessageText | None = None
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._show_seen)
        self.usual.clicked.connect(self.back)
        act(self, "Save the template", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, purpose: Purpose) -> None:
        """Ask what messages of a purpose are to say."""
        self._purpose = purpose
        self.say_title(purpose.value)
        with self._desk.reading() as db:
            text = template_of(db, purpose)
            own = next(row.own for row in templates(db) if row.purpose is purpose)
        self.usual.setVisible(own)
        self._opened = self.begin_about(purpose, asdict(text), text).opened
        self.show()
        self._show_seen()
        self.form.begin()

    def text_now(self) -> MessageText:
        """The text as now filled in."""
        return MessageText(**self.form.texts())

    def keep(self) -> None:
        """Save the text, or say what is to be put right."""
        with self.problems_shown():
            with self._desk.changing("Change", f"the text of {self._purpose.value}") as db:
                save_template(db, self._purpose, self.text_now(), opened=self._opened)
            self.settle()
            self.saved.emit(self._purpose.value)

    def back(self) -> None:
        """Take the usual text again."""
        with (
            refusals_shown(self),
            self._desk.changing("Restore", f"the usual text of {self._purpose.value}") as db,
        ):
            back_to_usual(db, self._purpose)
        self.settle()
        self.saved.emit(self._purpose.value)

    def texts_of(self, details: MessageText) -> dict[str, str]:
        return asdict(details)

    def begin_from(self, details: MessageText) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._show_seen()

    def _show_seen(self) -> None:
        with self._desk.reading() as db:
            seen = preview(db, self.text_now(), today=self._desk.today())
        self.seen_subject.say(seen.subject)
        self.seen.say(seen.body)
