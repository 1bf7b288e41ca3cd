"""The form that puts a policy in force from a day, suspends it, or resumes it."""

from datetime import date
from enum import StrEnum

from PySide6.QtCore import Signal

from trainingdesk.domain.charging.in_force import Suspended
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import entered_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.in_force import resume, suspend
from trainingdesk.services.charging.past_events import ComesDue, put_in_force_knowingly
from trainingdesk.services.charging.policies import PolicyRow
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

NO_DATE = "This is no date. Type it like 13 June 2026 or 13/6."


class DateAct(StrEnum):
    """What is done to a policy from a day on."""

    PUT_IN_FORCE = "Put in force"
    SUSPEND = "Suspend"
    RESUME = "Resume"


SAID = {
    DateAct.PUT_IN_FORCE: (
        "It judges the events from this day on. The version before it ends on the day before, "
        "and its charges stay as they are."
    ),
    DateAct.SUSPEND: (
        "For events while it is suspended nobody is charged; what would have been charged still "
        "shows."
    ),
    DateAct.RESUME: "Events from this day on are charged again.",
}


class DatesForm(Beside):
    """Asks from which day on, and for a suspension until when and why."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        since, until, why = Entry(), Entry(), Entry()
        self.form = FormFields(
            {
                "since": Field("&From", since),
                "until": Field("&Until", until, help_text="Empty: until it is resumed."),
                "why": Field("&Why", why),
            }
        )
        self.about = Words("", "soft", wrap=True)
        parts = [self.form[name] for name in self.form.texts()]
        super().__init__("Dates", down(*parts, self.about, gap=Space.L), self.form, save="Save")
        self._desk, self._row_id, self._act = desk, 0, DateAct.PUT_IN_FORCE
        self._told: date | None = None  # the day for which it was said what comes due
        self._ahead: date | None = None  # the first day of what is to be resumed
        self.save_asked.connect(self.keep)
        for entry in (since, until, why):
            entry.returnPressed.connect(self.save_asked)
        act(self, "Save the &dates", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, row: PolicyRow, what: DateAct) -> None:
        """Ask from which day on something is done to a policy."""
        self._row_id, self._act, self._told = row.id, what, None
        self._ahead = min(
            (spell.since for spell in to_resume(row, self._desk.today())), default=None
        )
        for name in ("until", "why"):
            self.form[name].setVisible(what is DateAct.SUSPEND)
        self.about.say(SAID[what])
        self.save.say(str(what))
        self.say_title(f"{what}: {row.policy.title}")
        since = entered_day(self._usual_day(what))
        self.begin_about((row.id, what), {"since": since, "until": "", "why": ""})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Do it, or say what is to be put right."""
        with self.problems_shown():
            since, until = self._day("since"), self._day("until")
            if since is None:
                raise Invalid({"since": NO_DATE})
            try:
                self._do(since, until)
            except ComesDue:
                self._told = since
                raise
            self.settle()
            self.saved.emit(self._row_id)

    def _do(self, since: date, until: date | None) -> None:
        today = self._desk.today()
        with self._desk.changing(str(self._act), "the charging policy") as db:
            if self._act is DateAct.PUT_IN_FORCE:
                put_in_force_knowingly(db, self._row_id, since=since, today=today, told=self._told)
            elif self._act is DateAct.SUSPEND:
                why = self.form["why"].text()
                suspend(db, self._row_id, since=since, until=until, why=why)
            else:
                resume(db, self._row_id, on=since)

    def _usual_day(self, what: DateAct) -> date:
        """The coming training year for a policy; today, or when what is suspended begins."""
        today = self._desk.today()
        if what is DateAct.RESUME and self._ahead is not None:
            return max(today, self._ahead)
        return TrainingYear.of(today).after.first_day if what is DateAct.PUT_IN_FORCE else today

    def _day(self, name: str) -> date | None:
        """The day that is typed; raises Invalid where it is none."""
        typed = self.form[name].text()
        day = day_typed(typed, near=TrainingYear.of(self._desk.today()))
        if typed.strip() and day is None:
            raise Invalid({name: NO_DATE})
        return day


def to_resume(row: PolicyRow, today: date) -> list[Suspended]:
    """The spells in which a version charges nobody, now or later."""
    return [spell for spell in row.spells if spell.until is None or spell.until >= today]
