"""Exports of online forms: matched once, settled from the keyboard, taken in one act."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from tests.conftest import AFTER, FirstAid, a_delegate
from tests.exchange.online import CONFIDENCE as OTHER_WORDS
from tests.exchange.online import google, microsoft
from tests.services.evaluation.asked_first_aid import (
    CONFIDENCE,
    USED,
    WORDS,
    Asked,
    a_booking,
    ask_first_aid,
)
from tests.ui.accessible import nameless
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.online_columns import Means
from trainingdesk.domain.online_export import DayOrder
from trainingdesk.domain.online_fates import OnlineFate
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.online_layouts import forget_layouts, layouts_listed
from trainingdesk.storage.database import address_of
from trainingdesk.storage.models import Agency, Questionnaire
from ui.evaluation.online_tab import OnlineTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.page_keys import why_not
from ui.parts.rows_model import Group
from ui.parts.way import Way

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
HEADS = ["Your name", CONFIDENCE.words, USED.words, WORDS.words]
ADA = (1, 11, "ada@example.org", "", "Ada King", 8, "Talk;Film;", "Listen\nmore")
GRACE = (2, 11, "anonymous", "", "Grace Hopper", 5, "", "")
OFF = (3, 11, "", "", "Grace Hopper", 12, "", "")


@pytest.fixture
def address(tmp_path: Path, new_desk_file: Path) -> URL:
    """A desk of its own: the sample has no room for First Aid."""
    copy = tmp_path / "desk.sqlite"
    copyfile(new_desk_file, copy)
    return address_of(copy)


@pytest.fixture
def asked(desk: Desk, first_aid: FirstAid) -> Asked:
    desk.today = lambda: AFTER
    return ask_first_aid(desk, first_aid)


@pytest.fixture
def tab(qtbot: QtBot, live: LiveDesk, way: Way, jobs: Jobs, asked: Asked) -> OnlineTab:
    page = OnlineTab(live, way, jobs)
    qtbot.addWidget(page)
    page.resize(1064, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    page.enter()
    return page


def fates(page: OnlineTab) -> dict[int, OnlineFate]:
    return {row.id: row.fate for row in page.rows}


def press(qtbot: QtBot, page: OnlineTab, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or page, key, *held)


def matched(page: OnlineTab, path: Path, event_id: int) -> None:
    page.load(path)
    page.columns.event_picker.choose(event_id)
    page.look_on()


def test_while_the_rows_of_a_file_show_the_keys_of_another_say_what_comes_first(
    tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    matched(tab, microsoft(tmp_path, HEADS, ADA), asked.first_aid.event)
    assert not tab.load_action.isEnabled()
    assert "put the file away" in why_not(tab.load_action)
    tab.put_away()
    assert tab.load_action.isEnabled()


def test_a_form_is_matched_once_and_a_longer_export_only_asks_what_is_new(
    qtbot: QtBot, tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    assert tab.listed.pages.currentWidget() is tab.listed.empty
    tab.load(microsoft(tmp_path, HEADS, ADA))
    view = tab.columns
    assert tab.stack.currentWidget() is view
    assert [choice.chosen() for choice in view.choices[1:3]] == [Means.ASIDE, Means.NAME]
    assert [choice.currentText() for choice in view.choices[3:]] == [*HEADS[1:]]
    assert view.table.rows_model.data(view.table.rows_model.index(5, 1)) == "Listen more"
    view.choices[0].choose(Means.ASIDE.value)
    view.choices[2].choose(Means.ASIDE.value)
    assert "Nothing tells who answered" in view.foot.text()
    assert not view.next.isEnabled()
    view.choices[0].choose(Means.EMAIL.value)
    press(qtbot, tab, Key.Key_S, CTRL)
    assert tab.stack.currentWidget() is tab.judged
    assert fates(tab) == {2: OnlineFate.NEW}
    press(qtbot, tab, Key.Key_S, CTRL)
    assert tab.stack.currentWidget() is tab.listed
    assert asked.forms()[0][2] == {
        CONFIDENCE.code: 8,
        USED.code: "Film\nTalk",
        WORDS.code: "Listen\nmore",
    }
    tab.load(microsoft(tmp_path, HEADS, ADA, GRACE))
    assert tab.stack.currentWidget() is tab.judged
    assert fates(tab) == {2: OnlineFate.KNOWN, 3: OnlineFate.REFUSED}
    assert tab.judged.foot.text() == "2 rows: 0 to take, 1 refused, 1 taken before"
    assert not tab.judged.take.isEnabled()
    with qtbot.assertNotEmitted(tab.live.told):  # Undo beside it would take back another act
        press(qtbot, tab, Key.Key_S, CTRL)
    tab.ask_columns()
    assert not tab.columns.to_know.isVisible()
    tab.columns.choices[2].choose(Means.NAME.value)
    tab.columns.event_picker.choose(asked.first_aid.event)
    tab.look_on()
    assert fates(tab)[3] is OnlineFate.NEW
    assert nameless(tab) == []


def test_rows_in_doubt_are_settled_with_a_digit_and_left_out_with_delete(
    qtbot: QtBot, tab: OnlineTab, asked: Asked, desk: Desk, tmp_path: Path
) -> None:
    with desk.changing("Share a mailbox") as db:
        agency = db.get_one(Agency, asked.first_aid.agency)
        for number in range(2):
            twin = a_delegate(db, agency, f"M{number}", "Jones", "ada@example.org").id
            a_booking(db, asked.first_aid, twin)
    rows = [(number, 11, "ada@example.org", "", "", number, "", "") for number in (1, 2)]
    matched(tab, microsoft(tmp_path, HEADS, *rows, OFF), asked.first_aid.event)
    hold_to_the_rules_of_qt(tab.judged.table.rows_model)
    assert fates(tab) == {2: OnlineFate.ASK, 3: OnlineFate.ASK, 4: OnlineFate.REFUSED}
    groups = [row.title for row in tab.judged.table.rows_model.rows if isinstance(row, Group)]
    assert groups == ["To settle", "Refused: they stay in the file"]
    row = tab.judged.table.current_row()
    assert row is not None
    assert row.id == 2
    press(qtbot, tab, Key.Key_3)
    assert fates(tab)[2] is OnlineFate.NEW
    settled = next(row for row in tab.rows if row.id == 2)
    assert settled.person is not None
    assert settled.person.listed == "King, Ada"
    press(qtbot, tab, Key.Key_Delete)
    assert fates(tab)[3] is OnlineFate.LEFT_OUT
    tab.judged.table.select_id(3)
    press(qtbot, tab, Key.Key_Backspace, CTRL)
    assert fates(tab)[3] is OnlineFate.ASK
    press(qtbot, tab, Key.Key_Return)
    assert fates(tab)[3] is OnlineFate.NEW
    assert tab.unkept().startswith("2 rows in Online are settled and not taken.")
    press(qtbot, tab, Key.Key_S, CTRL)
    assert tab.unkept() == ""
    assert len(asked.forms()) == 2
    assert fates(tab)[2] is OnlineFate.KNOWN
    assert tab.stack.currentWidget() is tab.judged
    desk.undo()
    assert fates(tab)[2] is fates(tab)[3] is OnlineFate.NEW
    assert tab.unkept()
    press(qtbot, tab, Key.Key_R, CTRL)
    assert not tab.unkept()
    assert tab.stack.currentWidget() is tab.listed


def test_a_row_without_a_name_that_is_stored_already_is_taken_too_with_a_digit(
    qtbot: QtBot, tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    with asked.desk.changing("Without names") as db:
        db.get_one(Questionnaire, asked.end).anonymous = True
    event = asked.first_aid.event
    matched(tab, microsoft(tmp_path, HEADS, GRACE), event)
    press(qtbot, tab, Key.Key_S, CTRL)
    with asked.desk.changing("Forget") as db:
        forget_layouts(db, [row.id for row in layouts_listed(db)])
    matched(tab, microsoft(tmp_path, HEADS, GRACE), event)
    assert fates(tab) == {2: OnlineFate.ASK}
    press(qtbot, tab, Key.Key_1)
    assert fates(tab) == {2: OnlineFate.NEW}
    press(qtbot, tab, Key.Key_S, CTRL)
    assert [who for who, _, _ in asked.forms()] == [None, None]


def test_the_refused_are_saved_with_why(
    tab: OnlineTab, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matched(tab, microsoft(tmp_path, HEADS, ADA, OFF), asked.first_aid.event)
    saved = tmp_path / "refused.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    tab.export()
    text = saved.read_text(encoding="utf-8-sig")
    assert "“12” is not a number from 0 to 10" in text
    assert "Grace Hopper" in text
    assert "Ada King" not in text


def test_renamed_columns_are_named_before_anything_is_taken(
    tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    matched(tab, microsoft(tmp_path, HEADS, ADA), asked.first_aid.event)
    tab.take()
    tab.load(microsoft(tmp_path, ["Your name", OTHER_WORDS, *HEADS[2:]], ADA, GRACE))
    assert tab.stack.currentWidget() is tab.columns
    said = tab.columns.to_know.words.text()
    assert f"“{CONFIDENCE.words}”" in said
    assert f"“{OTHER_WORDS}”" in said
    assert tab.columns.to_know.property("tone") == "amber"
    assert tab.columns.event_id == asked.first_aid.event
    tab.put_away()
    tab.load(microsoft(tmp_path, ["Your name", OTHER_WORDS, *HEADS[2:]], GRACE, name="other.xlsx"))
    assert "This form is new here. It is like Forms.xlsx" in tab.columns.to_know.words.text()
    assert tab.columns.to_know.property("tone") == "accent"
    tab.put_away()
    tab.load(microsoft(tmp_path, HEADS, GRACE, name="copy.xlsx"))
    assert "may be a copy for another event" in tab.columns.to_know.words.text()


def test_days_that_can_be_read_in_two_ways_are_chosen_above_the_columns(
    tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    tab.load(microsoft(tmp_path, HEADS, ADA))
    assert not tab.columns.days.isVisible()
    tab.put_away()
    row = ("06/11/2025", "ada@example.org", "Ada King", 8, "", "")
    tab.load(google(tmp_path, HEADS, row))
    assert tab.columns.days.isVisible()
    assert "under Days" in tab.columns.to_know.words.text()
    tab.columns.days.choose(DayOrder.MONTH.value)
    tab.columns.event_picker.choose(asked.first_aid.event)
    assert tab.columns.order is DayOrder.MONTH
    tab.look_on()
    assert [row.line.day for row in tab.rows] == [date(2025, 6, 11)]


def test_another_stage_offers_other_questions_and_keeps_what_was_said(
    tab: OnlineTab, tmp_path: Path
) -> None:
    tab.load(microsoft(tmp_path, HEADS, ADA))
    assert tab.columns.stage.currentText() == "End of course"
    tab.columns.choices[1].choose(Means.LAST_NAME.value)
    tab.columns.stage.setCurrentIndex(0)
    assert tab.columns.matching.stage is Stage.BEFORE
    assert tab.columns.choices[1].chosen() == Means.LAST_NAME
    tab.columns.event_picker.typed.setText("No such event")
    assert "No event has “No such event”" in tab.columns.problem
    assert not tab.columns.matching.event_id


def test_an_event_is_found_by_a_part_of_its_name(
    qtbot: QtBot, tab: OnlineTab, asked: Asked, tmp_path: Path
) -> None:
    tab.load(microsoft(tmp_path, HEADS, ADA))
    picker = tab.columns.event_picker
    picker.typed.setFocus()
    picker.typed.setText("260610")
    qtbot.keyClick(picker.typed, Key.Key_Return)
    assert picker.event_id() == asked.first_aid.event
    assert picker.name_of(asked.first_aid.event) == "First Aid, 10 June 2026 (FA-260610)"
    assert picker.name_of(None) == "Each row tells by itself"


@pytest.fixture
def drop(tab: OnlineTab) -> Callable[[list[Path]], None]:
    def dropped(paths: list[Path]) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        none = Qt.KeyboardModifier.NoModifier
        entered = QDragEnterEvent(QPointF(5, 5).toPoint(), action, data, button, none)
        tab.dragEnterEvent(entered)
        assert entered.isAccepted()
        tab.dropEvent(QDropEvent(QPointF(5, 5), action, data, button, none))

    return dropped


def test_a_file_may_be_dropped_and_one_that_is_no_export_says_so(
    tab: OnlineTab, tmp_path: Path, drop: Callable[[list[Path]], None]
) -> None:
    path = microsoft(tmp_path, HEADS, ADA)
    drop([path, path])
    assert tab.notice.words.text() == "Drop one export at a time."
    (tmp_path / "scan.pdf").write_bytes(b"%PDF")
    drop([tmp_path / "scan.pdf"])
    assert "only .csv and .xlsx files" in tab.notice.words.text()
    assert tab.stack.currentWidget() is tab.listed
    drop([path])
    assert tab.stack.currentWidget() is tab.columns
    assert tab.notice.words.text() == ""


def test_a_form_is_forgotten_from_the_list(tab: OnlineTab, asked: Asked, tmp_path: Path) -> None:
    path = microsoft(tmp_path, HEADS, ADA)
    matched(tab, path, asked.first_aid.event)
    tab.take()
    (row,) = tab.listed.table.rows_model.rows
    assert not isinstance(row, Group)
    model = tab.listed.table.rows_model
    assert model.data(model.index(0, 1)) == "End of course"
    tab.listed.choose(row.id)
    tab.forget_chosen()
    assert tab.listed.in_all == 0
    tab.load(path)
    assert "This form is new here" in tab.columns.to_know.words.text()
