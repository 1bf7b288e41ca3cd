"""The form for a cap or an aim of an agency or a sector."""

from PySide6.QtCore import QSignalBlocker, Signal

from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import ShareKind
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.agency_records import words_in_use
from trainingdesk.services.desk import Desk
from trainingdesk.services.share_changes import set_share, share_details
from trainingdesk.services.waiting import given_said
from ui.agencies.word_choice import WordChoice
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

HERE, COURSE = "This event", "Every event of the course"
KINDS = {"Cap: at most so many": ShareKind.CAP, "Aim: so many or more": ShareKind.AIM}


class ShareForm(Beside):
    """Asks for whom a cap or an aim is, how many places, and on which events."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        self._desk, self._event_id, self._share_id = desk, 0, 0
        self._opened: ShareDetails | None = None
        self._name = ""
        self.agency, self.sector = AgencyChoice(), WordChoice("Sector")
        self.form = FormFields(
            {
                "whose": Field("A&gency", self.agency, help_text="Or else a sector, below."),
                "sector": Field("Se&ctor", self.sector),
                "kind": Field("&Kind", Choice([*KINDS.items()], "Kind")),
                "places": Field("&Places", Entry(), help_text="On one event."),
                "of": Field("&Holds for", Choice([HERE, COURSE], "Holds for")),
            }
        )
        self.about = Words("", "soft", wrap=True)
        names = ("whose", "sector", "kind", "places", "of")
        body = down(self.about, *(self.form[name] for name in names), gap=Space.L)
        super().__init__("Cap or aim", body, self.form, save="Save it")
        self.hide()
        act(self, "Save the cap or aim", self.save_asked.emit, "Ctrl+S")
        self.save_asked.connect(self.keep)
        self.form["places"].control.returnPressed.connect(self.save_asked)  # type: ignore[attr-defined]

    def begin_new(self, event_id: int, title: str, given: ShareDetails) -> None:
        """Ask for a cap or an aim that is not there yet."""
        self._begin(event_id, 0, title, given, None)

    def begin_change(self, event_id: int, share_id: int, title: str) -> None:
        """Ask what is to be different; raises Unknown."""
        with self._desk.reading() as db:
            details = share_details(db, share_id, event_id=event_id)
        self._begin(event_id, share_id, title, details, details)

    def _begin(
        self,
        event_id: int,
        share_id: int,
        title: str,
        given: ShareDetails,
        opened: ShareDetails | None,
    ) -> None:
        self._event_id, self._share_id, self._name = event_id, share_id, title
        with self._desk.reading() as db:
            agencies = agency_choices(db, held=given.agency_id)
            sectors, _groups = words_in_use(db)
        with QSignalBlocker(self.agency), QSignalBlocker(self.sector):
            self.agency.show_agencies(agencies)
            self.sector.show_words(sectors)
        self.say_title("Change the cap or aim" if share_id else "New cap or aim")
        self.about.say(title)
        about = (event_id, share_id, given.agency_id, given.sector)
        self._opened = self.begin_about(about, self.texts_of(given), opened).opened
        self.show()
        self.form.begin()

    def texts_of(self, details: ShareDetails) -> dict[str, str]:
        return {
            "whose": self.agency.name_of(details.agency_id),
            "sector": details.sector,
            "kind": next(name for name, kind in KINDS.items() if kind is details.kind),
            "places": "" if details.places is None else str(details.places),
            "of": COURSE if details.of_course else HERE,
        }

    def begin_from(self, details: ShareDetails) -> None:
        self._opened = details

    def details(self) -> ShareDetails:
        """The details as now filled in."""
        texts = self.form.texts()
        places = texts["places"].strip()
        return ShareDetails(
            agency_id=self.agency.agency_id(),
            sector=texts["sector"].strip(),
            kind=KINDS[texts["kind"]],
            places=int(places) if places.isdecimal() else None,
            of_course=texts["of"] == COURSE,
        )

    def keep(self) -> None:
        """Save it, or say in the form what is to be put right."""
        with self.problems_shown():
            details = self.details()
            label = f"Set the {details.kind.value.lower()} of"
            whose = self.agency.name_of(details.agency_id) or details.sector
            with self._desk.changing(label, f"{whose} on {self._name}") as db:
                _, lucky = set_share(
                    db,
                    self._event_id,
                    details,
                    by=self._desk.stamp(),
                    share_id=self._share_id or None,
                    opened=self._opened,
                )
                told = given_said(db, lucky)
            self.settle()
            self.told.emit(told)
