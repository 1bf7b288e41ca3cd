"""The form for a trainer."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.day_off import said_by_line
from trainingdesk.domain.money import pounds
from trainingdesk.domain.typed import pence_typed
from trainingdesk.services import trainers
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.trainers import TrainerDetails
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.records.record_form import RecordForm, RecordKind
from ui.venues.fields import days_off_field, days_off_in, sum_field, wrong_in

TRAINER = RecordKind(
    "trainer",
    TrainerDetails,
    trainers.trainer_details,
    trainers.add_trainer,
    trainers.change_trainer,
)
GIVEN = "When an agency gives the trainer's days, so that they are counted."


class TrainerForm(RecordForm[TrainerDetails]):
    """Asks for a trainer: how to reach them, what a day costs, and when they are away."""

    def __init__(self, live: LiveDesk) -> None:
        self.agency = AgencyChoice()
        super().__init__(
            live,
            TRAINER,
            {
                "name": Field("Trainer", Entry()),
                "email": Field("E-mail", Entry()),
                "telephone": Field("Telephone", Entry()),
                "daily_fee_pence": sum_field("Fee a day"),
                "agency_id": Field("Agency whose trainer it is", self.agency, help_text=GIVEN),
                "about": Field("About", Prose(), help_text="What they train, and with whom."),
                "days_off": days_off_field(),
            },
        )

    def prepare(self, details: TrainerDetails) -> None:
        with self._desk.reading() as db, QSignalBlocker(self.agency):
            self.agency.show_agencies(agency_choices(db, held=details.agency_id))

    def details(self) -> TrainerDetails:
        texts = self.form.texts()
        return TrainerDetails(
            name=texts["name"],
            email=texts["email"],
            telephone=texts["telephone"],
            daily_fee_pence=pence_typed(texts["daily_fee_pence"]),
            about=texts["about"],
            agency_id=self.agency.agency_id(),
            days_off=days_off_in(self.form["days_off"], self._desk.today()),
        )

    def unreadable(self) -> dict[str, str]:
        return wrong_in(self.form, self.agency, self._desk.today(), price="daily_fee_pence")

    def texts_of(self, details: TrainerDetails) -> dict[str, str]:
        fee = details.daily_fee_pence
        return {
            "name": details.name,
            "email": details.email,
            "telephone": details.telephone,
            "daily_fee_pence": "" if fee is None else pounds(fee),
            "agency_id": self.agency.name_of(details.agency_id),
            "about": details.about,
            "days_off": said_by_line(details.days_off),
        }
