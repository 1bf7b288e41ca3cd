"""Days as forms show and read them."""

from datetime import date

from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from ui.parts.field import Field

DAY = "Type a day, such as 13 June 2026 or 13/6/2026."


def day_said(day: date | None) -> str:
    """A day as a form shows it; empty where there is none."""
    return plain_day(day) if day else ""


def day_in(field: Field, *, near: date) -> date | None:
    """The day that is typed; none where none is, or it cannot be read."""
    return day_typed(field.text(), near=TrainingYear.of(near))


def unread_days(fields: dict[str, Field], *, near: date) -> dict[str, str]:
    """The fields in which something is typed that is no day, with what to do."""
    return {
        name: DAY
        for name, field in fields.items()
        if field.text().strip() and day_in(field, near=near) is None
    }
