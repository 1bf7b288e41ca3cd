"""A long list, of which only what is in sight is read."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

R = TypeVar("R")

PAGE = 256
PAGES_KEPT = 10


class Pages(Sequence[R], Generic[R]):
    """Rows fetched a page at a time, the newest few pages kept.

    ``fetch`` is given an offset and a limit. However long the list, no more than
    ``PAGES_KEPT`` pages of it are ever held.
    """

    def __init__(self, in_all: int, fetch: Callable[[int, int], Sequence[R]]) -> None:
        self._in_all = in_all
        self._fetch = fetch
        self._kept: OrderedDict[int, Sequence[R]] = OrderedDict()

    def __len__(self) -> int:
        return self._in_all

    @overload
    def __getitem__(self, index: int) -> R: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[R]: ...
    def __getitem__(self, index: int | slice) -> R | Sequence[R]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        page, row = divmod(index, PAGE)
        if page not in self._kept:
            self._kept[page] = self._fetch(page * PAGE, PAGE)
            if len(self._kept) > PAGES_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(page)
        return self._kept[page][row]
