from dataclasses import replace

import pytest
from sqlalchemy import select

from tests.conftest import BEFORE, BY, STARTS, FirstAid, a_delegate, an_agency
from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.meanwhile import ChangedMeanwhile
from trainingdesk.domain.refusals import Invalid, Unknown
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.delegate_records import (
    add_delegate,
    change_delegate,
    delegate_details,
    delegate_record,
    needs_of,
    sharing_mailbox,
)
from trainingdesk.services.delegates import DelegatesAsked, delegates_page
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Delegate, DelegateNeeds


def add(desk: Desk, details: DelegateDetails) -> int:
    with desk.changing("Add") as db:
        return add_delegate(db, details)


def test_the_desk_gives_the_next_reference(desk: Desk, first_aid: FirstAid) -> None:
    alan = DelegateDetails("Alan", "Turing", agency_id=first_aid.agency)
    first = add(desk, alan)
    with desk.changing("Import") as db:
        for reference in ("D00621", "D620x", "E99999", "D"):
            person = a_delegate(db, db.get_one(Agency, first_aid.agency), "A", reference)
            person.reference = reference
    second, third = add(desk, alan), add(desk, alan)
    with desk.reading() as db:
        given = [delegate_record(db, number).reference for number in (first, second, third)]
    assert given == ["D00001", "D00622", "D00623"]


def test_a_new_delegate_is_found_and_their_words_are_tidy(desk: Desk, first_aid: FirstAid) -> None:
    details = DelegateDetails(" Łukasz ", "Żak  Nowak", " l@x.example ", first_aid.agency)
    number = add(desk, details)
    with desk.reading() as db:
        row = delegates_page(db, DelegatesAsked("lukasz zak"), offset=0, limit=9)[0]
    assert (row.id, row.listed, row.email) == (number, "Żak Nowak, Łukasz", "l@x.example")


def test_wrong_details_are_told_by_field(desk: Desk, first_aid: FirstAid) -> None:
    with pytest.raises(Invalid) as refused:
        add(desk, DelegateDetails("Ada", "", "nowhere", agency_id=0))
    assert set(refused.value.problems) == {"last_name", "email", "agency_id"}


def test_several_people_share_one_mailbox(desk: Desk, first_aid: FirstAid) -> None:
    details = DelegateDetails("Alan", "Turing", "ada@example.org", first_aid.agency)
    assert add(desk, details) > 0


def test_needs_stand_apart_and_go_when_they_are_emptied(desk: Desk, first_aid: FirstAid) -> None:
    details = DelegateDetails("Alan", "Turing", agency_id=first_aid.agency, needs="A loop")
    number = add(desk, details)
    with desk.reading() as db:
        assert (needs_of(db, number), delegate_record(db, number).has_needs) == ("A loop", True)
        assert needs_of(db, first_aid.ada) == ""
    for needs in ("A ramp", ""):
        with desk.changing("Change") as db:
            change_delegate(db, number, replace(details, needs=needs), opened=None)
        with desk.reading() as db:
            assert needs_of(db, number) == needs
    with desk.reading() as db:
        assert db.scalars(select(DelegateNeeds)).all() == []


def test_saving_an_unchanged_form_changes_nothing(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db:
        details = delegate_details(db, first_aid.ada)
    before = len(desk.done)
    with desk.changing("Change") as db:
        change_delegate(db, first_aid.ada, details, opened=details)
    assert len(desk.done) == before


def test_a_booking_keeps_the_agency_it_was_made_for(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("Book") as db:
        book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY)
        museum = an_agency(db, "Museum").id
    with desk.changing("Change") as db:
        details = replace(delegate_details(db, first_aid.ada), agency_id=museum)
        change_delegate(db, first_aid.ada, details, opened=None)
    with desk.reading() as db:
        assert delegate_record(db, first_aid.ada).agency == "Museum"
        assert bookings_on(db, first_aid.event)[0].agency == "Library"


def test_who_saves_second_is_told_that_the_record_has_changed(
    desk: Desk, first_aid: FirstAid
) -> None:
    with desk.reading() as db:
        opened = delegate_details(db, first_aid.ada)
    with desk.changing("Change") as db:
        change_delegate(db, first_aid.ada, replace(opened, job_title="Countess"), opened=opened)
    with pytest.raises(ChangedMeanwhile, match="while the form was open"), desk.changing("C") as db:
        change_delegate(db, first_aid.ada, replace(opened, email=""), opened=opened)
    with desk.reading() as db:
        assert delegate_details(db, first_aid.ada) == replace(opened, job_title="Countess")


def test_nobody_is_changed_who_is_not_there(desk: Desk, first_aid: FirstAid) -> None:
    with desk.reading() as db, pytest.raises(Unknown):
        delegate_record(db, 0)
    with pytest.raises(Unknown), desk.changing("Change") as db:
        change_delegate(db, 0, delegate_details(db, first_aid.ada), opened=None)


def test_adding_and_changing_can_be_undone(desk: Desk, first_aid: FirstAid) -> None:
    details = DelegateDetails("Alan", "Turing", agency_id=first_aid.agency, needs="A loop")
    number = add(desk, details)
    with desk.changing("Change") as db:
        change_delegate(db, number, replace(details, first_name="A", needs=""), opened=None)
    desk.undo()
    with desk.reading() as db:
        assert delegate_details(db, number) == details
    desk.undo()
    with desk.reading() as db:
        assert db.get(Delegate, number) is None


def test_who_shares_a_mailbox_is_shown_and_nobody_is_refused(
    desk: Desk, first_aid: FirstAid
) -> None:
    shared = DelegateDetails("Alan", "Turing", "ada@example.org", first_aid.agency)
    for last_name in ("Turing", "Clarke", "Welchman", "Welshman"):
        number = add(desk, replace(shared, last_name=last_name))
    with desk.reading() as db:
        assert sharing_mailbox(db, " ADA@example.org ", besides=number) == [
            "Alan Clarke",
            "Ada King",
            "Alan Turing",
            "others",
        ]
        assert len(sharing_mailbox(db, "nobody@example.org")) == 0
        assert sharing_mailbox(db, " ") == []


def test_a_telephone_number_is_kept(desk: Desk, first_aid: FirstAid) -> None:
    number = add(desk, DelegateDetails("A", "B", agency_id=first_aid.agency, telephone=" 020 1 "))
    with desk.reading() as db:
        assert delegate_details(db, number).telephone == "020 1"
        assert delegate_record(db, number).telephone == "020 1"


def test_nobody_is_put_into_an_agency_that_has_ended(desk: Desk, first_aid: FirstAid) -> None:
    with desk.changing("End") as db:
        old = an_agency(db, "Old House")
        old.ended_on = BEFORE
        number = old.id
        alan = a_delegate(db, old, "Alan", "Turing").id
    said = "Old House ended on 1 May 2026. Choose another."
    with pytest.raises(Invalid) as refused:
        add(desk, DelegateDetails("Joan", "Clarke", agency_id=number))
    assert refused.value.problems == {"agency_id": said}
    with desk.reading() as db:
        ada, there = delegate_details(db, first_aid.ada), delegate_details(db, alan)
    with pytest.raises(Invalid), desk.changing("Change") as db:
        change_delegate(db, first_aid.ada, replace(ada, agency_id=number), opened=ada)
    with desk.changing("Change") as db:
        change_delegate(db, alan, replace(there, job_title="Reader"), opened=there)


def test_since_when_somebody_is_at_the_agency_is_kept_and_not_after_they_left(
    desk: Desk, first_aid: FirstAid
) -> None:
    details = DelegateDetails("Alan", "Turing", agency_id=first_aid.agency, joined_on=BEFORE)
    number = add(desk, details)
    with desk.reading() as db:
        assert delegate_record(db, number).joined_on == BEFORE
        assert delegate_details(db, number) == details
    with desk.changing("Leave") as db:
        db.get_one(Delegate, number).left_on = BEFORE
    late = replace(details, joined_on=STARTS)
    with pytest.raises(Invalid) as refused, desk.changing("Change") as db:
        change_delegate(db, number, late, opened=details)
    assert list(refused.value.problems) == ["joined_on"]
    assert "They left on" in refused.value.problems["joined_on"]
