"""Time what the program does against the least it could take: bench.py [--large] [MEASURE…].

Each measure stands beside a bare figure of the same run on the same machine, since seconds
alone say more of the machine than of the program.
"""

import os
import platform
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from booking_divided import Divided, booking_divided
from bookings_made import bookings_made
from certificates_made import certificates_made
from imports import imports
from large_desk import large_desk
from people_sought import people_sought
from timings import Pair, heading
from windows import windows
from year_counted import year_counted

MEASURES: dict[str, Callable[[Path], Iterator[Pair | Divided] | Iterator[Pair]]] = {
    "start": windows,
    "import": imports,
    "booking": bookings_made,
    "divided": booking_divided,
    "certificates": certificates_made,
    "figures": year_counted,
    "search": people_sought,
}


def main(words: list[str]) -> int:
    """Time what was asked for, or all but the large desk, and say it line by line."""
    parser = ArgumentParser(prog="bench", description="Time the program against bare figures.")
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--large", action="store_true", help="also a desk of a million bookings")
    given = parser.parse_args(words)
    if unknown := [name for name in given.measures if name not in MEASURES]:
        parser.error(f"there is no measure {', '.join(unknown)}")
    chosen = [MEASURES[name] for name in given.measures or ([] if given.large else MEASURES)]
    began = time.perf_counter()
    print(machine())
    print(heading(), flush=True)
    # Beside the program, since some systems keep their temporary files in memory.
    with TemporaryDirectory(dir=scratch()) as folder:
        for measure in (*chosen, *([large_desk] if given.large else [])):
            for pair in measure(Path(folder)):
                print(pair, flush=True)
    print(f"Load {load()} at the end, {time.perf_counter() - began:.0f} s in all.")
    return 0


def scratch() -> Path:
    """The folder of what is built, which `make clean` empties."""
    folder = Path(__file__).parents[2] / "build"
    folder.mkdir(exist_ok=True)
    return folder


def machine() -> str:
    """What it ran on, and how busy that was."""
    system = platform.freedesktop_os_release()["PRETTY_NAME"] if is_linux() else platform.platform()
    python = platform.python_version()
    return f"{os.cpu_count()} cores, Python {python}, {system}, load {load()} at the start"


def load() -> str:
    """How many processes wanted a core over the last minute."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def is_linux() -> bool:
    """Whether the system says its name in a file."""
    return sys.platform.startswith("linux")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
