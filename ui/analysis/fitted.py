"""Tables within a page that scrolls: each as high as its rows, until there are many."""

from PySide6.QtWidgets import QStackedWidget

from ui.parts.table import AnyTable
from ui.parts.theme import Size

AT_ONCE = 30
"""Longer tables scroll within themselves."""


class FittedStack(QStackedWidget):
    """Shows one of several tables, and is as high as that one needs."""

    def fit(self, table: AnyTable) -> None:
        """Show a table."""
        self.setCurrentWidget(table)
        row = table.verticalHeader().defaultSectionSize()
        rows = max(row, min(AT_ONCE * row, table.verticalHeader().length()))
        self.setFixedHeight(rows + Size.ROW + 2 * table.frameWidth())
