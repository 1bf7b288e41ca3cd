"""The box that books: a name, an agency or an e-mail address."""

from collections.abc import Sequence

from PySide6.QtCore import Qt

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.suggested import (
    NextPlace,
    SuggestedDelegate,
    delegates_suggested,
    next_place,
)
from ui.events.telling import ordinal, said_name
from ui.parts.suggestions import Suggestion, Suggestions

HINT = "Book: a name, an agency or an e-mail address"


class BookingBox(Suggestions):
    """Suggests delegates, says what speaks against them, and what Enter will do."""

    def __init__(self, desk: Desk, hint: str = HINT, *, walk_in: bool = False) -> None:
        super().__init__(self._suggested, hint)
        self._desk, self._walk_in = desk, walk_in
        self._names: dict[int, str] = {}
        self.event_id = 0

    def name_of(self, delegate_id: int) -> str:
        """The name of somebody who was suggested, as it is said."""
        return said_name(self._names.get(delegate_id, ""))

    def take_letter(self, letter: str) -> None:
        """Go on here with a letter typed elsewhere."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.insert(letter)
        self.textEdited.emit(self.text())

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        with self._desk.reading() as db:
            today = self._desk.today()
            found = delegates_suggested(db, typed, event_id=self.event_id, today=today)
            place = next_place(db, self.event_id)
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
            does="show the booking" if there else self._does(place),
        )

    def _does(self, place: NextPlace) -> str:
        if self._walk_in:
            return "note as a walk-in"
        if place.status is BookingStatus.BOOKED:
            return "book"
        return f"put on the waiting list, {ordinal(place.turn or 1)}"
