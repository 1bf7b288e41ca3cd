"""What is asked beside an observation: an action that comes of it, and to whom it was sent."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.actions import add_action_of_observation
from trainingdesk.services.evaluation.observation_letters import addressee_of, save_letter
from trainingdesk.services.evaluation.observations import note_sent, sent_of
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Button
from ui.programme.acts import act
from ui.recommendations.action_form import ACTION, ActionForm
from ui.recommendations.days import day_in, day_said, unread_days

PDF = "Documents (*.pdf)"


class ObservationActionForm(ActionForm):
    """Asks for an action of the plan that comes of an observation."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live)
        self._observation_id = 0
        self._kind = replace(ACTION, add=self._add)

    def begin_of(self, observation_id: int) -> None:
        """Ask for a new action that comes of an observation."""
        self._observation_id = observation_id
        self.say_title("New action")
        self._begin(f"new {observation_id}", ActionDetails())

    def _add(self, db: Any, details: ActionDetails) -> int:
        return add_action_of_observation(db, details, observation_id=self._observation_id)


class SendPanel(Beside):
    """Saves the letter about an observation, and notes to whom it was sent and when."""

    noted = Signal()

    def __init__(self, live: LiveDesk, ask_where: Callable[[str], Path | None]) -> None:
        self._desk, self._ask_where = live.desk, ask_where
        self._number, self._session = 0, ""
        self.to = Choice([to.value for to in ObservationTo], "To")
        self.who, self.sent_on = Prose(), Entry()
        self.form = FormFields(
            {
                "to": Field("To the", self.to),
                "who": Field(
                    "Name and address", self.who, help_text="As it stands on the letter, by line."
                ),
                "sent_on": Field("Sent on", self.sent_on),
            }
        )
        self.letter = Button("Save the letter…", "secondary", "download", "Ctrl+L")
        fields = (self.form[name] for name in ("to", "who"))
        body = down(*fields, self.letter, self.form["sent_on"], gap=Space.L)
        super().__init__("Send it", body, self.form, save="Note as sent")
        act(self, "&Note as sent", self.keep, "Ctrl+S")
        act(self, "Save the &letter…", self.save_the_letter, "Ctrl+L")
        self.letter.clicked.connect(self.save_the_letter)
        self.save_asked.connect(self.keep)
        self.to.currentIndexChanged.connect(lambda _: self._name_them())
        self.hide()

    def begin(self, number: int, session: str) -> None:
        """Ask to whom an observation goes: first to whoever has not had it. Raises Unknown."""
        self._number, self._session = number, session
        with self._desk.reading() as db:
            had = {row.to for row in sent_of(db, number)}
        first = next((to for to in ObservationTo if to not in had), ObservationTo.PROVIDER)
        self.say_title(f"Send {session}")
        self.begin_about(
            number, {"to": first.value, "who": "", "sent_on": day_said(self._desk.today())}
        )
        if not self.who.toPlainText():
            self._name_them()
        self.show()
        self.form.begin()

    def save_the_letter(self) -> None:
        """Save the letter to whoever is chosen."""
        path = self._ask_where(f"Observation, {self._session}, {self.to.currentText()}.pdf")
        if path is None:
            return
        with self.problems_shown(), self._desk.reading() as db:
            who = self.who.toPlainText()
            save_letter(db, self._number, path, who=who, today=self._desk.today())
            self.notice.say(f"Saved in {path.name}.", "accent")

    def keep(self) -> None:
        """Note that it was sent."""
        with self.problems_shown():
            today = self._desk.today()
            day = {"sent_on": self.form["sent_on"]}
            if unread := unread_days(day, near=today):
                raise Invalid(unread)
            on = day_in(day["sent_on"], near=today) or today
            lines = self.who.toPlainText().strip().splitlines()
            with self._desk.changing("Note as sent", self._session) as db:
                note_sent(
                    db,
                    self._number,
                    to=self._to(),
                    who=lines[0] if lines else "",
                    on=on,
                    today=today,
                )
            self.settle()
            self.noted.emit()

    def _to(self) -> ObservationTo:
        return ObservationTo(self.to.currentText())

    def _name_them(self) -> None:
        with self._desk.reading() as db:
            self.form["who"].set_text(addressee_of(db, self._number, self._to()))
