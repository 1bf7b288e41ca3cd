"""Fields that venues and trainers share: their price and their days off."""

from datetime import date

from trainingdesk.domain.day_off import Off, days_off_typed
from trainingdesk.domain.typed import pence_typed
from trainingdesk.domain.year import TrainingYear
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields

DAYS_OFF = "One a line: 3 June, or 3 June to 5 June: annual leave."
SUM = "Type a sum in pounds, such as 45 or 45.50."


def days_off_field() -> Field:
    """Days on which it is shut, or somebody away."""
    return Field("Days off", Prose(), help_text=DAYS_OFF)


def sum_field(label: str) -> Field:
    """A sum in pounds."""
    return Field(label, Entry(hint="£"))


def days_off_in(field: Field, today: date) -> tuple[Off, ...]:
    """The days off as they are typed."""
    return days_off_typed(field.text(), near=TrainingYear.of(today))[0]


def wrong_in(form: FormFields, agency: AgencyChoice, today: date, *, price: str) -> dict[str, str]:
    """What is typed in these fields and cannot be read, by field."""
    found = {}
    if wrong := days_off_typed(form["days_off"].text(), near=TrainingYear.of(today))[1]:
        found["days_off"] = f"“{wrong}” cannot be read. Write it like 3 June to 5 June: leave."
    if form["agency_id"].text().strip() and agency.agency_id() is None:
        found["agency_id"] = "Choose an agency of the list, or leave it empty."
    if form[price].text().strip() and pence_typed(form[price].text()) is None:
        found[price] = SUM
    return found
