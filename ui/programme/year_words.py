"""What the head of the programme says of a year, and the month it begins with."""

from datetime import date

from trainingdesk.domain.figures import counted
from trainingdesk.domain.year import FIRST_MONTH, TrainingYear
from trainingdesk.services.programme import ProgrammeFacts


def about_year(year: TrainingYear, facts: ProgrammeFacts) -> str:
    """How many events a year has, and what becomes of them."""
    if not facts.events:
        return ""
    parts = [f"{counted(facts.events, 'event')} in {year.name}", f"{facts.delivered:,} delivered"]
    if facts.at_risk:
        parts.append(f"{facts.at_risk:,} at risk")
    if facts.waiting:
        parts.append(f"{facts.waiting:,} waiting for a place")
    return " · ".join(parts)


def month_shown(text: str, year: TrainingYear, today: date) -> date:
    """The month that is named, else this one, else the first of the year."""
    if text:
        return date.fromisoformat(f"{text}-01")
    return today.replace(day=1) if today in year else date(year.begins, FIRST_MONTH, 1)
