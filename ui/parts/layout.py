"""Rows and columns on the grid of fours."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui.parts.theme import Space

Item = QWidget | QLayout | int | None
"""A widget, a layout, a space in pixels, or None for all the room that is left."""


def fill(box: QBoxLayout, items: tuple[Item, ...], gap: int, edge: int) -> QBoxLayout:
    """Put items into a layout with one gap between them."""
    box.setSpacing(gap)
    box.setContentsMargins(edge, edge, edge, edge)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QLayout):
            box.addLayout(item)
        else:
            box.addWidget(item)
    return box


def across(*items: Item, gap: int = Space.S, edge: int = 0) -> QBoxLayout:
    """Items side by side; what has a fixed height stands on the middle line."""
    return fill(QHBoxLayout(), items, gap, edge)


def down(*items: Item, gap: int = Space.S, edge: int = 0) -> QBoxLayout:
    """Items one under another."""
    return fill(QVBoxLayout(), items, gap, edge)


def holder(box: QBoxLayout, name: str = "") -> QWidget:
    """A widget around a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setLayout(box)
    return made


def card(box: QBoxLayout, name: str = "card") -> QFrame:
    """A framed group."""
    made = QFrame()
    made.setObjectName(name)
    made.setLayout(box)
    return made


def scrolled(box: QBoxLayout, name: str = "body") -> QScrollArea:
    """A page that scrolls up and down when it must."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setAccessibleName("Page")
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder(box, name))
    return area
