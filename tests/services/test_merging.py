"""Making one person of two, over every table that points at a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.conftest import AFTER, BY, BY_AFTER, NOON, STARTS, a_course, an_agency, an_event
from tests.worlds import set_up_once
from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.delegate import DelegateDetails, sought_of
from trainingdesk.domain.evaluation import AnswerKind, HeldWhy, Stage
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.merging import Side
from trainingdesk.domain.refusals import Refused, Unknown
from trainingdesk.services.certificates import CheckedCertificate, certificate_numbered
from trainingdesk.services.delegate_records import add_delegate
from trainingdesk.services.desk import Desk, Stamp
from trainingdesk.services.duplicates import tell_apart
from trainingdesk.services.evaluation.quotations import QuotationDetails, quote
from trainingdesk.services.evaluation.themes import code, themes_of
from trainingdesk.services.folding import AT_MOST_ONE, SEVERAL
from trainingdesk.services.merging import POINTERS, merge, proposed_merge
from trainingdesk.services.merging_details import FIELDS
from trainingdesk.services.named import delegate_named
from trainingdesk.storage.models import (
    Answer,
    Audit,
    AuditValue,
    Base,
    Booking,
    Certificate,
    Delegate,
    DelegateAlias,
    DelegateMove,
    DelegateNeeds,
    DifferentPeople,
    Event,
    Form,
    HeldForm,
    Interest,
    Licence,
    LicenceGroup,
    Mark,
    Question,
    Quotation,
    StatusChange,
    UndatedEvent,
)

BOOKED, WAITING = BookingStatus.BOOKED, BookingStatus.WAITING


@dataclass(frozen=True)
class Twice:
    """Ada King's two records, and what they are on."""

    one: int
    other: int
    event: int
    days: tuple[int, ...]
    library: int
    school: int


def a_person(db: Session, reference: str, agency_id: int, **details: Any) -> Delegate:
    names = {"first_name": "Ada", "last_name": "King", "email": ""} | details
    found = {name: names[name] for name in ("first_name", "last_name", "email")}
    person = Delegate(reference=reference, agency_id=agency_id, **names, sought=sought_of(**found))
    db.add(person)
    db.flush()
    return person


@pytest.fixture
@set_up_once
def twice(desk: Desk) -> Twice:
    with desk.changing("Set up") as db:
        library, school = an_agency(db, "Library").id, an_agency(db, "School").id
        course = a_course(db, "First Aid", "FA")
        event = an_event(db, course, STARTS, STARTS + timedelta(1), places=9)
        days = tuple(session.id for session in event.sessions)
        one = a_person(db, "D00001", library, email="ada@example.org", job_title="Analyst")
        other = a_person(db, "D00002", school, telephone="020 1", left_on=AFTER)
        return Twice(one.id, other.id, event.id, days, library, school)


def book(
    db: Session,
    twice: Twice,
    who: int,
    status: BookingStatus = BOOKED,
    marks: Mapping[int, Attendance] | None = None,
    **values: Any,
) -> Booking:
    booking = Booking(
        event_id=twice.event, delegate_id=who, agency_id=twice.library, status=status, **values
    )
    db.add(booking)
    db.flush()
    db.add(StatusChange(booking_id=booking.id, status=status, at=NOON, who="sam"))
    for day, mark in (marks or {}).items():
        db.add(Mark(booking_id=booking.id, session_id=twice.days[day], attendance=mark))
    db.flush()
    return booking


def merged(desk: Desk, twice: Twice, **decided: Side) -> None:
    choices = {key.replace("__", ":"): side for key, side in decided.items()}
    with desk.changing("Merge delegates", "Ada King") as db:
        assert merge(db, proposed_merge(db, twice.one, twice.other), choices, by=BY_AFTER) == (
            twice.one
        )


def checked(db: Session, number: str) -> CheckedCertificate:
    found = certificate_numbered(db, number)
    assert found is not None
    return found


def whole(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table but the audit's own."""
    kept = [table for table in Base.metadata.sorted_tables if not table.name.startswith("audit")]
    with desk.reading() as db:
        return {t.name: sorted(map(str, db.execute(select(t)).all())) for t in kept}


def test_every_table_that_points_at_a_person_is_dealt_with() -> None:
    pointing = {
        (table.name, link.parent.name)
        for table in Base.metadata.tables.values()
        for link in table.foreign_keys
        if link.column.table.name == "delegate"
    }
    assert set(POINTERS) == pointing


HANGING = {kind.__tablename__ for kind in (*SEVERAL, *AT_MOST_ONE)}


@pytest.mark.parametrize(
    ("table", "children"),
    [
        ("booking", {"certificate", "mark", "agreement", "charge"} | HANGING),
        ("form", {"answer"}),
        ("answer", {"answer_theme", "quotation"}),
        ("licence", set()),
        ("interest", set()),
    ],
)
def test_all_that_hangs_on_what_may_be_taken_away_is_known(table: str, children: set[str]) -> None:
    assert children == {
        each.name
        for each in Base.metadata.tables.values()
        for link in each.foreign_keys
        if link.column.table.name == table
    }


def test_every_detail_of_a_delegate_is_chosen_or_worked_out() -> None:
    columns = set(Base.metadata.tables["delegate"].columns.keys())
    worked_out = {"id", "sought"}  # the older number stays; the other follows from the name
    assert columns == FIELDS.keys() | worked_out


def test_the_details_that_differ_are_proposed_with_the_likelier_one(
    desk: Desk, twice: Twice
) -> None:
    with desk.reading() as db:
        proposed = proposed_merge(db, twice.other, twice.one)
    assert (proposed.one, proposed.other) == ("Ada King (D00001)", "Ada King (D00002)")
    assert [(c.about, c.one, c.other, c.taken.value) for c in proposed.details] == [
        ("Reference", "D00001", "D00002", "one"),
        ("E-mail", "ada@example.org", "", "one"),
        ("Telephone", "", "020 1", "other"),
        ("Agency", "Library", "School", "one"),
        ("Job title", "Analyst", "", "one"),
    ]
    assert proposed.choices == proposed.details
    assert proposed.joined == ""


def test_the_older_record_stays_with_the_values_chosen(desk: Desk, twice: Twice) -> None:
    with desk.changing("Correct") as db:
        db.get_one(Delegate, twice.other).last_name = "King-Noel"
    merged(desk, twice, last_name=Side.OTHER, agency_id=Side.OTHER, telephone=Side.ONE)
    with desk.reading() as db:
        person = db.scalars(select(Delegate)).one()
        assert (person.id, person.reference, person.name) == (twice.one, "D00001", "Ada King-Noel")
        assert (person.email, person.telephone) == ("ada@example.org", "")
        assert (person.agency_id, person.left_on) == (twice.school, AFTER)
        assert person.sought == "king-noel ada ada@example.org"


def test_the_days_at_an_agency_go_with_the_agency_that_is_kept(desk: Desk, twice: Twice) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Delegate, twice.other).joined_on = STARTS
    merged(desk, twice)
    with desk.reading() as db:
        person = db.scalars(select(Delegate)).one()
        assert (person.agency_id, person.joined_on, person.left_on) == (twice.library, None, None)


def test_the_agency_where_somebody_still_is_is_the_likelier_one(desk: Desk, twice: Twice) -> None:
    with desk.changing("Set up") as db:
        db.get_one(Delegate, twice.one).left_on = STARTS
        db.get_one(Delegate, twice.other).left_on = None
    merged(desk, twice)
    with desk.reading() as db:
        person = db.scalars(select(Delegate)).one()
        assert (person.agency_id, person.left_on) == (twice.school, None)


def test_two_of_one_agency_are_asked_since_when_and_until_when(desk: Desk, twice: Twice) -> None:
    with desk.changing("Set up") as db:
        other = db.get_one(Delegate, twice.other)
        other.agency_id, other.joined_on = twice.library, STARTS
    with desk.reading() as db:
        details = proposed_merge(db, twice.one, twice.other).details
    assert [(each.about, each.taken) for each in details][-2:] == [
        ("At the agency since", Side.OTHER),
        ("Left on", Side.ONE),
    ]
    merged(desk, twice, left_on=Side.OTHER)
    with desk.reading() as db:
        person = db.scalars(select(Delegate)).one()
        assert (person.joined_on, person.left_on) == (STARTS, AFTER)


def test_the_reference_that_is_not_kept_leads_to_the_one_who_stays(
    desk: Desk, twice: Twice
) -> None:
    merged(desk, twice)
    with desk.changing("Add") as db:
        third = add_delegate(db, DelegateDetails("Ada", "King", agency_id=twice.library))
        assert db.get_one(Delegate, third).reference == "D00003"
        assert delegate_named(db, "d00002") == twice.one
    with desk.changing("Merge delegates") as db:
        merge(db, proposed_merge(db, twice.one, third), {"reference": Side.OTHER}, by=BY_AFTER)
    with desk.reading() as db:
        assert db.get_one(Delegate, twice.one).reference == "D00003"
        aliases = dict(db.execute(select(DelegateAlias.reference, DelegateAlias.delegate_id)).all())
        assert aliases == {"D00001": twice.one, "D00002": twice.one}


@pytest.mark.parametrize(
    ("mine", "theirs", "side", "kept"),
    [
        ("A loop", "A ramp", None, "A loop\nA ramp"),
        ("A loop", "A ramp", Side.OTHER, "A ramp"),
        ("A loop", "A ramp", Side.ONE, "A loop"),
        ("", "A ramp", None, "A ramp"),
        ("", "A ramp", Side.ONE, None),
        ("A loop", "", None, "A loop"),
        ("A loop", "", Side.OTHER, None),
        ("A loop", "A loop", None, "A loop"),
        ("", "", None, None),
    ],
)
def test_what_both_need_is_kept_unless_one_decides(
    desk: Desk, twice: Twice, mine: str, theirs: str, side: Side | None, kept: str | None
) -> None:
    with desk.changing("Set up") as db:
        for who, needs in ((twice.one, mine), (twice.other, theirs)):
            if needs:
                db.add(DelegateNeeds(delegate_id=who, needs=needs))
        proposed = proposed_merge(db, twice.one, twice.other)
        assert not any("loop" in choice.one + choice.other for choice in proposed.choices)
    before = whole(desk)
    merged(desk, twice, **({"needs": side} if side else {}))
    with desk.reading() as db:
        found = db.get(DelegateNeeds, twice.one)
        assert (found.needs if found else None) == kept
    desk.undo()
    assert whole(desk) == before


def test_both_together_is_taken_only_where_two_can_be_joined(desk: Desk, twice: Twice) -> None:
    merged(desk, twice, agency_id=Side.BOTH)
    with desk.reading() as db:
        assert db.get_one(Delegate, twice.one).agency_id == twice.library


def test_all_that_only_one_of_them_has_comes_together(desk: Desk, twice: Twice) -> None:
    with desk.changing("Set up") as db:
        book(db, twice, twice.one, BookingStatus.CANCELLED)
        live = book(db, twice, twice.other, marks={0: Attendance.ATTENDED})
        db.add(Certificate(number="C-1", booking_id=live.id, issued_on=AFTER))
        db.add(Form(event_id=twice.event, delegate_id=twice.other, stage=Stage.END))
        db.add(Form(event_id=twice.event, delegate_id=twice.one, stage=Stage.BEFORE))
        db.add(
            DelegateMove(
                delegate_id=twice.other, from_id=twice.library, into_id=twice.school, on=STARTS
            )
        )
        group = LicenceGroup(name="Chaperones")
        db.add(group)
        db.flush()
        db.add(Licence(group_id=group.id, delegate_id=twice.other, renew_on=AFTER))
        undated = UndatedEvent(course_id=db.get_one(Event, twice.event).course_id, opened_on=STARTS)
        db.add(undated)
        db.flush()
        db.add(
            Interest(
                undated_id=undated.id,
                delegate_id=twice.other,
                agency_id=twice.school,
                said_on=STARTS,
            )
        )
        proposed = proposed_merge(db, twice.one, twice.other)
        assert proposed.clashes == ()
        assert proposed.joined == (
            "1 booking, 1 evaluation form, 1 licence and 1 wish for an event without a date"
        )
    before = whole(desk)
    merged(desk, twice)
    with desk.reading() as db:
        for kind in (Booking, Form, DelegateMove, Licence, Interest):
            assert set(db.scalars(select(kind.delegate_id))) == {twice.one}
        found = checked(db, "C-1")
        assert found.delegate == "Ada King"
        assert found.withdrawn_on is None
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    desk.undo()
    assert whole(desk) == before


def proposed_clashes(desk: Desk, twice: Twice) -> list[tuple[str, str, str, str]]:
    with desk.reading() as db:
        found = proposed_merge(db, twice.one, twice.other).clashes
    return [(clash.about, clash.one, clash.other, clash.taken.value) for clash in found]


@pytest.mark.parametrize("side", [Side.ONE, Side.OTHER])
def test_two_bookings_on_one_event_become_the_one_chosen(
    desk: Desk, twice: Twice, side: Side
) -> None:
    with desk.changing("Set up") as db:
        mine = book(db, twice, twice.one, WAITING, booked_on=STARTS, own_values={"1": "a"}).id
        own = {"1": "b", "2": "c"}
        theirs = book(db, twice, twice.other, reason="By telephone", own_values=own).id
        book(db, twice, twice.other, BookingStatus.CANCELLED)
    about = "Booking: First Aid, 10 Jun 2026"
    assert proposed_clashes(desk, twice) == [
        (about, "Waiting on 10 Jun 2026, Library", "Booked, Library", "other")
    ]
    before = whole(desk)
    merged(desk, twice, **{f"booking__{twice.event}": side})
    with desk.reading() as db:
        kept = db.scalars(select(Booking).where(Booking.status != "Cancelled")).one()
        changes = db.scalars(select(StatusChange.booking_id).order_by(StatusChange.id)).all()
        assert set(db.scalars(select(Booking.delegate_id))) == {twice.one}
    is_mine = side is Side.ONE
    assert kept.id == (mine if is_mine else theirs)
    assert kept.status is (WAITING if is_mine else BOOKED)
    assert kept.own_values == ({"1": "a", "2": "c"} if is_mine else {"1": "b", "2": "c"})
    assert changes[:2] == [kept.id, kept.id]
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize(
    ("side", "marks"),
    [
        (Side.ONE, {0: "Absent", 1: "Late"}),
        (Side.OTHER, {0: "Attended", 1: "Late"}),
    ],
)
@pytest.mark.parametrize("booking", [Side.ONE, Side.OTHER])
def test_the_register_keeps_the_marks_chosen_and_those_that_only_one_has(
    desk: Desk, twice: Twice, side: Side, marks: dict[int, str], booking: Side
) -> None:
    with desk.changing("Set up") as db:
        book(db, twice, twice.one, marks={0: Attendance.ABSENT})
        theirs = {0: Attendance.ATTENDED, 1: Attendance.LATE}
        book(db, twice, twice.other, marks=theirs)
    about = "First Aid, 10 Jun 2026"
    assert proposed_clashes(desk, twice) == [
        (f"Booking: {about}", "Absent, booked, Library", "Late, booked, Library", "other"),
        (f"Register: {about}", "Absent", "Attended and Late", "other"),
    ]
    before = whole(desk)
    decided = {f"booking__{twice.event}": booking, f"marks__{twice.event}": side}
    merged(desk, twice, **decided)
    with desk.reading() as db:
        kept = db.scalars(select(Booking)).one()
        found = {twice.days.index(m.session_id): m.attendance.value for m in kept.marks}
    assert found == marks
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize("booking", [Side.ONE, Side.OTHER])
@pytest.mark.parametrize(("side", "valid"), [(Side.ONE, "C-1"), (Side.OTHER, "C-2")])
def test_nobody_keeps_two_certificates_and_both_numbers_can_be_checked(
    desk: Desk, twice: Twice, side: Side, valid: str, booking: Side
) -> None:
    with desk.changing("Set up") as db:
        for number, who in (("C-1", twice.one), ("C-2", twice.other)):
            proof = book(db, twice, who, marks={0: Attendance.ATTENDED})
            db.add(Certificate(number=number, booking_id=proof.id, issued_on=AFTER))
    clashes = proposed_clashes(desk, twice)
    assert clashes[-1] == ("Certificate: First Aid, 10 Jun 2026", "C-1", "C-2", "one")
    assert len(clashes) == 2
    before = whole(desk)
    decided = {f"certificate__{twice.event}": side, f"booking__{twice.event}": booking}
    merged(desk, twice, **decided)
    with desk.reading() as db:
        proofs = [checked(db, number) for number in ("C-1", "C-2")]
    assert {each.delegate for each in proofs} == {"Ada King"}
    withdrawn = {each.number for each in proofs if each.withdrawn_on is not None}
    assert withdrawn == {"C-1", "C-2"} - {valid}
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize("side", [Side.ONE, Side.OTHER])
def test_of_two_forms_of_a_stage_one_is_kept_beside_the_other(
    desk: Desk, twice: Twice, side: Side
) -> None:
    with desk.changing("Set up") as db:
        question = Question(code="Q1", position=1, words="Useful?", answer=AnswerKind.TEXT)
        db.add(question)
        forms = [
            Form(event_id=twice.event, delegate_id=who, stage=Stage.END, received_on=AFTER)
            for who in (twice.one, twice.other)
        ]
        db.add_all(forms)
        db.flush()
        db.add(Answer(form_id=forms[0].id, question_id=question.id, words="Yes"))
        numbers = [form.id for form in forms]
        forms[1].via = "PDF"
    assert proposed_clashes(desk, twice) == [
        (
            "End of course form: First Aid, 10 Jun 2026",
            "1 answer, 12 Jun 2026",
            "0 answers, 12 Jun 2026",
            "one",
        )
    ]
    before = whole(desk)
    merged(desk, twice, **{f"form__{twice.event}__End": side})
    with desk.reading() as db:
        named = dict(db.execute(select(Form.id, Form.delegate_id)).all())
        said = db.scalars(select(Answer.words)).all()
        held = db.scalars(select(HeldForm)).one()
    beside = (held.event_id, held.delegate_id, held.stage, held.why, held.received_on)
    assert beside == (twice.event, twice.one, Stage.END, HeldWhy.SECOND, AFTER)
    is_mine = side is Side.ONE
    assert named == {numbers[0] if is_mine else numbers[1]: twice.one}
    assert (said, held.via, held.answers) == (
        (["Yes"], "PDF", []) if is_mine else ([], "", [["Q1", "", "Yes"]])
    )
    desk.undo()
    assert whole(desk) == before
    desk.redo()
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize("words", ["Yes", "No"])
def test_a_comment_of_the_form_kept_beside_lets_go_of_its_themes_unless_both_make_it(
    desk: Desk, twice: Twice, words: str
) -> None:
    with desk.changing("Set up") as db:
        question = Question(code="Q1", position=1, words="Useful?", answer=AnswerKind.TEXT)
        db.add(question)
        answers = [
            Answer(
                form=Form(event_id=twice.event, delegate_id=who, stage=Stage.END),
                question=question,
                words=said,
            )
            for who, said in ((twice.one, "Yes"), (twice.other, words))
        ]
        db.add_all(answers)
        db.flush()
        kept, gone = (answer.id for answer in answers)
        code(db, kept, ["Safety"])
        code(db, gone, ["Safety", "Time"])
        quote(db, gone, QuotationDetails("Yes!"), today=AFTER)
    before = whole(desk)
    merged(desk, twice)
    with desk.reading() as db:
        themes = themes_of(db, [kept])[kept]
        quoted = db.scalars(select(Quotation.answer_id)).all()
        assert db.scalars(select(Answer.id)).all() == [kept]
        assert db.scalars(select(HeldForm.answers)).all() == [[["Q1", "", words]]]
    assert (themes, quoted) == (
        (("Safety", "Time"), [kept]) if words == "Yes" else (("Safety",), [])
    )
    desk.undo()
    assert whole(desk) == before


def test_of_two_forms_that_were_begun_for_one_stage_one_is_kept_as_a_second(
    desk: Desk, twice: Twice
) -> None:
    begun = [(twice.one, Stage.END), (twice.other, Stage.END), (twice.other, Stage.BEFORE)]
    with desk.changing("Set up") as db:
        held = [
            HeldForm(
                event_id=twice.event,
                delegate_id=who,
                stage=stage,
                why=HeldWhy.BEGUN,
                answers=[["CONF", "", who]],
            )
            for who, stage in begun
        ]
        db.add_all(held)
        db.flush()
        numbers = [each.id for each in held]
    before = whole(desk)
    merged(desk, twice)
    with desk.reading() as db:
        found = {each.id: (each.delegate_id, each.why) for each in db.scalars(select(HeldForm))}
    second = (twice.one, HeldWhy.SECOND)
    unfinished = (twice.one, HeldWhy.BEGUN)
    assert found == dict(zip(numbers, [unfinished, second, unfinished], strict=True))
    desk.undo()
    assert whole(desk) == before


@pytest.mark.parametrize("side", [Side.ONE, Side.OTHER])
def test_of_two_entries_in_a_group_and_a_list_one_stays(
    desk: Desk, twice: Twice, side: Side
) -> None:
    with desk.changing("Set up") as db:
        group = LicenceGroup(name="Chaperones")
        undated = UndatedEvent(course_id=db.get_one(Event, twice.event).course_id, opened_on=STARTS)
        db.add_all([group, undated])
        db.flush()
        for who, later in ((twice.one, 0), (twice.other, 9)):
            day = STARTS + timedelta(later)
            number, note = ("7", "") if who == twice.one else ("", "Mornings")
            licence = Licence(group_id=group.id, delegate_id=who, renew_on=day, number=number)
            interest = Interest(
                undated_id=undated.id,
                delegate_id=who,
                agency_id=twice.school,
                said_on=day,
                note=note,
            )
            db.add_all([licence, interest])
        db.flush()
        keys = {f"licence__{group.id}": side, f"interest__{undated.id}": side}
    first, second = "10 Jun 2026", "19 Jun 2026"
    about = "First Aid, without a date"
    assert proposed_clashes(desk, twice) == [
        ("Chaperones", f"7, to be renewed on {first}", f"to be renewed on {second}", "other"),
        (about, f"said on {first}", f"said on {second}, Mornings", "one"),
    ]
    before = whole(desk)
    merged(desk, twice, **keys)
    kept = date(2026, 6, 10) if side is Side.ONE else date(2026, 6, 19)
    with desk.reading() as db:
        licence, interest = db.scalars(select(Licence)).one(), db.scalars(select(Interest)).one()
        assert (licence.delegate_id, licence.renew_on) == (twice.one, kept)
        assert (interest.delegate_id, interest.said_on) == (twice.one, kept)
    desk.undo()
    assert whole(desk) == before


def test_whom_the_other_was_told_apart_from_is_compared_anew(desk: Desk, twice: Twice) -> None:
    with desk.changing("Set up") as db:
        third = a_person(db, "D00003", twice.library).id
        for pair in ((twice.one, twice.other), (twice.other, third), (twice.one, third)):
            tell_apart(db, *pair, by=BY_AFTER)
    before = whole(desk)
    merged(desk, twice)
    with desk.reading() as db:
        kept = db.scalars(select(DifferentPeople)).one()
        assert (kept.delegate_id, kept.other_id) == (twice.one, third)
    desk.undo()
    assert whole(desk) == before


def test_one_act_is_one_entry_in_the_audit_and_keeps_whose_the_values_were(
    desk: Desk, twice: Twice
) -> None:
    merged(desk, twice)
    with desk.reading() as db:
        entry = db.scalars(select(Audit).order_by(Audit.id.desc()).limit(1)).one()
        assert entry.label == "Merge delegates"
        gone = select(AuditValue.delegate_id, AuditValue.before, AuditValue.after).where(
            AuditValue.audit_id == entry.id, AuditValue.field == "reference"
        )
        assert sorted(map(tuple, db.execute(gone)), key=str) == [
            (twice.one, None, "D00002"),
            (twice.other, "D00002", None),
        ]


def test_nobody_is_merged_with_themselves_or_with_nobody(desk: Desk, twice: Twice) -> None:
    with desk.reading() as db:
        with pytest.raises(Refused, match="Choose two people"):
            proposed_merge(db, twice.one, twice.one)
        with pytest.raises(Unknown):
            proposed_merge(db, twice.one, 0)


def test_what_has_changed_since_it_was_decided_is_shown_again(desk: Desk, twice: Twice) -> None:
    with desk.reading() as db:
        seen = proposed_merge(db, twice.one, twice.other)
    with desk.changing("Book") as db:
        book(db, twice, twice.other)
    with desk.changing("Merge delegates") as db, pytest.raises(ChangedMeanwhile) as refusal:
        merge(db, seen, {}, by=BY_AFTER)
    assert refusal.value.differing == ("joined",)


@pytest.mark.parametrize(
    ("closed_on", "by", "status"),
    [(None, BY, BOOKED), (None, BY_AFTER, WAITING), (STARTS, BY, WAITING)],
)
def test_the_place_that_becomes_free_goes_to_whoever_has_waited_longest(
    desk: Desk, twice: Twice, closed_on: date | None, by: Stamp, status: BookingStatus
) -> None:
    with desk.changing("Set up") as db:
        event = db.get_one(Event, twice.event)
        event.places, event.register_closed_on = 2, closed_on
        book(db, twice, twice.one)
        book(db, twice, twice.other)
        waits = [
            book(db, twice, a_person(db, f"D0000{n}", twice.library, first_name=name).id, WAITING)
            for n, name in ((3, "Grace"), (4, "Joan"))
        ]
        numbers = [booking.id for booking in waits]
    before = whole(desk)
    with desk.changing("Merge delegates") as db:
        merge(db, proposed_merge(db, twice.one, twice.other), {}, by=by)
    with desk.reading() as db:
        found = [db.get_one(Booking, number).status for number in numbers]
    assert found == [status, WAITING]
    desk.undo()
    assert whole(desk) == before
