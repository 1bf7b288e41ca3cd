"""Which agencies an answer to a survey came from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from trainingdesk.services.evaluation.surveys import AgencyRow, AnswerRow
from ui.evaluation.survey_columns import CAME_FROM
from ui.parts.beside import Beside
from ui.parts.layout import down
from ui.parts.table import Table
from ui.parts.theme import Space
from ui.parts.words import Words


class CamePanel(Beside):
    """The rows behind a share: each agency with how many of its answers they were."""

    agency_opened = Signal(int)

    def __init__(self) -> None:
        self.asked, self.said = Words("", "soft", wrap=True), Words("", "strong", wrap=True)
        self.table: Table[AgencyRow] = Table(CAME_FROM, "Agencies that gave this answer")
        body = down(self.asked, self.said, self.table, gap=Space.M)
        super().__init__("Who gave this answer", body)
        self.hide()
        self.table.opened.connect(lambda row: self.agency_opened.emit(row.id))

    def show_answer(self, row: AnswerRow, came: Sequence[AgencyRow]) -> None:
        """Show the agencies behind an answer."""
        self.asked.say(row.question)
        self.said.say(f"{row.answer}: {row.now.said}")
        self.table.show_rows(list(came))
        self.table.setFixedHeight(self.table.whole() + Space.HAIR)
        self.show()
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
