"""The form that asks which days go into the file for the finance system."""

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.finance_file import save_finance_file
from ui.parts.asked_path import asked_path
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

ABOUT = (
    "Every invoice and credit note that was issued in these days, a row for each line. Columns "
    "and codes are chosen in Settings, under Invoices."
)
NO_DAY = "Enter a day, such as 1 July."


class FinancePanel(Beside):
    """Asks from which day to which, and saves the file."""

    done = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._live, self._desk = live, live.desk
        since, until = Entry(), Entry()
        fields = {
            "since": Field("Issued &from", since),
            "until": Field("&To", until, help_text="The last day is included."),
        }
        self.form = FormFields(fields)
        body = down(Words(ABOUT, wrap=True), *fields.values(), gap=Space.L)
        super().__init__("Finance file", body, self.form, save="Save the file…")
        self.hide()
        act(self, "&Save the file…", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for entry in (since, until):
            entry.returnPressed.connect(self.save_asked)

    def begin(self) -> None:
        """Ask about this month until today."""
        today = self._desk.today()
        texts = {"since": plain_day(today.replace(day=1)), "until": plain_day(today)}
        self.begin_about("finance", texts)
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Save the file where the user chooses."""
        near = TrainingYear.of(self._desk.today())
        days = {name: day_typed(text, near=near) for name, text in self.form.texts().items()}
        since, until = days["since"], days["until"]
        with self.problems_shown():
            if since is None or until is None:
                raise Invalid({name: NO_DAY for name, day in days.items() if day is None})
            name = f"Invoices {since:%Y-%m-%d} to {until:%Y-%m-%d}.csv"
            path = asked_path(
                self, self._live, title="Save the finance file", name=name, kinds="Text (*.csv)"
            )
            if path is None:
                return
            with self._desk.reading() as db:
                rows = save_finance_file(db, path, since=since, until=until)
            self.settle()
            self.done.emit(f"Saved {counted(rows, 'row')} in {path.name}.")
