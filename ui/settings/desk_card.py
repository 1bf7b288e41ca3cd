"""This desk: where it is, how big, whether it is sound, its backups and the way back."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMessageBox, QVBoxLayout

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.backups import back_up, faults, restore
from trainingdesk.services.exporting.desks import Exported, export_desk
from trainingdesk.services.progress import Progress
from trainingdesk.services.today import Held, held
from ui.parts.heading import Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, card, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import is_agreed
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

T = TypeVar("T")

BOOKS = "Excel workbook (*.xlsx)"
KINDS = "Desks (*.sqlite);;All files (*)"
MEGABYTE = 1_000_000


class DeskCard(LiveView):
    """What this desk holds and where; checking, backing up, restoring and exporting it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset({"event", "delegate", "booking"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self._way, self._jobs = way, jobs
        self._held = Held(0, 0, 0)
        self.where = Words("", "soft", wrap=True)
        self.where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.holds = Words("", wrap=True)
        self.notice = Notice("")
        self._make_actions()
        self._lay_out()
        jobs.began.connect(self._on_job)
        jobs.ended.connect(self._on_job)

    def _make_actions(self) -> None:
        self.import_action = act(self, "&Import a workbook…", self._go_to_import)
        self.export_action = act(self, "E&xport the whole desk…", self.export, "Ctrl+Shift+X")
        self.check_action = act(self, "&Check this desk", self.check, "Ctrl+Shift+H")
        self.back_up_action = act(self, "&Back up…", self.back_up, "Ctrl+Shift+B")
        self.restore_action = act(self, "R&estore…", self.restore)

    def _lay_out(self) -> None:
        buttons = [
            _button(self.back_up_action, "secondary", "download"),
            _button(self.restore_action, "secondary", "upload"),
            _button(self.check_action, "secondary", "check"),
            _button(self.import_action, "secondary", "sheet"),
            _button(self.export_action, "secondary", "download"),
        ]
        parts = down(Words("This desk", "lead"), self.holds, self.where, gap=Space.M)
        parts.addLayout(across(*buttons[:2], None))
        parts.addLayout(across(*buttons[2:4], None))
        parts.addLayout(across(*buttons[4:], None))
        parts.addWidget(self.notice)
        parts.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card(parts))

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._held = held(db)
        self.holds.say(f"It holds {_counts(self._held)}.")
        self.where.say(self._whereabouts())

    def _whereabouts(self) -> str:
        file = self.desk.file
        if file is None:
            return self.desk.address.render_as_string(hide_password=True)
        size = file.stat().st_size if file.exists() else 0
        return f"{file}, {size / MEGABYTE:,.1f} MB"

    def check(self) -> None:
        """Look whether what is stored is sound, and say what was found."""
        self._jobs.run(lambda _progress: faults(self.desk), self._show_faults, "Checking this desk")

    def back_up(self) -> None:
        """Save a copy that was opened again and found sound."""
        name = f"Training Desk {self.desk.today():%Y-%m-%d}.sqlite"
        folder = self.desk.file.parent if self.desk.file else Path.home()
        chosen, _ = QFileDialog.getSaveFileName(self, "Back up", str(folder / name), KINDS)
        if chosen:
            path = Path(chosen)
            self._try(
                lambda _progress: back_up(self.desk, path),
                lambda rows: (
                    f"Saved {path.name}: {counted(rows, 'row')}, opened again and found sound."
                ),
                f"Backing up to {path.name}",
            )

    def export(self) -> None:
        """Save everything as a workbook, which another desk can load."""
        name = f"Training Desk {self.desk.today():%Y-%m-%d}.xlsx"
        folder = self.live.preferences.reports_folder or str(Path.home())
        title = "Export the whole desk"
        chosen, _ = QFileDialog.getSaveFileName(self, title, str(Path(folder, name)), BOOKS)
        if chosen:
            path = Path(chosen)
            path = path if path.suffix else path.with_suffix(".xlsx")
            self._try(
                lambda progress: self._export(path, progress),
                lambda exported: " ".join(
                    [f"Saved {counted(exported.rows, 'row')} to {path.name}.", *exported.notices]
                ),
                f"Exporting to {path.name}",
            )

    def _export(self, path: Path, progress: Progress) -> Exported:
        with self.desk.reading() as db:
            return export_desk(db, path, progress)

    def restore(self) -> None:
        """Bring the desk back from a copy, after asking."""
        chosen, _ = QFileDialog.getOpenFileName(self, "Restore a backup", "", KINDS)
        path = Path(chosen)
        if chosen and self._is_sure(path.name):
            self._try(
                lambda _progress: restore(self.desk, path),
                lambda rows: f"Restored {counted(rows, 'row')} from {path.name}.",
                f"Restoring {path.name}",
            )

    def _is_sure(self, name: str) -> bool:
        return is_agreed(
            self,
            f"Replace everything on this desk with {name}?",
            "Restore",
            more=f"The {_counts(self._held)} that are here now go, and what the backup holds "
            "takes their place. This cannot be undone. Back up first if you are not sure.",
            icon=QMessageBox.Icon.Warning,
            careful=True,
        )

    def _try(self, work: Callable[[Progress], T], tell: Callable[[T], str], label: str) -> None:
        """Do slow work away from the window, and say here how it went."""

        def done(progress: Progress) -> T | Refused:
            try:
                return work(progress)
            except Refused as refusal:
                return refusal

        def then(found: T | Refused) -> None:
            refused = isinstance(found, Refused)
            said = str(found) if isinstance(found, Refused) else tell(found)
            self.notice.say(said, "red" if refused else "accent")
            self.reload()
            if not refused:
                self.said.emit(said)

        self.notice.say("")
        self._jobs.run(done, then, label)

    def _show_faults(self, found: list[str]) -> None:
        if found:
            advice = "Restore a backup, or keep a copy of the file and ask for help."
            self.notice.say(" ".join([*found, advice]), "red")
        else:
            self.notice.say("The desk is sound: every link and every promise holds.", "accent")

    def _on_job(self) -> None:
        """One slow thing at a time."""
        slow = (self.check_action, self.back_up_action, self.restore_action, self.export_action)
        for action in slow:
            action.setEnabled(not self._jobs.busy)

    def _go_to_import(self) -> None:
        here = self._way.here
        year = here.year if here else ""
        self._way.go(Where("Settings", kind="import", year=year))


def _button(action: QAction, kind: str, glyph: str) -> Button:
    """A button that does what the action does, and is off when the action is."""
    made = Button(action.text().replace("&", ""), kind, glyph, action.shortcut().toString())
    made.clicked.connect(action.trigger)
    action.enabledChanged.connect(made.setEnabled)
    return made


def _counts(of: Held) -> str:
    return (
        f"{counted(of.events, 'event')}, {counted(of.delegates, 'delegate')} "
        f"and {counted(of.bookings, 'booking')}"
    )
