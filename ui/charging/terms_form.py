"""The form for what a policy says beside its lines: how it counts, and whom it lets off."""

from collections.abc import Mapping

from PySide6.QtCore import Signal

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.charging.length import DaysCounted
from trainingdesk.domain.charging.policy import Billed, Policy
from trainingdesk.domain.charging.typed_line import NO, YES
from trainingdesk.domain.charging.typed_terms import (
    ALLOWED,
    ANYBODY,
    NATIONS,
    TURNED_AWAY,
    TypedTerms,
    texts_of_terms,
)
from trainingdesk.services.charging.policies import policy_terms, save_policy
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.programme.acts import act

WAIVERS = "One a line, such as: Sickness; on the day; telephoned by 10:00; e-mailed"
IN_WORDS = "One a line. They are said with the policy, and charge nobody."


def _fields() -> dict[str, Field]:
    return {
        "title": Field("&Title", Entry()),
        "nation": Field("&Bank holidays of", Choice(list(NATIONS))),
        "half_day_minutes": Field("&Half a day has up to (minutes)", Entry()),
        "days_counted": Field("&Days are counted", Choice(list(map(str, DaysCounted)))),
        "lateness": Field("Coming too &late", Choice([ALLOWED, ANYBODY, TURNED_AWAY])),
        "late_minutes": Field("Too late is more than (&minutes)", Entry()),
        "late_limit": Field("Exactly so late is too late", Choice([NO, YES])),
        "late_full_days": Field("No grace on half &days", Choice([NO, YES])),
        "left_early": Field("Leaving &early", Choice(list(map(str, Consequence)))),
        "waivers": Field("&May be excused", Prose(), help_text=WAIVERS),
        "conditions": Field("In &words alone", Prose(), help_text=IN_WORDS),
        "booking_fee_pence": Field("Booking &fee that is kept", Entry()),
        "billed": Field("One &invoice for each", Choice(list(map(str, Billed)))),
        "payment_days": Field("Days to &pay", Entry()),
        "invoice_after_hours": Field("Hours after the event &until it is invoiced", Entry()),
        "source": Field("Where it is w&ritten", Entry()),
    }


class TermsForm(Beside):
    """Asks how a policy counts, whom it lets off, and how it asks to be paid."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.form = FormFields(_fields())
        parts = [self.form[name] for name in self.form.texts()]
        super().__init__("Terms", down(*parts, gap=Space.L), self.form, save="Save terms")
        self._desk, self._policy_id, self._opened = desk, 0, Policy("")
        self.form["lateness"].edited.connect(self._show_what_is_asked)
        self.save_asked.connect(self.keep)
        act(self, "Save the &terms", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, policy_id: int) -> None:
        """Ask about the terms of a policy."""
        with self._desk.reading() as db:
            policy = policy_terms(db, policy_id)
        self._policy_id = policy_id
        draft = self.begin_about(policy_id, texts_of_terms(policy), policy)
        self._opened = draft.opened
        self.say_title(f"Terms of {policy.title}")
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Save the terms, or say what is to be put right."""
        with self.problems_shown():
            policy = TypedTerms(self._opened, self.form.texts()).read()
            with self._desk.changing("Change", "the terms of a charging policy") as db:
                save_policy(db, self._policy_id, policy, opened=self._opened)
            self.settle()
            self.saved.emit(self._policy_id)

    def show_draft(self, draft: Mapping[str, str]) -> None:
        self.form.fill(draft)
        self._show_what_is_asked()

    def texts_of(self, details: Policy) -> dict[str, str]:
        return texts_of_terms(details)

    def begin_from(self, details: Policy) -> None:
        self._opened = details

    def _show_what_is_asked(self) -> None:
        asked = self.form["lateness"].text() != ALLOWED
        for name in ("late_minutes", "late_limit", "late_full_days"):
            self.form[name].setVisible(asked)
