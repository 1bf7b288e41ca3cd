"""What a file is called, as it can be stored and shown."""

from pathlib import Path


def called(path: Path) -> str:
    """The name of a file; letters that its system does not know are shown as question marks.

    A folder that came packed from another system may hold names of no known letters.
    """
    return path.name.encode("utf-8", "replace").decode("utf-8")
