"""The form for one event, beside the list or the event's page."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails, SessionDetails, day_field
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import number_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import events, plans
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.course_box import CourseBox
from ui.programme.day_fields import DayFields, complete_from

PLANNED = (EventStatus.DRAFT, EventStatus.PLANNED, EventStatus.OPEN, EventStatus.CONFIRMED)


class EventFields(FormFields):
    """The fields of an event; its days come and go."""

    def take(self, fields: dict[str, Field]) -> None:
        """Hold these fields from now on, in this order."""
        for field in fields.values():
            if field not in self._fields.values():
                field.edited.connect(self._on_edited)
        self._fields = dict(fields)


class EventForm(Beside):
    """Asks for an event's details, most of them known from the last time."""

    saved = Signal(int)  # the event's id
    course_asked = Signal(str)  # the title of a course that the catalogue does not have

    def __init__(self, desk: Desk, *, new_course: str = "") -> None:
        self.course, self.status = CourseBox(desk, new=new_course), Choice([])
        fixed = _fields(self.course, self.status)
        days, more = down(gap=Space.L), Button("Add a day", "link", "plus").slim()
        super().__init__(
            "New event", _body(fixed, days, more), EventFields(fixed), save="Save event"
        )
        self._desk, self._fixed, self._days_column, self._more = desk, fixed, days, more
        self.days: list[DayFields] = []
        self._names = plans.Names([], [], [], [])
        self._near = TrainingYear(0)
        self._event_id = 0
        self._proposed = ""
        more.clicked.connect(self.add_day)
        self.course.chosen.connect(self._on_course)
        self.course.new_asked.connect(self.course_asked)
        self.save_asked.connect(self.keep)
        act(self, "Save event", self.keep, "Ctrl+S")
        self.hide()

    # -- opening it

    def begin_new(
        self, near: TrainingYear, details: EventDetails | None = None, *, day: date | None = None
    ) -> None:
        """Ask for a new event, perhaps after the plan of another."""
        self._event_id, self._near = 0, near
        self.say_title("New event")
        details = details or EventDetails()
        if day is not None:
            first, *rest = details.sessions
            details = replace(details, sessions=(replace(first, day=day), *rest))
        self._show(details)

    def begin_change(self, event_id: int) -> None:
        """Ask what is to be different about an event."""
        with self._desk.reading() as db:
            details = events.details_of(db, event_id)
        first = details.sessions[0].day if details.sessions else None
        self._event_id = event_id
        self._near = TrainingYear.of(first or self._desk.today())
        self.say_title(f"Change {details.reference}")
        self._show(details)

    def _show(self, details: EventDetails) -> None:
        with self._desk.reading() as db:
            self._names = plans.names_known(db)
        series = self._fixed["series"].control
        assert isinstance(series, Entry)  # noqa: S101 - it was made so above
        complete_from(series, self._names.series)
        self.notice.say("")
        self._offer_statuses(details.status)
        self._proposed = details.reference
        self.course.show_course(details.course_id)
        self._fixed["places"].set_text("" if details.places is None else str(details.places))
        self._fixed["reference"].set_text(details.reference)
        self._fixed["series"].set_text(details.series)
        self._show_days(details.sessions or (SessionDetails(),))
        if self.fields is not None:
            self.fields.clear()
        self.show()
        first = self.course if details.course_id is None else self.days[0].fields["day"].control
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _offer_statuses(self, status: EventStatus) -> None:
        self.status.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.status.clear()
        for each in PLANNED if status in PLANNED else (*PLANNED, status):
            self.status.addItem(each.value, each)
        self.status.choose(status)
        self.status.blockSignals(False)  # noqa: FBT003 - Qt's own

    def take_course(self, course_id: int) -> None:
        """Go on with a course that has just been added."""
        self.show()
        self.course.show_course(course_id)
        self._on_course(course_id)

    # -- the days

    def add_day(self) -> None:
        """Add a day like the last, its date still open."""
        like = replace(self.days[-1].details(), day=None, id=None)
        self._add(like)
        self._number_days()
        self.days[-1].fields["day"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def remove_day(self, gone: DayFields) -> None:
        """Take a day away."""
        self.days.remove(gone)
        self._days_column.removeWidget(gone)
        gone.hide()
        gone.deleteLater()
        self._number_days()

    def _show_days(self, sessions: tuple[SessionDetails, ...]) -> None:
        for day in [*self.days]:
            self.remove_day(day)
        for session in sessions:
            self._add(session)
        self._number_days()

    def _add(self, session: SessionDetails) -> None:
        day = DayFields(self._near, self._names.venues, self._names.trainers)
        day.show_day(session)
        day.left.connect(self._propose)
        day.remove_asked.connect(lambda: self.remove_day(day))
        self.days.append(day)
        self._days_column.addWidget(day)

    def _number_days(self) -> None:
        for number, day in enumerate(self.days):
            day.number(number, len(self.days))
        of_days = {
            day_field(number, name): field
            for number, day in enumerate(self.days)
            for name, field in day.fields.items()
        }
        if isinstance(self.fields, EventFields):
            course = {"course_id": self._fixed["course_id"]}
            self.fields.take(course | of_days | self._fixed)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Let Tab go down the form: what was made last would come last."""
        stops: list[QWidget] = [self.course]
        for day in self.days:
            stops += [day.remove, *(field.control for field in day.fields.values())]
        stops.append(self._more)
        stops += [field.control for name, field in self._fixed.items() if name != "course_id"]
        for before, after in pairwise([*stops, self.save]):
            self.setTabOrder(before, after)

    # -- what follows from what is typed

    def _on_course(self, course_id: int | None) -> None:
        if course_id is None or self._event_id:
            return
        with self._desk.reading() as db:
            plan = plans.plan_for(db, course_id)
        self._fixed["places"].set_text("" if plan.places is None else str(plan.places))
        days = [day.day() for day in self.days]
        dated = (
            replace(session, day=days[number] if number < len(days) else None)
            for number, session in enumerate(plan.sessions)
        )
        self._show_days(tuple(dated))
        self._propose()
        self.days[0].fields["day"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

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

    # -- saving

    def details(self) -> EventDetails:
        """The details as now filled in."""
        return EventDetails(
            course_id=self.course.course_id,
            reference=self._fixed["reference"].text(),
            series=self._fixed["series"].text(),
            places=number_typed(self._fixed["places"].text()),
            status=EventStatus(str(self.status.chosen())),
            sessions=tuple(day.details() for day in self.days),
        )

    def keep(self) -> None:
        """Save the event, or say in the form what is to be put right."""
        event_id = 0
        with self.problems_shown():
            details = self.details()
            if unreadable := self._unreadable():
                raise Invalid(details.problems() | unreadable)
            event_id = self._kept(details)
        if event_id:
            self.leave()
            self.saved.emit(event_id)

    def _kept(self, details: EventDetails) -> int:
        if self._event_id:
            with self._desk.changing("Change", details.reference) as db:
                events.change_event(db, self._event_id, details, by=self._desk.stamp())
            return self._event_id
        with self._desk.changing("Plan", details.reference) as db:
            return events.add_event(db, details, by=self._desk.stamp())

    def _unreadable(self) -> dict[str, str]:
        return {
            day_field(number, name): said
            for number, day in enumerate(self.days)
            for name, said in day.unreadable().items()
        }


def _fields(course: CourseBox, status: Choice) -> dict[str, Field]:
    return {
        "course_id": Field("Course", course),
        "places": Field("Places", Entry()),
        "status": Field("Status", status),
        "reference": Field("Reference", Entry()),
        "series": Field("Series", Entry(hint="None"), help_text="Such as Safeguarding Week."),
    }


def _body(fixed: dict[str, Field], days: QBoxLayout, more: Button) -> QBoxLayout:
    body = down(fixed["course_id"], days, gap=Space.L)
    body.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
    for names in (("places", "status"), ("reference", "series")):
        row = across(gap=Space.M)
        for name in names:
            row.addWidget(fixed[name], 1, Qt.AlignmentFlag.AlignTop)
        body.addLayout(row)
    return body
