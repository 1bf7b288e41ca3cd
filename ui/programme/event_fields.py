"""The fields of an event that all its days share, and how they stand in the form."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.event_details import EventDetails
from trainingdesk.domain.event_names import names_told
from trainingdesk.domain.money import pounds
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.known_names import KnownNames
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button
from ui.programme.course_box import CourseBox

PLANNED = (EventStatus.DRAFT, EventStatus.PLANNED, EventStatus.OPEN, EventStatus.CONFIRMED)
BY_NAME, COUNTED = "Booked by name", "Only counted"
ROWS = (("places", "status"), ("reference", "series"))


class EventFields(FormFields):
    """The fields of an event; its days come and go."""

    def take(self, fields: Mapping[str, Field]) -> None:
        """Hold these fields from now on, in this order."""
        for field in fields.values():
            if field not in self._fields.values():
                field.edited.connect(self._on_edited)
        self._fields = dict(fields)

    def show_versions(self, opened: Mapping[str, str], stored: Mapping[str, str]) -> None:
        """Show both versions; a day that only one of them has is told by the form itself."""
        both = {name: text for name, text in stored.items() if name in opened}
        there = {name: text for name, text in both.items() if name in self._fields}
        super().show_versions(opened, there)


def fixed_fields(course: CourseBox, status: Choice) -> dict[str, Field]:
    """The fields that every event has once."""
    return {
        "course_id": Field("Course", course),
        "places": Field("Places", Entry()),
        "status": Field("Status", status),
        "why": Field(
            "Why", Entry(hint="In a few words"), help_text="Kept in the history of the event."
        ),
        "reference": Field("Reference", Entry()),
        "series": Field(
            "Series", KnownNames("series", hint="None"), help_text="Such as Safeguarding Week."
        ),
        "headcount_only": Field("Who comes", Choice([BY_NAME, COUNTED])),
        "headcount": Field(
            "People counted", Entry(hint="300"), help_text="They are counted apart from delegates."
        ),
        "price_pence": Field("Price of a place", Entry(hint="£"), help_text="Empty: the course's."),
        "partners": Field("Shared with", KnownNames("partner boards", several=True)),
    }


def laid_out(fixed: Mapping[str, Field], days: QWidget, more: Button) -> QBoxLayout:
    """The fields in their order in the form."""
    body = down(fixed["course_id"], days, gap=Space.L)
    body.addWidget(more, alignment=Qt.AlignmentFlag.AlignLeft)
    body.addLayout(_side_by_side(fixed, ROWS[0]))
    body.addWidget(fixed["why"])
    body.addLayout(_side_by_side(fixed, ROWS[1]))
    body.addLayout(_side_by_side(fixed, ("headcount_only", "headcount")))
    body.addLayout(_side_by_side(fixed, ("price_pence", "partners")))
    return body


def _side_by_side(fixed: Mapping[str, Field], names: tuple[str, ...]) -> QBoxLayout:
    row = across(gap=Space.M)
    for name in names:
        row.addWidget(fixed[name], 1, Qt.AlignmentFlag.AlignTop)
    return row


def fixed_texts(details: EventDetails, course: str) -> dict[str, str]:
    """What the fields show of an event."""
    return {
        "course_id": course,
        "places": "" if details.places is None else str(details.places),
        "status": details.status.value,
        "why": details.why,
        "reference": details.reference,
        "series": details.series,
        "headcount_only": COUNTED if details.headcount_only else BY_NAME,
        "headcount": "" if details.headcount is None else str(details.headcount),
        "price_pence": "" if details.price_pence is None else pounds(details.price_pence),
        "partners": names_told(details.partners),
    }
