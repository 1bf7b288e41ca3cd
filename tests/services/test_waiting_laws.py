"""Whatever is done to an event in whatever order, its waiting list keeps its laws.

They hold on each database. HISTORIES says how many histories are tried on each;
``make laws`` tries ten thousand.
"""

import os
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from shutil import copyfile
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL, select
from sqlalchemy.orm import Session, aliased

from tests.conftest import KINDS, NOON, STARTS, a_course, a_delegate, an_agency, an_event
from tests.quick_databases import SharedDesk
from trainingdesk.domain.agreement import Declaration
from trainingdesk.domain.booking import GIVEN_UP, HOLDS_A_PLACE, LIVE, BookingStatus
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.share import ShareDetails
from trainingdesk.domain.waiting import Promotion, ShareKind
from trainingdesk.services.agreements import agree, refuse, request
from trainingdesk.services.bookings import book, cancel
from trainingdesk.services.desk import Desk
from trainingdesk.services.events import change_event, details_of
from trainingdesk.services.exchanges import substitute, transfer
from trainingdesk.services.holds import PlacesKept, holds_on, keep_places, name_held, release
from trainingdesk.services.offers import accept, decline, give_by_hand, give_priority, offer_place
from trainingdesk.services.overriding import overbook
from trainingdesk.services.passing import (
    pass_on_what_ran_out,
    passing_on,
)
from trainingdesk.services.places import Places, overbooked_on, places_of, queue_of, waiting_on
from trainingdesk.services.several_dates import wait_for_dates
from trainingdesk.services.share_changes import set_share
from trainingdesk.storage.database import address_of
from trainingdesk.storage.models import (
    Board,
    Booking,
    Course,
    Event,
    HeldName,
    Offer,
    PlaceHold,
    PlaceShare,
    SharedWait,
)

HISTORIES = int(os.environ.get("HISTORIES", "40"))
OF_ONE_DESK = 50
"""A desk serves so many histories: each is slower for all the events of those before it."""
PEOPLE = 6
Act: TypeAlias = tuple[str, int]

acts = st.lists(
    st.tuples(
        st.sampled_from(
            [
                *("book", "book", "book", "cancel", "cancel", "accept", "decline", "by hand"),
                *("offer", "priority", "places", "keep", "release", "a day later", "undo", "redo"),
                *("request", "request", "agree", "agree", "refuse", "set cap"),
                *("substitute", "transfer", "name", "overbook"),
                *("wait for both", "wait for both", "wait for both", "cancel there", "places"),
            ]
        ),
        st.integers(0, PEOPLE - 1),
    ),
    min_size=4,
    max_size=16,
)


OFFERED_IN_TURN = "priority", "accept", "cancel", "decline", "a day later", "undo", "redo"
GIVEN_BY_HAND = "offer", "a day later", "cancel", "by hand", "request", "agree", "refuse"
KEPT_FOR_AN_AGENCY = "keep", "book", "request", "name", "keep", "a day later", "cancel", "release"
CHANGED_AROUND = (
    *("transfer", "wait for both", "cancel there", "overbook", "substitute", "set cap"),
    *("places", "keep", "name", "release", "request", "refuse", "book"),
)
"""Histories in which every act is done once; the others are left to chance."""


@dataclass
class World:
    """One desk, on which every history has an event of its own."""

    desk: Desk
    people: list[int]
    course: int
    agency: int
    now: datetime = NOON
    event: int = 0
    other: int = 0
    ended: set[int] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)

    def begin(self, places: int, rule: Promotion, cap: int | None = None, wanting: int = 0) -> None:
        """Start another history: so many were booked, and one cancelled while others waited."""
        self.now, self.ended = NOON, set()
        with self.desk.changing("Begin", undoable=False) as db:
            db.get_one(Board, 1).promotion = rule
            db.get_one(Board, 1).agreement_steps = 1
            db.get_one(Board, 1).agreement_days = 2
            course = db.get_one(Course, self.course)
            number = len(db.scalars(select(Event.id)).all())
            event = an_event(db, course, STARTS, places=places, reference=f"E{number}")
            few = max(0, places - 1)  # or hardly anybody would wait for both
            other = an_event(db, course, STARTS, places=few, reference=f"E{number + 1}")
            self.event, self.other = event.id, other.id
            if cap is not None:
                share = {"kind": ShareKind.CAP, "places": cap, "agency_id": self.agency}
                db.add(PlaceShare(event_id=event.id, **share))
            for delegate_id in self.people[:wanting]:
                book(db, event_id=event.id, delegate_id=delegate_id, by=self.desk.stamp())
            if 0 < places < wanting:
                cancel(db, booking_of(self, db, 0), reason="Ill", by=self.desk.stamp())
            if places and wanting and rule is not Promotion.BOOKED:
                request(db, event_id=event.id, delegate_id=self.people[-1], by=self.desk.stamp())

    def facts(self) -> dict[str, Any]:
        """Every row about the event, for comparing."""
        with self.desk.reading() as db:
            bookings = db.scalars(select(Booking).where(Booking.event_id == self.event)).all()
            numbers = [booking.id for booking in bookings]
            offers = db.scalars(select(Offer).where(Offer.booking_id.in_(numbers))).all()
            kept = db.scalars(select(PlaceHold).where(PlaceHold.event_id == self.event)).all()
            by_name = select(HeldName.hold_id).join(Booking, Booking.id == HeldName.booking_id)
            named = set(db.scalars(by_name.where(Booking.status.in_(HOLDS_A_PLACE))))
            return {
                "places": places_of(db, self.event),
                "standing": {each.id: each.status for each in bookings},
                "offers": {each.id: (each.booking_id, each.answer) for each in offers},
                "kept": {each.id: each.released_on for each in kept},
                "nameless": {each.id for each in kept if each.released_on is None} - named,
                "overbooked": overbooked_on(db, self.event),
                "other": (places_of(db, self.other), queue_of(db, self.other)),
                "waits": self.waits(db),
                "turns": self.turns(db),
            }

    def turns(self, db: Session) -> dict[int, tuple[int, Any]]:
        """The agency and the turn of everybody who waits, unless an offer elsewhere holds them."""
        here, other = aliased(SharedWait), aliased(SharedWait)
        query = (
            select(here.booking_id)
            .join(other, other.first_id == here.first_id)
            .join(Booking, Booking.id == other.booking_id)
            .where(Booking.status == BookingStatus.OFFERED)
        )
        held_up = set(db.scalars(query))
        waiting = waiting_on(db, self.event)
        return {
            each.booking_id: (each.agency_id, (-each.priority, each.since, each.booking_id))
            for each in waiting
            if each.booking_id not in held_up
        }

    def waits(self, db: Session) -> dict[int, list[BookingStatus]]:
        """Where each wait for both dates stands on either of them."""
        found: dict[int, list[BookingStatus]] = {}
        query = select(SharedWait.first_id, Booking.status).join(
            Booking, Booking.id == SharedWait.booking_id
        )
        both = Booking.event_id.in_([self.event, self.other])
        for first, status in db.execute(query.where(both).order_by(Booking.id)):
            found.setdefault(first, []).append(status)
        return found


@pytest.fixture(params=range(1, 1 + ceil(HISTORIES / OF_ONE_DESK)))
def one_of_many() -> None:
    """As many desks as the histories need."""


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    """Where one desk is that serves many histories."""
    if request.param == "sqlite":
        path = tmp_path / "desk.sqlite"
        return address_of(copyfile(request.getfixturevalue("new_desk_file"), path))
    shared: SharedDesk = request.getfixturevalue("shared_desk")
    return shared.emptied()


@pytest.fixture
def world(address: URL) -> Iterator[World]:
    clock: list[World] = []

    def now() -> datetime:
        return clock[0].now

    desk = Desk(address, who="sam", today=lambda: now().date(), now=now)
    clock.append(World(desk, [], 0, 0))
    with desk.changing("Begin") as db:
        agencies = [an_agency(db, "Library"), an_agency(db, "Tern Police", "Police")]
        people = [a_delegate(db, agencies[n % 2], "P", f"Number {n}") for n in range(PEOPLE)]
        course = a_course(db, "Risk", "RISK")
        made = World(desk, [each.id for each in people], course.id, agencies[0].id)
    clock[0] = made
    yield made
    desk.close()


@pytest.mark.thorough
@pytest.mark.timeout(60 + 3 * OF_ONE_DESK)  # as long as a slow machine may need
@pytest.mark.usefixtures("one_of_many")
@settings(
    max_examples=min(HISTORIES, OF_ONE_DESK),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    acts,
    st.integers(0, 3),
    st.sampled_from(Promotion),
    st.none() | st.integers(0, 2),
    st.integers(0, PEOPLE - 1),
)
def test_the_laws_hold_through_every_history(
    world: World, history: list[Act], places: int, rule: Promotion, cap: int | None, wanting: int
) -> None:
    live_through(world, history, places, rule, cap, wanting)


def test_the_laws_hold_through_histories_in_which_every_act_is_done(world: World) -> None:
    world.done.clear()
    for history, places, rule, cap, wanting in (
        ([(word, 0) for word in OFFERED_IN_TURN], 1, Promotion.OFFERED, None, 3),
        ([(word, 0) for word in GIVEN_BY_HAND], 1, Promotion.BY_HAND, None, 3),
        ([(word, 1) for word in KEPT_FOR_AN_AGENCY], 2, Promotion.OFFERED, None, 0),
        ([(word, 3) for word in CHANGED_AROUND], 2, Promotion.BOOKED, None, 2),
        ([("wait for both", 3), ("transfer", 0)], 3, Promotion.OFFERED, 0, 3),
        ([("overbook", 4), ("places", 0), ("cancel", 1)], 1, Promotion.BOOKED, None, 3),
    ):
        live_through(world, history, places, rule, cap, wanting)
    assert {*ACTS, "a day later", "undo", "redo"} - world.done.keys() == set()


def live_through(
    world: World, history: list[Act], places: int, rule: Promotion, cap: int | None, wanting: int
) -> None:
    """Do it all, and hold it to the laws after every act; then take all back, and do it again."""
    world.begin(places, rule, cap, wanting)
    for act in history:
        before = world.facts()
        with suppress(Refused):
            do(world, act)
            world.done[act[0]] += 1
        after = world.facts()
        hold(world, act[0], before, after)
    take_all_back_and_do_it_again(world)


def do(world: World, act: Act) -> None:
    word, number = act
    if word == "undo":
        world.desk.undo()
    elif word == "redo":
        world.desk.redo()
    elif word == "a day later":
        world.now += timedelta(days=1)
        with world.desk.changing("End") as db:
            pass_on_what_ran_out(db, by=world.desk.stamp())
    else:
        with world.desk.changing(word) as db:
            ACTS[word](world, db, number)


def booking_of(
    world: World,
    db: Any,
    number: int,
    statuses: Collection[BookingStatus] = LIVE,
    *,
    on_other: bool = False,
) -> int:
    """One of the bookings that stand so; where none does, one that has ended, or none."""
    query = select(Booking.id).where(Booking.event_id == (world.other if on_other else world.event))
    stand_so = db.scalars(query.where(Booking.status.in_(statuses)).order_by(Booking.id)).all()
    found = stand_so or db.scalars(query.order_by(Booking.id)).all()
    return found[number % len(found)] if found else 0


def on_booking(
    service: Callable[..., object], *statuses: BookingStatus, **more: object
) -> Callable[..., object]:
    return lambda world, db, number: service(
        db, booking_of(world, db, number, statuses or LIVE), by=world.desk.stamp(), **more
    )


def change_places(world: World, db: Any, number: int) -> None:
    details = details_of(db, world.event)
    change_event(db, world.event, replace(details, places=number), by=world.desk.stamp())


def keep_a_place(world: World, db: Any, number: int) -> None:
    until = world.now.date() + timedelta(days=number)
    keep_places(db, world.event, PlacesKept(world.agency, 1, until), by=world.desk.stamp())


def release_places(world: World, db: Any, _number: int) -> None:
    for hold in holds_on(db, world.event):
        release(db, hold.id, by=world.desk.stamp())


def send_a_colleague(world: World, db: Any, number: int) -> None:
    colleague = world.people[(number + 1) % PEOPLE]
    old = booking_of(world, db, number, {BookingStatus.BOOKED})
    substitute(db, old, colleague, reason="Agreed", by=world.desk.stamp())


def name_a_place(world: World, db: Any, number: int) -> None:
    for hold in holds_on(db, world.event)[:1]:
        name_held(db, hold.id, world.people[number], reason="Agreed", by=world.desk.stamp())


def wait_for_both(world: World, db: Any, number: int) -> None:
    """Everybody from one person on waits for both dates, but who has a place already."""
    dates, by = [world.event, world.other], world.desk.stamp()
    for delegate_id in world.people[number:]:
        with suppress(Refused):
            wait_for_dates(db, delegate_id=delegate_id, event_ids=dates, by=by)


def set_cap(world: World, db: Any, number: int) -> None:
    kept = db.scalars(select(PlaceShare).where(PlaceShare.event_id == world.event)).first()
    details = ShareDetails(agency_id=world.agency, places=number)
    opened = replace(details, places=kept.places) if kept else None
    share_id = kept.id if kept else None
    by = world.desk.stamp()
    set_share(db, world.event, details, by=by, share_id=share_id, opened=opened)


ACTS: dict[str, Callable[..., object]] = {
    "book": lambda world, db, number: book(
        db, event_id=world.event, delegate_id=world.people[number], by=world.desk.stamp()
    ),
    "cancel": on_booking(cancel, reason="Ill"),
    "accept": on_booking(accept, BookingStatus.OFFERED),
    "decline": on_booking(decline, BookingStatus.OFFERED),
    "by hand": on_booking(give_by_hand, BookingStatus.WAITING),
    "offer": on_booking(offer_place, BookingStatus.WAITING),
    "priority": lambda world, db, number: give_priority(
        db,
        booking_of(world, db, number, {BookingStatus.WAITING}),
        priority=number % 3 - 1,
        reason="Asked",
        by=world.desk.stamp(),
    ),
    "request": lambda world, db, number: request(
        db, event_id=world.event, delegate_id=world.people[number], by=world.desk.stamp()
    ),
    "agree": lambda world, db, number: agree(
        db,
        booking_of(world, db, number, {BookingStatus.REQUESTED}),
        step=1,
        declared=Declaration("Jo", on=world.now.date()),
        by=world.desk.stamp(),
    ),
    "refuse": on_booking(refuse, BookingStatus.REQUESTED, reason="No cover"),
    "set cap": set_cap,
    "places": change_places,
    "keep": keep_a_place,
    "release": release_places,
    "substitute": send_a_colleague,
    "transfer": lambda world, db, number: transfer(
        db, booking_of(world, db, number), world.other, reason="Agreed", by=world.desk.stamp()
    ),
    "wait for both": wait_for_both,
    "cancel there": lambda world, db, number: cancel(
        db,
        booking_of(world, db, number, on_other=True),
        reason="Ill",
        by=world.desk.stamp(),
    ),
    "name": name_a_place,
    "overbook": lambda world, db, number: overbook(
        db,
        event_id=world.event,
        delegate_id=world.people[number],
        reason="Agreed",
        by=world.desk.stamp(),
    ),
}


OUT_OF_TURN = {"by hand", "offer", "name", "overbook", "substitute", "undo", "redo"}
"""Acts that give a place to whom the user means, or put things as they were."""


def hold(world: World, word: str, before: dict[str, Any], after: dict[str, Any]) -> None:
    """What is true after every act."""
    places: Places = after["places"]
    standing: dict[int, BookingStatus] = after["standing"]
    assert places.over <= after["overbooked"]
    assert places.lacking <= after["overbooked"]
    assert after["other"][0].over == 0
    for stands in after["waits"].values():
        has_one = sum(each in HOLDS_A_PLACE for each in stands)
        assert has_one <= 1
        assert BookingStatus.BOOKED not in stands or BookingStatus.WAITING not in stands
    holders = [each for each in standing.values() if each in LIVE - {BookingStatus.WAITING}]
    assert len(holders) == places.held
    assert len(after["nameless"]) == places.kept  # each of them keeps one place
    open_offers = [booking for booking, answer in after["offers"].values() if answer is None]
    offered = [number for number, each in standing.items() if each is BookingStatus.OFFERED]
    assert sorted(open_offers) == sorted(offered)
    if word not in OUT_OF_TURN:
        in_turn(before, after)
    if word not in ("undo", "redo"):
        world.ended |= {n for n, each in before["standing"].items() if each in GIVEN_UP}
        assert all(standing[number] in GIVEN_UP for number in world.ended & standing.keys())
        world.ended -= world.ended - standing.keys()
        nobody_is_forgotten(world)
    else:
        world.ended = {number for number, each in standing.items() if each in GIVEN_UP}


def in_turn(before: dict[str, Any], after: dict[str, Any]) -> None:
    """Of one agency nobody was given a place before somebody whose turn came earlier."""
    still = before["turns"].keys() & after["turns"].keys()
    for lucky, (agency, turn) in before["turns"].items():
        if after["standing"].get(lucky) in HOLDS_A_PLACE:
            earlier = {n for n in still if before["turns"][n] < (agency, turn)}
            assert not {n for n in earlier if before["turns"][n][0] == agency}


def nobody_is_forgotten(world: World) -> None:
    """Whoever could be given a place has one, and each of the others is told why not."""
    for event_id in (world.event, world.other):
        with world.desk.reading() as db:
            event = db.get_one(Event, event_id)
            passing = passing_on(db, event, by=world.desk.stamp())
            waiting = {each.booking_id for each in waiting_on(db, event_id)}
        assert passing.given == ()
        assert set(passing.why_not) == waiting


def take_all_back_and_do_it_again(world: World) -> None:
    """Every act undone, one after another, and done again, restores the facts of each step."""
    steps = [world.facts()]
    while world.desk.done:
        world.desk.undo()
        steps.append(world.facts())
    for facts in reversed(steps[:-1]):
        world.desk.redo()
        assert world.facts() == facts


@pytest.mark.parametrize("places", [0, 1, 2, 3])
@pytest.mark.parametrize("wanting", [0, 1, 2, 3, 4])
def test_at_the_boundary_nobody_too_many_and_nobody_too_few(
    world: World, places: int, wanting: int
) -> None:
    world.begin(places, Promotion.BOOKED)
    with world.desk.changing("Book") as db:
        for delegate_id in world.people[:wanting]:
            book(db, event_id=world.event, delegate_id=delegate_id, by=world.desk.stamp())
        found = places_of(db, world.event)
    assert (found.booked, found.waiting) == (min(places, wanting), max(0, wanting - places))
    assert found.free == max(0, places - wanting)
