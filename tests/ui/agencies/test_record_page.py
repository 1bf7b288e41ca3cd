from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import an_agency, an_event
from tests.services.people import People
from tests.ui.delegates.conftest import press, unnamed
from trainingdesk.domain.words import entered_day
from trainingdesk.services.desk import Desk
from trainingdesk.services.places import places_of
from trainingdesk.storage.models import Agency, Event, Receipt
from ui.agencies.place import AgenciesPlace
from ui.parts.way import Way, Where

YEAR = "2026-27"


def record_of(agency_id: int, tab: str = "") -> Where:
    return Where("Agencies", kind="agency", id=agency_id, tab=tab, year=YEAR)


def test_the_record_tells_the_year_with_its_bases(
    place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.library))
    page = place.record
    figures = {fact.name: fact.words.text() for fact in page.figures.facts()}
    assert figures["Attended"] == "1 · 50% of all 2"
    assert figures["Absent"] == "1 · 50% of 2"
    assert figures["Booked"] == "2 so far"
    assert place.crumbs()[1] == ("Library", record_of(people.library))
    assert page.people.count.said.text() == "2 delegates"
    assert unnamed(place) == []


def test_its_delegates_open_their_records(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.library))
    press(qtbot, place.record.people.table, "End")
    press(qtbot, place.record.people.table, "Return")
    assert gone[-1] == Where("Delegates", kind="delegate", id=people.ada, year=YEAR)


def test_its_bookings_open_their_events_and_delegates(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.library, tab="Bookings"))
    bookings = place.record.bookings
    assert bookings.count.said.text() == "3 bookings"
    press(qtbot, bookings.table, "Return")
    event = Where("Programme", kind="event", id=people.neglect, tab="Bookings", year=YEAR)
    assert gone[-1] == event
    place.record.acts.open.trigger()
    assert gone[-1] == event  # no booking is chosen yet
    press(qtbot, bookings.table, "Space")
    place.record.acts.open.trigger()
    assert gone[-1] == Where("Delegates", kind="delegate", id=people.ada, year=YEAR)


def test_tabs_turn_by_the_arrows(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.library))
    assert not place.record.acts.event.isEnabled()
    press(qtbot, place.record.tabs, "Right")
    assert place.record.lists.stack.currentWidget() is place.record.bookings


def test_bookings_are_narrowed_by_words(place: AgenciesPlace, people: People, way: Way) -> None:
    way.go(record_of(people.library, tab="Bookings"))
    place.record.bookings.seek("grace")
    assert place.record.bookings.count.said.text() == "1 of 3 bookings"


def test_a_new_delegate_begins_with_the_agency(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(record_of(people.library))
    press(qtbot, place.record.people.table, "Ctrl+N")
    assert gone[-1] == Where("Delegates", kind="new", id=people.library, year=YEAR)


def test_the_details_are_changed_beside_the_record(
    qtbot: QtBot, desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(record_of(people.library))
    press(qtbot, place.record.people.table, "F2")
    form = place.record.form
    form.form["invoice_address"].set_text("Library\n1 High Street\n2nd floor\nLondon")
    form.form["other_names"].set_text("Reading Room")
    form.save_now()
    facts = {fact.name: fact.words.text() for fact in place.record.facts.facts()}
    assert facts["Invoice address"] == "1 High Street, 2nd floor"
    assert place.record.facts.facts()[3].more.text() == "London"
    assert facts["Other names"] == "Reading Room"
    assert place.record.people.table.hasFocus()


def test_another_charging_group_holds_from_today_unless_a_day_is_given(
    qtbot: QtBot, desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    with desk.changing("Group") as db:
        db.get_one(Agency, people.library).charging_group = "School"
    way.go(record_of(people.library))
    press(qtbot, place.record.people.table, "F2")
    form = place.record.form
    since = form.form["group_since"]
    assert since.isHidden()
    form.group.setEditText("Academy")
    assert since.text() == entered_day(desk.today())
    form.group.setEditText("School")
    assert (since.isHidden(), since.text()) == (True, "")
    form.group.setEditText("Academy")
    since.set_text("31 June")
    form.save_now()
    assert "no date" in since.error.text()
    since.set_text("1 June 2026")
    form.save_now()
    press(qtbot, place.record.people.table, "F2")
    assert since.text() == entered_day(date(2026, 6, 1))
    since.set_text("1 May 2026")
    assert since.text() == "1 May 2026"


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("Delegates", "Saved 2 delegates in list.xlsx."),
        ("Bookings", "Saved 3 bookings in list.xlsx."),
    ],
)
def test_the_list_that_shows_is_saved(
    qtbot: QtBot,
    place: AgenciesPlace,
    people: People,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    tab: str,
    said: str,
) -> None:
    way.go(record_of(people.library, tab=tab))
    answer = (str(tmp_path / "list"), "Workbook (*.xlsx)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said) as told:
        place.record.acts.export.trigger()
    assert told.args == [said]
    assert (tmp_path / "list.xlsx").is_file()


def test_an_agency_that_is_gone_is_said_to_be(
    desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    with desk.changing("Add") as db:
        gallery = an_agency(db, "Gallery").id
    way.go(record_of(gallery))
    assert place.record.people.pages.currentWidget() is place.record.people.empty
    desk.undo()
    assert place.record.heading.title.accessibleName() == "This agency is no longer there."
    assert not place.record.lists.isVisible()


def test_several_of_its_people_are_booked_on_several_events_in_one_act(
    qtbot: QtBot, desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    with desk.changing("Plan") as db:
        course = db.get_one(Event, people.risk).course
        dates = [an_event(db, course, date(2026, 9, day), places=9).id for day in (1, 2)]
    said: list[str] = []
    place.record.live.told.connect(said.append)
    way.go(record_of(people.library))
    place.record.people.table.selectAll()
    place.record.acts.book.trigger()
    choice = place.record.choice
    choice.table.choose_ids(dates)
    assert choice.save.text() == "Book on 2 events"
    choice.reason.setText("Their posts need it")
    choice.save.click()
    assert said[-1] == "Booked 2 delegates on 2 events: 4 places, 0 waiting."
    assert desk.undo_title == "Book 2 delegates on 2 events"
    with desk.reading() as db:
        assert [places_of(db, number).booked for number in dates] == [2, 2]


def test_the_money_of_a_year_stands_on_the_record_and_in_a_letter(
    place: AgenciesPlace,
    people: People,
    way: Way,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    way.go(record_of(people.library))
    page = place.record
    assert page.balance.isHidden()
    with desk.changing("Import") as db:
        on = date(2026, 4, 2)
        db.add(Receipt(on=on, agency_id=people.library, kind="Grant", pence=500_00))
    sums = {fact.name: fact.words.text() for fact in page.balance.facts()}
    assert not page.balance.isHidden()
    assert sums["Money received"] == "£500.00"
    assert sums["Left to pay"] == "£0.00"

    said: list[str] = []
    page.said.connect(said.append)
    for action, name in ((page.acts.balance, "letter.pdf"), (page.acts.statement, "account.pdf")):
        path = tmp_path / name
        monkeypatch.setattr(
            QFileDialog, "getSaveFileName", lambda *_asked, path=path: (str(path), "")
        )
        action.trigger()
        assert path.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    page.acts.balance.trigger()
    page.acts.statement.trigger()
    assert said == ["Saved letter.pdf.", "Saved account.pdf."]
