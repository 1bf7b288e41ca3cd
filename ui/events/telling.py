"""Telling on the page itself what was refused, where nothing needs to be decided first."""

from collections.abc import Iterator
from contextlib import contextmanager

from trainingdesk.domain.refusals import Refused
from trainingdesk.services.desk import Change
from ui.parts.heading import Notice
from ui.parts.live import LiveDesk


class Told(Notice):
    """A notice that goes with the next act that is done, or is taken back."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__("")
        live.changed.connect(self._forget)

    def _forget(self, change: Change) -> None:
        if not change.outside:
            self.say("")


@contextmanager
def told_in(notice: Notice) -> Iterator[None]:
    """Show a refusal in a notice, which the next deed takes away again."""
    notice.say("")
    try:
        yield
    except Refused as refusal:
        notice.say(str(refusal), "red")


def said_name(listed: str) -> str:
    """A name of a list as it is said: King, Ada becomes Ada King."""
    last, comma, first = listed.partition(", ")
    return f"{first} {last}" if comma else listed


def ordinal(number: int) -> str:
    """A place in a queue: 1st, 2nd, 3rd, 4th."""
    teens = range(11, 14)
    ends = {1: "st", 2: "nd", 3: "rd"}
    end = "th" if number % 100 in teens else ends.get(number % 10, "th")
    return f"{number}{end}"
