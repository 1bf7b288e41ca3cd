"""The days of an event in its form: added, removed, numbered, and warned of while one types."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import SessionDetails, day_field
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import plans
from trainingdesk.services.clashes import PlannedDay, warnings_of_plan
from trainingdesk.services.desk import Desk
from ui.parts.field import Field
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.programme.day_fields import DayFields, texts_of_day

SOON = 120
"""So many milliseconds after the last letter it is said what speaks against a day."""


@dataclass(frozen=True, slots=True)
class ShownDay:
    """One day as the form shows it."""

    details: SessionDetails  # as it was given
    texts: Mapping[str, str]


class EventDays(QWidget):
    """One block of fields for each day of an event."""

    renewed = Signal()  # there are other fields now
    left = Signal()  # a day was typed and left

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._names = plans.Names([], [], [], [])
        self._near = TrainingYear(0)
        self.event_id = 0
        self.status = EventStatus.OPEN
        self.days: list[DayFields] = []
        self._given: dict[DayFields, SessionDetails] = {}
        self._column = down(gap=Space.L)
        self.setLayout(self._column)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self.warn)

    def begin(self, near: TrainingYear, names: plans.Names, *, event_id: int) -> None:
        """Show days of another event from now on."""
        self._near, self._names, self.event_id = near, names, event_id

    # -- what it shows

    def show_days(self, sessions: Sequence[SessionDetails]) -> None:
        """Show these days and no others."""
        self.show_drafts([ShownDay(session, texts_of_day(session)) for session in sessions])

    def drafts(self) -> tuple[ShownDay, ...]:
        """The days as they stand in the form."""
        return tuple(ShownDay(self._given[day], day.texts()) for day in self.days)

    def show_drafts(self, drafts: Sequence[ShownDay]) -> None:
        """Show days as they once stood in the form."""
        for day in [*self.days]:
            self._take_away(day)
        for draft in drafts:
            self._add(draft.details).show_texts(draft.texts)
        self._number()
        self.warn()

    def details(self) -> tuple[SessionDetails, ...]:
        """The days as now filled in."""
        return tuple(day.details() for day in self.days)

    def fields(self) -> dict[str, Field]:
        """The fields of every day, by their names in the form."""
        return {
            day_field(number, name): field
            for number, day in enumerate(self.days)
            for name, field in day.fields.items()
        }

    def texts_of(self, sessions: Sequence[SessionDetails]) -> dict[str, str]:
        """What the fields would show of these days, as far as the form has them."""
        number_of = {day.session_id: number for number, day in enumerate(self.days)}
        return {
            day_field(number_of[session.id], name): text
            for session in sessions
            if session.id in number_of and session.id is not None
            for name, text in texts_of_day(session).items()
        }

    def unreadable(self) -> dict[str, str]:
        """Which fields hold something that cannot be read, and what to type instead."""
        return {
            day_field(number, name): said
            for number, day in enumerate(self.days)
            for name, said in day.unreadable().items()
        }

    def show_wrong(self) -> None:
        """Show every field that is marked as wrong."""
        for day in self.days:
            day.show_rare(asked=False)

    # -- adding and removing

    def add_like_the_last(self) -> DayFields:
        """Add a day like the last, its date still open."""
        like = replace(self.days[-1].details(), day=None, id=None)
        made = self._add(like)
        self._number()
        return made

    def add_from(self, sessions: Sequence[SessionDetails]) -> None:
        """Add days that somebody else has saved meanwhile."""
        for session in sessions:
            self._add(session)
        self._number()

    def remove(self, gone: DayFields) -> None:
        """Take a day away."""
        self._take_away(gone)
        self._number()
        self.warn()

    def stops(self) -> list[QWidget]:
        """What Tab stops at, in order."""
        found: list[QWidget] = []
        for day in self.days:
            found += [day.remove, *(field.control for field in day.fields.values()), day.more]
        return found

    def _take_away(self, gone: DayFields) -> None:
        self.days.remove(gone)
        del self._given[gone]
        self._column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()

    def _add(self, session: SessionDetails) -> DayFields:
        day = DayFields(self._near, self._names.venues, self._names.trainers)
        day.show_day(session)
        day.left.connect(self.left)
        day.left.connect(self.warn)
        day.remove_asked.connect(lambda: self.remove(day))
        for field in day.fields.values():
            field.edited.connect(self._soon.start)
        self.days.append(day)
        self._given[day] = session
        self._column.addWidget(day)
        return day

    def _number(self) -> None:
        for number, day in enumerate(self.days):
            day.number(number, len(self.days))
        self.renewed.emit()

    # -- what speaks against them

    def warn(self) -> None:
        """Say under each day what clashes with it, and what is to be thought of."""
        self._soon.stop()
        entered = [_entered(day.details()) for day in self.days]
        today = self._desk.today()
        with self._desk.reading() as db:
            found = warnings_of_plan(db, entered, event_id=self.event_id, status=self.status)
            typed = [day.day for day in entered]
            notes = plans.notes_on_days(db, typed, today=today, at_hand=self._near)
        for number, day in enumerate(self.days):
            said = [warned.sentence for warned in found if warned.number == number]
            day.say(said, "" if self._is_as_planned(day) else notes.get(number, ""))

    def _is_as_planned(self, day: DayFields) -> bool:
        """Whether an event stands on this day already, so that nothing is to be thought of."""
        stands = bool(self.event_id and day.session_id)
        return stands and day.day() == self._given[day].day


def _entered(day: SessionDetails) -> PlannedDay:
    return PlannedDay(
        day.day, day.starts, day.ends, day.venue, day.trainer, day.beside, day.reserve
    )
