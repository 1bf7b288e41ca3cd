import os
import subprocess
import sys
from pathlib import Path

import pytest

MAIN = Path(__file__).parents[1] / "main.py"
NO_SCREEN = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


def started(*words: str, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Start the program as a person would, with a home of its own."""
    kept = {name: value for name, value in os.environ.items() if name not in NO_SCREEN}
    return subprocess.run(
        [sys.executable, str(MAIN), *words],
        env={**kept, "HOME": str(home), "XDG_DATA_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.thorough
@pytest.mark.parametrize("words", [("--self-check",), ("--demo", "--self-check")])
def test_the_program_starts_and_leaves(tmp_path: Path, words: tuple[str, ...]) -> None:
    ended = started(*words, home=tmp_path, QT_QPA_PLATFORM="offscreen")
    assert ended.returncode == 0, ended.stderr
    assert "Traceback" not in ended.stderr
    assert list(tmp_path.iterdir()) == []  # the user's own records were never touched


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_without_a_screen_it_says_so_and_names_the_other_way(tmp_path: Path) -> None:
    ended = started(home=tmp_path)
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "make demo-report" in ended.stderr
