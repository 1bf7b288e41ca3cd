"""What the world does to a program: it is killed, the disk fills, another one is busy."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from shutil import copyfile

import pytest

from tests.made_once import made_once
from trainingdesk.commands import main

ROOT = Path(__file__).parents[1]
WORKBOOK = Path(__file__).parent / "data" / "havering-2017-18.xlsx"
posix = pytest.mark.skipif(os.name != "posix", reason="signals and limits are those of POSIX")


def command(*words: object, limit: int | None = None) -> "subprocess.Popen[str]":
    """Start a command in a process of its own, which may be held to files of so many blocks."""
    held = ["bash", "-c", f'ulimit -f {limit}; exec "$@"', "held"] if limit else []
    # A process held to small files could not write down which of its lines ran.
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    return subprocess.Popen(
        [*held, sys.executable, str(ROOT / "main.py"), *map(str, words)],
        env=env if limit else None,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(*words: object, limit: int | None = None) -> tuple[int, str]:
    running = command(*words, limit=limit)
    _, said = running.communicate(timeout=60)
    assert "Traceback" not in said
    return running.returncode, said


def done(*words: object) -> int:
    """Give a command on a good day, for which a process of its own is not needed."""
    return main([*map(str, words)])


@pytest.fixture
def desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk with the smaller of two years."""
    kept = made_once(tmp_path_factory, "small year", year_before)
    return Path(copyfile(kept, tmp_path / "desk.sqlite"))


def year_before(desk: Path) -> None:
    assert done("import", "--database", desk, WORKBOOK.with_name("havering-2016-17.xlsx")) == 0


def events_on(desk: Path) -> int:
    with closing(sqlite3.connect(desk)) as db:
        return int(db.execute("SELECT count(*) FROM event").fetchone()[0])


@pytest.mark.thorough
@posix
@pytest.mark.parametrize("after", [0.5, 0.9, 1.2])
def test_an_import_that_is_killed_leaves_all_or_nothing(desk: Path, after: float) -> None:
    before = events_on(desk)
    running = command("import", "--database", desk, WORKBOOK)
    try:
        running.wait(after)
    except subprocess.TimeoutExpired:
        running.send_signal(signal.SIGKILL)
    running.communicate()
    assert done("check", "--database", desk) == 0
    assert events_on(desk) in {before, before + 51}
    assert done("import", "--database", desk, WORKBOOK) == 0
    assert events_on(desk) == before + 51


@pytest.mark.thorough
@posix
def test_a_full_disk_is_explained_and_nothing_is_half_stored(desk: Path, tmp_path: Path) -> None:
    before = events_on(desk)
    code, said = ended("import", "--database", desk, WORKBOOK, limit=200)
    assert code == 1
    assert "The disk" in said
    assert done("check", "--database", desk) == 0
    assert events_on(desk) == before
    code, said = ended("report", "2016-17", "-o", tmp_path / "r.pdf", "--database", desk, limit=40)
    assert code == 1
    assert "could not be saved" in said
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.thorough
def test_a_command_waits_for_another_and_then_says_so(desk: Path) -> None:
    with closing(sqlite3.connect(desk, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert ended("import", "--database", desk, WORKBOOK) == (
            1,
            "Someone else is saving to this desk. Wait a moment and try again.\n",
        )
        assert done("check", "--database", desk) == 0  # whoever only looks is not kept waiting
        other.execute("ROLLBACK")
