"""Fields that venues and trainers share: whose they are, their price, and their days off."""

from trainingdesk.domain.day_off import Off, days_off_typed
from trainingdesk.domain.typed import pence_typed
from trainingdesk.domain.year import TrainingYear
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields

DAYS_OFF = "One a line: 3 June, or 3 June to 5 June: annual leave."
SUM = "Type a sum in pounds, such as 45 or 45.50."


def agency_field(label: str, help_text: str) -> Field:
    """The agency that gives it; none is well too."""
    return Field(label, AgencyChoice(), help_text=help_text)


def days_off_field() -> Field:
    """Days on which it is shut, or somebody away."""
    return Field("Days off", Prose(), help_text=DAYS_OFF)


def sum_field(label: str) -> Field:
    """A sum in pounds."""
    return Field(label, Entry(hint="£"))


def days_off_in(field: Field, year: TrainingYear) -> tuple[Off, ...]:
    """The days off as they are typed."""
    return days_off_typed(field.text(), near=year)[0]


def agency_in(field: Field) -> int | None:
    """The agency that is chosen."""
    control = field.control
    return control.agency_id() if isinstance(control, AgencyChoice) else None


def wrong_in(form: FormFields, year: TrainingYear, *, price: str) -> dict[str, str]:
    """What is typed in these fields and cannot be read, by field."""
    found = {}
    if wrong := days_off_typed(form["days_off"].text(), near=year)[1]:
        found["days_off"] = f"“{wrong}” cannot be read. Write it like 3 June to 5 June: leave."
    agency = form["agency_id"]
    if agency.text().strip() and agency_in(agency) is None:
        found["agency_id"] = "Choose an agency of the list, or leave it empty."
    if form[price].text().strip() and pence_typed(form[price].text()) is None:
        found[price] = SUM
    return found
