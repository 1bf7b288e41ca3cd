"""Forms that came back as PDF: chosen or dropped, looked at file by file, and taken in one act."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.evaluation.returned_pdfs import (
    PdfFate,
    PdfLooked,
    PdfsTaken,
    look_at,
    refused_rows,
    take_in,
)
from trainingdesk.services.progress import Progress
from ui.evaluation.returned_pdfs_rows import foot_of, grouped, pdf_columns
from ui.events.saving import save_rows
from ui.events.telling import told_in
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveView
from ui.parts.meant_card import MeantCard
from ui.parts.table import Table
from ui.parts.theme import Space
from ui.parts.words import Button, Elided, Rule
from ui.programme.acts import act

KIND = "Forms (*.pdf);;All files (*)"
EMPTY = (
    "Forms that went out as PDF come back filled in. Choose the files, or the folder that they "
    "are in, or drop them here: each is matched by the code inside it. You see what each one is "
    "before any is taken. The files themselves are never changed."
)
READING = "The files are being read."
OTHER_PERSON = "Taken as another person's, though the answers are the same."
TAKE, BY_HAND = "take", "by hand"


class PdfsTable(Table[PdfLooked]):
    """Each file with its fate: Space takes one with the same answers all the same."""

    taken_too = Signal()

    def __init__(self) -> None:
        super().__init__(pdf_columns(), "Returned PDFs", many=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.taken_too.emit()
        else:
            super().keyPressEvent(event)


class PdfCard(MeantCard):
    """Says all that is to be known of the file in hand, and what can be done about it."""

    def show_row(self, row: PdfLooked | None) -> None:
        """Show a file, where there is anything to say of it."""
        if row is None or not row.said:
            self.leave()
            return
        self.begin(row.path.name, row.said)
        if row.fate is PdfFate.ALIKE or row.said == OTHER_PERSON:
            held = row.fate is PdfFate.ALIKE
            words = "Take it: it is another person's" if held else "Leave it out again"
            self.ask(words, "check" if held else "x", "Space").clicked.connect(
                lambda: self.chosen.emit(TAKE)
            )
        elif row.fate is PdfFate.REFUSED and row.code:
            self.ask("Enter this form by hand", "list", "Enter").clicked.connect(
                lambda: self.chosen.emit(BY_HAND)
            )


class ReturnedPdfs(QWidget):
    """Asks for files, shows what each is, and takes in those that are sure."""

    left = Signal()
    coded = Signal(str)  # the code of a form that is to be entered by hand

    def __init__(self, view: LiveView, jobs: Jobs) -> None:
        super().__init__()
        self.view, self.live, self.desk, self.jobs = view, view.live, view.desk, jobs
        self.rows: list[PdfLooked] = []
        self.alike: dict[int, PdfLooked] = {}  # those that are taken all the same, as they were
        self.notice = Notice("", "red")
        self.table, self.card = PdfsTable(), PdfCard()
        self.table.follow(self.live, "evaluation.returned_pdfs")
        self._make_acts()
        self._lay_out()
        self._connect()
        self.show_rows([])

    def _make_acts(self) -> None:
        self.files_action = act(self, "Choose &files…", self.ask_for_files, "Ctrl+N")
        self.folder_action = act(self, "Choose a f&older…", self.ask_for_folder, "Ctrl+Shift+N")
        self.take_action = act(self, "&Take them", self.take, "Ctrl+S")
        self.away_action = act(self, "&Put away", self.left.emit, "Ctrl+R")
        self.save_action = act(self, "&Save the refused…", self.save_refused, "Ctrl+Shift+S")
        self.table.acts = [
            *(self.take_action, self.save_action),
            *(self.files_action, self.folder_action, self.away_action),
        ]

    def _lay_out(self) -> None:
        first = Button("Choose files", "primary", "upload", "Ctrl+N")
        folder = Button("Choose a folder", "secondary", "", "Ctrl+Shift+N")
        back = Button("Back", "quiet", "", "Esc")
        first.clicked.connect(self.files_action.trigger)
        folder.clicked.connect(self.folder_action.trigger)
        back.clicked.connect(self.left)
        self.empty = Empty("upload", "Read returned PDFs", EMPTY, first, folder, back)
        self.foot = Elided("", "strong")
        self.away = Button("Put away", "quiet", "", "Ctrl+R")
        self.save = Button("Save the refused…", "quiet", "download", "Ctrl+Shift+S")
        self.take_button = Button("Take", "primary", "check", "Ctrl+S")
        listed = down(gap=Space.M)
        listed.addWidget(self.table, 1)
        listed.addWidget(self.card)
        listed.addWidget(Rule())
        row = across(self.away, self.save, self.take_button)
        row.insertWidget(0, self.foot, 1)
        listed.addLayout(row)
        self.listed = holder(listed)
        self.stack = QStackedWidget()
        for page in (self.empty, self.listed):
            self.stack.addWidget(page)
        column = down(self.notice, gap=Space.M)
        column.addWidget(self.stack, 1)
        self.setLayout(column)

    def _connect(self) -> None:
        self.away.clicked.connect(self.away_action.trigger)
        self.save.clicked.connect(self.save_action.trigger)
        self.take_button.clicked.connect(self.take_action.trigger)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._enter_by_hand)
        self.table.taken_too.connect(self.take_too)
        self.card.chosen.connect(self._on_card)

    # -- files

    def begin(self) -> None:
        """Ask for files."""
        self.notice.say("")
        self.show_rows([])
        self.enter()

    def enter(self) -> None:
        """Take the keyboard."""
        if self.rows:
            self.table.enter()
        else:
            self.empty.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_for_files(self) -> None:
        """Ask which files are read."""
        names, _ = QFileDialog.getOpenFileNames(self, "Read returned PDFs", "", KIND)
        if names:
            self.look([Path(name) for name in names])

    def ask_for_folder(self) -> None:
        """Ask for a folder whose files are read."""
        name = QFileDialog.getExistingDirectory(self, "Read a folder of returned PDFs")
        if name:
            self.look([Path(name)])

    def look(self, paths: Sequence[Path]) -> None:
        """Read files away from the window, and show what each is."""
        by = self.desk.stamp()

        def work(progress: Progress) -> "list[PdfLooked] | Refused":
            try:
                with self.desk.reading() as db:
                    return look_at(db, paths, by=by, progress=progress)
            except Refused as refusal:
                return refusal

        self.notice.say(READING, "accent")
        self.jobs.run(work, self._on_read, "Reading PDFs")

    def _on_read(self, found: "list[PdfLooked] | Refused") -> None:
        if isinstance(found, Refused):
            self.notice.say(str(found), "red")
            return
        self.notice.say("" if found else "There is no file in this folder.", "amber")
        self.show_rows(found)
        self.enter()

    @staticmethod
    def dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
        """The files that are held over the page, or dropped there."""
        return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]

    # -- what they are

    def show_rows(self, rows: list[PdfLooked]) -> None:
        """Show what becomes of each file, and what Ctrl+S would do."""
        self.rows, self.alike = rows, {}
        self.stack.setCurrentWidget(self.listed if rows else self.empty)
        self._show()

    def _show(self) -> None:
        self.table.show_rows(grouped(self.rows))
        number = sum(row.is_taken for row in self.rows)
        self.foot.say(foot_of(self.rows))
        self.take_button.say(f"Take {number:,}" if number else "Take")
        self.take_button.setEnabled(number > 0)
        self.take_action.setEnabled(number > 0)
        refused = any(row.fate is PdfFate.REFUSED for row in self.rows)
        self.save.setEnabled(refused)
        self.save_action.setEnabled(refused)
        self._on_chosen()

    def _on_chosen(self) -> None:
        self.card.show_row(self.table.row_in_hand() if self.rows else None)

    def _on_card(self, key: str) -> None:
        row = self.table.row_in_hand()
        if key == TAKE:
            self.take_too()
        elif row is not None:
            self._enter_by_hand(row)

    def _enter_by_hand(self, row: PdfLooked) -> None:
        if row.fate is PdfFate.REFUSED and row.code:
            self.coded.emit(row.code)

    def take_too(self) -> None:
        """Take forms with the same answers all the same, or leave them out again."""
        for row in self.table.rows_in_hand():
            if row.id in self.alike:
                self._put(self.alike.pop(row.id))
            elif row.fate is PdfFate.ALIKE:
                self.alike[row.id] = row
                self._put(replace(row, fate=PdfFate.NEW, said=OTHER_PERSON))
        self._show()

    def _put(self, row: PdfLooked) -> None:
        self.rows = [row if each.id == row.id else each for each in self.rows]

    def take(self) -> None:
        """Take in every form that is sure, in one act; what is left over stays to be seen."""
        taking = [row for row in self.rows if row.is_taken]
        with told_in(self.notice):
            with self.desk.changing("Take in", counted(len(taking), "returned PDF")) as db:
                taken = take_in(db, taking, by=self.desk.stamp())
            self.live.told.emit(taken_said(taken))
            kept = [row for row in self.rows if not row.is_taken]
            self.show_rows(kept)
            if taken.refused:
                self.notice.say("\n".join(taken.refused), "red")
            elif any(row.fate in {PdfFate.ALIKE, PdfFate.REFUSED} for row in kept):
                self.enter()
            else:
                self.left.emit()

    def save_refused(self) -> None:
        """Save which files were refused, and why."""
        rows = [list(row) for row in refused_rows(self.rows)]
        save_rows(
            self.view,
            "Refused PDFs",
            ["File", "Whose form", "Why"],
            rows,
            said=self.live.told.emit,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def taken_said(taken: PdfsTaken) -> str:
    """What became of the files."""
    said = [f"{counted(taken.stored, 'form')} taken from returned PDFs"]
    said += [f"{taken.held:,} kept beside a first one"] if taken.held else []
    said += [f"{taken.same:,} there already"] if taken.same else []
    said += [f"{len(taken.refused):,} refused"] if taken.refused else []
    return ", ".join(said) + "."
