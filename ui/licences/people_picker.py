"""Picking delegates by a few letters of their names."""

from collections.abc import Sequence

from trainingdesk.services.delegate_choices import (
    DelegateChoice,
    delegates_chosen,
    delegates_offered,
    delegates_referenced,
)
from trainingdesk.services.desk import Desk
from ui.courses.picked import Picker
from ui.parts.suggestions import Suggestion


class PeoplePicker(Picker):
    """Delegates who are picked, told by their names and kept by their references."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._names: dict[str, str] = {}
        super().__init__(self._offered, "A few letters of the name", glyph="user")
        self.show_told(self._names)

    def references_of(self, delegate_ids: Sequence[int]) -> str:
        """The references of delegates, one a line, as a field takes them."""
        with self._desk.reading() as db:
            return "\n".join(self._tell(delegates_chosen(db, delegate_ids)))

    def delegate_ids(self) -> list[int]:
        """The delegates who are picked."""
        with self._desk.reading() as db:
            return delegates_referenced(db, self.names)

    def problem(self) -> str:
        """What to do about what is typed and names nobody; empty when all is well."""
        self.take_typed()
        typed = self.untaken()
        return f"No one person goes by “{typed}”. Pick them from the list." if typed else ""

    def _offered(self, typed: str) -> list[Suggestion]:
        with self._desk.reading() as db:
            found = delegates_offered(db, typed)
        self._tell(found)
        return [Suggestion(each.reference, each.listed, each.agency) for each in found]

    def _tell(self, people: Sequence[DelegateChoice]) -> list[str]:
        self._names |= {each.reference: f"{each.name} ({each.agency})" for each in people}
        return [each.reference for each in people]
