"""A panel that asks what has happened, and on which day."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class DatedPanel(Beside):
    """Says what will become of a record, and asks for the day it happened."""

    done = Signal(str)

    def __init__(self, live: LiveDesk, fields: Mapping[str, Field], *, day: str, save: str) -> None:
        self._desk = live.desk
        self.about = Words("", "soft", wrap=True)
        self.on = Entry()
        asked = {**fields, "on": Field(day, self.on, help_text="Such as 1 April, or 1/4/2026.")}
        form = FormFields(asked)
        self.body = down(self.about, *asked.values(), gap=Space.L)
        super().__init__("", self.body, form, save=save)
        self.form = form
        self.hide()
        self.save_action = act(self, f"&{save}", self.save_asked.emit, "Ctrl+S")
        for field in asked.values():
            if isinstance(field.control, QLineEdit):
                field.control.returnPressed.connect(self.save_asked)

    def begin_with(self, about: object, title: str, said: str, texts: Mapping[str, str]) -> None:
        """Ask about a record; the day is today, unless another is given or typed."""
        self.say_title(title)
        self.about.say(said)
        today = plain_day(self._desk.today())
        self.begin_about(about, {"on": today, **texts})
        self.show()
        self.form.begin()

    def day(self) -> date | None:
        """The day as it was typed; none where it is no day."""
        return day_typed(self.on.text(), near=TrainingYear.of(self._desk.today()))
