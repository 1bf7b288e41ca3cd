"""Forms and questions on their tab, made and changed with the keys a user presses."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import AFTER, FirstAid, address
from tests.ui.delegates.conftest import press, unnamed
from tests.worlds import set_up_once
from trainingdesk.domain.evaluation import AnswerKind, AskedPer, Stage
from trainingdesk.domain.questionnaire_details import Put
from trainingdesk.domain.usual_forms import FORMS
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.forms_listed import StandingRow, forms_standing
from trainingdesk.services.evaluation.questions import (
    QuestionDetails,
    add_question,
    questions_listed,
)
from trainingdesk.services.evaluation.usual import add_usual_questionnaires
from trainingdesk.services.evaluation.versions import (
    questionnaire_details,
    save_questionnaire,
)
from trainingdesk.storage.models import Board, Form, Question
from ui.evaluation.forms_asked import asks_read, asks_said
from ui.evaluation.forms_tab import FORMS_TAB, QUESTIONS, FormsTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way

__all__ = ["address"]  # an empty desk, and not the sample

Key = Qt.Key


@pytest.fixture
def tab(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> FormsTab:
    made = FormsTab(live, way, jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
@set_up_once
def ours(desk: Desk, first_aid: FirstAid) -> FirstAid:
    """A desk with our forms."""
    with desk.changing("Use our forms") as db:
        add_usual_questionnaires(db, today=desk.today())
    return first_aid


def standing(desk: Desk) -> list[StandingRow]:
    with desk.reading() as db:
        return forms_standing(db)


def asked_at(desk: Desk, stage: Stage, course_id: int | None = None) -> tuple[Put, ...]:
    with desk.reading() as db:
        details = questionnaire_details(db, stage, course_id)
        assert details is not None
        return details.asks


def focused(tab: FormsTab) -> QWidget:
    here = tab.focusWidget()
    assert here is not None
    return here


def test_a_new_desk_is_offered_our_forms(qtbot: QtBot, desk: Desk, tab: FormsTab) -> None:
    assert tab.forms.empty.isVisible()
    assert not tab.own.isVisible()
    said: list[str] = []
    tab.said.connect(said.append)
    press(qtbot, tab, "Ctrl+U")
    assert [row.stage for row in standing(desk)] == list(Stage)
    assert said == ["4 forms made. Look at each, and change it."]
    assert desk.done[-1].title == "Add our forms"
    tab.enter()
    tab.forms.table.selectRow(1)
    assert tab.panel.isVisible()
    assert "At the end of the training" in tab.panel.preview.said()
    assert "For each speaker: How clear" in tab.panel.preview.said()
    assert unnamed(tab) == []


def test_questions_of_a_workbook_become_forms(desk: Desk, tab: FormsTab) -> None:
    words = "What would help you? 保护儿童"
    with desk.changing("Import") as db:
        stages = (Stage.END,)
        add_question(db, QuestionDetails("Q1", words, AnswerKind.TEXT, stages=stages))
    assert tab.own.isVisible()
    tab.own.click()
    assert [(row.stage, row.questions) for row in standing(desk)] == [(Stage.END, 1)]
    assert tab.missing.isVisible()
    assert "Before, In practice and Manager's view" in tab.missing.words.text()
    tab.usual_action.trigger()
    assert not tab.missing.isVisible()


def test_a_form_is_changed_by_keys_alone(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    tab.forms.table.selectRow(0)
    tab.forms.table.setFocus()
    press(qtbot, tab.forms.table, "F2")
    form, asked = tab.form, tab.form.asks.list
    assert form.isVisible()
    assert form.title.text() == "Before · All courses"
    assert [put.code for put in asked.asks] == ["CONF", "KNOW", "SKILL", "HOPE"]
    qtbot.keyClicks(asked.box, "satisfied")
    qtbot.keyClick(asked.box, Key.Key_Return)
    assert asked.asks[-1] == Put("SAT")
    asked.table.setFocus()
    for keys in ("Alt+Up", "Alt+Up", "Alt+Down", "F4", "F4"):
        press(qtbot, asked.table, keys)
    assert asked.asks[3] == Put("SAT", AskedPer.SPEAKER)
    assert "For each speaker: All in all" in form.preview.said()
    asked.table.selectRow(0)
    press(qtbot, asked.table, "Delete")
    form.form["anonymous"].control.setCurrentIndex(1)  # type: ignore[attr-defined]
    assert "never be paired" in form.warning.words.text()
    press(qtbot, asked.table, "Ctrl+S")
    assert not form.isVisible()
    assert asked_at(desk, Stage.BEFORE) == (
        Put("KNOW"),
        Put("SKILL"),
        Put("SAT", AskedPer.SPEAKER),
        Put("HOPE"),
    )
    assert desk.done[-1].title == "Change the form “Before the training”"


def test_a_new_question_is_added_in_place(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    tab.forms.table.selectRow(3)
    tab.change()
    box = tab.form.asks.list.box
    qtbot.keyClicks(box, "What stands in the way?")
    qtbot.keyClick(box, Key.Key_Return)
    question = tab.question
    assert question.isVisible()
    assert question.form["words"].text() == "What stands in the way?"
    question.form["code"].set_text("HINDER")
    question.form["answer"].control.setCurrentText("Several")  # type: ignore[attr-defined]
    assert not question.form["lowest"].isVisible()
    question.form["choices"].set_text("Time\nCaseload")
    press(qtbot, question.form["code"].control, "Ctrl+S")
    assert tab.form.isVisible()
    assert tab.form.asks.list.asks[-1] == Put("HINDER")
    press(qtbot, tab.form.asks.list.box, "Ctrl+S")
    assert asked_at(desk, Stage.MANAGER)[-1] == Put("HINDER")
    with desk.reading() as db:
        kept = next(row for row in questions_listed(db) if row.details.code == "HINDER")
    assert (kept.details.stages, kept.details.choices) == ((Stage.MANAGER,), ("Time", "Caseload"))


def test_the_box_stays_in_sight_as_the_questions_grow(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    with desk.changing("Ask more") as db:
        for number in range(12):
            add_question(db, QuestionDetails(f"MORE{number}", f"More {number}?", AnswerKind.TEXT))
    tab.resize(1100, 520)
    tab.forms.table.selectRow(0)
    tab.change()
    box = tab.form.asks.list.box
    box.setFocus()
    bar = tab.form.area.verticalScrollBar()
    for number in range(12):
        was = bar.maximum()
        qtbot.keyClicks(box, f"more{number}")
        qtbot.keyClick(box, Key.Key_Return)
        qtbot.waitUntil(lambda was=was: bar.maximum() > was)  # type: ignore[misc]
        qtbot.waitUntil(lambda: box.visibleRegion().boundingRect() == box.rect(), timeout=1000)
    bar.setValue(0)
    assert box.visibleRegion().isEmpty()
    qtbot.keyClicks(box, "sat")
    assert box.menu is not None
    assert tab.rect().contains(box.menu.geometry())
    assert not box.visibleRegion().isEmpty()


def test_a_question_that_begins_as_it_was_typed_comes_first(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    with desk.changing("Ask more") as db:
        add_question(db, QuestionDetails("Z1", "What hope is there?", AnswerKind.TEXT))
        add_question(db, QuestionDetails("Z2", "Hope for more?", AnswerKind.TEXT))
    tab.forms.table.selectRow(1)
    tab.change()
    found = [each.key for each in tab.form.asks.list.matching("hope")]
    assert found[-1] == "Z1"
    assert found.index("Z2") < found.index("Z1")


def test_a_question_that_is_typed_and_not_added_keeps_the_form_open(
    qtbot: QtBot, ours: FirstAid, tab: FormsTab
) -> None:
    tab.forms.table.selectRow(3)
    tab.change()
    box = tab.form.asks.list.box
    qtbot.keyClicks(box, "What stands in the way?")
    press(qtbot, box, "Ctrl+S")
    assert tab.form.isVisible()
    assert "is not on the form yet" in tab.form.form["asks"].error.text()
    assert box.text() == "What stands in the way?"


def test_leaving_a_new_question_goes_back_to_the_form(
    qtbot: QtBot, ours: FirstAid, tab: FormsTab
) -> None:
    tab.forms.table.selectRow(0)
    tab.change()
    tab.form.form["title"].control.setText("Ours")  # type: ignore[attr-defined]
    tab.form.new_question_asked.emit("And?")
    press(qtbot, tab.question.form["words"].control, "Escape")
    assert tab.form.isVisible()
    assert tab.form.form["title"].text() == "Ours"


def test_a_course_gets_a_form_of_its_own_and_gives_it_up(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    with desk.changing("Need") as db:
        db.get_one(Board, 1).end_form_needed = True
    press(qtbot, tab, "Ctrl+N")
    form = tab.form
    assert form.isVisible()
    form.course.box.setText("no such course")
    form.keep()
    assert "No one course goes by “no such course”" in form.course.error.text()
    form.course.box.clear()
    qtbot.keyClicks(form.course.box, "first")
    qtbot.keyClick(form.course.box, Key.Key_Return)
    form.form["title"].set_text("First aid")
    form.form["anonymous"].set_text("Without names")
    form.asks.list.put("SAT")
    assert "releases none" in form.warning.words.text()
    form.keep()
    assert asked_at(desk, Stage.END, ours.course) == (Put("SAT"),)
    row = tab.forms.table.chosen_row()
    assert row is not None
    assert (row.course, row.anonymous) == ("First Aid", True)
    tab.forms.table.setFocus()
    press(qtbot, tab.forms.table, "Delete")
    assert len(standing(desk)) == len(FORMS)


def test_a_former_version_is_read_as_it_was_asked(
    desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    first = standing(desk)[1].id
    with desk.changing("Answer") as db:
        stage = Stage.END
        db.add(Form(event_id=ours.event, stage=stage, received_on=AFTER, questionnaire_id=first))
    tab.forms.table.selectRow(1)
    tab.change()
    tab.form.form["title"].set_text("Goodbye")
    tab.form.keep()
    row = tab.forms.table.chosen_row()
    assert row is not None
    assert (row.version, row.answered) == (2, 0)
    assert tab.panel.version.count() == 2
    assert "Goodbye" in tab.panel.preview.said()
    tab.panel.version.setCurrentIndex(1)
    assert "At the end of the training" in tab.panel.preview.said()
    assert tab.panel.told.text() == "1 form came back under this version."


def test_questions_are_changed_and_retired(
    qtbot: QtBot, desk: Desk, ours: FirstAid, tab: FormsTab
) -> None:
    with desk.changing("Add") as db:
        add_question(db, QuestionDetails("ZOE", "Zoë?", AnswerKind.TEXT))
    tab.switch.choose(QUESTIONS)
    assert tab.bank.isVisible()
    press(qtbot, tab, "Ctrl+N")
    tab.question.form["words"].set_text("How?")
    tab.question.form["lowest"].set_text("low")
    tab.question.keep()
    assert tab.question.form["lowest"].error.text() == "Type a whole number, such as 10."
    assert tab.question.form["code"].wrong
    tab.question.leave()
    tab.bank.seek("zoë")
    assert tab.bank.shown == 1
    tab.bank.table.selectRow(0)
    press(qtbot, tab.bank.table, "Ctrl+Shift+R")
    assert tab.retire_button.text() == "Offer again"
    tab.retire_button.click()
    with desk.reading() as db:
        assert not db.scalars(select(Question).where(Question.retired)).all()
    tab.bank.seek("CONF")
    tab.bank.table.select_id(tab.bank.table.rows_model.rows[0].id)  # type: ignore[union-attr]
    press(qtbot, tab.bank.table, "F2")
    assert "It stands on a form as it is" in tab.question.bound.words.text()
    assert not tab.question.form["answer"].control.isEnabled()
    tab.question.form["words"].set_text("How sure are you?")
    tab.question.keep()
    assert tab.bank.table.rows_model.row_at(0) is not None
    with desk.reading() as db:
        assert next(row.details.words for row in questions_listed(db, words="conf")) == (
            "How sure are you?"
        )
    tab.switch.choose(FORMS_TAB)
    tab.forms.table.selectRow(0)
    assert "How sure are you?" in tab.panel.preview.said()


def test_two_windows_that_save_one_form_see_both(desk: Desk, ours: FirstAid, tab: FormsTab) -> None:
    tab.forms.table.selectRow(0)
    tab.change()
    with desk.changing("Elsewhere") as db:
        opened = questionnaire_details(db, Stage.BEFORE, None)
        assert opened is not None
        other = replace(opened, asks=opened.asks[:1])
        save_questionnaire(db, other, opened=opened, today=desk.today())
    tab.form.form["title"].set_text("Mine")
    tab.form.keep()
    assert "Somebody saved this record" in tab.form.notice.words.text()
    assert tab.form.asks.list.asks == (Put("CONF"),)
    tab.form.keep()
    assert asked_at(desk, Stage.BEFORE) == (Put("CONF"),)


def test_the_questions_of_a_form_are_told_by_line() -> None:
    asks = (Put("A-1"), Put("B", AskedPer.SESSION), Put("C", AskedPer.SPEAKER))
    assert asks_said(asks) == "A-1\nB · each session\nC · each speaker"
    assert asks_read(asks_said(asks)) == asks
