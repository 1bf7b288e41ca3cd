from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import insert

from tests.conftest import FirstAid
from tests.services.people import People
from tests.ui.delegates.conftest import LIST, leading, press, type_in, unnamed
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.delegate import sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Delegate
from ui.delegates.place import DelegatesPlace
from ui.parts.pages import PAGE
from ui.parts.way import Way, Where


def names(place: DelegatesPlace) -> list[str]:
    model = place.list.people.table.rows_model
    return [str(model.index(n, 0).data()) for n in range(model.rowCount())]


def test_the_list_says_how_many_there_are(place: DelegatesPlace, people: People, way: Way) -> None:
    way.go(LIST)
    assert names(place) == ["Hopper, Grace", "King, Ada", "Żak, Łukasz"]
    assert place.list.people.count.said.text() == "3 delegates"
    assert place.list.heading.about.text() == "From 3 agencies"
    assert place.crumbs() == [("Delegates", LIST)]
    assert unnamed(place) == []


@pytest.mark.parametrize(("keys", "kind"), [("A", "absences"), ("E", "elearning")])
def test_keys_lead_to_the_pages_beside_the_list(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, keys: str, kind: str
) -> None:
    way.go(LIST)
    press(qtbot, place.list.people.table, f"Ctrl+Shift+{keys}")
    assert way.here == Where("Delegates", kind=kind, year=LIST.year)


def test_typing_over_the_list_narrows_it(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    press(qtbot, place.list.people.table, "L")
    type_in(place.list.people.filter, "UKASZ")
    qtbot.waitUntil(lambda: names(place) == ["Żak, Łukasz"])
    assert place.list.people.count.said.text() == "1 of 3 delegates"


def test_a_filter_that_finds_nobody_says_so_and_is_taken_off(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(Where("Delegates", year=LIST.year, find="zzz"))
    nothing = place.list.people.nothing
    assert place.list.people.pages.currentWidget() is nothing
    assert "“zzz”" in nothing.prose.text()
    place.list.people.seek("")
    assert len(names(place)) == 3


def test_a_head_asks_the_database_for_another_order(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    heads = place.list.people.table.heads
    heads.ask("came")
    assert names(place) == ["King, Ada", "Żak, Łukasz", "Hopper, Grace"]
    heads.ask("came")
    assert names(place) == ["Żak, Łukasz", "King, Ada", "Hopper, Grace"]


def test_enter_opens_the_record(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(LIST)
    press(qtbot, place.list.people.table, "Down")
    press(qtbot, place.list.people.table, "Return")
    assert gone[-1] == Where("Delegates", kind="delegate", id=people.ada, year=LIST.year)
    way.back()
    chosen = place.list.people.table.chosen_row()
    assert chosen is not None
    assert chosen.id == people.ada


def test_an_empty_desk_offers_the_first_step(
    qtbot: QtBot, place: DelegatesPlace, way: Way, gone: list[Where]
) -> None:
    way.go(LIST)
    page = place.list
    assert page.people.pages.currentWidget() is page.people.empty
    assert not page.new.isVisible()
    page.new_action.trigger()
    assert page.form.isVisible()


def test_a_very_long_list_reads_only_what_is_in_sight(
    desk: Desk,
    first_aid: FirstAid,
    place: DelegatesPlace,
    way: Way,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = [
        {
            "reference": f"D{number:05}",
            "first_name": "Ada",
            "last_name": f"{number:05}",
            "agency_id": first_aid.agency,
            "sought": sought_of(first_name="Ada", last_name=f"{number:05}", email=""),
        }
        for number in range(5000)
    ]
    with desk.changing("Import", undoable=False) as db:
        db.execute(insert(Delegate), rows)
    people = place.list.people
    read: list[int] = []
    fetch = people._fetch

    def noted(asked: object, offset: int, limit: int) -> object:
        read.append(offset)
        return fetch(asked, offset, limit)  # type: ignore[arg-type]

    monkeypatch.setattr(people, "_fetch", noted)
    way.go(LIST)
    people.table.viewport().repaint()
    assert set(read) == {0}
    press_end = people.table.rows_model.rowCount() - 1
    people.table.selectRow(press_end)
    assert set(read) == {0, 5002 // PAGE * PAGE}
    assert people.count.said.text() == "5,002 delegates"


def test_the_list_follows_the_desk_and_keeps_what_is_chosen(
    desk: Desk, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    hold_to_the_rules_of_qt(place.list.people.table.rows_model)
    place.list.people.table.selectRow(0)
    with desk.changing("Change", "Grace") as db:
        db.get_one(Delegate, people.grace).last_name = "Abbot"
    assert names(place)[0] == "Abbot, Grace"
    chosen = place.list.people.table.chosen_row()
    assert chosen is not None
    assert chosen.id == people.grace


def test_the_list_is_saved_where_one_chooses(
    qtbot: QtBot,
    place: DelegatesPlace,
    people: People,
    way: Way,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way.go(Where("Delegates", year=LIST.year, find="ada"))
    answer = (str(tmp_path / "people"), "Text with commas (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    with qtbot.waitSignal(place.said) as said:
        press(qtbot, place.list.people.table, "Ctrl+E")
    assert said.args == ["Saved 1 delegate in people.csv."]
    text = (tmp_path / "people.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[1].startswith("D-Ada-King,Ada,King,Analyst,Library,2")


def test_saving_may_be_called_off(
    place: DelegatesPlace, people: People, way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    way.go(LIST)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    place.list.export_action.trigger()
    assert not place.list._jobs.busy


def test_only_what_was_chosen_is_saved_when_several_are(
    place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.list.people.table.selectAll()
    assert place.list.people.count.said.text() == "3 delegates · 3 chosen"
    listed = place.list.people.as_file()
    assert [row.name for row in listed.fetch(1, 5)] == ["Ada King", "Łukasz Żak"]


def test_columns_give_way_while_a_form_takes_their_room(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    place.resize(1064, 672)
    table = place.list.people.table
    every = table.columns_shown.shown()
    place.resize(800, 672)
    qtbot.waitUntil(lambda: "Job title" not in table.columns_shown.shown())
    assert "Due again" in table.columns_shown.shown()
    place.resize(1064, 672)
    qtbot.waitUntil(lambda: table.columns_shown.shown() == every)
    shown = table.columns_shown.shown()
    press(qtbot, table, "Ctrl+N")
    qtbot.waitUntil(lambda: table.columns_shown.shown() != shown)
    qtbot.waitUntil(lambda: "Due again" not in table.columns_shown.shown())
    assert "Job title" not in table.columns_shown.shown()
    place.list.form.leave()
    qtbot.waitUntil(lambda: table.columns_shown.shown() == shown)


def test_nobody_is_chosen_until_somebody_chooses(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    page = place.list
    assert page.people.table.hasFocus()
    assert page.people.table.chosen_rows() == []
    assert not page.book.isEnabled()
    assert not page.book_action.isEnabled()
    press(qtbot, page.people.table, "Space")
    assert [row.name for row in page.people.table.chosen_rows()] == ["Grace Hopper"]
    assert page.book_action.isEnabled()


def test_enter_opens_the_row_that_has_the_keyboard_and_was_not_chosen(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way, gone: list[Where]
) -> None:
    way.go(LIST)
    press(qtbot, place.list.people.table, "Return")
    assert gone[-1] == Where("Delegates", kind="delegate", id=people.grace, year=LIST.year)


def test_one_button_leads_whether_a_form_is_open_or_not(
    qtbot: QtBot, place: DelegatesPlace, people: People, way: Way
) -> None:
    way.go(LIST)
    assert leading(place) == ["New delegate"]
    press(qtbot, place.list.people.table, "Ctrl+N")
    assert leading(place) == ["Save"]
    place.list.form.leave()
    assert leading(place) == ["New delegate"]


def test_an_empty_desk_has_one_leading_button_too(place: DelegatesPlace, way: Way) -> None:
    way.go(LIST)
    assert leading(place) == ["New delegate"]
    place.list.new_action.trigger()
    assert leading(place) == ["Save"]


class WindowsShown(QObject):
    """Every window that comes up, if only for a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own
        shows = event.type() == QEvent.Type.Show
        if shows and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched.accessibleName())
        return False


def test_no_window_flashes_up_while_a_page_is_made(
    qapp: QApplication, place: DelegatesPlace, people: People, way: Way
) -> None:
    windows = WindowsShown()
    qapp.installEventFilter(windows)
    way.go(LIST)
    way.go(Where("Delegates", kind="delegate", id=people.ada, year=LIST.year))
    qapp.removeEventFilter(windows)
    assert windows.shown == []
