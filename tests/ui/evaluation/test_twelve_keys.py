"""A form of ten questions in the real window: at most twelve keys, and the next is ready."""

from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import AFTER
from tests.services.evaluation.asked_first_aid import (
    WORDS,
    Asked,
    a_questionnaire,
    add_question,
)
from tests.ui.evaluation.after_first_aid import address, asked, desk
from tests.ui.evaluation.filled import press
from tests.ui.shown import window_on
from trainingdesk.domain.evaluation import AnswerKind, Stage
from trainingdesk.domain.questionnaire import Ask
from trainingdesk.storage.models import Form, Questionnaire
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.unkept import losses
from ui.parts.way import Way, Where

__all__ = ["address", "asked", "desk"]


def ask_ten(asked: Asked) -> None:
    """Ten questions at the end: eight scales, a choice and words."""
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).ended_on = AFTER
        scales = [Ask(f"S{n}", f"How far {n}?", AnswerKind.SCALE, 0, 10) for n in range(8)]
        for turn, ask in enumerate(scales):
            add_question(db, ask, 10 + turn)
        sure = Ask("AGAIN", "Would you come again?", AnswerKind.YES_NO_UNSURE)
        a_questionnaire(db, Stage.END, *scales, sure, WORDS)


def test_a_form_of_ten_questions_takes_twelve_keys_at_most_and_the_next_is_ready(
    qtbot: QtBot, asked: Asked, way: Way, jobs: Jobs
) -> None:
    ask_ten(asked)
    window = window_on(asked.desk, qtbot, way, jobs)
    event = asked.first_aid.event
    way.go(Where("Evaluation", tab="To enter", id=event, find="End", year="2026-27"))
    page = window.page.year_page.work["To enter"]
    assert page.form.heading.title.text() == "Grace Hopper"
    pressed = press(*"012345", "x", "X", "u", "Space", "Enter")
    assert pressed <= 12
    assert page.form.heading.title.text() == "Ada King"
    assert press(*"98765432", "y", "Space", "Enter") <= 12
    codes = [f"S{n}" for n in range(8)]
    grace = dict(zip(codes, [0, 1, 2, 3, 4, 5, 10, 10], strict=True)) | {"AGAIN": "Unsure"}
    ada = dict(zip(codes, [9, 8, 7, 6, 5, 4, 3, 2], strict=True)) | {"AGAIN": "Yes"}
    assert asked.forms() == [
        (asked.first_aid.grace, Stage.END, grace),
        (asked.first_aid.ada, Stage.END, ada),
    ]
    assert page.stack.currentWidget() is page.start
    assert "Every form of First Aid has come" in page.start.notice.words.text()
    asked.desk.undo()
    assert len(asked.forms()) == 1
    with asked.desk.reading() as db:
        assert db.scalars(select(Form.via)).all() == ["Paper"]


def test_closing_the_window_asks_about_a_form_without_a_name_that_was_begun(
    qtbot: QtBot, asked: Asked, way: Way, jobs: Jobs
) -> None:
    with asked.desk.changing("Set up") as db:
        db.get_one(Questionnaire, asked.end).anonymous = True
    window = MainWindow(LiveDesk(asked.desk), way, jobs)
    qtbot.addWidget(window)
    window.begin()
    event = asked.first_aid.event
    way.go(Where("Evaluation", tab="To enter", id=event, find="End", year="2026-27"))
    place = window.page
    assert losses(window.made) == []
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    place.year_page.work["To enter"].enter()
    press("4")
    assert losses(window.made)[0].line.startswith("1 form without a name is begun in To enter.")
    window.hide()
