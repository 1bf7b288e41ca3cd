"""Which line of a pasted list is looked at next."""

from collections.abc import Sequence

from trainingdesk.domain.pasted_fates import TO_SETTLE, Fate, Settled


def next_open(rows: Sequence[Settled], after: int) -> int:
    """The next line that is to be settled, round the end; where none is, the line at hand."""
    open_ = [row.id for row in rows if row.fate in TO_SETTLE]
    later = [number for number in open_ if number > after]
    return next(iter(later or open_), max(0, after))


def first_to_see(rows: Sequence[Settled]) -> int:
    """The first line that is open, or else wrong, or else warned of, or else the first."""
    if any(row.fate in TO_SETTLE for row in rows):
        return next_open(rows, -1)
    wrong = [row.id for row in rows if row.fate is Fate.WRONG]
    warned = [row.id for row in rows if row.warnings]
    return next(iter([*wrong, *warned]), 0)
