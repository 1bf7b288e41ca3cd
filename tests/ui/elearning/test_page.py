"""Loading a file of e-learning, with the keys a user presses."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.conftest import a_delegate
from tests.services.people import People
from tests.ui.delegates.conftest import YEAR, leading, press, unnamed
from trainingdesk.services.completions import completions_listed
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency
from ui.delegates.place import DelegatesPlace
from ui.delegates.record_lists import ELEARNING
from ui.elearning.page import CompletionsPage
from ui.parts.own_fields import ChoiceField
from ui.parts.way import Way, Where

FILE = """Name,E-mail,Agency,Course,Date,Score
Ada King,ada@example.org,,RISK,12/4/2026,85
Grace Hopper,,,RISK,13/4/2026,
Joan Clarke,,Nowhere,RISK,13/4/2026,
Ada King,ada@example.org,,RISK,14/4/2026,begun
"""


def page_at(place: DelegatesPlace, way: Way) -> CompletionsPage:
    way.go(Where("Delegates", kind="elearning", year=YEAR))
    page = place.currentWidget()
    assert isinstance(page, CompletionsPage)
    return page


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that the dialog answers with."""
    path = tmp_path / "done.csv"
    path.write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    return path


def finished(desk: Desk) -> list[tuple[str, int | None]]:
    with desk.reading() as db:
        return [(row.delegate, row.score) for row in completions_listed(db)]


def test_a_file_is_looked_at_settled_and_loaded(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, people: People, chosen: Path
) -> None:
    with desk.changing("Add a namesake") as db:
        carking = db.get_one(Agency, people.carking)
        namesake = a_delegate(db, carking, "Grace", "Hoppers")
        namesake.last_name, namesake.sought = "Hopper", "hopper grace"
    page = page_at(place, way)
    assert unnamed(page) == []
    assert leading(page) == ["Load a file"]
    press(qtbot, page.list.empty, "Ctrl+N")
    panel = page.loading
    assert panel.isVisible()
    assert unnamed(page) == []
    assert panel.said.text() == "1 to load, 1 to settle, 2 left out."
    assert panel.left.text().splitlines()[-1] == "Line 5: “begun” is no score of a hundred."
    (asked,) = panel.form.texts()
    field = panel.form[asked]
    assert isinstance(field, ChoiceField)
    field.control.setCurrentIndex(1)  # type: ignore[attr-defined]
    press(qtbot, field.control, "Ctrl+S")
    assert not panel.isVisible()
    assert finished(desk) == [("Hopper, Grace", None), ("King, Ada", 85)]
    assert page.heading.about.text() == (
        "2 in 2026-27, by 2 people · counted apart from attendance"
    )
    assert desk.undo_title == "Load e-learning from done.csv"
    ada = page.list.table.rows_model.row_at(1)
    assert ada is not None
    shown = page.list.table.rows_model.columns
    told = next(column.cell(ada) for column in shown if column.name == "Finished")
    assert told == "12 Apr 2026"  # a long month would be cut
    page.list.table.select_id(ada.id)
    assert [row.id for row in page.list.table.chosen_rows()] == [ada.id]
    press(qtbot, page.list.table, "Delete")
    assert finished(desk) == [("Hopper, Grace", None)]
    desk.undo()
    desk.undo()
    assert finished(desk) == []


def test_a_file_that_cannot_be_read_says_why_and_another_follows(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, people: People, chosen: Path
) -> None:
    page = page_at(place, way)
    good = chosen.read_text(encoding="utf-8")
    chosen.write_text("a,b\n1,2\n", encoding="utf-8")
    press(qtbot, page.list.empty, "Ctrl+N")
    assert not page.loading.isVisible()
    assert page.notice.words.text().startswith("done.csv: its first line")
    chosen.write_text(good, encoding="utf-8")
    page.load_action.trigger()
    assert page.notice.isHidden()
    assert page.loading.isVisible()


def test_what_somebody_finished_stands_on_their_page(
    qtbot: QtBot, desk: Desk, place: DelegatesPlace, way: Way, people: People, chosen: Path
) -> None:
    page = page_at(place, way)
    page.look_at(chosen)
    page.loading.keep()
    page.list.table.select_id(1)
    press(qtbot, page.list.table, "Return")
    lists = place.record.lists
    lists.turn(ELEARNING)
    assert lists.elearning.in_all == 1
