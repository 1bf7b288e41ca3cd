"""The pages of what courses answer, of one recommendation, and of the plan of actions."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.services.people import People, settle
from tests.ui.delegates.conftest import leading, press, type_in, unnamed
from tests.ui.programme.world import YEAR, Window
from tests.worlds import set_up_once
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.recommendation import Rag, RecommendationDetails
from trainingdesk.services.actions import (
    action_details,
    add_action,
    add_action_of_observation,
    change_action,
)
from trainingdesk.services.course_choices import courses_named
from trainingdesk.services.coverage import Who
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.observations import add_observation
from trainingdesk.services.evaluation.quotations import QuotationDetails, quote
from trainingdesk.services.recommendations import add_recommendation, recommendation_details
from trainingdesk.storage.models import Answer, Event, Form, Question
from ui.parts.way import Where
from ui.recommendations.record_page import ACTIONS, AGENCIES, COURSES, EXAMPLES, PEOPLE

LATE = ActionDetails("Write to the trusts", "Sam", date(2026, 1, 2), Rag.AMBER)


@dataclass(frozen=True)
class Answered:
    """Recommendation 4 of a review with a course and an action, and one that nothing answers."""

    people: People
    four: int
    bare: int
    action: int


@pytest.fixture
@set_up_once
def answered(desk: Desk) -> Answered:
    people = settle(desk)
    with desk.changing("Set up") as db:
        told = RecommendationDetails(
            source="Review of Ł/Q", number="4", words="Notice neglect.", made_on=date(2026, 4, 1)
        )
        four = add_recommendation(db, replace(told, courses=courses_named(db, ["RISK"])))
        bare = add_recommendation(db, RecommendationDetails(source="Audit", words="Call."))
        action = add_action(db, replace(LATE, recommendation_id=four))
    return Answered(people, four, bare, action)


def page_at(window: Window, kind: str, number: int = 0, tab: str = "") -> Any:
    window.way.go(Where("Programme", kind=kind, id=number, tab=tab, year=YEAR))
    return window.place.currentWidget()


def shown(found: Any) -> list[Any]:
    model = found.table.rows_model
    return [model.row_at(n) for n in range(model.rowCount())]


def values(page: Any) -> dict[str, str]:
    return {cell.figure.key: cell.figure.value for cell in page.figures.cells}


@pytest.mark.parametrize("kind", ["recommendations", "actions"])
def test_an_empty_page_says_what_it_is_for_and_offers_the_first_step(
    qtbot: QtBot, window: Window, kind: str
) -> None:
    page = page_at(window, kind)
    assert page.list.empty.isVisible()
    assert len(leading(page)) == 1
    assert unnamed(page) == []
    press(qtbot, page.list.empty, "Ctrl+N")
    assert page.form.isVisible()
    assert unnamed(page) == []


@pytest.mark.parametrize("kind", ["recommendations", "actions"])
def test_saving_an_unchanged_form_changes_nothing(
    desk: Desk, window: Window, answered: Answered, kind: str
) -> None:
    page = page_at(window, kind)
    before = desk.done
    for row in shown(page.list):
        page.form.begin_change(row.id)
        page.form.keep()
        assert not page.form.isVisible()
    assert desk.done == before


def test_a_recommendation_is_added_by_keyboard_with_its_course(
    qtbot: QtBot, desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendations")
    press(qtbot, page.list.table, "Ctrl+N")
    form = page.form.form
    type_in(page.form.source.typed, "Review of Ærø")
    type_in(form["words"].control, "See the child.")
    type_in(form["made_on"].control, "3 March 2026")
    type_in(page.form.courses.box, "negl")
    press(qtbot, page.form.courses.box, "Return")
    press(qtbot, form["words"].control, "Ctrl+S")
    assert not page.form.isVisible()
    row = page.list.table.chosen_row()
    assert (row.name, row.courses, row.made_on) == (
        "Review of Ærø",
        ("Neglect",),
        date(2026, 3, 3),
    )
    assert desk.undo_title == "Add recommendation Review of Ærø"
    desk.undo()
    assert "Review of Ærø" not in [each.name for each in shown(page.list)]


def test_a_course_that_is_typed_and_not_picked_goes_along_with_ctrl_s(
    qtbot: QtBot, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendations")
    press(qtbot, page.list.table, "Ctrl+N")
    type_in(page.form.source.typed, "Review of Ærø")
    type_in(page.form.form["words"].control, "See the child.")
    page.form.courses.box.setFocus()
    type_in(page.form.courses.box, "negl")
    press(qtbot, page.form.courses.box, "Ctrl+S")
    assert not page.form.isVisible()
    row = page.list.table.chosen_row()
    assert row.courses == ("Neglect",)


def test_of_several_courses_typed_in_one_go_those_that_mean_nothing_stay(
    qtbot: QtBot, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendations")
    press(qtbot, page.list.table, "Ctrl+N")
    picker = page.form.courses
    type_in(picker.box, "negl; nothing of the kind")
    picker.take_typed()
    assert len(picker.names) == 1
    assert picker.untaken() == "nothing of the kind"


def test_what_cannot_be_read_is_said_at_its_field_and_nothing_is_lost(
    desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendations")
    before = desk.done
    page.add()
    type_in(page.form.form["made_on"].control, "soon")
    type_in(page.form.courses.box, "nothing of the kind")
    page.form.keep()
    wrong = [name for name in page.form.form.texts() if page.form.form[name].wrong]
    assert wrong == ["source", "words", "made_on", "courses"]
    assert page.form.form["made_on"].text() == "soon"
    assert desk.done == before


def test_recommendations_are_closed_opened_again_and_removed(
    qtbot: QtBot,
    desk: Desk,
    window: Window,
    answered: Answered,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    page = page_at(window, "recommendations")
    page.list.table.choose_ids([answered.four, answered.bare])
    press(qtbot, page.list.table, "Ctrl+Shift+C")
    assert all(row.closed_on for row in shown(page.list))
    press(qtbot, page.list.table, "Ctrl+Shift+O")
    assert not any(row.closed_on for row in shown(page.list))
    page.list.table.select_id(answered.four)
    press(qtbot, page.list.table, "Delete")
    assert "Identifying Risk answers it" in told[0]
    page.list.table.select_id(answered.bare)
    press(qtbot, page.list.table, "Delete")
    assert [row.id for row in shown(page.list)] == [answered.four]
    assert desk.undo_title == "Remove Audit"


def test_each_number_of_a_recommendation_opens_its_rows(window: Window, answered: Answered) -> None:
    page = page_at(window, "recommendation", answered.four)
    assert values(page) == {
        Who.TRAINED.value: "1",
        Who.NOT_YET.value: "2",
        Who.JOINED.value: "2",
        "agencies": "1",
        "agencies not yet": "1",
    }
    for cell in list(page.figures.cells):
        page.open_figure(cell.figure.key)
        assert str(page.here.shown) == cell.figure.value or cell.figure.key == "agencies"
    page.open_figure("agencies not yet")
    assert [row.name for row in shown(page.agencies)] == ["Carking Trust"]
    page.open_figure(Who.JOINED.value)
    assert [row.name for row in shown(page.people)] == ["Grace Hopper", "Łukasz Żak"]
    assert unnamed(page) == []


def test_an_agency_opens_its_people_and_then_all_are_shown_again(
    qtbot: QtBot, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendation", answered.four)
    page.agencies.table.select_id(answered.people.library)
    press(qtbot, page.agencies.table, "Return")
    assert page.tabs.here == PEOPLE
    assert [row.name for row in shown(page.people)] == ["Grace Hopper"]
    assert page.only.isVisible()
    assert "Library" in page.only.words.text()
    page._narrow(None)
    assert len(shown(page.people)) == 2
    assert not page.only.isVisible()


def test_rows_lead_to_the_records_of_agencies_people_and_courses(
    qtbot: QtBot, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendation", answered.four, AGENCIES)
    page.agencies.table.select_id(answered.people.library)
    press(qtbot, page.agencies.table, "Ctrl+Return")
    assert window.gone[-1].kind == "agency"
    page.open_figure(Who.TRAINED.value)
    page.people.table.select_id(answered.people.ada, at=0)
    press(qtbot, page.people.table, "Return")
    assert (window.gone[-1].kind, window.gone[-1].id) == ("delegate", answered.people.ada)
    page = page_at(window, "recommendation", answered.four, COURSES)
    page.courses.table.selectRow(0)
    press(qtbot, page.courses.table, "Ctrl+Return")
    assert window.gone[-1].kind == "course"


def test_examples_of_impact_stand_beside_what_they_show(
    qtbot: QtBot, window: Window, answered: Answered, desk: Desk
) -> None:
    page = page_at(window, "recommendation", answered.four, EXAMPLES)
    assert "F2" in page.examples.empty.prose.text().replace("\n", " ")
    with desk.changing("Quote") as db:
        event = db.scalars(select(Event).order_by(Event.id)).first()
        assert event is not None
        question = Question(code="DO", words="What next?", answer=AnswerKind.TEXT)
        form = Form(event_id=event.id, stage=Stage.FOLLOW_UP)
        db.add_all([question, form])
        db.flush()
        comment = Answer(form_id=form.id, question_id=question.id, words="I rang first.")
        db.add(comment)
        db.flush()
        quote(db, comment.id, QuotationDetails("I rang.", answered.four), today=desk.today())
    (row,) = shown(page.examples)
    assert (row.words, row.stage) == ("I rang.", Stage.FOLLOW_UP)
    page.examples.table.selectRow(0)
    press(qtbot, page.examples.table, "Return")
    assert (window.gone[-1].place, window.gone[-1].tab) == ("Evaluation", "Comments")


def test_a_course_is_unlinked_and_linked_again(
    qtbot: QtBot, desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendation", answered.four, COURSES)
    page.courses.table.selectRow(0)
    press(qtbot, page.courses.table, "Delete")
    assert page.courses.empty.isVisible()
    assert values(page)[Who.TRAINED.value] == "0"
    press(qtbot, page.courses.empty, "Ctrl+L")
    type_in(page.form.courses.box, "risk")
    press(qtbot, page.form.courses.box, "Return")
    page.form.keep()
    assert values(page)[Who.TRAINED.value] == "1"
    assert not page.form.isVisible()


def test_an_action_is_added_beside_the_recommendation(
    qtbot: QtBot, desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "recommendation", answered.four, ACTIONS)
    press(qtbot, page.plan.table, "Ctrl+N")
    type_in(page.action_form.form["words"].control, "Call")
    press(qtbot, page.action_form.form["words"].control, "Ctrl+S")
    assert [row.words for row in shown(page.plan)] == [LATE.words, "Call"]
    press(qtbot, page.plan.table, "Ctrl+Shift+C")
    with desk.reading() as db:
        assert recommendation_details(db, answered.four).closed_on == desk.today()
    press(qtbot, page.plan.table, "Ctrl+Shift+O")
    page.plan.table.select_id(answered.action)
    press(qtbot, page.plan.table, "Return")
    assert page.action_form.isVisible()


def test_a_recommendation_that_is_gone_is_said_to_be(window: Window, answered: Answered) -> None:
    page = page_at(window, "recommendation", 99)
    assert "no longer there" in page.heading.title.accessibleName() + page.heading.title.text()
    assert not page.figures.isVisible()
    assert not page.new_action.isEnabled()


def test_the_plan_is_done_rated_resumed_and_removed_by_keys(
    qtbot: QtBot, desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "actions")
    assert "1 overdue" in page.heading.about.text()
    page.list.table.select_id(answered.action)
    press(qtbot, page.list.table, "Ctrl+D")
    with desk.reading() as db:
        assert action_details(db, answered.action).done_on == desk.today()
    press(qtbot, page.list.table, "Ctrl+Shift+D")
    page.rag_actions[0].trigger()
    assert shown(page.list)[0].rag is Rag.RED
    assert shown(page.list)[0].overdue
    press(qtbot, page.list.table, "Ctrl+Shift+Return")
    assert window.gone[-1].kind == "recommendation"
    page = page_at(window, "actions", answered.action)
    assert page.list.table.chosen_row().id == answered.action
    press(qtbot, page.list.table, "Delete")
    assert page.list.empty.isVisible()
    desk.undo()
    assert len(shown(page.list)) == 1


def test_an_action_leads_to_the_observation_that_it_comes_of(
    qtbot: QtBot, desk: Desk, window: Window
) -> None:
    seen = ObservationDetails(title="A day", observed_on=date(2017, 6, 1), observer="Sam")
    with desk.changing("Observe") as db:
        number = add_observation(db, seen, today=desk.today())
        action = ActionDetails("Slow down", due=date(2017, 6, 2))
        made = add_action_of_observation(db, action, observation_id=number)
    page = page_at(window, "actions")
    page.list.table.select_id(made)
    assert page.list.table.chosen_row().source == "Observation of A day, 1 June 2017"
    press(qtbot, page.list.table, "Ctrl+Shift+Return")
    assert (window.gone[-1].tab, window.gone[-1].id) == ("Observations", number)


def test_a_form_that_is_late_shows_both_versions(
    desk: Desk, window: Window, answered: Answered
) -> None:
    page = page_at(window, "actions", answered.action)
    page.open_row(shown(page.list)[0])
    page.form.form["owner"].control.setEditText("Kim")
    with desk.changing("Elsewhere") as db:
        stored = action_details(db, answered.action)
        change_action(db, answered.action, replace(stored, owner="Lee"))
    page.form.keep()
    assert page.form.isVisible()
    assert page.form.form["owner"].other is not None
    page.form.keep()
    with desk.reading() as db:
        assert action_details(db, answered.action).owner == "Kim"


@pytest.mark.parametrize(
    ("kind", "tab"),
    [
        ("recommendations", ""),
        ("actions", ""),
        ("recommendation", AGENCIES),
        ("recommendation", PEOPLE),
        ("recommendation", COURSES),
        ("recommendation", ACTIONS),
    ],
)
def test_every_list_is_saved_as_it_shows(
    qtbot: QtBot, window: Window, answered: Answered, saved_as: Path, kind: str, tab: str
) -> None:
    page = page_at(window, kind, answered.four if tab else 0, tab)
    found = page.here if tab else page.list
    press(qtbot, found.table, "Ctrl+E")
    qtbot.waitUntil(lambda: bool(window.said))
    (file,) = saved_as.glob("*.xlsx")
    sheet = load_workbook(file).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == found.shown + 1
    assert rows[0][0] == found.table.rows_model.columns[0].title or tab == PEOPLE
