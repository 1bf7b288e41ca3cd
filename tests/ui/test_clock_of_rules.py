"""What rules do by themselves while the window is open: away from it, and never in its way."""

from collections.abc import Iterator
from threading import Event as Flag
from threading import current_thread

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, FirstAid
from tests.exchange.mail_server import Letters, MailServer, a_mail_server
from tests.services.letters import both_booked, emails, messages, sends_through
from trainingdesk.domain.message import Purpose
from trainingdesk.domain.refusals import DeskAtWork
from trainingdesk.services import sending
from trainingdesk.services.desk import Change, Desk
from trainingdesk.services.message_clock import write_what_is_due_by_now
from trainingdesk.services.message_rules import RuleDetails, add_rule, switch
from ui.clock import REST, STOPPED, WindowClock
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.working import Working


@pytest.fixture
def letters() -> Letters:
    return Letters()


@pytest.fixture
def server(letters: Letters) -> Iterator[MailServer]:
    with a_mail_server(letters) as server:
        yield server


@pytest.fixture
def ruled(desk: Desk, first_aid: FirstAid, server: MailServer) -> Desk:
    """A desk whose rule confirms the place of Ada, who has an address."""
    both_booked(desk, first_aid)
    sends_through(desk, server.port)
    with desk.changing("Rule") as db:
        number = add_rule(db, RuleDetails(Purpose.CONFIRMATION, 0))
        switch(db, number, automatic=True, today=BEFORE)
    return desk


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def clock(ruled: Desk, jobs: Jobs, told: list[str]) -> Iterator[WindowClock]:
    live, parent = LiveDesk(ruled), QObject()
    live.told.connect(told.append)
    yield WindowClock(live, jobs, parent)
    parent.deleteLater()


def test_rules_write_and_send_away_from_the_window(
    qtbot: QtBot, clock: WindowClock, ruled: Desk, letters: Letters, told: list[str], jobs: Jobs
) -> None:
    threads: set[str] = set()
    working = Working(jobs)
    qtbot.addWidget(working)

    def heard(change: Change) -> None:
        if change.label == "Write messages":
            threads.add(current_thread().name)

    ruled.on_change(heard)
    clock.look()
    assert working.isHidden()
    assert messages(ruled) == []
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == ["Rules have written 2 messages.", "Messages: 1 sent."]
    assert threads == {"job_0"}
    assert letters.readers == ["ada@example.org"]


def test_where_no_rule_acts_no_work_is_begun(clock: WindowClock, ruled: Desk, jobs: Jobs) -> None:
    ruled.undo()
    clock.look()
    assert not jobs.busy


def test_a_desk_at_work_is_told_and_left_alone_for_a_while(
    qtbot: QtBot,
    clock: WindowClock,
    ruled: Desk,
    told: list[str],
    jobs: Jobs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sending, "TURNS", 1)
    failed: list[object] = []
    jobs.failed.connect(failed.append)
    write_what_is_due_by_now(ruled)
    with ruled.alone("Import"):
        clock._send_now(0)
        qtbot.waitUntil(lambda: not jobs.busy)
    assert (told, failed) == ([f"Messages: {DeskAtWork('Import')}"], [])
    for _minute in range(REST - 1):
        clock.look()
        qtbot.waitUntil(lambda: not jobs.busy)
    assert len(told) == 1
    clock.look()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == "Messages: 1 sent."


def test_whoever_stops_it_is_not_asked_again_at_once(
    qtbot: QtBot,
    clock: WindowClock,
    ruled: Desk,
    first_aid: FirstAid,
    letters: Letters,
    told: list[str],
    jobs: Jobs,
) -> None:
    with ruled.changing("Correct") as db:
        emails(db, first_aid, "office@example.org")
    go_on = Flag()
    letters.as_taken = lambda: go_on.wait(5)
    jobs.progressed.connect(lambda *_counts: jobs.cancel())
    jobs.progressed.connect(lambda *_counts: go_on.set())
    clock.look()
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told[1] == f"Messages: {STOPPED}"
    clock.look()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert len(letters.taken) == 1
