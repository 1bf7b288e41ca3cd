"""Bringing what one works with into sight, on a page that scrolls."""

from PySide6.QtWidgets import QScrollArea, QWidget

from ui.parts.theme import Space


def bring_into_sight(part: QWidget) -> None:
    """Scroll the page that a part stands on, so that it is seen; where none scrolls, nothing."""
    above = part.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if above is not None:
        above.ensureWidgetVisible(part, 0, Space.S)
