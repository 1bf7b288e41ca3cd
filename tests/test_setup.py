"""The set-up: what `make` offers, and a lock that anyone may install from."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SCRIPTS = [".ci/run", *(f"packaging/{each}" for each in ("ready", "system", "postgres", "scratch"))]


def project() -> dict[str, list[str]]:
    """The libraries that pyproject.toml names, for running and for developing."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {"run": told["project"]["dependencies"], "dev": told["dependency-groups"]["dev"]}


def plain(requirement: str) -> str:
    """``psycopg[binary]>=3.3`` is psycopg; case, dots and underscores do not matter."""
    name = re.match(r"[\w.-]+", requirement)
    assert name
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def locked() -> dict[str, str]:
    """Each entry of the lock as it stands there, by its first line."""
    entries = re.split(r"^(?=\w)", LOCK, flags=re.MULTILINE)[1:]
    return {entry.splitlines()[0]: entry for entry in entries}


@pytest.mark.parametrize("entry", locked().items(), ids=lambda entry: entry[0].split("==")[0])
def test_every_library_is_pinned_by_version_and_hash(entry: tuple[str, str]) -> None:
    first, whole = entry
    assert re.match(r"[\w.-]+==[\w.]+", first)
    assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", whole)


@pytest.mark.parametrize("word", ["http", "file:", "--index", "--extra-index", "--find-links", "@"])
def test_the_lock_names_no_address(word: str) -> None:
    assert word not in LOCK


@pytest.mark.parametrize("group", ["run", "dev"])
def test_every_library_that_is_asked_for_is_in_the_lock(group: str) -> None:
    pinned = {plain(first) for first in locked()}
    assert {plain(asked) for asked in project()[group]} <= pinned


def test_qt_stays_below_the_release_that_loses_references() -> None:
    pinned = next(first for first in locked() if first.startswith("pyside6-essentials=="))
    release = re.search(r"==(\d+)\.(\d+)", pinned)
    assert release
    assert (6, 9) <= tuple(map(int, release.groups())) < (6, 12)


PROMISED = "run test demo demo-report screenshots bench check coverage freeze"


@pytest.mark.parametrize("target", PROMISED.split())
def test_make_offers_what_is_promised(target: str) -> None:
    assert re.search(rf"^{target}:.*## \w", MAKEFILE, flags=re.MULTILINE)
    assert re.search(rf"^\.PHONY:.*\b{target}\b", MAKEFILE, flags=re.MULTILINE)


def test_every_target_that_needs_libraries_installs_them_first() -> None:
    for target, work in re.findall(r"^([\w-]+):.*\n((?:\t.*\n)+)", MAKEFILE, flags=re.MULTILINE):
        if "$(PYTHON)" in work:
            assert work.startswith("\t@packaging/ready "), f"make {target} must ask for them"


@pytest.mark.skipif(not shutil.which("make"), reason="this machine has no make")
def test_make_alone_lists_what_it_can_do() -> None:
    told = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {target} " in told for target in PROMISED.split())


@pytest.mark.parametrize("script", SCRIPTS)
def test_scripts_are_sound_and_stop_at_the_first_fault(script: str) -> None:
    path = ROOT / script
    assert "set -euo pipefail" in path.read_text(encoding="utf-8")
    if shutil.which("bash"):
        subprocess.run(["bash", "-n", str(path)], check=True)


def test_the_whole_test_run_is_what_a_change_must_pass() -> None:
    lines = (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()
    assert "make check" in lines
    assert "make test" in lines
    assert "make thorough" in lines
