from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import insert, select

from tests.conftest import FirstAid
from tests.ui.delegates.conftest import press, unnamed
from tests.ui.duplicates.conftest import LIST, Twice, listed, merging
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Delegate, DifferentPeople
from ui.delegates.place import DelegatesPlace
from ui.duplicates.page import DuplicatesPage
from ui.parts.jobs import Jobs
from ui.parts.way import Way, Where


def pairs(page: DuplicatesPage) -> list[str]:
    model = page.list.table.rows_model
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [f"{row.one.name}, {row.other.name}: {row.points}" for row in rows if row is not None]


ADA, GRACE = "Ada King, Ada King: 100", "Grace Hopper, Hopper Grace: 65"


def test_the_pairs_are_listed_the_most_alike_first(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    assert pairs(page) == [ADA, GRACE]
    assert page.list.count.said.text() == "2 pairs"
    assert place.crumbs() == [
        ("Delegates", Where("Delegates", year="2026-27")),
        ("Duplicates", LIST),
    ]
    assert unnamed(place) == []


def test_a_desk_without_duplicates_says_so(
    qtbot: QtBot, place: DelegatesPlace, first_aid: FirstAid, way: Way
) -> None:
    page = listed(qtbot, place, way)
    assert page.empty.title.text() == "Nobody seems to be here twice"
    assert page.again.isVisible()
    page.again.click()
    assert page.empty.title.text() == "Looking for duplicates…"
    qtbot.waitUntil(page.again.isVisible)


def test_different_people_are_told_apart_by_a_key_and_come_back_with_undo(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    table = page.list.table
    assert page.apart.isEnabled()
    press(qtbot, table, "Up")
    press(qtbot, table, "Ctrl+D")
    assert pairs(page) == [GRACE]
    assert desk.undo_title == "Tell apart Ada King (D-Ada-King) and Ada King (D00001)"
    row = table.chosen_row()
    assert row is not None
    assert row.one.name == "Grace Hopper"
    press(qtbot, table, "Ctrl+D")
    assert pairs(page) == []
    desk.undo()
    assert pairs(page) == [GRACE]
    desk.undo()
    assert pairs(page) == [ADA, GRACE]


def test_several_are_told_apart_in_one_act(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    page.list.table.selectAll()
    assert not page.merge.isEnabled()
    page.apart.click()
    assert pairs(page) == []
    assert desk.undo_title == "Tell apart 2 pairs"
    with desk.reading() as db:
        assert len(db.scalars(select(DifferentPeople.id)).all()) == 2


def test_a_pair_is_put_off_until_one_looks_again(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    with qtbot.waitSignal(place.said) as said:
        press(qtbot, page.list.table, "Ctrl+L")
    assert said.args == ["Put off 1 pair until you look again."]
    assert pairs(page) == [GRACE]
    assert page.heading.about.text().endswith("1 pair put off until you look again")
    press(qtbot, page.list.table, "Ctrl+L")
    assert page.empty.title.text() == "All put off"
    press(qtbot, page, "F5")
    qtbot.waitUntil(lambda: pairs(page) == [ADA, GRACE])
    assert desk.undo_title == "Set up"


def test_a_record_that_changes_elsewhere_changes_the_list(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    way.go(Where("Delegates", year="2026-27"))
    with desk.changing("Change") as db:
        grace = db.get_one(Delegate, twice.grace)
        grace.first_name, grace.sought = "Grete", "grace grete"
    way.back()
    assert pairs(page) == [ADA]


def test_an_import_has_everybody_compared_anew(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    row = {
        "reference": "D00003",
        "first_name": "Grace",
        "last_name": "Hopper",
        "agency_id": twice.library,
        "sought": sought_of(first_name="Grace", last_name="Hopper", email=""),
    }
    with desk.changing("Import", undoable=False) as db:
        db.execute(insert(Delegate), [row])
    qtbot.waitUntil(lambda: len(pairs(page)) == 4)


def test_the_list_is_narrowed_and_sorted(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = listed(qtbot, place, way)
    page.list.seek("d00002 hop")
    assert pairs(page) == [GRACE]
    page.list.seek("")
    page.list.table.sort_asked.emit("one", False)  # noqa: FBT003 - as the heading says it
    assert pairs(page) == [GRACE, ADA]


def test_a_search_that_is_stopped_can_be_begun_again(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way, jobs: Jobs
) -> None:
    stopping = jobs.began.connect(lambda _label: jobs.cancel())
    way.go(LIST)
    page: DuplicatesPage = place.room("duplicates")
    qtbot.waitUntil(lambda: not jobs.busy)
    assert page.empty.title.text() == "The search was stopped"
    jobs.began.disconnect(stopping)
    page.look()
    page.look()
    qtbot.waitUntil(lambda: pairs(page) == [ADA, GRACE])


def test_enter_goes_to_decide_and_keys_open_either_record(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    page = listed(qtbot, place, way)
    page.list.table.enter()
    press(qtbot, page.list.table, "Return")
    assert way.here == Where(
        "Delegates", "merge", first_aid.ada, year="2026-27", find=str(twice.ada)
    )
    assert merging(place).isVisible()
    for keys, number in (("Alt+1", first_aid.ada), ("Alt+2", twice.ada)):
        way.go(LIST)
        press(qtbot, page.list.table, keys)
        assert way.here == Where("Delegates", "delegate", number, year="2026-27")


def test_the_list_is_saved(
    qtbot: QtBot,
    place: DelegatesPlace,
    twice: Twice,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = listed(qtbot, place, way)
    answer = (str(tmp_path / "pairs.csv"), "Text (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said) as said:
        press(qtbot, page.list.table, "Ctrl+E")
    assert said.args == ["Saved 2 rows in pairs.csv."]
    assert "King, Ada" in (tmp_path / "pairs.csv").read_text(encoding="utf-8-sig")


def test_two_that_are_chosen_in_the_list_of_delegates_are_merged_from_there(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    way.go(Where("Delegates", year="2026-27"))
    people = place.list.people.table
    people.select_id(first_aid.ada, at=2)
    assert not place.list.merge_action.isEnabled()
    people.choose_ids([first_aid.ada, twice.ada], at=2)
    people.selectAll()
    assert not place.list.merge_action.isEnabled()
    place.list.people.seek("king")
    people.selectAll()
    place.list.merge_action.trigger()
    assert merging(place).isVisible()
    way.back()
    place.list.duplicates.click()
    assert way.here == LIST
