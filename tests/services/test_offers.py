"""Offers of a place, answered or not, and places given out of turn."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.conftest import NOON, STARTS
from tests.services.queueing import Queueing, stamp
from tests.worlds import set_up_once
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.last_day import last_day_to_answer
from trainingdesk.domain.refusals import EventClosed, EventNotOpen, Invalid, Refused, Unknown
from trainingdesk.domain.waiting import OfferAnswer, Promotion
from trainingdesk.services.bookings import cancel
from trainingdesk.services.offers import accept, decline, give_by_hand, give_priority, offer_place
from trainingdesk.services.places import queue_of
from trainingdesk.services.queued import NO_END, queued_on
from trainingdesk.storage.models import Booking, Offer, Turn


@pytest.fixture
@set_up_once
def full(line: Queueing) -> Queueing:
    """Two have a place, three wait."""
    line.book("Ada", "Grace", "Alan", "Edsger", "Barbara")
    return line


@pytest.fixture
@set_up_once
def offered(full: Queueing) -> Queueing:
    """Alan has an offer; two wait behind him."""
    full.rule(Promotion.OFFERED)
    full.cancel("Ada")
    return full


def answers(line: Queueing) -> list[tuple[OfferAnswer | None, str]]:
    with line.desk.reading() as db:
        rows = db.execute(select(Offer.answer, Offer.said).order_by(Offer.id))
        return [(row.answer, row.said) for row in rows]


def queue(line: Queueing) -> list[str]:
    with line.desk.reading() as db:
        names = {line.of(db, name): name for name in line.people}
        return [names[number] for number in queue_of(db, line.first)]


def test_an_accepted_offer_becomes_a_booking(offered: Queueing) -> None:
    offered.undone(offered.standing, lambda: offered.act(accept, "Alan", said="By e-mail"))
    assert offered.standing()["Alan"] == "Booked"
    assert answers(offered) == [(OfferAnswer.ACCEPTED, "By e-mail")]
    assert offered.told("Alan")[-1][1] == "Accepted the offer: By e-mail"


def test_a_decline_is_a_reply_that_is_kept_and_the_place_passes_on(offered: Queueing) -> None:
    offered.undone(offered.standing, lambda: offered.act(decline, "Alan", said="On leave"))
    assert (offered.standing()["Alan"], offered.standing()["Edsger"]) == ("Cancelled", "Offered")
    assert answers(offered) == [(OfferAnswer.DECLINED, "On leave"), (None, "")]
    assert offered.told("Alan")[-1][1] == "Declined the offer: On leave"


@pytest.mark.parametrize("answer", [accept, decline])
def test_an_answer_that_comes_too_late_is_refused(offered: Queueing, answer: object) -> None:
    with pytest.raises(Refused, match="Alan Nr2 has no open offer of a place"):
        offered.act(answer, "Alan", by=stamp(days=3))  # type: ignore[arg-type]
    assert offered.standing()["Alan"] == "Offered"


def test_an_offer_ends_on_the_morning_of_the_event_at_the_latest(full: Queueing) -> None:
    full.change(places=3)
    late = stamp(days=39)
    full.act(offer_place, "Alan", by=late)
    with full.desk.reading() as db:
        until = db.scalars(select(Offer.expires_at)).one()
    assert until == late.at + timedelta(hours=11)  # midnight in summer
    assert last_day_to_answer(until) == STARTS - timedelta(days=1)


def test_an_offer_is_not_made_on_the_day_of_the_event(full: Queueing) -> None:
    full.change(places=3)
    with pytest.raises(Refused, match="too late for an offer"):
        full.act(offer_place, "Alan", by=stamp(days=40))
    full.act(give_by_hand, "Alan", by=stamp(days=40))
    assert full.standing()["Alan"] == "Booked"


@pytest.mark.parametrize(("act", "stands"), [(offer_place, "Offered"), (give_by_hand, "Booked")])
def test_a_free_place_is_given_out_of_turn(full: Queueing, act: object, stands: str) -> None:
    full.change(places=3)
    full.undone(full.standing, lambda: full.act(act, "Barbara"))  # type: ignore[arg-type]
    assert (full.standing()["Barbara"], full.standing()["Alan"]) == (stands, "Waiting")


@pytest.mark.parametrize("act", [offer_place, give_by_hand])
def test_a_place_that_is_not_free_or_not_wanted_is_not_given(full: Queueing, act: object) -> None:
    with pytest.raises(Refused, match="No place is free"):
        full.act(act, "Alan")  # type: ignore[arg-type]
    full.change(places=3)
    with pytest.raises(Refused, match="Ada Nr0 does not wait"):
        full.act(act, "Ada")  # type: ignore[arg-type]
    with pytest.raises(Unknown):
        full.act(act, "Donald")  # type: ignore[arg-type]


def test_an_open_offer_counts_once(offered: Queueing) -> None:
    with pytest.raises(Refused, match="No place is free"):
        offered.act(offer_place, "Edsger")
    with pytest.raises(Refused, match="does not wait"):
        offered.act(offer_place, "Alan")
    assert answers(offered) == [(None, "")]


@pytest.mark.parametrize("act", [offer_place, give_by_hand])
def test_of_an_event_that_is_off_no_place_is_given(full: Queueing, act: object) -> None:
    full.change(places=3, status=EventStatus.POSTPONED)
    with pytest.raises(EventNotOpen, match="marked Postponed"):
        full.act(act, "Alan")  # type: ignore[arg-type]


def test_an_offer_of_an_event_that_is_off_can_be_declined_but_not_accepted(
    offered: Queueing,
) -> None:
    offered.change(status=EventStatus.CANCELLED)
    with pytest.raises(EventNotOpen, match="marked Cancelled"):
        offered.act(accept, "Alan")
    offered.act(decline, "Alan")
    assert (offered.standing()["Alan"], offered.standing()["Edsger"]) == ("Cancelled", "Waiting")


@pytest.mark.parametrize("act", [accept, decline, offer_place, give_by_hand])
def test_a_closed_register_leaves_the_queue_as_it_is(offered: Queueing, act: object) -> None:
    offered.change(register_closed_on=STARTS)
    with pytest.raises(EventClosed):
        offered.act(act, "Alan")  # type: ignore[arg-type]


def test_withdrawing_ends_the_offer_and_passes_it_on(offered: Queueing) -> None:
    offered.act(cancel, "Alan", reason="Changed jobs")
    assert answers(offered) == [(OfferAnswer.WITHDRAWN, ""), (None, "")]
    assert offered.standing()["Edsger"] == "Offered"


@pytest.mark.parametrize(("answer", "stands"), [(accept, "Booked"), (decline, "Cancelled")])
def test_an_offer_that_came_in_a_workbook_is_answered_too(
    full: Queueing, answer: object, stands: str
) -> None:
    with full.desk.changing("Import") as db:
        db.get_one(Booking, full.of(db, "Alan")).status = BookingStatus.OFFERED
    with full.desk.reading() as db:
        told = queued_on(db, full.first, by=stamp())[full.of(db, "Alan")]
    assert (told.turn, told.why_not, told.offered_until) == (1, NO_END, None)
    full.act(answer, "Alan", said="")  # type: ignore[arg-type]
    assert full.standing()["Alan"] == stands


# -- priority


def test_priority_with_its_reason_goes_before_and_behind_the_order(full: Queueing) -> None:
    full.undone(
        lambda: queue(full),
        lambda: full.act(give_priority, "Barbara", priority=1, reason=" Head asked "),
    )
    assert queue(full) == ["Barbara", "Alan", "Edsger"]
    full.act(give_priority, "Alan", priority=-1, reason="Was there last year")
    assert queue(full) == ["Barbara", "Edsger", "Alan"]
    with full.desk.reading() as db:
        turn = db.get_one(Turn, full.of(db, "Barbara"))
        assert (turn.reason, turn.who, turn.at) == ("Head asked", "sam", NOON)
    assert full.cancel("Ada") == ["Barbara Nr4"]


def test_among_equals_the_order_is_kept(full: Queueing) -> None:
    full.act(give_priority, "Barbara", priority=1, reason="Head asked")
    full.act(give_priority, "Edsger", priority=1, reason="New in the job")
    assert queue(full) == ["Edsger", "Barbara", "Alan"]


def test_priority_is_changed_and_taken_back(full: Queueing) -> None:
    full.act(give_priority, "Barbara", priority=0, reason="")
    full.act(give_priority, "Barbara", priority=1, reason="Head asked")
    full.act(give_priority, "Barbara", priority=-1, reason="She can wait")
    assert queue(full) == ["Alan", "Edsger", "Barbara"]
    full.undone(
        lambda: (queue(full), turns(full)),
        lambda: full.act(give_priority, "Barbara", priority=0, reason=""),
    )
    assert turns(full) == []


def turns(line: Queueing) -> list[int]:
    with line.desk.reading() as db:
        return list(db.scalars(select(Turn.priority)))


def test_priority_needs_a_reason_and_somebody_who_waits(full: Queueing) -> None:
    with pytest.raises(Invalid) as refused:
        full.act(give_priority, "Barbara", priority=1, reason=" ")
    assert refused.value.problems == {"reason": "Say why they go before the others, or after them."}
    with pytest.raises(Refused, match="Ada Nr0 does not wait"):
        full.act(give_priority, "Ada", priority=1, reason="Head asked")
