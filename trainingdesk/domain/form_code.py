"""The short code on an evaluation form, by which it is known when it comes back.

It begins with the letter of its stage; the number of the booking follows, or of the event where
the form is anonymous, written and checked as the code of a line of a register is (row_code).
"""

from dataclasses import dataclass

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.row_code import plain_code, read_row_code, row_code

NAMED = {Stage.BEFORE: "B", Stage.END: "E", Stage.FOLLOW_UP: "F", Stage.MANAGER: "M"}
ANONYMOUS = {Stage.BEFORE: "W", Stage.END: "X", Stage.FOLLOW_UP: "Y", Stage.MANAGER: "Z"}
NAMES = {letter: stage for stage, letter in NAMED.items()}
NAMELESS = {letter: stage for stage, letter in ANONYMOUS.items()}
WEIGHTS = {letter: turn for turn, letter in enumerate((*NAMES, *NAMELESS), 1)}


@dataclass(frozen=True, slots=True)
class FormCode:
    """Whose form it is and of which stage: a booking's, or an event's where it is anonymous."""

    stage: Stage
    booking_id: int | None = None
    event_id: int | None = None

    def __str__(self) -> str:
        if self.booking_id is not None:
            letter, number = NAMED[self.stage], self.booking_id
        else:
            letter, number = ANONYMOUS[self.stage], self.event_id or 0
        return letter + row_code(WEIGHTS[letter], number)


def read_form_code(text: str) -> FormCode | None:
    """What a typed or scanned code says; None where it is none, or was misread."""
    typed = text.strip().upper()
    letter, rest = typed[:1], plain_code(typed[1:])
    if letter not in WEIGHTS or not rest:
        return None
    number = read_row_code(rest, WEIGHTS[letter])
    if number is None:
        return None
    if letter in NAMES:
        return FormCode(NAMES[letter], booking_id=number)
    return FormCode(NAMELESS[letter], event_id=number)
