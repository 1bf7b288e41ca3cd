"""Opening a workbook's file: what it is, and whether it is safe to unpack."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import BadZipFile, ZipFile, ZipInfo

from trainingdesk.domain.refusals import CannotImport

MOST_LETTERS = 256 * 1024 * 1024
"""What a workbook may hold once unpacked: some millions of cells."""

LARGE = 16 * 1024 * 1024
MOST_SQUEEZED = 200
"""A large workbook that was squeezed more than this holds the same letter over and over."""

MOST_PARTS = 5_000
LONGEST_PROLOG = 64 * 1024
"""What a part may say before it begins; a spreadsheet says a line."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
LOCKED_BIT = 1

DAMAGED = "it is damaged or no workbook. Open it in a spreadsheet and save it as .xlsx."
PROTECTED = "it is protected by a password. Save a copy without one."

FAULTS_OF_ARCHIVES = (BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, OSError)
FAULTS_OF_PARTS = (SyntaxError, LookupError, ValueError, TypeError, AttributeError, OverflowError)
FAULTS = (*FAULTS_OF_ARCHIVES, *FAULTS_OF_PARTS)
"""What reading a damaged workbook may raise.

What is wrong in a part's XML is a SyntaxError to all parsers; openpyxl trusts the rest of a part to
be as it should, so that a tag too few or a word for a number shows as any of the others.
"""


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A workbook's file that may be unpacked; one that may not is refused in a sentence."""
    with path.open("rb") as file:
        _look_at(file, path.name)
        with damage_explained(path.name), ZipFile(file) as archive:
            _weigh(archive, path.name)
            for part in archive.infolist():
                _refuse_entities(archive, part)
        yield file


@contextmanager
def damage_explained(name: str) -> Iterator[None]:
    """Turn what a damaged file raises into a refusal."""
    try:
        yield
    except FAULTS as error:
        raise CannotImport([f"{name}: {DAMAGED}"]) from error


def _look_at(file: BinaryIO, name: str) -> None:
    """Refuse what is no zip archive, saying what it is instead."""
    beginning = file.read(len(OLD_OFFICE))
    if beginning == OLD_OFFICE:
        is_protected = ENCRYPTED in file.read(MOST_LETTERS)
        old = "it is in the old .xls form. Save it as .xlsx."
        raise CannotImport([f"{name}: {PROTECTED if is_protected else old}"])
    if not beginning:
        raise CannotImport([f"{name}: it is empty."])
    if not beginning.startswith(b"PK"):
        raise CannotImport([f"{name}: {DAMAGED}"])


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


def _refuse_entities(archive: ZipFile, part: ZipInfo) -> None:
    """Refuse a part that declares entities: a few lines of them can unfold to gigabytes."""
    begun: list[str] = []
    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = _no_entities
    parser.StartElementHandler = lambda tag, _: begun.append(tag)
    with archive.open(part) as stream:
        prolog = stream.read(LONGEST_PROLOG)
    with suppress(ExpatError):  # a picture, or a damaged part, which is found when it is read
        parser.Parse(prolog)
        if not begun and len(prolog) == LONGEST_PROLOG:
            raise ValueError(f"{part.filename} does not begin")


def _no_entities(*_: object) -> None:
    raise ValueError("a part of the workbook declares entities")
