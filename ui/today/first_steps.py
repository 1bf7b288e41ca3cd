"""What an empty desk offers first."""

from PySide6.QtWidgets import QWidget

from ui.parts.heading import Empty
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button

SAMPLE = "Open the sample programme"


class FirstSteps(QWidget):
    """Welcomes whoever opens a new desk, and says how to begin."""

    def __init__(self, way: Way) -> None:
        super().__init__()
        self._way = way
        self.year = ""
        self.bring = Button("Import a workbook…", "primary", "upload", "Ctrl+I")
        self.sample = Button(SAMPLE, "secondary", "layers")
        self.plan = Button("Plan the first event", "secondary", "calendar-plus")
        self.empty = Empty(
            "sun",
            "Welcome to Training Desk",
            "This desk is new. Bring in the workbook you keep your training in, or drop it on "
            "this window: you see what it holds before anything is stored. The sample programme "
            "opens beside your own desk, to look around in. Nothing leaves this computer.",
            self.bring,
            self.sample,
            self.plan,
        )
        column = down(self.empty)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XL)
        self.setLayout(column)
        self.bring.clicked.connect(lambda: self._go("Settings", "import"))
        self.plan.clicked.connect(lambda: self._go("Programme"))
        self.sample.clicked.connect(self._open_sample)

    def _go(self, place: str, kind: str = "") -> None:
        self._way.go(Where(place, kind=kind, year=self.year))

    def _open_sample(self) -> None:
        """Do what the window's own command of that name does."""
        for action in self.window().actions():
            if action.text().replace("&", "") == SAMPLE:
                action.trigger()
