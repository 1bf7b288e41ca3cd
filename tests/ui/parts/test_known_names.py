import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.parts.field import Field
from ui.parts.known_names import KnownNames
from ui.parts.layout import down

Key = Qt.Key
NAMES = ["Joanne Smith", "Ruth Abbot", "Ruth Okafor", "Tomasz Wieczorek"]


class Asking(QWidget):
    """A window with a line for one trainer, one for several, and another line."""

    def __init__(self) -> None:
        super().__init__()
        self.one, self.several = KnownNames("trainers"), KnownNames("trainers", several=True)
        for line in (self.one, self.several):
            line.show_names(NAMES)
        self.first, self.second = Field("Trainer", self.one), Field("Beside", self.several)
        self.after = QLineEdit()
        self.setLayout(down(self.first, self.second, self.after))


@pytest.fixture
def asking(qtbot: QtBot) -> Asking:
    asking = Asking()
    qtbot.addWidget(asking)
    with qtbot.waitExposed(asking):
        asking.show()
    asking.activateWindow()
    asking.one.setFocus()
    qtbot.waitUntil(asking.one.hasFocus)
    return asking


def press(line: KnownNames, typed: str, *keys: Key, offered: bool = True) -> None:
    """Type letters, then keys as they come while names are offered: through their list."""
    QTest.keyClicks(line, typed)
    completer = line.completer()
    popup = completer.popup() if completer is not None else None
    assert popup is not None
    assert popup.isVisible() is offered
    for key in keys:
        QTest.keyClick(popup if popup.isVisible() else line, key)


def test_enter_takes_the_first_name_that_shows(asking: Asking) -> None:
    press(asking.one, "ruth", Key.Key_Return)
    assert asking.one.text() == "Ruth Abbot"
    assert asking.first.help.isHidden()


def test_enter_takes_the_name_that_is_marked(asking: Asking) -> None:
    press(asking.one, "ruth", Key.Key_Down, Key.Key_Down, Key.Key_Return)
    assert asking.one.text() == "Ruth Okafor"


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("tomasz wiecz", "Tomasz Wieczorek"),
        ("wiecz", "Tomasz Wieczorek"),
        ("TOMASZ WIECZOREK", "Tomasz Wieczorek"),
        ("ruth", "ruth"),
        ("ann", "ann"),
    ],
    ids=["the beginning", "a later word", "the whole", "one of two", "letters within a word"],
)
def test_tab_takes_the_only_name_that_is_meant(
    qtbot: QtBot, asking: Asking, typed: str, left: str
) -> None:
    press(asking.one, typed, Key.Key_Tab)
    assert asking.one.text() == left
    qtbot.waitUntil(asking.several.hasFocus)


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Return])
def test_escape_keeps_what_was_typed_and_it_is_said_to_be_new(asking: Asking, key: Key) -> None:
    press(asking.one, "Tomasz Wiecz", Key.Key_Escape, key)
    assert asking.one.text() == "Tomasz Wiecz"
    assert asking.first.help.text() == "New: will be added to the trainers."
    assert asking.first.help.isVisible()
    assert asking.one.accessibleDescription() == asking.first.help.text()


def test_ctrl_z_brings_back_what_was_typed(asking: Asking) -> None:
    press(asking.one, "wiecz", Key.Key_Return)
    QTest.keySequence(asking.one, "Ctrl+Z")
    assert asking.one.text() == "wiecz"


def test_a_new_name_is_told_until_it_is_one_that_is_known(asking: Asking) -> None:
    press(asking.one, "Nobody", offered=False)
    assert asking.first.help.isVisible()
    asking.first.set_text("ruth  ABBOT")
    assert asking.first.help.isHidden()
    asking.first.set_text("Somebody")
    asking.first.set_error("Too long.")
    assert asking.first.help.isHidden()
    asking.first.set_error("")
    assert asking.first.help.isVisible()


def test_among_several_the_last_one_is_offered_and_taken(asking: Asking) -> None:
    asking.several.setFocus()
    press(asking.several, "ruth", Key.Key_Return)
    press(asking.several, ", wiecz", Key.Key_Tab)
    assert asking.several.text() == "Ruth Abbot, Tomasz Wieczorek"
    assert asking.second.help.isHidden()
    asking.several.setFocus()
    asking.several.end(False)  # noqa: FBT003 - Qt's own
    press(asking.several, ", Ann, Xavier", offered=False)
    assert asking.second.help.text() == "New: Ann and Xavier will be added to the trainers."
