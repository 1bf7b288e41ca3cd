"""The gate that holds what tests reached against what they must reach."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

GATE = Path(__file__).parents[1] / "packaging" / "coverage_gate.py"


def noted(*, reached: int, branches: int = 4) -> dict[str, object]:
    """A file of a hundred lines and four branches, as coverage.py notes it."""
    return {
        "summary": {
            "num_statements": 100,
            "covered_lines": reached,
            "num_branches": 4,
            "covered_branches": branches,
        },
        "missing_lines": list(range(reached + 1, 101)),
        "missing_branches": [[7, 9]] * (4 - branches),
    }


def held(folder: Path, **files: dict[str, object]) -> subprocess.CompletedProcess[str]:
    """The gate's answer to what coverage.py noted of the files."""
    whole = {name: noted(reached=100) for name in ("domain", "services", "storage")} | files
    note = {"files": {f"trainingdesk/{name}/year.py": of for name, of in whole.items()}}
    (folder / "coverage.json").write_text(json.dumps(note), encoding="utf-8")
    words = [sys.executable, str(GATE), str(folder / "coverage.json")]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_a_whole_reach_passes(tmp_path: Path) -> None:
    assert held(tmp_path).returncode == 0


@pytest.mark.parametrize("part", ["domain", "services"])
def test_one_line_of_the_rules_left_out_fails_and_is_named(tmp_path: Path, part: str) -> None:
    answer = held(tmp_path, **{part: noted(reached=99)})
    assert answer.returncode == 1
    assert f"trainingdesk/{part}/year.py: 100\n" in answer.stdout


def test_one_branch_of_the_rules_left_out_fails(tmp_path: Path) -> None:
    answer = held(tmp_path, domain=noted(reached=100, branches=3))
    assert answer.returncode == 1
    assert "trainingdesk/domain/year.py: 7\n" in answer.stdout


def test_the_rest_may_leave_out_a_twentieth(tmp_path: Path) -> None:
    assert held(tmp_path, storage=noted(reached=95)).returncode == 0
    assert held(tmp_path, storage=noted(reached=94)).returncode == 1


def test_a_part_that_no_test_ran_fails(tmp_path: Path) -> None:
    (tmp_path / "coverage.json").write_text('{"files": {}}', encoding="utf-8")
    words = [sys.executable, str(GATE), str(tmp_path / "coverage.json")]
    assert subprocess.run(words, capture_output=True, check=False).returncode == 1
