"""The last day on which an answer to an offer is in time, as people are told it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def last_day_to_answer(ends: datetime) -> date:
    """The day that is not over when an offer ends; one that ends at midnight ends the day before.

    ``ends`` has a time zone.
    """
    return (ends.astimezone(LONDON) - timedelta(seconds=1)).date()


def morning_of(day: date) -> datetime:
    """When a day begins."""
    return datetime.combine(day, time.min, LONDON)
