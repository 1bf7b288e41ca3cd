"""The form for a word of one of the board's own lists."""

from dataclasses import asdict

from PySide6.QtCore import Signal

from trainingdesk.services.desk import Desk
from trainingdesk.services.own_words import (
    BoardList,
    WordDetails,
    add_word,
    change_word,
    word_details,
    word_said,
)
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.programme.acts import act

RENAMED = "Every record that holds this word is changed with it."
ABOUT = "What it means; the brochure explains the levels with it."


class WordForm(Beside):
    """Asks for a word and for what it means."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.form = FormFields(
            {"name": Field("Word", Entry()), "about": Field("About", Prose(), help_text=ABOUT)}
        )
        self.renamed = Notice("", "accent")
        body = down(self.form["name"], self.renamed, self.form["about"], gap=Space.L)
        super().__init__("New word", body, self.form, save="Save")
        self._desk, self._which, self._word_id = desk, BoardList.LEVELS, 0
        self._opened = WordDetails()
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._tell_renaming)
        act(self, "Save the word", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self, which: BoardList) -> None:
        """Ask for a new word of a list."""
        self._begin(which, 0, WordDetails())

    def begin_change(self, which: BoardList, word_id: int) -> None:
        """Ask what a word is to be called, and what it means; raises Unknown."""
        with self._desk.reading() as db:
            details = word_details(db, which, word_id)
        self._begin(which, word_id, details)

    def details(self) -> WordDetails:
        """The word as now filled in."""
        return WordDetails(**self.form.texts())

    def keep(self) -> None:
        """Save the word, or say what is to be put right."""
        word_id, details = self._word_id, self.details()
        with self.problems_shown():
            if word_id:
                with self._desk.changing("Change", details.name.strip()) as db:
                    change_word(db, self._which, word_id, details, opened=self._opened)
            else:
                with self._desk.changing("Add", details.name.strip()) as db:
                    word_id = add_word(db, self._which, details)
            self.settle()
            self.saved.emit(word_id)

    def texts_of(self, details: WordDetails) -> dict[str, str]:
        return asdict(details)

    def begin_from(self, details: WordDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._tell_renaming()

    def _begin(self, which: BoardList, word_id: int, details: WordDetails) -> None:
        self._which, self._word_id = which, word_id
        self.say_title(f"Change {word_said(which, details.name)}" if word_id else "New word")
        self._opened = self.begin_about((which, word_id), asdict(details), details).opened
        self._tell_renaming()
        self.show()
        self.form.begin()

    def _tell_renaming(self) -> None:
        renamed = self._word_id and self.form["name"].text().strip() != self._opened.name
        self.renamed.say(RENAMED if renamed else "")
