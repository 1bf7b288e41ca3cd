"""What the window does by itself while time goes on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from threading import Event as Flag

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import URL, func, select

from tests.conftest import NOON
from tests.services.queueing import Queueing, queue_up
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.clock import ENDED
from trainingdesk.services.desk import Change, Desk
from trainingdesk.storage.models import Audit
from ui.clock import EVERY
from ui.main_window import MainWindow
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way


@dataclass
class Hands:
    """The time that it is on the desk."""

    now: datetime = NOON

    def today(self) -> date:
        return self.now.date()


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def desk(address: URL, hands: Hands) -> Iterator[Desk]:
    desk = Desk(address, who="sam", today=hands.today, now=lambda: hands.now)
    yield desk
    desk.close()


@pytest.fixture
def line(desk: Desk) -> Queueing:
    """Alan has an offer for three days, Edsger waits behind him."""
    line = queue_up(desk)
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Ada")
    return line


@pytest.fixture
def window(qtbot: QtBot, line: Queueing, way: Way, jobs: Jobs) -> MainWindow:
    window = MainWindow(LiveDesk(line.desk), way, jobs)
    qtbot.addWidget(window)
    return window


def test_what_ran_out_while_the_desk_was_shut_ends_as_the_window_begins(
    window: MainWindow, line: Queueing, hands: Hands
) -> None:
    hands.now += timedelta(days=3)
    window.begin()
    assert (line.standing()["Alan"], line.standing()["Edsger"]) == ("Cancelled", "Offered")
    assert window.foot.said.text() == (
        "Ended offers that ran out. Edsger Nr3 has the offer of a place, from the waiting list."
    )
    assert line.desk.undo_title == ENDED
    line.desk.undo()
    assert line.standing()["Alan"] == "Offered"


def test_it_looks_each_minute_and_stops_with_the_window(
    qtbot: QtBot, window: MainWindow, line: Queueing, hands: Hands
) -> None:
    window.begin()
    assert timedelta(minutes=1) / timedelta(milliseconds=1) == EVERY
    assert (window.clock.timer.isActive(), window.clock.timer.interval()) == (True, EVERY)
    hands.now += timedelta(days=3)
    with qtbot.waitSignal(window.clock.timer.timeout):
        window.clock.timer.setInterval(1)
    assert line.standing()["Alan"] == "Cancelled"
    window.close()
    assert not window.clock.timer.isActive()


def test_where_nothing_ran_out_nothing_is_written_and_nobody_is_told(
    window: MainWindow, line: Queueing, hands: Hands
) -> None:
    told: list[Change] = []
    line.desk.on_change(told.append)

    def entries() -> int:
        with line.desk.reading() as db:
            return db.scalars(select(func.count(Audit.id))).one()

    before = entries()
    window.begin()
    hands.now += timedelta(days=2)
    window.clock.look()
    assert (entries(), told) == (before, [])
    hands.now += timedelta(days=1)
    window.clock.look()
    assert (entries(), [change.label for change in told]) == (before + 1, [ENDED])


def test_it_does_not_look_during_other_work(
    qtbot: QtBot, window: MainWindow, line: Queueing, hands: Hands, jobs: Jobs
) -> None:
    go_on = Flag()
    hands.now += timedelta(days=3)
    with qtbot.waitSignal(jobs.ended):
        jobs.run(lambda _progress: go_on.wait(), lambda _: None)
        window.clock.look()
        assert line.standing()["Alan"] == "Offered"
        go_on.set()
    window.clock.look()
    assert line.standing()["Alan"] == "Cancelled"
