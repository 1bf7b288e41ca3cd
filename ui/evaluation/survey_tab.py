"""Surveys that belong to no event: what was answered, by whom, beside last year's."""

from typing import Any, ClassVar

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.survey import COUNTED_SO
from trainingdesk.domain.words import listed
from trainingdesk.services.evaluation.survey_answers import remove_survey
from trainingdesk.services.evaluation.surveys import (
    AgencyRow,
    AnswerRow,
    Survey,
    SurveyRow,
    answer_by_agency,
    questions_of,
    survey_of,
    surveys_of,
)
from ui.delegates.first_act import FirstAct
from ui.delegates.panels import Panels
from ui.evaluation.survey_came_panel import CamePanel
from ui.evaluation.survey_columns import agency_columns, answer_columns, under_questions
from ui.evaluation.survey_form import SurveyForm
from ui.evaluation.survey_respondent import RespondentPanel
from ui.evaluation.tab import EvaluationTab
from ui.events.saving import save_shown
from ui.parts.field import Choice
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.messages import refusals_shown
from ui.parts.switch import Switch
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Elided, Words
from ui.programme.acts import act

SURVEYS = "Surveys"
ANSWERS, AGENCIES = "Answers", "Respondents"
PURPOSE = (
    "A survey that belongs to no event, such as a health check of every agency. Load it from a "
    "workbook with a sheet Surveys, or from a file Surveys.csv, whose columns are Survey, Year, "
    "Agency, Question and Answer; or type in what came on paper."
)


class SurveyTab(EvaluationTab):
    """Shows a survey of the year; adds respondents by hand; removes a survey with undo."""

    title: ClassVar[str] = SURVEYS
    shows: ClassVar[frozenset[str]] = frozenset({"agency", "survey_answer"})

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self._surveys: list[SurveyRow] = []
        self.survey: Survey | None = None
        self.form, self.respondent = SurveyForm(live), RespondentPanel(live)
        self.came = CamePanel()
        self.panels = Panels(self.form, self.respondent, self.came)
        self._make_parts()
        self._make_acts()
        self._lay_out()
        self._connect()

    def actions(self) -> list[QAction]:
        return [*self._acts]

    def look_for(self, find: str, row: int) -> None:  # noqa: ARG002 - every tab
        if find:
            self._stale = True
            self._wanted = find

    def enter(self) -> None:
        if self.survey is None:
            self.import_button.setFocus()
        else:
            self._shown.enter()

    def reload(self) -> None:
        with self.desk.reading() as db:
            self._surveys = surveys_of(db, self.year)
            names = [row.name for row in self._surveys]
            here = next((n for n in (self._wanted, self.which.currentText()) if n in names), "")
            name = here or (names[0] if names else "")
            self.survey = survey_of(db, name, self.year) if name else None
        self._wanted = ""
        with QSignalBlocker(self.which):
            self.which.clear()
            self.which.addItems(names)
            self.which.setCurrentText(name)
        self.count(len(names))
        self._show()

    def number(self) -> int:
        with self.desk.reading() as db:
            return len(surveys_of(db, self.year))

    def export(self) -> None:
        """Save the list that shows."""
        if self.survey is not None:
            name = f"{self.survey.name} {self.year.name}"
            save_shown(self, self._shown, name, said=self.said.emit)

    # -- what one does

    def add(self) -> None:
        """Ask what one more respondent said; without a survey, which it is first."""
        if self.survey is None:
            self.begin_survey()
            return
        with self.desk.reading() as db:
            questions = questions_of(db, self.survey.name, self.year)
        self._ask(self.survey.name, questions)

    def begin_survey(self) -> None:
        """Ask for the name and the questions of a survey."""
        self.form.begin(self.year)
        self.panels.make_way(self.form)

    def remove(self) -> None:
        """Remove the survey of this year; Ctrl+Z brings it back."""
        if self.survey is not None:
            name = self.survey.name
            self.panels.clear()
            with refusals_shown(self), self.desk.changing("Remove survey", name) as db:
                remove_survey(db, name, self.year)

    def open_row(self) -> None:
        """Show which agencies an answer came from, or go to an agency."""
        if self.survey is None:
            return
        if self._shown is self.agencies:
            row = self.agencies.row_in_hand()
            self._open_agency(row.id if row is not None else 0)
        elif (answer := self.answers.row_in_hand()) is not None:
            with self.desk.reading() as db:
                came = answer_by_agency(db, self.survey.name, self.year, answer)
            self.panels.make_way(self.came)
            self.came.show_answer(answer, came)

    def load(self) -> None:
        """Go to where a workbook is read."""
        self.way.go(Where("Settings", kind="import", year=self.year.name))

    def _ask(self, name: str, questions: Any) -> None:
        self.panels.make_way(self.respondent)
        self.respondent.begin(name, self.year, questions)

    def _make_parts(self) -> None:
        self._wanted = ""
        self.which = Choice([], "Survey")
        self.which.setMinimumWidth(Size.NAV)
        self.side = Switch([ANSWERS, AGENCIES], ANSWERS, "Answers or respondents")
        self.add_button = FirstAct("Add a respondent", "user-plus", "Ctrl+N")
        self.begin_button = Button("Begin a survey…", "secondary", "plus")
        self.sums, self.how = Words("", "strong", wrap=True), Words(COUNTED_SO, "small", wrap=True)
        self.left_out = Words("", "small", wrap=True)
        self.answers: Table[AnswerRow] = Table(answer_columns(), "Answers")
        self.agencies: Table[AgencyRow] = Table(agency_columns(), "Respondents by agency")
        self.answers.follow(self.live, "evaluation.survey_answers")
        self.agencies.follow(self.live, "evaluation.survey_agencies")
        self.foot = Elided("", "faint")
        self.remove_button = Button("Remove", "quiet", "x").slim()
        self.export_button = Button("Export", "quiet", "download", "Ctrl+E").slim()
        self.import_button = Button("Import a workbook…", "primary", "upload", "Ctrl+I")
        self.type_button = Button("Type one in…", "secondary", "plus", "Ctrl+N")
        self.empty = Empty("clipboard-check", "", PURPOSE, self.import_button, self.type_button)

    def _make_acts(self) -> None:
        self.add_action = act(self, "&Add a respondent", self.add, "Ctrl+N")
        self.begin_action = act(self, "&Begin a survey…", self.begin_survey, "Ctrl+Shift+N")
        self.open_action = act(self, "Who &gave this answer", self.open_row, "Ctrl+Return")
        self.remove_action = act(self, "&Remove the survey of this year", self.remove)
        self._acts = [self.add_action, self.begin_action, self.open_action, self.remove_action]
        self.answers.acts = self.agencies.acts = [self.open_action, self.add_action]

    def _lay_out(self) -> None:
        self.tables = QStackedWidget()
        for table in (self.answers, self.agencies):
            self.tables.addWidget(table)
        bar = across(self.which, self.side, None, self.begin_button, self.add_button)
        column = down(bar, down(self.sums, self.how, self.left_out, gap=Space.XS), gap=Space.M)
        column.addWidget(self.tables, 1)
        foot = across(self.remove_button, self.export_button)
        foot.insertWidget(0, self.foot, 1)
        column.addLayout(foot)
        self.pages = QStackedWidget()
        self.some = holder(column)
        for page in (self.some, self.empty):
            self.pages.addWidget(page)
        whole = down(gap=0)
        whole.addWidget(self.pages, 1)
        row = self.panels.beside(whole)
        whole.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        self.setLayout(row)
        self.panels.asking.connect(self.add_button.step_back)
        self.panels.asking.connect(self.begin_button.setHidden)

    def _connect(self) -> None:
        self.which.currentIndexChanged.connect(lambda _at: self.reload())
        self.side.changed.connect(self._on_side)
        for table in (self.answers, self.agencies):
            table.opened.connect(lambda _row: self.open_row())
        pairs = (
            (self.add_button, self.add_action),
            (self.type_button, self.begin_action),
            (self.begin_button, self.begin_action),
            (self.remove_button, self.remove_action),
        )
        for button, action in pairs:
            button.clicked.connect(action.trigger)
        self.export_button.clicked.connect(self.export)
        self.import_button.clicked.connect(self.load)
        self.form.begun.connect(self._ask)
        self.respondent.stored.connect(self._on_kept)
        self.came.agency_opened.connect(self._open_agency)
        self.panels.closed.connect(self.enter)

    @property
    def _shown(self) -> Table[Any]:
        return self.answers if self.side.here == ANSWERS else self.agencies

    def _on_side(self, _side: str) -> None:
        self.tables.setCurrentWidget(self._shown)
        self._say_foot()
        self.enter()

    def _on_kept(self, name: str) -> None:
        """Show the survey that was added to, with what it now comes to."""
        if self.which.currentText() != name:
            self._wanted = name
            self.reload()
        if self.survey is not None:
            people = counted(self.survey.respondents, "respondent")
            self.said.emit(f"Kept. {name} has {people} now.")

    def _open_agency(self, agency_id: int) -> None:
        if agency_id:
            self.way.go(Where("Agencies", kind="agency", id=agency_id, year=self.year.name))

    def _show(self) -> None:
        survey = self.survey
        self.empty.say(f"No survey in {self.year.name} yet", PURPOSE)
        self.pages.setCurrentWidget(self.empty if survey is None else self.some)
        for action in (self.add_action, self.open_action, self.remove_action):
            action.setEnabled(survey is not None or action is self.add_action)
        if survey is None:
            return
        self.answers.show_rows(under_questions(survey, list(survey.answers)))
        self.agencies.show_rows(list(survey.agencies))
        self.tables.setCurrentWidget(self._shown)
        self.sums.say(_sums(survey))
        self.left_out.say(_left_out(survey))
        self.left_out.setHidden(not survey.left_out)
        self._say_foot()

    def _say_foot(self) -> None:
        survey = self.survey
        if survey is None:
            return
        agencies = counted(len(survey.agencies), "agency", "agencies")
        questions = counted(len(survey.questions), "question")
        self.foot.say(questions if self.side.here == ANSWERS else agencies)


def _sums(survey: Survey) -> str:
    """How many answered, of how many agencies, and how many did last year."""
    agencies = sum(bool(row.id and row.now.count) for row in survey.agencies)
    people = counted(survey.respondents, "respondent")
    of = f" of {counted(agencies, 'agency', 'agencies')}" if agencies else ""
    said = f"{people}{of}"
    if survey.before is None:
        return f"{said}; it was not asked in {survey.year.before.name}."
    return f"{said}; {survey.before:,} in {survey.year.before.name}."


def _left_out(survey: Survey) -> str:
    asked = listed([f"“{question}”" for question in survey.left_out])
    return f"Asked in {survey.year.before.name} and not this year: {asked}"
