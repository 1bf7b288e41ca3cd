"""Tables within a page that scrolls: each as high as its rows, until there are many."""

from PySide6.QtWidgets import QStackedWidget

from ui.parts.table import AnyTable

AT_ONCE = 30
"""Longer tables scroll within themselves."""


class FittedStack(QStackedWidget):
    """Shows one of several tables, and is as high as that one needs."""

    def fit(self, table: AnyTable) -> None:
        """Show a table."""
        self.setCurrentWidget(table)
        most = AT_ONCE * table.verticalHeader().defaultSectionSize()
        least = table.verticalHeader().defaultSectionSize()
        rows = max(least, min(most, table.verticalHeader().length()))
        self.setFixedHeight(rows + table.heads.sizeHint().height())
