"""What becomes of an agency is said on its page, and undone by one Ctrl+Z."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.services.people import People
from tests.ui.delegates.conftest import press, unnamed
from trainingdesk.domain.agency import ContactDetails
from trainingdesk.services.agency_changes import merge_agencies
from trainingdesk.services.agency_contacts import add_contact, contacts_of
from trainingdesk.services.agency_history import changes_of
from trainingdesk.services.agency_records import agency_details
from trainingdesk.services.delegate_records import delegate_record
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, AgencyContact
from ui.agencies.agency_list import NOW, THEN
from ui.agencies.place import AgenciesPlace
from ui.agencies.record_page import AgencyPage
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

YEAR = "2026-27"
TODAY = date(2026, 5, 1)


def record_of(agency_id: int, tab: str = "") -> Where:
    return Where("Agencies", kind="agency", id=agency_id, tab=tab, year=YEAR)


@pytest.fixture
def page(place: AgenciesPlace, people: People, way: Way) -> AgencyPage:
    """The record of the library."""
    way.go(record_of(people.library))
    return place.record


def agency_of(desk: Desk, delegate_id: int) -> str:
    with desk.reading() as db:
        return delegate_record(db, delegate_id).agency


def merge(desk: Desk, people: People) -> None:
    with desk.changing("Merge") as db:
        merge_agencies(db, people.library, people.carking, on=TODAY, today=TODAY)


def test_an_agency_is_renamed_by_keyboard_alone(
    qtbot: QtBot, desk: Desk, page: AgencyPage, people: People
) -> None:
    press(qtbot, page.people.table, "Shift+F2")
    assert page.renaming.on.text() == "1 May 2026"
    press(qtbot, page.renaming.new_name, "Return")
    assert page.renaming.form["name"].error.text() == "Enter the new name."
    page.renaming.new_name.setText("Reading Rooms")
    page.renaming.on.setText("15/4/2026")
    press(qtbot, page.renaming.on, "Return")
    assert not page.renaming.isVisible()
    assert page.heading.title.text() == "Reading Rooms"
    with desk.reading() as db:
        [change] = changes_of(db, people.library)
    assert page.lists.changes.table.rows_model.rows == [change]
    assert change.said == "Renamed from Library to Reading Rooms"
    assert desk.undo_title == "Rename Library"
    desk.undo()
    assert page.heading.title.text() == "Library"


def test_a_day_that_is_none_is_asked_for_again(page: AgencyPage) -> None:
    page.acts.rename.trigger()
    page.renaming.new_name.setText("Reading Rooms")
    page.renaming.on.setText("one day")
    page.renaming.save_action.trigger()
    assert "Enter the day" in page.renaming.form["on"].error.text()
    assert page.renaming.new_name.text() == "Reading Rooms"


def test_an_agency_is_merged_and_leads_to_its_heir(
    qtbot: QtBot, desk: Desk, live: LiveDesk, place: AgenciesPlace, page: AgencyPage, people: People
) -> None:
    page.acts.merge.trigger()
    assert page.merging.title.accessibleName() == "Merge agency"  # which one is said under it
    assert page.merging.about.text().startswith("Library ends on that day.")
    page.merging.save_now()
    assert page.merging.form["into"].wrong
    page.merging.into.setEditText("Carking Trust")
    with qtbot.waitSignal(live.told) as told:
        page.merging.save_now()
    assert told.args == ["Library went into Carking Trust on 1 May 2026 with 2 delegates."]
    assert agency_of(desk, people.ada) == "Carking Trust"
    assert "In its place now: Carking Trust." in page.ended.accessibleName()
    assert not page.acts.merge.isEnabled()
    assert not page.new.isEnabled()
    page.heir.click()
    assert page.heading.title.text() == "Carking Trust"
    assert page.ended.isHidden()
    assert desk.undo_title == "Merge Library"


def test_an_agency_is_split_and_each_delegate_goes_where_they_are_sent(
    qtbot: QtBot, desk: Desk, live: LiveDesk, place: AgenciesPlace, page: AgencyPage, people: People
) -> None:
    page.acts.split.trigger()
    split = page.splitting
    assert unnamed(page) == []
    for part, name in zip(split.parts, ("Carking Trust", "Empty House"), strict=False):
        part.setEditText(name)
        part.choose(part.agency_id())
    split.table.choose_ids([people.grace])
    press(qtbot, split.table, "Alt+2")
    assert split.who.text() == "1 delegate to Carking Trust and 1 delegate to Empty House."
    assert not split.sends[2][1].isVisible()
    with qtbot.waitSignal(live.told) as told:
        split.save_now()
    assert told.args == ["Library was split into Carking Trust and Empty House."]
    assert agency_of(desk, people.ada) == "Carking Trust"
    assert agency_of(desk, people.grace) == "Empty House"


def test_who_goes_where_is_kept_with_what_was_typed(page: AgencyPage, people: People) -> None:
    page.acts.split.trigger()
    split = page.splitting
    split.parts[1].choose(people.nobody)
    split.table.choose_ids([people.grace])
    split.send(1)
    said = "1 delegate to the first and 1 delegate to Empty House."
    assert split.who.text() == said
    split.leave()
    page.acts.split.trigger()
    assert split.who.text() == said
    assert split.kept.isVisible()
    split.afresh.click()
    assert split.who.text() == "2 delegates to the first."


def test_a_split_into_one_is_refused_above_the_fields(page: AgencyPage) -> None:
    page.acts.split.trigger()
    page.splitting.save_now()
    assert "Choose two agencies at least" in page.splitting.notice.words.text()


def test_chosen_delegates_move_from_the_agencys_own_list(
    qtbot: QtBot, desk: Desk, live: LiveDesk, place: AgenciesPlace, page: AgencyPage, people: People
) -> None:
    page.people.table.selectAll()
    press(qtbot, page.people.table, "Ctrl+M")
    page.moving.into.setEditText("Empty House")
    with qtbot.waitSignal(live.told) as told:
        page.moving.save_now()
    assert told.args[0].startswith("2 delegates moved to Empty House on 1 May 2026.")
    assert agency_of(desk, people.grace) == "Empty House"


def test_contacts_are_added_changed_and_taken_away(
    qtbot: QtBot, desk: Desk, page: AgencyPage, people: People
) -> None:
    press(qtbot, page.people.table, "Ctrl+Shift+N")
    form = page.contact_form
    press(qtbot, form.form["name"].control, "Return")
    assert form.form["name"].error.text() == "Enter the contact's name."
    form.form["name"].set_text("Joan Clarke")
    form.save_action.trigger()
    assert page.lists.contacts.count.said.text() == "1 contact"
    page.lists.contacts.table.select_id(1)
    page.acts.change_contact.trigger()
    before = len(desk.done)
    form.save_now()
    assert len(desk.done) == before
    page.acts.change_contact.trigger()
    form.form["role"].set_text("Finance")
    form.save_now()
    press(qtbot, page.lists.contacts.table, "Delete")
    with desk.reading() as db:
        assert contacts_of(db, people.library) == []
    desk.undo()
    with desk.reading() as db:
        assert contacts_of(db, people.library)[0].role == "Finance"


def test_who_saves_a_contact_second_sees_both_versions(
    desk: Desk, page: AgencyPage, people: People
) -> None:
    with desk.changing("Add") as db:
        number = add_contact(db, people.library, ContactDetails("Joan Clarke"))
    page.lists.turn("Contacts")
    page.lists.contacts.table.select_id(number)
    page.acts.change_contact.trigger()
    page.contact_form.form["role"].set_text("Finance")
    with desk.changing("Elsewhere") as db:
        db.get_one(AgencyContact, number).role = "Training"
    page.contact_form.save_now()
    assert page.contact_form.form["role"].other is not None
    page.contact_form.save_now()
    with desk.reading() as db:
        assert contacts_of(db, people.library)[0].role == "Finance"


def test_the_parts_of_an_agency_open_and_lead_back(
    qtbot: QtBot, desk: Desk, page: AgencyPage, people: People, way: Way
) -> None:
    with desk.changing("Part") as db:
        db.get_one(Agency, people.nobody).parent_id = people.library
    page.lists.turn("Parts")
    page.lists.parts.table.select_id(people.nobody)
    press(qtbot, page.lists.parts.table, "Return")
    facts = {fact.name: fact.words.text() for fact in page.place.facts()}
    assert (page.heading.title.text(), facts["Part of"]) == ("Empty House", "Library")
    page.acts.parent.trigger()
    assert page.heading.title.text() == "Library"


def test_a_change_opens_the_agency_it_speaks_of(
    qtbot: QtBot, desk: Desk, page: AgencyPage, people: People
) -> None:
    merge(desk, people)
    page.lists.turn("Changes")
    page.lists.changes.table.select_id(1)
    press(qtbot, page.lists.changes.table, "Return")
    assert page.heading.title.text() == "Carking Trust"


def test_the_form_keeps_boroughs_and_what_an_agency_is_part_of(
    desk: Desk, page: AgencyPage, people: People
) -> None:
    page.acts.change.trigger()
    form = page.form
    form.part_of.setEditText("Nowhere")
    form.save_now()
    assert form.form["parent_id"].error.text().startswith("There is no agency called “Nowhere”")
    form.part_of.setEditText("carking trust")
    form.form["boroughs"].set_text("Dexwold\nCarking")
    form.save_now()
    with desk.reading() as db:
        details = agency_details(db, people.library)
    assert (details.parent_id, details.boroughs) == (people.carking, ("Carking", "Dexwold"))
    before = len(desk.done)
    page.acts.change.trigger()
    form.save_now()
    assert len(desk.done) == before


def test_the_list_shows_agencies_as_they_are_now_or_as_they_were(
    desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(Where("Agencies", year=YEAR))
    agencies = place.list.agencies
    assert not agencies.over_time.isVisible()
    merge(desk, people)
    assert agencies.over_time.isVisible()
    assert agencies.count.said.text() == "2 agencies"
    agencies.over_time.choose(THEN)
    assert agencies.count.said.text() == "3 agencies"
    agencies.seek("library")
    assert agencies.count.said.text() == "1 of 3 agencies"
    agencies.over_time.choose(NOW)
    assert agencies.count.said.text() == "1 of 2 agencies"


@pytest.mark.parametrize("deed", ["merging", "splitting"])
def test_an_agency_is_no_choice_for_itself_and_the_field_says_why(
    page: AgencyPage, deed: str
) -> None:
    act, panel = {
        "merging": (page.acts.merge, page.merging),
        "splitting": (page.acts.split, page.splitting),
    }[deed]
    act.trigger()
    name = "into" if deed == "merging" else "first"
    field = panel.form[name]
    for typed in ("library", "libr"):
        field.set_text(typed)
        panel.save_asked.emit()
        assert "into itself" in field.error.text()
