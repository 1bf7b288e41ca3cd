"""Where the files are that ship with the program."""

import sys
from pathlib import Path

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).parents[2]))
"""The frozen program unpacks its files into a folder of its own."""


def resource(*parts: str) -> Path:
    """The path of one file or folder of ``resources``."""
    return ROOT.joinpath("resources", *parts)
