"""Whose a line is: by its code, else its address, else its name; doubt is asked about."""

from dataclasses import replace
from datetime import date

import pytest

from trainingdesk.domain.attendance import Attendance
from trainingdesk.domain.booking import BookingStatus
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.form_code import FormCode
from trainingdesk.domain.online_match import Around, Meant, Told
from trainingdesk.domain.online_people import OnlineEvent, OnlinePerson, hindrance_of

JUNE = OnlineEvent(1, "FA-1", "First Aid", date(2026, 6, 10), date(2026, 6, 11))
JULY = OnlineEvent(2, "FA-2", "First Aid", date(2026, 7, 8), date(2026, 7, 8))
SENT = date(2026, 6, 12)
ADA = OnlinePerson(11, JUNE, 101, "Ada", "King", "team@x.org", "Mary Shelley", "mary@x.org")
GRACE = OnlinePerson(12, JUNE, 102, "Grace", "Hopper", "team@x.org", "Mary Shelley", "mary@x.org")
ALAN = OnlinePerson(13, JUNE, 103, "Alan", "Turing", "alan@x.org")
ALAN_LATER = replace(ALAN, booking_id=23, event=JULY)
GONE = OnlinePerson(14, JUNE, 104, "Joan", "Clarke", "joan@x.org", hindrance="it is “Cancelled”")
PEOPLE = [ADA, GRACE, ALAN, ALAN_LATER, GONE]


def around(stage: Stage = Stage.END, event_id: int | None = 1) -> Around:
    return Around(stage, [JUNE, JULY], PEOPLE, event_id)


def meant(stage: Stage = Stage.END, event_id: int | None = 1, **told: object) -> Meant:
    return around(stage, event_id).meant(Told(**{"sent": SENT, **told}))  # type: ignore[arg-type]


def code(person: OnlinePerson, stage: Stage = Stage.END) -> str:
    return str(FormCode(stage, booking_id=person.booking_id))


def test_a_code_tells_who_it_is() -> None:
    assert meant(code=code(ADA)) == Meant((ADA,), sure=True)
    assert meant(code=code(ADA), name="A. King") == Meant((ADA,), sure=True)
    assert meant(code=code(ADA), event_id=None) == Meant((ADA,), sure=True)


def test_a_code_of_one_and_the_address_of_another_are_asked_about() -> None:
    found = meant(code=code(ADA), email="alan@x.org")
    assert (found.people, found.sure) == ((ADA, ALAN), False)
    assert found.said == "The code is of Ada King, and the rest tells of somebody else."


def test_a_code_that_cannot_be_this_ones_is_refused_and_says_why() -> None:
    def said(code: str, event_id: int | None = 1) -> str:
        found = meant(code=code, event_id=event_id)
        assert not found.people
        return found.said

    assert "a form of the stage “Before”, and these are of the stage “End of course”" in said(
        code=code(ADA, Stage.BEFORE)
    )
    assert "No booking has the code" in said(code=str(FormCode(Stage.END, booking_id=99)))
    assert "another event" in said(code=code(ALAN_LATER))
    assert "Joan Clarke has a booking on First Aid" in said(code=code(GONE))
    assert "No event has the code" in said(code=str(FormCode(Stage.END, event_id=9)), event_id=None)


def test_a_mistyped_code_is_never_taken_and_the_address_then_only_proposes() -> None:
    found = meant(code="E12345X", email="alan@x.org")
    assert (found.people, found.sure) == ((ALAN,), False)
    assert "The code “E12345X” is none." in found.said
    assert not meant(code="E12345X").people


def test_an_address_of_one_booking_on_the_event_tells_who_it_is() -> None:
    assert meant(email="ALAN@x.org ") == Meant((ALAN,), sure=True)
    assert meant(email="alan@x.org", name="A. Turing") == Meant((ALAN,), sure=True)


def test_a_mailbox_that_is_shared_is_told_apart_by_names_or_asked_about() -> None:
    assert meant(email="team@x.org", name="Grace Hopper") == Meant((GRACE,), sure=True)
    assert meant(email="team@x.org", name="Hopper, Grace") == Meant((GRACE,), sure=True)
    without = meant(email="team@x.org")
    assert (without.people, without.sure) == ((ADA, GRACE), False)
    other = meant(email="team@x.org", name="Mina Murray")
    assert (other.people, other.sure) == ((ADA, GRACE), False)


def test_of_a_shared_mailbox_the_one_with_the_name_is_meant_and_else_comes_first() -> None:
    ada_later = replace(ADA, booking_id=21, event=JULY)
    told = Told(date(2026, 7, 9), email="team@x.org", name="Ada King")
    events, everybody = [JUNE, JULY], [GRACE, ADA, ada_later]
    of_ada = Around(Stage.END, events, everybody).meant(told)
    assert (of_ada.people, of_ada.sure) == ((ada_later, ADA), False)
    assert of_ada.said == "Ada King has several bookings that this may be of."
    twin = replace(ADA, booking_id=15, delegate_id=105)
    of_two = Around(Stage.END, [JUNE], [GRACE, ADA, twin], 1).meant(replace(told, sent=SENT))
    assert (of_two.people, of_two.sure) == ((ADA, twin, GRACE), False)
    absent = replace(ADA, hindrance="is marked “Absent” there")
    refused = Around(Stage.END, [JUNE], [GRACE, absent], 1).meant(replace(told, sent=SENT))
    assert refused == Meant(said=absent.cannot_answer)


def test_an_address_under_the_name_of_somebody_else_is_asked_about_with_both() -> None:
    found = meant(email="alan@x.org", name="Ada King")
    assert (found.people, found.sure) == ((ALAN, ADA), False)
    assert "do not point to one booking" in found.said


def test_without_an_event_an_address_with_bookings_at_two_times_is_told_by_the_time() -> None:
    assert meant(email="alan@x.org", event_id=None) == Meant((ALAN,), sure=True)
    later = meant(email="alan@x.org", event_id=None, sent=date(2026, 7, 9))
    assert (later.people, later.sure) == ((ALAN_LATER, ALAN), False)
    assert later.said == "Alan Turing has several bookings that this may be of."
    named = meant(email="alan@x.org", name="A. Turing", event_id=None, sent=date(2026, 7, 9))
    assert named == later
    other = meant(email="alan@x.org", name="Ada King", event_id=None, sent=date(2026, 7, 9))
    assert other.people == (ALAN_LATER, ALAN, ADA)
    answered = replace(ALAN_LATER, answered=True)
    first = Around(Stage.END, [JUNE, JULY], [ALAN, answered])
    assert first.meant(Told(date(2026, 7, 9), email="alan@x.org")).people == (ALAN, answered)
    before = meant(Stage.BEFORE, None, email="alan@x.org", sent=date(2026, 6, 12))
    assert before == Meant((ALAN_LATER,), sure=True)


def test_an_event_is_known_by_its_reference_its_day_or_its_code() -> None:
    late = date(2026, 7, 9)
    assert meant(email="alan@x.org", event_id=None, sent=late, event="fa-2").people == (ALAN_LATER,)
    day = date(2026, 6, 11)
    assert meant(email="alan@x.org", event_id=None, sent=late, day=day) == Meant((ALAN,), sure=True)
    of_event = str(FormCode(Stage.END, event_id=2))
    assert meant(email="alan@x.org", event_id=None, sent=late, code=of_event).people == (
        ALAN_LATER,
    )
    assert "reference “FA-9”" in meant(event_id=None, event="FA-9", email="x").said
    assert (
        "no event on 1 May 2026" in meant(event_id=None, day=date(2026, 5, 1), name="Ada King").said
    )


def test_a_name_and_an_event_tell_who_it_is_if_one_alone_has_it() -> None:
    assert meant(name="Ada King") == Meant((ADA,), sure=True)
    twin = replace(ADA, booking_id=15, delegate_id=105)
    found = Around(Stage.END, [JUNE], [*PEOPLE, twin], 1).meant(Told(SENT, name="Ada King"))
    assert (found.people, found.sure, found.said) == ((ADA, twin), False, "Several have this name.")


def test_a_name_under_an_address_that_nobody_has_tells_who_it_is_if_none_is_known_of_them() -> None:
    ada = replace(ADA, email="")
    found = Around(Stage.END, [JUNE], [ada, ALAN], 1).meant(
        Told(SENT, name="Ada King", email="ada@home.org")
    )
    assert found == Meant((ada,), sure=True)


def test_a_name_under_another_address_than_is_known_of_them_is_asked_about() -> None:
    found = meant(name="Ada King", email="ada@home.org")
    assert (found.people, found.sure) == ((ADA,), False)
    assert (
        found.said == "Only the name tells who this is: Ada King has the address team@x.org here."
    )
    assert meant(name="Ada King", email="not given") == Meant((ADA,), sure=True)


def test_a_name_under_an_address_of_somebody_else_is_asked_about_wherever_they_are_booked() -> None:
    ada = replace(ADA, email="")
    told = Told(SENT, name="Ada King", email="AK@police.org")
    elsewhere = Around(Stage.END, [JUNE], [ada], 1, frozenset({"ak@police.org"})).meant(told)
    assert (elsewhere.people, elsewhere.sure) == ((ada,), False)
    assert elsewhere.said == (
        "Only the name tells who this is: AK@police.org is the address of somebody else."
    )
    twin = replace(ADA, booking_id=25, event=JULY, delegate_id=105, email="ak@police.org")
    of_june = Around(Stage.END, [JUNE, JULY], [ada, twin]).meant(replace(told, event="FA-1"))
    assert (of_june.people, of_june.sure) == ((ada,), False)


def test_a_code_with_the_address_of_somebody_who_is_not_booked_is_asked_about() -> None:
    known = frozenset({"ada@home.org", "team@x.org", "mary@x.org"})
    told = Told(SENT, code=code(ADA), email="ada@home.org")
    found = Around(Stage.END, [JUNE], PEOPLE, 1, known).meant(told)
    assert (found.people, found.sure) == ((ADA,), False)
    assert found.said == (
        "The code is of Ada King, and ada@home.org is the address of somebody else."
    )
    assert meant(code=code(ADA), email="ada@home.org") == Meant((ADA,), sure=True)
    own = Told(SENT, code=code(ADA), email="team@x.org", name="Ada King")
    assert Around(Stage.END, [JUNE], PEOPLE, 1, known).meant(own) == Meant((ADA,), sure=True)
    managers = Told(SENT, code=code(GRACE, Stage.MANAGER), email="alan@x.org")
    assert meant(Stage.MANAGER, code=managers.code, email=managers.email) == Meant(
        (GRACE,), sure=True
    )


def test_a_name_that_is_only_alike_or_stands_alone_is_asked_about() -> None:
    alike = meant(name="Ada Kng")
    assert (alike.people, alike.sure, alike.said) == ((), False, alike.said)
    initial = meant(name="A. King")
    assert (initial.people, initial.sure) == ((ADA,), False)
    alone = meant(name="Ada King", event_id=None)
    assert (alone.people, alone.sure) == ((ADA,), False)
    assert alone.said == "Only the name tells who this is."


def test_nobody_who_is_not_booked_is_found() -> None:
    assert meant(email="who@x.org").said == (
        "Nobody with the address who@x.org is booked on First Aid on 10 June 2026."
    )
    assert "booked on any event" in meant(email="who@x.org", event_id=None).said
    assert "Nobody of the name “Mina Murray”" in meant(name="Mina Murray").said
    assert "an event of that time" in meant(name="Mina Murray", event_id=None).said
    assert meant().said == "Nothing in this row tells who answered."


def test_somebody_booked_who_cannot_have_answered_is_named_with_why_and_what_to_do() -> None:
    said = (
        "Joan Clarke has a booking on First Aid on 10 June 2026, but it is “Cancelled”. If that is "
        "wrong, put it right on the event, and this row can be taken; otherwise leave it in the "
        "file."
    )
    assert meant(email="joan@x.org") == meant(name="Joan Clarke") == Meant(said=said)


@pytest.mark.parametrize(
    ("stage", "status", "mark", "closed", "said"),
    [
        (
            Stage.END,
            BookingStatus.BOOKED,
            Attendance.APOLOGIES,
            True,
            "is marked “Apologies” there",
        ),
        (Stage.END, BookingStatus.BOOKED, Attendance.ABSENT, True, "is marked “Absent” there"),
        (Stage.END, BookingStatus.BOOKED, Attendance.LATE, True, ""),
        (Stage.END, BookingStatus.CANCELLED, Attendance.ATTENDED, True, ""),
        (
            Stage.END,
            BookingStatus.BOOKED,
            None,
            True,
            "has no mark on its register, which is closed",
        ),
        (Stage.END, BookingStatus.CANCELLED, None, True, "it is “Cancelled”"),
        (Stage.END, BookingStatus.BOOKED, Attendance.ABSENT, False, ""),
        (Stage.END, BookingStatus.WAITING, None, False, "it is “Waiting”"),
        (Stage.BEFORE, BookingStatus.WAITING, None, True, ""),
        (Stage.BEFORE, BookingStatus.REQUESTED, None, False, "it is “Requested”"),
    ],
)
def test_what_keeps_somebody_from_having_answered_is_their_mark_or_their_booking(
    stage: Stage, status: BookingStatus, mark: Attendance | None, *, closed: bool, said: str
) -> None:
    assert hindrance_of(stage, status, mark=mark, closed=closed) == said


def test_nobody_can_have_answered_before_the_event() -> None:
    early = date(2026, 6, 1)
    assert "begins on 10 June 2026" in meant(email="alan@x.org", sent=early).said
    assert meant(Stage.BEFORE, email="alan@x.org", sent=early) == Meant((ALAN,), sure=True)
    told = Told(early, email="alan@x.org")
    nowhere = Around(Stage.END, [JUNE], [ALAN]).meant(told)
    assert (
        nowhere.said
        == Around(Stage.END, [JUNE], [ALAN]).meant(Told(early, name="Alan Turing")).said
    )
    assert "begins on 10 June 2026" in nowhere.said


@pytest.mark.parametrize("by", [{"email": "alan@x.org"}, {"name": "Alan Turing"}])
@pytest.mark.parametrize("event_id", [1, None])
def test_nobody_can_have_answered_after_the_event_how_they_stood_before(
    by: dict[str, str], event_id: int | None
) -> None:
    alone = Around(Stage.BEFORE, [JUNE], [ALAN], event_id)
    last_day = alone.meant(Told(date(2026, 6, 11), **by))  # type: ignore[arg-type]
    assert last_day.people == (ALAN,)
    late = alone.meant(Told(SENT, **by))  # type: ignore[arg-type]
    assert not late.people
    assert late.said == (
        "First Aid on 10 June 2026 was over when this was sent, on 12 June 2026, so it does not "
        "tell how anybody stood before. If it was filled in on paper in time, enter it under To "
        "enter; otherwise leave it in the file."
    )
    coded = meant(Stage.BEFORE, code=code(ALAN, Stage.BEFORE))
    assert coded.said == late.said


def test_a_form_without_names_is_refused_too_where_its_event_was_over_or_yet_to_come() -> None:
    early = date(2026, 6, 9)
    nameless = replace(JUNE, nameless=frozenset({SENT, early}))

    def of(stage: Stage, sent: date) -> Meant:
        return Around(stage, [nameless], [], 1).meant(Told(sent))

    assert of(Stage.BEFORE, early) == of(Stage.END, SENT) == Meant(event=nameless)
    assert "was over" in of(Stage.BEFORE, SENT).said
    assert "begins on" in of(Stage.END, early).said


def test_the_booking_asked_last_before_a_row_was_sent_is_offered_first() -> None:
    june = replace(JUNE, asked_on=date(2026, 9, 10))
    recent = replace(JULY, id=3, starts=date(2026, 9, 8), ends=date(2026, 9, 8))
    recent = replace(recent, asked_on=date(2026, 12, 8))
    early, late = replace(ALAN, event=june), replace(ALAN, booking_id=24, event=recent)
    told = Told(date(2026, 9, 12), email="alan@x.org")
    practice = Around(Stage.FOLLOW_UP, [june, recent], [late, early]).meant(told)
    assert practice.people == (early, late)
    before = Around(Stage.BEFORE, [JUNE, JULY], [ALAN_LATER, ALAN])
    assert before.meant(replace(told, sent=date(2026, 6, 1))).people == (ALAN, ALAN_LATER)


@pytest.mark.parametrize("name", ["Mary Shelley", "Ada King"])
def test_a_managers_form_is_known_by_the_managers_address_and_the_delegates_name(name: str) -> None:
    found = meant(Stage.MANAGER, email="mary@x.org", name=name)
    if name == "Ada King":
        assert found == Meant((ADA,), sure=True)
    else:
        assert (found.people, found.sure) == ((ADA, GRACE), False)


@pytest.mark.parametrize("email", ["alan@x.org", "who@x.org", ""])
def test_a_manager_who_came_too_is_never_taken_for_the_one_managed(email: str) -> None:
    found = meant(Stage.MANAGER, name="Alan Turing", email=email)
    assert (found.people, found.sure) == ((ALAN, ADA, GRACE), False)
    assert found.said == "Alan Turing may have sent this as the manager of somebody else."


def test_a_manager_who_came_too_is_asked_about_where_all_have_one_mailbox() -> None:
    office = {"email": "o@x.org", "manager": "", "manager_email": "o@x.org"}
    jane, bob = replace(ALAN, **office), replace(GRACE, **office)  # type: ignore[arg-type]
    found = Around(Stage.MANAGER, [JUNE], [ADA, bob, jane], 1).meant(
        Told(SENT, name="Alan Turing", email="o@x.org")
    )
    assert (found.people, found.sure) == ((jane, bob, ADA), False)


def test_a_delegates_name_beside_the_code_of_another_is_asked_about_at_the_manager_too() -> None:
    found = meant(Stage.MANAGER, code=code(ADA, Stage.MANAGER), name="Alan Turing")
    assert (found.people, found.sure) == ((ADA, ALAN), False)


def test_a_managers_name_tells_who_it_is_unless_the_address_is_anothers() -> None:
    ada = replace(ADA, manager_email="")

    def of(email: str, who: OnlinePerson = ada) -> Meant:
        return Around(Stage.MANAGER, [JUNE], [who, ALAN], 1).meant(
            Told(SENT, name="Mary Shelley", email=email)
        )

    assert of("") == of("m@home.org") == Meant((ada,), sure=True)
    assert not of("alan@x.org").sure
    differs = of("m@home.org", ADA)
    assert (differs.people, differs.sure) == ((ADA,), False)
    assert "the manager of Ada King has the address mary@x.org here" in differs.said


def test_signs_are_nobodys_name() -> None:
    alone = [replace(ALAN, manager="")]
    found = Around(Stage.MANAGER, [JUNE], alone, 1).meant(Told(SENT, name="?"))
    assert not found.people


def test_a_manager_of_one_is_known_by_a_name_that_is_alike() -> None:
    alone = replace(ALAN, manager="Mary Shelley", manager_email="m@x.org")
    of_one = Around(Stage.MANAGER, [JUNE], [alone, GRACE], 1)
    assert of_one.meant(Told(SENT, email="m@x.org", name="M. Shelley")) == Meant(
        (alone,), sure=True
    )


@pytest.mark.parametrize("told", [{}, {"email": "who@x.org"}, {"code": code(ADA)}])
def test_a_form_without_names_is_of_its_event_alone(told: dict[str, str]) -> None:
    nameless = replace(JUNE, nameless=frozenset({SENT}))
    people = [replace(ADA, event=nameless)]
    found = Around(Stage.END, [nameless], people, 1).meant(replace(Told(SENT), **told))  # type: ignore[arg-type]
    assert found == Meant(event=nameless)


@pytest.mark.parametrize(
    ("stage", "sent", "sure"),
    [
        (Stage.END, date(2026, 8, 10), True),
        (Stage.END, date(2026, 8, 11), False),
        (Stage.FOLLOW_UP, date(2027, 9, 10), True),
        (Stage.FOLLOW_UP, date(2027, 9, 11), False),
        (Stage.BEFORE, date(2026, 4, 11), True),
        (Stage.BEFORE, date(2026, 4, 10), False),
    ],
)
def test_a_row_far_from_its_event_is_asked_about_unless_it_says_which(
    stage: Stage, sent: date, *, sure: bool
) -> None:
    due = date(2026, 9, 10) if stage is Stage.FOLLOW_UP else None
    june = replace(JUNE, asked_on=due)
    people = [replace(ALAN, event=june)]
    found = Around(stage, [june], people).meant(Told(sent, email="alan@x.org"))
    assert (found.people, found.sure) == (tuple(people), sure)
    assert sure or ("long" in found.said and "First Aid on 10 June 2026" in found.said)
    for told in ({"event": "FA-1"}, {"day": JUNE.starts}, {"code": code(ALAN, stage)}):
        says = replace(Told(sent, email="alan@x.org"), **told)
        assert Around(stage, [june], people).meant(says) == Meant(tuple(people), sure=True)


def test_a_row_of_somebody_absent_from_the_nearer_event_is_asked_about_and_says_so() -> None:
    absent = replace(ALAN_LATER, hindrance="is marked “Absent” there")
    of_both = Around(Stage.END, [JUNE, JULY], [ALAN, absent])
    found = of_both.meant(Told(date(2026, 7, 8), email="alan@x.org"))
    assert (found.people, found.sure) == ((ALAN,), False)
    assert found.said == (
        "Alan Turing has a nearer booking, on First Aid on 8 July 2026, but is marked “Absent” "
        "there. Is this of First Aid on 10 June 2026?"
    )
    early = of_both.meant(Told(SENT, email="alan@x.org"))
    assert early == Meant((ALAN,), sure=True)
    other = Around(Stage.END, [JUNE, JULY], [ADA, replace(absent, email="team@x.org")])
    assert other.meant(Told(date(2026, 7, 8), email="team@x.org")) == Meant((ADA,), sure=True)
