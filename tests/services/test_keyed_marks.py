from pathlib import Path

import pytest
from sqlalchemy import select

from tests.conftest import AFTER, BY, BY_AFTER
from tests.services.booking_desk import ADA, GRACE, JOAN
from tests.services.handed import Room, a_room
from trainingdesk.domain.attendance import Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.keyed_mark import Unclear
from trainingdesk.domain.refusals import RegisterClosed
from trainingdesk.domain.row_code import qr_text, row_code
from trainingdesk.services import bookings
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.desk import Desk
from trainingdesk.services.keyed_marks import NotOnThisRegister, keyed_lines, mark_keyed
from trainingdesk.storage.models import Event, MarkChange


@pytest.fixture
def room(desk: Desk, tmp_path: Path) -> Room:
    return a_room(desk, tmp_path)


def key(room: Room, text: str) -> int:
    with room.desk.changing("Mark") as db:
        keyed = keyed_lines(db, room.event, text, today=AFTER)
        session = db.get_one(Event, room.event).sessions[0].id
        return mark_keyed(db, keyed, session_id=session, by=BY_AFTER)


def refusal(room: Room, text: str) -> str:
    with pytest.raises(NotOnThisRegister) as refused:
        key(room, text)
    return str(refused.value)


def test_rows_are_keyed_from_paper(room: Room) -> None:
    assert [key(room, text) for text in ("1 L 15", "2 X", "3-4 A")] == [1, 1, 2]
    assert list(room.told().values()) == ["Late, 15 min", "Absent", "Attended", "Attended"]
    assert key(room, "2 E 15:30") == 1
    assert room.told()["King, Ada"] == "Left early, 15:30"


def test_a_code_marks_once_however_often_it_is_scanned(room: Room) -> None:
    scan = qr_text(room.event, room.bookings[ADA])
    assert [key(room, scan) for _ in range(3)] == [1, 0, 0]
    key(room, f"{row_code(room.event, room.bookings[ADA])} L 5")
    assert key(room, scan) == 0
    assert room.told()["King, Ada"] == "Late, 5 min"
    with room.desk.reading() as db:
        in_turn = select(MarkChange.via).order_by(MarkChange.id)
        assert list(db.scalars(in_turn)) == ["Scan", ""]


def test_whoever_counts_as_absent_stays_so_however_often_they_are_scanned(room: Room) -> None:
    with room.desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))
    code = row_code(room.event, room.bookings[ADA])
    key(room, f"{code} L 30")
    assert key(room, f"TD:{code}") == 0
    assert room.told()["King, Ada"] == "Absent, 30 min late, late counts as absent"


def test_whoever_is_marked_absent_and_scanned_has_come(room: Room) -> None:
    key(room, "2 X")
    assert key(room, row_code(room.event, room.bookings[ADA])) == 1
    assert room.told()["King, Ada"] == "Attended"


def test_a_row_or_code_of_nobody_here_marks_nobody(room: Room) -> None:
    assert refusal(room, "1 9 A") == "The register has no row 9. Nothing was marked."
    wrong = "0ZZZZ is no code of this register: a letter may be wrong. Nothing was marked."
    assert refusal(room, "0ZZZZ") == wrong
    with room.desk.changing("Book") as db:
        other = bookings.book(
            db, event_id=room.dates.other_course, delegate_id=room.dates.people[JOAN], by=BY
        ).booking_id
        bookings.cancel(db, room.bookings[GRACE], reason="", by=BY)
    code = row_code(room.dates.other_course, other)
    assert refusal(room, f"TD:{code}") == (
        f"The code {code} is of the register of FA-260708 of 8 July 2026. Nothing was marked."
    )
    assert refusal(room, row_code(room.event, room.bookings[GRACE])) == (
        "The booking of Grace Hopper is marked Cancelled since 1 May 2026. Nothing was marked."
    )
    with pytest.raises(Unclear):
        key(room, "Ada")
    assert set(room.told().values()) == {""}


def test_a_closed_register_takes_no_keys(room: Room) -> None:
    with room.desk.changing("Close") as db:
        db.get_one(Event, room.event).register_closed_on = AFTER
    with pytest.raises(RegisterClosed):
        key(room, "1 A")
