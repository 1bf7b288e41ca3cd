"""The form for a rule of attendance: for whom, what is forgiven, what is asked, what follows."""

from PySide6.QtCore import Signal

from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.typed import number_typed
from trainingdesk.services.attendance_rules import (
    EVERY_OTHER,
    KindRule,
    kinds_without_a_rule,
    rule_details,
    save_rule,
)
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

OTHERS = "Every other kind"
FOLLOWS = {
    "Nothing": Consequence.NONE,
    "No certificate": Consequence.NO_CERTIFICATE,
    "Counts as absent": Consequence.ABSENT,
}
GRACE = "Up to so many, nobody is called late or gone early."
NEEDED = "100: every session. Less: that share of the minutes of the whole event."
FROM_NOW_ON = (
    "Holds for marks that are given from now on. A register that is closed keeps the rule "
    "it was closed under."
)


def said_kind(kind: str) -> str:
    """What a rule's kind of course is called in lists."""
    return kind or OTHERS


def said_consequence(consequence: Consequence) -> str:
    """What follows, in words."""
    return next(said for said, each in FOLLOWS.items() if each is consequence)


class AttendanceForm(Beside):
    """Asks what the board makes of lateness, early leaving and missed sessions."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.kind = Choice([OTHERS])
        self.form = FormFields(
            {
                "kind": Field("Kind of course", self.kind),
                "grace_minutes": Field("Minutes of grace", Entry(), help_text=GRACE),
                "percent": Field("Attended for a certificate (%)", Entry(), help_text=NEEDED),
                "late": Field("Coming later than that", Choice(list(FOLLOWS))),
                "left_early": Field("Leaving earlier", Choice(list(FOLLOWS))),
            }
        )
        parts = [self.form[name] for name in self.form.texts()]
        body = down(*parts, Words(FROM_NOW_ON, "soft", wrap=True), gap=Space.L)
        super().__init__("New rule", body, self.form, save="Save rule")
        self._desk, self._rule_id, self._opened = desk, 0, KindRule()
        self.save_asked.connect(self.keep)
        act(self, "Save the rule", self.keep, "Ctrl+S")
        self.hide()

    def begin_new(self) -> None:
        """Ask for the rule of a kind that has none of its own."""
        with self._desk.reading() as db:
            kinds = kinds_without_a_rule(db)
        self._begin(0, KindRule(kinds[0] if kinds else EVERY_OTHER), kinds or [EVERY_OTHER])

    def begin_change(self, rule_id: int) -> None:
        """Ask what is to be different about a rule, the usual one if it has no number."""
        with self._desk.reading() as db:
            details = rule_details(db, rule_id)
            kinds = kinds_without_a_rule(db)
        self._begin(rule_id, details, [details.kind, *(kinds if details.kind else [])])

    def details(self) -> KindRule:
        """The rule as now filled in; what is no number is -1, which no rule has."""
        texts = self.form.texts()
        grace, percent = number_typed(texts["grace_minutes"]), number_typed(texts["percent"])
        return KindRule(
            "" if texts["kind"] == OTHERS else texts["kind"],
            Rule(
                -1 if grace is None else grace,
                -1 if percent is None else percent,
                FOLLOWS[texts["late"]],
                FOLLOWS[texts["left_early"]],
            ),
        )

    def keep(self) -> None:
        """Save the rule, or say what is to be put right."""
        rule_id, details = self._rule_id, self.details()
        with self.problems_shown():
            name = f"the attendance rule for {said_kind(details.kind).lower()}"
            with self._desk.changing("Change" if rule_id else "Add", name) as db:
                opened = self._opened if rule_id else None
                rule_id = save_rule(db, rule_id, details, opened=opened)
            self.settle()
            self.saved.emit(rule_id)

    def texts_of(self, details: KindRule) -> dict[str, str]:
        return {
            "kind": said_kind(details.kind),
            "grace_minutes": str(details.rule.grace_minutes),
            "percent": str(details.rule.percent),
            "late": said_consequence(details.rule.late),
            "left_early": said_consequence(details.rule.left_early),
        }

    def begin_from(self, details: KindRule) -> None:
        self._opened = details

    def _begin(self, rule_id: int, details: KindRule, kinds: list[str]) -> None:
        self._rule_id = rule_id
        self.kind.clear()
        self.kind.addItems([said_kind(kind) for kind in kinds])
        self.say_title("Change the rule" if rule_id or not details.kind else "New rule")
        texts = self.texts_of(details)
        self._opened = self.begin_about((rule_id, details.kind), texts, details).opened
        self.show()
        self.form.begin()
