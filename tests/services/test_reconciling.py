from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.conftest import (
    AFTER,
    BEFORE,
    BY,
    BY_AFTER,
    STARTS,
    a_delegate,
    an_agency,
    an_event,
)
from tests.drawn import draws
from tests.services.booking_desk import ADA, GRACE, JOAN
from tests.services.handed import ALL_DAY, Room, a_room
from trainingdesk.domain.attendance import Attendance, Consequence
from trainingdesk.domain.attendance_rule import Rule
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.event import EventStatus, TrainerPart
from trainingdesk.domain.handed_in import CannotTake
from trainingdesk.domain.reconciled import LEAVE_OUT, Answer, Fate, settled_lines
from trainingdesk.domain.refusals import EventNotOpen, ListOutdated, RegisterClosed
from trainingdesk.domain.row_code import read_row_code, row_code
from trainingdesk.services import bookings, registers
from trainingdesk.services.attendance_rules import KindRule, save_rule
from trainingdesk.services.certificates import certificates_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.evidence import evidence_of
from trainingdesk.services.handing_in import read_handed_in
from trainingdesk.services.reconciling import differences
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Delegate,
    Event,
    EventSession,
    Mark,
    MarkChange,
    SessionTrainer,
    StatusChange,
    Trainer,
)

ALL_FOUR = (
    f"Ada King|{ALL_DAY}",
    "Hopper, Grace|9:42:00 AM|4:35:00 PM",
    "Alan Turing|9:25:00 AM|3:10:00 PM",
    f"Mary Seacole|{ALL_DAY}",
)


@pytest.fixture
def room(desk: Desk, tmp_path: Path) -> Room:
    return a_room(desk, tmp_path)


def refusal(room: Room, path: Path) -> str:
    with pytest.raises(CannotTake) as refused:
        room.look(path)
    return str(refused.value)


def count(room: Room, table: type[Mark] | type[MarkChange] | type[Booking]) -> int:
    with room.desk.reading() as db:
        return db.scalar(select(func.count()).select_from(table)) or 0


# -- a report of Teams


def test_a_report_becomes_attended_late_and_left_early(room: Room) -> None:
    path = room.report(*ALL_FOUR)
    assert set(room.fates(path).values()) == {Fate.TO_MARK}
    assert room.take(path).marked == 4
    assert room.told() == {
        "Hopper, Grace": "Late, 12 min",
        "King, Ada": "Attended",
        "Seacole, Mary": "Attended",
        "Turing, Alan": "Left early, 15:10",
    }


def test_the_rule_of_the_board_decides_what_the_times_come_to(room: Room) -> None:
    with room.desk.changing("Rule") as db:
        rule = Rule(grace_minutes=15, left_early=Consequence.ABSENT)
        save_rule(db, 0, KindRule("", rule))
    path = room.report(*ALL_FOUR)
    room.take(path)
    assert room.told()["Hopper, Grace"] == "Attended, 12 min late"
    assert room.told()["Turing, Alan"] == "Absent, left 15:10, leaving early counts as absent"
    assert set(room.fates(path).values()) == {Fate.AGREES}


def test_a_mark_that_is_answered_is_judged_by_the_rule_too(room: Room) -> None:
    with room.desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))
    path, late = room.report(*ALL_FOUR), {"Ada King": Answer(mark=Attendance.LATE)}
    room.take(path, late)
    assert room.told()["King, Ada"] == "Absent, late counts as absent"
    again = {each.line.told: each.fate for each in room.settled(path, late)}
    assert again["Ada King"] is Fate.AGREES


def test_whoever_was_away_nearly_all_day_has_no_certificate_due(room: Room) -> None:
    with room.desk.changing("Rule") as db:
        save_rule(db, 0, KindRule("", Rule(percent=80, left_early=Consequence.NONE)))
    stays = ("Ada King|9:25:00 AM|9:40:00 AM", "Ada King|4:20:00 PM|4:35:00 PM")
    path = room.report(*stays, *ALL_FOUR[1:])
    ada = next(each for each in room.look(path) if each.line.name == "Ada King")
    assert (ada.fate, ada.said) == (Fate.TO_MARK, "Was away 400 min in between.")
    room.take(path)
    with room.desk.changing("Close") as db:
        registers.close_register(db, room.event, by=BY_AFTER)
    with room.desk.reading() as db:
        why_not = {row.delegate: row.why_not for row in certificates_on(db, room.event)}
    assert why_not["King, Ada"] == "attended 4% of the time, not 80%"
    assert why_not["Seacole, Mary"] == ""


def test_a_file_says_of_no_walk_in_that_they_did_not_come(room: Room) -> None:
    with room.desk.changing("Walk-in") as db:
        save_rule(db, 0, KindRule("", Rule(late=Consequence.ABSENT)))
        joan = room.dates.people[JOAN]
        bookings.add_walk_in(db, event_id=room.event, delegate_id=joan, by=BY_AFTER)
    why_not = "Walked in, so they came. If they did not, cancel their booking."
    for row, said in (
        ("Joan Clarke,X", why_not),
        ("Ada King,A", f"Is not on the sheet. {why_not}"),
    ):
        found = {each.line.told: each for each in room.look(room.sheet("Name,Mark", row))}
        assert (found["Joan Clarke"].fate, found["Joan Clarke"].said) == (Fate.ASIDE, said)
    late = room.sheet("Name,Mark", "Joan Clarke,L 30")
    room.take(late)
    assert room.told()["Clarke, Joan"] == "Late, 30 min"
    assert room.fates(late)["Joan Clarke"] is Fate.AGREES


def test_whoever_walks_in_on_the_second_day_was_absent_on_the_first(room: Room) -> None:
    with room.desk.changing("Day 2") as db:
        day = db.get_one(Event, room.event).sessions[0].day + timedelta(1)
        db.add(EventSession(event_id=room.event, day=day))
    path = room.sheet("Name,Day 1,Day 2", "Joan Clarke,X,A")
    joan = next(each for each in room.look(path) if each.fate is Fate.WALK_IN)
    room.take(path, {"Joan Clarke": Answer(key=joan.people[0].key)})
    assert room.told()["Clarke, Joan"] == "Absent, Attended"
    assert room.fates(path)["Joan Clarke"] is Fate.AGREES


def test_whoever_is_not_in_the_report_is_absent_once_somebody_says_so(room: Room) -> None:
    path = room.report(*ALL_FOUR[:3], f"Sam Trainer|{ALL_DAY}||Organizer")
    (mary, sam) = (each for each in room.look(path) if each.fate is not Fate.TO_MARK)
    assert (mary.fate, mary.said) == (Fate.NOT_THERE, "Is not in the report.")
    assert (sam.fate, sam.said) == (Fate.ASIDE, "Held the meeting.")
    room.take(path)
    assert room.told()["Seacole, Mary"] == ""
    room.take(path, {"Mary Seacole": Answer(key=mary.people[0].key)})
    assert room.told()["Seacole, Mary"] == "Absent"


def test_apologies_stand_for_whoever_is_not_in_the_report(room: Room) -> None:
    mary = room.bookings[3]
    mark(room, mary, Attendance.APOLOGIES)
    assert room.fates(room.report(*ALL_FOUR[:3]))["Mary Seacole"] is Fate.AGREES


def mark(room: Room, booking: int, attendance: Attendance) -> None:
    with room.desk.changing("Mark") as db:
        session = room.register().sessions[0].id
        registers.mark(db, booking, session_id=session, attendance=attendance, by=BY_AFTER)


def test_what_the_register_says_otherwise_is_asked_about(room: Room) -> None:
    mark(room, room.bookings[ADA], Attendance.ABSENT)
    path = room.report(*ALL_FOUR)
    (ada,) = (each for each in room.look(path) if each.fate is Fate.CHANGES)
    assert (ada.line.name, ada.said) == ("Ada King", "The register says Absent.")
    room.take(path)
    assert room.told()["King, Ada"] == "Absent"
    room.take(path, {"Ada King": Answer(key=ada.people[0].key)})
    assert room.told()["King, Ada"] == "Attended"
    mark(room, room.bookings[ADA], Attendance.ABSENT)
    (gone,) = (e for e in room.look(room.report(*ALL_FOUR[1:])) if e.line.name == "Ada King")
    assert gone.fate is Fate.AGREES
    mark(room, room.bookings[ADA], Attendance.ATTENDED)
    (gone,) = (e for e in room.look(room.report(*ALL_FOUR[1:])) if e.line.name == "Ada King")
    assert gone.said == "Is not in the report. The register says Attended."


def test_two_devices_of_one_person_are_one(room: Room) -> None:
    stays = ["Ada King|9:25:00 AM|1:00:00 PM", "King, Ada (Guest)|12:55:00 PM|4:35:00 PM"]
    room.take(room.report(*stays))
    assert room.told()["King, Ada"] == "Attended"


def test_two_of_one_name_on_the_register_are_asked_about(room: Room) -> None:
    with room.desk.changing("Add") as db:
        police = db.get_one(Agency, room.dates.police)
        other = a_delegate(db, police, "ADA", "King", "ada@police.example")
        booked = bookings.book(db, event_id=room.event, delegate_id=other.id, by=BY)
    path = room.report(f"Ada King|{ALL_DAY}")
    both = next(each for each in room.look(path) if each.line.name == "Ada King")
    assert (both.fate, both.said) == (Fate.TWO, "2 people of this name are on the register.")
    assert {person.booking_id for person in both.people} == {room.bookings[ADA], booked.booking_id}
    with_address = room.report(f"Ada King|{ALL_DAY}|ada@police.example")
    known = next(each for each in room.look(with_address) if each.fate is Fate.TO_MARK)
    assert known.people[0].booking_id == booked.booking_id


def the_address_of(room: Room, person: int, address: str) -> None:
    with room.desk.changing("Set up") as db:
        db.get_one(Delegate, room.dates.people[person]).email = address


def another_ada(room: Room, address: str) -> int:
    with room.desk.changing("Add") as db:
        return a_delegate(db, db.get_one(Agency, room.dates.police), "ADA", "King", address).id


def test_a_namesake_with_an_address_of_their_own_is_asked_about(room: Room) -> None:
    the_address_of(room, ADA, "ada@library.example")
    other = another_ada(room, "ada.king@police.example")
    path = room.report(f"Ada King|{ALL_DAY}|ada.king@police.example")
    (ada,) = (each for each in room.look(path) if not each.line.missing)
    said = "Somebody of this name who is not on the register has this address."
    assert (ada.fate, ada.said) == (Fate.OTHER_NAME, said)
    agencies = ["Library", "Tern Police"]
    assert [person.agency for person in ada.people] == agencies
    with room.desk.changing("Book") as db:
        booked = bookings.book(db, event_id=room.event, delegate_id=other, by=BY)
        bookings.cancel(db, booked.booking_id, reason="", by=BY)
    (ada,) = (each for each in room.look(path) if not each.line.missing)
    assert (ada.fate, [person.agency for person in ada.people]) == (Fate.OTHER_NAME, agencies)
    assert ada.people[1].note == "Cancelled"
    the_address_of(room, ADA, "")
    alone = room.report(f"Ada King|{ALL_DAY}|ada@home.example")
    assert room.fates(alone)["Ada King"] is Fate.TO_MARK


def test_two_lines_of_one_name_with_two_addresses_are_no_two_devices(room: Room) -> None:
    the_address_of(room, ADA, "ada@library.example")
    path = room.report(
        "Ada King|9:25:00 AM|12:00:00 PM|ada@police.example",
        "Ada King|1:00:00 PM|4:35:00 PM|ada@library.example",
        "Ada King (Guest)|4:00:00 PM|4:36:00 PM",
    )
    police, library = (each for each in room.look(path) if each.line.name == "Ada King")
    assert (police.fate, library.fate) == (Fate.OTHER_NAME, Fate.TO_MARK)
    assert police.said.startswith("Another line has this name with another address:")
    assert [mark.told for mark in library.people[0].marks.values()] == ["Late, 210 min"]


def test_two_of_one_name_who_were_there_at_once_are_told(room: Room) -> None:
    with room.desk.changing("Add") as db:
        other = a_delegate(db, db.get_one(Agency, room.dates.police), "ADA", "King")
        bookings.book(db, event_id=room.event, delegate_id=other.id, by=BY)
    path = room.report(f"Ada King|{ALL_DAY}", "Ada King|9:30:00 AM|4:30:00 PM")
    both = next(each for each in room.look(path) if each.fate is Fate.TWO)
    assert both.said.endswith("on the register. 2 were in the meeting at once.")
    missing = [each.said for each in room.look(path) if each.line.told == "Ada King"]
    assert "Is not in the report, unless a line above is theirs." in missing


def test_whoever_held_the_event_is_set_aside_unless_booked_on_it(room: Room) -> None:
    with room.desk.changing("Trainers") as db:
        session = db.get_one(Event, room.event).sessions[0]
        first, second = Trainer(name="Pat Bell"), Trainer(name="Kim Ross")
        db.add_all([first, second])
        db.flush()
        session.trainer_id = first.id
        db.add(SessionTrainer(session_id=session.id, trainer_id=second.id, part=TrainerPart.BESIDE))
    stays = [f"Pat Bell|{ALL_DAY}||Presenter", f"Kim Ross|{ALL_DAY}", f"Sam|{ALL_DAY}||Organizer"]
    path = room.report(
        f"Ada King|{ALL_DAY}||Organizer", f"Mary Seacole|{ALL_DAY}||Presenter", *stays
    )
    fates = room.fates(path)
    assert (fates["Ada King"], fates["Mary Seacole"]) == (Fate.TO_MARK, Fate.TO_MARK)
    assert {fates[name] for name in ("Pat Bell", "Kim Ross", "Sam")} == {Fate.ASIDE}


def test_somebody_who_signed_in_under_another_name_is_asked_about(room: Room) -> None:
    path = room.report(f"A. King|{ALL_DAY}", f"iPad|{ALL_DAY}|ada@example.org", f"Grace|{ALL_DAY}")
    with room.desk.changing("Add") as db:
        db.get_one(Delegate, room.dates.people[ADA]).email = "ada@example.org"
    found = {each.line.name: each for each in room.look(path) if each.fate is Fate.OTHER_NAME}
    assert {name: each.people[0].listed for name, each in found.items()} == {
        "A. King": "King, Ada",
        "iPad": "King, Ada",
        "Grace": "Hopper, Grace",
    }
    ada = Answer(key=found["iPad"].people[0].key)
    settled = room.settled(path, {"iPad": ada, "A. King": ada})
    fates = [each.fate for each in settled if each.line.told in {"A. King", "iPad", "Ada King"}]
    assert sorted(fates) == [Fate.TO_MARK, Fate.TWICE, Fate.TWICE]
    room.take(path, {"iPad": ada})
    assert room.told()["King, Ada"] == "Attended"


def test_somebody_who_is_not_on_the_register_walks_in(room: Room) -> None:
    path = room.report(f"Joan Clarke|{ALL_DAY}", f"Nobody Known|{ALL_DAY}")
    found = {each.line.name: each for each in room.look(path)}
    joan = found["Joan Clarke"]
    assert (joan.fate, joan.people[0].agency) == (Fate.WALK_IN, "Tern Police")
    assert found["Nobody Known"].fate is Fate.UNKNOWN
    done = room.take(path, {"Joan Clarke": Answer(key=joan.people[0].key)})
    assert (done.marked, done.walk_ins) == (1, 1)
    assert room.told()["Clarke, Joan"] == "Attended"
    assert room.fates(path)["Joan Clarke"] is Fate.AGREES


def test_a_walk_in_of_a_file_takes_the_place_of_whoever_it_says_was_absent(room: Room) -> None:
    room.dates.give_places(4)
    path = room.report(f"Joan Clarke|{ALL_DAY}", *ALL_FOUR[:3])
    keys = {each.line.name: each.people[0].key for each in room.look(path) if each.people}
    names = ("Joan Clarke", "Mary Seacole")
    room.take(path, {name: Answer(key=keys[name]) for name in names})
    with room.desk.reading() as db:
        walked_in = StatusChange.status == BookingStatus.WALK_IN
        (why,) = db.scalars(select(StatusChange.reason).where(walked_in))
    assert why == "On to the place of somebody absent of Tern Police"


def test_somebody_can_be_named_for_a_line_of_nobody_known(room: Room) -> None:
    path = room.report(f"iPhone|{ALL_DAY}")
    (phone,) = (each for each in room.look(path) if each.fate is Fate.UNKNOWN)
    number = phone.line.number

    def named(delegate: int) -> tuple[Fate, str]:
        found = next(e for e in room.look(path, {number: delegate}) if e.line.number == number)
        return found.fate, found.people[0].listed

    assert named(room.dates.people[GRACE]) == (Fate.OTHER_NAME, "Hopper, Grace")
    assert named(room.dates.people[JOAN]) == (Fate.WALK_IN, "Clarke, Joan")
    with room.desk.changing("Cancel") as db:
        bookings.cancel(db, room.bookings[ADA], reason="", by=BY)
    assert named(room.dates.people[ADA]) == (Fate.GIVEN_UP, "King, Ada")


def test_somebody_who_cancelled_and_came_is_asked_about(room: Room) -> None:
    with room.desk.changing("Cancel") as db:
        bookings.cancel(db, room.bookings[ADA], reason="", by=BY)
    path = room.report(f"Ada King|{ALL_DAY}")
    ada = next(each for each in room.look(path) if each.line.name == "Ada King")
    said = "The booking of Ada King is marked Cancelled since 1 May 2026."
    assert (ada.fate, ada.said) == (Fate.GIVEN_UP, said)
    assert room.take(path, {"Ada King": Answer(key=ada.people[0].key)}).walk_ins == 1
    assert room.told()["King, Ada"] == "Attended"


def test_of_two_of_one_name_who_cancelled_both_are_offered(room: Room) -> None:
    other = another_ada(room, "ada@police.example")
    with room.desk.changing("Cancel") as db:
        booked = bookings.book(db, event_id=room.event, delegate_id=other, by=BY)
        for booking in (room.bookings[ADA], booked.booking_id):
            bookings.cancel(db, booking, reason="", by=BY)
    path = room.report(f"Ada King|{ALL_DAY}")
    (ada,) = (each for each in room.look(path) if not each.line.missing)
    said = "2 people of this name had a booking and are not on the register."
    assert (ada.fate, ada.said) == (Fate.GIVEN_UP, said)
    assert {person.agency for person in ada.people} == {"Library", "Tern Police"}
    with_address = room.report(f"Ada King|{ALL_DAY}|ada@police.example")
    (ada,) = (each for each in room.look(with_address) if not each.line.missing)
    assert [person.agency for person in ada.people] == ["Tern Police"]


def test_somebody_who_cancelled_and_did_not_come_is_set_aside(room: Room) -> None:
    with room.desk.changing("Cancel") as db:
        bookings.cancel(db, room.bookings[GRACE], reason="", by=BY)
    looked_in = room.report(f"Ada King|{ALL_DAY}", "Grace Hopper|9:00:00 AM|9:10:00 AM")
    grace = next(each for each in room.look(looked_in) if each.line.name == "Grace Hopper")
    assert grace.fate is Fate.ASIDE
    assert grace.said.endswith("They did not come, so there is nothing to mark.")


def test_somebody_who_waits_needs_a_place_first(room: Room) -> None:
    room.dates.give_places(4)
    room.dates.book(JOAN)
    path = room.report(f"Joan Clarke|{ALL_DAY}")
    joan = next(each for each in room.look(path) if each.line.name == "Joan Clarke")
    assert (joan.fate, joan.people) == (Fate.GIVEN_UP, ())
    assert joan.said.endswith("Give them a place, or cancel it, before they are marked.")


def test_loading_a_report_twice_changes_nothing(room: Room) -> None:
    path = room.report(*ALL_FOUR, f"Joan Clarke|{ALL_DAY}")
    joan = next(each for each in room.look(path) if each.fate is Fate.WALK_IN)
    answers = {"Joan Clarke": Answer(key=joan.people[0].key)}
    room.take(path, answers)
    steps, told = len(room.desk.done), room.told()
    again = room.take(path, answers)
    assert (again.marked, again.walk_ins, again.kept) == (0, 0, False)
    assert (len(room.desk.done), room.told()) == (steps, told)
    room.desk.undo()
    assert set(room.told().values()) == {""}
    assert "Clarke, Joan" not in room.told()
    room.desk.redo()
    assert room.told() == told
    with room.desk.reading() as db:
        assert [row.name for row in evidence_of(db, room.event)] == ["report.csv"]


def test_each_mark_says_where_it_was_read(room: Room) -> None:
    room.take(room.report(*ALL_FOUR))
    with room.desk.reading() as db:
        assert set(db.scalars(select(MarkChange.via))) == {"Teams report"}


def test_a_report_of_another_event_is_refused(room: Room) -> None:
    said = refusal(room, room.report(*ALL_FOUR, day="7/14/26"))
    assert said == (
        "report.csv: this is the report of a meeting on 14 July 2026, and RISK-260610 is held on "
        "10 June 2026. Nothing was taken from it."
    )


def test_a_session_that_is_still_to_come_is_refused(room: Room) -> None:
    path = room.report(*ALL_FOUR)
    with room.desk.reading() as db, pytest.raises(CannotTake, match="has not been held yet"):
        read_handed_in(db, room.event, path, today=BEFORE)


def test_a_morning_and_an_afternoon_are_told_apart_by_the_hours(room: Room) -> None:
    with room.desk.changing("Split") as db:
        event = db.get_one(Event, room.event)
        morning = event.sessions[0]
        morning.ends = time(12, 30)
        event.sessions.append(EventSession(day=morning.day, starts=time(13, 30), ends=time(16, 30)))
    room.take(room.report("Ada King|9:25:00 AM|4:35:00 PM", "Alan Turing|1:30:00 PM|4:30:00 PM"))
    assert room.told()["King, Ada"] == "Attended, Attended"
    assert room.told()["Turing, Alan"] == "Absent, Attended"


def test_times_an_hour_early_in_summer_are_told_and_can_be_read_otherwise(room: Room) -> None:
    stays = ["Ada King|8:28:00 AM|3:32:00 PM"]
    text = room.report(*stays).read_text("utf-16").replace("9:15:00 AM", "8:25:00 AM")
    path = room.folder / "universal.csv"
    path.write_text(text.replace("4:45:00 PM", "3:35:00 PM"), encoding="utf-16")
    with room.desk.reading() as db:
        given = read_handed_in(db, room.event, path, today=AFTER)
        assert "they may be in universal time" in given.notices[0]
        given = read_handed_in(db, room.event, path, today=AFTER, universally=True)
        assert given.notices == ()
        found = differences(db, room.event, given, today=AFTER)
    ada = next(each for each in found if each.line.name == "Ada King")
    assert [mark.told for mark in ada.people[0].marks.values()] == ["Attended"]


def test_without_hours_whoever_was_there_came(room: Room) -> None:
    with room.desk.changing("Hours") as db:
        session = db.get_one(Event, room.event).sessions[0]
        session.starts = session.ends = None
        db.get_one(Event, room.event).course.minutes = 360
    room.take(room.report("Ada King|11:00:00 AM|11:20:00 AM"))
    assert room.told()["King, Ada"] == "Attended"


# -- a typed sheet


def test_a_sheet_of_codes_is_read_back(room: Room) -> None:
    codes = [row_code(room.event, booking) for booking in room.bookings]
    path = room.sheet("Code,Mark", f"{codes[0]},A", f"{codes[1].lower()},L 20", f"{codes[2]},")
    fates = {each.people[0].listed: (each.fate, each.said) for each in room.look(path)}
    assert fates == {
        "King, Ada": (Fate.TO_MARK, ""),
        "Hopper, Grace": (Fate.TO_MARK, ""),
        "Turing, Alan": (Fate.NOT_THERE, "Has no mark on the sheet."),
        "Seacole, Mary": (Fate.NOT_THERE, "Is not on the sheet."),
    }
    room.take(path)
    assert room.told()["Hopper, Grace"] == "Late, 20 min"


def test_an_empty_cell_changes_no_mark_that_is_there(room: Room) -> None:
    mark(room, room.bookings[ADA], Attendance.ATTENDED)
    path = room.sheet("Name,Mark", "Ada King,", "Grace Hopper,–", "Alan Turing,A", "Mary Seacole,A")
    found = {each.line.told: each for each in room.look(path)}
    ada, grace = found["Ada King"], found["Grace Hopper"]
    assert (ada.fate, ada.said) == (Fate.AGREES, "Has no mark on the sheet.")
    assert grace.fate is Fate.NOT_THERE


def test_whoever_stands_in_a_line_that_cannot_be_read_is_not_said_to_be_missing(
    room: Room,
) -> None:
    path = room.sheet("Name,Mark", "Ada King,banana", "Grace Hopper,A")
    wrong = [each for each in room.look(path) if each.line.told == "Ada King"]
    assert [each.fate for each in wrong] == [Fate.WRONG]


def test_rows_and_names_do_as_well_as_codes(room: Room) -> None:
    path = room.sheet(
        "Row,Name,Mark", "1,,X", "2,Ada King,A", ",Mary Seacole,P", "9,,A", ",Jo Bell,"
    )
    fates = room.fates(path)
    assert fates["row 1"] is Fate.TO_MARK
    assert fates["Ada King"] is Fate.TO_MARK
    assert fates["row 9"] is Fate.WRONG
    assert fates["Jo Bell"] is Fate.ASIDE
    room.take(path)
    assert room.told() == {
        "Hopper, Grace": "Absent",
        "King, Ada": "Attended",
        "Seacole, Mary": "Apologies",
        "Turing, Alan": "",
    }


def test_the_register_of_another_event_is_refused(room: Room) -> None:
    with room.desk.changing("Book") as db:
        other = bookings.book(
            db, event_id=room.dates.other_course, delegate_id=room.dates.people[JOAN], by=BY
        ).booking_id
    code = row_code(room.dates.other_course, other)
    said = refusal(room, room.sheet("Code,Mark", f"{code},A"))
    assert said.startswith("sheet.csv: this is the register of FA-260708 of 8 July 2026, not of")
    mine = row_code(room.event, room.bookings[0])
    path = room.sheet("Code,Mark", f"{mine},A", f"{code},A", "0ZZZZ,A", "0001,A")
    wrong = {each.line.code: each.said for each in room.look(path) if each.fate is Fate.WRONG}
    assert wrong == {
        code: f"The code {code} is of the register of FA-260708 of 8 July 2026.",
        "0ZZZZ": "0ZZZZ is no code of this register: a letter may be wrong.",
        "0001": "0001 is no code of this register: a letter may be wrong.",
    }
    unknown = room.sheet("Code,Mark", "0ZZZZ,A")
    assert [each.fate for each in room.look(unknown)].count(Fate.WRONG) == 1


def test_the_register_of_an_event_whose_codes_fit_too_is_refused(room: Room) -> None:
    with room.desk.changing("Book") as db:
        course = db.get_one(Event, room.event).course
        later = [
            an_event(db, course, STARTS + timedelta(n), places=9, reference=f"RISK-{n}")
            for n in range(40)
        ]
        other = next(
            each.id for each in later if read_row_code(row_code(each.id, 1), room.event) is not None
        )
        joan = room.dates.people[JOAN]
        booked = bookings.book(db, event_id=other, delegate_id=joan, by=BY).booking_id
    code = row_code(other, booked)
    assert read_row_code(code, room.event) == booked
    said = refusal(room, room.sheet("Code,Mark", f"{code},A"))
    assert said.startswith("sheet.csv: this is the register of ")


def test_a_meeting_that_began_early_and_ended_late_is_no_hour_off(room: Room) -> None:
    path = room.report(*ALL_FOUR)
    text = path.read_text("utf-16").replace("9:15:00 AM", "8:30:00 AM")
    path.write_text(text, encoding="utf-16")
    with room.desk.reading() as db:
        assert read_handed_in(db, room.event, path, today=AFTER).notices == ()


def test_a_code_beside_another_name_is_asked_about(room: Room) -> None:
    code = row_code(room.event, room.bookings[ADA])
    path = room.sheet("Code,Name,Mark", f"{code},Joan Clarke,A")
    found = next(each for each in room.look(path) if each.line.code)
    said = "The code is of Ada King, and the sheet says Joan Clarke."
    assert (found.fate, found.said) == (Fate.OTHER_NAME, said)


def test_the_code_of_somebody_who_cancelled_is_told(room: Room) -> None:
    code = row_code(room.event, room.bookings[ADA])
    with room.desk.changing("Cancel") as db:
        bookings.cancel(db, room.bookings[ADA], reason="", by=BY)
    path = room.sheet("Code,Mark", f"{code},A", f"{code},X")
    assert [each.fate for each in room.look(path) if each.line.code] == [Fate.GIVEN_UP, Fate.ASIDE]


def test_two_of_one_name_are_told_apart_by_agency_or_row(room: Room) -> None:
    with room.desk.changing("Add") as db:
        museum = an_agency(db, "Museum")
        other = a_delegate(db, museum, "ADA", "King")
        bookings.book(db, event_id=room.event, delegate_id=other.id, by=BY)
    rows = {line.agency: line.number for line in room.register().lines if "King" in line.delegate}
    path = room.sheet(
        "Row,Name,Agency,Mark",
        ",Ada King,Museum,A",
        f"{rows['Library']},Ada King,,X",
        ",Ada King,,L",
    )
    found = {each.line.number: each for each in room.look(path)}
    assert (found[2].fate, found[2].people[0].agency) == (Fate.TO_MARK, "Museum")
    assert (found[3].fate, found[3].people[0].agency) == (Fate.TO_MARK, "Library")
    assert found[4].fate is Fate.TWO


def test_a_line_that_cannot_be_read_is_wrong_alone(room: Room) -> None:
    path = room.sheet("Name,Mark", "Ada King,perhaps", "Grace Hopper,A")
    assert room.fates(path)["Ada King"] is Fate.WRONG
    assert room.fates(path)["Grace Hopper"] is Fate.TO_MARK


def test_a_sheet_of_nobody_or_nothing_is_refused(room: Room) -> None:
    assert "there is nobody on this sheet" in refusal(room, room.sheet("Name,Mark", ",A"))
    assert "nothing is marked on this sheet" in refusal(room, room.sheet("Name,Mark", "Ada King,"))


def test_a_day_to_come_takes_apologies_and_nothing_else(room: Room) -> None:
    with room.desk.changing("Add a day") as db:
        event = db.get_one(Event, room.event)
        event.sessions.append(EventSession(day=AFTER.replace(day=20)))
    path = room.sheet("Name,Day 1,Day 2", "Ada King,A,P", "Grace Hopper,A,")
    room.take(path)
    assert room.told()["King, Ada"] == "Attended, Apologies"
    marked = room.sheet("Name,Day 1,Day 2", "Ada King,A,A")
    assert "the session of 20 June 2026 has not been held yet" in refusal(room, marked)


NAMES = [
    "Ada King",
    "Hopper, Grace",
    "Alan Turing",
    "Mary Seacole",
    "Joan Clarke",
    "Jo Bell",
    "A King",
]
CELLS = ["A", "L", "L 10", "E", "E 15:30", "X", "P", "", "perhaps"]
SHEETS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(CELLS)), min_size=1, max_size=6
).filter(lambda rows: any(cell not in {"", "perhaps"} for _, cell in rows))
CONTRADICTING = [("Hopper, Grace", "L"), ("Alan Turing", "L 10"), ("Hopper, Grace", "P")]
TWICE = [("Alan Turing", "E"), ("Ada King", "A"), ("Joan Clarke", "X"), ("Joan Clarke", "A")]


@draws(3, of=12)
@given(rows=SHEETS, settle=st.booleans())
@example(rows=CONTRADICTING, settle=True)
@example(rows=TWICE, settle=True)
def test_loading_any_sheet_twice_changes_nothing(
    room: Room, rows: list[tuple[str, str]], *, settle: bool
) -> None:
    path = room.sheet("Name;Mark", *(f"{name};{cell}" for name, cell in rows))

    def load() -> int:
        found = room.look(path)
        answers = {
            number: Answer(key=each.people[0].key)
            for number, each in enumerate(found)
            if settle and each.people
        }
        return room.take_settled(path, settled_lines(found, answers)).marked

    load()
    steps, told, changes = len(room.desk.done), room.told(), count(room, MarkChange)
    assert load() == 0
    assert (len(room.desk.done), room.told(), count(room, MarkChange)) == (steps, told, changes)


# -- settling, and one act for all


def test_a_line_can_be_left_out_or_given_another_mark(room: Room) -> None:
    path = room.sheet("Name,Mark", "Ada King,A", "Grace Hopper,A", "Alan Turing,A", "Joan Clarke,A")
    joan = next(each for each in room.look(path) if each.fate is Fate.WALK_IN).people[0].key
    answers = {
        "Ada King": Answer(key=LEAVE_OUT),
        "Grace Hopper": Answer(mark=Attendance.LATE),
        "Mary Seacole": Answer(mark=Attendance.APOLOGIES),
        "Joan Clarke": Answer(key=joan, mark=Attendance.LEFT_EARLY),
    }
    settled = {each.line.told: each.fate for each in room.settled(path, answers)}
    assert settled["Ada King"] is Fate.LEFT_OUT
    room.take(path, answers)
    assert room.told() == {
        "Clarke, Joan": "Left early",
        "Hopper, Grace": "Late",
        "King, Ada": "",
        "Seacole, Mary": "Apologies",
        "Turing, Alan": "Attended",
    }


def test_whoever_was_marked_meanwhile_stops_all_of_it(room: Room) -> None:
    path = room.sheet("Name,Mark", "Ada King,A", "Grace Hopper,A")
    settled = room.settled(path)
    mark(room, room.bookings[GRACE], Attendance.ABSENT)
    with pytest.raises(ListOutdated, match="Hopper, Grace was marked meanwhile"):
        room.take_settled(path, settled)
    assert room.told()["King, Ada"] == ""


def test_a_closed_register_and_a_cancelled_event_take_no_file(room: Room) -> None:
    path = room.sheet("Name,Mark", "Ada King,A")
    with room.desk.changing("Close") as db:
        db.get_one(Event, room.event).register_closed_on = AFTER
    with pytest.raises(RegisterClosed):
        room.look(path)
    with room.desk.changing("Call off") as db:
        event = db.get_one(Event, room.event)
        event.register_closed_on, event.status = None, EventStatus.CANCELLED
    with pytest.raises(EventNotOpen, match="marked Cancelled"):
        room.look(path)
