"""The register: who came, by session; marking it, closing it, and opening it again."""

from trainingdesk.services.closing import (
    Reopening,
    close_register,
    reopen_register,
    what_reopening_undoes,
)
from trainingdesk.services.marking import mark, mark_the_rest
from trainingdesk.services.register_lines import (
    AgencyCount,
    Register,
    RegisterLine,
    SessionRow,
    register_of,
)

__all__ = [
    "AgencyCount",
    "Register",
    "RegisterLine",
    "Reopening",
    "SessionRow",
    "close_register",
    "mark",
    "mark_the_rest",
    "register_of",
    "reopen_register",
    "what_reopening_undoes",
]
