"""The evaluation of an event in the real page: who has answered, and where that is acted on."""

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import FirstAid
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from tests.ui.accessible import nameless
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Answer, Form, Mark, Question
from ui.events.evaluation_tab import EvaluationTab
from ui.events.event_page import EventPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    return ask_first_aid(desk, first_aid)


@pytest.fixture
def page(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs, first_aid: FirstAid) -> EventPage:
    page = EventPage(live, way, jobs)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.show_at(Where("Programme", kind="event", id=first_aid.event, tab="Evaluation"))
    return page


@pytest.fixture
def tab(page: EventPage) -> EvaluationTab:
    tab = page.views["Evaluation"]
    assert isinstance(tab, EvaluationTab)
    return tab


def said(tab: EvaluationTab, row: int) -> list[str]:
    model = tab.table.rows_model
    return [str(model.data(model.index(row, column))) for column in range(model.columnCount())]


def test_nobody_is_asked_before_somebody_is_booked(
    tab: EvaluationTab, page: EventPage, desk: Desk, first_aid: FirstAid
) -> None:
    assert tab.nobody.isVisible()
    assert not tab.results_action.isEnabled()
    ask_first_aid(desk, first_aid)
    assert tab.table.isVisible()
    assert said(tab, 0)[2:4] == ["to answer", "from 10 Jun"]
    assert nameless(page) == []


def test_what_came_stands_beside_what_is_still_to_come(
    asked: Asked, tab: EvaluationTab, desk: Desk
) -> None:
    asked.close_register()
    with desk.changing("Answer") as db:
        question = db.scalars(select(Question).where(Question.code == "CONF")).one()
        question.measure = "Confidence"
        for stage, mark in ((Stage.BEFORE, 6), (Stage.END, 4)):
            form = Form(event_id=asked.first_aid.event, delegate_id=asked.first_aid.ada,
                        stage=stage, via="Paper")  # fmt: skip
            form.answers = [Answer(question_id=question.id, number=mark)]
            db.add(form)

    assert said(tab, 0)[2:4] == ["answered", "answered"]
    assert tab.results_action.isEnabled()


def test_the_card_says_in_whole_words_how_many_forms_are_still_to_come(
    asked: Asked, tab: EvaluationTab
) -> None:
    title = tab.card.title
    asked.close_register()
    assert title.text() == "1 form is still to come"
    with asked.desk.changing("She came after all") as db:
        grace = db.scalars(select(Mark).where(Mark.booking_id == asked.grace_booking)).one()
        grace.attendance = Attendance.ATTENDED
    said = title.text()
    assert (said, title.accessibleName()) == ("2 forms are still to come", said)


def test_the_acts_lead_where_they_are_done(
    asked: Asked, tab: EvaluationTab, way: Way, gone: list[Where]
) -> None:
    tab.open_chase("Follow-up")
    assert (gone[-1].tab, gone[-1].find) == ("To chase", "Follow-up|Event|||")
    tab.chase_action.trigger()
    assert (gone[-1].find, gone[-1].id) == ("End|Event|||", asked.first_aid.event)
    tab.enter_action.trigger()
    assert (gone[-1].place, gone[-1].tab) == ("Evaluation", "To enter")
    tab.open_results()
    assert (gone[-1].find, gone[-1].id) == ("Event", asked.first_aid.event)
    tab.enter()
    tab.table.selectRow(0)
    tab.delegate_action.trigger()
    assert (gone[-1].place, gone[-1].kind) == ("Delegates", "delegate")


def test_forms_are_given_out_beside_the_list(asked: Asked, tab: EvaluationTab) -> None:
    tab.papers.action.trigger()
    assert tab.papers.panel.isVisible()
    assert "2 people get one with their name." in tab.papers.panel.told.text()
    assert nameless(tab) == []
    tab.begin()
    assert not tab.papers.panel.isVisible()
