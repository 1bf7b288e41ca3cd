"""See every test go red: break what it runs, one fault at a time, until it fails.

red.py [--tries N] [--cases N] [--out FILE] [what pytest takes…]. A test that passes whatever of
its lines is broken guards nothing that stands in a function, and is named at the end. It must
itself see what is wrong: that the program broke down is not enough. A test runs on a server only
if it cannot do without one; of what other programs do in a test nothing is seen.
What FILE says was red is not asked again, so that one may stop, and go on.
"""

import gc
import inspect
import json
import os
import random
import re
import sys
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from itertools import groupby
from pathlib import Path
from pkgutil import walk_packages
from typing import cast

import pytest
from faults import Fault, faults_of
from PySide6.QtWidgets import QApplication
from runs import ROOT, Lines, Ran, Runs, begin

ALIKE = 20260901
"""Whoever asks again is shown the same faults."""
LONGEST = 90
"""Seconds in which one case is broken; a test that draws many cases takes long for each fault."""
SPOT = 12
"""Lines that lie together: two faults among them are enough."""

Often = Counter[tuple[Path, int]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a test."""

    test: str
    state: str
    """red, never red, skipped, or fails as it stands"""
    by: str = ""
    """The fault that turned it red and what the test then said, or all that were tried."""


class Red:
    """Runs each test as it stands, then broken, until it fails."""

    def __init__(self, asked: Namespace) -> None:
        self._asked = asked
        self._runs: Runs
        self.tests: set[str] = set()
        """All that were to be seen."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what a run came to."""
        self._runs.reports.append(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Share the files of tests among the processors, and write down what is seen."""
        folders: pytest.TempPathFactory = session.config._tmp_path_factory  # type: ignore[attr-defined]  # noqa: SLF001
        _import_all()
        _screen = QApplication.instance() or QApplication(["red"])  # so that no test makes its own
        self._runs = Runs(folders.getbasetemp())
        gc.freeze()
        self.tests = {_named(test) for test in session.items}
        known = {_case_of(seen.test) for seen in read(self._asked.out) if seen.state == "red"}
        asked = [test for test in session.items if _named(test) not in known]
        files = [list(tests) for _, tests in groupby(asked, _file_of)]
        random.Random(ALIKE).shuffle(files)  # noqa: S311  # what takes long lies together
        parts = os.cpu_count() or 1
        for child in [begin(partial(self._see, files[part::parts])) for part in range(parts)]:
            os.waitpid(child, 0)
        return True

    def _see(self, files: Iterable[list[pytest.Item]]) -> None:
        with self._asked.out.open("a", encoding="utf-8") as out:
            for tests in files:
                cases = [list(cases) for _, cases in groupby(tests, _named)]
                first = {case[0]: self._runs.as_it_stands(case[0]) for case in cases}
                often = Often(
                    (file, line)
                    for ran in first.values()
                    for file, lines in ran.lines.items()
                    for line in lines
                )
                for each in cases:
                    out.write(json.dumps(asdict(self._seen_of(each, first[each[0]], often))) + "\n")
                    out.flush()

    def _seen_of(self, cases: list[pytest.Item], first: Ran, often: Often) -> Seen:
        """What was seen of a test's first case, or of the first that goes red or fails."""
        seen = self._seen(cases[0], first, often)
        for case in cases[1 : self._asked.cases]:
            again = seen.state == "never red" and "postgresql" not in case.nodeid
            if again or seen.state == "skipped":
                seen = self._seen(case, self._runs.as_it_stands(case), often)
        return seen

    def _seen(self, test: pytest.Item, ran: Ran, often: Often) -> Seen:
        if ran.skipped or ran.said:
            return Seen(test.nodeid, "fails as it stands" if ran.said else "skipped", ran.said)
        tried: list[str] = []
        began = time.monotonic()
        told = words_of(inspect.getsource(cast(pytest.Function, test).function))
        for fault in likeliest(ran.lines, often, told)[: self._asked.tries]:
            if time.monotonic() - began > LONGEST:
                break
            broken = self._runs.broken(test, fault, limit=max(10, int(ran.seconds * 4)))
            where = f"{fault.file.relative_to(ROOT)}:{fault.line} {fault.was}"
            tried.append(f"{where} | {broken.said or 'passed'}")
            if broken.red:
                return Seen(test.nodeid, "red", tried[-1])
        return Seen(test.nodeid, "never red", "\n".join(tried))


def words_of(told: str) -> frozenset[str]:
    """The words of a text, and of the names in it."""
    return frozenset(re.findall(r"[a-z]{4,}", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", told).lower()))


def likeliest(lines: Lines, often: Often, told: frozenset[str]) -> list[Fault]:
    """The faults in what a test runs: first what it speaks of, where few of its file come by."""
    chance = random.Random(ALIKE)  # noqa: S311
    rare = sorted(
        (
            often[file, fault.line]
            * chance.uniform(0.7, 1.4)
            / (1 + len(told & words_of(f"{fault.within} {fault.was}"))) ** 2,
            fault.nth,
            str(file),
            fault,
        )
        for file, reached in sorted(lines.items())
        for fault in faults_of(file)
        if fault.line in reached
    )
    spots: Counter[tuple[Path, int]] = Counter()
    chosen = []
    for *_, fault in rare:
        spots[fault.file, fault.line // SPOT] += 1
        if spots[fault.file, fault.line // SPOT] <= 2:  # noqa: PLR2004
            chosen.append(fault)
    return chosen


def _import_all() -> None:
    """Import the whole program: what a test imports later cannot be broken."""
    for name in ("trainingdesk", "ui"):
        for module in walk_packages(import_module(name).__path__, f"{name}."):
            if "migrations" not in module.name:
                import_module(module.name)


def _file_of(test: pytest.Item) -> str:
    return test.nodeid.partition("::")[0]


def _named(test: pytest.Item) -> str:
    return _case_of(test.nodeid)


def _case_of(test: str) -> str:
    """The test that a case is one of."""
    return test.partition("[")[0]


def read(out: Path) -> list[Seen]:
    """What was seen so far, the last of each test, by name."""
    lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
    seen = [Seen(**json.loads(line)) for line in lines]
    last = {_case_of(each.test): each for each in seen}
    return [last[test] for test in sorted(last)]


def summed_up(out: Path, tests: set[str]) -> bool:
    """Say how many tests went red and name the others; whether there were none."""
    seen = [each for each in read(out) if _case_of(each.test) in tests]
    lost = tests - {_case_of(each.test) for each in seen}
    seen += [Seen(test, "not seen: its process came to an end") for test in sorted(lost)]
    others = [each for each in seen if each.state not in {"red", "skipped"}]
    for each in others:
        print(f"{each.test}: {each.state}")
    print(", ".join(f"{many} {state}" for state, many in Counter(s.state for s in seen).items()))
    return not others


def main() -> None:
    """See the tests that are asked for go red."""
    says = ArgumentParser(description=__doc__)
    says.add_argument("--tries", type=int, default=30, help="how many faults, one at a time")
    says.add_argument("--cases", type=int, default=5, help="how many cases of a test")
    says.add_argument("--out", type=Path, default=Path("red.jsonl"), help="what is written down")
    asked, rest = says.parse_known_args()
    words = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not thorough", *rest]
    red = Red(asked)
    ended = pytest.main(words, plugins=[red])
    sys.exit(ended or not summed_up(asked.out, red.tests))


if __name__ == "__main__":
    main()
