"""Entering forms with one key an answer, in the real window."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import STARTS
from tests.services.evaluation.asked_first_aid import (
    AGAIN,
    CONFIDENCE,
    USED,
    Asked,
    a_questionnaire,
)
from tests.ui.accessible import nameless
from tests.ui.evaluation.after_first_aid import address, asked, desk
from tests.ui.evaluation.filled import press
from trainingdesk.domain.evaluation import HeldWhy, Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Answer, Audit, Form, HeldForm, Questionnaire
from ui.evaluation.entry_tab import EntryTab
from ui.parts.jobs import Jobs
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button

__all__ = ["address", "asked", "desk"]


Opens = Callable[[], EntryTab]


@pytest.fixture
def opens(qtbot: QtBot, asked: Asked, way: Way, jobs: Jobs) -> Iterator[Opens]:
    windows: list[QWidget] = []

    def show() -> EntryTab:
        page = EntryTab(LiveDesk(asked.desk), way, jobs)
        window = holder(down(page, gap=0))
        qtbot.addWidget(window)
        windows.append(window)
        window.resize(1064, 640)
        page.show_year(TrainingYear.of(STARTS))
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page.enter()
        return page

    yield show
    windows.clear()


def whose(page: EntryTab) -> str:
    assert page.form.paper is not None
    return page.form.paper.name


def at(page: EntryTab) -> int:
    assert page.form.view.filling is not None
    return page.form.view.filling.at


def begun(desk: Desk) -> list[tuple[int, list[list[str | int]]]]:
    with desk.reading() as db:
        held = db.scalars(select(HeldForm).where(HeldForm.why == HeldWhy.BEGUN))
        return [(each.delegate_id, each.answers) for each in held]


def test_every_kind_has_its_keys(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("x", "5", "n", "2", "1", "3", "2", "2", "Enter", "12", "Enter", "Ask first", "Enter")
    assert page.form.view.card.words.text() == "That was the last question."
    press("Enter")
    said = {"CONF": 10, "SAT": 5, "AGAIN": "No", "HEARD": "Manager", "USED": "Film\nNotes"}
    assert asked.forms() == [
        (asked.first_aid.grace, Stage.END, said | {"TIMES": 12, "WORDS": "Ask first"})
    ]


def test_a_mistyped_key_says_what_is_expected_and_stays(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    view = page.form.view
    press("q")
    assert view.notice.words.text() == "“q” is no answer here: press 0 to 9, X for 10."
    assert at(page) == 0
    press("Enter")
    assert view.notice.words.text() == "Press 0 to 9, X for 10, or Space to leave it blank."
    assert at(page) == 0
    press("4")
    assert not view.notice.words.text()
    press("Space", "Space", "Space", "Enter", "a dozen", "Enter")
    assert "takes a whole number, not “a dozen”." in view.notice.words.text()
    assert at(page) == 5


def test_the_acts_are_those_of_what_shows(asked: Asked, opens: Opens) -> None:
    page = opens()
    assert page.open_action in page.actions()
    page.open_event(asked.first_aid.event, Stage.END)
    assert page.form.store_action in page.actions()
    assert page.open_action not in page.actions()


def test_backspace_goes_one_answer_back(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("4", "5", "Back", "Back", "6", "Down")
    view = page.form.view
    assert at(page) == 2
    assert {each.code: value for each, value in view.answers.items()} == {"CONF": 6, "SAT": 5}
    press("Space", "Space", "Enter", "12", "Enter", "Back", "Back", "Back")
    assert at(page) == 5  # a letter of what was typed went, then the next one
    assert view.answers != {}


def test_what_was_entered_is_kept_when_one_goes_elsewhere_and_gone_on_with(
    asked: Asked, opens: Opens
) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("4", "5")
    page.hide()
    grace = asked.first_aid.grace
    assert begun(asked.desk) == [(grace, [["CONF", "", 4], ["SAT", "", 5]])]
    page.show()
    page.enter()
    press("Esc")
    (row,) = [row for row in page.start.rows if row.delegate_id]
    assert (row.what, row.how_far) == ("Hopper, Grace", "2 answers so far")
    page.open_row(row)
    assert at(page) == 2
    press("y", "Ctrl+Return")
    assert begun(asked.desk) == []
    assert asked.forms() == [(grace, Stage.END, {"CONF": 4, "SAT": 5, "AGAIN": "Yes"})]


def test_what_was_typed_and_not_gone_on_from_is_kept_too(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("4", *["Down"] * 5, "Ask first")
    press("Ctrl+Down")
    assert whose(page) == "Ada King"
    grace = asked.first_aid.grace
    assert begun(asked.desk) == [(grace, [["CONF", "", 4], ["WORDS", "", "Ask first"]])]


def test_what_is_entered_is_kept_a_moment_after_the_last_key(
    qtbot: QtBot, asked: Asked, opens: Opens
) -> None:
    page = opens()
    page.form._idle.setInterval(1)
    page.open_event(asked.first_aid.event, Stage.END)
    press("4")
    qtbot.waitUntil(lambda: bool(begun(asked.desk)))
    assert asked.desk.undo_title != "Begin a form"


def test_what_was_begun_may_be_forgotten_and_brought_back(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("4", "Esc")
    page.start.listed.choose(page.start.rows[0].id)
    page.forget_action.trigger()
    assert begun(asked.desk) == []
    asked.desk.undo()
    assert len(begun(asked.desk)) == 1


def test_a_code_opens_its_form_and_the_next_code_is_asked_for(asked: Asked, opens: Opens) -> None:
    page = opens()
    press(str(FormCode(Stage.END, booking_id=asked.ada_booking)), "Enter")
    assert whose(page) == "Ada King"
    assert page.form.people.isHidden()
    press("4", "Ctrl+Return")
    assert asked.forms() == [(asked.first_aid.ada, Stage.END, {"CONF": 4})]
    assert page.start.code.hasFocus()
    assert page.start.code.text() == ""
    press("E123", "Enter")
    assert "is no code of a form" in page.start.notice.words.text()
    assert page.start.code.hasFocus()


def test_forms_without_a_name_come_one_after_another(asked: Asked, opens: Opens) -> None:
    page = opens()
    press(str(FormCode(Stage.END, event_id=asked.first_aid.event)), "Enter")
    press("4", "Ctrl+Return", "5")
    assert asked.forms() == [(None, Stage.END, {"CONF": 4})]
    assert page.form.heading.title.text() == "A form without a name"
    press("Esc")
    assert page.unkept().startswith("1 form without a name is begun in To enter.")
    press(str(FormCode(Stage.END, event_id=asked.first_aid.event)), "Enter", "Ctrl+Return")
    assert len(asked.forms()) == 2
    assert page.unkept() == ""


def test_what_is_refused_is_said_and_nothing_is_lost(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    press("Ctrl+Return")
    view = page.form.view
    assert view.notice.words.text().startswith("Nothing is answered on this form")
    page.form.received.setText("1 June")
    press("4", "Ctrl+Return")
    assert "begins on 10 June 2026" in view.notice.words.text()
    page.form.received.setText("some day")
    press("Ctrl+Return")
    assert view.notice.words.text().startswith("“some day” is no day.")
    assert page.form.received.hasFocus()
    page.form.received.setText("11 June")
    press("Enter", "Ctrl+Return")
    with asked.desk.reading() as db:
        (form,) = db.scalars(select(Form))
        assert (form.received_on, form.delegate_id) == (date(2026, 6, 11), asked.first_aid.grace)


def test_without_questions_the_list_says_where_to_make_them(asked: Asked, opens: Opens) -> None:
    page = opens()
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).stage = Stage.BEFORE
        for question in db.scalars(select(Questionnaire)):
            question.asks = []
    page.open_event(asked.first_aid.event, Stage.BEFORE)
    assert page.stack.currentWidget() is page.start
    assert "Make a form of this stage under Forms first." in page.start.notice.words.text()


def test_a_code_that_names_nobody_on_a_form_that_asks_for_a_name_is_told(
    asked: Asked, opens: Opens
) -> None:
    page = opens()
    press(str(FormCode(Stage.END, event_id=asked.first_aid.event)), "Enter")
    assert (
        "its code names nobody. Choose beside it whose it is" in page.form.view.notice.words.text()
    )
    page.form.people.opened.emit(page.form.people.rows_model.rows[1])
    assert whose(page) == "Ada King"
    assert not page.form.view.notice.words.text()


def test_a_pile_of_an_earlier_version_is_entered_as_it_was_asked(
    asked: Asked, opens: Opens
) -> None:
    with asked.desk.changing("Ask less") as db:
        old = db.get_one(Questionnaire, asked.end)
        old.ended_on = asked.desk.today()
        new = a_questionnaire(db, Stage.END, CONFIDENCE, AGAIN)
        db.get_one(Questionnaire, new).version = 2
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    form = page.form
    assert form.version.isVisible()
    assert form.version.currentText() == "Version 2"
    press("4", "y")
    assert form.view.card.words.text() == "That was the last question."
    form.version.choose(asked.end)
    form.version.activated.emit(form.version.currentIndex())
    filling = form.view.filling
    assert filling is not None
    assert (filling.number, filling.answered) == (7, 2)
    form.view.table.clicked.emit(form.view.table.model().index(1, 0))
    press("5", "Ctrl+Return")
    said = {"CONF": 4, "SAT": 5, "AGAIN": "Yes"}
    assert asked.forms() == [(asked.first_aid.grace, Stage.END, said)]
    assert whose(page) == "Ada King"  # and the next of the pile asks the same
    assert form.version.currentText().startswith("Version 1, until ")
    press("1", "2", "Ctrl+Return")
    assert asked.forms()[1][2] == {"CONF": 1, "SAT": 2}


def test_two_forms_of_one_person_stand_first_and_one_is_let_count(
    asked: Asked, opens: Opens
) -> None:
    asked.take({"CONF": 4, "SAT": 5})
    page = opens()
    press(str(FormCode(Stage.END, booking_id=asked.ada_booking)), "Enter")
    assert "has come already" in page.form.view.notice.words.text()
    press("7", "5", "Ctrl+Return")
    assert "Ada King had answered already" in page.start.notice.words.text()
    press(str(FormCode(Stage.END, booking_id=asked.ada_booking)), "Enter", "8", "Ctrl+Return")
    first = page.start.rows[0]
    assert (first.what, first.how_far) == ("King, Ada", "1 answer differs")
    said = page.start.listed.count.said.accessibleName()
    assert said.endswith("· 2 of them begun or answered twice")  # as beside the name of the tab
    page.start.listed.choose(first.id)
    page.open_action.trigger()
    assert page.twice.heading.title.text() == "Ada King answered twice"
    assert "1 answer of 2 differs" in page.twice.about.text()
    assert "came on 12 June 2026 on paper." in page.twice.about.text()
    assert page.twice.why.chosen() == ""  # no reason is kept that nobody gave
    press("l")
    assert asked.forms()[0][2] == {"CONF": 7, "SAT": 5}
    page.twice.why.choose("sent twice by mistake")
    press("f")  # the other that was kept beside
    assert asked.held() == []
    assert page.stack.currentWidget() is page.start
    with asked.desk.reading() as db:
        labels = db.scalars(select(Audit.label)).all()
    assert {"Keep the later form", "Keep the first form (sent twice by mistake)"} <= {*labels}
    assert asked.settled() == ["The first counts: sent twice by mistake", "A later one counts"]
    asked.desk.undo()
    asked.desk.undo()
    assert asked.forms()[0][2] == {"CONF": 4, "SAT": 5}


def test_several_choices_of_a_form_beside_another_are_parted(asked: Asked, opens: Opens) -> None:
    asked.take({"USED": "Film\nTalk", "WORDS": "Listen\nmore"})
    asked.take({"USED": "Notes", "WORDS": "Ask"})
    page = opens()
    page.start.listed.choose(page.start.rows[0].id)
    page.open_action.trigger()
    rows = page.twice.table.rows_model
    said = [rows.data(rows.index(row, 1)) for row in range(rows.rowCount())]
    assert said == ["Film; Talk", "Listen more"]


def test_a_form_that_stands_alone_is_dropped_with_a_reason(asked: Asked, opens: Opens) -> None:
    asked.take({"CONF": 4})
    asked.take({"CONF": 7})
    with asked.desk.changing("Lose the first") as db:
        db.delete(db.scalars(select(Answer)).one())
        db.delete(db.scalars(select(Form)).one())
    page = opens()
    page.open_row(page.start.rows[0])
    press("f")
    assert page.twice.notice.words.text().startswith("Choose why it is dropped")
    assert len(asked.held()) == 1
    page.twice.why.choose("entered by mistake")
    page.twice.keep()
    assert asked.settled() == ["Dropped: entered by mistake"]
    assert asked.desk.undo_title == "Let go of a form (entered by mistake) of Ada King"


def test_everything_has_a_name(asked: Asked, opens: Opens) -> None:
    asked.take({"CONF": 4})
    asked.take({"CONF": 5})
    page = opens()
    assert not nameless(page)
    page.open_row(page.start.rows[0])
    assert not nameless(page)
    press("Esc")
    page.open_event(asked.first_aid.event, Stage.END)
    assert not nameless(page)
    press(*["Down"] * 4)
    assert page.form.view.card.words.text() == USED.words
    assert not nameless(page)
    press("Down")
    assert not nameless(page)


def test_an_empty_desk_says_what_the_page_is_for(
    asked: Asked, opens: Opens, gone: list[Where]
) -> None:
    page = opens()
    page.show_year(TrainingYear(2030))
    assert page.start.empty.title.text() == "No form is expected"
    page.start.to_forms.click()
    assert gone == [Where("Evaluation", tab="Forms", year="2030-31", find="Forms")]


def test_clicking_gives_answers_too(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.open_event(asked.first_aid.event, Stage.END)
    view = page.form.view

    def click(name: str) -> None:
        found = [b for b in view.card.findChildren(QAbstractButton) if b.accessibleName() == name]
        found[-1].click()

    click("7")
    click("5")
    click("Yes")
    press("Back", "Back", "Back")
    chosen = [b.text() for b in view.card.findChildren(Button) if b.isChecked() and b.isVisible()]
    assert chosen == ["7"]
    view.table.clicked.emit(view.table.rows_model.index(4, 0))
    click("Film")
    click("Notes")
    assert at(page) == 4
    assert {a.code: v for a, v in view.answers.items()} == {
        "CONF": 7,
        "SAT": 5,
        "AGAIN": "Yes",
        "USED": "Film\nNotes",
    }
