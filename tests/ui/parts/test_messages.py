import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from trainingdesk.domain.refusals import CannotImport, Refused
from ui.parts.messages import is_agreed, refusal_box, refusals_shown
from ui.parts.theme import Look, Space, Wish, color


def test_a_refusal_is_shown_as_plain_text(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[QMessageBox] = []

    def answer(box: QMessageBox) -> int:
        shown.append(box)
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    window = QWidget()
    qtbot.addWidget(window)
    with refusals_shown(window):
        raise Refused("<b>Ada</b> is booked already.")
    assert shown[0].text() == "<b>Ada</b> is booked already."
    assert shown[0].textFormat() == Qt.TextFormat.PlainText


def test_a_long_list_of_reasons_goes_into_the_details(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    reasons = [f"Row {number} has no name." for number in range(1, 41)]
    box = refusal_box(window, str(CannotImport(reasons)))
    assert len(box.text().splitlines()) == 7
    assert "34 more" in box.text()
    assert box.detailedText().splitlines() == reasons


def test_anything_else_goes_on_up(qtbot: QtBot) -> None:
    with pytest.raises(ZeroDivisionError), refusals_shown(QWidget()):
        raise ZeroDivisionError


@pytest.mark.parametrize(("button", "agreed"), [(0, True), (1, False)])
def test_a_question_goes_only_after_it_is_answered(
    qtbot: QtBot, button: int, *, agreed: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    gone: list[bool] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        assert (box.text(), box.textFormat()) == ("Send <b>1</b>?", Qt.TextFormat.PlainText)
        box.destroyed.connect(lambda: gone.append(True))
        box.buttons()[button].click()

    QTimer.singleShot(0, press)
    assert is_agreed(window, "Send <b>1</b>?", "Send") is agreed
    assert gone == []  # whoever looks where the keys went meets no box half taken apart
    qtbot.waitUntil(lambda: gone == [True])


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_the_button_that_enter_presses_stands_out(qtbot: QtBot, look: Look, wish: Wish) -> None:
    look.choose(wish)
    box = QMessageBox()
    qtbot.addWidget(box)
    keep, discard = (
        box.addButton(word, QMessageBox.ButtonRole.ActionRole) for word in ("Keep", "Discard")
    )
    for chosen, other in ((keep, discard), (discard, keep)):
        box.setDefaultButton(chosen)
        chosen.setFocus()
        box.show()
        QApplication.processEvents()
        assert ground(chosen) == color("accent")
        assert ground(other) == color("raised")


def ground(button: QPushButton) -> QColor:
    """The colour of a button, before its words."""
    return button.grab().toImage().pixelColor(Space.S, button.height() // 2)
