"""The form for a record that is known by its name: a venue, a trainer, a series, a board."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from trainingdesk.domain.refusals import Invalid
from ui.parts.beside import Beside
from ui.parts.field import Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.programme.acts import act


class Details(Protocol):
    """The details a user fills in: they have a name, and say what is wrong in them."""

    @property
    def name(self) -> str:
        """What the record is called."""

    def problems(self) -> dict[str, str]:
        """What is wrong, by field."""


D = TypeVar("D", bound=Details)


@dataclass(frozen=True, slots=True)
class RecordKind(Generic[D]):
    """What a record is called, its details, and the services that read, add and change it."""

    one: str
    details: Callable[..., D]
    stored: Callable[[Any, int], D]
    add: Callable[[Any, D], int]
    change: Callable[..., None]


class RecordForm(Beside, Generic[D]):
    """Asks for the details of a new record, or what is to be different about one."""

    saved = Signal(int)

    def __init__(self, live: LiveDesk, kind: RecordKind[D], fields: Mapping[str, Field]) -> None:
        self._desk, self._kind, one = live.desk, kind, kind.one
        self._about: int | None = None
        self._opened: D | None = None
        self.form = FormFields(fields)
        super().__init__(f"New {one}", down(*fields.values(), gap=Space.L), self.form, save="Save")
        act(self, f"&Save the {one}", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for field in fields.values():
            if isinstance(field.control, QLineEdit):
                field.control.returnPressed.connect(self.keep)
        self.hide()

    def begin_new(self, name: str = "") -> None:
        """Ask for a new record; without a name the form goes on with one that was not saved."""
        self.say_title(f"New {self._kind.one}")
        unsaved = None if name else self.drafts.newest(str)
        blank = self._kind.details(name=name) if name else self._kind.details()
        self._begin(unsaved or f"new {name}", blank)

    def begin_change(self, number: int) -> None:
        """Ask what is to be changed on a record; raises Unknown."""
        with self._desk.reading() as db:
            details = self._kind.stored(db, number)
        self.say_title(f"Change {self._kind.one}")
        self._begin(number, details)

    def keep(self) -> None:
        """Save, or say in the form what is to be put right."""
        with self.problems_shown():
            unreadable = self.unreadable()  # which picks what is typed, before it is read
            details = self.details()
            if unreadable:
                raise Invalid(details.problems() | unreadable)
            kind, name, number = self._kind, " ".join(details.name.split()), self._about
            if number is None:
                with self._desk.changing(f"Add {kind.one}", name) as db:
                    number = kind.add(db, details)
            else:
                with self._desk.changing(f"Change {kind.one}", name) as db:
                    kind.change(db, number, details, opened=self._opened)
            self.settle()
            self.saved.emit(number)

    def begin_from(self, details: D) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self.area.verticalScrollBar().setValue(0)

    def _begin(self, about: int | str, details: D) -> None:
        self.prepare(details)
        self._about = about if isinstance(about, int) else None
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self.show()
        self.form.begin()

    # -- what a form of more than texts says otherwise

    def prepare(self, details: D) -> None:
        """Read what the form offers to choose from, these details' own among it."""

    def unreadable(self) -> dict[str, str]:
        """What is typed in some fields and cannot be read, with what to do."""
        return {}

    def details(self) -> D:
        """The details as now filled in."""
        return self._kind.details(**self.form.texts())

    def texts_of(self, details: D) -> dict[str, str]:
        return {name: getattr(details, name) for name in self.form.texts()}
