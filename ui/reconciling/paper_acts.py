"""What one does with the files that are kept with a register."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDir, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog

from trainingdesk.domain.evidence import EvidenceKind
from trainingdesk.services.evidence import (
    EvidenceRow,
    keep_evidence,
    paper_at,
    remove_evidence,
    save_paper,
)
from ui.events.saving import ask_where
from ui.events.telling import told_in
from ui.parts.heading import Notice
from ui.programme.acts import act
from ui.reconciling.papers_view import PapersView

KEPT = "Scans and other files (*)"
READABLE = frozenset({".csv", ".xlsx", ".txt", ".tsv"})
SCANS = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"})
OPENED = READABLE | SCANS
"""What is opened for a look; other kinds of file are only saved."""


class PaperActs:
    """Keeps files with the register of the event at hand, opens them, saves and removes them."""

    def __init__(
        self, page: Any, papers: PapersView, notice: Notice, event: Callable[[], int]
    ) -> None:
        self._page, self._papers, self._notice, self._event = page, papers, notice, event
        self._copies: QTemporaryDir | None = None
        self.keep_action = act(page, "&Keep a scan…", self.ask_for_scan, "Ctrl+Shift+K")
        self.save_action = act(page, "&Save a copy…", self.save_copy, "Ctrl+Shift+S")
        self.remove_action = act(page, "&Remove from the register", self.remove, "Ctrl+Del")
        self.open_action = act(page, "Open the &file", self.open_paper)
        papers.table.acts = [self.open_action, self.save_action, self.remove_action]
        papers.table.opened.connect(lambda _: self.open_paper())
        for button in (papers.keep, papers.first_keep):
            button.clicked.connect(self.keep_action.trigger)

    def allow(self, *, some: bool, chosen: bool) -> None:
        """Offer what can be done here, and with the chosen file."""
        self.keep_action.setEnabled(some)
        for action in self._papers.table.acts:
            action.setEnabled(chosen)

    def ask_for_scan(self) -> None:
        """Ask for files that are kept with the register as they are."""
        names, _ = QFileDialog.getOpenFileNames(self._page, "Keep with the register", "", KEPT)
        self.keep([Path(name) for name in names])

    def keep(self, paths: Sequence[Path]) -> None:
        """Keep files with the register as they are."""
        for path in paths:
            with told_in(self._notice):
                paper = paper_at(path)
                kind = EvidenceKind.SIGNED if path.suffix.lower() in SCANS else EvidenceKind.OTHER
                by, number = self._page.desk.stamp(), self._event()
                with self._page.desk.changing("Keep", paper.name) as db:
                    if not keep_evidence(db, number, paper, kind=kind, by=by):
                        self._page.said.emit(f"{paper.name} is kept with this register already.")
            if self._notice.words.text():
                return
        self._papers.to_newest()

    def open_paper(self) -> None:
        """Open a kept file in the program that shows such files."""
        row = self._papers.table.row_in_hand()
        if row is None:
            return
        if Path(row.name).suffix.lower() not in OPENED:
            self._notice.say(f"{row.name} is no document. Save a copy to look at it.", "amber")
            return
        path = Path(self._folder(), str(row.id), Path(row.name).name)
        path.parent.mkdir(exist_ok=True)
        with told_in(self._notice), self._page.desk.reading() as db:
            save_paper(db, row.id, path)
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def _folder(self) -> str:
        """Where files are laid to be looked at: it goes when the program does."""
        if self._copies is None:
            copies = self._copies = QTemporaryDir(str(Path(QDir.tempPath(), "training-desk-")))
            self._page.destroyed.connect(copies.remove)
            if (program := QApplication.instance()) is not None:
                program.aboutToQuit.connect(copies.remove)
        return self._copies.path()

    def save_copy(self) -> None:
        """Ask where a copy of a kept file goes."""
        row: EvidenceRow | None = self._papers.table.row_in_hand()
        if row is None:
            return
        kinds = f"Copy (*{Path(row.name).suffix.lower()})"
        path = ask_where(self._page, "Save a copy", row.name, kinds)
        if path is not None:
            with told_in(self._notice), self._page.desk.reading() as db:
                save_paper(db, row.id, path)
                self._page.said.emit(f"Saved {row.name} as {path.name}.")

    def remove(self) -> None:
        """Take a file off the register."""
        row: EvidenceRow | None = self._papers.table.row_in_hand()
        if row is not None:
            with told_in(self._notice), self._page.desk.changing("Remove", row.name) as db:
                remove_evidence(db, row.id)
