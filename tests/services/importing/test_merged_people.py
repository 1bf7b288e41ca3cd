"""Old workbooks after two people were made one: they find whoever stayed, and guess nobody."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from sqlalchemy import select, update

from tests.exchange.files import DATA, YEARS, Rows
from tests.exchange.kinds import moment
from tests.made_once import real_years
from tests.services.importing.sent import BOOKING, DELEGATE, Sender
from trainingdesk.domain.merging import Side
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.outcome import Outcome
from trainingdesk.services.importing.workbooks import load, read
from trainingdesk.services.merging import merge, proposed_merge
from trainingdesk.storage.models import Base, Booking, Delegate, DelegateAlias, Event, Form

MAY, JUNE = moment(2026, 5, 1), moment(2026, 6, 1)
EVALUATION = ("Event", "Delegate", "Stage", "CONF", "SAT")


def bookings(*rows: tuple[object, ...]) -> dict[str, Rows]:
    return {"Bookings": [BOOKING, *([*row, *[None] * (7 - len(row))] for row in rows)]}


def evaluations(*rows: tuple[object, ...]) -> dict[str, Rows]:
    return {"Evaluations": [EVALUATION, *rows]}


def merged(desk: Desk, first: str, second: str, decided: Mapping[str, Side] | None = None) -> None:
    """Make one of two people, known by their references."""
    with desk.changing("Merge delegates") as db:
        numbers = select(Delegate.id).where(Delegate.reference.in_([first, second]))
        merge(
            db,
            proposed_merge(db, *db.scalars(numbers.order_by(Delegate.id))),
            decided or {},
            by=desk.stamp(),
        )


def fates(outcome: Outcome) -> tuple[int, int, int]:
    assert outcome.problems == ()
    return outcome.total.new, outcome.total.changed, outcome.total.same


def test_the_old_sheet_of_delegates_makes_no_second_person(world: Sender) -> None:
    merged(world.desk, "D2", "D3")
    sheet: Rows = [
        DELEGATE,
        ("d3", "Alan", "Turing", "new@example.org", "Metropolitan Police", None),
        ("D2", "Grace", "Hopper", "shared@example.org", "Havering Council", None),
    ]
    outcome = world.load({"Delegates": sheet})
    assert fates(outcome) == (0, 0, 2)
    assert [(mend.was, mend.read_as) for mend in outcome.mends] == [("d3", "D2")]
    assert world.all(Delegate, "reference", "email") == [
        ("D1", "ada@example.org"),
        ("D2", "shared@example.org"),
    ]


def test_what_is_new_under_a_former_reference_comes_to_the_one_who_stayed(world: Sender) -> None:
    merged(world.desk, "D2", "D3")
    news = bookings(("DV-1", "D3", MAY, "Booked"), ("FA-1", "D3", MAY, "Cancelled"))
    answers = evaluations(("DV-1", "D3", "End", 7, 4))
    assert fates(world.load({**news, **answers})) == (3, 0, 0)
    assert fates(world.load({**news, **answers})) == (0, 0, 3)
    ((stayed,),) = [row for row in world.all(Delegate, "id") if row != (1,)]
    assert {row[0] for row in world.all(Booking, "delegate_id")} == {stayed}


@pytest.mark.parametrize("first", ["D2", "D3"])
def test_two_rows_for_the_one_booking_that_was_decided_are_not_refused(
    world: Sender, first: str
) -> None:
    second = "D3" if first == "D2" else "D2"
    both = bookings(
        ("DV-1", first, MAY, "Booked"), ("DV-1", second, JUNE, "Booked", None, "Absent")
    )
    answers = evaluations(("DV-1", first, "End", 7, 4), ("DV-1", second, "End", 2, 1))
    world.load({**both, **answers})
    merged(world.desk, "D2", "D3")
    assert len(world.all(Booking, "id")) == 1
    world.load({**both, **answers})
    held = world.all(Booking, "status", "booked_on"), world.all(Form, "delegate_id")
    assert fates(world.load({**both, **answers})) == (0, 0, 4)
    assert (world.all(Booking, "status", "booked_on"), world.all(Form, "delegate_id")) == held


@pytest.mark.parametrize("first", ["D2", "D3"])
def test_both_rows_reach_a_desk_that_has_neither(world: Sender, first: str) -> None:
    second = "D3" if first == "D2" else "D2"
    merged(world.desk, "D2", "D3")
    both = bookings(("DV-1", first, MAY, "Booked"), ("DV-1", second, JUNE, "Waiting"))
    answers = evaluations(("DV-1", first, "End", 7, 4), ("DV-1", second, "End", 2, 1))
    assert fates(world.load({**both, **answers})) == (2, 0, 2)
    assert fates(world.load({**both, **answers})) == (0, 0, 4)


def test_a_cancellation_of_the_other_does_not_cancel_what_was_decided(world: Sender) -> None:
    world.load(bookings(("DV-1", "D2", MAY, "Booked"), ("DV-1", "D3", MAY, "Booked")))
    merged(world.desk, "D2", "D3")
    late = bookings(("DV-1", "D3", MAY, "Cancelled", JUNE))
    assert fates(world.load(late)) == (1, 0, 0)
    assert fates(world.load(late)) == (0, 0, 1)
    assert sorted(str(row[0]) for row in world.all(Booking, "status")) == ["Booked", "Cancelled"]


def test_a_bad_row_under_a_former_reference_is_refused_all_the_same(world: Sender) -> None:
    world.load(bookings(("DV-1", "D2", MAY, "Booked")))
    world.load(evaluations(("DV-1", "D2", "End", 7, 4)))
    merged(world.desk, "D2", "D3")
    heading = (*BOOKING[:6], "Agency when booked")
    bad: dict[str, Rows] = {
        "Bookings": [heading, ("DV-1", "D3", MAY, "Booked", None, None, "Nowhere")]
    }
    worse = evaluations(("DV-1", "D3", "End", 99, 4))
    assert len(world.refused({**bad, **worse})) == 2


def test_a_row_that_may_mean_two_people_is_refused_with_both_named(world: Sender) -> None:
    with world.desk.changing("Import", undoable=False) as db:
        for reference, alike in (("D2", "Da2"), ("D3", "dA2")):
            numbered = update(Delegate).where(Delegate.reference == reference)
            db.execute(numbered.values(reference=alike))
    sheet: Rows = [DELEGATE, ("DA2", "Grace", "Hopper", None, "Havering Council", None)]
    said = "Delegate: 'DA2' may be Grace Hopper (Da2) or Alan Turing (dA2); expected it as one of"
    lines = world.refused({"Delegates": sheet, **bookings(("DV-1", "DA2", MAY, "Booked"))})
    assert [said in line for line in lines] == [True, True]
    assert fates(world.load(bookings(("DV-1", "dA2", MAY, "Booked")))) == (1, 0, 0)


def test_a_row_that_may_mean_two_events_is_refused_with_both_named(world: Sender) -> None:
    with world.desk.changing("Import", undoable=False) as db:
        for reference, alike in (("DV-1", "Dv-1"), ("FA-1", "dV-1")):
            numbered = update(Event).where(Event.reference == reference)
            db.execute(numbered.values(reference=alike))
    (line,) = world.refused(bookings(("DV-1", "D1", MAY, "Booked")))
    assert "Event: 'DV-1' may be " in line
    assert "Dv-1" in line
    assert "dV-1" in line


@pytest.fixture
def own_desk(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk of one's own, with two years: a shared one is tried with smaller workbooks."""
    desk = Desk(real_years(tmp_path_factory, tmp_path))
    yield desk
    desk.close()


def rows(desk: Desk) -> dict[str, list[str]]:
    kept = [table for name, table in Base.metadata.tables.items() if "audit" not in name]
    with desk.reading() as db:
        return {t.name: sorted(map(str, db.execute(select(t)).all())) for t in kept}


def test_two_real_years_loaded_again_after_merging_change_nothing(own_desk: Desk) -> None:
    book = read([DATA / f"{name}.xlsx" for name in YEARS])

    def imported() -> Outcome:
        with own_desk.changing("Import", undoable=False) as db:
            return load(db, book, skip_bad_rows=False, by=own_desk.stamp())

    with own_desk.reading() as db:
        met = select(Booking.event_id).group_by(Booking.event_id).limit(1)
        pair = select(Delegate.reference).join(Booking, Booking.delegate_id == Delegate.id)
        together = list(db.scalars(pair.where(Booking.event_id.in_(met)).limit(2)))
        others = list(db.scalars(select(Delegate.reference).order_by(Delegate.id.desc()).limit(2)))
    merged(own_desk, together[0], together[1])
    merged(own_desk, others[0], others[1])
    imported()
    before = rows(own_desk)
    outcome = imported()
    assert fates(outcome)[:2] == (0, 0)
    assert rows(own_desk) == before
    with own_desk.reading() as db:
        assert len(db.scalars(select(DelegateAlias.reference)).all()) == 2
        assert len(db.scalars(select(Delegate.id)).all()) == 706 - 2
