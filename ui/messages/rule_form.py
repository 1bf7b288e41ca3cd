"""The form for a rule: which messages, when they go, and to whom."""

from itertools import combinations

from PySide6.QtCore import Signal

from trainingdesk.domain.message import TO_MANAGERS, USUAL_DAYS, Purpose, ToWhom, counted_from
from trainingdesk.domain.typed import number_typed
from trainingdesk.domain.words import listed
from trainingdesk.services.desk import Desk
from trainingdesk.services.message_rules import (
    WITHOUT_RULE,
    RuleDetails,
    add_rule,
    change_rule,
    next_rule,
    rule_details,
)
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

TO_WHOM = {
    listed([whom.value.lower() for whom in some]).capitalize(): some
    for number in (1, 2, 3)
    for some in combinations(ToWhom, number)
}
"""Everybody whom a rule can write to, in words."""
MANAGER = next(said for said, some in TO_WHOM.items() if some == (ToWhom.MANAGER,))
FIRST_SHOWS = "A rule only shows who would get what, until you switch it on."


class RuleForm(Beside):
    """Asks which messages a rule is about, when they go and who gets them."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        purposes = [each.value for each in Purpose if each not in WITHOUT_RULE]
        self.form = FormFields(
            {
                "purpose": Field("Messages", Choice(purposes)),
                "days": Field("Days", Entry()),
                "to_delegate": Field("Go to", Choice(list(TO_WHOM))),
            }
        )
        self.counted = Words("", "soft", wrap=True)
        body = down(
            self.form["purpose"],
            self.form["days"],
            self.counted,
            self.form["to_delegate"],
            Words(FIRST_SHOWS, "soft", wrap=True),
            gap=Space.L,
        )
        super().__init__("New rule", body, self.form, save="Save rule")
        self._desk, self._rule_id, self._opened = desk, 0, RuleDetails()
        self.save_asked.connect(self.keep)
        self.form.edited.connect(self._say_counted)
        purpose = self.form["purpose"].control
        if isinstance(purpose, Choice):
            purpose.activated.connect(lambda _number: self._offer_days())
        act(self, "Save the rule", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self) -> None:
        """Ask for a new rule, about what has none yet."""
        with self._desk.reading() as db:
            self._begin(0, next_rule(db))

    def begin_change(self, rule_id: int) -> None:
        """Ask what is to be different about a rule; raises Unknown."""
        with self._desk.reading() as db:
            details = rule_details(db, rule_id)
        self._begin(rule_id, details)

    def details(self) -> RuleDetails:
        """The rule as now filled in; what is no number of days is -1, which no rule has."""
        texts = self.form.texts()
        days = number_typed(texts["days"])
        whom = TO_WHOM[texts["to_delegate"]]
        return RuleDetails(
            Purpose(texts["purpose"]),
            -1 if days is None else days,
            ToWhom.DELEGATE in whom,
            ToWhom.MANAGER in whom,
            ToWhom.AGENCY in whom,
        )

    def keep(self) -> None:
        """Save the rule, or say what is to be put right."""
        rule_id, details = self._rule_id, self.details()
        name = f"the rule for {details.purpose.value.lower()}"
        with self.problems_shown():
            if rule_id:
                with self._desk.changing("Change", name) as db:
                    change_rule(db, rule_id, details, opened=self._opened)
            else:
                with self._desk.changing("Add", name) as db:
                    rule_id = add_rule(db, details)
            self.settle()
            self.saved.emit(rule_id)

    def texts_of(self, details: RuleDetails) -> dict[str, str]:
        whom = next(said for said, some in TO_WHOM.items() if some == details.to_whom)
        return {"purpose": details.purpose.value, "days": str(details.days), "to_delegate": whom}

    def begin_from(self, details: RuleDetails) -> None:
        self._opened = details

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._say_counted()

    def _begin(self, rule_id: int, details: RuleDetails) -> None:
        self._rule_id = rule_id
        self.say_title("Change the rule" if rule_id else "New rule")
        self._opened = self.begin_about(rule_id, self.texts_of(details), details).opened
        self._say_counted()
        self.show()
        self.form.begin()

    def _offer_days(self) -> None:
        """The usual days and reader of what is chosen, to be changed."""
        purpose = Purpose(self.form["purpose"].text())
        self.form["days"].set_text(str(USUAL_DAYS.get(purpose, 0)))
        if purpose in TO_MANAGERS:
            self.form["to_delegate"].set_text(MANAGER)
        self._say_counted()
        self.keep_draft()

    def _say_counted(self) -> None:
        since = counted_from(Purpose(self.form["purpose"].text()))
        self.counted.say(f"Days {since.value}.")
