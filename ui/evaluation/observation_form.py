"""The form for an observation: which session, who observed it, how it was rated, what was seen."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.observation import ASPECTS, RATINGS, ObservationDetails, rating_said
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.evaluation import observations
from trainingdesk.services.evaluation.event_choices import events_to_choose
from ui.agencies.word_choice import WordChoice
from ui.delegates.agency_choice import AgencyChoice
from ui.evaluation.event_picker import EventPicker
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.recommendations.days import day_in, day_said, unread_days
from ui.records.record_form import RecordForm, RecordKind

NONE_OF_OURS, NOT_SEEN = "None of ours", "Not seen"
SAID = {rating_said(rating): rating for rating in RATINGS}
RATE = "rate "
"""How the fields of ratings are called, before what is looked at."""


class ObservationForm(RecordForm[ObservationDetails]):
    """Asks of which session it is, how it was rated, and what was good and what was not."""

    def __init__(self, live: LiveDesk) -> None:
        self.event_picker = EventPicker(NONE_OF_OURS, "Our event")
        self.agency = AgencyChoice()
        self.observer, self.provider = WordChoice("Observed by"), WordChoice("Provider")
        self.commissioner = WordChoice("Commissioned by")
        desk = live.desk
        kind = RecordKind(
            "observation",
            ObservationDetails,
            observations.observation_details,
            lambda db, details: observations.add_observation(db, details, today=desk.today()),
            lambda db, number, details, opened: observations.change_observation(
                db, number, details, today=desk.today(), opened=opened
            ),
        )
        rated = {
            f"{RATE}{name}": Field(name, Choice([NOT_SEEN, *SAID]), help_text=f"{words}.")
            for name, words in ASPECTS.items()
        }
        super().__init__(
            live,
            kind,
            {
                "event_id": Field("Our event", self.event_picker),
                "title": Field("Or another session", Entry(hint="A partner's, or a briefing")),
                "observed_on": Field("Observed on", Entry(hint="3 November 2026")),
                "observer": Field("Observed by", self.observer),
                "provider": Field("Provider", self.provider, help_text="Who delivered it."),
                "commissioner": Field("Commissioned by", self.commissioner),
                "agency_id": Field("Agency", self.agency, help_text="Whose people it was for."),
                **rated,
                "strengths": Field("Strengths", Prose()),
                "findings": Field("Findings", Prose(), help_text="What is to be different."),
            },
        )

    def begin_of_event(self, event_id: int) -> None:
        """Ask for a new observation of one of our events."""
        self.say_title("New observation")
        self._begin(f"new of {event_id}", ObservationDetails(event_id=event_id))

    def prepare(self, details: ObservationDetails) -> None:
        today = self._desk.today()
        with self._desk.reading() as db:
            events = events_to_choose(db, today=today, held=details.event_id)
            words = observations.observed_words(db)
            agencies = agency_choices(db, held=details.agency_id)
        self.event_picker.show_events(events, details.event_id)
        with QSignalBlocker(self.agency):
            self.agency.show_agencies(agencies)
        lists = {
            "observer": self.observer,
            "provider": self.provider,
            "commissioner": self.commissioner,
        }
        for name, control in lists.items():
            with QSignalBlocker(control):
                control.show_words(words[name])

    def details(self) -> ObservationDetails:
        texts = self.form.texts()
        event_id = self.event_picker.event_id()
        rated = {name: SAID.get(texts[f"{RATE}{name}"], 0) for name in ASPECTS}
        earlier = self._opened.ratings if self._opened is not None else ()
        kept = tuple(pair for pair in earlier if pair[0] not in ASPECTS)
        return ObservationDetails(
            event_id=event_id,
            title=texts["title"],
            observed_on=day_in(self.form["observed_on"], near=self._desk.today()),
            observer=texts["observer"],
            provider=texts["provider"],
            commissioner=texts["commissioner"],
            agency_id=self.agency.agency_id(),
            ratings=(*((name, rating) for name, rating in rated.items() if rating), *kept),
            strengths=texts["strengths"],
            findings=texts["findings"],
            of_event=texts["event_id"].partition(", ")[0] if event_id is not None else "",
        )

    def unreadable(self) -> dict[str, str]:
        days = {"observed_on": self.form["observed_on"]}
        found = unread_days(days, near=self._desk.today())
        for name, control in (("event_id", self.event_picker), ("agency_id", self.agency)):
            if unknown := control.unknown():
                found[name] = unknown
        return found

    def texts_of(self, details: ObservationDetails) -> dict[str, str]:
        ratings = dict(details.ratings)
        rated = {
            f"{RATE}{name}": rating_said(ratings[name]) if name in ratings else NOT_SEEN
            for name in ASPECTS
        }
        return {
            "event_id": self.event_picker.name_of(details.event_id),
            "title": details.title,
            "observed_on": day_said(details.observed_on),
            "observer": details.observer,
            "provider": details.provider,
            "commissioner": details.commissioner,
            "agency_id": self.agency.name_of(details.agency_id),
            **rated,
            "strengths": details.strengths,
            "findings": details.findings,
        }
