"""What the tests of entering and ringing press."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

NAMED = {
    "Enter": Qt.Key.Key_Return,
    "Space": Qt.Key.Key_Space,
    "Back": Qt.Key.Key_Backspace,
    "Esc": Qt.Key.Key_Escape,
    "Up": Qt.Key.Key_Up,
    "Down": Qt.Key.Key_Down,
}


def press(*keys: str) -> int:
    """Press keys one by one where the keyboard is, and say how many that were."""
    number = 0
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if key in NAMED:
            QTest.keyClick(here, NAMED[key])
            number += 1
        elif "+" in key and len(key) > 1:
            QTest.keySequence(here, key)
            number += 1
        else:
            QTest.keyClicks(here, key)
            number += len(key)
    return number
