"""The form for one event, beside the list or the event's page."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails
from trainingdesk.domain.event_names import names_told, names_typed
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.own_fields import FieldOf
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import number_typed, pence_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import events, plans, undated
from trainingdesk.services.desk import Desk
from trainingdesk.services.own_fields import own_fields
from ui.parts.beside import Beside
from ui.parts.field import Choice
from ui.parts.known_names import KnownNames
from ui.parts.own_fields import OwnFields
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.course_box import CourseBox
from ui.programme.day_fields import DayFields, texts_of_day
from ui.programme.event_days import EventDays, ShownDay
from ui.programme.event_fields import (
    COUNTED,
    PLANNED,
    EventFields,
    fixed_fields,
    fixed_texts,
    laid_out,
)
from ui.venues.fields import SUM

NUMBERS = {
    "places": "Enter how many places there are, in figures.",
    "headcount": "Enter how many people were counted, in figures.",
}
NEW, COPY, CHANGE, DATED = "new", "copy", "change", "dated"


@dataclass(frozen=True, slots=True)
class Shown:
    """The form as it shows an event."""

    course_id: int | None
    proposed: str
    texts: Mapping[str, str]
    days: tuple[ShownDay, ...]


class EventForm(Beside):
    """Asks for an event's details, most of them known from the last time."""

    saved = Signal(int)  # the event's id
    places_left = Signal(int, str)  # free ones of this event, while people wait; says how many
    left_out = Signal(str)  # who is not booked on it although they were interested
    course_asked = Signal(str)  # the title of a course that the catalogue does not have

    def __init__(self, desk: Desk, *, new_course: str = "") -> None:
        self.course, self.status = CourseBox(desk, new=new_course), Choice([])
        self._fixed = fixed_fields(self.course, self.status)
        self._days, self._more = EventDays(desk), Button("Add a day", "link", "plus").slim()
        self.form = EventFields(self._fixed)
        self.own = OwnFields(self.form)
        body = laid_out(self._fixed, self._days, self._more)
        body.addWidget(self.own)
        super().__init__("New event", body, self.form, save="Save event")
        self._desk = desk
        self._names = plans.Names([], [], [], [])
        self._near = TrainingYear(0)
        self._opened = EventDetails()
        self._event_id = self._undated_id = 0
        self._proposed = ""
        self._connect()
        self.hide()

    def _connect(self) -> None:
        self._more.clicked.connect(self.add_day)
        self._days.renewed.connect(self._take_fields)
        self._days.left.connect(self._propose)
        self._days.left.connect(self.keep_draft)
        self.course.chosen.connect(self._on_course)
        self.course.new_asked.connect(self.course_asked)
        self.form.edited.connect(self._follow)
        self.save_asked.connect(self.keep)
        act(self, "Save event", self.keep, "Ctrl+S")

    @property
    def days(self) -> list[DayFields]:
        """The fields of each day."""
        return self._days.days

    # -- opening it

    def begin_new(
        self,
        near: TrainingYear,
        details: EventDetails | None = None,
        *,
        day: date | None = None,
        after: int = 0,
    ) -> None:
        """Ask for a new event, perhaps after the plan of another one."""
        self._event_id = self._undated_id = 0
        self.say_title("New event")
        details = details or EventDetails()
        if day is not None:
            first, *rest = details.sessions
            details = replace(details, sessions=(replace(first, day=day), *rest))
        about = (COPY, after) if after else (NEW, near.name, day)
        self._begin(about, near, details)

    def begin_dated(self, undated_id: int, near: TrainingYear) -> None:
        """Ask for the date of an event that has collected interest; raises Refused, Unknown."""
        with self._desk.reading() as db:
            details = undated.plan_of_undated(db, undated_id)
        self._event_id, self._undated_id = 0, undated_id
        self.say_title("Give it a date")
        self._begin((DATED, undated_id), near, details)
        self._propose()

    def begin_change(self, event_id: int) -> None:
        """Ask what is to be different about an event."""
        with self._desk.reading() as db:
            details = events.details_of(db, event_id)
        first = details.sessions[0].day if details.sessions else None
        self._event_id, self._undated_id = event_id, 0
        self.say_title(f"Change {details.reference}")
        self._begin((CHANGE, event_id), TrainingYear.of(first or self._desk.today()), details)

    def _begin(self, about: Hashable, near: TrainingYear, details: EventDetails) -> None:
        self._near = near
        with self._desk.reading() as db:
            self._names = plans.names_known(db)
            shapes = own_fields(db, FieldOf.EVENT)
        for name, known in (("series", self._names.series), ("partners", self._names.partners)):
            control = self._fixed[name].control
            assert isinstance(control, KnownNames)  # noqa: S101 - it was made so above
            control.show_names(known)
        self._days.begin(near, self._names, event_id=self._event_id)
        self.own.offer(shapes, near=near)
        self._offer_statuses(details.status)
        self._opened = details
        self._opened = self.begin_about(about, self._shown(details), details).opened
        self.area.verticalScrollBar().setValue(0)
        self.show()
        empty = self.course.course_id is None
        first = self.course if empty else self.days[0].fields["day"].control
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_statuses(self, status: EventStatus) -> None:
        with QSignalBlocker(self.status):
            self.status.clear()
            for each in PLANNED if status in PLANNED else (*PLANNED, status):
                self.status.addItem(each.value, each)
            self.status.choose(status)

    def take_course(self, course_id: int) -> None:
        """Go on with a course that has just been added."""
        self.show()
        self.course.show_course(course_id)
        self._on_course(course_id)

    # -- what it shows

    def draft(self) -> Shown:
        days = self._days.fields()
        texts = {name: text for name, text in self.form.texts().items() if name not in days}
        return Shown(self.course.course_id, self._proposed, texts, self._days.drafts())

    def show_draft(self, draft: Shown) -> None:
        """Fill the form; a field of the board's own may have gone since."""
        self._proposed = draft.proposed
        self._days.show_drafts(draft.days)
        there = self.form.texts()
        self.form.fill({name: text for name, text in draft.texts.items() if name in there})
        self.course.show_course(draft.course_id)
        if draft.course_id is None:
            self.course.setText(draft.texts.get("course_id", ""))
        self._follow()

    def _shown(self, details: EventDetails) -> Shown:
        with self._desk.reading() as db:
            course = plans.course_title(db, details.course_id)
        texts = fixed_texts(details, course) | self.own.texts_of(details.own_values)
        sessions = details.sessions or (SessionDetails(),)
        days = tuple(ShownDay(session, texts_of_day(session)) for session in sessions)
        return Shown(details.course_id, details.reference, texts, days)

    def texts_of(self, details: EventDetails) -> dict[str, str]:
        with self._desk.reading() as db:
            course = plans.course_title(db, details.course_id)
        fixed = fixed_texts(details, course) | self.own.texts_of(details.own_values)
        return fixed | self._days.texts_of(details.sessions)

    def show_versions(self, changed: ChangedMeanwhile) -> None:
        """Show both versions, and the days that somebody else has added."""
        known = {session.id for session in changed.opened.sessions}
        self._days.add_from([s for s in changed.stored.sessions if s.id not in known])
        super().show_versions(changed)

    def begin_from(self, details: EventDetails) -> None:
        self._opened = details
        if self.drafts.here is not None:
            self.drafts.here.given = self._shown(details)
        self._follow()

    # -- the days

    def add_day(self) -> None:
        """Add a day like the last, its date still open."""
        made = self._days.add_like_the_last()
        made.fields["day"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.keep_draft()

    def _take_fields(self) -> None:
        course = {"course_id": self._fixed["course_id"]}
        self.form.take(course | self._days.fields() | self._fixed | self.own.fields)
        self._order_tabs()
        if self.isVisible():
            self.keep_draft()

    def _order_tabs(self) -> None:
        """Let Tab go down the form: what was made last would come last."""
        stops: list[QWidget] = [self.course, *self._days.stops(), self._more]
        stops += [field.control for name, field in self._fixed.items() if name != "course_id"]
        stops += [field.control for field in self.own.fields.values()]
        for before, after in pairwise([*stops, self.save]):
            self.setTabOrder(before, after)

    # -- what follows from what is typed

    def _follow(self) -> None:
        """Ask only for what matters: places or heads, and why another status."""
        heads = self._fixed["headcount_only"].text() == COUNTED
        self._fixed["places"].setHidden(heads)
        self._fixed["headcount"].setHidden(not heads and not self._fixed["headcount"].text())
        status = self._status()
        other = bool(self._event_id) and status is not self._opened.status
        self._fixed["why"].setHidden(not other)
        if status is not self._days.status:
            self._days.status = status
            self._days.warn()

    def _status(self) -> EventStatus:
        return EventStatus(self.status.currentText() or self._opened.status)

    def _on_course(self, course_id: int | None) -> None:
        self.keep_draft()
        if course_id is None or self._event_id:
            return
        with self._desk.reading() as db:
            plan = plans.plan_for(db, course_id)
        self._fixed["places"].set_text("" if plan.places is None else str(plan.places))
        counted = fixed_texts(plan, "")["headcount_only"]
        self._fixed["headcount_only"].set_text(counted)
        days = [day.day() for day in self.days]
        dated = (
            replace(session, day=days[number] if number < len(days) else None)
            for number, session in enumerate(plan.sessions)
        )
        self._days.show_days(tuple(dated))
        self._propose()
        self._follow()
        self.days[0].fields["day"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.keep_draft()

    def _propose(self) -> None:
        """Propose a reference as long as nobody has typed another."""
        typed = self._fixed["reference"].text().strip()
        first = min((day for each in self.days if (day := each.day())), default=None)
        if self._event_id or self.course.course_id is None or typed != self._proposed:
            return
        with self._desk.reading() as db:
            on = first or self._near.first_day
            self._proposed = plans.next_reference(db, self.course.course_id, on=on)
        self._fixed["reference"].set_text(self._proposed)
        self.keep_draft()

    # -- saving

    def details(self) -> EventDetails:
        """The details as now filled in."""
        texts = {name: field.text() for name, field in self._fixed.items()}
        heads = texts["headcount_only"] == COUNTED
        given = self._opened.partners
        unread = texts["partners"] == names_told(given)
        return EventDetails(
            course_id=self.course.course_id,
            reference=texts["reference"],
            series=texts["series"],
            places=None if heads else number_typed(texts["places"]),
            status=self._status(),
            why="" if self._fixed["why"].isHidden() else texts["why"],
            headcount_only=heads,
            headcount=number_typed(texts["headcount"]),
            price_pence=pence_typed(texts["price_pence"]),
            partners=given if unread else names_typed(texts["partners"], self._names.partners),
            own_values=self.own.values(self._opened.own_values),
            sessions=self._days.details(),
        )

    def keep(self) -> None:
        """Save the event, or say in the form what is to be put right."""
        event_id, told = 0, ""
        with self.problems_shown():
            details = self.details()
            if unreadable := self._unreadable():
                raise Invalid(details.problems() | unreadable)
            event_id, told = self._kept(details)
        self._days.show_wrong()
        if event_id:
            self.settle()
            if told:
                self._tell(event_id, told)
            self.saved.emit(event_id)
        else:
            self.form.first_fault()

    def _tell(self, event_id: int, told: str) -> None:
        if self._undated_id:
            self.left_out.emit(told)
        else:
            self.places_left.emit(event_id, told)

    def _kept(self, details: EventDetails) -> tuple[int, str]:
        """Save it, and return its number with what is to be told of it."""
        by = self._desk.stamp()
        if self._event_id:
            with self._desk.changing("Change", details.reference) as db:
                opened = self._opened
                told = events.change_event(db, self._event_id, details, by=by, opened=opened)
            return self._event_id, told
        if self._undated_id:
            with self._desk.changing("Give a date to", self.course.text()) as db:
                dated = undated.give_date(db, self._undated_id, details, by=by)
            return dated.event_id, str(dated) if dated.left else ""
        with self._desk.changing("Plan", details.reference) as db:
            return events.add_event(db, details, by=by), ""

    def _unreadable(self) -> dict[str, str]:
        found = self._days.unreadable()
        for name, said in NUMBERS.items():
            field = self._fixed[name]
            if not field.isHidden() and field.text().strip() and number_typed(field.text()) is None:
                found[name] = said
        price = self._fixed["price_pence"].text()
        if price.strip() and pence_typed(price) is None:
            found["price_pence"] = SUM
        return found
