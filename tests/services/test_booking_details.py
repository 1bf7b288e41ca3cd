"""What the board's own fields say of bookings."""

from datetime import date

import pytest

from tests.conftest import BY, FirstAid
from tests.worlds import set_up_once
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.own_fields import FieldDetails, FieldKind, FieldOf, field_of_form
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.booking_details import (
    BookingDetails,
    booked_on,
    booking_details,
    change_booking_details,
)
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.history import history_of as history_of_event
from trainingdesk.services.own_fields import add_field, retire_field


@pytest.fixture
@set_up_once
def fields(desk: Desk) -> tuple[str, str]:
    """The lunch somebody wants, and the day of an invoice."""
    with desk.changing("Add fields") as db:
        lunch = add_field(db, FieldDetails("Lunch", FieldOf.BOOKING))
        invoiced = add_field(db, FieldDetails("Invoiced on", FieldOf.BOOKING, FieldKind.DATE))
    return str(lunch), str(invoiced)


@pytest.fixture
@set_up_once
def booking(desk: Desk, first_aid: FirstAid) -> int:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        return bookings_on(db, first_aid.event)[0].id


def give(
    desk: Desk, booking: int, values: dict[str, str], opened: BookingDetails | None = None
) -> None:
    details = BookingDetails(values)
    with desk.changing("Change booking of", "Ada") as db:
        change_booking_details(db, booking, details, opened=opened)


def test_it_is_told_whose_booking_it_is(desk: Desk, booking: int) -> None:
    with desk.reading() as db:
        booked = booked_on(db, booking)
    assert (booked.delegate, booked.title) == ("Ada King", "First Aid")


def test_what_is_filled_in_shows_on_the_event_and_on_the_delegate(
    desk: Desk, first_aid: FirstAid, booking: int, fields: tuple[str, str]
) -> None:
    lunch, invoiced = fields
    give(desk, booking, {lunch: "Vegan", invoiced: "2026-06-11"})
    said = (("Lunch", "Vegan"), ("Invoiced on", "11 June 2026"))
    with desk.reading() as db:
        assert [row.own for row in bookings_on(db, first_aid.event)] == [said]
        assert [row.own for row in history_of(db, first_aid.ada)] == [said]
        filed = (("Lunch", "Vegan"), ("Invoiced on", date(2026, 6, 11)))
        assert [row.filed for row in bookings_on(db, first_aid.event)] == [filed]
        assert [row.filed for row in history_of(db, first_aid.ada)] == [filed]
        what = history_of_event(db, first_aid.event)[0].what
    assert what == "Ada King: fields of the board's own changed"
    desk.undo()
    with desk.reading() as db:
        assert booking_details(db, booking) == BookingDetails()
        assert [row.own for row in bookings_on(db, first_aid.event)] == [()]


def test_the_same_again_is_no_step(desk: Desk, booking: int, fields: tuple[str, str]) -> None:
    give(desk, booking, {fields[0]: "Vegan"})
    done = len(desk.done)
    give(desk, booking, {fields[0]: "Vegan"})
    assert len(desk.done) == done


def test_a_value_that_cannot_be_kept_is_refused_at_its_field(
    desk: Desk, booking: int, fields: tuple[str, str]
) -> None:
    with pytest.raises(Invalid) as refused:
        give(desk, booking, {fields[1]: "soon"})
    assert list(refused.value.problems) == [field_of_form(fields[1])]


def test_a_retired_field_keeps_what_it_said(
    desk: Desk, first_aid: FirstAid, booking: int, fields: tuple[str, str]
) -> None:
    give(desk, booking, {fields[0]: "Vegan"})
    with desk.changing("Retire") as db:
        retire_field(db, int(fields[0]), retired=True)
    give(desk, booking, {})
    with desk.reading() as db:
        assert bookings_on(db, first_aid.event)[0].own == (("Lunch", "Vegan"),)


def test_whoever_saves_later_is_told_of_the_other(
    desk: Desk, booking: int, fields: tuple[str, str]
) -> None:
    with desk.reading() as db:
        opened = booking_details(db, booking)
    give(desk, booking, {fields[0]: "Vegan"})
    with pytest.raises(ChangedMeanwhile):
        give(desk, booking, {fields[0]: "Halal"}, opened)


def test_a_booking_that_is_gone_is_not_filled_in(desk: Desk) -> None:
    with pytest.raises(Unknown):
        give(desk, 7, {})
