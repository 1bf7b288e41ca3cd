"""The board's plan of actions: what is to be done, by whom and until when."""

from dataclasses import dataclass
from datetime import date, timedelta
from textwrap import shorten

from trainingdesk.domain.recommendation import Rag

DUE_SOON = timedelta(days=28)
"""Four weeks ahead an action shows on Today."""

SHORT = 60
"""So many letters of an action name it."""


@dataclass(frozen=True, slots=True)
class ActionDetails:
    """The details of one action as a form takes them."""

    words: str = ""
    owner: str = ""
    due: date | None = None
    rag: Rag = Rag.GREEN
    recommendation_id: int | None = None
    done_on: date | None = None
    note: str = ""

    @property
    def name(self) -> str:
        """What it is called where it is spoken of: the beginning of what is to be done."""
        return shorten(self.words, SHORT, placeholder="…")

    def problems(self) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        return {} if self.words.strip() else {"words": "Say what is to be done."}


def is_overdue(due: date | None, done_on: date | None, *, today: date) -> bool:
    """Whether the day has passed and the action is not done; on its day it is still in time."""
    return done_on is None and due is not None and due < today
