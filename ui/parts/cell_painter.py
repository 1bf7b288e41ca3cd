"""The painter of a list: its rows' hover, choice and focus, and what their cells say."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.parts.cell import Cell
from ui.parts.cells import cell_width, paint_cell, paint_group
from ui.parts.letters import tip
from ui.parts.rows_model import CELL_ROLE
from ui.parts.theme import Size, Space, color

if TYPE_CHECKING:
    from ui.parts.table import Table

Index = QModelIndex | QPersistentModelIndex


class CellPainter(QStyledItemDelegate):
    """Paints every kind of cell, its row's hover, choice and focus."""

    def __init__(self, table: "Table[Any]") -> None:
        super().__init__(table)
        self._table = table

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None:
            return
        box = QRect(option.rect)  # type: ignore[attr-defined, unused-ignore]
        painter.save()
        if self._table.rows_model.group_at(index.row()) is not None:
            paint_group(painter, box, cell)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined, unused-ignore]
            hovered = index.row() == self._table.hovered
            self._ground(painter, box, index, chosen=chosen, hovered=hovered)
            inner = box.adjusted(Space.S, 0, -Space.S, -Space.HAIR)
            if self._table.is_cursor(index):
                self._cursor(painter, inner)
            right = self._table.rows_model.columns[index.column()].right
            paint_cell(painter, inner, cell, right=right, lifted=chosen or hovered)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.whole_if_cut(index), view)
        return True

    def whole_if_cut(self, index: Index) -> str:
        """All that a cell says when there is no room for it; otherwise nothing."""
        cell: Cell | None = index.data(CELL_ROLE)
        if cell is None:
            return ""
        room = self._table.columnWidth(index.column()) - 2 * Space.S
        return tip(cell.spoken()) if cell_width(cell) > room else ""

    def _ground(
        self, painter: QPainter, box: QRect, index: Index, *, chosen: bool, hovered: bool
    ) -> None:
        table = self._table
        if chosen or hovered:
            painter.fillRect(box, color("accent_wash" if chosen else "sunken"))
        painter.fillRect(box.left(), box.bottom(), box.width(), Space.HAIR, color("line"))
        if chosen and index.column() == table.first_column():
            painter.fillRect(box.left(), box.top(), Size.EDGE, box.height(), color("accent"))
        if table.hasFocus() and index.row() == table.currentIndex().row():
            painter.fillRect(box.left(), box.top(), box.width(), Space.HAIR, color("accent"))
            painter.fillRect(box.left(), box.bottom(), box.width(), Space.HAIR, color("accent"))

    def _cursor(self, painter: QPainter, box: QRect) -> None:
        field = QRectF(box.adjusted(-Space.XS, Space.XS // 2, Space.XS, -Space.XS // 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("accent"), Size.STROKE))
        painter.setBrush(color("raised"))
        painter.drawRoundedRect(field, Size.RADIUS_SMALL, Size.RADIUS_SMALL)
        painter.setPen(Qt.PenStyle.NoPen)
