"""Old workbooks, loaded again once agencies were renamed, merged or split and people moved."""

from datetime import date

from tests.exchange.files import Rows
from tests.exchange.kinds import moment
from tests.services.importing.sent import BOOKING, DELEGATE, WORLD, Sender
from trainingdesk.services.agency_changes import (
    Part,
    merge_agencies,
    rename_agency,
    split_agency,
)
from trainingdesk.services.delegate_moves import move_delegates
from trainingdesk.storage.models import Agency, AgencyName, Booking, Delegate, DelegateMove

MET, HAVERING, THIRD = 1, 2, 3
DAY, TODAY = date(2026, 4, 15), date(2026, 5, 1)
TOLD = (*BOOKING, "Agency when booked")
BOOKED: Rows = [
    TOLD,
    ("FA-1", "D1", moment(2026, 3, 1), "Booked", None, "Attended", None, "Met"),
    ("FA-1", "D2", moment(2026, 3, 1), "Booked", None, "Attended", None, None),
]
OLD = {**WORLD, "Bookings": BOOKED}
THIRD_AGENCY: Rows = [("Agency", "Sector"), ("Dexwold Council", "Local authority")]


def merge(sender: Sender) -> None:
    with sender.desk.changing("Merge") as db:
        merge_agencies(db, MET, HAVERING, on=DAY, today=TODAY)


def split(sender: Sender) -> None:
    sender.load({"Agencies": THIRD_AGENCY})
    with sender.desk.changing("Split") as db:
        parts = Part(HAVERING), Part(THIRD, (1,))
        split_agency(db, MET, parts, on=DAY, today=TODAY)


def new_delegate(agency: str) -> Rows:
    return [DELEGATE, ("D9", "Joan", "Clarke", None, agency, None)]


def agencies(sender: Sender) -> list[tuple[object, ...]]:
    return sender.all(Agency, "id", "name", "ended_on")


def works_at(sender: Sender, reference: str) -> object:
    rows = sender.all(Delegate, "reference", "agency_id")
    return next(agency for known, agency in rows if known == reference)


def test_an_old_workbook_neither_revives_an_agency_nor_moves_its_people_back(
    sender: Sender,
) -> None:
    sender.load(OLD)
    merge(sender)
    before = agencies(sender), sender.all(AgencyName, "agency_id", "folded")
    people = sender.all(Delegate, "reference", "agency_id")
    assert works_at(sender, "D1") == HAVERING
    for _ in range(2):
        outcome = sender.load(OLD)
        assert (outcome.problems, outcome.total.new, outcome.total.changed) == ((), 0, 0)
        assert (agencies(sender), sender.all(AgencyName, "agency_id", "folded")) == before
        assert sender.all(Delegate, "reference", "agency_id") == people
        assert sender.all(Booking, "agency_id") == [(MET,), (HAVERING,)]
    assert ("Metropolitan Police", "Havering Council") in {
        (mend.was, mend.read_as) for mend in outcome.mends
    }


def test_every_name_of_a_merged_agency_leads_to_its_heir(world: Sender) -> None:
    merge(world)
    world.load({"Delegates": new_delegate("MPS")})
    assert world.all(Delegate, "reference", "agency_id")[-1] == ("D9", HAVERING)
    later = ("FA-1", "D1", moment(2026, 4, 20), "Booked", None, None, None, "Met")
    sooner = ("FA-1", "D3", moment(2026, 4, 2), "Booked", None, None, None, "Met")
    world.load({"Bookings": [TOLD, later, sooner]})
    assert world.all(Booking, "agency_id") == [(HAVERING,), (MET,)]


def test_the_heir_may_be_told_with_the_names_it_took_over(world: Sender) -> None:
    merge(world)
    names = world.all(AgencyName, "agency_id", "folded")
    rows: Rows = [
        ("Agency", "Also known as", "Sector"),
        ("Havering Council", "Metropolitan Police; Met", "Local authority"),
    ]
    outcome = world.load({"Agencies": rows})
    assert (outcome.problems, outcome.total.changed) == ((), 0)
    assert world.all(AgencyName, "agency_id", "folded") == names


def test_of_an_agency_that_was_split_nobody_guesses_the_part(world: Sender) -> None:
    split(world)
    [refusal] = world.refused({"Delegates": new_delegate("Met")})
    assert refusal.endswith("was split into Havering Council and Dexwold Council; expected one.")
    outcome = world.load(OLD)
    assert outcome.problems == ()
    assert works_at(world, "D1") == THIRD
    assert world.all(Booking, "agency_id") == [(MET,), (HAVERING,)]


def test_a_renamed_agency_is_found_by_the_name_it_had(sender: Sender) -> None:
    sender.load(OLD)
    with sender.desk.changing("Rename") as db:
        rename_agency(db, MET, "Met Police Service", on=DAY, today=TODAY)
    outcome = sender.load(OLD)
    assert (outcome.total.new, outcome.total.changed) == (0, 0)
    assert agencies(sender)[0] == (MET, "Met Police Service", None)


def test_nobody_is_put_back_where_they_have_left(sender: Sender) -> None:
    sender.load(OLD)
    with sender.desk.changing("Move") as db:
        move_delegates(db, [1], into_id=HAVERING, on=DAY, today=TODAY)
    outcome = sender.load(OLD)
    assert (outcome.total.new, outcome.total.changed) == (0, 0)
    assert works_at(sender, "D1") == HAVERING
    assert len(sender.all(DelegateMove, "id")) == 1


def test_a_booking_made_before_a_move_is_of_the_agency_of_that_day(world: Sender) -> None:
    with world.desk.changing("Move") as db:
        move_delegates(db, [1, 2], into_id=HAVERING, on=DAY, today=TODAY)
    sooner = ("FA-1", "D1", moment(2026, 4, 2), "Booked", None, None, None)
    later = ("DV-1", "D1", moment(2026, 4, 20), "Booked", None, None, None)
    unknown = ("DV-1", "D3", None, "Booked", None, None, None)
    world.load({"Bookings": [BOOKING, sooner, later, unknown]})
    assert world.all(Booking, "agency_id") == [(MET,), (HAVERING,), (HAVERING,)]
