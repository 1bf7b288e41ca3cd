"""A policy tried on a year, on its page."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import STARTS, FirstAid
from tests.services.charging.kept import keep, raise_charge
from tests.ui.delegates.conftest import unnamed
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.charging.boards import BRENT, SUTTON
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.charging.policies import remove_policy, save_policy
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking, Event, Mark
from ui.charging.what_if_page import WhatIfPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way


@pytest.fixture
@set_up_once
def absent(desk: Desk, first_aid: FirstAid) -> int:
    """Ada stayed away, and it was charged."""
    with desk.changing("Set up") as db:
        db.get_one(Event, first_aid.event).register_closed_on = STARTS
        ids = {"delegate_id": first_aid.ada, "agency_id": first_aid.agency}
        booking = Booking(event_id=first_aid.event, **ids, status=BookingStatus.BOOKED)
        db.add(booking)
        db.flush()
        cell = {"booking_id": booking.id, "session_id": first_aid.session}
        db.add(Mark(**cell, attendance=Attendance.ABSENT))
        number = booking.id
    raise_charge(desk, keep(desk, SUTTON), number, 75_00, waived=25_00)
    return number


@pytest.fixture
def page(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs, absent: int) -> WhatIfPage:
    assert absent
    made = WhatIfPage(live, way, jobs)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_policy_is_tried_on_a_year_beside_what_happened(page: WhatIfPage) -> None:
    assert page.would.text() == "Would have been charged: 1 charge, £75.00. Income £75.00."
    page.policy.setCurrentText("Brent")
    assert page.would.text() == "Would have been charged: 1 charge, £50.00. Income £50.00."
    did = "Was charged in 2026-27: 1 charge, £75.00; 1 waived, £25.00. Income £50.00."
    assert page.did.text() == did
    assert page.list.shown == 1
    page.list.seek("nobody")
    assert page.list.shown == 0
    page.list.seek("")
    page.policy.setCurrentText("Plymouth")
    assert page.without_price.words.text().startswith("1 booking would owe a share of a price")
    assert page.would.text() == "Would have been charged: nobody."


def test_another_year_is_chosen_and_the_choice_stays(desk: Desk, page: WhatIfPage) -> None:
    page.policy.setCurrentText("Brent")
    page.show_year(TrainingYear(2027))
    assert [page.of_year.itemText(n) for n in range(2)] == ["2027-28", "2026-27"]
    assert page.policy.currentText() == "Brent"
    assert page.did.text() == "Was charged in 2027-28: nobody."
    page.of_year.setCurrentText("2026-27")
    assert page.list.shown == 1
    keep(desk, SUTTON, date(2030, 4, 1))
    assert page.of_year.currentText() == "2026-27"


def test_every_part_has_a_name(page: WhatIfPage) -> None:
    assert unnamed(page) == []


def test_the_policy_that_is_tried_stays_chosen_while_it_is_written(
    desk: Desk, page: WhatIfPage
) -> None:
    assert page.policy.currentText() == "As it was in force"
    number = keep(desk, replace(SUTTON, title="Draft"), None)
    page.policy.setCurrentText("Ours: Draft (Half-written)")
    with desk.changing("Rename") as db:
        save_policy(db, number, replace(BRENT, title="Ours at last"))
    assert page.policy.currentText() == "Ours: Ours at last (Half-written)"
    assert page.would.text().startswith("Would have been charged: 1 charge, £50.00.")
    with desk.changing("Remove") as db:
        remove_policy(db, number)
    assert page.policy.currentText() == "As it was in force"


def test_a_group_without_a_price_is_told_apart_from_a_price_that_is_not_recorded(
    desk: Desk, page: WhatIfPage
) -> None:
    lines = tuple(replace(line, groups=("School",)) for line in SUTTON.lines)
    keep(desk, replace(SUTTON, title="Draft", lines=lines), None)
    page.policy.setCurrentText("Ours: Draft (Half-written)")
    said = page.without_price.words.text()
    assert said == (
        "1 booking stands nowhere below: this policy says no price for the charging group of the "
        "agency (no group)."
    )
