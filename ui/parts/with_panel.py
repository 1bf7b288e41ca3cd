"""A page with the panel that is opened beside it, one at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.parts.beside import Beside


class WithPanel(QHBoxLayout):
    """Holds a page, and whichever panel is open beside it."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setSpacing(0)
        self.setContentsMargins(0, 0, 0, 0)
        self.addWidget(page, 1)
        self.panel: Beside | None = None

    def open_panel(self, panel: Beside) -> None:
        """Open a panel in place of the one that is open, with the keys on it."""
        self.close_panel()
        panel.closed.connect(self.close_panel)
        self.panel = panel
        self.addWidget(panel)
        panel.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Close the panel that is open, if one is."""
        if self.panel is not None:
            panel, self.panel = self.panel, None
            panel.hide()
            panel.deleteLater()
