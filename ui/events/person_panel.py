"""The panel that asks who is meant by a few letters of a name, and why."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from trainingdesk.services.reasons import reasons_offered
from trainingdesk.services.suggested import SuggestedDelegate
from ui.agencies.word_choice import WordChoice
from ui.events.telling import said_name
from ui.parts.beside import Beside
from ui.parts.field import Field
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.suggestions import Suggestion, Suggestions
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

NOBODY_YET = "Choose somebody from the list first."
Suggest: TypeAlias = Callable[[str], Sequence[SuggestedDelegate]]
"""Whom a few letters may mean."""
Deed: TypeAlias = Callable[[int, str, str], str]
"""What is done with the delegate, their name and the reason; says what came of it."""


class PersonPanel(Beside):
    """Asks for somebody, says what speaks against them, and asks for the reason."""

    done = Signal(str)
    promoted = Signal(list)

    def __init__(self, live: LiveDesk, said: str, *, label: str, name: str, save: str) -> None:
        self._desk = live.desk
        self._suggest: Suggest = lambda _typed: ()
        self._do: Deed = lambda _delegate, _name, _reason: ""
        self._found: dict[int, tuple[str, str]] = {}
        self.person: int | None = None
        self.about = Words(said, "soft", wrap=True)
        self.box = Suggestions(self._suggestions, "A few letters of the name", new="")
        self.box.setAccessibleName(name)
        self.warned = Notice("", "amber")
        self.reason = WordChoice("Reason")
        who = Field(label, self.box)
        why = Field("Reason", self.reason, help_text="What speaks against it is kept with it.")
        form = FormFields({"reason": why})
        body = down(self.about, who, self.warned, why, gap=Space.L)
        super().__init__("", body, form, save=save)
        self.hide()
        self.save_action = act(self, f"&{save}", self.save_asked.emit, "Ctrl+S")
        self.box.taken.connect(self._take)
        self.box.taken_and_next.connect(self._take)
        self.box.textEdited.connect(lambda _: self._forget())
        self.reason.typed.returnPressed.connect(self.save_asked)
        self.save_asked.connect(self.save_now)

    def save_now(self) -> None:
        """Do it with whoever is chosen."""
        if self.person is None:
            self.notice.say(NOBODY_YET, "amber")
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        with self.problems_shown():
            said = self._do(self.person, self.box.text(), self.reason.currentText())
            self.settle()
            self.done.emit(said)

    def begin_with(self, about: int, title: str, *, suggest: Suggest, do: Deed) -> None:
        """Ask who; what was typed ``about`` the same before stands there again."""
        self._suggest, self._do = suggest, do
        self.say_title(title)
        with self._desk.reading() as db, QSignalBlocker(self.reason):
            self.reason.show_words(reasons_offered(db))
        self.begin_about(about, {"reason": ""})
        self.box.clear()
        self._forget()
        self.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _suggestions(self, typed: str) -> Sequence[Suggestion]:
        found = self._suggest(typed)
        self._found = {
            each.delegate_id: (said_name(each.name), " ".join(each.warnings)) for each in found
        }
        return [
            Suggestion(
                each.delegate_id,
                each.name,
                each.job_title,
                each.agency,
                chip=each.status.value if each.status else "",
                warning=" ".join(each.warnings),
                does="choose",
            )
            for each in found
        ]

    def _take(self, delegate_id: int) -> None:
        name, warnings = self._found[delegate_id]
        self.person = delegate_id
        self.box.setText(name)
        self.warned.say(warnings, "amber")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """What is typed over a name means somebody else."""
        self.person = None
        self.warned.say("")
