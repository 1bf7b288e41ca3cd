"""Where this user's desk is, and who is sitting at it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass
class Made:
    """Whether what was made is to stay."""

    good: bool = False


@contextmanager
def made_only_for_good(where: str) -> Iterator[Made]:
    """Let a desk be made, and take it away again where nothing came of it.

    A user's own folder is made too: on a new computer it is not there.
    """
    path = Path(where)
    made = Made()
    is_new = "://" not in where and not path.exists()
    if is_new and path == own_desk():
        path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield made
    finally:
        if is_new and not made.good:
            for beside in ("", "-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)
