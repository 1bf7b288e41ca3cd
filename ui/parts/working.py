"""The bar over the foot while slow work is done."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.parts.jobs import QUIET, Jobs
from ui.parts.layout import across
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words


class Working(QWidget):
    """Says what is being done and how far it is, and stops it."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("working")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(Size.ROW + Space.XS)
        self._jobs = jobs
        self.label = Words("", "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(Size.SEARCH)
        self.counted = Words("", "soft")
        self.stop = Button("Stop", "secondary", "x").slim()
        self.stop.clicked.connect(self._stop)
        row = across(self.label, self.bar, self.counted, None, self.stop, gap=Space.M)
        row.setContentsMargins(Space.L, 0, Space.XL, 0)
        self.setLayout(row)
        jobs.began.connect(self._on_began)
        jobs.progressed.connect(self._on_progressed)
        jobs.ended.connect(self._on_ended)
        self.hide()

    def _on_began(self, label: str) -> None:
        if label == QUIET:
            return
        self.label.say(label)
        self.bar.setAccessibleName(label)
        self.bar.setRange(0, 0)
        self.counted.say("")
        self.stop.setEnabled(True)
        self.show()

    def _on_progressed(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        self.counted.say(f"{done:,} of {total:,}" if total else "")

    def _on_ended(self) -> None:
        self.setVisible(self._jobs.busy and not self.isHidden())

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.counted.say("Stopping…")
        self._jobs.cancel()
