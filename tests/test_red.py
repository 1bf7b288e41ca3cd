"""What breaks the lines that a test runs, to see the test go red."""

import ast
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

RED = Path(__file__).parents[1] / "packaging" / "red"
sys.path.append(str(RED))
from faults import faults_of, instead  # noqa: E402
from red import likeliest, summed_up, words_of  # noqa: E402

TESTS = """
import pytest
from trainingdesk.domain.figures import counted

def test_places_are_counted():
    assert counted(2, "place") == "2 places"

@pytest.mark.parametrize("number", [0, 2])
def test_one_case_is_enough(number):
    assert number == 0 or counted(number, "place") == "2 places"

def test_that_cannot_fail():
    assert counted(2, "place") or True
"""


@pytest.mark.parametrize(
    ("stands", "broken"),
    [
        ("free < 1", "free >= 1"),
        ("0 < free < 9", "0 >= free < 9"),
        ("free is None", "free is not None"),
        ("came and stayed", "came or stayed"),
        ("came or stayed", "came and stayed"),
        ("places + 1", "places - 1"),
        ("places - 1", "places + 1"),
        ("places * price", "places + price"),
        ("minutes / 60", "minutes * 60"),
        ("not free", "bool(free)"),
        ("True", "False"),
        ("7", "8"),
        ("'Booked'", "'~Booked'"),
        ("None", "'~'"),
        ("yes if free else no", "yes if not free else no"),
    ],
)
def test_an_expression_is_broken_into_its_contrary(stands: str, broken: str) -> None:
    instead_of = instead(ast.parse(stands, mode="eval").body)
    assert instead_of is not None
    assert ast.unparse(instead_of) == broken


@pytest.mark.parametrize("stands", ["places // 2", "-free", "''", "1.5", "free"])
def test_what_has_no_contrary_is_left(stands: str) -> None:
    assert instead(ast.parse(stands, mode="eval").body) is None


def test_only_what_functions_do_is_broken_and_not_what_they_say_of_themselves(
    tmp_path: Path,
) -> None:
    file = tmp_path / "booking.py"
    file.write_text(
        "PLACES = 12\n"
        "def book(event: 'Event', turn: int = 1) -> 'Booking':\n"
        "    '''Take a place.'''\n"
        "    taken: 'int' = 3\n"
        "    keep(event)\n"
        "    if taken:\n"
        "        return taken\n"
    )
    assert [(fault.line, fault.was) for fault in faults_of(file)] == [
        (4, "3"),
        (5, "keep(event)"),
        (6, "if taken:"),
        (7, "return taken"),
    ]


def test_what_is_picked_out_is_not_when_it_is_broken(tmp_path: Path) -> None:
    file = tmp_path / "waiting.py"
    file.write_text("def waiting(turns):\n    return [\n      t for t in turns if t]\n")
    fault = next(each for each in faults_of(file) if " if " in each.was and each.line == 3)
    there: dict[str, Callable[[list[int]], list[int]]] = {}
    exec(fault.code(), there)
    assert there["waiting"]([0, 1]) == [0, 1]


def test_one_place_is_broken_at_a_time(tmp_path: Path) -> None:
    file = tmp_path / "turn.py"
    file.write_text("def turn(queue):\n    queue.pop()\n    return len(queue) + 1\n")
    came_to = []
    for fault in faults_of(file):
        there: dict[str, object] = {}
        exec(fault.code(), there)
        book = there["turn"]
        assert callable(book)
        came_to.append((fault.was, book([1, 2, 3])))
    assert came_to == [
        ("queue.pop()", 4),
        ("return len(queue) + 1", None),
        ("len(queue) + 1", 1),
        ("1", 4),
    ]


def test_what_a_test_speaks_of_is_broken_first(tmp_path: Path) -> None:
    file = tmp_path / "desk.py"
    file.write_text("def opened():\n    return 1\n\n\ndef closed_register():\n    return 1\n")
    often = Counter({(file, 2): 1, (file, 6): 2})
    told = words_of("def test_a_register(window): window.closeRegister()")
    assert told == {"test", "register", "window", "close"}
    assert likeliest({file: {2, 6}}, often, told)[0].within == "closed_register"
    assert likeliest({file: {2, 6}}, often, frozenset())[0].within == "opened"


def test_a_test_that_nobody_got_to_break_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "red.jsonl"
    out.write_text(json.dumps({"test": "test_turn.py::test_first[1]", "state": "red"}) + "\n")
    assert summed_up(out, {"test_turn.py::test_first"})
    assert not summed_up(out, {"test_turn.py::test_first", "test_turn.py::test_next"})
    assert "test_turn.py::test_next: not seen" in capsys.readouterr().out


@pytest.mark.thorough
def test_a_test_that_cannot_fail_is_named(tmp_path: Path) -> None:
    file, out = tmp_path / "test_two.py", tmp_path / "red.jsonl"
    file.write_text(TESTS)
    words = [sys.executable, str(RED / "red.py"), "--out", str(out), str(file)]
    where = os.environ | {"PYTHONPATH": str(RED.parents[1]), "QT_QPA_PLATFORM": "offscreen"}
    ran = subprocess.run(words, capture_output=True, text=True, check=False, env=where)
    assert ran.returncode == 1, ran.stderr
    assert "test_two.py::test_that_cannot_fail: never red" in ran.stdout
    assert "2 red, 1 never red" in ran.stdout
    seen = [json.loads(line) for line in out.read_text().splitlines()]
    assert [(each["state"], "figures.py" in each["by"]) for each in seen] == [
        ("red", True),
        ("red", True),
        ("never red", True),
    ]
