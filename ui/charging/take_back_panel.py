"""The form that takes a charge back before it is invoiced."""

from trainingdesk.domain.money import pounds
from trainingdesk.services.charging.raised import Raised
from trainingdesk.services.charging.withdrawing import take_back
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

SAID = "It is kept with the reason, and asked for no more. What is owed still comes due anew."


class TakeBackPanel(Beside):
    """Asks why a charge is taken back."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: Raised | None = None
        self.why = Entry()
        self.form = FormFields({"why": Field("&Why", self.why)})
        body = down(Words(SAID, wrap=True), self.form["why"], gap=Space.L)
        super().__init__("Take back", body, self.form, save="Take it back")
        self.hide()
        act(self, "&Take it back", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.why.returnPressed.connect(self.save_asked)

    def begin(self, row: Raised) -> None:
        """Ask about a charge."""
        self._row = row
        self.say_title(f"Take back {pounds(row.pence)}")
        self.begin_about(row.id, {"why": ""})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Take it back."""
        row = self._row
        if row is None:
            return
        with self.problems_shown():
            with self._desk.changing("Take back", f"the charge of {row.about.delegate}") as db:
                take_back(db, [row.id], why=self.why.text(), by=self._desk.stamp())
            self.settle()
