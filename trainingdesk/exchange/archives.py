"""Opening a workbook's file: what it is, and whether it is safe to unpack."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers.expat import ExpatError
from zipfile import BadZipFile, ZipFile

from trainingdesk.domain.refusals import CannotImport

MOST_LETTERS = 256 * 1024 * 1024
"""What a workbook may hold once unpacked: some millions of cells."""

LARGE = 16 * 1024 * 1024
MOST_SQUEEZED = 200
"""A large workbook that was squeezed more than this holds the same letter over and over."""

MOST_PARTS = 5_000
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOCKED_BIT = 1

DAMAGED = "it is damaged or no workbook. Open it in a spreadsheet and save it as .xlsx."
PROTECTED = "it is protected by a password. Save a copy without one."

FAULTS = (
    *(BadZipFile, zlib.error, EOFError, struct.error, ExpatError),
    *(LookupError, ValueError, NotImplementedError, OSError, OverflowError),
)
"""What reading a damaged workbook may raise: in the archive, in a part, in a missing part."""


@contextmanager
def opened(path: Path) -> Iterator[ZipFile]:
    """A workbook's archive; whatever is wrong with it is a refusal in a sentence."""
    _look_at(path)
    with damage_explained(path.name), ZipFile(path) as archive:
        _weigh(archive, path.name)
        yield archive


@contextmanager
def damage_explained(name: str) -> Iterator[None]:
    """Turn what a damaged file raises into a refusal."""
    try:
        yield
    except FAULTS as error:
        raise CannotImport([f"{name}: {DAMAGED}"]) from error


def _look_at(path: Path) -> None:
    """Refuse what is no zip archive, saying what it is instead."""
    with path.open("rb") as file:
        beginning = file.read(len(OLD_OFFICE))
        if beginning == OLD_OFFICE:
            is_protected = ENCRYPTED in file.read(MOST_LETTERS)
            old = "it is in the old .xls form. Save it as .xlsx."
            raise CannotImport([f"{path.name}: {PROTECTED if is_protected else old}"])
    if not beginning:
        raise CannotImport([f"{path.name}: it is empty."])
    if not beginning.startswith(b"PK"):
        raise CannotImport([f"{path.name}: {DAMAGED}"])


def _weigh(archive: ZipFile, name: str) -> None:
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if len(parts) > MOST_PARTS or unpacked > MOST_LETTERS:
        raise CannotImport([f"{name}: it is too large once unpacked; send it in several files."])
    if unpacked > LARGE and unpacked / packed > MOST_SQUEEZED:
        raise CannotImport([f"{name}: it unpacks to far more than it holds, so it was not read."])
    if any(part.flag_bits & LOCKED_BIT for part in parts):
        raise CannotImport([f"{name}: {PROTECTED}"])
    names = {part.filename for part in parts}
    if "mimetype" in names and "content.xml" in names:
        raise CannotImport([f"{name}: it is an OpenDocument file. Save it as .xlsx."])
    if "xl/workbook.bin" in names:
        raise CannotImport([f"{name}: it is in the .xlsb form. Save it as .xlsx."])
