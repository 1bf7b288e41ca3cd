from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui.accessible import nameless
from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.refusals import Refused
from trainingdesk.services.actions import add_action
from trainingdesk.services.boards import BoardDetails, save_board
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.desk import Desk
from trainingdesk.services.named import delegate_named, event_named
from ui.evaluation.entry_tab import EntryTab
from ui.help_words import ABOUT
from ui.main_window import MainWindow
from ui.parts.field import Entry
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.nav import PLACES
from ui.parts.way import Way, Where
from ui.parts.words import Words

OPEN_EVENT = "CULT-2601"


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> Iterator[MainWindow]:
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.begin()
    window.show()
    yield window
    QMenu.close(QMenu())


def numbered(desk: Desk, reference: str) -> int:
    with desk.reading() as db:
        return event_named(db, reference)


def pages(desk: Desk) -> list[Where]:
    with desk.reading() as db:
        delegate = delegate_named(db, "D0005")
    event = numbered(desk, "RISK-2603")
    year = "2026-27"
    tabs = ("Bookings", "Register", "Certificates", "History")
    return [
        *(Where(place, year=year) for place, _ in PLACES),
        *(Where("Programme", kind="event", id=event, tab=tab, year=year) for tab in tabs),
        Where("Programme", kind="month", find="2026-11", year=year),
        Where("Delegates", kind="delegate", id=delegate, year=year),
        Where("Delegates", kind="new", find="Ada", year=year),
        Where("Agencies", kind="agency", id=3, year=year),
        Where("Analysis", kind="rows", find="attended", year="2025-26"),
        Where("Settings", kind="import", year=year),
    ]


@pytest.mark.thorough
def test_every_page_opens_says_where_it_is_and_names_what_takes_the_keyboard(
    window: MainWindow, sample: Desk, way: Way
) -> None:
    silent: dict[Where, list[str]] = {}
    for where in pages(sample):
        way.go(where)
        crumbs = [words for words, _ in window._crumbs()]
        assert crumbs[0].startswith(where.place) or where.place == "Analysis", where
        assert window.nav.places[where.place].isChecked()
        if found := nameless(window.page):
            silent[where] = found
    assert silent == {}
    assert nameless(window) == []


@pytest.mark.thorough
def test_no_page_stretches_the_window(window: MainWindow, sample: Desk, way: Way) -> None:
    for where in pages(sample):
        way.go(where)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (1280, 720), where


def test_the_way_leads_back_and_forward(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    window.go("Delegates")
    window.go("Agencies")
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert way.here == Where("Delegates", year="2026-27")
    window.actions_here.back.trigger()
    assert way.here == Where("Today", year="2026-27")
    assert not window.top.back.isEnabled()
    window.top.forward.click()
    assert way.here == Where("Delegates", year="2026-27")


def test_the_year_is_switched_for_the_place_one_is_at(window: MainWindow, way: Way) -> None:
    window.go("Analysis")
    window.top.before.click()
    assert way.here == Where("Analysis", year="2025-26")
    assert window.top.year.text() == "2025-26"
    window.actions_here.year_after.trigger()
    assert window.year.name == "2026-27"


def test_the_list_of_years_leads_to_each(qtbot: QtBot, window: MainWindow) -> None:
    window.top.year.click()
    (menu,) = (m for m in window.findChildren(QMenu) if m.isVisible())
    assert [action.text() for action in menu.actions()][:3] == ["2027-28", "2026-27", "2025-26"]
    menu.actions()[3].trigger()
    assert window.year.name == "2024-25"
    menu.close()


def test_crumbs_lead_up(window: MainWindow, sample: Desk, way: Way) -> None:
    event = numbered(sample, "RISK-2603")
    way.go(Where("Programme", kind="event", id=event, tab="Bookings", year="2026-27"))
    window.top.crumb_chosen.emit(0)
    assert way.here is not None
    assert (way.here.place, way.here.kind) == ("Programme", "")


def book_somebody(desk: Desk, reference: str = OPEN_EVENT) -> int:
    event = numbered(desk, reference)
    with desk.changing("Book", "Ada King on First Aid") as db:
        taken = {row.delegate_id for row in bookings_on(db, event)}
        free = next(number for number in range(1, 99) if number not in taken)
        book(db, event_id=event, delegate_id=free, by=desk.stamp())
    return event


def test_what_was_done_is_told_at_the_foot_and_taken_back_there(
    window: MainWindow, sample: Desk
) -> None:
    event = numbered(sample, OPEN_EVENT)
    with sample.reading() as db:
        before = len(bookings_on(db, event))
    book_somebody(sample)
    assert window.foot.said.text() == "Booked Ada King on First Aid."
    assert window.foot.undo.isVisible()
    assert window.history.undo.text() == "Undo Book Ada King on First Aid"
    window.foot.undo.click()
    with sample.reading() as db:
        assert len(bookings_on(db, event)) == before
    assert not window.history.undo.isEnabled()


def test_ctrl_k_finds_a_person_and_opens_their_record(
    qtbot: QtBot, window: MainWindow, way: Way
) -> None:
    window.actions_here.find.trigger()
    qtbot.keyClicks(window.palette_box.box, "khatun tahm")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert way.here is not None
    assert (way.here.place, way.here.kind) == ("Delegates", "delegate")


def test_ctrl_k_does_what_is_named(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    window.top.find_box.click()
    qtbot.keyClicks(window.palette_box.box, "settings")
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)
    assert way.here == Where("Settings", year="2026-27")


def test_ctrl_k_leads_to_a_course(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    window.actions_here.find.trigger()
    lines = window._find("neglect")
    course = next(line for found in lines if found.title == "Courses" for line in found.lines)
    window.palette_box.chosen.emit(course.key)
    assert way.here is not None
    assert (way.here.place, way.here.kind) == ("Programme", "course")
    assert ("Courses", course.text) == (window._crumbs()[-2][0], window._crumbs()[-1][0])


def test_the_menu_begins_with_what_this_page_can_do(qtbot: QtBot, window: MainWindow) -> None:
    window.go("Programme")
    qtbot.keyClick(window, Qt.Key.Key_F10)
    menus = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    assert menus[0].actions()[0].text() == "&This page"
    assert menus[0].actions()[0].isEnabled()
    menus[0].close()


def test_files_dropped_on_the_window_are_looked_at(
    qtbot: QtBot, window: MainWindow, way: Way, jobs: Jobs
) -> None:
    window.go("Programme")
    dragged = QMimeData()
    workbook = Path(__file__).parents[1] / "data" / "havering-2016-17.xlsx"
    dragged.setUrls([QUrl.fromLocalFile(str(workbook))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, dragged, left, plain)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, dragged, left, plain))
    assert way.here == Where("Settings", kind="import", year="2026-27")
    qtbot.waitUntil(lambda: not jobs.busy, timeout=10_000)


def test_a_pdf_that_is_dropped_is_read_as_a_returned_form_and_imported_by_nobody(
    qtbot: QtBot, window: MainWindow, way: Way, jobs: Jobs, tmp_path: Path
) -> None:
    window.go("Programme")
    path = tmp_path / "form.pdf"
    path.write_bytes(b"%PDF-1.4 torn")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, dragged, left, plain))
    assert way.here is not None
    assert (way.here.place, way.here.tab) == ("Evaluation", "To enter")
    (tab,) = window.findChildren(EntryTab)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert tab.pdfs.rows[0].said.startswith("Only a part of the file")
    assert tab.pdfs.isVisible()


def test_a_saved_mail_that_is_dropped_is_asked_about_and_imported_by_nobody(
    qtbot: QtBot, window: MainWindow, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.go("Programme")
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))
    path = tmp_path / "reply.eml"
    path.write_bytes(b"From: eve@example.org\nSubject: Lunch\n\nNo")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    plain = Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(5, 5), copy, dragged, left, plain))
    assert said == []  # the program that it comes from is not kept waiting
    qtbot.waitUntil(lambda: len(said) == 1)
    assert said[0].startswith("reply.eml answers no message of this desk")
    assert way.here is not None
    assert way.here.place == "Programme"


def test_a_job_that_was_refused_says_so(
    qtbot: QtBot, window: MainWindow, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.append(box.text()))

    def refuse(_progress: object) -> None:
        raise Refused("The paper is out.")

    jobs.run(refuse, then=lambda _: None)
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The paper is out."]


def test_choices_of_this_computer_are_taken_at_once(window: MainWindow) -> None:
    window.actions_here.narrow.trigger()
    assert window.nav.width() < 100
    window.actions_here.compact.trigger()
    assert window._live.preferences.compact_rows
    dark = next(a for a in window.actions_here.themes.actions() if a.data() == "dark")
    dark.trigger()
    assert window._live.preferences.theme == "dark"


def test_the_window_follows_the_boards_name(window: MainWindow, sample: Desk) -> None:
    assert window.windowTitle() == "Westmere Safeguarding Children Board - Training Desk"
    with sample.changing("Rename") as db:
        save_board(db, BoardDetails(name="Eastmere"))
    assert window.windowTitle() == "Eastmere - Training Desk"


def test_what_waits_stands_beside_the_places(
    qtbot: QtBot, window: MainWindow, sample: Desk
) -> None:
    today = window.nav.places["Today"]
    qtbot.waitUntil(lambda: today.accessibleName().endswith("things to do"))
    before = today.accessibleName()
    for number in range(2):
        with sample.changing("Plan") as db:
            add_action(db, ActionDetails(f"Write {number}", "Sam", date(2026, 11, 1)))
        assert today.accessibleName() == before  # nobody waits for the counting
    qtbot.waitUntil(lambda: today.accessibleName() != before)


EXPLAINED = {"Today", "Evaluation", "Analysis"}
"""Places whose first page explains its own figures."""


@pytest.mark.thorough
def test_f1_says_what_a_page_is_for_wherever_one_is(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    for where in pages(sample):
        way.go(where)
        QApplication.processEvents()
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_F1)
        assert not window.palette_box.isVisible(), where
        own = where.place in EXPLAINED and where.kind == ""
        assert window.help_box.isVisible() is not own, where
        if not own:
            assert window.help_box.about.text() == ABOUT[where.place, _page(where), where.tab]
            assert nameless(window.help_box) == []
            qtbot.keyClick(window.help_box, Qt.Key.Key_Escape)
            assert not window.help_box.isVisible()
            assert way.here == where


def _page(where: Where) -> str:
    """A form for somebody new belongs to its list."""
    return "" if where.kind == "new" else where.kind


def test_help_lists_the_keys_of_the_page_and_does_what_is_chosen(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    way.go(Where("Agencies", year="2026-27"))
    before = window.focusWidget()
    window.actions_here.help.trigger()
    said = {button.line.text: button.line.keys for button in window.help_box.lines}
    assert said["New agency"] == "Ctrl N"
    assert said["Find or do anything"] == "Ctrl K"
    qtbot.keyClick(window.help_box, Qt.Key.Key_Tab)
    assert window.help_box.hasFocus()
    assert window.help_box.lines[1].here
    qtbot.keyClick(window.help_box, Qt.Key.Key_Up)
    qtbot.keyClick(window.help_box, Qt.Key.Key_Escape)
    assert window.focusWidget() is before
    window.actions_here.help.trigger()
    qtbot.keyClick(window.help_box, Qt.Key.Key_Return)
    assert not window.help_box.isVisible()
    assert window.made["Agencies"].list.form.isVisible()


def test_the_icons_of_fields_outlive_the_key_that_opened_their_page(
    qtbot: QtBot, window: MainWindow
) -> None:
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        qtbot.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.ControlModifier)
        qtbot.wait(200)
    icons = [line._lead for line in window.findChildren(Entry) if line._lead is not None]
    assert icons
    assert all(isValid(icon) for icon in icons)


def test_help_opens_whole_with_its_first_head_in_sight(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    for where in (Where("Programme", year="2026-27"), Where("Today", year="2026-27")) * 2:
        way.go(where)
        window.actions_here.help.trigger()
        if not window.help_box.isVisible():  # a page's own help shows first
            continue
        QApplication.processEvents()
        area = window.help_box._area
        heads = [w for w in window.help_box.findChildren(Words) if w.text() == "On this page"]
        head = heads[0]
        assert head.mapTo(area.viewport(), QPoint(0, 0)).y() >= 0
        assert area.geometry().bottom() < window.help_box._panel.rect().bottom()
        qtbot.keyClick(window.help_box, Qt.Key.Key_Up)
        qtbot.keyClick(window.help_box, Qt.Key.Key_Down)
        assert head.mapTo(area.viewport(), QPoint(0, 0)).y() >= 0
        qtbot.keyClick(window.help_box, Qt.Key.Key_Escape)


def test_an_empty_desk_opens_too(qtbot: QtBot, desk: Desk, way: Way, jobs: Jobs) -> None:
    window = MainWindow(LiveDesk(desk), way, jobs)
    qtbot.addWidget(window)
    window.begin()
    window.show()
    for place, _ in PLACES:
        window.go(place)
        assert nameless(window) == []
    assert window.windowTitle() == "Training Desk"


def test_f1_helps_on_an_empty_year_that_has_no_figures_to_explain(
    window: MainWindow, way: Way
) -> None:
    way.go(Where("Charges", year="2001-02"))
    window.actions_here.help.trigger()
    assert window.help_box.isVisible()
