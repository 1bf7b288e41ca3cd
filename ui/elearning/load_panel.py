"""The form that shows what a file of completions would bring in, and asks who is meant."""

from pathlib import Path

from PySide6.QtCore import Signal

from trainingdesk.domain.completion import CompletionFate
from trainingdesk.domain.figures import counted
from trainingdesk.domain.pasted_fates import Choice as Person
from trainingdesk.domain.words import plain_day
from trainingdesk.services.loading_completions import FileLooked, LineLooked, Loaded, load, look_at
from ui.parts.beside import Beside
from ui.parts.field import Choice, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk
from ui.parts.own_fields import ChoiceField
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

LEAVE = "Leave this line out"
MOST_ASKED, MOST_TOLD = 30, 8
LINE = "line "
"""How the fields of lines are called, before the number of the line."""


class LoadPanel(Beside):
    """Says what becomes of each line; nothing is stored before it is saved."""

    loaded = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._looked: FileLooked | None = None
        self.said, self.left = Words("", wrap=True), Words("", "soft", wrap=True)
        self.form = FormFields({})
        self._asked: list[Field] = []
        self._column = down(gap=Space.L)
        body = down(self.said, holder(self._column), self.left, gap=Space.L)
        super().__init__("Load e-learning", body, self.form, save="Load")
        self.hide()
        act(self, "&Load them", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)

    def begin(self, path: Path) -> None:
        """Look at a file; raises CannotImport."""
        with self._desk.reading() as db:
            looked = look_at(db, path, today=self._desk.today())
        self._looked = looked
        self.say_title(f"Load {looked.name}")
        self.said.say(_summary(looked))
        self.left.say(_left(looked))
        self.left.setVisible(bool(self.left.text()))
        asked = sorted(looked.of(CompletionFate.ASK), key=lambda each: each.one_has_it)
        self._ask(asked[:MOST_ASKED])
        self.save.setEnabled(bool(looked.of(CompletionFate.LOAD) or self._asked))
        self.show()
        if self._asked:
            self.form.begin()
        else:
            self.save.setFocus()

    def keep(self) -> None:
        """Load what is sure and what was answered."""
        looked = self._looked
        if looked is None or not self.save.isEnabled():
            return
        texts = self.form.texts()
        answers = {int(name.removeprefix(LINE)): key for name, key in texts.items() if key}
        with self.problems_shown():
            with self._desk.changing("Load", f"e-learning from {looked.name}") as db:
                found = load(db, looked, answers)
            self.settle()
            self.loaded.emit(_told(found))

    def _ask(self, lines: list[LineLooked]) -> None:
        """Ask who is meant by these lines."""
        for field in self._asked:
            self._column.removeWidget(field)
            field.hide()
            field.deleteLater()
        fields = {f"{LINE}{each.id}": _field(each) for each in lines}
        self._asked = list(fields.values())
        for field in self._asked:
            self._column.addWidget(field)
        self.form.renew(LINE, fields)


def _field(each: LineLooked) -> Field:
    line = each.line
    label = f"Line {line.number:,}: {line.name}".replace("&", "&&")
    people = [(LEAVE, ""), *((_named(person), person.key) for person in each.choices)]
    choice = Choice(people, label)
    choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    field = ChoiceField(label, choice)
    day = plain_day(line.on) if line.on else ""
    field.help.say(f"{each.title}, {day}. {each.said}".strip())
    field.help.show()
    return field


def _named(person: Person) -> str:
    new = "New: " if person.details is not None else ""
    told = " · ".join(part for part in (person.reference, person.agency, person.email) if part)
    return f"{new}{person.name} · {told}"


def _summary(looked: FileLooked) -> str:
    """How many lines become what."""
    words = {
        CompletionFate.LOAD: "to load",
        CompletionFate.ASK: "to settle",
        CompletionFate.HAD: "loaded already",
        CompletionFate.ANOTHER: "passed over for another of that day",
        CompletionFate.UNFINISHED: "not finished",
        CompletionFate.WRONG: "left out",
    }
    counts = {fate: len(looked.of(fate)) for fate in words}
    said = ", ".join(f"{counts[fate]:,} {words[fate]}" for fate in words if counts[fate])
    return " ".join([f"{said}." if said else "No line names anybody.", *looked.notices])


def _left(looked: FileLooked) -> str:
    """Why lines are left out, and how many more there are to settle."""
    wrong = looked.of(CompletionFate.WRONG)
    told = [f"Line {each.line.number:,}: {each.said}" for each in wrong[:MOST_TOLD]]
    if len(wrong) > MOST_TOLD:
        told.append(f"and {len(wrong) - MOST_TOLD:,} more left out.")
    more = len(looked.of(CompletionFate.ASK)) - MOST_ASKED
    if more > 0:
        told.append(f"{more:,} more to settle: load the file again after these.")
    return "\n".join(told)


def _told(found: Loaded) -> str:
    parts = [f"{counted(found.new, 'completion')} loaded"]
    parts += [f"{found.corrected:,} corrected"] if found.corrected else []
    parts += [f"{found.had:,} had been loaded"] if found.had else []
    parts += [f"{counted(found.people, 'delegate')} added"] if found.people else []
    return ", ".join(parts) + "."
