"""The form for a venue."""

from typing import Any

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.day_off import said_by_line
from trainingdesk.domain.money import pounds
from trainingdesk.domain.typed import number_typed, pence_typed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import venues
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.venues import VenueDetails
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.venues.fields import (
    agency_field,
    agency_in,
    days_off_field,
    days_off_in,
    sum_field,
    wrong_in,
)
from ui.venues.record_form import RecordForm

PLACES = "Type a number, such as 30."
GIVEN = "When an agency gives it, so that its share is known."


class VenueForm(RecordForm[VenueDetails]):
    """Asks for a venue: where it is, what it holds and costs, and when it is shut."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(
            live,
            "venue",
            {
                "name": Field("Venue", Entry()),
                "address": Field("Address", Prose()),
                "places": Field("Holds", Entry(hint="30")),
                "hire_pence": sum_field("Hire a day"),
                "access": Field(
                    "Access", Prose(), help_text="The way in, hearing loop, parking, prayer room."
                ),
                "contact": Field("Contact", Entry()),
                "email": Field("E-mail", Entry()),
                "telephone": Field("Telephone", Entry()),
                "agency_id": agency_field("Agency whose venue it is", GIVEN),
                "days_off": days_off_field(),
            },
        )

    def prepare(self, details: VenueDetails) -> None:
        control = self.form["agency_id"].control
        if isinstance(control, AgencyChoice):
            with self._desk.reading() as db, QSignalBlocker(control):
                control.show_agencies(agency_choices(db, held=details.agency_id))

    def blank(self, name: str) -> VenueDetails:
        return VenueDetails(name=name)

    def details(self) -> VenueDetails:
        texts = self.form.texts()
        return VenueDetails(
            name=texts["name"],
            address=texts["address"],
            places=number_typed(texts["places"]),
            hire_pence=pence_typed(texts["hire_pence"]),
            access=texts["access"],
            contact=texts["contact"],
            email=texts["email"],
            telephone=texts["telephone"],
            agency_id=agency_in(self.form["agency_id"]),
            days_off=days_off_in(self.form["days_off"], self._near),
        )

    def unreadable(self) -> dict[str, str]:
        found = wrong_in(self.form, self._near, price="hire_pence")
        places = self.form["places"].text()
        if places.strip() and number_typed(places) is None:
            found["places"] = PLACES
        return found

    def texts_of(self, details: VenueDetails) -> dict[str, str]:
        control = self.form["agency_id"].control
        agency = control.name_of(details.agency_id) if isinstance(control, AgencyChoice) else ""
        return {
            "name": details.name,
            "address": details.address,
            "places": "" if details.places is None else str(details.places),
            "hire_pence": "" if details.hire_pence is None else pounds(details.hire_pence),
            "access": details.access,
            "contact": details.contact,
            "email": details.email,
            "telephone": details.telephone,
            "agency_id": agency,
            "days_off": said_by_line(details.days_off),
        }

    def stored(self, db: Any, number: int) -> VenueDetails:
        return venues.venue_details(db, number)

    def added(self, db: Any, details: VenueDetails) -> int:
        return venues.add_venue(db, details)

    def changed(
        self, db: Any, number: int, details: VenueDetails, opened: VenueDetails | None
    ) -> None:
        venues.change_venue(db, number, details, opened=opened)

    @property
    def _near(self) -> TrainingYear:
        return TrainingYear.of(self._desk.today())
