"""Settings: the board, how the window looks, this desk; and the import of workbooks."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.importing.page import ImportingPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.settings.page import SettingsPage

IMPORT = "import"


class SettingsPlace(QWidget):
    """Holds the settings and, one step further, the import."""

    said = Signal(str)

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self.settings = SettingsPage(live, way, jobs)
        self.importing = ImportingPage(live, way, jobs)
        self.pages = QStackedWidget()
        for page in (self.settings, self.importing):
            self.pages.addWidget(page)
            page.said.connect(self.said)
        self.setLayout(down(self.pages))

    def show_at(self, where: Where) -> None:
        """Show the settings, or the import."""
        self.settings.year = self.importing.year = where.year
        if where.kind == IMPORT:
            self.importing.show_again()
            self.pages.setCurrentWidget(self.importing)
        else:
            self.pages.setCurrentWidget(self.settings)

    def drop(self, paths: Sequence[Path]) -> None:
        """Import files that were dropped on the window."""
        self.pages.setCurrentWidget(self.importing)
        self.importing.take(paths)

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, and the import under them."""
        year = self.settings.year
        top = ("Settings", Where("Settings", year=year))
        if self.pages.currentWidget() is self.importing:
            return [top, ("Import", Where("Settings", kind=IMPORT, year=year))]
        return [top]

    def actions(self) -> list[QAction]:
        """The commands of the page that shows."""
        importing = self.pages.currentWidget() is self.importing
        return (self.importing if importing else self.settings).actions()
