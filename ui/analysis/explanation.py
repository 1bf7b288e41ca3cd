"""The panel that explains the figures: how each is counted, and what it leaves out."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainingdesk.domain.definitions import Definition
from ui.parts.beside import Beside
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

INTRODUCTION = "Every figure is counted from rows and never typed."


class Explanation(Beside):
    """Definitions in groups, one under another."""

    def __init__(
        self, groups: Sequence[tuple[str, Sequence[Definition]]], introduction: str = ""
    ) -> None:
        words = f"{INTRODUCTION} {introduction}".strip()
        body = down(Words(words, "soft", wrap=True), gap=Space.L)
        for title, definitions in groups:
            body.addWidget(Words(title, "lead"))
            for definition in definitions:
                body.addLayout(_explained(definition))
        super().__init__("These figures explained", body)


def explaining_act(page: QWidget, do: Callable[[], object]) -> QAction:
    """The command of a page that opens what explains its figures."""
    action = act(page, "&Explain these figures", do)
    action.setProperty("explains", True)  # noqa: FBT003 - Qt's own way to say it
    return action


def _explained(definition: Definition) -> QBoxLayout:
    parts = [Words(definition.name, "strong"), Words(definition.counted, wrap=True)]
    if definition.leaves_out:
        parts.append(Words(f"Left out: {definition.leaves_out}", "soft_small", wrap=True))
    return down(*parts, gap=Space.XS)
