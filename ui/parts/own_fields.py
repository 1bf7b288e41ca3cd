"""The board's own fields in a form: made from what the settings define, each time it opens."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.own_fields import FieldKind, OwnFieldShape, field_of_form
from trainingdesk.domain.year import TrainingYear
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words

HINTS = {FieldKind.NUMBER: "12", FieldKind.DATE: "13 June"}
OPEN = "not said"
BEGINNING = field_of_form("")
"""How the names of these fields begin among the others of a form."""


class OwnFields(QWidget):
    """Asks for the values of the board's own fields; without any it takes no room.

    A form puts it into its body, calls ``offer`` whenever it opens, adds ``texts_of`` to the
    texts it is filled with, and takes ``values`` into its details.
    """

    def __init__(self, form: FormFields) -> None:
        super().__init__()
        self._form = form
        self._near = TrainingYear(0)
        self._shapes: Sequence[OwnFieldShape] = ()
        self.fields: dict[str, Field] = {}
        self.head = Words("The board's own", "lead")
        self._column = down(self.head, gap=Space.L)
        self.setLayout(self._column)
        self.hide()

    def offer(self, shapes: Sequence[OwnFieldShape], *, near: TrainingYear) -> None:
        """Ask for these fields; days without a year are of the year at hand."""
        self._near = near
        if list(shapes) != list(self._shapes):
            self._make(shapes)
        self.setVisible(bool(shapes))

    def texts_of(self, values: Mapping[str, str]) -> dict[str, str]:
        """What the fields show of a record's values."""
        return {shape.field: shape.told(values.get(shape.key, "")) for shape in self._shapes}

    def values(self, held: Mapping[str, str]) -> dict[str, str]:
        """The values as they are to be kept, with those held of fields not asked for any more."""
        asked = {shape.key for shape in self._shapes}
        rest = {key: value for key, value in held.items() if key not in asked}
        typed = {
            shape.key: shape.kept(self.fields[shape.field].text(), near=self._near)
            for shape in self._shapes
        }
        return rest | {key: value for key, value in typed.items() if value}

    def _make(self, shapes: Sequence[OwnFieldShape]) -> None:
        for field in self.fields.values():
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        self._shapes = tuple(shapes)
        self.fields = {shape.field: _field(shape) for shape in shapes}
        for field in self.fields.values():
            self._column.addWidget(field)
        self._form.renew(BEGINNING, self.fields)


class ChoiceField(Field):
    """A choice that may be left open: then it says so, and its text is empty."""

    def __init__(self, label: str, choice: Choice) -> None:
        super().__init__(label, choice)
        self._choice = choice

    def text(self) -> str:
        return str(self._choice.chosen() or "")

    def set_text(self, text: str) -> None:
        with QSignalBlocker(self._choice):
            self._choice.choose(text)


def _field(shape: OwnFieldShape) -> Field:
    label = shape.name.replace("&", "&&")
    if shape.offered:
        return ChoiceField(label, Choice([(OPEN, ""), *shape.offered], shape.name))
    return Field(label, Entry(hint=HINTS.get(shape.kind, ""), name=shape.name))
