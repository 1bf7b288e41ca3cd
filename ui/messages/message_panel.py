"""A message as its reader gets it, beside the list."""

from collections.abc import Sequence

from trainingdesk.domain.words import listed, plain_day
from trainingdesk.services.outbox import MessageRow
from ui.parts.beside import Beside
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words


def goes_with_said(enclosed: Sequence[str]) -> str:
    """What goes with a message; nothing where it goes alone."""
    return f"Goes with it: {listed(enclosed)}." if enclosed else ""


class MessagePanel(Beside):
    """Shows to whom a message goes, what it says, and why it has not gone."""

    def __init__(self) -> None:
        self.to = Words("", "strong", wrap=True)
        self.about = Words("", "soft", wrap=True)
        self.subject = Words("", "strong", wrap=True)
        self.text = Words("", wrap=True)
        self.goes_with = Words("", "soft", wrap=True)
        said = (self.to, self.about, self.subject, self.text, self.goes_with)
        body = down(*said, gap=Space.M)
        super().__init__("Message", body)
        self.hide()

    def show_message(self, row: MessageRow) -> None:
        """Show a message whole."""
        self.say_title(row.purpose.value)
        self.to.say(f"{row.to_name} <{row.to_address or 'no address'}>")
        about = f"About {row.delegate} on {row.event}, {plain_day(row.starts)}"
        self.about.say(about)
        self.subject.say(row.subject)
        self.text.say(row.body)
        self.goes_with.say(goes_with_said(row.goes_with))
        self.notice.say(row.failure, "amber")
        self.show()
