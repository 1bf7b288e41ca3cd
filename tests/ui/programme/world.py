"""A desk whose day can be moved, and the place Programme in a window of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from tests.conftest import (
    AFTER,
    BEFORE,
    BY,
    NOON,
    STARTS,
    a_course,
    a_delegate,
    an_agency,
    an_event,
)
from tests.quick_databases import no_step_missing
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.desk import Desk
from trainingdesk.services.statuses import new_bookings
from ui.events.bookings_tab import BookingsTab
from ui.events.certificates_tab import CertificatesTab
from ui.events.event_page import EventPage
from ui.events.history_tab import HistoryTab
from ui.events.register_tab import RegisterTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.programme.place import ProgrammePlace
from ui.programme.programme_page import ProgrammePage

YEAR = "2026-27"
CONTROL = Qt.KeyboardModifier.ControlModifier
TWENTY = 20


@dataclass
class Clock:
    """The day it is on the desk."""

    day: date = BEFORE

    def go_after_the_event(self) -> None:
        self.day = AFTER


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(address: URL, clock: Clock) -> Iterator[Desk]:
    with no_step_missing():
        desk = Desk(address, who="sam", today=lambda: clock.day, now=lambda: NOON)
    yield desk
    desk.close()


@dataclass(frozen=True)
class Twenty:
    """An event of two days and twenty places, all of them booked."""

    event: int
    sessions: tuple[int, int]
    delegates: tuple[int, ...]


@pytest.fixture
@set_up_once
def twenty(desk: Desk) -> Twenty:
    with desk.changing("Set up twenty") as db:
        course = a_course(db, "Identifying Risk", "RISK", level="2", places=TWENTY, minimum=8)
        day, next_day = STARTS, STARTS.replace(day=11)
        event = an_event(db, course, day, next_day, places=TWENTY, reference="RISK-2601")
        agency = an_agency(db, "Westmere NHS")
        people = [a_delegate(db, agency, f"Ada {n:02}", "Adeyemi") for n in range(TWENTY)]
        new_bookings(db, event, [(person, BookingStatus.BOOKED, "") for person in people], BY)
        first, second = event.sessions
        return Twenty(event.id, (first.id, second.id), tuple(person.id for person in people))


@dataclass
class Window:
    """The place in a window, with what is asked of it."""

    place: ProgrammePlace
    way: Way
    frame: QWidget
    said: list[str]
    gone: list[Where]

    @property
    def page(self) -> ProgrammePage:
        return self.place.programme

    @property
    def event_page(self) -> EventPage:
        return self.place.event_page

    def open(self, event_id: int, tab: str = "Bookings") -> None:
        self.way.go(Where("Programme", kind="event", id=event_id, tab=tab, year=YEAR))

    def tab(self, name: str) -> QWidget:
        return self.event_page.views[name]

    @property
    def bookings(self) -> BookingsTab:
        view = self.event_page.views["Bookings"]
        assert isinstance(view, BookingsTab)
        return view

    @property
    def register(self) -> RegisterTab:
        view = self.event_page.views["Register"]
        assert isinstance(view, RegisterTab)
        return view

    @property
    def certificates(self) -> CertificatesTab:
        view = self.event_page.views["Certificates"]
        assert isinstance(view, CertificatesTab)
        return view

    @property
    def history(self) -> HistoryTab:
        view = self.event_page.views["History"]
        assert isinstance(view, HistoryTab)
        return view


@pytest.fixture
def window(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs) -> Window:
    frame = QWidget()
    qtbot.addWidget(frame)
    place = ProgrammePlace(live, way, jobs)
    QVBoxLayout(frame).addWidget(place)
    made = Window(place, way, frame, [], [])
    place.said.connect(made.said.append)

    def follow(where: Where) -> None:
        made.gone.append(where)
        if where.place == "Programme":
            place.show_at(where)

    way.gone.connect(follow)
    frame.resize(1280, 720)
    with qtbot.waitExposed(frame):
        frame.show()
    frame.activateWindow()
    return made


@pytest.fixture
def saved_as(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that the save dialog answers with, under the name it was offered."""

    def answer(_parent: object, _title: str, name: str, kinds: str) -> tuple[str, str]:
        return str(tmp_path / Path(name).name), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return tmp_path
