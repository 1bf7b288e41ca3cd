"""Saving a file where the user chose, whole or not at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory

from trainingdesk.domain.refusals import CannotSave

UNSAFE = re.compile(r"[^\w .,'’()-]+")
LONGEST_NAME = 80


def save_document(document: bytes, path: Path) -> None:
    """Write a document where the user chose, whole or not at all; raises CannotSave."""
    with saving(path) as unfinished:
        unfinished.write_bytes(document)


@contextmanager
def saving(path: Path) -> Iterator[Path]:
    """A file to write beside the one meant; it takes its place only when all went well.

    Raises CannotSave.
    """
    unfinished: Path | None = None
    try:
        if path.is_dir():
            raise CannotSave(path.name, "a folder of that name is there")
        with NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.stem}-", suffix=path.suffix, delete=False
        ) as made:
            unfinished = Path(made.name)
        yield unfinished
        unfinished.chmod(0o666 & ~_umask())
        unfinished.replace(path)
    except OSError as error:
        raise CannotSave(path.name, reason_of(error)) from error
    finally:
        if unfinished:
            unfinished.unlink(missing_ok=True)


@contextmanager
def saving_folder(path: Path) -> Iterator[Path]:
    """A folder to write beside the one meant; its files are moved over when all went well.

    Raises CannotSave.
    """
    try:
        if path.exists() and not path.is_dir():
            raise CannotSave(path.name, "a file of that name is there; name a .pdf, or a folder")
        path.mkdir(exist_ok=True)
        with TemporaryDirectory(dir=path, prefix=".unfinished-") as folder:
            yield Path(folder)
            for made in Path(folder).iterdir():
                made.replace(path / made.name)
    except OSError as error:
        raise CannotSave(path.name, reason_of(error)) from error


def file_name(first: str, name: str) -> str:
    """A name for a PDF that every file system takes: what tells it from others comes first."""
    kept = UNSAFE.sub(" ", name)[:LONGEST_NAME].strip(" .")
    return f"{UNSAFE.sub(' ', first)} {kept}".strip() + ".pdf"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def reason_of(error: OSError) -> str:
    """What the computer says against a file, in plain words."""
    said = (error.strerror or "the computer gave no reason").lower()
    return {
        "no such file or directory": "there is no such folder",
        "not a directory": "there is no such folder",
        "permission denied": "you may not write there",
        "read-only file system": "you may not write there",
        "no space left on device": "the disk is full",
        "file name too long": "the name is too long",
    }.get(said, said)
