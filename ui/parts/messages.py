"""Telling the user what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from trainingdesk.domain.refusals import Refused

LINES_AT_ONCE = 6
"""A longer list of reasons goes into the details, so that the box stays smaller than the screen."""


@contextmanager
def refusals_shown(parent: QWidget) -> Iterator[None]:
    """Show a refusal as a message. Anything else is a bug and goes on up."""
    try:
        yield
    except Refused as refusal:
        refusal_box(parent, str(refusal)).exec()


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
