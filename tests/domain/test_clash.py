from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainingdesk.domain.clash import (
    Clash,
    ClashKind,
    Hours,
    Room,
    Sitting,
    Trains,
    clashes_among,
    is_room,
)

DAY = date(2026, 6, 10)
JO = Trains(1, "Jo Bloggs")
HALL = Room(7, "Town Hall")


def hours(starts: str = "", ends: str = "", day: date = DAY) -> Hours:
    return Hours(
        day,
        time.fromisoformat(starts) if starts else None,
        time.fromisoformat(ends) if ends else None,
    )


def sitting(event: int, when: Hours, *trainers: Trains, room: Room | None = None) -> Sitting:
    return Sitting(event, f"RISK-{event}", when, trainers, room)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (("09:30", "12:30"), ("12:30", "16:00"), False),
        (("12:30", "16:00"), ("09:30", "12:30"), False),
        (("09:30", "12:31"), ("12:30", "16:00"), True),
        (("09:30", "16:30"), ("10:00", "11:00"), True),
        (("09:30", "12:30"), ("", ""), True),
        (("", ""), ("", ""), True),
        (("09:30", ""), ("08:00", "09:30"), False),
        (("09:30", ""), ("15:00", "16:00"), True),
        (("", "09:30"), ("09:30", "12:30"), False),
        (("", "09:31"), ("09:30", "12:30"), True),
    ],
)
def test_hours_meet_only_where_they_share_time(
    one: tuple[str, str], other: tuple[str, str], *, meet: bool
) -> None:
    assert hours(*one).meets(hours(*other)) is meet


def test_other_days_never_meet() -> None:
    assert not hours().meets(hours(day=DAY + timedelta(days=1)))


@st.composite
def some_hours(draw: st.DrawFn) -> Hours:
    starts = draw(st.integers(0, 24 * 60 - 2))
    ends = draw(st.integers(starts + 1, 24 * 60 - 1))
    begin, end = (time(m // 60, m % 60) for m in (starts, ends))
    day = DAY + timedelta(days=draw(st.integers(0, 1)))
    return Hours(day, draw(st.sampled_from([begin, None])), draw(st.sampled_from([end, None])))


def minutes_of(when: Hours) -> set[datetime]:
    """Every minute that the hours take, those that are not known too."""
    starts = when.starts.hour * 60 + when.starts.minute if when.starts else 0
    ends = when.ends.hour * 60 + when.ends.minute if when.ends else 24 * 60
    first = datetime.combine(when.day, time.min)
    return {first + timedelta(minutes=m) for m in range(starts, ends)}


@given(some_hours(), some_hours())
def test_hours_meet_exactly_where_they_share_a_minute(one: Hours, other: Hours) -> None:
    assert one.meets(other) == bool(minutes_of(one) & minutes_of(other))
    assert one.meets(other) == other.meets(one)


@st.composite
def some_sittings(draw: st.DrawFn) -> list[Sitting]:
    trainers = st.builds(Trains, st.integers(1, 3), st.just("Jo"), reserve=st.booleans())
    made = st.builds(
        Sitting,
        st.integers(1, 4),
        st.just("RISK"),
        some_hours(),
        st.lists(trainers, max_size=2, unique_by=lambda each: each.id).map(tuple),
        st.none() | st.builds(Room, st.integers(1, 2), st.just("Hall")),
    )
    return draw(st.lists(made, max_size=6))


@given(some_sittings())
def test_every_clash_is_found_from_both_sides_and_none_with_itself(there: list[Sitting]) -> None:
    found = [(c.kind, c.event_id, c.other_id) for c in clashes_among(there, there)]
    assert all(event != other for _, event, other in found)
    assert sorted(found) == sorted((kind, other, event) for kind, event, other in found)
    expected = [
        (ClashKind.TRAINER, a.event_id, b.event_id)
        for a in there
        for b in there
        for x in a.trainers
        for y in b.trainers
        if x.id == y.id and a.event_id != b.event_id and a.hours.meets(b.hours)
    ] + [
        (ClashKind.VENUE, a.event_id, b.event_id)
        for a in there
        for b in there
        if a.room and a.room == b.room and a.event_id != b.event_id and a.hours.meets(b.hours)
    ]
    assert sorted(found) == sorted(expected)


def only(*found: Clash) -> Clash:
    (clash,) = found
    return clash


def test_a_clash_says_who_where_and_when() -> None:
    here = sitting(1, hours("09:30", "12:30"), JO, room=HALL)
    there = sitting(2, hours("11:00", "16:00"), JO, room=HALL)
    trainer, venue = clashes_among([here], [there])
    when = "on 10 June 2026, 11:00 to 16:00."
    assert trainer.sentence == f"Jo Bloggs also trains RISK-2 {when}"
    assert venue.sentence == f"Town Hall is also taken by RISK-2 {when}"
    assert (trainer.soft, venue.soft) == (False, False)


@pytest.mark.parametrize(
    ("mine", "theirs", "said"),
    [
        (("", ""), ("11:00", "16:00"), "on the same day, 10 June 2026, 11:00 to 16:00."),
        (("09:30", "12:30"), ("", ""), "on the same day, 10 June 2026."),
        (("09:30", "12:30"), ("11:00", ""), "on the same day, 10 June 2026, 11:00."),
    ],
)
def test_hours_that_are_not_known_are_said_as_the_same_day(
    mine: tuple[str, str], theirs: tuple[str, str], said: str
) -> None:
    clash = only(*clashes_among([sitting(1, hours(*mine), JO)], [sitting(2, hours(*theirs), JO)]))
    assert clash.sentence == f"Jo Bloggs also trains RISK-2 {said}"


def test_a_trainer_in_reserve_is_warned_of_more_softly() -> None:
    reserve = Trains(1, "Jo Bloggs", reserve=True)
    when = hours("09:30", "12:30")
    here = only(*clashes_among([sitting(1, when, reserve)], [sitting(2, when, JO)]))
    there = only(*clashes_among([sitting(1, when, JO)], [sitting(2, when, reserve)]))
    on = "RISK-2 on 10 June 2026, 09:30 to 12:30."
    assert here.sentence == f"Jo Bloggs, in reserve here, also trains {on}"
    assert there.sentence == f"Jo Bloggs is in reserve for {on}"
    assert here.soft
    assert there.soft


def test_any_number_of_events_are_online_at_once() -> None:
    assert not is_room(" online ")
    assert not is_room("MS  Teams")
    assert is_room("Online House")
