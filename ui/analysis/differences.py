"""The panel of published figures that the rows do not give."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from trainingdesk.domain.definitions import definition_of, name_of
from trainingdesk.domain.figures import counted
from trainingdesk.services.rows_behind import can_open
from ui.parts.beside import Beside
from ui.parts.layout import across, card, down
from ui.parts.theme import Space
from ui.parts.words import Button, Words

Row = Mapping[str, Any]
MINUS = "−"


def said_of(row: Row) -> str:
    """What was published and what the rows give, as one sentence without its full stop."""
    was = number_said(row["published"])
    name = name_of(row["figure"])
    if row["computed"] is None:
        why = "nothing to count it from" if definition_of(row["figure"]) else "no such figure here"
        return f"{name}: {was} was published, and there is {why}"
    return f"{name}: {was} was published, the rows give {number_said(row['computed'])}"


def notice_of(rows: Sequence[Row]) -> str:
    """The line above the charts; empty when everything published agrees."""
    if not rows:
        return ""
    agree = "does not agree" if len(rows) == 1 else "do not agree"
    published = counted(len(rows), "published figure")
    return f"{published} {agree} with the rows. {'; '.join(said_of(row) for row in rows[:2])}" + (
        "." if len(rows) <= len(rows[:2]) else f"; and {len(rows) - 2} more."
    )


def number_said(number: float) -> str:
    """A figure with no more decimals than tell it from another."""
    said = f"{abs(number):,.3f}".rstrip("0").rstrip(".")
    return f"{MINUS}{said}" if number < 0 else said


class Differences(Beside):
    """Each published figure with its source, ours, how far they are apart, and our rows."""

    rows_asked = Signal(str)

    def __init__(self, rows: Sequence[Row]) -> None:
        about = (
            "Published totals are kept as they were published. What they are held against is "
            "counted from the rows of this desk."
        )
        body = down(Words(about, "soft", wrap=True), gap=Space.M)
        self.buttons: list[Button] = []
        for row in rows:
            body.addWidget(self._difference(row))
        super().__init__("Published and counted", body)

    def _difference(self, row: Row) -> QFrame:
        lines: list[QWidget | QBoxLayout] = [Words(name_of(row["figure"]), "strong")]
        lines.append(_fact("Published", number_said(row["published"])))
        if row["computed"] is None:
            lines.append(_fact("Counted", "nothing to count it from"))
        else:
            lines.append(_fact("Counted", number_said(row["computed"])))
            more = "more" if row["difference"] > 0 else "less"
            apart = f"{number_said(abs(row['difference']))} {more} than published"
            lines.append(_fact("Difference", apart))
        lines.append(_fact("Source", row["source"] or "not given"))
        if can_open(row["figure"]):
            button = Button("See the rows", "link", name=f"Rows of {name_of(row['figure'])}")
            button.clicked.connect(lambda _=False, key=row["figure"]: self.rows_asked.emit(key))
            self.buttons.append(button)
            lines.append(across(button, None))
        return card(down(*lines, gap=Space.XS, edge=Space.M))


def _fact(name: str, value: str) -> QBoxLayout:
    label = Words(name, "faint")
    label.setFixedWidth(Space.XXL * 3)
    row = across(label, gap=Space.S)
    row.addWidget(Words(value, wrap=True), 1)
    return row
