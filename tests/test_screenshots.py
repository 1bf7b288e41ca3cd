"""Pictures of the pages are taken without a screen, and small enough to be kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

ROOT = Path(__file__).parents[1]
LARGEST = 120_000
"""A hundred pictures of this size still make a manual of twelve megabytes."""
PATIENCE = 120
"""Seconds after which a picture waits for an answer that nobody gives."""


def take(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "packaging" / "screenshots.py", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )


@pytest.mark.thorough
def test_a_page_is_taken_at_both_sizes_in_both_themes(tmp_path: Path) -> None:
    taken = take("22-settings", "--folder", tmp_path)
    assert taken.returncode == 0, taken.stderr
    sizes, grounds = {}, {}
    for path in tmp_path.glob("*.png"):
        assert path.stat().st_size < LARGEST
        with Image.open(path) as picture:
            sizes[path.name] = picture.size
            shades = picture.convert("L").histogram()
            # The commonest shade of a page is its ground.
            grounds[path.name] = shades.index(max(shades))
            assert sum(count > 0 for count in shades) > 20
    assert sizes == {
        "22-settings-light-1280.png": (1280, 720),
        "22-settings-light-1920.png": (1920, 1080),
        "22-settings-dark-1280.png": (1280, 720),
        "22-settings-dark-1920.png": (1920, 1080),
    }
    assert all((ground > 127) == ("-light-" in name) for name, ground in grounds.items())


@pytest.mark.thorough
def test_nothing_is_asked_about_what_was_typed_for_a_picture(tmp_path: Path) -> None:
    taken = take("47-pasted-light-1280", "--folder", tmp_path)
    assert taken.returncode == 0, taken.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["47-pasted-light-1280.png"]


@pytest.mark.thorough
def test_a_picture_shows_nothing_of_what_was_typed_for_another(tmp_path: Path) -> None:
    alone, after = tmp_path / "alone", tmp_path / "after"
    for folder, words in (
        (alone, ["121-enter-a-form-light-1920"]),
        (after, ["121-enter-a-form-light"]),
    ):
        taken = take(*words, "--folder", folder)
        assert taken.returncode == 0, taken.stderr
    name = "121-enter-a-form-light-1920.png"
    assert (alone / name).read_bytes() == (after / name).read_bytes()


def test_a_name_that_no_picture_has_is_refused(tmp_path: Path) -> None:
    taken = take("no-such-page", "--folder", tmp_path)
    assert taken.returncode == 2
    assert "no picture is called no-such-page" in taken.stderr
    assert not list(tmp_path.iterdir())
