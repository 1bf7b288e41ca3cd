"""One run of a test, in a process of its own that no fault outlives."""

import gc
import os
import pickle
import shutil
import signal
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from select import select
from types import CodeType, FunctionType

import pytest
from coverage import Coverage
from faults import Fault
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

ROOT = Path(__file__).parents[2]
BROKEN = ("trainingdesk", "ui", "packaging")
UNSEEN = {"versions", "red", "bench"}
"""Folders whose functions are not there when a process begins: steps, and what no test imports."""
LONGEST = 150
"""Seconds a test may take as it stands."""

PATIENCE = 3000
"""Milliseconds in which a test answers what it expects to be asked."""
WAIT = QMessageBox.exec

Lines = dict[Path, set[int]]
Place = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class Ran:
    """How one run of a test ended."""

    said: str = ""
    """Which phase failed and with what; empty if it passed."""
    skipped: bool = False
    lines: Lines = field(default_factory=dict)
    seconds: float = 0.0

    red: bool = False
    """Whether the test itself saw what is wrong: what was set up did not fail, nor the program."""


class Functions:
    """The program's functions by where they stand, to be given other code."""

    def __init__(self) -> None:
        self._at: dict[Place, list[FunctionType]] = defaultdict(list)
        for each in gc.get_objects():
            if isinstance(each, FunctionType):
                self._at[_place(each.__code__)].append(each)

    def take(self, file: CodeType) -> None:
        """Let every function do what it does in a file that was compiled anew."""
        for code in _codes(file):
            for each in self._at.get(_place(code), ()):
                if each.__code__.co_freevars == code.co_freevars:
                    each.__code__ = code


def _place(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


class Runs:
    """Runs tests, each time in a process and a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._functions = Functions()
        self.reports: list[pytest.TestReport] = []
        """What pytest said of the run that goes on."""
        self._put_away = False
        """Whether it asked what the test did not answer, so that it says nothing of the test."""

    def as_it_stands(self, test: pytest.Item) -> Ran:
        """Run a test on the program as it is, and note the lines that it came by."""
        return self._apart(test, lambda: self._traced(test), LONGEST)

    def broken(self, test: pytest.Item, fault: Fault, *, limit: int) -> Ran:
        """Run a test with one place broken, for so many seconds at most."""

        def run() -> Ran:
            self._functions.take(fault.code())
            return self._run(test)

        return self._apart(test, run, limit)

    def _apart(self, test: pytest.Item, run: Callable[[], Ran], limit: int) -> Ran:
        answer, told = os.pipe()
        folder = self._folder / f"of {os.getpid()}"

        def ask(box: QMessageBox) -> int:
            return self._wait_a_little(box)

        def tell() -> None:
            os.setsid()  # so that whatever a test started ends with it
            QMessageBox.exec = ask  # type: ignore[method-assign,assignment]
            test.config.pluginmanager.unregister(name="terminalreporter")
            os.environ["PYTEST_XDIST_WORKER"] = "red"  # what is made once lies beside the folder
            folder.mkdir(exist_ok=True)
            test.config._tmp_path_factory._basetemp = folder  # type: ignore[attr-defined]  # noqa: SLF001
            with os.fdopen(told, "wb") as tells:
                pickle.dump(run(), tells)

        child = begin(tell)
        os.close(told)
        with os.fdopen(answer, "rb") as hears:
            if not select([hears], [], [], limit)[0]:
                os.killpg(child, signal.SIGKILL)
            heard = hears.read()
        os.waitpid(child, 0)
        shutil.rmtree(folder, ignore_errors=True)
        ran: Ran = pickle.loads(heard) if heard else Ran("died or took too long")  # noqa: S301
        return ran

    def _wait_a_little(self, box: QMessageBox) -> int:
        """What a fault has the program ask is answered by nobody: put it away, and go on."""

        def put_away() -> None:
            self._put_away = True
            box.reject()

        QTimer.singleShot(PATIENCE, box, put_away)
        return WAIT(box)

    def _traced(self, test: pytest.Item) -> Ran:
        folders = [str(ROOT / each) for each in BROKEN]
        trace = Coverage(data_file=None, config_file=False, source=folders)
        began = time.perf_counter()
        trace.start()
        ran = self._run(test)
        trace.stop()
        return replace(ran, lines=_lines(trace), seconds=time.perf_counter() - began)

    def _run(self, test: pytest.Item) -> Ran:
        self.reports.clear()
        test.config.hook.pytest_runtest_protocol(item=test, nextitem=test)
        failed = next((each for each in self.reports if each.failed), None)
        if failed is None:
            return Ran(skipped=any(each.skipped for each in self.reports))
        crash = getattr(failed.longrepr, "reprcrash", None)
        said = str(crash.message if crash else failed.longrepr).partition("\n")[0][:160]
        where = Path(crash.path if crash else "")
        # A refusal has a sentence of its own: the program did not break down.
        refused = said.startswith("trainingdesk.")
        noticed = "site-packages" not in where.parts and not any(
            where.is_relative_to(ROOT / each) for each in BROKEN
        )
        seen = failed.when == "call" and (noticed or refused) and not self._put_away
        return Ran(f"{failed.when}: {said}", red=seen)


def begin(do: Callable[[], None]) -> int:
    """A process of its own that does it and is gone; answers with its number."""
    child = os.fork()
    if child:
        return child
    try:
        do()
    finally:
        os._exit(0)


def _lines(trace: Coverage) -> Lines:
    data = trace.get_data()
    reached = {Path(each): set(data.lines(each) or ()) for each in data.measured_files()}
    return {
        file: lines
        for file, lines in reached.items()
        if not UNSEEN & {*file.relative_to(ROOT).parts}
    }
