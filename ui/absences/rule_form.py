"""The form for the board's rule: how often is too often."""

from trainingdesk.domain.often_absent import AbsenceAct, AbsenceRule
from trainingdesk.domain.typed import number_typed
from trainingdesk.services.absence_rules import absence_rule, save_absence_rule
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

NUMBERS = ("absences", "absence_months", "absence_percent")
SAID = (
    "Only closed registers count, and only absences without apologies. Nothing happens by itself: "
    "Today asks, and a person decides."
)


class AbsenceRuleForm(Beside):
    """Asks how many absences over how many months are too many, and what is usually done."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._opened = AbsenceRule()
        fields = {
            "absences": Field(
                "&Absences that are too many", Entry(), help_text="0: nobody's are counted."
            ),
            "absence_months": Field("Within so many &months", Entry()),
            "absence_percent": Field(
                "Of an agency, also this &share of those booked (%)",
                Entry(),
                help_text="0: no agency is looked at.",
            ),
            "absence_act": Field("What is &usually done", Choice(list(AbsenceAct))),
        }
        form = FormFields(fields)
        body = down(*fields.values(), Words(SAID, "soft", wrap=True), gap=Space.L)
        super().__init__("How often is too often", body, form, save="Save the rule")
        self.form = form
        self.hide()
        act(self, "Save the &rule", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for name in NUMBERS:
            control = fields[name].control
            if isinstance(control, Entry):
                control.returnPressed.connect(self.save_asked)

    def begin_change(self) -> None:
        """Ask what is to be different."""
        with self._desk.reading() as db:
            rule = absence_rule(db)
        self._opened = self.begin_about("rule", self.texts_of(rule), rule).opened
        self.show()
        self.form.begin()

    def texts_of(self, details: AbsenceRule) -> dict[str, str]:
        numbers = {name: str(getattr(details, name)) for name in NUMBERS}
        return {**numbers, "absence_act": details.absence_act.value}

    def begin_from(self, details: AbsenceRule) -> None:
        self._opened = details

    def details(self) -> AbsenceRule:
        """The rule as filled in; what is no number is -1, which no rule has."""
        texts = self.form.texts()
        typed = {name: number_typed(texts[name]) for name in NUMBERS}
        numbers = {name: -1 if number is None else number for name, number in typed.items()}
        return AbsenceRule(**numbers, absence_act=AbsenceAct(texts["absence_act"]))

    def keep(self) -> None:
        """Save the rule, or say what is to be put right."""
        with self.problems_shown():
            with self._desk.changing("Change", "the rule of absences") as db:
                save_absence_rule(db, self.details(), opened=self._opened)
            self.settle()
