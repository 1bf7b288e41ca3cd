"""The list of a register as a file: it can be filled in, and loaded again for the register."""

from collections.abc import Sequence

from trainingdesk.domain.row_code import row_code
from trainingdesk.services.exports import Value
from trainingdesk.services.registers import Register, RegisterLine
from ui.events.register_columns import headings_of, notes_of

NOT_MARKED = "not marked"


def heads_of(register: Register) -> list[str]:
    """What stands over the columns, each session by its day."""
    return ["Row", "Code", "Delegate", "Agency", "Notes", *headings_of(register.sessions)]


def rows_of(register: Register) -> list[Sequence[Value]]:
    """A line a delegate, with the code by which they are known when the file is loaded again."""
    return [_values(register, line) for line in register.lines]


def _values(register: Register, line: RegisterLine) -> Sequence[Value]:
    marks = (line.said.get(session.id) for session in register.sessions)
    return (
        line.number,
        row_code(register.event_id, line.id),
        line.delegate,
        line.agency,
        ", ".join(notes_of(line)),
        *(mark.told if mark else NOT_MARKED for mark in marks),
    )
