"""A chart under the sentence that it shows."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui.parts.chart import Chart
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Elided


class ChartCard(QFrame):
    """A finding, what it was counted from, the chart, and the way to its rows."""

    rows_asked = Signal()

    def __init__(self, title: str, about: str, chart: Chart) -> None:
        super().__init__()
        self.setObjectName("card")
        self.chart = chart
        self.title, self.about = Elided(title, "strong"), Elided(about, "small")
        rows = Button("Rows", "quiet", "sheet", name=f"Rows of {chart.accessibleName()}").slim()
        rows.clicked.connect(self.rows_asked)
        head = across(rows)
        words = down(self.title, self.about, gap=0)
        head.insertLayout(0, words, 1)
        column = down(head, gap=Space.M)
        column.addWidget(chart, 1)
        column.setContentsMargins(Space.L, Space.M, Space.S, Space.M)
        self.setLayout(column)

    def say(self, title: str, about: str) -> None:
        """Say another finding."""
        self.title.say(title)
        self.about.say(about)
