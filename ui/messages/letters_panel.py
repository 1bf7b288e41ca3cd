"""Who would get what by a rule, beside the list."""

from collections.abc import Sequence

from trainingdesk.domain.figures import counted
from trainingdesk.services.message_rules import RuleRow
from trainingdesk.services.writing import Letter, no_address
from ui.parts.beside import Beside
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words

MOST = 60
"""So many readers are named; of more, it is said how many there are."""


class LettersPanel(Beside):
    """Names the readers of what is due, and shows the first of it whole."""

    def __init__(self) -> None:
        self.about = Words("", "soft", wrap=True)
        self.readers = Words("", wrap=True)
        self.first = Words("", "small")
        self.subject, self.text = Words("", "strong", wrap=True), Words("", wrap=True)
        parts = (self.about, self.readers, self.first, self.subject, self.text)
        super().__init__("Who would get what", down(*parts, gap=Space.M))
        self.hide()

    def show_letters(self, rule: RuleRow, due: Sequence[Letter]) -> None:
        """Show what is due by a rule."""
        self.say_title(rule.details.purpose.value)
        several = counted(len(due), "message is due", "messages are due")
        acts = "They go by themselves." if rule.automatic_since else "Nothing goes by itself."
        self.about.say(f"{several} today. {acts}" if due else "Nothing is due today.")
        named = [_reader(letter) for letter in due[:MOST]]
        more = [f"and {len(due) - MOST:,} more"] if len(due) > MOST else []
        self.readers.say("\n".join([*named, *more]))
        first = due[0] if due else None
        self.first.say("The first as its reader will see it" if first else "")
        self.subject.say(first.subject if first else "")
        self.text.say(first.body if first else "")
        self.show()


def _reader(letter: Letter) -> str:
    if not letter.to_address:
        return no_address(letter.delegate, letter.whom)
    about = "" if letter.to_name == letter.delegate else f", about {letter.delegate}"
    return f"{letter.to_name} <{letter.to_address}>{about}: {letter.event}"
