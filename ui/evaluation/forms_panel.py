"""The form in hand beside the list: how it reads, in this version or a former one."""

from PySide6.QtCore import QSignalBlocker

from trainingdesk.domain.figures import counted
from trainingdesk.domain.words import brief_day
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.forms_listed import StandingRow, versions_of
from trainingdesk.services.evaluation.questionnaires import questionnaire
from ui.evaluation.forms_preview import FormPreview
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.beside import Beside
from ui.parts.field import Choice, Field
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words


class FormPanel(Beside):
    """Shows what is asked, and what was asked before it was changed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.version = Choice([], "Version")
        self.told = Words("", "soft", wrap=True)
        self.preview = FormPreview()
        version = Field("&Version", self.version)
        super().__init__("", down(version, self.told, self.preview, gap=Space.M))
        self.version.currentIndexChanged.connect(lambda _: self._show_version())
        self.hide()

    def show_form(self, row: StandingRow) -> None:
        """Show what stands, the version in hand first."""
        with self._desk.reading() as db:
            versions = versions_of(db, row.stage, row.course_id)
        self.say_title(f"{STAGE_NAMES[row.stage]} · {row.course}")
        with QSignalBlocker(self.version):
            self.version.clear()
            for each in versions:
                self.version.addItem(version_said(each), each)
        self._show_version()
        self.show()

    def _show_version(self) -> None:
        row = self.version.chosen()
        if not isinstance(row, StandingRow):
            return
        with self._desk.reading() as db:
            asked = questionnaire(db, row.id)
        answered = counted(row.answered, "form") if row.answered else "No form"
        self.told.say(f"{answered} came back under this version.")
        self.preview.show_form(
            asked.stage, asked.title, asked.opening, asked.asks, anonymous=asked.anonymous
        )


def version_said(row: StandingRow) -> str:
    """A version with its days: 2, since 2 Nov 2026; 1, until 1 Nov 2026."""
    if row.until is None:
        return f"{row.version}, since {brief_day(row.since)}"
    return f"{row.version}, {brief_day(row.since)} to {brief_day(row.until)}"
