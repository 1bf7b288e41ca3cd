"""Repeating an event over dates: in a rhythm or on days of one's own, some of them struck out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_dates import MOST_REPEATS, Rhythm, days_again
from trainingdesk.domain.event_names import names_typed
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed, number_typed
from trainingdesk.domain.words import entered_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import details_of
from trainingdesk.services.proposals import proposals_on
from trainingdesk.services.repeats import plan_again
from ui.parts.beside import Beside
from ui.parts.cell import Cell
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import across, down
from ui.parts.rows_model import Column
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Words
from ui.planning.again_page import STATUSES
from ui.planning.dates_table import DAY, DatesTable
from ui.programme.acts import act

SHOWN = 9
"""So many days show at once; the list scrolls to the others."""

HOW = (
    "Del strikes a day out, F2 types another. Bank holidays are yours to strike out. Only the "
    "plan is copied: no booking and no mark."
)
TIMES = f"Enter how often, in figures, up to {MOST_REPEATS}."
STRUCK, TYPED = "struck out", "typed days"
"""What a draft keeps of the days, beside the texts of the fields."""

NO_DAY = "“{}” is no date. Type days like 13 June, 4 July."


@dataclass(frozen=True, slots=True)
class RepeatedDay:
    """One day on which the event could be held again."""

    id: int
    day: date
    note: str
    struck: bool
    there: bool = False  # an event is planned for it already


def columns() -> list[Column[RepeatedDay]]:
    """The day, and what is to be thought of."""
    return [
        Column[RepeatedDay]("Day", _day, width=Width.SPAN, key=DAY),
        Column[RepeatedDay]("To think of", _note, share=1),
    ]


class RepeatPanel(Beside):
    """Proposes days for the plan of an event; bookings are never copied."""

    planned = Signal(int)  # the first of the new events

    def __init__(self, desk: Desk) -> None:
        self.rhythm = Choice([each.value for each in Rhythm])
        self.fields_of = {
            "rhythm": Field("How often", self.rhythm),
            "times": Field("How many times more", Entry("4")),
            "days": Field("Days", Entry(hint="13 June, 4 July"), help_text="With commas between."),
            "status": Field("As", Choice([each.value for each in STATUSES])),
        }
        self.form = FormFields(self.fields_of)
        self.table: DatesTable[RepeatedDay] = DatesTable(columns(), "Days", TrainingYear(0))
        self.told = Words("", "soft_small", wrap=True)
        pair = across(gap=Space.M)
        for name in ("times", "status"):
            pair.addWidget(self.fields_of[name], 1, Qt.AlignmentFlag.AlignTop)
        body = down(self.fields_of["rhythm"], gap=Space.L)
        body.addLayout(pair)
        for part in (self.fields_of["days"], self.table, self.told):
            body.addWidget(part)
        super().__init__("Repeat", body, self.form, save="Plan them")
        self._desk = desk
        self._event_id, self._first = 0, date.min
        self._struck: set[date] = set()
        self._typed: dict[int, date] = {}
        self.rows: list[RepeatedDay] = []
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._propose)
        self.table.chosen.connect(self._tell)
        self.table.struck.connect(self._strike)
        self.table.typed_day.connect(self._take_day)
        act(self, "Plan them", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, event_id: int) -> None:
        """Ask on which days an event is held again."""
        with self._desk.reading() as db:
            details = details_of(db, event_id)
        days = [session.day for session in details.sessions if session.day]
        self._event_id, self._first = event_id, min(days, default=self._desk.today())
        self.table.near = TrainingYear.of(self._first)
        self.say_title(f"Repeat {details.reference}")
        given = {"rhythm": Rhythm.WEEKLY.value, "times": "4", "days": ""}
        given |= {"status": EventStatus.PLANNED.value, STRUCK: "", TYPED: ""}
        self.begin_about(("repeat", event_id), given)
        self.show()
        self._propose()
        self.form.begin()

    def draft(self) -> dict[str, str]:
        struck = " ".join(sorted(day.isoformat() for day in self._struck))
        typed = " ".join(f"{number}:{day}" for number, day in sorted(self._typed.items()))
        return self.form.texts() | {STRUCK: struck, TYPED: typed}

    def show_draft(self, draft: dict[str, str]) -> None:
        self._struck = {date.fromisoformat(day) for day in draft[STRUCK].split()}
        pairs = (each.split(":") for each in draft[TYPED].split())
        self._typed = {int(number): date.fromisoformat(day) for number, day in pairs}
        fields = self.form.texts()
        with QSignalBlocker(self.form):
            super().show_draft({name: text for name, text in draft.items() if name in fields})
        self._propose()

    # -- the days

    def _propose(self) -> None:
        texts = self.form.texts()
        chosen = Rhythm(texts["rhythm"]) is Rhythm.CHOSEN
        self.form["days"].setHidden(not chosen)
        self.form["times"].setHidden(chosen)
        if not self._event_id:
            return
        days = self._days_typed() if chosen else self._days_in_rhythm(texts)
        self._show_days([self._typed.get(number, day) for number, day in enumerate(days)])

    def _days_in_rhythm(self, texts: dict[str, str]) -> list[date]:
        times = number_typed(texts["times"]) or 0
        return days_again(self._first, Rhythm(texts["rhythm"]), times)

    def _days_typed(self) -> list[date]:
        typed = (day_typed(part, near=self.table.near) for part in self._parts())
        return [day for day in typed if day is not None]

    def _parts(self) -> Sequence[str]:
        return names_typed(self.form["days"].text())

    def _show_days(self, days: Sequence[date]) -> None:
        with self._desk.reading() as db:
            found = proposals_on(db, self._event_id, days, today=self._desk.today())
        self.rows = [
            RepeatedDay(number, each.first, each.note, each.first in self._struck, bool(each.there))
            for number, each in enumerate(found)
        ]
        self.table.show_rows(self.rows)
        self.table.setFixedHeight(min(SHOWN * Size.ROW, self.table.whole() + Space.HAIR))
        self.table.setVisible(bool(self.rows))
        left = len(self._wanted())
        self.save.say(f"Plan {counted(left, 'event')}")
        self._tell()

    def _tell(self) -> None:
        """Say in full what is to be thought of with the day at hand, or else how this works."""
        row = self.table.chosen_row()
        self.told.say(row.note if row is not None and row.note else HOW)

    def _wanted(self) -> list[date]:
        return [row.day for row in self.rows if not row.struck]

    def _strike(self, rows: Sequence[RepeatedDay]) -> None:
        self._struck ^= {row.day for row in rows}
        self.keep_draft()
        self._show_days([row.day for row in self.rows])

    def _take_day(self, row: RepeatedDay, day: date) -> None:
        self._typed[row.id] = day
        self.keep_draft()
        self._show_days([day if each.id == row.id else each.day for each in self.rows])

    # -- saving

    def keep(self) -> None:
        """Plan the event on every day that is not struck out, or say what is to be put right."""
        made: list[int] = []
        with self.problems_shown():
            if problems := self._problems():
                raise Invalid(problems)
            wanted = [(self._event_id, day) for day in self._wanted()]
            seen = {(self._event_id, row.day) for row in self.rows if row.there}
            status = EventStatus(self.form["status"].text())
            with self._desk.changing("Plan", counted(len(wanted), "event")) as db:
                made = plan_again(db, wanted, status=status, by=self._desk.stamp(), seen=seen)
        if made:
            self.settle()
            self.planned.emit(made[0])

    def _problems(self) -> dict[str, str]:
        texts = self.form.texts()
        if Rhythm(texts["rhythm"]) is Rhythm.CHOSEN:
            parts = self._parts()
            wrong = [part for part in parts if day_typed(part, near=self.table.near) is None]
            if wrong or not parts:
                said = NO_DAY.format(wrong[0]) if wrong else "Type the days, such as 13 June."
                return {"days": said}
            return {}
        times = number_typed(texts["times"])
        return {} if times and times <= MOST_REPEATS else {"times": TIMES}


def _day(row: RepeatedDay) -> Cell:
    return Cell(entered_day(row.day), "faint" if row.struck else "ink")


def _note(row: RepeatedDay) -> Cell:
    return Cell("struck out", "faint") if row.struck else Cell(row.note, "amber")
