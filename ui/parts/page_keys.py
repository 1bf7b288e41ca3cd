"""The keys of a page, heard beside it too: on its tabs and in the sidebar."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.parts.beside import Beside

WHY_NOT = "why_not"
"""The property in which a page keeps the sentence about an act that cannot be done now."""
EXPORT = QKeySequence("Ctrl+E")
NO_LIST = "there are no rows here to save."
NOT_WITH_THIS = "not with what is chosen now."

COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def act_of(pressed: QKeyEvent, acts: Iterable[QAction]) -> QAction | None:
    """The act whose keys were pressed and that nothing else has taken.

    One that can be done now comes before one that cannot, of which that is told. Where the keys
    stand on the page its acts hear them first. A letter, Enter or Del belongs to what is chosen
    there, and means nothing beside it.
    """
    function = Qt.Key.Key_F1 <= pressed.key() <= Qt.Key.Key_F35
    if not function and not pressed.modifiers() & COMMANDS:
        return None
    keys = QKeySequence(pressed.keyCombination())
    meant = [act for act in acts if keys in act.shortcuts()]
    return next((act for act in meant if act.isEnabled()), next(iter(meant), None))


def why_not(act: QAction) -> str:
    """Why an act cannot be done now, as its page knows it, or else as its keys tell."""
    known = act.property(WHY_NOT)
    return str(known or (NO_LIST if EXPORT in act.shortcuts() else NOT_WITH_THIS))


def panel_of(page: QWidget) -> Beside | None:
    """What is open beside a page, which Esc puts away wherever on the page it is pressed."""
    return next((panel for panel in page.findChildren(Beside) if panel.isVisible()), None)
