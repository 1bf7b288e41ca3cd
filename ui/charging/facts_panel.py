"""The form for what only charging asks of a booking."""

from datetime import datetime

from trainingdesk.domain.last_day import LONDON
from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed, pence_typed, time_typed
from trainingdesk.domain.words import brief_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.booking_facts import (
    BookingFacts,
    booking_facts,
    keep_booking_facts,
)
from trainingdesk.services.charging.due import About
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

WHEN = "A day and a time, such as 13 June 9:40."


class FactsPanel(Beside):
    """Asks for the fee that was paid, when somebody telephoned or e-mailed, and extra costs."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._about: About | None = None
        self._opened = BookingFacts()
        self.who = Words("", "soft", wrap=True)
        names = "phoned_at", "emailed_at", "fee_paid_pence", "extra_pence", "extra_note"
        controls = {name: Entry() for name in names}
        fields = {
            "phoned_at": Field("&Telephoned", controls["phoned_at"], help_text=WHEN),
            "emailed_at": Field("&E-mailed", controls["emailed_at"], help_text=WHEN),
            "fee_paid_pence": Field("Booking &fee paid", controls["fee_paid_pence"]),
            "extra_pence": Field("E&xtra costs", controls["extra_pence"]),
            "extra_note": Field("Extra costs &for", controls["extra_note"]),
        }
        self.form = FormFields(fields)
        body = down(self.who, *fields.values(), gap=Space.L)
        super().__init__("Facts for the charge", body, self.form, save="Save")
        self.hide()
        act(self, "&Save", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for control in controls.values():
            control.returnPressed.connect(self.save_asked)

    def begin(self, about: About) -> None:
        """Ask about a booking; raises Unknown."""
        self._about = about
        with self._desk.reading() as db:
            self._opened = booking_facts(db, about.booking_id)
        self.who.say(f"{about.delegate}, {about.agency}\n{about.event}, {brief_day(about.day)}")
        self.begin_about(about.booking_id, self.texts_of(self._opened), self._opened)
        self.show()
        self.form.begin()

    def texts_of(self, details: BookingFacts) -> dict[str, str]:
        """What the fields show."""
        return {
            "phoned_at": _moment(details.phoned_at),
            "emailed_at": _moment(details.emailed_at),
            "fee_paid_pence": _sum(details.fee_paid_pence),
            "extra_pence": _sum(details.extra_pence),
            "extra_note": details.extra_note,
        }

    def begin_from(self, details: BookingFacts) -> None:
        """Take these facts as the ones the form began with."""
        self._opened = details

    def facts(self, about: About) -> BookingFacts:
        """What is filled in; raises Invalid."""
        texts, problems = self.form.texts(), dict[str, str]()
        sums = {name: _pence(texts[name]) for name in ("fee_paid_pence", "extra_pence")}
        moments = {name: self._typed(texts[name], about) for name in ("phoned_at", "emailed_at")}
        for name, pence in sums.items():
            if pence is None:
                problems[name] = "Enter a sum in pounds, such as 12 or £7.50."
        for name, at in moments.items():
            if texts[name].strip() and at is None:
                problems[name] = WHEN
        if problems:
            raise Invalid(problems)
        fee, extra = sums["fee_paid_pence"] or 0, sums["extra_pence"] or 0
        note = texts["extra_note"]
        return BookingFacts(fee, moments["phoned_at"], moments["emailed_at"], extra, note)

    def keep(self) -> None:
        """Save what is filled in."""
        about = self._about
        if about is None:
            return
        with self.problems_shown():
            facts = self.facts(about)
            with self._desk.changing("Save the facts for the charge", about.delegate) as db:
                keep_booking_facts(db, about.booking_id, facts, opened=self._opened)
            self.settle()

    def _typed(self, text: str, about: About) -> datetime | None:
        """A day and a time; without a day it is the event's."""
        day_words, _, time_words = text.strip().rpartition(" ")
        at = time_typed(time_words)
        day = day_typed(day_words, near=TrainingYear.of(about.day)) if day_words else about.day
        return datetime.combine(day, at, LONDON) if day is not None and at is not None else None


def _moment(at: datetime | None) -> str:
    if at is None:
        return ""
    local = at.astimezone(LONDON)
    return f"{brief_day(local.date())} {local:%H:%M}"


def _sum(pence: int) -> str:
    return pounds(pence) if pence else ""


def _pence(text: str) -> int | None:
    return pence_typed(text) if text.strip() else 0
