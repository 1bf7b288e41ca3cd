"""The form for a field of the board's own."""

from PySide6.QtCore import Signal

from trainingdesk.domain.own_fields import FieldKind
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import (
    FieldDetails,
    FieldOf,
    add_field,
    change_field,
    field_details,
)
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.programme.acts import act


class FieldForm(Beside):
    """Asks for what a field is called, what it is of and what it holds."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.form = FormFields(
            {
                "name": Field("Field", Entry()),
                "of": Field("Of each", Choice([of.value for of in FieldOf])),
                "kind": Field("Holds", Choice([kind.value for kind in FieldKind])),
                "choices": Field(
                    "Choices", Prose(), help_text="One a line; a comma is part of a choice."
                ),
            }
        )
        body = down(*(self.form[name] for name in self.form.texts()), gap=Space.L)
        super().__init__("New field", body, self.form, save="Save field")
        self._desk, self._field_id, self._opened = desk, 0, FieldDetails()
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._show_choices)
        act(self, "Save the field", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self, of: FieldOf = FieldOf.COURSE) -> None:
        """Ask for a new field."""
        self._begin(0, FieldDetails(of=of))

    def begin_change(self, field_id: int) -> None:
        """Ask what is to be different about a field; raises Unknown."""
        with self._desk.reading() as db:
            details = field_details(db, field_id)
        self._begin(field_id, details)

    def details(self) -> FieldDetails:
        """The field as now filled in."""
        texts = self.form.texts()
        kind = FieldKind(texts["kind"])
        choices = [" ".join(line.split()) for line in texts["choices"].splitlines()]
        offered = tuple(filter(None, choices)) if kind is FieldKind.ONE_OF else ()
        return FieldDetails(texts["name"], FieldOf(texts["of"]), kind, offered)

    def keep(self) -> None:
        """Save the field, or say what is to be put right."""
        field_id, details = self._field_id, self.details()
        with self.problems_shown():
            if field_id:
                with self._desk.changing("Change field", details.name.strip()) as db:
                    change_field(db, field_id, details, opened=self._opened)
            else:
                with self._desk.changing("Add field", details.name.strip()) as db:
                    field_id = add_field(db, details)
            self.settle()
            self.saved.emit(field_id)

    def texts_of(self, details: FieldDetails) -> dict[str, str]:
        return {
            "name": details.name,
            "of": details.of.value,
            "kind": details.kind.value,
            "choices": "\n".join(details.choices),
        }

    def begin_from(self, details: FieldDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._show_choices()

    def _begin(self, field_id: int, details: FieldDetails) -> None:
        self._field_id = field_id
        self.say_title(f"Change {details.name}" if field_id else "New field")
        self._opened = self.begin_about(field_id, self.texts_of(details), details).opened
        self.show()
        self.form.begin()

    def _show_choices(self) -> None:
        several = self.form["kind"].text() == FieldKind.ONE_OF.value
        self.form["choices"].setVisible(several)
