"""A panel that asks for another date of the course, with a reason."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from trainingdesk.domain.words import short_day
from trainingdesk.services.delegate_booking import EventToCome, other_dates_to_come
from trainingdesk.services.reasons import reasons_offered
from trainingdesk.services.warnings import warnings_against
from ui.agencies.word_choice import WordChoice
from ui.parts.beside import Beside
from ui.parts.cell import Cell
from ui.parts.field import Field
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button, Words
from ui.programme.acts import act

WARNED_AT_MOST = 5
"""Of so many people the warnings are told; of more nobody would read them."""
NO_DATE = "No other date of this course takes bookings. Plan one first."
CHOOSE = "Choose a date first."
LEAST = Size.ROW * 4
"""As much as the list of dates has where the panel is low."""

Deed: TypeAlias = Callable[[EventToCome, str], str]
"""What is done with the date that was chosen and the reason; says what came of it."""


class DatePanel(Beside):
    """Lists the other dates of a course; what speaks against one is said before it is done."""

    done = Signal(str)
    promoted = Signal(list)
    another_asked = Signal()  # for another date, as there is none

    def __init__(self, live: LiveDesk, *, save: str, why: str) -> None:
        self._desk = live.desk
        self._event_id, self._people = 0, list[tuple[int, str]]()
        self._do: Deed = lambda _chosen, _reason: ""
        self.about = Words("", "soft", wrap=True)
        self.warned = Notice("", "amber")
        self.empty = Words("", "soft", wrap=True)
        self.plan = Button("Plan another date…", "secondary", "calendar-plus")
        self.table: Table[EventToCome] = Table(DATES, "Other dates")
        self.reason = WordChoice("Reason")
        field = Field("Reason", self.reason, help_text=why)
        form = FormFields({"reason": field})
        body = down(self.about, self.empty, across(self.plan, None), gap=Space.L)
        body.addWidget(self.table, 1000)
        body.addWidget(self.warned)
        body.addWidget(field)
        super().__init__("", body, form, save=save)
        self.hide()
        self.save_action = act(self, f"&{save}", self.save_asked.emit, "Ctrl+S")
        self.table.chosen.connect(self._warn)
        self.table.opened.connect(lambda _row: self.save_asked.emit())
        self.reason.typed.returnPressed.connect(self.save_asked)
        self.plan.clicked.connect(self._plan_another)
        self.save_asked.connect(self.save_now)

    def ask(
        self, event_id: int, people: Sequence[tuple[int, str]], about: object, do: Deed
    ) -> None:
        """Ask for another date than this event, for people given by number and name."""
        self._event_id, self._people, self._do = event_id, list(people), do
        with self._desk.reading() as db, QSignalBlocker(self.reason):
            self.reason.show_words(reasons_offered(db))
            ids = [number for number, _ in people]
            rows = other_dates_to_come(db, event_id, delegate_ids=ids, today=self._desk.today())
        self.begin_about(about, {"reason": ""})
        self.table.show_rows(rows)
        whole = self.table.whole() + Space.HAIR
        self.table.setMinimumHeight(min(LEAST, whole))
        self.table.setMaximumHeight(whole)
        self.table.setVisible(bool(rows))
        self.empty.say("" if rows else NO_DATE)
        for part in (self.empty, self.plan):
            part.setHidden(bool(rows))
        self.save.setEnabled(bool(rows))
        self.show()
        if rows:
            self.table.select_id(rows[0].id)
            self.table.enter()
        else:
            self.plan.setFocus(Qt.FocusReason.OtherFocusReason)
        self._warn()

    def save_now(self) -> None:
        """Do it for the date that is chosen; Enter in the reason may say so twice."""
        if self.isHidden():
            return
        chosen = self.table.chosen_row()
        if chosen is None:
            self.notice.say(CHOOSE, "amber")
            return
        with self.problems_shown():
            said = self._do(chosen, self.reason.currentText())
            self.settle()
            self.done.emit(said)

    def _plan_another(self) -> None:
        self.leave()
        self.another_asked.emit()

    def _warn(self) -> None:
        chosen = self.table.chosen_row()
        said: list[str] = []
        if chosen is not None and len(self._people) <= WARNED_AT_MOST:
            by = self._desk.stamp()
            with self._desk.reading() as db:
                for number, name in self._people:
                    found = warnings_against(
                        db, event_id=chosen.id, delegate_id=number, today=by.today, at=by.at
                    )
                    said += [f"{name}: {warning}" for warning in found]
        if chosen is not None and (chosen.places.waiting or not chosen.places.free):
            said.insert(0, "Nobody has a place there at once: they will wait.")
        elif chosen is not None and chosen.places.free < len(self._people):
            are = "is" if chosen.places.free == 1 else "are"
            said.insert(0, f"Only {chosen.places.free} {are} free: the others will wait.")
        self.warned.say(" ".join(said), "amber")


def _free(row: EventToCome) -> Cell:
    if row.places.waiting:
        return Cell(f"{row.places.waiting} waiting", tone="amber")
    return Cell(f"{row.places.free} free" if row.places.free else "full", tone="soft")


DATES: list[Column[EventToCome]] = [
    Column("Date", lambda e: Cell(short_day(e.starts), strong=not e.booked), Width.COUNT),
    Column("Event", lambda e: Cell(e.reference, note=e.venue), share=1),
    Column("Places", _free, Width.NUMBER, right=True),
]
