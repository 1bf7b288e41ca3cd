"""The times of a Teams report, whose day may stand before the month or after it.

Teams writes times in the manner of the computer on which the report was downloaded. Which manner
it was is told by the times that it makes impossible, and by the days on which the event is held.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime

from trainingdesk.domain.presence import local, universal

WRITTEN = re.compile(
    r"(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})[, T]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:\.\d+)?"
    r" ?(?:([ap])\.? ?m\.?)?(Z?)",
    re.IGNORECASE,
)
ORDERS = ((0, 1, 2), (1, 0, 2))
"""Where day, month and year stand: 13/6/2017 or 6/13/2017."""
YEAR_FIRST = (2, 1, 0)
"""2017-06-13, which leaves no doubt; a spreadsheet makes some of the others so."""

NOON, YEAR_DIGITS, CENTURY = 12, 4, 2000
SHORT_YEAR = 2
YEARS = range(CENTURY, CENTURY + 100)
"""No meeting was held in another year."""


class NoTime(ValueError):
    """This is no time of a report."""


class Times:
    """Reads the times of one report in the manner that fits all of them."""

    def __init__(
        self, written: Iterable[str], days: Collection[date], *, universally: bool = False
    ) -> None:
        self._universally = universally
        every = [text for text in written if text]
        orders = [order for order in ORDERS if all(_is_time(text, order) for text in every)]
        if not orders:
            raise NoTime(next((text for text in every if not _fits(text)), every[0]))
        if any(text.upper().endswith("M") for text in every):
            orders.reverse()  # who writes AM and PM mostly writes the month first
        self._order = max(orders, key=lambda order: self._on_the_days(every, order, days))

    def read(self, text: str) -> datetime:
        """A time of the report, in universal time."""
        at = _time(text, self._order)
        if self._universally or text.upper().endswith("Z"):
            return at.replace(tzinfo=UTC)
        return universal(at)

    def _on_the_days(
        self, every: Sequence[str], order: tuple[int, int, int], days: Collection[date]
    ) -> int:
        """How many of the times are of days on which the event is held."""
        self._order = order
        return sum(local(self.read(text)).date() in days for text in every)


def _fits(text: str) -> bool:
    return any(_is_time(text, order) for order in ORDERS)


def _is_time(text: str, order: tuple[int, int, int]) -> bool:
    try:
        _time(text, order)
    except NoTime:
        return False
    return True


def _time(text: str, order: tuple[int, int, int]) -> datetime:
    found = WRITTEN.fullmatch(text)
    if found is None:
        raise NoTime(text)
    places = YEAR_FIRST if len(found[1]) == YEAR_DIGITS else order
    day, month, year = (found[1 + place] for place in places)
    if len(year) not in {SHORT_YEAR, YEAR_DIGITS} or len(day) > SHORT_YEAR:
        raise NoTime(text)
    century = 0 if len(year) == YEAR_DIGITS else CENTURY
    if century + int(year) not in YEARS:
        raise NoTime(text)
    hour = _hour(int(found[4]), (found[7] or "").lower())
    try:
        return datetime(  # noqa: DTZ001 - local or universal, as the report says elsewhere
            century + int(year), int(month), int(day), hour, int(found[5]), int(found[6] or 0)
        )
    except ValueError:
        raise NoTime(text) from None


def _hour(hour: int, half: str) -> int:
    if half == "p" and hour < NOON:
        return hour + NOON
    return 0 if half == "a" and hour == NOON else hour
