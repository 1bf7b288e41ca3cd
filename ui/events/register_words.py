"""What stands in words around a register: the keys of the marks, and how far it is marked."""

from PySide6.QtWidgets import QWidget

from trainingdesk.domain.attendance import BY_LETTER, CAME, Attendance, overall
from trainingdesk.domain.figures import counted
from trainingdesk.services.registers import Register
from ui.parts.keys import Keys
from ui.parts.layout import across, holder
from ui.parts.theme import Space
from ui.parts.words import Words

ALL_THE_REST = "*"


def letters() -> QWidget:
    """The keys that mark, and what each means."""
    row = across(gap=Space.XS)
    for letter, mark in BY_LETTER.items():
        row.addWidget(Keys(letter))
        row.addWidget(Words(mark.value, "soft"))
        row.addSpacing(Space.S)
    row.addWidget(Keys(ALL_THE_REST))
    row.addWidget(Words("all the rest attended", "soft"))
    row.addSpacing(Space.S)
    row.addWidget(Keys("M"))
    row.addWidget(Words("minutes", "soft"))
    return holder(row)


def marked_of(register: Register) -> tuple[int, int]:
    """How many marks were given and how many there are to give: of each person, one a session."""
    given = sum(len(line.marks) for line in register.lines)
    return given, len(register.lines) * len(register.sessions)


def progress(register: Register) -> str:
    """How many are marked, came, are absent and sent apologies, in a line."""
    marked, number = marked_of(register)
    given = [overall(line.marks.values()) for line in register.lines]
    came = sum(mark in CAME for mark in given)
    absent, sent = given.count(Attendance.ABSENT), given.count(Attendance.APOLOGIES)
    of = "marked" if len(register.sessions) == 1 else "marks given"
    parts = [f"{marked:,} of {number:,} {of}"]
    parts += [f"{came:,} came"] if came else []
    parts += [f"{absent:,} absent"] if absent else []
    parts += [f"{sent:,} sent apologies"] if sent else []
    walked = sum(line.walk_in for line in register.lines)
    parts += [counted(walked, "walk-in")] if walked else []
    return " · ".join(parts)
