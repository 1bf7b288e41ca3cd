from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import URL, delete, insert, select, update
from sqlalchemy.orm import Session

from tests.conftest import BY, BY_AFTER, FirstAid, a_delegate, an_agency
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.refusals import ChangedSince, Invalid, NoSuchDesk
from trainingdesk.services import boards, bookings, certificates, registers
from trainingdesk.services.boards import BoardDetails
from trainingdesk.services.desk import Change, Desk
from trainingdesk.storage.changes import TOGETHER
from trainingdesk.storage.models import (
    Agency,
    AgencyName,
    Audit,
    Base,
    Booking,
    Course,
    Delegate,
    Event,
    EventSession,
    StatusChange,
)

KEPT = {"audit", "audit_value"}


def contents(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database but the audit, which undo only adds to."""
    with desk.reading() as db:
        return {
            table.name: [
                tuple(row) for row in db.execute(table.select().order_by(*table.primary_key))
            ]
            for table in Base.metadata.sorted_tables
            if table.name not in KEPT
        }


def booking_of(db: Session, delegate_id: int) -> int:
    return (
        db.scalars(
            select(Booking.id).where(Booking.delegate_id == delegate_id).order_by(Booking.id.desc())
        ).first()
        or 0
    )


def book_grace(db: Session, at: FirstAid) -> None:
    bookings.book(db, event_id=at.event, delegate_id=at.grace, by=BY)


def cancel_ada(db: Session, at: FirstAid) -> None:
    bookings.cancel(db, booking_of(db, at.ada), reason="Ill", by=BY)


def book_a_newcomer(db: Session, at: FirstAid) -> None:
    alan = a_delegate(db, db.get_one(Agency, at.agency), "Alan", "Turing")
    bookings.book(db, event_id=at.event, delegate_id=alan.id, by=BY)


def walk_in(db: Session, at: FirstAid) -> None:
    bookings.add_walk_in(db, event_id=at.event, delegate_id=at.grace, by=BY_AFTER)


def delete_everything(db: Session, at: FirstAid) -> None:
    for kind in (
        StatusChange,
        Booking,
        Delegate,
        AgencyName,
        Agency,
        EventSession,
        Event,
        Course,
    ):
        for entity in db.query(kind):
            db.delete(entity)


def cancel_and_book_again(db: Session, at: FirstAid) -> None:
    cancel_ada(db, at)
    bookings.book(db, event_id=at.event, delegate_id=at.ada, by=BY)


def rename_twice(db: Session, at: FirstAid) -> None:
    ada = db.get_one(Delegate, at.ada)
    ada.last_name = "Byron"
    db.flush()
    ada.last_name = "Lovelace"


def mark_ada(db: Session, at: FirstAid) -> None:
    here = booking_of(db, at.ada)
    late, came = Attendance.LATE, Attendance.ATTENDED
    registers.mark(db, here, session_id=at.session, attendance=late, by=BY_AFTER)
    registers.mark(db, here, session_id=at.session, attendance=came, by=BY_AFTER)


def mark_the_rest(db: Session, at: FirstAid) -> None:
    registers.mark_the_rest(db, at.event, session_id=None, by=BY_AFTER)


def close_and_issue(db: Session, at: FirstAid) -> None:
    mark_the_rest(db, at)
    db.flush()
    registers.close_register(db, at.event, by=BY_AFTER)
    db.flush()
    certificates.issue_certificates(db, at.event, by=BY_AFTER)


def name_the_board(db: Session, at: FirstAid) -> None:
    boards.save_board(db, BoardDetails(name="Westmere", follow_up_months=6))


Action = Callable[[Session, FirstAid], None]
ACTIONS: list[Action] = [
    book_grace,
    cancel_ada,
    book_a_newcomer,
    walk_in,
    cancel_and_book_again,
    rename_twice,
    mark_ada,
    mark_the_rest,
    close_and_issue,
    name_the_board,
    delete_everything,
]


@pytest.mark.parametrize("action", ACTIONS)
def test_undo_and_redo_restore_every_row(desk: Desk, first_aid: FirstAid, action: Action) -> None:
    with desk.changing("Book") as db:
        bookings.book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
    before = contents(desk)
    with desk.changing("The action") as db:
        action(db, first_aid)
    after = contents(desk)
    assert after != before

    desk.undo()
    assert contents(desk) == before
    desk.redo()
    assert contents(desk) == after
    desk.undo()
    assert contents(desk) == before


def test_a_refused_action_leaves_nothing_behind(desk: Desk, first_aid: FirstAid) -> None:
    before = contents(desk)
    with suppress(Invalid), desk.changing("Two at once") as db:
        book_a_newcomer(db, first_aid)
        boards.save_board(db, BoardDetails())

    assert contents(desk) == before
    assert [change.label for change in desk.done] == ["Set up"]


def test_listeners_hear_which_tables_changed(desk: Desk, first_aid: FirstAid) -> None:
    heard: list[Change] = []
    desk.on_change(heard.append)
    with desk.changing("Book", "Grace") as db:
        book_grace(db, first_aid)
    desk.undo()

    assert [(change.title, change.tables) for change in heard] == [
        ("Book Grace", frozenset({"booking", "status_change"})),
        ("Book Grace", frozenset({"booking", "status_change"})),
    ]


def test_more_rows_than_are_asked_for_at_a_time_are_undone(desk: Desk) -> None:
    with desk.changing("Add") as db:
        for number in range(TOGETHER + 1):
            an_agency(db, f"Agency {number}")
    before = contents(desk)
    with desk.changing("Rename all") as db:
        for agency in db.scalars(select(Agency)):
            agency.name += " of old"
    assert desk.done[-1].counts == {"agency": TOGETHER + 1}
    desk.undo()
    assert contents(desk) == before


def test_undo_is_refused_when_the_row_has_changed_since(
    desk: Desk, address: URL, first_aid: FirstAid
) -> None:
    with desk.changing("Rename") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"
    elsewhere = Desk(address)
    with elsewhere.changing("Rename everybody", undoable=False) as db:
        db.execute(update(Delegate).values(last_name="Countess"))
    elsewhere.close()

    with pytest.raises(ChangedSince):
        desk.undo()
    assert [change.label for change in desk.done] == ["Set up", "Rename"]


def test_bulk_statements_are_refused_where_undo_is_promised(desk: Desk) -> None:
    with pytest.raises(TypeError, match="through their objects"), desk.changing("Clear") as db:
        db.execute(delete(Booking))


def test_an_action_that_changes_nothing_is_not_remembered(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Nothing") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "King"
    assert [change.label for change in desk.done] == ["Set up"]


def test_with_nothing_done_nothing_is_taken_back_or_done_again(desk: Desk) -> None:
    before = contents(desk)
    heard: list[Change] = []
    desk.on_change(heard.append)

    desk.undo()
    desk.redo()

    assert heard == []
    assert contents(desk) == before


def test_a_desk_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NoSuchDesk, match="There is no desk at"):
        Desk(tmp_path / "nowhere.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []


def import_a_library(desk: Desk) -> None:
    with desk.changing("Import", undoable=False, keep_copy=True) as db:
        db.execute(insert(Agency), [{"name": "Police", "sector": "Police", "sought": "police"}])


def test_an_import_is_undone_from_the_copy_taken_before_it(desk: Desk, first_aid: FirstAid) -> None:
    if desk.file is None:
        pytest.skip("a shared desk has no copy of its own")
    before = contents(desk)
    heard: list[Change] = []
    import_a_library(desk)
    desk.on_change(heard.append)
    assert desk.undo_title == "Import (until the next change)"
    desk.undo()
    assert contents(desk) == before
    assert (desk.undo_title, [change.tables for change in heard]) == ("", [frozenset({"agency"})])
    with desk.reading() as db:
        labels = db.scalars(select(Audit.label).order_by(Audit.id)).all()
    assert labels == ["Set up", "Import", "Undo Import"]
    assert [path.name for path in desk.file.parent.glob("* *")] == []


def test_the_next_change_ends_the_undoing_of_an_import(desk: Desk, first_aid: FirstAid) -> None:
    import_a_library(desk)
    with desk.changing("Rename", "Ada") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"
    assert desk.undo_title == "Rename Ada"
    desk.undo()
    desk.undo()  # there is nothing left to take back
    desk.redo()
    with desk.reading() as db:
        assert db.scalar(select(Agency.id).where(Agency.name == "Police"))


def test_an_import_is_not_undone_over_what_another_program_changed(
    desk: Desk, address: URL, first_aid: FirstAid
) -> None:
    if desk.file is None:
        pytest.skip("a shared desk has no copy of its own")
    import_a_library(desk)
    elsewhere = Desk(address)
    rename_by(elsewhere, first_aid)
    elsewhere.close()
    with pytest.raises(ChangedSince):
        desk.undo()
    with desk.reading() as db:
        assert db.get_one(Delegate, first_aid.ada).last_name == "Lovelace"


def rename_by(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Rename") as db:
        db.get_one(Delegate, first_aid.ada).last_name = "Lovelace"


def test_a_refused_import_leaves_no_copy(desk: Desk, first_aid: FirstAid) -> None:
    with (
        suppress(Invalid),
        desk.changing("Import", undoable=False, keep_copy=True) as db,
    ):
        boards.save_board(db, BoardDetails())
    assert desk.undo_title == "Set up"
    if desk.file:
        assert list(desk.file.parent.glob("* *")) == []


def test_closing_the_desk_drops_the_copy(desk: Desk, first_aid: FirstAid) -> None:
    import_a_library(desk)
    desk.close()
    if desk.file:
        assert list(desk.file.parent.glob("* *")) == []


def test_a_shared_desk_is_not_replaced_by_a_file(desk: Desk, tmp_path: Path) -> None:
    if desk.file is not None:
        pytest.skip("this desk is a file")
    with pytest.raises(TypeError, match="is not a file"):
        desk.replace_with(tmp_path / "copy.sqlite", "Restore")
