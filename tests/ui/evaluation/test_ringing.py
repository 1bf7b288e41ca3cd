"""Ringing those whose forms are missing: the script, the answers kept, and the next person."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import URL, select

from tests.conftest import AFTER, STARTS, FirstAid
from tests.services.evaluation.asked_first_aid import Asked, ask_first_aid
from tests.ui.accessible import nameless
from tests.ui.evaluation.after_first_aid import address
from tests.ui.evaluation.filled import press
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.call import CallNote
from trainingdesk.domain.evaluation import AnswerKind, CallOutcome, HeldWhy, Stage
from trainingdesk.domain.questionnaire import Ask, Asking
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.begun import keep_begun
from trainingdesk.services.evaluation.calls import note_call
from trainingdesk.services.evaluation.papers import paper_of
from trainingdesk.storage.models import (
    Board,
    Booking,
    Call,
    Delegate,
    Event,
    Form,
    HeldForm,
    Questionnaire,
)
from ui.evaluation.ring_list import tried
from ui.evaluation.ring_script import greeting, spoken
from ui.evaluation.ring_tab import RingTab
from ui.parts.jobs import Jobs
from ui.parts.layout import down, holder
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

__all__ = ["address"]
ROOT = Path(__file__).parents[3]
TODAY = date(2026, 10, 5)
NOW = datetime(2026, 10, 5, 9, tzinfo=UTC)


@pytest.fixture
def desk(address: URL) -> Iterator[Desk]:
    """It is the autumn after First Aid."""
    desk = Desk(address, who="Sam", today=lambda: TODAY, now=lambda: NOW)
    yield desk
    desk.close()


@pytest.fixture
@set_up_once
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    """Ada and Grace came, and have not said what they used since."""
    asked = ask_first_aid(desk, first_aid)
    asked.mark(asked.ada_booking, Attendance.ATTENDED)
    asked.mark(asked.grace_booking, Attendance.ATTENDED)
    with desk.changing("Close") as db:
        db.get_one(Event, first_aid.event).register_closed_on = AFTER
        db.get_one(Questionnaire, asked.end).stage = Stage.FOLLOW_UP
        db.get_one(Board, 1).name = "Westmere LSCB"
        db.get_one(Delegate, first_aid.grace).telephone = "020 7946 0958"
    return asked


Opens = Callable[[], RingTab]


@pytest.fixture
def opens(qtbot: QtBot, asked: Asked, way: Way, jobs: Jobs) -> Iterator[Opens]:
    windows: list[QWidget] = []

    def show() -> RingTab:
        page = RingTab(LiveDesk(asked.desk), way, jobs)
        window = holder(down(page, gap=0))
        windows.append(window)
        qtbot.addWidget(window)
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


def names(page: RingTab) -> list[str]:
    return [row.name for row in page.rows]


def whom(page: RingTab) -> str:
    return page.page.heading.title.text() if page.page.row is not None else ""


def calls(asked: Asked) -> list[tuple[int, CallOutcome]]:
    with asked.desk.reading() as db:
        found = db.scalars(select(Call).order_by(Call.id))
        return [(call.booking_id, call.outcome) for call in found]


def kept(desk: Desk) -> list[list[str | int]]:
    with desk.reading() as db:
        held = db.scalars(select(HeldForm.answers).where(HeldForm.why == HeldWhy.BEGUN))
        return next(iter(held), [])


def test_a_call_goes_from_the_greeting_to_the_thanks_and_on_to_the_next(
    asked: Asked, opens: Opens
) -> None:
    page = opens()
    assert names(page) == ["Grace Hopper", "Ada King"]
    press("Ctrl+Return")
    call = page.page
    assert whom(page) == "Grace Hopper"
    assert call.telephone.text() == "020 7946 0958"
    assert call.hello.words.text() == (
        "Hello, may I speak to Grace Hopper? This is Sam, ringing from Westmere LSCB. On 10 June "
        "2026 you came to First Aid. We are asking everybody who came what they have used of it "
        "since. It is 7 questions, about 2 minutes. May I ask now?"
    )
    press("Enter", "8", "5", "y", "2", "1", "Enter", "3", "Enter", "Ask first", "Enter")
    assert call.view.card.words.text().startswith("That was the last question. Thank you")
    press("Enter")
    assert whom(page) == "Ada King"
    assert call.telephone.text() == "No telephone is known"
    said = {"CONF": 8, "SAT": 5, "AGAIN": "Yes", "HEARD": "Manager", "USED": "Film", "TIMES": 3}
    grace = asked.first_aid.grace
    assert asked.forms() == [(grace, Stage.FOLLOW_UP, {**said, "WORDS": "Ask first"})]
    assert calls(asked) == [(asked.grace_booking, CallOutcome.ANSWERED)]
    with asked.desk.reading() as db:
        assert db.scalars(select(Form.via)).all() == ["Telephone"]
    asked.desk.undo()
    assert (asked.forms(), calls(asked)) == ([], [])


def test_every_answer_is_kept_as_soon_as_it_is_given(asked: Asked, opens: Opens) -> None:
    """Another program reads them while this one is in the midst of the call."""
    page = opens()
    press("Ctrl+Return", "Enter")
    other = Desk(asked.desk.address, who="kim")
    expected: list[list[str | int]] = []
    given: dict[str, list[str | int]] = {
        "8": ["CONF", "", 8],
        "5": ["SAT", "", 5],
        "y": ["AGAIN", "", "Yes"],
    }
    for key, answer in given.items():
        press(key)
        expected.append(answer)
        assert sorted(kept(other), key=str) == sorted(expected, key=str)
    other.close()
    assert asked.desk.undo_title != "Begin a form"
    press("Esc")
    assert page.page.hello.begin.text() == "Go on: 3 of 7 answered"
    press("Enter")
    assert page.page.view.card.words.text() == "How did you hear of it?"


def test_what_somebody_else_answers_meanwhile_stays_and_shows(asked: Asked, opens: Opens) -> None:
    page = opens()
    press("Ctrl+Return", "Enter", "8")
    other = Desk(asked.desk.address, who="kim", today=lambda: TODAY, now=lambda: NOW)
    with other.noting("Begin a form") as db:
        found = paper_of(db, asked.first_aid.event, asked.first_aid.grace, Stage.FOLLOW_UP)
        said = {**found.answers, Asking("WORDS"): "Ask first"}
        returned = found.returned(said, on=TODAY, via="Telephone")
        keep_begun(db, returned, opened=found.answers)
    other.close()
    press("5")
    said_here = page.page.view.notice.words.text()
    assert said_here.startswith("Somebody else has answered 1 question of this form meanwhile.")
    assert sorted(kept(asked.desk)) == [["CONF", "", 8], ["SAT", "", 5], ["WORDS", "", "Ask first"]]
    press("y", "Ctrl+Return")
    words = {"CONF": 8, "SAT": 5, "AGAIN": "Yes", "WORDS": "Ask first"}
    assert asked.forms() == [(asked.first_aid.grace, Stage.FOLLOW_UP, words)]


def test_attempts_are_kept_and_lead_on_to_the_next(asked: Asked, opens: Opens) -> None:
    page = opens()
    press("Ctrl+Return", "n")
    assert whom(page) == "Ada King"
    press("w")
    assert whom(page) == ""
    assert page.notice.words.text() == "Nobody else is to be rung at present."
    assert calls(asked) == [
        (asked.grace_booking, CallOutcome.NO_ANSWER),
        (asked.ada_booking, CallOutcome.DECLINED),
    ]
    assert names(page) == ["Grace Hopper"]
    asked.desk.undo()
    assert names(page) == ["Ada King", "Grace Hopper"]


def test_who_is_to_be_rung_again_says_when(asked: Asked, opens: Opens) -> None:
    page = opens()
    press("Ctrl+Return", "b", "some day", "Enter")
    box = page.page.later
    assert box.on.error.text() == "Enter a day, such as 12 October or 12/10."
    assert box.day.placeholderText() == "12 October"
    box.day.setText("1 October")
    press("Enter")
    assert box.on.error.text() == "This day is over. Enter today or a later one."
    press("Esc")
    assert box.isHidden()
    press("b", "7 October 2026")
    box.note.setText("after 2")
    press("Enter")
    assert whom(page) == "Ada King"
    with asked.desk.reading() as db:
        (call,) = db.scalars(select(Call))
        assert (call.call_back_on, call.note) == (TODAY + timedelta(2), "after 2")
    press("Esc")
    last = page.rows[-1]
    assert tried(last) == "1 call, call back 7 Oct"
    page.ring(last)
    assert "5 Oct 2026, Sam: call back, to be rung on 7 Oct 2026: after 2" in (
        page.page.before.text()
    )


def test_who_is_not_rung_now_is_said_beside_the_count(asked: Asked, opens: Opens) -> None:
    page = opens()
    assert page.listed.count.said.accessibleName() == "2 calls"
    with asked.desk.changing("Note a call") as db:
        note_call(
            db,
            asked.ada_booking,
            Stage.FOLLOW_UP,
            CallNote(CallOutcome.CALL_BACK, asked.desk.today() + timedelta(days=30)),
            by=asked.desk.stamp(),
        )
    assert page.listed.count.said.accessibleName() == "2 calls · 1 of them not now"


def test_in_a_call_the_keys_that_store_ring_nobody_else(asked: Asked, opens: Opens) -> None:
    page = opens()
    assert page.first_action in page.actions()
    press("Ctrl+Return", "Enter", "8")
    assert page.first_action not in page.actions()
    press("Ctrl+Return")
    assert asked.forms() == [(asked.first_aid.grace, Stage.FOLLOW_UP, {"CONF": 8})]
    assert whom(page) == "Ada King"


def test_the_stage_is_chosen_over_the_list(asked: Asked, opens: Opens) -> None:
    page = opens()
    page.switch.choose("End of course")
    assert names(page) == ["Grace Hopper", "Ada King"]
    page.show_year(TrainingYear(2026), find="Manager", row=asked.ada_booking)
    assert page.stage is Stage.MANAGER
    assert whom(page) == "Ada King"
    assert "may I speak to the manager?" in page.page.hello.words.text()


def test_with_nobody_to_ring_the_page_says_what_it_is_for(
    asked: Asked, opens: Opens, gone: list[Where]
) -> None:
    page = opens()
    page.show_year(TrainingYear(2030))
    assert page.listed.empty.title.text() == "Nobody is to be rung"
    assert page.switch.isVisible()
    assert not page.first.isVisible()
    page.to_chase.click()
    assert gone == [Where("Evaluation", tab="To chase", year="2030-31")]


def test_what_is_refused_is_said(asked: Asked, opens: Opens) -> None:
    page = opens()
    press("Ctrl+Return", "Enter", "8")
    with asked.desk.changing("Remove") as db:
        for booking in db.scalars(select(Booking)):
            booking.event.register_closed_on = None
            booking.status = BookingStatus.CANCELLED
    page.page.store()
    assert "is not booked on First Aid" in page.page.view.notice.words.text()
    assert whom(page)


def test_the_record_of_the_person_opens(asked: Asked, opens: Opens, gone: list[Where]) -> None:
    opens()
    press("Ctrl+D")
    assert gone == [Where("Delegates", "delegate", asked.first_aid.grace, year="2026-27")]


def test_everything_has_a_name(asked: Asked, opens: Opens) -> None:
    page = opens()
    assert not nameless(page)
    press("Ctrl+Return", "b")
    assert not nameless(page)
    press("Esc", "Enter")
    assert not nameless(page)


def test_what_is_said_depends_on_the_stage(asked: Asked, opens: Opens) -> None:
    row = opens().rows[0]
    said = greeting(row, board="", who="", questions=1)
    assert "My name is …, ringing from the safeguarding board." in said
    assert "It is 1 question, about 1 minute." in said
    ends = Ask("A", "How sure are you?", AnswerKind.SCALE, 0, 10, "not at all", "wholly")
    assert spoken(ends) == "How sure are you? From 0, not at all, to 10, wholly."
    plain = Ask("A", "How sure are you?", AnswerKind.SCALE, 0, 10)
    assert spoken(plain) == "How sure are you? From 0 to 10."
    assert spoken(Ask("B", "What else?", AnswerKind.TEXT)) == "What else?"
    several = Ask("C", "What has it led to? Tick all that apply.", AnswerKind.SEVERAL)
    said = spoken(several)
    assert said == "What has it led to? I read out what it may be: say yes to each that fits."
    assert tried(row) == ""


@pytest.mark.skipif(os.name != "posix", reason="programs are killed so on POSIX")
def test_a_program_killed_in_a_call_loses_only_what_was_being_typed(asked: Asked) -> None:
    asked.desk.close()
    assert asked.desk.file is not None
    child = [sys.executable, "-m", "tests.ui.evaluation.killed_call", str(asked.desk.file)]
    killed = subprocess.run(child, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    assert sorted(kept(asked.desk), key=str) == [
        ["AGAIN", "", "Yes"],
        ["CONF", "", 8],
        ["HEARD", "", "Manager"],
        ["SAT", "", 5],
        ["USED", "", "Notes"],
    ]
