"""The heads of a list's columns."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.parts.icons import paint_icon
from ui.parts.rows_model import Column
from ui.parts.theme import Size, Space, Type, color, font

ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Heads(QHeaderView):
    """Small words, a hairline, an arrow on the column that sorts; a click asks for an order."""

    sort_asked = Signal(str, bool)  # the order's key, and whether it falls

    def __init__(self, columns: Sequence[Column[Any]], parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._columns = columns
        self.setFixedHeight(Size.ROW)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(Space.XS)
        self.setAccessibleName("Columns")
        self.key = ""
        self.falling = False
        self.sectionClicked.connect(self._on_clicked)

    def take(self, columns: Sequence[Column[Any]]) -> None:
        """Stand over other columns."""
        self._columns = columns
        self.viewport().update()

    def show_sorted(self, key: str, *, falling: bool = False) -> None:
        """Show which order the rows are in."""
        self.key, self.falling = key, falling
        self.viewport().update()

    def ask(self, key: str) -> None:
        """Ask for an order; asked for twice, it turns round."""
        self.show_sorted(key, falling=key == self.key and not self.falling)
        self.sort_asked.emit(self.key, self.falling)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        at = self.logicalIndexAt(event.position().toPoint())
        can = 0 <= at < len(self._columns) and bool(self._columns[at].sort)
        shape = Qt.CursorShape.PointingHandCursor if can else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._columns[section]
        sorts = bool(column.sort) and column.sort == self.key
        painter.save()
        painter.fillRect(rect, color("page"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), Space.HAIR, color("line"))
        face = font(Type.SMALL, strong=sorts)
        painter.setFont(face)
        painter.setPen(color("ink" if sorts else "faint"))
        inner = rect.adjusted(Space.S, 0, -Space.S, 0)
        room = inner.width() - (Size.ICON + Space.XS if sorts else 0)
        mode = Qt.TextElideMode.ElideRight
        title = painter.fontMetrics().elidedText(column.title, mode, room)
        painter.drawText(inner, ALIGN_RIGHT if column.right else ALIGN_LEFT, title)
        if sorts:
            wide = painter.fontMetrics().horizontalAdvance(title)
            far = inner.right() - wide - Size.ICON - Space.XS
            at = far if column.right else inner.left() + wide + Space.XS
            top = rect.center().y() - Size.ICON // 2 + 1
            paint_icon(painter, at, top, "arrow-down" if self.falling else "arrow-up")
        painter.restore()

    def _on_clicked(self, section: int) -> None:
        if self._columns[section].sort:
            self.ask(self._columns[section].sort)
