"""The file of every mark that was given on a register, corrected or taken away."""

from collections.abc import Sequence

from trainingdesk.domain.words import clock
from trainingdesk.services.exports import Value
from trainingdesk.services.mark_history import MarkChangeRow

HEADS = ("On", "At", "Who", "From", "Delegate", "Agency", "For the day", "Before", "Mark")


def values_of(row: MarkChangeRow) -> Sequence[Value]:
    """A line of the file, in the order of its heads."""
    at = row.at.astimezone()
    return (
        at.date(),
        clock(at.time()),
        row.who,
        row.via,
        row.delegate,
        row.agency,
        row.day,
        row.before,
        row.after,
    )
