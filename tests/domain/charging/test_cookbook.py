"""The guide tells truly how each board's policy is set up."""

from pathlib import Path

from tests.domain.charging.cookbook import cookbook

CHAPTER = Path(__file__).parents[3] / "docs" / "guide" / "charging-policies.md"


def test_the_cookbook_of_the_guide_sets_up_each_board_s_policy() -> None:
    assert cookbook() in CHAPTER.read_text(encoding="utf-8")
