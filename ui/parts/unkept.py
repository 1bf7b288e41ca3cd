"""What would be lost if the window closed now, and asking about it once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.parts.beside import Beside
from ui.parts.messages import answer_to

ASKED = "Something is typed and not saved."
SHOWN = 6
"""More lines than these would make the box higher than a small screen."""


@runtime_checkable
class Unkept(Protocol):
    """What can hold something that nothing else keeps."""

    def unkept(self) -> str:
        """What would be lost, in words; nothing where nothing would."""
        ...


@dataclass(frozen=True, slots=True)
class Loss:
    """Something that would be lost: where it stands, and what it is."""

    place: str
    holder: Unkept
    said: str

    @property
    def line(self) -> str:
        """It as the question names it."""
        return self.said if self.said.endswith(".") else f"In {self.place}: {self.said}."


class Parting(StrEnum):
    """How one parts from what is typed."""

    KEEP = "Keep editing"
    DISCARD = "Discard"
    SAVE = "Save"


def losses(pages: Mapping[str, QWidget]) -> list[Loss]:
    """Everything that is typed on the pages and not saved."""
    return [
        Loss(place, holder, said)
        for place, page in pages.items()
        for holder in _holders(page)
        if (said := holder.unkept())
    ]


def savable(lost: list[Loss]) -> list[Beside]:
    """The panels that save all of it; none where something of it has no key that saves it."""
    panels = [loss.holder for loss in lost if isinstance(loss.holder, Beside)]
    every = len(panels) == len(lost) and all(panel.is_savable for panel in panels)
    return panels if every else []


def parting(parent: QWidget, lost: list[Loss]) -> Parting:
    """Ask once what becomes of it; Enter and Esc go on editing."""
    lines = [loss.line for loss in lost]
    more = len(lines) - SHOWN
    lines = [*lines[:SHOWN], f"And {more} more."] if more > 0 else lines
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Training Desk")
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(ASKED)
    box.setInformativeText("\n".join(lines))
    keep = box.addButton(f"&{Parting.KEEP}", QMessageBox.ButtonRole.RejectRole)
    discard = box.addButton(f"&{Parting.DISCARD}", QMessageBox.ButtonRole.DestructiveRole)
    save = None
    if savable(lost):
        save = box.addButton(f"&{Parting.SAVE}", QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    pressed = answer_to(box)
    if pressed is discard:
        return Parting.DISCARD
    return Parting.SAVE if save is not None and pressed is save else Parting.KEEP


def _holders(page: QWidget) -> Iterator[Unkept]:
    for each in [page, *page.findChildren(QWidget)]:
        if isinstance(each, Unkept):
            yield each
