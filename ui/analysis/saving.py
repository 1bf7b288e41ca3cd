"""What lists and reports are saved as, and the rows of a long list."""

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from ui.parts.pages import PAGE

T = TypeVar("T")

LISTS = "Excel workbook (*.xlsx);;Comma-separated text (*.csv)"
REPORTS = (
    "PDF, to print and publish (*.pdf);;Excel workbook (*.xlsx);;"
    "Figures for other programs (*.json)"
)


def every(page: Callable[[int, int], Sequence[T]], in_all: int) -> Iterator[T]:
    """All the rows of a long list, a page at a time."""
    for offset in range(0, in_all, PAGE):
        yield from page(offset, PAGE)
