from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import a_delegate
from tests.services.people import People, on
from tests.ui.delegates.conftest import leading, press, type_in, unnamed
from trainingdesk.domain.attendance import Attendance
from trainingdesk.services.agency_records import agency_details
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Event
from ui.agencies.place import AgenciesPlace
from ui.parts.rows_model import CELL_ROLE
from ui.parts.way import Way, Where

LIST = Where("Agencies", year="2026-27")


def cells(place: AgenciesPlace, column: int) -> list[str]:
    model = place.list.agencies.table.rows_model
    return [str(model.index(n, column).data() or "") for n in range(model.rowCount())]


def test_agencies_show_their_year_with_its_bases(
    place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    assert cells(place, 0) == ["Carking Trust", "Empty House", "Library"]
    assert cells(place, 4) == ["1", "", "1"]
    assert cells(place, 6) == ["", "", "\u200750%, 1 of 2"]
    assert place.list.heading.about.text() == "2 attendances in 2026-27"
    assert unnamed(place) == []


def test_another_year_has_other_counts(place: AgenciesPlace, people: People, way: Way) -> None:
    way.go(LIST)
    way.go(Where("Agencies", year="2025-26"))
    assert cells(place, 4) == ["", "", "1"]
    assert place.crumbs() == [("Agencies", Where("Agencies", year="2025-26"))]


def test_they_are_sorted_and_narrowed(place: AgenciesPlace, people: People, way: Way) -> None:
    way.go(LIST)
    place.list.agencies.table.heads.ask("delegates")
    assert cells(place, 0) == ["Empty House", "Carking Trust", "Library"]
    place.list.agencies.seek("trust")
    assert place.list.agencies.count.said.text() == "1 of 3 agencies"


def test_enter_opens_the_record(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(LIST)
    press(qtbot, place.list.agencies.table, "End")
    press(qtbot, place.list.agencies.table, "Return")
    assert gone[-1] == Where("Agencies", kind="agency", id=people.library, year=LIST.year)


def test_an_agency_is_added_by_keyboard_alone(
    qtbot: QtBot, desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    press(qtbot, place.list.agencies.table, "Ctrl+N")
    form = place.list.form
    type_in(form.form["name"].control, "Łódź House")
    qtbot.keyClicks(form.sector.typed, "Culture")
    press(qtbot, form.form["name"].control, "Return")
    assert not form.isVisible()
    chosen = place.list.agencies.table.chosen_row()
    assert chosen is not None
    assert (chosen.name, chosen.sector) == ("Łódź House", "Culture")
    assert desk.undo_title == "Add Łódź House"


def test_a_name_of_another_agency_is_told_at_its_field(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.new_agency("Gallery")
    form = place.list.form
    qtbot.keyClicks(form.sector.typed, "Culture")
    form.form["other_names"].set_text("The Gallery\nlibrary")
    form.save_now()
    assert "“library” is a name of Library already" in form.form["other_names"].error.text()


def test_a_renaming_says_what_becomes_of_the_name_before(
    qtbot: QtBot, desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    press(qtbot, place.list.agencies.table, "Space")
    press(qtbot, place.list.agencies.table, "F2")
    form = place.list.form
    assert not form.renamed.isVisible()
    type_in(form.form["name"].control, " and Dagenham")
    assert form.renamed.isVisible()
    form.save_now()
    with desk.reading() as db:
        details = agency_details(db, people.carking)
    assert "Carking Trust" in details.other_names


def test_what_was_typed_is_there_again_after_escape(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.new_agency()
    form = place.list.form
    type_in(form.form["name"].control, "Gallery")
    press(qtbot, form.form["name"].control, "Escape")
    place.list.new_agency()
    assert form.form["name"].text() == "Gallery"
    form.afresh.click()
    assert form.form["name"].text() == ""


def test_an_empty_desk_offers_the_first_step(place: AgenciesPlace, way: Way) -> None:
    way.go(LIST)
    assert place.list.agencies.pages.currentWidget() is place.list.agencies.empty


def test_the_list_is_saved_where_one_chooses(
    qtbot: QtBot,
    place: AgenciesPlace,
    people: People,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way.go(LIST)
    answer = (str(tmp_path / "agencies.csv"), "")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said) as said:
        place.list.export_action.trigger()
    assert said.args == ["Saved 3 agencies in agencies.csv."]
    lines = (tmp_path / "agencies.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[3] == "Library,,Culture,,2,2,1,0.5,1,0.5,"


def test_the_list_follows_the_desk(
    desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    with desk.changing("Change") as db:
        db.get_one(Agency, people.library).name = "Reading Room"
    assert cells(place, 0)[2].startswith("Reading Room")


def test_no_agency_is_chosen_until_somebody_chooses(
    qtbot: QtBot, place: AgenciesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(LIST)
    assert place.list.agencies.table.hasFocus()
    assert not place.list.change_action.isEnabled()
    press(qtbot, place.list.agencies.table, "Return")
    assert gone[-1].id == people.carking


def test_one_button_leads_whether_a_form_is_open_or_not(
    place: AgenciesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    assert leading(place) == ["New agency"]
    place.list.new_agency()
    assert leading(place) == ["Save"]
    way.go(Where("Agencies", kind="agency", id=people.library, year=LIST.year))
    assert leading(place) == ["New delegate"]
    place.record.acts.change.trigger()
    assert leading(place) == ["Save"]
    way.go(Where("Agencies", kind="agency", id=people.carking, year=LIST.year))
    assert leading(place) == ["New delegate"]


def test_bars_are_measured_by_the_agency_that_came_most(
    desk: Desk, place: AgenciesPlace, people: People, way: Way
) -> None:
    with desk.changing("Come") as db:
        neglect = db.get_one(Event, people.neglect)
        mary = a_delegate(db, db.get_one(Agency, people.carking), "Mary", "Shelley")
        on(db, neglect, mary, attendance=Attendance.ATTENDED)
    way.go(LIST)
    model = place.list.agencies.table.rows_model
    bars = [model.index(n, 5).data(CELL_ROLE) for n in (0, 1, 2)]
    assert [bar.share for bar in bars] == [1, None, 0.5]
    assert [bar.text for bar in bars] == ["67%", "", "33%"]
