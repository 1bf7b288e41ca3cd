"""What an import has done, or would do."""

from collections.abc import Mapping
from dataclasses import dataclass

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import CannotImport
from trainingdesk.exchange.places import Mend, Problem


@dataclass(slots=True)
class SheetCount:
    """What became of the rows of one sheet."""

    new: int = 0
    changed: int = 0
    same: int = 0
    refused: int = 0
    hanging: int = 0
    mended: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import has done, or would do, by sheet; the bad rows, the mends, the notices.

    A row is mended when one of its cells is. ``hanging`` rows are good in themselves, but speak
    of something in a refused row, such as a booking on a refused event.
    """

    files: tuple[str, ...]
    sheets: Mapping[str, SheetCount]
    problems: tuple[Problem, ...]
    mends: tuple[Mend, ...]
    notices: tuple[str, ...]

    @property
    def total(self) -> SheetCount:
        """What became of all rows."""
        counts = self.sheets.values()
        return SheetCount(
            new=sum(count.new for count in counts),
            changed=sum(count.changed for count in counts),
            same=sum(count.same for count in counts),
            refused=sum(count.refused for count in counts),
            hanging=sum(count.hanging for count in counts),
            mended=sum(count.mended for count in counts),
        )

    @property
    def good(self) -> int:
        """How many rows the desk holds afterwards."""
        total = self.total
        return total.new + total.changed + total.same


class RowsRefused(CannotImport):
    """Some rows need correcting, so nothing was imported."""

    def __init__(self, outcome: Outcome) -> None:
        lines = list(map(str, outcome.problems))
        if hanging := outcome.total.hanging:
            hang = "hangs" if hanging == 1 else "hang"
            lines.append(f"{counted(hanging, 'other row')} {hang} on these.")
        super().__init__(lines)
        self.outcome = outcome
