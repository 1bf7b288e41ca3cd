"""The form for one line of a policy: what is charged, to whom, with how much notice, how much."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Signal

from trainingdesk.domain.charging.line import Courses, Line, Occasion
from trainingdesk.domain.charging.notice import Unit
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.domain.charging.sentences import sentences_of_line
from trainingdesk.domain.charging.typed_line import (
    CHARGED,
    FREE,
    KINDS,
    NO,
    NUMBERS,
    THESE,
    WHO,
    YES,
    TypedLine,
    new_key,
    texts_of,
)
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.charging.policies import policy_terms, save_policy
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Button
from ui.programme.acts import act

NEW = "A new line"
SUMS_HELP = "By length: half a day / a day / two days, such as 35 / 70 / 140."
LATER = {2: "Less notice still", **dict.fromkeys(NUMBERS[2:], "Less again")}


def line_fields() -> dict[str, Field]:
    """Every field of a line, by its name in the texts."""
    fields = {
        "occasion": Field("&Occasion", Choice(list(map(str, Occasion)))),
        "who": Field("&Who pays", Choice(list(WHO))),
        "groups": Field("&Groups", Entry(), help_text="Charging groups, with commas between."),
        "courses": Field("Cou&rses", Choice(list(map(str, Courses)))),
        "kinds": Field("&Kinds of course", Entry(), help_text="Empty: all kinds."),
        "sum": Field("How it is &reckoned", Choice(list(KINDS))),
        "sums_1": Field("&Sum", Entry(), help_text=SUMS_HELP),
        "notice_1": Field("Charged with less &notice than", Entry()),
        "unit": Field("Counted &in", Choice(list(map(str, Unit)))),
        "limit": Field("Exactly so &much notice", Choice([FREE, CHARGED])),
    }
    for number in NUMBERS[1:]:
        fields[f"notice_{number}"] = Field(f"{LATER[number]} than", Entry())
        fields[f"sums_{number}"] = Field(f"Sum for {LATER[number].lower()}", Entry())
    return fields | {
        "plus_costs": Field("Plus &extra costs", Choice([NO, YES])),
        "any_session": Field("Also for a &part of the event", Choice([NO, YES])),
        "vat_code": Field("&VAT code", Entry()),
        "source": Field("Where it is wri&tten", Entry()),
    }


class LineForm(Beside):
    """Asks what one line of a policy says; another line is chosen at the top."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.which = Choice([NEW], "Line")
        self.form = FormFields(line_fields())
        self.remove = Button("Remove this line", "link")
        parts = [Field("&Line", self.which), *(self.form[name] for name in self.form.texts())]
        super().__init__(
            "Lines", down(*parts, self.remove, gap=Space.L), self.form, save="Save line"
        )
        self._desk, self._policy_id, self._policy, self._key = desk, 0, Policy(""), ""
        self.which.currentIndexChanged.connect(self._on_which)
        self.form["occasion"].edited.connect(self._show_what_is_asked)
        self.form["who"].edited.connect(self._show_what_is_asked)
        for number in NUMBERS[1:]:
            self.form[f"sums_{number}"].edited.connect(self._show_what_is_asked)
        self.remove.clicked.connect(self.remove_line)
        self.save_asked.connect(self.keep)
        act(self, "Save the &line", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, policy_id: int) -> None:
        """Ask about the lines of a policy, the first of them to begin with."""
        with self._desk.reading() as db:
            self._policy = policy_terms(db, policy_id)
        self._policy_id = policy_id
        lines = self._policy.lines
        self._show_lines(lines[0].key if lines else "")
        self.show()
        self.area.verticalScrollBar().setValue(0)
        self.which.setFocus()

    def keep(self) -> None:
        """Save the line, or say what is to be put right."""
        before = {line.key: line for line in self._policy.lines}
        with self.problems_shown():
            key = self._key or new_key(self.form["occasion"].text(), before)
            lines = before | {key: TypedLine(key, self.form.texts()).read()}
            self._save(tuple(lines.values()), list(lines).index(key))
            self._finish()

    def remove_line(self) -> None:
        """Take the line out of the policy."""
        with self.problems_shown():
            self._save(tuple(line for line in self._policy.lines if line.key != self._key))
            self._finish()

    def draft(self) -> Mapping[str, str]:
        return self.form.texts()

    def show_draft(self, draft: Mapping[str, str]) -> None:
        self.form.fill(draft)
        self._show_what_is_asked()

    def texts_of(self, details: Policy) -> dict[str, str]:
        line = next((line for line in details.lines if line.key == self._key), None)
        return texts_of(line) if line else self.form.texts()

    def begin_from(self, details: Policy) -> None:
        self._policy = details

    def _show_lines(self, key: str) -> None:
        self.which.blockSignals(True)  # noqa: FBT003 - as Qt asks for it
        self.which.clear()
        for line in self._policy.lines:
            self.which.addItem(" ".join(sentences_of_line(line)), line.key)
        self.which.addItem(NEW, "")
        self.which.choose(key)
        self.which.blockSignals(False)  # noqa: FBT003 - as Qt asks for it
        self._on_which()

    def _on_which(self) -> None:
        self._key = str(self.which.chosen() or "")
        line = next((line for line in self._policy.lines if line.key == self._key), None)
        new = Line("", Occasion.LATE_CANCELLATION, ())
        self.say_title(f"{'Change a line' if line else NEW}: {self._policy.title}")
        self.remove.setVisible(line is not None)
        with self.problems_shown():
            given = texts_of(line or new)
            self.begin_about((self._policy_id, self._key), given, self._policy)

    def _save(self, lines: tuple[Line, ...], number: int = -1) -> None:
        policy = replace(self._policy, lines=lines)
        try:
            with self._desk.changing("Change", "the lines of a charging policy") as db:
                save_policy(db, self._policy_id, policy, opened=self._policy)
        except Invalid as invalid:
            raise Invalid(_by_field(invalid.problems, f"lines.{number}.")) from invalid
        self._policy = policy

    def _finish(self) -> None:
        self.drafts.forget()
        self.saved.emit(self._policy_id)
        self._show_lines(self._policy.lines[0].key if not self._key and self._policy.lines else "")
        self.settle()

    def _show_what_is_asked(self) -> None:
        late = self.form["occasion"].text() == Occasion.LATE_CANCELLATION
        for name in ("unit", "limit", "notice_1"):
            self.form[name].setVisible(late)
        asked = late
        for number in NUMBERS[1:]:
            notice, sums = self.form[f"notice_{number}"], self.form[f"sums_{number}"]
            for field in (notice, sums):
                field.setVisible(asked)
            # Another sum is asked for once this one is there.
            asked = asked and bool(sums.text().strip() or notice.text().strip())
        self.form["groups"].setVisible(self.form["who"].text() == THESE)


def _by_field(problems: Mapping[str, str], line: str) -> dict[str, str]:
    """What is wrong with the line by the fields of the form; the rest as it is."""
    found = {}
    for name, said in problems.items():
        part = name.removeprefix(line).split(".")
        if name.startswith(line) and part[0] == "tiers" and len(part) > 1:
            kind = "sums" if part[-1] == "amount" else "notice"
            found[f"{kind}_{int(part[1]) + 1}"] = said
        else:
            found[name.removeprefix(line)] = said
    return found
