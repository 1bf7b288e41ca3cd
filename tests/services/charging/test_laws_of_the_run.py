"""What holds of charges whatever is done, in whatever order."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import STARTS
from tests.drawn import draws
from tests.services.charging.conftest import ALL_IN, YEAR, Month, on
from tests.services.charging.test_run import SICK
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.charging.due import charges_of, due, key_of
from trainingdesk.services.charging.judging import judged_of
from trainingdesk.services.charging.run import Decided, raise_charges
from trainingdesk.services.charging.versions import versions
from trainingdesk.services.charging.withdrawing import take_back
from trainingdesk.storage.models import Mark

NAMES = ("Ann", "Bob", "Cat", "Dan")
MARKED = st.tuples(st.sampled_from(NAMES), st.sampled_from(list(Attendance)))
ACTS = st.one_of(
    MARKED,
    st.sampled_from(["close", "reopen", "undo", "redo", "raise all"]),
    st.tuples(st.sampled_from(["raise one", "waive one", "take back"]), st.integers(0, 5)),
)
EVERYBODY = st.fixed_dictionaries({name: st.sampled_from(list(Attendance)) for name in NAMES})
AT_ODDS = dict(zip(NAMES, (Attendance.ATTENDED, Attendance.ABSENT) * 2, strict=True))
posix = pytest.mark.skipif(os.name != "posix", reason="processes are killed otherwise")


@pytest.fixture
@set_up_once
def booked(month: Month) -> Month:
    """Four people with places, under a policy that charges fees and absences."""
    month.puts_in_force(ALL_IN)
    month.books(*NAMES)
    return month


def acts(month: Month, act: str | tuple[str, Attendance] | tuple[str, int]) -> None:
    """Do one of the acts; what cannot be done then is refused."""
    if isinstance(act, tuple) and isinstance(act[1], Attendance):
        month.marks(**{act[0]: act[1]})
    elif isinstance(act, tuple):
        act_on_one(month, *act)
    elif act == "raise all":
        month.raises()
    else:
        plain: dict[str, Callable[[], None]] = {
            "close": month.closes,
            "reopen": month.reopens,
            "undo": month.desk.undo,
            "redo": month.desk.redo,
        }
        plain[act]()


def act_on_one(month: Month, act: str, number: int) -> None:
    if act == "take back":
        with month.desk.changing("Take back") as db:
            standing = [c.id for c in charges_of(db, month.bookings.values()) if not c.ended_on]
            take_back(db, standing[number : number + 1], why="A test", by=on(STARTS))
    else:
        month.raises(*month.due()[number : number + 1], waived=SICK if act == "waive one" else None)


@given(marks=EVERYBODY, done=st.lists(ACTS, max_size=14))
@example(marks=AT_ODDS, done=["close", "raise all"])
@example(marks=AT_ODDS, done=["close", ("raise one", 0), ("waive one", 0), ("take back", 0)])
@draws(3, of=8)
def test_nothing_is_charged_twice_and_nothing_is_lost(
    booked: Month,
    marks: dict[str, Attendance],
    done: list[str | tuple[str, Attendance] | tuple[str, int]],
) -> None:
    booked.desk.done, booked.desk.undone = [], []  # no undo may take the people away
    booked.marks(**marks)
    for act in (*done, "close"):
        try:
            acts(booked, act)
        except Refused:
            continue
    with booked.desk.reading() as db:
        bookings = booked.bookings.values()
        standing = [charge for charge in charges_of(db, bookings) if charge.ended_on is None]
        owed = judged_of(db, bookings, versions(db))
        left = due(db, YEAR)
    assert max(Counter(map(key_of, standing)).values(), default=1) == 1
    # What is owed is decided on or due, and replaying the policy gives what was raised.
    decided = {key_of(charge): charge.pence for charge in standing}
    now_due = {row.key: row.pence for row in left}
    assert not decided.keys() & now_due.keys()
    assert {key: each.charge and each.charge.pence for key, each in owed.items()} == (
        decided | now_due
    )
    while booked.desk.done:
        booked.desk.undo()


@given(
    first=st.permutations(NAMES),
    second=st.permutations(NAMES),
    given_marks=EVERYBODY,
    undone=st.lists(st.booleans(), min_size=2 * len(NAMES), max_size=2 * len(NAMES)),
)
@example(first=NAMES, second=NAMES[::-1], given_marks=AT_ODDS, undone=[True, False] * len(NAMES))
@draws(1, of=2)
def test_marks_in_any_order_and_undone_give_the_same_list(
    booked: Month,
    first: Sequence[str],
    second: Sequence[str],
    given_marks: dict[str, Attendance],
    undone: list[bool],
) -> None:
    start, lists, is_undone = len(booked.desk.done), [], iter(undone)
    for order in (first, second):
        for name in order:
            booked.marks(**{name: Attendance.ABSENT})
            if next(is_undone):
                booked.desk.undo()
            booked.marks(**{name: given_marks[name]})
        booked.closes()
        lists.append(booked.due())
        while len(booked.desk.done) > start:
            booked.desk.undo()
        with booked.desk.reading() as db:
            assert db.query(Mark).count() == 0
    assert lists[0] == lists[1]


@given(choices=st.lists(st.sampled_from(["raise", "waive", "leave"]), min_size=4, max_size=4))
@draws(3, of=8)
def test_what_was_raised_waived_and_left_out_adds_up(booked: Month, choices: list[str]) -> None:
    start = len(booked.desk.done)
    booked.marks(**dict.fromkeys(NAMES, Attendance.ABSENT))
    booked.closes()
    rows = booked.due()
    waived = {"raise": None, "waive": SICK}
    chosen = [
        Decided(row, waived[choice])
        for row, choice in zip(rows, choices, strict=True)
        if choice in waived
    ]
    if chosen:
        with booked.desk.changing("Raise charges") as db:
            run = raise_charges(db, chosen, by=on(STARTS))
        assert run.raised + run.waived + len(booked.due()) == len(rows)
        asked = sum(each.due.pence for each in chosen)
        assert run.raised_pence + run.waived_pence == asked
    while len(booked.desk.done) > start:
        booked.desk.undo()


KILLED_HALFWAY = """
import os, signal, sys
from trainingdesk.services.charging.due import due
from trainingdesk.services.charging.run import Decided, raise_charges
from trainingdesk.services.desk import Desk
from tests.services.charging.conftest import YEAR
desk = Desk(sys.argv[1], who="kim")
with desk.changing("Raise charges") as db:
    raise_charges(db, [Decided(row) for row in due(db, YEAR)], by=desk.stamp())
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_a_run_that_is_killed_leaves_nothing_half_done(usual: Month) -> None:
    if usual.desk.file is None:
        pytest.skip("the server takes back what nobody committed")
    before = usual.due()
    root = Path(__file__).parents[3]
    ended = subprocess.run(
        [sys.executable, "-c", KILLED_HALFWAY, str(usual.desk.file)], cwd=root, check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert usual.due() == before
    assert usual.raises().raised == 3
