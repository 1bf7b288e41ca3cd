"""The form for a venue."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.day_off import said_by_line
from trainingdesk.domain.money import pounds
from trainingdesk.domain.typed import number_typed, pence_typed
from trainingdesk.services import venues
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.venues import VenueDetails
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.records.record_form import RecordForm, RecordKind
from ui.venues.fields import days_off_field, days_off_in, sum_field, wrong_in

VENUE = RecordKind(
    "venue", VenueDetails, venues.venue_details, venues.add_venue, venues.change_venue
)
PLACES = "Type a number, such as 30."
GIVEN = "When an agency gives it, so that its share is known."


class VenueForm(RecordForm[VenueDetails]):
    """Asks for a venue: where it is, what it holds and costs, and when it is shut."""

    def __init__(self, live: LiveDesk) -> None:
        self.agency = AgencyChoice()
        super().__init__(
            live,
            VENUE,
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
                "agency_id": Field("Agency whose venue it is", self.agency, help_text=GIVEN),
                "days_off": days_off_field(),
            },
        )

    def prepare(self, details: VenueDetails) -> None:
        with self._desk.reading() as db, QSignalBlocker(self.agency):
            self.agency.show_agencies(agency_choices(db, held=details.agency_id))

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
            agency_id=self.agency.agency_id(),
            days_off=days_off_in(self.form["days_off"], self._desk.today()),
        )

    def unreadable(self) -> dict[str, str]:
        found = wrong_in(self.form, self.agency, self._desk.today(), price="hire_pence")
        places = self.form["places"].text()
        if places.strip() and number_typed(places) is None:
            found["places"] = PLACES
        return found

    def texts_of(self, details: VenueDetails) -> dict[str, str]:
        return {
            "name": details.name,
            "address": details.address,
            "places": "" if details.places is None else str(details.places),
            "hire_pence": "" if details.hire_pence is None else pounds(details.hire_pence),
            "access": details.access,
            "contact": details.contact,
            "email": details.email,
            "telephone": details.telephone,
            "agency_id": self.agency.name_of(details.agency_id),
            "days_off": said_by_line(details.days_off),
        }
