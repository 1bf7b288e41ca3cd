"""One path passes on whatever place became free: to whom, and why not to the others."""

from datetime import date, timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from tests.conftest import NOON, STARTS
from tests.services.queueing import Queueing, stamp
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.waiting import Promotion, ShareKind
from trainingdesk.services.clock import ENDED, end_what_ran_out_by_now
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.offers import accept, give_by_hand, offer_place
from trainingdesk.services.passing import (
    BY_HAND,
    RAN_OUT,
    TOO_LATE,
    events_run_out,
    pass_on_each,
    pass_on_what_ran_out,
    pass_places_on,
    passing_on,
)
from trainingdesk.services.places import places_of
from trainingdesk.services.several_dates import wait_for_dates
from trainingdesk.services.statuses import open_event
from trainingdesk.storage.models import Booking, Event, Offer, PlaceHold, PlaceShare

B = BookingStatus


def why_not(line: Queueing, *, by: Stamp | None = None, event: int = 0) -> set[str]:
    with line.desk.reading() as db:
        passing = passing_on(db, db.get_one(Event, event or line.first), by=by or stamp())
        return set(passing.why_not.values())


def pass_on(line: Queueing, by: Stamp | None = None, *, by_hand: bool = False) -> list[str]:
    with line.desk.changing("Pass on") as db:
        return pass_places_on(db, open_event(db, line.first), by=by or stamp(), by_hand=by_hand)


def keep(line: Queueing, *, until: date, places: int = 1, event: int = 0) -> None:
    with line.desk.changing("Keep") as db:
        db.add(
            PlaceHold(
                event_id=event or line.first,
                agency_id=line.nobodys,
                places=places,
                until=until,
                made_at=NOON,
            )
        )


def cap(line: Queueing, places: int, **whose: object) -> None:
    with line.desk.changing("Cap") as db:
        db.add(PlaceShare(kind=ShareKind.CAP, places=places, **whose))


# -- the three rules


def test_a_free_place_is_booked_at_once_where_the_board_says_so(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan", "Edsger")
    assert line.cancel("Ada") == ["Alan Nr2"]
    assert line.standing() == {
        "Ada": "Cancelled",
        "Grace": "Booked",
        "Alan": "Booked",
        "Edsger": "Waiting",
    }
    assert line.told("Alan") == [(B.WAITING, ""), (B.BOOKED, "A place became free.")]
    assert why_not(line) == {"No place is free."}


def test_a_free_place_is_offered_where_the_board_says_so_and_is_held_meanwhile(
    line: Queueing,
) -> None:
    line.rule(Promotion.OFFERED, days=5)
    line.book("Ada", "Grace", "Alan", "Edsger")
    assert line.cancel("Ada") == ["Alan Nr2"]
    assert line.standing()["Alan"] == "Offered"
    with line.desk.reading() as db:
        places = places_of(db, line.first)
        offer = db.scalars(select(Offer)).one()
    assert (places.booked, places.offered, places.free, places.waiting) == (1, 1, 0, 1)
    assert offer.expires_at == NOON + timedelta(days=5)
    assert line.told("Alan")[-1] == (B.OFFERED, "Has an offer until 6 May 2026.")


def test_nobody_is_given_a_place_where_that_is_done_by_hand_until_it_is_asked_for(
    line: Queueing,
) -> None:
    line.rule(Promotion.BY_HAND)
    line.book("Ada", "Grace", "Alan")
    assert line.cancel("Ada") == []
    assert why_not(line) == {BY_HAND}
    assert pass_on(line, by_hand=True) == ["Alan Nr2"]
    assert line.standing()["Alan"] == "Booked"


def test_an_act_that_gave_a_place_is_undone_with_all_that_came_of_it(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan")
    line.undone(line.standing, lambda: line.cancel("Ada"))
    line.desk.undo()
    line.rule(Promotion.OFFERED)
    line.undone(line.standing, lambda: line.cancel("Ada"))


# -- why nobody


@pytest.mark.parametrize(
    ("values", "by", "said"),
    [
        ({"register_closed_on": STARTS}, stamp(), "The register is closed."),
        ({"status": EventStatus.CANCELLED}, stamp(), "The event is marked Cancelled."),
        ({"status": EventStatus.POSTPONED}, stamp(), "The event is marked Postponed."),
        ({}, stamp(days=41), "The event has begun."),
    ],
)
def test_nobody_is_given_a_place_of_an_event_that_is_off_or_over(
    line: Queueing, values: dict[str, object], by: Stamp, said: str
) -> None:
    line.book("Ada", "Grace", "Alan")
    line.change(places=3, **values)
    assert why_not(line, by=by) == {said}
    if "register_closed_on" not in values:
        assert pass_on(line, by) == []


def test_on_the_day_itself_a_place_is_booked_but_not_offered(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan")
    line.change(places=3)
    on_the_day = stamp(days=40)
    assert why_not(line, by=on_the_day) == {TOO_LATE}
    assert pass_on(line, on_the_day) == []
    line.rule(Promotion.BOOKED)
    assert pass_on(line, on_the_day) == ["Alan Nr2"]


def test_where_nobody_waits_there_is_nobody_to_say_why_of(line: Queueing) -> None:
    line.book("Ada")
    assert why_not(line) == set()
    assert pass_on(line) == []


# -- caps


def test_an_agency_at_its_cap_is_passed_over_and_told_so(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan", "Edsger")
    cap(line, 1, event_id=line.first, agency_id=line.library)
    line.change(places=3)
    assert pass_on(line) == ["Edsger Nr3"]
    assert why_not(line) == {"Library has 1 of the 1 place it may have."}


def test_the_cap_of_a_sector_counts_all_its_agencies(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan", "Edsger")
    cap(line, 1, event_id=line.first, sector="Police")
    line.change(places=4)
    assert pass_on(line) == ["Alan Nr2"]
    assert why_not(line) == {"Police has 1 of the 1 place it may have."}


def test_the_cap_of_the_event_goes_before_the_cap_of_its_course(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan", "Barbara")
    cap(line, 1, course_id=line.course, agency_id=line.library)
    line.change(places=4)
    assert pass_on(line) == []
    cap(line, 2, event_id=line.first, agency_id=line.library)
    assert pass_on(line) == ["Alan Nr2"]
    assert why_not(line) == {"Library has 2 of the 2 places it may have."}


def test_a_wish_for_so_many_places_stops_nobody(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan")
    with line.desk.changing("Aim") as db:
        aim = {"kind": ShareKind.AIM, "places": 0, "agency_id": line.library}
        db.add(PlaceShare(event_id=line.first, **aim))
    line.change(places=3)
    assert pass_on(line) == ["Alan Nr2"]


# -- by the clock


def test_an_offer_whose_time_is_over_passes_to_the_next(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Ada")
    almost = stamp(days=3 - 1 / 86400)
    with line.desk.changing("End") as db:
        assert events_run_out(db, by=almost) == []
        assert pass_on_what_ran_out(db, by=almost) == []
        assert pass_on_what_ran_out(db, by=stamp(days=3)) == ["Edsger Nr3"]
    assert line.standing()["Alan"] == "Cancelled"
    assert line.standing()["Edsger"] == "Offered"
    assert line.told("Alan")[-1] == (B.CANCELLED, RAN_OUT)
    line.desk.undo()
    assert line.standing()["Alan"] == "Offered"


def test_a_place_kept_for_an_agency_is_released_after_its_last_day(line: Queueing) -> None:
    line.change(places=3)
    keep(line, until=NOON.date())
    line.book("Ada", "Grace", "Alan")
    assert why_not(line) == {"No place is free."}
    with line.desk.changing("End") as db:
        assert pass_on_what_ran_out(db, by=stamp()) == []
        assert pass_on_what_ran_out(db, by=stamp(days=1)) == ["Alan Nr2"]
        released = db.scalars(select(PlaceHold.released_on)).all()
    assert released == [NOON.date() + timedelta(days=1)]


def test_of_a_closed_register_nothing_runs_out(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan")
    line.cancel("Ada")
    keep(line, until=NOON.date())
    line.change(register_closed_on=STARTS)
    with line.desk.changing("End") as db:
        assert pass_on_what_ran_out(db, by=stamp(days=50)) == []
    assert line.standing()["Alan"] == "Offered"


def test_an_event_closed_or_removed_just_before_its_turn_is_left_alone(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan")
    line.cancel("Ada")
    line.change(register_closed_on=STARTS)
    with line.desk.changing("End") as db:
        assert pass_on_each(db, [line.first, -1], by=stamp(days=4)) == []
    assert line.standing()["Alan"] == "Offered"


def test_the_clock_acts_by_itself_only_where_something_ran_out(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Ada")
    told: list[str] = []
    later = Desk(
        line.desk.address,
        who="kim",
        today=lambda: stamp(days=4).today,
        now=lambda: stamp(days=4).at,
    )
    later.on_change(lambda change: told.append(change.label))
    try:
        assert end_what_ran_out_by_now(later) == ["Edsger Nr3"]
        assert end_what_ran_out_by_now(later) == []
    finally:
        later.close()
    assert told == [ENDED]
    assert end_what_ran_out_by_now(line.desk) == []
    assert line.desk.undo_title == "Act"


def test_the_clock_waits_while_somebody_else_is_at_work(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace", "Alan")
    line.cancel("Ada")
    later = Desk(line.desk.address, today=lambda: stamp(days=4).today, now=lambda: stamp(days=4).at)
    found: list[list[str]] = []
    with later.alone("Import"):
        thread = Thread(target=lambda: found.append(end_what_ran_out_by_now(later)))
        thread.start()
        thread.join()
    assert found == [[]]
    assert line.standing()["Alan"] == "Offered"
    later.close()


# -- one wait for several dates


def both(line: Queueing, name: str, by: Stamp | None = None) -> str:
    with line.desk.changing("Wait") as db:
        return wait_for_dates(
            db,
            delegate_id=line.people[name],
            event_ids=[line.first, line.second],
            by=by or stamp(),
        )


def test_a_place_on_one_date_ends_the_wait_for_the_others(line: Queueing) -> None:
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    assert both(line, "Alan") == ""
    line.undone(lambda: (line.standing(), line.standing(line.second)), lambda: line.cancel("Ada"))
    assert line.standing()["Alan"] == "Booked"
    assert line.standing(line.second)["Alan"] == "Cancelled"
    assert line.told("Alan", line.second)[-1] == (B.CANCELLED, "Has a place on RISK-1.")


def test_whoever_has_an_offer_of_another_date_is_not_given_a_second(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    both(line, "Alan")
    line.book("Barbara")
    line.cancel("Edsger", event=line.second)
    assert line.standing(line.second)["Alan"] == "Offered"
    assert why_not(line) == {"Has an offer of RISK-2.", "No place is free."}
    assert line.cancel("Ada") == ["Barbara Nr4"]


def test_an_open_offer_of_another_date_ends_with_the_wait_and_passes_on(line: Queueing) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    both(line, "Alan")
    line.book("Donald", event=line.second)
    line.cancel("Edsger", event=line.second)
    line.change(places=3)
    facts = lambda: (line.standing(), line.standing(line.second))  # noqa: E731
    line.undone(facts, lambda: line.act(give_by_hand, "Alan"))
    assert line.standing()["Alan"] == "Booked"
    assert line.standing(line.second) == {
        "Edsger": "Cancelled",
        "Alan": "Cancelled",
        "Donald": "Offered",
    }


def test_where_the_register_of_the_other_date_is_closed_its_place_goes_to_nobody(
    line: Queueing,
) -> None:
    line.rule(Promotion.OFFERED)
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    both(line, "Alan")
    line.book("Donald", event=line.second)
    line.cancel("Edsger", event=line.second)
    line.change(line.second, register_closed_on=STARTS)
    line.change(places=3)
    line.act(give_by_hand, "Alan")
    assert line.standing(line.second)["Donald"] == "Waiting"


def test_an_accepted_offer_ends_the_wait_for_the_others(line: Queueing) -> None:
    line.book("Ada", "Grace")
    line.book("Edsger", event=line.second)
    both(line, "Alan")
    line.change(places=3)
    line.act(offer_place, "Alan")
    line.act(accept, "Alan", said="By telephone")
    assert (line.standing()["Alan"], line.standing(line.second)["Alan"]) == ("Booked", "Cancelled")


def test_whoever_gave_up_never_comes_back(line: Queueing) -> None:
    line.book("Ada", "Grace", "Alan", "Edsger")
    line.cancel("Alan")
    line.cancel("Ada")
    line.change(places=9)
    pass_on(line)
    with line.desk.reading() as db:
        gone = db.scalars(select(Booking.delegate_id).where(Booking.status == B.CANCELLED)).all()
    assert set(gone) == {line.people["Ada"], line.people["Alan"]}
