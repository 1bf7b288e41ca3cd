"""The release of Qt for Python keeps count of its references."""

import sys

import pytest
from PySide6.QtCore import QObject, Signal

pytestmark = pytest.mark.skipif(
    sys.version_info >= (3, 12), reason="True and None are immortal: their count says nothing"
)

EMITS, TOLERATED = 200, 50


class Bell(QObject):
    """Something that rings, and says what it was given."""

    rung = Signal(object)
    asked = Signal(bool)


@pytest.mark.parametrize(("signal", "value"), [("asked", True), ("rung", True), ("rung", None)])
def test_ringing_loses_no_reference(signal: str, value: object) -> None:
    """Under Python 3.11, release 6.12 loses one to True at every emit, and soon aborts."""
    bell = Bell()
    heard: list[object] = []
    getattr(bell, signal).connect(heard.append)
    before = [sys.getrefcount(kept) for kept in (True, None)]
    for _ in range(EMITS):
        getattr(bell, signal).emit(value)
        heard.clear()
    after = [sys.getrefcount(kept) for kept in (True, None)]
    assert min(now - then for now, then in zip(after, before, strict=True)) > -TOLERATED
