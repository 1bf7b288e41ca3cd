"""Asking why somebody did not come, from the register or from the bookings."""

from PySide6.QtCore import Signal

from trainingdesk.services.desk import Desk
from trainingdesk.services.why_absent import WhyAbsent, keep_why_absent, why_absent
from ui.events.bookings_tab import BookingsTab
from ui.events.register_tab import RegisterTab
from ui.events.telling import said_name, told_in
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

KEYS = "Ctrl+Shift+X"
HELP = "As they, or their manager, told it. Empty: nobody has said."


class WhyAbsentPanel(Beside):
    """Asks for the reason of one booking; it stands beside either tab."""

    asking = Signal()

    def __init__(
        self, desk: Desk, register: RegisterTab, bookings: BookingsTab, notice: Notice
    ) -> None:
        self.why = Entry()
        field = Field("&Why they did not come", self.why, help_text=HELP)
        self.about = Words("", "soft", wrap=True)
        form = FormFields({"why": field})
        super().__init__("Did not come", down(self.about, field, gap=Space.L), form, save="Save")
        self.form = form
        self._desk, self._notice = desk, notice
        self._register, self._bookings = register, bookings
        self._booking_id, self._name, self._opened = 0, "", WhyAbsent()
        self.hide()
        act(self, "&Save the reason", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.why.returnPressed.connect(self.save_asked)
        said = "Wh&y they did not come…"
        self.register_action = act(register, said, self._ask_on_register, KEYS)
        self.bookings_action = act(bookings, said, self._ask_on_bookings, KEYS)

    def _ask_on_register(self) -> None:
        table = self._register.table
        if table is not None and (row := table.row_in_hand()) is not None:
            self.begin(row.id, said_name(row.delegate))

    def _ask_on_bookings(self) -> None:
        if (row := self._bookings.table.row_in_hand()) is not None:
            self.begin(row.id, said_name(row.delegate))

    def begin(self, booking_id: int, name: str) -> None:
        """Ask about one booking; one that is gone is said to be."""
        with told_in(self._notice), self._desk.reading() as db:
            told = why_absent(db, booking_id)
            self.asking.emit()
            self._booking_id, self._name = booking_id, name
            self.about.say(name)
            self._opened = self.begin_about(booking_id, self.texts_of(told), told).opened
            self.show()
            self.form.begin()

    def texts_of(self, details: WhyAbsent) -> dict[str, str]:
        return {"why": details.why}

    def begin_from(self, details: WhyAbsent) -> None:
        self._opened = details

    def keep(self) -> None:
        """Keep the reason."""
        with self.problems_shown():
            with self._desk.changing("Change", f"why {self._name} did not come") as db:
                told = WhyAbsent(self.why.text())
                keep_why_absent(db, self._booking_id, told, opened=self._opened)
            self.settle()
