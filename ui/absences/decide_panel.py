"""The form in which a person decides about somebody who often does not come."""

from PySide6.QtWidgets import QComboBox

from trainingdesk.domain.often_absent import AbsenceAct, Decision
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import brief_day, plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.absence_flags import decide
from trainingdesk.services.absence_rules import absence_rule
from trainingdesk.services.absences import OftenAbsent
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

SAID = {
    AbsenceAct.NOTHING: "Nobody is told, and nothing is restricted. It is asked again after the "
    "next absence.",
    AbsenceAct.TELL: "A letter is written into the outbox, with the absences and a question why: "
    "to a person's manager, or to an agency's contact.",
    AbsenceAct.RESTRICT: "Whoever books them is warned and asked why; nobody is stopped. It stands "
    "until the day below, or until it is lifted.",
}
FEW = 6
"""So many absences are named; more are counted."""


class DecidePanel(Beside):
    """Asks what is done: nothing, telling, or a restriction until a day."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: OftenAbsent | None = None
        self.about, self.said = Words("", wrap=True), Words("", "soft", wrap=True)
        self.act = Choice(list(AbsenceAct), "What is done")
        self.until, self.note = Entry(), Entry()
        fields = {
            "act": Field("&What is done", self.act),
            "until": Field("&Until", self.until, help_text="Empty: until it is lifted."),
            "note": Field("&Note", self.note, help_text="As whoever books them reads it."),
        }
        form = FormFields(fields)
        parts = self.about, fields["act"], self.said, fields["until"], fields["note"]
        super().__init__("Decide", down(*parts, gap=Space.L), form, save="Keep the decision")
        self.form = form
        self.hide()
        act(self, "&Keep the decision", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for entry in (self.until, self.note):
            entry.returnPressed.connect(self.save_asked)
        self.act.currentIndexChanged.connect(lambda _at: self._explain())

    def begin(self, row: OftenAbsent) -> None:
        """Ask about one of the list; what the board's rule says stands first."""
        self._row = row
        with self._desk.reading() as db:
            usual = absence_rule(db).absence_act
        self.say_title(f"Decide on {row.name}")
        self.about.say(_about(row))
        self.begin_about(row.id, {"act": usual.value, "until": "", "note": row.note})
        self._explain()
        self.show()
        self.form.begin()

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self._explain()

    def decision(self) -> Decision:
        """What is filled in; raises Invalid where a day is none."""
        chosen = AbsenceAct(_chosen(self.act))
        texts = self.form.texts()
        typed = texts["until"].strip()
        until = day_typed(typed, near=TrainingYear.of(self._desk.today())) if typed else None
        if chosen is not AbsenceAct.RESTRICT:
            until = None
        elif typed and until is None:
            raise Invalid({"until": "Enter a day, such as 1 April, or none."})
        return Decision(chosen, until, texts["note"])

    def keep(self) -> None:
        """Keep the decision."""
        row = self._row
        if row is None:
            return
        with self.problems_shown():
            decision = self.decision()
            with self._desk.changing("Decide on", row.name) as db:
                decide(db, row.whose, decision, seen=row.flag_id, by=self._desk.stamp())
            self.settle()

    def _explain(self) -> None:
        """Say what follows from what is chosen, and ask for a day only where one ends it."""
        chosen = AbsenceAct(_chosen(self.act))
        self.said.say(SAID[chosen])
        self.form["until"].setVisible(chosen is AbsenceAct.RESTRICT)


def _chosen(choice: QComboBox) -> str:
    return choice.currentText()


def _about(row: OftenAbsent) -> str:
    lines = [f"Absent {row.said}."]
    for each in row.absences[:FEW]:
        why = f": {each.why}" if each.why else ""
        lines.append(f"{brief_day(each.on)}, {each.title}{why}")
    if len(row.absences) > FEW:
        lines.append(f"and {len(row.absences) - FEW:,} more")
    if row.decided_on is not None:
        lines.append(f"Decided last on {plain_day(row.decided_on)} by {row.decided_by}.")
    return "\n".join(lines)
