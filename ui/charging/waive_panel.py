"""The form that lets somebody off, with the reason that the policy suggests filled in."""

from PySide6.QtCore import Signal

from trainingdesk.domain.money import pounds
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import pence_typed
from trainingdesk.services.charging.due import Due
from trainingdesk.services.charging.run import Waived
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act


class WaivePanel(Beside):
    """Asks why somebody is let off, on what evidence, who decided it, and how much."""

    decided = Signal(object, object)  # the Due, and how it is Waived

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._row: Due | None = None
        self.about = Words("", wrap=True)
        controls = {name: Entry() for name in ("why", "evidence", "decided_by", "pence")}
        fields = {
            "why": Field("&Why", controls["why"]),
            "evidence": Field(
                "&Evidence",
                controls["evidence"],
                help_text="Where it can be looked up, such as the manager's e-mail of 3 May.",
            ),
            "decided_by": Field("&Decided by", controls["decided_by"]),
            "pence": Field(
                "How &much of it", controls["pence"], help_text="Empty: all of it is waived."
            ),
        }
        self.form = FormFields(fields)
        body = down(self.about, *fields.values(), gap=Space.L)
        super().__init__("Waive", body, self.form, save="Waive")
        self.hide()
        act(self, "&Waive", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for control in controls.values():
            control.returnPressed.connect(self.save_asked)

    def begin(self, row: Due, waived: Waived | None) -> None:
        """Ask about a sum; what was said of it before stands, or what the policy suggests."""
        self._row = row
        before = waived or Waived(row.waiver.rstrip("."), "", self._desk.who)
        self.say_title(f"Waive {pounds(row.pence)}")
        told = f"\nTold: {row.about.told}." if row.about.told else ""
        self.about.say(f"{row.about.delegate}, {row.about.agency}. {row.words}{told}")
        part = pounds(before.pence) if before.pence is not None else ""
        given = {"why": before.why, "evidence": before.evidence}
        self.begin_about(row.key, {**given, "decided_by": before.decided_by, "pence": part})
        self.show()
        self.form.begin()

    def waived(self, row: Due) -> Waived:
        """What is filled in; raises Invalid."""
        texts = self.form.texts()
        typed = texts["pence"].strip()
        pence = pence_typed(typed) if typed else None
        if typed and pence is None:
            raise Invalid({"pence": "Enter a sum in pounds, such as 25, or leave this empty."})
        waived = Waived(texts["why"], texts["evidence"], texts["decided_by"], pence)
        if problems := waived.problems(row.pence):
            raise Invalid(problems)
        return waived

    def keep(self) -> None:
        """Let them off, once all is raised."""
        if self._row is None:
            return
        with self.problems_shown():
            waived = self.waived(self._row)
            self.decided.emit(self._row, waived)
            self.settle()
