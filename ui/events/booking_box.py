"""The box that books: a name, an agency or an e-mail address."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.suggested import (
    NextPlace,
    SuggestedDelegate,
    delegates_suggested,
    late_said,
    next_place,
)
from ui.events.event_tab import EventTab
from ui.events.telling import ordinal, said_name
from ui.parts.suggestions import Suggestion, Suggestions
from ui.parts.way import Where
from ui.parts.words import Button
from ui.programme.acts import act

HINT = "Book: a name, an agency or an e-mail address"
SHOW = "show the booking"
"""What Enter does with somebody who is on the event already."""


class BookingBox(Suggestions):
    """Suggests delegates, says what speaks against them, and what Enter will do."""

    list_pasted = Signal()  # several lines are on the clipboard, which name several people

    def __init__(
        self, desk: Desk, hint: str = HINT, *, walk_in: bool = False, if_there: str = SHOW
    ) -> None:
        super().__init__(self._suggested, hint)
        self._desk, self._walk_in, self._if_there = desk, walk_in, if_there
        self.first: Collection[int] = ()  # the delegates who stand before everybody else
        self._names: dict[int, str] = {}
        self._late = ""
        self.event_id = 0

    def name_of(self, delegate_id: int) -> str:
        """The name of somebody who was suggested, as it is said."""
        return said_name(self._names.get(delegate_id, ""))

    def meet(self, delegate_id: int, name: str) -> None:
        """Know by name somebody who was not suggested."""
        self._names[delegate_id] = name

    def offer(self, name: str) -> None:
        """Suggest somebody who was asked for elsewhere: what warns of them is decided here."""
        if name and self.isEnabled():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setText(name)
            self.textEdited.emit(name)

    def take_letter(self, letter: str) -> None:
        """Go on here with a letter typed elsewhere, while anybody can be booked here."""
        if not self.isEnabled():
            return
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.insert(letter)
        self.textEdited.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pastes = event.matches(QKeySequence.StandardKey.Paste) and not self._walk_in
        if pastes and "\n" in QGuiApplication.clipboard().text().strip():
            self.list_pasted.emit()
        else:
            super().keyPressEvent(event)

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        with self._desk.reading() as db:
            by = self._desk.stamp()
            found = delegates_suggested(
                db, typed, event_id=self.event_id, today=by.today, first=self.first
            )
            place = next_place(db, self.event_id)
            self._late = late_said(db, self.event_id, today=by.today, at=by.at)
        self._names = {person.delegate_id: person.name for person in found}
        return [self._suggestion(person, place) for person in found]

    def _suggestion(self, person: SuggestedDelegate, place: NextPlace) -> Suggestion:
        there = person.status is not None
        return Suggestion(
            person.delegate_id,
            person.name,
            person.job_title,
            "" if there else person.agency,
            glyph="user-check" if there else "user",
            chip=person.status.value if person.status else "",
            warning="" if self._walk_in else " ".join(person.warnings),
            does=self._if_there if there else self._does(place),
        )

    def _does(self, place: NextPlace) -> str:
        if self._walk_in:
            return "note as a walk-in"
        late = f" ({self._late[0].lower()}{self._late[1:].rstrip('.')})" if self._late else ""
        if place.status is BookingStatus.BOOKED:
            return f"book{late}"
        return f"put on the waiting list, {ordinal(place.turn or 1)}{late}"


class PasteList(Button):
    """Leads from an event's bookings to the page that books a pasted list."""

    def __init__(self, tab: EventTab, box: BookingBox) -> None:
        super().__init__("Paste a list…", "link", "clipboard-paste", "Ctrl+Shift+V")
        self._tab, self._box = tab, box
        self.action = act(tab, "Paste a &list…", self.open, "Ctrl+Shift+V")
        self.clicked.connect(self.open)
        box.list_pasted.connect(self.open)
        box.installEventFilter(self)

    def open(self) -> None:
        """Go to the page, where what is on the clipboard is taken in."""
        here = self._tab.way.here
        year = here.year if here else ""
        self._tab.way.go(Where("Programme", kind="paste", id=self._tab.event_id, year=year))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.EnabledChange:
            self.setEnabled(self._box.isEnabled())
            self.action.setEnabled(self._box.isEnabled())
        return super().eventFilter(watched, event)
