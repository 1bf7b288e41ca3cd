"""Garbage is collected between events, and on no other thread."""

import gc
from collections.abc import Iterator
from threading import Thread
from weakref import ref

import pytest
from pytestqt.qtbot import QtBot

from ui.parts.garbage import Garbage


class Circle:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture
def impatient() -> Iterator[None]:
    """As if very much had been made since the last look."""
    usual = gc.get_threshold()
    gc.set_threshold(1, 1, 1)
    yield
    gc.set_threshold(*usual)


@pytest.fixture
def garbage(impatient: None) -> Iterator[Garbage]:
    gc.enable()  # as Python begins
    garbage = Garbage(every=1)
    yield garbage
    garbage.close()
    assert gc.isenabled()
    gc.disable()  # as for every test of a window


def test_what_holds_itself_goes_between_events(qtbot: QtBot, garbage: Garbage) -> None:
    held = ref(Circle())
    assert held() is not None
    qtbot.waitUntil(lambda: held() is None)


def test_and_on_no_other_thread(qtbot: QtBot, garbage: Garbage) -> None:
    held = ref(Circle())
    found: list[bool] = []

    def make_much() -> None:
        much = [[number] for number in range(10_000)]
        found.append(held() is not None and len(much) > 0)

    thread = Thread(target=make_much)
    thread.start()
    thread.join()
    assert found == [True]
