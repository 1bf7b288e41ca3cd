"""A wait for several dates that an offer of one of them holds up on the others."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from tests.conftest import STARTS, an_event
from tests.services.queueing import Queueing, stamp
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.exchanges import transfer
from trainingdesk.services.offers import accept, decline, offer_place
from trainingdesk.services.passing import events_run_out, pass_on_each, pass_on_what_ran_out
from trainingdesk.services.several_dates import wait_for_dates
from trainingdesk.storage.models import Booking, Course, Event, Offer


@pytest.fixture
@set_up_once
def held_up(line: Queueing) -> Queueing:
    """Alan waits for both dates; both have a place, and he has an offer of the first."""
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    wait_for_both(line, "Alan")
    line.cancel("Ada")
    line.cancel("Edsger", event=line.second)
    assert stands(line, "Alan") == ("Offered", "Waiting")
    return line


def wait_for_both(line: Queueing, name: str) -> None:
    with line.desk.changing("Wait") as db:
        both = line.first, line.second
        wait_for_dates(db, delegate_id=line.people[name], event_ids=both, by=stamp())


def stands(line: Queueing, name: str) -> tuple[str, str]:
    return line.standing()[name], line.standing(line.second)[name]


def both(line: Queueing) -> tuple[dict[str, str], dict[str, str]]:
    return line.standing(), line.standing(line.second)


def test_an_offer_that_is_declined_holds_nothing_up_elsewhere(held_up: Queueing) -> None:
    told: list[object] = []
    held_up.undone(lambda: both(held_up), lambda: told.append(held_up.act(decline, "Alan")))
    assert stands(held_up, "Alan") == ("Cancelled", "Offered")
    assert told == [["Alan Nr2 on RISK-2"]]


def test_nor_does_one_that_is_withdrawn(held_up: Queueing) -> None:
    assert held_up.cancel("Alan") == ["Alan Nr2 on RISK-2"]
    assert stands(held_up, "Alan") == ("Cancelled", "Offered")


def test_nor_does_one_that_runs_out(held_up: Queueing) -> None:
    later = stamp(days=4)
    with held_up.desk.changing("End") as db:
        assert pass_on_what_ran_out(db, by=later) == ["Alan Nr2 on RISK-2"]
    assert stands(held_up, "Alan") == ("Cancelled", "Offered")


def test_nor_does_one_that_was_given_up_for_another_date(held_up: Queueing) -> None:
    with held_up.desk.changing("Plan") as db:
        course = db.get_one(Course, held_up.course)
        third = an_event(db, course, STARTS + timedelta(days=60), reference="RISK-3").id
    held_up.book("Donald", event=third)
    with held_up.desk.changing("Transfer") as db:
        transfer(db, held_up.of(db, "Alan"), third, by=stamp())
    assert held_up.standing(third)["Alan"] == "Waiting"
    assert stands(held_up, "Alan") == ("Transferred", "Offered")


def test_one_wait_has_one_offer(line: Queueing) -> None:
    line.rule(Promotion.BY_HAND)
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    wait_for_both(line, "Alan")
    line.cancel("Ada")
    line.cancel("Edsger", event=line.second)
    line.act(offer_place, "Alan")
    with pytest.raises(Refused, match=r"Alan Nr2 has an offer of RISK-1: one wait, one place\."):
        line.act(offer_place, "Alan", event=line.second)


def test_who_accepts_is_told_of_with_whoever_gains_by_it(held_up: Queueing) -> None:
    held_up.book("Barbara", event=held_up.second)
    assert held_up.standing(held_up.second)["Barbara"] == "Offered"
    assert held_up.act(accept, "Alan") == []
    assert stands(held_up, "Alan") == ("Booked", "Cancelled")


def test_offers_of_an_event_that_is_off_do_not_run_out(held_up: Queueing) -> None:
    with held_up.desk.changing("Postpone") as db:
        db.get_one(Event, held_up.first).status = EventStatus.POSTPONED
    later = stamp(days=4)
    with held_up.desk.changing("End") as db:
        assert events_run_out(db, by=later) == []
        assert pass_on_each(db, [held_up.first], by=later) == []
    assert held_up.standing()["Alan"] == "Offered"


def test_an_offer_left_open_takes_nothing_from_whoever_has_a_place(held_up: Queueing) -> None:
    with held_up.desk.changing("Book") as db:
        db.get_one(Booking, held_up.of(db, "Alan")).status = BookingStatus.BOOKED
    with held_up.desk.changing("End") as db:
        pass_on_what_ran_out(db, by=stamp(days=4))
    assert held_up.standing()["Alan"] == "Booked"


def test_no_offer_lasts_into_a_day_that_comes_sooner(held_up: Queueing) -> None:
    sooner = stamp().today + timedelta(days=2)
    with held_up.desk.changing("Change") as db:
        details = details_of(db, held_up.first)
        (day,) = details.sessions
        moved = replace(details, sessions=(replace(day, day=sooner),))
        change_event(db, held_up.first, moved, by=stamp())
        (ends,) = db.scalars(select(Offer.expires_at).where(Offer.answered_at.is_(None)))
    assert ends == datetime.combine(sooner, time(), ZoneInfo("Europe/London"))
