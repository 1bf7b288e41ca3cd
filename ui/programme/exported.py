"""The programme as a file."""

from datetime import date

from trainingdesk.services.event_rows import EventRow

HEADS = (
    "Date",
    "Event",
    "Course",
    "Level",
    "Venue",
    "Trainer",
    "Places",
    "Booked",
    "Waiting",
    "Status",
)


def exported(row: EventRow) -> list[str | int | date | None]:
    """One event, under the heads."""
    return [
        row.starts,
        row.reference,
        row.title,
        row.level,
        row.where,
        row.who,
        row.places,
        row.held,
        row.waiting,
        row.standing.value,
    ]
