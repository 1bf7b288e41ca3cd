"""The ways to the outbox, the templates, the rules, and how messages leave."""

from ui.parts.way import Where
from ui.parts.ways import PageWay

MESSAGES = "messages"
OUTBOX, TEMPLATES, RULES, LEAVING = "Outbox", "Templates", "Rules", "How they leave"
TABS = (OUTBOX, TEMPLATES, RULES, LEAVING)


def _way(name: str, tab: str, words: str) -> PageWay:
    return PageWay(name, Where("Settings", kind=MESSAGES, tab=tab), words)


WAYS = (
    _way("Outbox of messages", OUTBOX, "messages to send, mail, e-mail, sent, failed, drafts"),
    _way("Templates of messages", TEMPLATES, "texts, placeholders, joining instructions, letters"),
    _way("Rules of messages", RULES, "reminders, automatic, when messages go"),
    _way("How they leave", LEAVING, "how messages leave, mail server, smtp, password, practice"),
)
