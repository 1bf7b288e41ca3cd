"""The form that lifts what was decided."""

from trainingdesk.services.absence_flags import lift
from trainingdesk.services.absences import OftenAbsent
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

SAID = "What was decided ends today. Absences until today no longer count; later ones do."


class LiftPanel(Beside):
    """Asks why a decision is lifted."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: OftenAbsent | None = None
        self.note = Entry()
        why = Field("&Why", self.note, help_text="In a few words; it may stay empty.")
        form = FormFields({"note": why})
        body = down(Words(SAID, wrap=True), why, gap=Space.L)
        super().__init__("Lift", body, form, save="Lift it")
        self.form = form
        self.hide()
        act(self, "&Lift it", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.note.returnPressed.connect(self.save_asked)

    def begin(self, row: OftenAbsent) -> None:
        """Ask about one of the list."""
        self._row = row
        self.say_title(f"Lift: {row.name}")
        self.begin_about(row.flag_id, {"note": ""})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Lift it."""
        row = self._row
        if row is None:
            return
        with self.problems_shown():
            with self._desk.changing("Lift", f"the decision on {row.name}") as db:
                lift(db, row.flag_id, note=self.note.text(), by=self._desk.stamp())
            self.settle()
