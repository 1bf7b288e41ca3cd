"""The menus of a list: what can be done with a row, and which columns show."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ui.parts.words import Button

if TYPE_CHECKING:
    from ui.parts.table import Table


class TableMenu:
    """Opens at a right click, Shift+F10 or the Menu key: the acts of the page, order, columns."""

    def __init__(self, table: "Table[Any]") -> None:
        self._table = table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._on_asked)
        table.heads.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.heads.customContextMenuRequested.connect(self._on_asked_for_columns)

    def open_at_row(self) -> None:
        """Open the menu of the row that has the keyboard."""
        box = self._table.visualRect(self._table.currentIndex())
        self._pop(self.acts_menu(), self._table.viewport().mapToGlobal(box.bottomLeft()))

    def acts_menu(self) -> QMenu:
        """The acts of the page, then the order and the columns."""
        menu = QMenu(self._table)
        menu.addActions(self._table.acts)
        menu.addSeparator()
        self._add_orders(menu.addMenu("Sort by"))
        self._add_columns(menu.addMenu("Columns"))
        return menu

    def columns_menu(self) -> QMenu:
        """The columns, those that show ticked."""
        menu = QMenu(self._table)
        self._add_columns(menu)
        return menu

    def columns_button(self) -> Button:
        """A button that opens the columns."""
        button = Button("Columns", "quiet", "columns-3")
        button.clicked.connect(
            lambda: self._pop(self.columns_menu(), button.mapToGlobal(button.rect().bottomLeft()))
        )
        return button

    def _add_orders(self, menu: QMenu) -> None:
        heads = self._table.heads
        for column in self._table.rows_model.columns:
            if column.sort:
                act = menu.addAction(column.title)
                act.setCheckable(True)
                act.setChecked(column.sort == heads.key)
                act.triggered.connect(lambda _=False, key=column.sort: heads.ask(key))
        menu.menuAction().setVisible(not menu.isEmpty())

    def _add_columns(self, menu: QMenu) -> None:
        shown = self._table.columns_shown
        for number, column in enumerate(self._table.rows_model.columns):
            act = menu.addAction(column.title)
            act.setCheckable(True)
            act.setChecked(not self._table.isColumnHidden(number))
            act.setEnabled(not act.isChecked() or len(shown.shown()) > 1)
            act.toggled.connect(lambda on, number=number: shown.set_shown(number, shown=on))

    def _on_asked(self, at: QPoint) -> None:
        index = self._table.indexAt(at)
        if index.isValid() and not self._table.selectionModel().isRowSelected(index.row()):
            self._table.setCurrentIndex(index)
        self._pop(self.acts_menu(), self._table.viewport().mapToGlobal(at))

    def _on_asked_for_columns(self, at: QPoint) -> None:
        self._pop(self.columns_menu(), self._table.heads.mapToGlobal(at))

    def _pop(self, menu: QMenu, at: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)
