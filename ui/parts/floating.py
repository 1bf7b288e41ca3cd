"""What floats over the page."""

from PySide6.QtWidgets import QGraphicsDropShadowEffect, QWidget

from ui.parts.theme import Space, color


def lift(widget: QWidget) -> None:
    """Put a soft shadow under what floats."""
    effect = QGraphicsDropShadowEffect(widget)
    effect.setBlurRadius(Space.XXL)
    effect.setOffset(0, Space.S)
    effect.setColor(color("shadow"))
    widget.setGraphicsEffect(effect)
