"""Telling the user what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from trainingdesk.domain.refusals import Refused

LINES_AT_ONCE = 6
"""A longer list of reasons goes into the details, so that the box stays smaller than the screen."""


@contextmanager
def refusals_shown(parent: QWidget) -> Iterator[None]:
    """Show a refusal as a message. Anything else is a bug and goes on up."""
    try:
        yield
    except Refused as refusal:
        answer_to(refusal_box(parent, str(refusal)))


def answer_to(box: QMessageBox) -> QAbstractButton | None:
    """Show a box until it is answered, and say with which of its buttons.

    It goes when its asker is done with the answer, rather than be taken apart in the middle of it.
    """
    box.exec()
    pressed = box.clickedButton()
    if (parent := box.parentWidget()) is not None:
        box.setParent(parent, box.windowFlags())  # else it goes with its last name here
        box.deleteLater()
    return pressed


def is_agreed(  # noqa: PLR0913 - what is asked, what is said of it, and how
    parent: QWidget,
    asked: str,
    yes: str,
    *,
    more: str = "",
    icon: QMessageBox.Icon = QMessageBox.Icon.Question,
    careful: bool = False,
) -> bool:
    """Ask before something is done that cannot be undone; ``careful`` leaves Enter to Cancel."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Training Desk")
    box.setIcon(icon)
    box.setText(asked)
    box.setInformativeText(more)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(cancel if careful else agree)
    box.setEscapeButton(cancel)
    return answer_to(box) is agree


def refusal_box(parent: QWidget | None, said: str) -> QMessageBox:
    """The message for a refusal: its sentences, and a long list in the details."""
    lines = said.splitlines() or [said]
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Information)
    box.setWindowTitle("Training Desk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    if len(lines) > LINES_AT_ONCE:
        rest = len(lines) - LINES_AT_ONCE
        shown = [*lines[:LINES_AT_ONCE], f"… and {rest} more in the details."]
        box.setDetailedText(said)
        lines = shown
    box.setText("\n".join(lines))
    return box
