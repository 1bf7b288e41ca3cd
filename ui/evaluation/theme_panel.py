"""Calling a theme otherwise."""

from PySide6.QtCore import Signal

from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.themes import rename_theme, theme_name
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class ThemePanel(Beside):
    """Asks what a theme is to be called on every comment."""

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        self.form = FormFields({"name": Field("Theme", Entry())})
        about = Words("Every comment that speaks of it is changed with it.", "soft", wrap=True)
        body = down(self.form["name"], about, gap=Space.L)
        super().__init__("Rename the theme", body, self.form, save="Save")
        self._desk, self._theme_id, self._name = desk, 0, ""
        self.save_asked.connect(self.keep)
        act(self, "Save the theme", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, theme_id: int) -> None:
        """Ask about a theme; raises Unknown."""
        self._theme_id = theme_id
        with self._desk.reading() as db:
            self._name = theme_name(db, theme_id)
        self.begin_about(theme_id, {"name": self._name})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Save the name, or say what is to be put right."""
        with self.problems_shown():
            with self._desk.changing("Rename", f"the theme {self._name}") as db:
                rename_theme(db, self._theme_id, self.form.texts()["name"])
            self.settle()
            self.saved.emit()
