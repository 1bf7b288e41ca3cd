from datetime import date

import pytest

from tests.conftest import BEFORE
from tests.services.people import People, settle
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.delegate_leaving import left_by, mark_back, mark_left
from trainingdesk.services.delegate_moves import move_delegates, moves_of, people_at
from trainingdesk.services.delegate_records import delegate_record
from trainingdesk.services.delegates import DelegatesAsked, delegates_page
from trainingdesk.services.desk import Desk
from trainingdesk.services.warnings import warnings_before
from trainingdesk.storage.models import Agency, Delegate

DAY = date(2026, 4, 15)


@pytest.fixture
def people(desk: Desk) -> People:
    return settle(desk)


def move(desk: Desk, into: int | None, *who: int, on: date | None = DAY) -> int:
    with desk.changing("Move") as db:
        return move_delegates(db, who, into_id=into, on=on, today=BEFORE)


def leave(desk: Desk, *who: int, on: date | None = DAY) -> None:
    with desk.changing("Left") as db:
        mark_left(db, who, on=on)


def test_people_who_move_take_no_booking_with_them(desk: Desk, people: People) -> None:
    assert move(desk, people.carking, people.ada, people.grace, people.lukasz) == 2
    with desk.reading() as db:
        record = delegate_record(db, people.ada)
        assert (record.agency, record.joined_on) == ("Carking Trust", DAY)
        assert {row.agency for row in history_of(db, people.ada)} == {"Library"}
        assert [(each.on, each.from_agency) for each in moves_of(db, people.grace)] == [
            (DAY, "Library")
        ]
        assert moves_of(db, people.lukasz) == []
    desk.undo()
    with desk.reading() as db:
        assert delegate_record(db, people.ada).agency == "Library"
        assert moves_of(db, people.grace) == []


def test_who_moves_back_has_two_moves(desk: Desk, people: People) -> None:
    move(desk, people.carking, people.ada)
    move(desk, people.library, people.ada, on=BEFORE)
    with desk.reading() as db:
        assert [each.into_agency for each in moves_of(db, people.ada)] == [
            "Library",
            "Carking Trust",
        ]


def test_nobody_moves_on_a_day_before_their_last_move(desk: Desk, people: People) -> None:
    move(desk, people.carking, people.ada)
    with desk.changing("Forget") as db:
        db.get_one(Delegate, people.ada).joined_on = None
    with pytest.raises(Invalid, match="Ada King came to Carking Trust on 15 April 2026, later"):
        move(desk, people.library, people.ada, on=date(2026, 4, 14))


@pytest.mark.parametrize(
    ("who", "into", "on", "wrong"),
    [
        ("ada", None, None, {"into", "on"}),
        ("ada", "carking", date(2026, 5, 2), {"on"}),
        ("ada", "library", DAY, {"into"}),
        ("ada", "nobody", DAY, {"into"}),
    ],
)
def test_what_is_wrong_with_a_move_is_told_at_its_field(
    desk: Desk, people: People, who: str, into: str | None, on: date | None, wrong: set[str]
) -> None:
    with desk.changing("End") as db:
        db.get_one(Agency, people.nobody).ended_on = DAY
    with pytest.raises(Invalid) as refused:
        move(desk, getattr(people, into) if into else None, getattr(people, who), on=on)
    assert set(refused.value.problems) == wrong


def test_everybody_at_an_agency_stands_by_name(desk: Desk, people: People) -> None:
    with desk.reading() as db:
        assert people_at(db, people.library) == [
            (people.grace, "Hopper, Grace"),
            (people.ada, "King, Ada"),
        ]


def test_all_at_one_agency_already_are_said_to_be(desk: Desk, people: People) -> None:
    with pytest.raises(Invalid, match="All of them are at Library already"):
        move(desk, people.library, people.ada, people.grace)
    with pytest.raises(Unknown):
        move(desk, people.library, people.lukasz, 0)


def test_who_has_left_is_back_by_moving_or_by_word(desk: Desk, people: People) -> None:
    leave(desk, people.ada, people.grace)
    with desk.reading() as db:
        assert delegate_record(db, people.ada).left_on == DAY
    move(desk, people.carking, people.ada, on=BEFORE)
    with desk.changing("Back") as db:
        mark_back(db, [people.grace])
    with desk.reading() as db:
        assert delegate_record(db, people.ada).left_on is None
        assert delegate_record(db, people.grace).left_on is None
    before = len(desk.done)
    with desk.changing("Back") as db:
        mark_back(db, [people.grace])
    assert len(desk.done) == before


def test_who_has_left_is_not_booked_without_a_word(desk: Desk, people: People) -> None:
    leave(desk, people.ada, on=date(2026, 4, 20))
    with desk.reading() as db:
        later = warnings_before(db, event_id=people.neglect, delegate_id=people.ada, today=BEFORE)
        sooner = warnings_before(db, event_id=people.risk, delegate_id=people.ada, today=BEFORE)
        assert "Left Library on 20 April 2026." in later
        assert not any(said.startswith("Left") for said in sooner)
        everybody = people.ada, people.grace, people.lukasz
        assert left_by(db, everybody, date(2026, 4, 20)) == 1
        assert left_by(db, everybody, date(2026, 4, 19)) == 0
        row = delegates_page(db, DelegatesAsked("king"), offset=0, limit=1)[0]
        assert row.left_on == date(2026, 4, 20)


def test_nobody_leaves_before_they_came_nor_on_no_day(desk: Desk, people: People) -> None:
    move(desk, people.carking, people.ada)
    for day in (None, date(2026, 4, 14)):
        with pytest.raises(Invalid) as refused:
            leave(desk, people.ada, on=day)
        assert set(refused.value.problems) == {"on"}
    with pytest.raises(Unknown):
        leave(desk, 0)
