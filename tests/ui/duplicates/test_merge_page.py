from pytestqt.qtbot import QtBot
from sqlalchemy import select

from tests.conftest import FirstAid
from tests.ui.delegates.conftest import leading, press, unnamed
from tests.ui.duplicates.conftest import Twice, listed, merging
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import (
    Agency,
    Booking,
    Delegate,
    DelegateAlias,
    DelegateNeeds,
    DifferentPeople,
)
from ui.delegates.place import DelegatesPlace
from ui.duplicates.merge_page import MergePage
from ui.parts.way import Way, Where


def opened(qtbot: QtBot, place: DelegatesPlace, way: Way) -> MergePage:
    """The page for Ada King, who stands twice."""
    page = listed(qtbot, place, way)
    page.list.table.enter()
    press(qtbot, page.list.table, "Return")
    return merging(place)


def rows(page: MergePage) -> list[tuple[str, str, str, str]]:
    model = page.table.rows_model
    found = [model.row_at(place) for place in range(model.rowCount())]
    return [
        (row.choice.about, row.choice.one, row.choice.other, row.side.value)
        for row in found
        if row is not None
    ]


def test_what_differs_and_what_clashes_is_shown_and_needs_are_not(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    assert page.heading.title.text() == "Ada King (D-Ada-King) and Ada King (D00001)"
    assert page.heading.about.text() == "1 clash to decide; look at each before you merge."
    kept = "Kept on the record"
    assert rows(page) == [
        ("Reference", "D-Ada-King", "D00001", "one"),
        ("Needs", kept, kept, "both"),
        ("Booking: First Aid, 10 Jun 2026", "Booked, Library", "Booked, Library", "one"),
    ]
    assert page.joined.text() == "The newer record has 1 booking."
    assert (
        page.note.text() == "The other reference still finds this person, in an old workbook too."
    )
    assert leading(place) == ["Merge"]
    assert unnamed(place) == []


def test_all_is_decided_and_done_by_keys_alone_and_undone_by_one(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    page = opened(qtbot, place, way)
    for key in ("2", "1", "B", "2"):
        press(qtbot, page.table, key)
        if key == "1":
            press(qtbot, page.table, "Up")
    assert [side for *_, side in rows(page)] == ["other", "both", "other"]
    press(qtbot, page.table, "Ctrl+S")
    assert desk.undo_title == ("Merge delegates Ada King (D-Ada-King) and Ada King (D00001)")
    pairs = place.room("duplicates")
    assert pairs.isVisible()
    assert [pair.one.name for pair in pairs.pairs.found] == ["Grace Hopper"]
    with desk.reading() as db:
        assert db.get_one(Delegate, first_aid.ada).reference == "D00001"
        assert db.get(Delegate, twice.ada) is None
        assert db.scalars(select(DelegateAlias.reference)).all() == ["D-Ada-King"]
        assert db.get_one(DelegateNeeds, first_aid.ada).needs == (
            f"Loop {first_aid.ada}\nLoop {twice.ada}"
        )
        assert db.scalars(select(Booking.delegate_id)).all() == [first_aid.ada]
    desk.undo()
    assert [pair.one.name for pair in pairs.pairs.found] == ["Ada King", "Grace Hopper"]


def test_space_enter_and_a_click_keep_the_value_they_fall_on(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    press(qtbot, page.table, "Right")
    press(qtbot, page.table, "Space")
    assert rows(page)[0][3] == "other"
    press(qtbot, page.table, "Left")
    press(qtbot, page.table, "Return")
    assert rows(page)[0][3] == "one"
    model = page.table.rows_model
    page.table.clicked.emit(model.index(1, 2))
    assert rows(page)[0][3] == "other"
    page.table.clicked.emit(model.index(1, 0))
    page.table.clicked.emit(model.index(0, 2))
    press(qtbot, page.table, "Delete")
    press(qtbot, page.table, "B")
    assert rows(page)[0][3] == "one"


def test_everything_of_one_of_them_is_kept_by_one_key(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    press(qtbot, page.table, "Alt+2")
    assert {side for *_, side in rows(page)} == {"other"}
    press(qtbot, page.table, "Alt+1")
    assert {side for *_, side in rows(page)} == {"one"}


def test_they_are_told_apart_from_here_too(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    page.apart.click()
    assert not page.isVisible()
    with desk.reading() as db:
        assert len(db.scalars(select(DifferentPeople.id)).all()) == 1


def test_escape_goes_back_and_keeps_nothing(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    press(qtbot, page.table, "Escape")
    assert place.room("duplicates").isVisible()
    assert desk.undo_title == "Set up"


def test_what_changes_elsewhere_meanwhile_is_shown_and_nothing_is_done(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way
) -> None:
    page = opened(qtbot, place, way)
    press(qtbot, page.table, "2")
    other_desk = Desk(desk.address)
    with other_desk.changing("Change") as db:
        db.get_one(Delegate, twice.ada).job_title = "Teacher"
    other_desk.close()
    press(qtbot, page.table, "Ctrl+S")
    assert page.notice.words.text().startswith("Something about the two has changed")
    assert ("Job title", "", "Teacher", "other") in rows(page)
    assert rows(page)[0][3] == "other"
    press(qtbot, page.table, "Ctrl+S")
    with desk.reading() as db:
        assert db.get(Delegate, twice.ada) is None


def test_two_of_whom_one_is_gone_are_no_pair(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    for find in ("10000", "", str(first_aid.ada)):
        way.go(Where("Delegates", "merge", first_aid.ada, year="2026-27", find=find))
        page = merging(place)
        assert page.gone.isVisible()
        assert not page.merge_action.isEnabled()


def test_where_one_came_from_nowhere_one_goes_to_the_pairs(
    qtbot: QtBot, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    way.go(Where("Delegates", "merge", first_aid.ada, year="2026-27", find=str(twice.ada)))
    press(qtbot, merging(place).table, "Escape")
    assert way.here == Where("Delegates", "duplicates", year="2026-27")


def test_a_renamed_agency_is_shown_by_its_new_name(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, twice: Twice, way: Way, first_aid: FirstAid
) -> None:
    with desk.changing("Move") as db:
        db.get_one(Delegate, twice.ada).agency_id = db.scalars(
            select(Agency.id).where(Agency.name == "School")
        ).one()
    way.go(Where("Delegates", "merge", first_aid.ada, year="2026-27", find=str(twice.ada)))
    with desk.changing("Rename") as db:
        db.scalars(select(Agency).where(Agency.name == "School")).one().name = "Academy"
    assert ("Agency", "Library", "Academy", "one") in rows(merging(place))
