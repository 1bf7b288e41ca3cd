"""Coding a comment with themes, and choosing it for the report."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.actions import RecommendationToAnswer, recommendations_to_answer
from trainingdesk.services.comments import CommentRow
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.quotations import (
    QuotationDetails,
    quotation_of,
    quote,
    suggested_words,
)
from trainingdesk.services.evaluation.themes import code, code_several, names_in, themes
from ui.parts.beside import Beside
from ui.parts.field import Choice, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.known_names import KnownNames
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

NO_RECOMMENDATION = "Nothing in particular"
QUOTED = "What the report says, without anybody's name. Leave it empty to quote nothing."
SEVERAL = "The themes are added to those that each has."


class CommentPanel(Beside):
    """Asks which themes comments speak of; of one alone, how the report quotes it too."""

    saved = Signal(bool)  # whether the next comment is wanted

    def __init__(self, desk: Desk) -> None:
        self.known = KnownNames("themes", several=True)
        self.recommendation = Choice([(NO_RECOMMENDATION, None)])
        self.form = FormFields(
            {
                "themes": Field("Themes", self.known),
                "words": Field("Quotation for the report", Prose(), help_text=QUOTED),
                "recommendation": Field("An example of", self.recommendation),
            }
        )
        self.whole = Words("", "prose", wrap=True)
        self.suggest = Button("Take the words, names left out", "link")
        self.next = Button("Save, and the next", "secondary", "arrow-down", "Ctrl+Return")
        self.about_several = Words(SEVERAL, "soft", wrap=True)
        body = down(
            self.whole,
            self.form["themes"],
            self.about_several,
            across(self.suggest, None),
            self.form["words"],
            self.form["recommendation"],
            across(self.next, None),
            gap=Space.L,
        )
        super().__init__("Themes and quotation", body, self.form, save="Save")
        self._desk, self._rows = desk, [0]
        self.save_asked.connect(self.keep)
        self.suggest.clicked.connect(self._suggest)
        self.next.clicked.connect(lambda: self.keep(then_next=True))
        act(self, "Save themes and quotation", self.keep, "Ctrl+S")
        act(self, "Save, and the next comment", lambda: self.keep(then_next=True), "Ctrl+Return")
        self.hide()

    def begin(self, rows: Sequence[CommentRow], year: TrainingYear) -> None:
        """Ask about the comments that are chosen."""
        self._rows = [row.id for row in rows]
        alone = len(rows) == 1
        with self._desk.reading() as db:
            self.known.show_names([theme.name for theme in themes(db, year)])
            quoted = quotation_of(db, rows[0].id) if alone else QuotationDetails()
            named = recommendations_to_answer(db, held=quoted.recommendation_id)
        self.recommendation.clear()
        self.recommendation.addItem(NO_RECOMMENDATION, None)
        for each in named:
            self.recommendation.addItem(each.name, each.id)
        for part in (self.form["words"], self.form["recommendation"], self.suggest, self.next):
            part.setVisible(alone)
        self.about_several.setVisible(not alone)
        self.whole.say(rows[0].words if alone else counted(len(rows), "comment"))
        given = {
            "themes": ", ".join(rows[0].themes) if alone else "",
            "words": quoted.words,
            "recommendation": _name_of(named, quoted.recommendation_id),
        }
        self.begin_about(tuple(self._rows), given)
        self.show()
        self.form.begin()

    def keep(self, *, then_next: bool = False) -> None:
        """Save the themes and the quotation, or say what is to be put right."""
        texts, chosen = self.form.texts(), self.recommendation.chosen()
        details = QuotationDetails(texts["words"], chosen if isinstance(chosen, int) else None)
        what = counted(len(self._rows), "comment")
        with self.problems_shown():
            names = names_in(texts["themes"])
            with self._desk.changing("Code", what) as db:
                if len(self._rows) == 1:
                    code(db, self._rows[0], names)
                    quote(db, self._rows[0], details, today=self._desk.today())
                else:
                    code_several(db, self._rows, names)
            self.settle()
            self.saved.emit(then_next)

    def _suggest(self) -> None:
        with self._desk.reading() as db:
            self.form["words"].set_text(suggested_words(db, self._rows[0]))
        self.keep_draft()


def _name_of(named: Sequence[RecommendationToAnswer], number: int | None) -> str:
    return next((each.name for each in named if each.id == number), NO_RECOMMENDATION)
