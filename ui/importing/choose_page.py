"""The first page of an import: choosing files, or dropping them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.parts.heading import Empty, Notice
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Button

KINDS = "Workbooks (*.xlsx *.csv);;All files (*)"


class ChoosePage(QWidget):
    """Says what can be brought in, and takes files or folders."""

    chosen = Signal(list)  # of Path

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.notice = Notice("", "red")
        self.files = Button("Choose workbooks…", "primary", "sheet")
        self.folder = Button("Choose a folder of .csv files…", "secondary", "upload")
        self.empty = Empty(
            "upload",
            "Import a workbook",
            "Choose one or several .xlsx workbooks, or a folder of .csv files named after the "
            "sheets, or drop them here. You see first what is new, what changes and what cannot "
            "be read; nothing is stored before you say so.",
            self.files,
            self.folder,
        )
        column = down(self.notice, gap=0)
        column.addWidget(self.empty, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.setLayout(column)
        self.files.clicked.connect(self.ask_for_files)
        self.folder.clicked.connect(self.ask_for_folder)

    def ask_for_files(self) -> None:
        """Ask which workbooks to bring in."""
        names, _ = QFileDialog.getOpenFileNames(self, "Import workbooks", "", KINDS)
        self.take([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Ask which folder of .csv files to bring in."""
        name = QFileDialog.getExistingDirectory(self, "Import a folder of .csv files")
        self.take([Path(name)] if name else [])

    def take(self, paths: Sequence[Path]) -> None:
        """Go on with these, if there are any."""
        if paths:
            self.notice.say("")
            self.chosen.emit(list(paths))

    def refuse(self, said: str) -> None:
        """Say why the files were not read; others can be chosen at once."""
        self.notice.say(said, "red")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
