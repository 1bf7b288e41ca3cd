"""Numbers and dates as a workbook writes them. Equal ones are worked out once."""

from datetime import datetime, time, timedelta
from math import isfinite

from trainingdesk.exchange.readings import Cell

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's times are local
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
SECONDS_IN_A_DAY = 24 * 60 * 60
DIGITS = 15
"""A spreadsheet keeps no more."""


class Numbers(dict[str, Cell]):
    """What a number's text stands for; a text that is no number stays a text."""

    def __missing__(self, text: str) -> Cell:
        self[text] = number = _number(text)
        return number


class Dates(dict[str, Cell]):
    """What a number stands for where a style shows it as a date or a time."""

    def __init__(self, *, from_1904: bool) -> None:
        super().__init__()
        self._epoch = EPOCH_1904 if from_1904 else EPOCH

    def __missing__(self, text: str) -> Cell:
        number = _number(text)
        self[text] = cell = number if isinstance(number, str) else self._moment(number)
        return cell

    def _moment(self, number: float) -> datetime | time | float:
        days, part = divmod(number, 1)
        seconds = timedelta(seconds=round(part * SECONDS_IN_A_DAY, 3))
        try:
            moment = self._epoch + timedelta(days=days) + seconds
        except OverflowError:
            return number
        return moment.time() if 0 <= number < 1 else moment


def _number(text: str) -> str | int | float:
    try:
        if len(text) <= DIGITS and text.removeprefix("-").isdigit():
            return int(text)
        number = float(text)
    except ValueError:
        return text
    return number if isfinite(number) else text
