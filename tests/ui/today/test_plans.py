"""Actions and licences on Today, and where they lead."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, FirstAid
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.licence import GroupDetails, LicenceDetails
from trainingdesk.services.actions import add_action
from trainingdesk.services.desk import Desk
from trainingdesk.services.licence_groups import add_group
from trainingdesk.services.licences import add_licences
from trainingdesk.services.today import Work
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.today.place import TodayPlace
from ui.today.work_card import WorkCard

YESTERDAY: date = BEFORE - timedelta(days=1)


@pytest.fixture
def place(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs, first_aid: FirstAid) -> TodayPlace:
    made = TodayPlace(live, way, jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_at(Where("Today"))
    made.show()
    return made


def card(place: TodayPlace, work: Work) -> WorkCard:
    return next(each for each in place.work.shown if each.work is work)


def test_an_overdue_action_shows_at_once_and_opens_the_plan(
    desk: Desk, place: TodayPlace, way: Way
) -> None:
    with desk.changing("Plan") as db:
        number = add_action(db, ActionDetails("Write", "Sam", YESTERDAY))
    (line,) = card(place, Work.ACTIONS).lines
    assert (line.line.text, line.line.end, line.line.tone) == ("Write", "Overdue, Sam", "amber")
    assert "1 cannot wait" in place.heading.about.text()
    with desk.changing("Plan more") as db:
        for _ in range(999):
            add_action(db, ActionDetails("Write", "Sam", YESTERDAY))
    assert "1,000 cannot wait" in place.heading.about.text()
    line.click()
    assert way.here == Where("Programme", kind="actions", id=number, year="2026-27")


def test_a_licence_to_renew_opens_the_licences(
    desk: Desk, place: TodayPlace, way: Way, first_aid: FirstAid
) -> None:
    with desk.changing("Bind") as db:
        group = add_group(db, GroupDetails("Chaperones"))
        told = LicenceDetails(group, renew_on=BEFORE + timedelta(days=56))
        (number,) = add_licences(db, [first_aid.ada], told)
    (line,) = card(place, Work.LICENCES).lines
    assert (line.line.text, line.line.end) == ("Ada King", "Chaperones")
    line.click()
    assert way.here == Where("Delegates", kind="licences", id=number, year="2026-27")
