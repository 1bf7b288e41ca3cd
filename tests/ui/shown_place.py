"""A place in a window that has the keyboard."""

from collections.abc import Iterator
from typing import Any, TypeVar

from pytestqt.qtbot import QtBot

from ui.parts.way import Way, Where

P = TypeVar("P", bound=Any)


def shown(qtbot: QtBot, way: Way, place: P, name: str) -> Iterator[P]:
    """Shows a place, and follows the way to it as the window does."""
    qtbot.addWidget(place)

    def follow(where: Where) -> None:
        if where.place == name:
            place.show_at(where)

    way.gone.connect(follow)
    place.resize(1280, 720)
    with qtbot.waitExposed(place):
        place.show()
    place.activateWindow()
    yield place
    place.hide()
