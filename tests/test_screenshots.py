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


def take(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "packaging" / "screenshots.py", *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
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


def test_a_name_that_no_picture_has_is_refused(tmp_path: Path) -> None:
    taken = take("no-such-page", "--folder", tmp_path)
    assert taken.returncode == 2
    assert "no picture is called no-such-page" in taken.stderr
    assert not list(tmp_path.iterdir())
