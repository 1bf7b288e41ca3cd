"""Sending a colleague instead of somebody who is booked."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from trainingdesk.services.bookings import BookingRow
from trainingdesk.services.exchanges import substitute
from trainingdesk.services.reasons import reasons_offered
from trainingdesk.services.suggested import delegates_suggested
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

SAID = "A colleague of any agency takes the place, on a full event too. No charge arises from it."
WHO = "Choose the colleague from the list first."


class SubstitutePanel(Beside):
    """Asks who comes instead, and why."""

    done = Signal(str)
    promoted = Signal(list)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: BookingRow | None = None
        self._event_id = 0
        self._found: dict[int, tuple[str, str]] = {}
        self._colleague: int | None = None
        self.about = Words(SAID, "soft", wrap=True)
        self.box = Suggestions(self._suggested, "A few letters of the name", new="")
        self.box.setAccessibleName("Colleague")
        self.warned = Notice("", "amber")
        self.reason = WordChoice("Reason")
        who = Field("Comes instead", self.box)
        why = Field("Reason", self.reason, help_text="What speaks against it is kept with it.")
        form = FormFields({"reason": why})
        body = down(self.about, who, self.warned, why, gap=Space.L)
        super().__init__("", body, form, save="Substitute")
        self.hide()
        self.save_action = act(self, "&Substitute", self.save_asked.emit, "Ctrl+S")
        self.box.taken.connect(self._take)
        self.box.taken_and_next.connect(self._take)
        self.box.textEdited.connect(lambda _: self._forget())
        self.reason.typed.returnPressed.connect(self.save_asked)
        self.save_asked.connect(self.save_now)

    def begin(self, event_id: int, row: BookingRow) -> None:
        """Ask who comes instead of somebody who has a place on an event."""
        self._event_id, self._row = event_id, row
        self.say_title(f"Instead of {said_name(row.delegate)}")
        with self._desk.reading() as db, QSignalBlocker(self.reason):
            self.reason.show_words(reasons_offered(db))
        self.begin_about(row.id, {"reason": ""})
        self.box.clear()
        self._forget()
        self.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_now(self) -> None:
        """Hand the place over; Enter in the reason may say so twice."""
        row = self._row
        if self.isHidden():
            return
        if row is None or self._colleague is None:
            self.notice.say(WHO, "amber")
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        before, now = said_name(row.delegate), self.box.text()
        with self.problems_shown():
            with self._desk.changing("Substitute", f"{now} for {before}") as db:
                reason, by = self.reason.currentText(), self._desk.stamp()
                made = substitute(db, row.id, self._colleague, reason=reason, by=by)
            self.settle()
            self.promoted.emit(list(made.lucky))
            self.done.emit(f"{now} comes instead of {before}.")

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        with self._desk.reading() as db:
            today = self._desk.today()
            found = delegates_suggested(db, typed, event_id=self._event_id, today=today)
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
        self._colleague = delegate_id
        self.box.setText(name)
        self.warned.say(warnings, "amber")
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _forget(self) -> None:
        """What is typed over a name means somebody else."""
        self._colleague = None
        self.warned.say("")
