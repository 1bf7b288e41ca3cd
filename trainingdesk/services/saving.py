"""Saving a file where the user chose, whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile

from trainingdesk.domain.refusals import CannotSave


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
