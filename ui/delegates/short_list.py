"""A list of few rows, all of them read at once and narrowed by what they say."""

from collections.abc import Callable, Sequence

from trainingdesk.domain.delegate import searched
from trainingdesk.services.exports import Value
from ui.delegates.found_list import FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows, file_of
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column, R
from ui.parts.words import Button


class ShortList(FoundList[R]):
    """Shows the rows it is given; ``values`` are what a file of it holds, and what is sought."""

    def __init__(  # noqa: PLR0913 - what a list is
        self,
        live: LiveDesk,
        kind: ListKind,
        columns: Sequence[Column[R]],
        empty: Empty,
        *acts: Button,
        heads: Sequence[str],
        values: Callable[[R], Sequence[Value]],
    ) -> None:
        self._rows: Sequence[R] = ()
        self._found: Sequence[R] = ()
        self._heads, self._values = heads, values
        super().__init__(live, kind, columns, empty, *acts)
        self.asked.connect(self._show)

    def show_these(self, rows: Sequence[R]) -> None:
        """Show other rows, as filtered before."""
        self._rows = rows
        self._show()

    def as_file(self, title: str) -> ListFile[R]:
        """The list as a file of its own."""
        kind = self.kind
        listed = file_of(
            self._found, title, kind.one, self._heads, self._values, several=kind.several
        )
        return as_it_shows(self.table, listed)

    def _show(self) -> None:
        words = searched(self.words).split()
        self._found = [row for row in self._rows if self._holds(row, words)]
        self.show_found(self._found, in_all=len(self._rows))

    def _holds(self, row: R, words: Sequence[str]) -> bool:
        text = searched(" ".join(str(value) for value in self._values(row) if value is not None))
        return all(word in text for word in words)
