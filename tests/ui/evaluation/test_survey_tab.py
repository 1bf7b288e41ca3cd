"""Surveys: shown with their base and last year's, typed in, removed."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.conftest import FirstAid, address
from tests.worlds import set_up_once
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.survey_answers import add_respondent
from trainingdesk.services.evaluation.surveys import survey_of
from ui.evaluation.survey_respondent import AnswerEntry
from ui.evaluation.survey_tab import SurveyTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.way import Way, Where

__all__ = ["address"]  # an empty desk, and not the sample

YEAR = TrainingYear(2026)
CHECK = "Health Check"
KNOW, READ = "Do you know the thresholds & where to find them?", "Have you read them?"


@pytest.fixture
def tab(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> SurveyTab:
    made = SurveyTab(live, way, jobs)
    made.resize(1000, 560)
    qtbot.addWidget(made)
    made.show()
    made.show_year(YEAR)
    return made


@pytest.fixture
@set_up_once
def answered(desk: Desk, first_aid: FirstAid) -> FirstAid:
    with desk.changing("Set up") as db:
        for year, *said in ((YEAR, "Yes", "No"), (YEAR, "No", ""), (YEAR.before, "Yes", "")):
            answers = dict(zip((KNOW, READ), said, strict=True))
            add_respondent(db, CHECK, year, answers, agency_id=first_aid.agency)
    return first_aid


def respondents(tab: SurveyTab, survey: str = CHECK) -> int:
    with tab.desk.reading() as db:
        return survey_of(db, survey, YEAR).respondents


def test_an_empty_year_says_what_a_survey_is_and_leads_to_the_import(
    tab: SurveyTab, gone: list[Where]
) -> None:
    assert "columns are Survey, Year, Agency, Question and Answer" in tab.empty.prose.text()
    tab.import_button.click()
    assert (gone[-1].place, gone[-1].kind) == ("Settings", "import")


def test_each_answer_shows_its_base_and_last_years(tab: SurveyTab, answered: FirstAid) -> None:
    tab.reload()
    groups = [row for row in tab.answers.rows_model.rows if isinstance(row, Group)]
    assert groups == [Group(KNOW, "2 answers"), Group(READ, "1 answer")]
    first = tab.answers.rows_model
    said = [first.data(first.index(1, column)) for column in range(4)]
    assert said == ["No", "50%, 1 of 2", "0%, 0 of 1", "50 points more"]
    assert tab.sums.text() == "2 respondents of 1 agency; 1 in 2025-26."
    assert "carry no number of who answered" in tab.how.text()
    tab.side.choose("Respondents")
    assert tab.foot.accessibleName() == "1 agency"
    assert answered.agency


def test_an_answer_opens_its_agencies_and_an_agency_its_record(
    tab: SurveyTab, answered: FirstAid, gone: list[Where]
) -> None:
    tab.reload()
    tab.answers.enter()
    tab.open_action.trigger()
    assert tab.came.said.text() == "No: 1 of 2"
    (row,) = tab.came.table.rows_model.rows
    tab.came.table.opened.emit(row)
    assert (gone[-1].place, gone[-1].id) == ("Agencies", answered.agency)
    tab.side.choose("Respondents")
    tab.agencies.enter()
    tab.open_action.trigger()
    assert gone[-1].id == answered.agency


def test_a_respondent_is_typed_in_with_a_key_an_answer(
    tab: SurveyTab, answered: FirstAid, qtbot: QtBot
) -> None:
    tab.reload()
    tab.add_action.trigger()
    panel = tab.respondent
    panel.agency.typed.setText("libr")
    qtbot.keyClick(panel.agency.typed, Qt.Key.Key_Return)
    for entry, key in zip(panel.entries, "21", strict=True):
        qtbot.keyClicks(entry, key)
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    with tab.desk.reading() as db:
        found = survey_of(db, CHECK, YEAR)
    assert found.respondents == 3
    assert [(r.answer, r.now.said) for r in found.answers if r.question == KNOW] == [
        ("No", "2 of 3"),
        ("Yes", "1 of 3"),
    ]
    assert panel.agency.agency_id() == answered.agency  # for the next of the same agency
    assert [entry.text() for entry in panel.entries] == ["", ""]
    assert "3 respondents" in tab.sums.text()
    tab.desk.undo()
    assert respondents(tab) == 2


def test_what_is_meant_is_said_before_it_is_kept(tab: SurveyTab, answered: FirstAid) -> None:
    tab.reload()
    tab.add_action.trigger()
    field = tab.respondent.form["question 0"]
    entry = tab.respondent.entries[0]
    assert field.help.text() == "1 Yes · 2 No"
    entry.setText("2")
    assert field.help.text() == "No"
    entry.setText("Perhaps")
    assert field.help.text() == "New answer: Perhaps"
    tab.respondent.entries[1].setText("")
    entry.setText("")
    tab.respondent.keep()
    assert "Nothing is answered yet." in tab.respondent.notice.words.text()
    tab.respondent.agency.typed.setText("nobody here")
    tab.respondent.keep()
    assert tab.respondent.form["agency"].wrong
    assert respondents(tab) == 2
    assert answered.agency


def test_a_survey_is_begun_by_hand(tab: SurveyTab) -> None:
    tab.add_action.trigger()
    assert tab.form.isVisible()
    tab.form.keep()
    assert tab.form.form["name"].wrong
    assert tab.form.form["questions"].wrong
    tab.form.form["name"].set_text("Pulse 脉搏")
    tab.form.form["questions"].set_text(f"{KNOW}\n\n{READ}")
    tab.form.keep()
    assert respondents(tab, "Pulse 脉搏") == 0  # nothing is stored yet
    tab.respondent.entries[0].setText("Yes")
    tab.respondent.keep()
    assert respondents(tab, "Pulse 脉搏") == 1
    assert tab.which.currentText() == "Pulse 脉搏"


def test_a_survey_asked_last_year_brings_its_questions(tab: SurveyTab, answered: FirstAid) -> None:
    tab.reload()
    tab.begin_action.trigger()
    tab.form.name.typed.setText(CHECK)
    tab.form.name.typed.editingFinished.emit()
    assert tab.form.form["questions"].text() == f"{KNOW}\n{READ}"
    assert answered.agency


def test_a_survey_of_the_year_is_removed_and_comes_back(tab: SurveyTab, answered: FirstAid) -> None:
    tab.reload()
    tab.remove_action.trigger()
    assert tab.survey is None
    assert tab.empty.isVisible()
    tab.desk.undo()
    assert respondents(tab) == 2
    assert answered.agency


def test_a_survey_is_chosen_by_its_name(tab: SurveyTab, answered: FirstAid, desk: Desk) -> None:
    with desk.changing("Set up") as db:
        add_respondent(db, "Pulse", YEAR, {READ: "Yes"}, agency_id=None)
    tab.show_year(YEAR, find="Pulse")
    assert tab.sums.text() == "1 respondent; it was not asked in 2025-26."
    tab.which.setCurrentIndex(0)
    assert tab.survey is not None
    assert tab.survey.name == CHECK
    assert answered.agency


def test_any_answer_that_was_given_is_meant_though_only_the_first_are_offered(
    qtbot: QtBot,
) -> None:
    entry = AnswerEntry([*"abcdefghi", "Yes"])
    qtbot.addWidget(entry)
    entry.setText("yes")
    assert entry.meant() == "Yes"
    assert "9 i" in entry.offered
    assert "Yes" not in entry.offered
