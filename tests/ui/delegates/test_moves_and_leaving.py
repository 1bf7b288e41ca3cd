"""People move agency, leave and come back, and everything kept of them is acted on from here."""

from datetime import date

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import an_event
from tests.services.people import People
from tests.ui.delegates.conftest import LIST, YEAR, press, unnamed
from trainingdesk.domain.evaluation import Stage
from trainingdesk.services.delegate_records import delegate_details, delegate_record
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Course, Delegate, Event, Form, Interest, UndatedEvent
from ui.delegates.place import DelegatesPlace
from ui.delegates.record_page import DelegatePage
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where

DAY = date(2026, 4, 15)
COMES = date(2026, 9, 1)


def record_of(delegate_id: int) -> Where:
    return Where("Delegates", kind="delegate", id=delegate_id, year=YEAR)


@pytest.fixture
def page(place: DelegatesPlace, people: People, way: Way) -> DelegatePage:
    """Ada's record."""
    way.go(record_of(people.ada))
    return place.record


def test_a_delegate_moves_and_their_bookings_stay(
    qtbot: QtBot, desk: Desk, page: DelegatePage, people: People, gone: list[Where]
) -> None:
    press(qtbot, page.history.table, "Ctrl+M")
    page.moving.save_now()
    assert page.moving.form["into"].error.text() == "Choose the agency they went to."
    page.moving.into.setEditText("Carking Trust")
    page.moving.on.setText("15 April")
    press(qtbot, page.moving.on, "Return")
    assert "Carking Trust since 15 April 2026" in page.heading.about.accessibleName()
    assert page.history.table.rows_model.rows[1].agency == "Library"  # type: ignore[union-attr]
    page.lists.turn("Moves")
    page.lists.moves.table.select_id(1)
    press(qtbot, page.lists.moves.table, "Return")
    assert gone[-1] == Where("Agencies", kind="agency", id=people.library, year=YEAR)
    assert desk.undo_title == "Move Ada King"
    desk.undo()
    assert page.lists.moves.in_all == 0


def test_a_move_of_one_says_what_is_to_be_checked_under_a_title_that_is_not_cut(
    qtbot: QtBot, live: LiveDesk, page: DelegatePage
) -> None:
    press(qtbot, page.history.table, "Ctrl+M")
    assert page.moving.title.accessibleName() == "Move Ada King"
    page.moving.into.setEditText("Carking Trust")
    with qtbot.waitSignal(live.told) as told:
        page.moving.save_now()
    assert told.args is not None
    assert told.args[0].startswith("Ada King moved to Carking Trust on ")
    assert told.args[0].endswith("Manager and e-mail are as they were: check them.")


def test_who_has_left_is_said_to_have_and_comes_back(
    qtbot: QtBot, desk: Desk, page: DelegatePage, people: People
) -> None:
    press(qtbot, page.history.table, "Ctrl+L")
    page.leaving.on.setText("15/4/2026")
    page.leaving.save_now()
    assert page.left.accessibleName() == "Left Library on 15 April 2026: no longer works here."
    assert not page.acts.left.isEnabled()
    page.back.click()
    assert page.left.isHidden()
    with desk.reading() as db:
        assert delegate_record(db, people.ada).left_on is None


def test_several_chosen_move_and_leave_at_once(
    qtbot: QtBot, desk: Desk, live: LiveDesk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    table = place.list.people.table
    table.selectAll()
    press(qtbot, table, "Ctrl+M")
    place.list.moving.into.setEditText("Empty House")
    with qtbot.waitSignal(live.told) as told:
        place.list.moving.save_now()
    kept = "Manager and e-mail are as they were: check them."
    assert told.args == [f"3 delegates moved to Empty House on 1 May 2026. {kept}"]
    table.selectAll()
    place.list.left_action.trigger()
    place.list.leaving.save_now()
    assert {row.left_on for row in table.chosen_rows()} == {date(2026, 5, 1)}
    assert unnamed(place) == []


def test_who_leaves_on_a_day_to_come_is_said_to_work_here_until_then(
    qtbot: QtBot, page: DelegatePage
) -> None:
    press(qtbot, page.history.table, "Ctrl+L")
    page.leaving.on.setText("1/12/2026")
    page.leaving.save_now()
    assert page.left.accessibleName() == "Leaves Library on 1 December 2026."


def test_who_has_left_is_not_offered_an_event_without_a_word(
    desk: Desk, page: DelegatePage, people: People, way: Way
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Course, db.get_one(Event, people.neglect).course_id)
        an_event(db, course, COMES)
    page.acts.left.trigger()
    page.leaving.save_now()
    page.acts.book.trigger()
    assert "Left Library on 1 May 2026." in page.choice.warned.words.text()
    several = [(people.ada, "Ada"), *((number, "x") for number in (0, -1, -2, -3, -4))]
    page.choice.begin(several)
    assert "1 of them will have left by then." in page.choice.warned.words.text()


def test_forms_and_interest_stand_on_the_record_and_open_what_they_are_about(
    qtbot: QtBot, desk: Desk, page: DelegatePage, people: People, gone: list[Where]
) -> None:
    with desk.changing("Keep") as db:
        db.add(Form(event_id=people.risk, delegate_id=people.ada, stage=Stage.END))
        neglect = db.get_one(Event, people.neglect)
        for number, event in enumerate((None, neglect.id), 1):
            undated = UndatedEvent(course_id=neglect.course_id, opened_on=DAY, event_id=event)
            db.add(undated)
            db.flush()
            about = {"undated_id": undated.id, "delegate_id": people.ada}
            db.add(Interest(**about, id=number, agency_id=people.library, said_on=DAY))
    page.lists.turn("Forms")
    page.lists.forms.table.select_id(1)
    press(qtbot, page.lists.forms.table, "Return")
    form = Where("Programme", kind="event", id=people.risk, tab="Evaluation", year=YEAR)
    assert gone[-1] == form
    assert not page.acts.open.isEnabled()
    page.lists.turn("Interest")
    page.lists.interest.table.select_id(1)
    press(qtbot, page.lists.interest.table, "Return")
    assert gone[-1] == Where("Programme", kind="undated", id=1, year=YEAR)
    page.lists.interest.table.select_id(2)
    press(qtbot, page.lists.interest.table, "Return")
    assert gone[-1].id == people.neglect


def test_who_shares_the_mailbox_is_shown_on_the_record_and_in_the_form(
    desk: Desk, page: DelegatePage, people: People
) -> None:
    page.acts.change.trigger()
    page.form.form["email"].control.setText("l.zak@example.org")  # type: ignore[attr-defined]
    assert page.form.shared.text() == "Shared with Łukasz Żak."
    page.form.form["telephone"].set_text("020 7946 0000")
    page.form.save_now()
    facts = {fact.name: fact for fact in page.facts.facts()}
    assert facts["E-mail"].more.text() == "shared with Łukasz Żak"
    assert facts["Telephone"].words.text() == "020 7946 0000"


def test_of_many_who_share_a_mailbox_one_is_named_on_the_record(
    desk: Desk, page: DelegatePage, people: People
) -> None:
    with desk.changing("Share") as db:
        for delegate in db.scalars(select(Delegate)):
            delegate.email = "office@example.org"
        zoe = Delegate(reference="D9", first_name="Zoe", last_name="Zhu", sought="zhu zoe")
        zoe.agency_id, zoe.email = people.library, "office@example.org"
        db.add(zoe)
    page.reload()
    facts = {fact.name: fact for fact in page.facts.facts()}
    assert facts["E-mail"].more.text() == "shared with Grace Hopper and others"


def test_the_form_tells_a_move_from_a_mistake(page: DelegatePage) -> None:
    page.acts.change.trigger()
    assert page.form.corrects.isHidden()
    page.form.agency.setEditText("Carking Trust")
    assert "use Move to another agency" in page.form.corrects.words.text()


def test_saving_the_unchanged_form_of_somebody_with_needs_changes_nothing(
    desk: Desk, page: DelegatePage, people: People
) -> None:
    page.acts.change.trigger()
    page.form.form["needs"].set_text("A loop")
    page.form.save_now()
    before = len(desk.done)
    page.acts.change.trigger()
    page.form.save_now()
    assert len(desk.done) == before
    with desk.reading() as db:
        assert delegate_details(db, people.ada).needs == "A loop"
