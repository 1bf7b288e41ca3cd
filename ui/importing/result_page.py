"""The page that says what an import has done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.services.importing.outcome import Outcome
from ui.importing.looked_at import left_out, names_of, summary, to_store
from ui.parts.heading import Empty
from ui.parts.layout import down
from ui.parts.words import Button


class ResultPage(QWidget):
    """How many rows were stored, how many left out, and where to go now."""

    programme_asked = Signal()
    another_asked = Signal()
    reasons_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.programme = Button("See the programme", "primary", "calendar-days")
        self.reasons = Button("Save the reasons…", "secondary", "download")
        self.another = Button("Import another…", "secondary", "upload")
        self.empty = Empty("check", "", "", self.programme, self.reasons, self.another)
        self.setLayout(down(self.empty))
        self.programme.clicked.connect(self.programme_asked)
        self.reasons.clicked.connect(self.reasons_asked)
        self.another.clicked.connect(self.another_asked)

    def show_outcome(self, outcome: Outcome, *, undoable: bool) -> None:
        """Say what was done, and whether it can be taken back."""
        said = [f"{names_of(outcome)}. {summary(outcome)}"]
        if out := left_out(outcome):
            said.append(f"The {counted(out, 'row')} that cannot be stored stayed outside.")
        if undoable:
            said.append("Undo takes the whole import back, until the next change.")
        self.empty.say(f"Imported {counted(to_store(outcome), 'row')}", " ".join(said))
        self.reasons.setVisible(bool(outcome.problems))
