"""Observations: written, followed by actions, sent, and opened by their number too."""

from datetime import timedelta
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import URL

from tests.conftest import AFTER, STARTS, FirstAid
from tests.ui.accessible import nameless
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.evaluation import ObservationTo
from trainingdesk.domain.observation import ObservationDetails
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.actions import actions_listed
from trainingdesk.services.desk import Desk
from trainingdesk.services.evaluation.observations import (
    add_observation,
    observation_details,
    observations_listed,
    sent_of,
)
from trainingdesk.storage.database import address_of
from ui.evaluation.observation_form import NOT_SEEN, RATE
from ui.evaluation.observations_tab import ObservationsTab
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.way import Way, Where

Key, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
SEEN = ObservationDetails(
    title="مدرسة الأمل – a partner's afternoon about children who go missing",
    observed_on=STARTS,
    observer="Sam Reed",
    provider="Fenner Centre",
    ratings=(("Purpose", 4), ("Earlier word", 1)),
    findings="<b>Too fast</b>",
)


@pytest.fixture
def address(tmp_path: Path, new_desk_file: Path) -> URL:
    """A desk of its own: the sample has no room for First Aid."""
    copy = tmp_path / "desk.sqlite"
    copyfile(new_desk_file, copy)
    return address_of(copy)


@pytest.fixture
def tab(
    qtbot: QtBot, desk: Desk, first_aid: FirstAid, live: LiveDesk, way: Way, jobs: Jobs
) -> ObservationsTab:
    desk.today = lambda: AFTER
    assert first_aid.event
    page = ObservationsTab(live, way, jobs)

    def show(where: Where) -> None:
        page.show_year(TrainingYear.of(STARTS), find=where.find, row=where.id)

    way.gone.connect(show)
    qtbot.addWidget(page)
    page.resize(1064, 640)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    way.go(Where("Evaluation", tab="Observations"))
    return page


@pytest.fixture
def seen(tab: ObservationsTab, desk: Desk) -> int:
    with desk.changing("Add observation") as db:
        return add_observation(db, SEEN, today=AFTER)


def press(qtbot: QtBot, tab: ObservationsTab, key: Qt.Key, *held: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget() or tab, key, *held)


def test_an_observation_of_our_event_is_written_from_the_keyboard(
    qtbot: QtBot, tab: ObservationsTab, desk: Desk, first_aid: FirstAid
) -> None:
    assert tab.listed.pages.currentWidget() is tab.listed.empty
    press(qtbot, tab, Key.Key_N, CTRL)
    form = tab.form
    assert form.isVisible()
    press(qtbot, tab, Key.Key_S, CTRL)
    assert form.form["title"].wrong
    assert form.form["observer"].wrong
    form.event_picker.typed.setText("no such event")
    press(qtbot, tab, Key.Key_S, CTRL)
    assert "No event has" in form.form["event_id"].error.text()
    form.event_picker.typed.setText("first aid")
    form.event_picker.typed.setFocus()
    press(qtbot, tab, Key.Key_Return)
    assert form.event_picker.event_id() == first_aid.event
    form.form["observed_on"].set_text("10 June 2026")
    form.form["observer"].set_text("Sam Reed")
    form.form[f"{RATE}Purpose"].set_text("4 Very good")
    form.form["strengths"].set_text("Clear.")
    form.agency.setCurrentText("Library")
    press(qtbot, tab, Key.Key_S, CTRL)
    assert not form.isVisible()
    with desk.reading() as db:
        (row,) = observations_listed(db, today=AFTER)
        details = observation_details(db, row.id)
    assert (row.title, row.agency, row.mean) == ("First Aid", "Library", 4)
    assert details.ratings == (("Purpose", 4),)
    assert desk.undo_title == "Add observation First Aid"
    assert tab.listed.table.chosen_ids() == [row.id]
    assert nameless(tab) == []


def test_a_record_shows_all_that_was_seen_as_it_was_written(
    qtbot: QtBot, tab: ObservationsTab, seen: int, way: Way
) -> None:
    hold_to_the_rules_of_qt(tab.listed.table.rows_model)
    tab.listed.choose(seen)
    press(qtbot, tab, Key.Key_Return)
    assert tab.stack.currentWidget() is tab.record
    assert SEEN.title in tab.record.heading.title.text()
    assert "<b>Too fast</b>" in tab.record.findings.text()
    assert tab.record.strengths.text() == "Nothing was written down here."
    assert [
        row.aspect for row in tab.record.rated.rows_model.rows if not isinstance(row, Group)
    ] == [
        "It was clear what the session was for, and it did that",
        "Earlier word",
    ]
    assert tab.record.facts.text() == "Provider: Fenner Centre"
    assert tab.record.no_action.isVisible()
    assert tab.record.not_sent.isVisible()
    assert nameless(tab) == []
    press(qtbot, tab, Key.Key_Escape)
    assert tab.stack.currentWidget() is tab.listed
    assert tab.listed.table.chosen_ids() == [seen]
    way.back()
    assert tab.stack.currentWidget() is tab.record


def test_a_changed_observation_keeps_ratings_of_earlier_words(
    qtbot: QtBot, tab: ObservationsTab, seen: int, desk: Desk
) -> None:
    tab.listed.choose(seen)
    press(qtbot, tab, Key.Key_F2)
    tab.form.form[f"{RATE}Purpose"].set_text(NOT_SEEN)
    tab.form.form[f"{RATE}Safety"].set_text("2 To improve")
    press(qtbot, tab, Key.Key_S, CTRL)
    with desk.reading() as db:
        assert observation_details(db, seen).ratings == (("Safety", 2), ("Earlier word", 1))


def test_an_action_goes_into_the_plan_and_is_done_or_taken_out_here(
    qtbot: QtBot, tab: ObservationsTab, seen: int, desk: Desk, gone: list[Where]
) -> None:
    tab.open_row(next(iter(tab.listed.table.rows_model.rows)))  # type: ignore[arg-type]
    press(qtbot, tab, Key.Key_N, CTRL)
    assert tab.action_form.isVisible()
    tab.action_form.form["words"].set_text("Slow down")
    tab.action_form.form["due"].set_text("11 June 2026")
    press(qtbot, tab, Key.Key_S, CTRL)
    with desk.reading() as db:
        (action,) = actions_listed(db, today=AFTER)
    assert action.observation_id == seen
    assert action.overdue
    tab.enter()
    tab.record.plan.select_id(action.id)
    press(qtbot, tab, Key.Key_D, CTRL)
    with desk.reading() as db:
        assert actions_listed(db, today=AFTER)[0].done_on == AFTER
    press(qtbot, tab, Key.Key_Return, CTRL)
    assert gone[-1] == Where("Programme", kind="actions", find="Slow down", year="2026-27")
    tab.go_back()
    tab.open_id = seen
    tab.reload()
    tab.record.plan.select_id(action.id)
    tab.take_out()
    with desk.reading() as db:
        assert not actions_listed(db, today=AFTER)


def test_a_letter_is_saved_and_noted_as_sent_and_the_note_taken_back(
    qtbot: QtBot,
    tab: ObservationsTab,
    seen: int,
    desk: Desk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tab.open_row(next(iter(tab.listed.table.rows_model.rows)))  # type: ignore[arg-type]
    press(qtbot, tab, Key.Key_P, CTRL)
    assert tab.send.isVisible()
    assert tab.send.form["who"].text() == "Fenner Centre"
    path = tmp_path / "letter.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    press(qtbot, tab, Key.Key_L, CTRL)
    assert path.read_bytes().startswith(b"%PDF")
    assert tab.send.notice.words.text() == "Saved in letter.pdf."
    tab.send.form["sent_on"].set_text("long ago")
    press(qtbot, tab, Key.Key_S, CTRL)
    assert tab.send.form["sent_on"].wrong
    tab.send.form["sent_on"].set_text("12 June 2026")
    press(qtbot, tab, Key.Key_S, CTRL)
    with desk.reading() as db:
        (sent,) = sent_of(db, seen)
    assert (sent.to, sent.who, sent.sent_on) == (ObservationTo.PROVIDER, "Fenner Centre", AFTER)
    press(qtbot, tab, Key.Key_P, CTRL)
    assert tab.send.to.currentText() == ObservationTo.COMMISSIONER
    press(qtbot, tab, Key.Key_S, CTRL)
    assert tab.send.form["who"].wrong
    tab.send.form["who"].set_text("North Vale\nGuildhall")
    press(qtbot, tab, Key.Key_S, CTRL)
    with desk.reading() as db:
        assert [row.to for row in sent_of(db, seen)] == [
            ObservationTo.PROVIDER,
            ObservationTo.COMMISSIONER,
        ]
    desk.undo()
    press(qtbot, tab, Key.Key_P, CTRL)
    tab.send.leave()
    tab.record.sent.select_id(sent.id)
    tab.take_back()
    with desk.reading() as db:
        assert not sent_of(db, seen)


def test_observations_of_another_year_or_removed_are_not_listed(
    qtbot: QtBot, tab: ObservationsTab, seen: int, desk: Desk
) -> None:
    tab.show_year(TrainingYear.of(STARTS - timedelta(days=800)))
    assert tab.listed.in_all == 0
    tab.show_year(TrainingYear.of(STARTS), find="fenner", row=seen)
    assert tab.stack.currentWidget() is tab.record
    tab.show_year(TrainingYear.of(STARTS))
    tab.listed.choose(seen)
    tab.enter()
    press(qtbot, tab, Key.Key_Delete)
    assert tab.listed.in_all == 0
    with desk.reading() as db:
        assert not observations_listed(db, today=AFTER)
    tab.show_year(TrainingYear.of(STARTS), row=seen)
    assert tab.stack.currentWidget() is tab.listed
