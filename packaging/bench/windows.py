"""How soon after its start a window can be used."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from timings import Pair, middle_of

from trainingdesk.services.desk import Desk

RUNS = 5
ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("open_window.py")


def windows(folder: Path) -> Iterator[Pair]:
    """The window on the sample programme, and on an empty desk, against Qt's empty window."""
    empty = folder / "empty.sqlite"
    Desk(empty).close()
    for name, where in (
        ("start on an empty desk", str(empty)),
        ("start on the sample programme", "--demo"),
    ):
        own, bare = middle_of(
            partial(until_usable, where, folder),
            partial(until_usable, "--bare", folder),
            runs=RUNS,
        )
        yield Pair(name, own, bare, "an empty QWidget shown by the same Python")


def until_usable(where: str, bytecode: Path) -> float:
    """Seconds from the start of the process until its window can be used.

    An installed program finds its modules compiled, and so does every run but the first.
    """
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": str(bytecode),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, str(SCRIPT), where]
    began = time.perf_counter()
    with subprocess.Popen(  # noqa: S603  # our own words
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as window:
        said = window.stdout.readline() if window.stdout else ""
        took = time.perf_counter() - began
    if not said or window.returncode:
        sys.exit(f"{' '.join(command)} left with {window.returncode} and opened no window.")
    return took
