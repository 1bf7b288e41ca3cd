"""The fields of a form, and what is wrong in them."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Qt, Signal

from ui.parts.field import Field


class FormFields(QObject):
    """Fields by their names in the records: filled together, marked where they are wrong."""

    faulted = Signal(int)  # how many fields are to be put right
    edited = Signal()

    def __init__(self, fields: Mapping[str, Field]) -> None:
        super().__init__()
        self._fields = dict(fields)
        for field in self._fields.values():
            field.edited.connect(self._on_edited)

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def renew(self, beginning: str, fields: Mapping[str, Field]) -> None:
        """Hold these fields from now on, in place of those whose names begin alike."""
        kept = {name: f for name, f in self._fields.items() if not name.startswith(beginning)}
        for field in fields.values():
            field.edited.connect(self._on_edited)
        self._fields = kept | dict(fields)

    def texts(self) -> dict[str, str]:
        """What is typed or chosen in each field."""
        return {name: field.text() for name, field in self._fields.items()}

    def fill(self, texts: Mapping[str, str]) -> None:
        """Fill the fields afresh, without marks."""
        for name, text in texts.items():
            self._fields[name].set_text(text)
        for field in self._fields.values():
            field.hide_other()
        self.clear()

    def clear(self) -> None:
        """Take every mark away."""
        self.show_problems({})

    def show_problems(self, problems: Mapping[str, str]) -> list[str]:
        """Mark each wrong field with what to do, and hand back what belongs to no field."""
        for name, field in self._fields.items():
            field.set_error(field.why_wrong(problems.get(name, "")))
        self.faulted.emit(self.faults())
        return [said for name, said in problems.items() if name not in self._fields]

    def show_versions(self, opened: Mapping[str, str], stored: Mapping[str, str]) -> None:
        """Show both versions where somebody else has saved a field since the form was opened.

        What was typed here stays, with theirs beside it; an untouched field takes theirs, with
        what it was before beside it.
        """
        for name, theirs in stored.items():
            field, before = self._fields[name], opened[name]
            if theirs in {before, field.text()}:
                field.hide_other()
            elif field.text() == before:
                field.set_text(theirs)
                field.show_other("It was", before, "Put it back")
            else:
                field.show_other("Saved meanwhile", theirs, "Take it")

    def faults(self) -> int:
        """How many fields are marked as wrong."""
        return sum(field.wrong for field in self._fields.values())

    def first_fault(self) -> None:
        """Go to the first field that is wrong."""
        for field in self._fields.values():
            if field.wrong:
                field.go_to()
                return

    def begin(self) -> None:
        """Go to the first field."""
        next(iter(self._fields.values())).control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_edited(self) -> None:
        self.faulted.emit(self.faults())
        self.edited.emit()
