"""Places kept for an agency, of which its own people wait."""

import pytest

from tests.conftest import STARTS
from tests.services.queueing import Queueing, stamp
from tests.worlds import set_up_once
from trainingdesk.domain.waiting import Promotion, ShareKind
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.holds import PlacesKept, holds_on, keep_places
from trainingdesk.services.offers import give_by_hand
from trainingdesk.services.overriding import overbook
from trainingdesk.services.queued import queued_on
from trainingdesk.services.several_dates import wait_for_dates
from trainingdesk.storage.models import PlaceShare


@pytest.fixture
@set_up_once
def kept(line: Queueing) -> Queueing:
    """Two places: Grace of the police has one, and one is kept for the library."""
    line.book("Grace")
    keep(line, line.first)
    return line


def keep(line: Queueing, event: int) -> None:
    with line.desk.changing("Keep") as db:
        keep_places(db, event, PlacesKept(line.library, 1, STARTS), by=stamp())


def named(line: Queueing) -> list[int]:
    with line.desk.reading() as db:
        return [hold.named for hold in holds_on(db, line.first)]


def test_one_that_is_free_again_goes_to_whoever_of_the_agency_waits(kept: Queueing) -> None:
    kept.book("Ada", "Edsger", "Alan")
    kept.undone(kept.standing, lambda: kept.cancel("Ada"))
    assert kept.standing()["Alan"] == "Booked"
    assert kept.standing()["Edsger"] == "Waiting"
    assert named(kept) == [1]


def test_so_does_one_for_the_agency_into_which_theirs_went(kept: Queueing) -> None:
    kept.book("Ada", "Alan")
    with kept.desk.changing("Merge") as db:
        today = stamp().today
        merge_agencies(db, kept.library, kept.nobodys, on=today, today=today)
    kept.cancel("Ada")
    assert kept.standing()["Alan"] == "Booked"
    assert named(kept) == [1]


def test_it_is_offered_where_places_are(kept: Queueing) -> None:
    kept.rule(Promotion.OFFERED)
    kept.book("Ada", "Alan")
    kept.cancel("Ada")
    assert kept.standing()["Alan"] == "Offered"
    assert named(kept) == [1]


def test_a_newcomer_does_not_overtake_colleagues_who_wait(kept: Queueing) -> None:
    kept.rule(Promotion.BY_HAND)
    kept.book("Ada", "Alan")
    kept.cancel("Ada")
    kept.book("Barbara")
    assert (kept.standing()["Alan"], kept.standing()["Barbara"]) == ("Waiting", "Waiting")
    kept.act(give_by_hand, "Alan")
    assert kept.standing()["Alan"] == "Booked"
    assert named(kept) == [1]


def test_nobody_is_given_what_others_were_overbooked_into(kept: Queueing) -> None:
    kept.rule(Promotion.BY_HAND)
    kept.book("Ada", "Alan")
    kept.cancel("Ada")
    with kept.desk.changing("Overbook") as db:
        edsger = kept.people["Edsger"]
        overbook(db, event_id=kept.first, delegate_id=edsger, reason="Agreed", by=stamp())
    kept.rule(Promotion.BOOKED)
    with kept.desk.reading() as db:
        (why,) = queued_on(db, kept.first, by=stamp()).values()
    assert why.why_not == "No place is free."


def test_whoever_would_wait_for_several_dates_has_what_is_kept_for_them(line: Queueing) -> None:
    line.book("Grace", "Edsger")
    keep(line, line.second)
    with line.desk.changing("Wait") as db:
        dates = line.first, line.second
        got = wait_for_dates(db, delegate_id=line.people["Ada"], event_ids=dates, by=stamp())
    assert got == "RISK-2"


def test_but_no_place_beyond_the_cap_of_their_agency(line: Queueing) -> None:
    line.book("Grace", "Edsger")
    with line.desk.changing("Cap") as db:
        cap = {"kind": ShareKind.CAP, "places": 0, "agency_id": line.library}
        db.add(PlaceShare(event_id=line.second, **cap))
    with line.desk.changing("Wait") as db:
        dates = line.first, line.second
        got = wait_for_dates(db, delegate_id=line.people["Ada"], event_ids=dates, by=stamp())
    assert got == ""
    assert line.standing(line.second)["Ada"] == "Waiting"
