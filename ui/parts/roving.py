"""Going among a few things with the arrow keys."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True)
class Step:
    """A step along a row of things: so many on, or to one of the ends."""

    by: int = 0
    end: bool = False

    def of(self, here: int, count: int) -> int:
        """Where the step leads, round the corner if need be."""
        if self.end:
            return count - 1 if self.by > 0 else 0
        return (here + self.by) % count


STEPS = {
    Qt.Key.Key_Left: Step(-1),
    Qt.Key.Key_Up: Step(-1),
    Qt.Key.Key_Right: Step(1),
    Qt.Key.Key_Down: Step(1),
    Qt.Key.Key_Home: Step(-1, end=True),
    Qt.Key.Key_End: Step(1, end=True),
}


def step_of(event: QKeyEvent) -> Step | None:
    """The step that a key asks for; keys pressed with Ctrl, Alt or Shift ask for none."""
    plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if plain != Qt.KeyboardModifier.NoModifier:
        return None
    return STEPS.get(Qt.Key(event.key())) if event.key() in STEPS else None
