"""A message as its reader gets it, beside the list."""

from trainingdesk.domain.words import plain_day
from trainingdesk.services.outbox import MessageRow
from ui.parts.beside import Beside
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words


class MessagePanel(Beside):
    """Shows to whom a message goes, what it says, and why it has not gone."""

    def __init__(self) -> None:
        self.to = Words("", "strong", wrap=True)
        self.about = Words("", "soft", wrap=True)
        self.subject = Words("", "strong", wrap=True)
        self.text = Words("", wrap=True)
        body = down(self.to, self.about, self.subject, self.text, gap=Space.M)
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
        self.notice.say(row.failure, "amber")
        self.show()
