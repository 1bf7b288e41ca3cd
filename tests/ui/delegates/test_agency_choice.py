"""The box for an agency: what is taken, and what is said of words that name none."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.delegates.agency_choice import AgencyChoice
from ui.parts.field import Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down

Key = Qt.Key
AGENCIES = [("Library", 1), ("North Trust", 2), ("South Trust", 3), ("Weavers Academy", 4)]
ITSELF = "An agency cannot be merged into itself."


class Asking(QWidget):
    """A window with the box, and a line after it."""

    def __init__(self) -> None:
        super().__init__()
        self.box, self.after = AgencyChoice(), QLineEdit()
        self.box.show_agencies(AGENCIES, {"Trust": ITSELF})
        self.form = FormFields({"agency": Field("Agency", self.box)})
        self.setLayout(down(self.form["agency"], self.after))


@pytest.fixture
def asking(qtbot: QtBot) -> Asking:
    asking = Asking()
    qtbot.addWidget(asking)
    with qtbot.waitExposed(asking):
        asking.show()
    asking.activateWindow()
    asking.box.setFocus()
    qtbot.waitUntil(asking.box.hasFocus)
    return asking


def press(asking: Asking, typed: str, key: Key) -> None:
    """Type letters, then a key, through the list where names are offered."""
    QTest.keyClicks(asking.box, typed)
    completer = asking.box.completer()
    popup = completer.popup() if completer is not None else None
    QTest.keyClick(popup if popup is not None and popup.isVisible() else asking.box, key)


@pytest.mark.parametrize(
    ("typed", "key", "taken"),
    [
        ("weavers", Key.Key_Return, 4),
        ("weavers", Key.Key_Tab, 4),
        ("cademy", Key.Key_Tab, 4),
        ("th tr", Key.Key_Return, 2),
        ("th tr", Key.Key_Tab, None),
        ("library", Key.Key_Tab, 1),
        ("nowhere", Key.Key_Return, None),
        ("nowhere", Key.Key_Tab, None),
        ("trust", Key.Key_Return, None),
    ],
)
def test_enter_takes_the_first_that_shows_and_tab_the_only_one(
    asking: Asking, typed: str, key: Key, taken: int | None
) -> None:
    press(asking, typed, key)
    assert asking.box.agency_id() == taken


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Choose one."),
        ("Library", "Choose one."),
        ("weavers", "Enter takes Weavers Academy. Press it, or choose another."),
        ("th tr", "2 agencies have “th tr” in their names. Choose the one that is meant."),
        ("nowhere", "There is no agency called “nowhere”. Choose it by the name it has here"),
        ("trust", ITSELF),
    ],
)
def test_a_refusal_says_what_the_words_come_to(asking: Asking, typed: str, said: str) -> None:
    QTest.keyClicks(asking.box, typed)
    asking.form.show_problems({"agency": "Choose one."})
    assert asking.form["agency"].error.text().startswith(said)
