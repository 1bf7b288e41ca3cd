"""Where this user's desk is, and who is sitting at it."""

import os
from getpass import getuser
from pathlib import Path

from platformdirs import user_data_path

VARIABLE = "TRAININGDESK_DATABASE"
PROGRAM = "Training Desk"


def data_folder() -> Path:
    """The folder of this user's own where the program keeps its desk and its log."""
    return user_data_path(PROGRAM, appauthor=False)


def own_desk() -> Path:
    """The desk in this user's data folder, whether it is there yet or not."""
    return data_folder() / "desk.sqlite"


def chosen_desk(given: str | None) -> str:
    """The desk that was named, else the variable's, else this user's own."""
    return given or os.environ.get(VARIABLE) or str(own_desk())


def user_name() -> str:
    """Who is at the computer, for the audit; a computer without users has none."""
    try:
        return getuser()
    except (KeyError, OSError, ImportError):
        return ""
