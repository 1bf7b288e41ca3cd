"""Ctrl+K leads to every page there is, and Alt with a number to every tab of a page."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from trainingdesk.domain.booking import BookingStatus
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Booking
from ui.finding import found_pages
from ui.main_window import MainWindow
from ui.menus import plain
from ui.parts.field import Field
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rooms import Rooms
from ui.parts.tabs import Tabs
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.places import PLACES, all_ways, place_called

WAYS = all_ways()

OF_RECORDS = {"event", "again", "interest", "course", "one_series", "recommendation", "delegate"}
OF_RECORDS |= {"merge", "paste", "sheets"}
"""Pages of one record, which is found by its own name, or of what was chosen in a list."""
SAID = {
    "courses": ("Programme", "courses", ""),
    "venues": ("Programme", "venues", ""),
    "trainers": ("Programme", "trainers", ""),
    "series": ("Programme", "series", ""),
    "undated": ("Programme", "undated", ""),
    "partner boards": ("Programme", "boards", ""),
    "recommendations": ("Programme", "recommendations", ""),
    "what courses answer": ("Programme", "recommendations", ""),
    "plan of actions": ("Programme", "actions", ""),
    "plan again": ("Programme", "", ""),
    "licences": ("Delegates", "licences", ""),
    "duplicates": ("Delegates", "duplicates", ""),
    "often absent": ("Delegates", "absences", ""),
    "restriction": ("Delegates", "absences", ""),
    "e-learning": ("Delegates", "elearning", ""),
    "load completions": ("Delegates", "elearning", ""),
    "levels": ("Settings", "lists", "Levels"),
    "strands": ("Settings", "lists", "Strands"),
    "own words": ("Settings", "", "Lists and fields"),
    "lists and fields": ("Settings", "", "Lists and fields"),
    "own fields": ("Settings", "fields", ""),
    "appearance": ("Settings", "", "Appearance"),
    "this desk": ("Settings", "", "This desk"),
    "import": ("Settings", "import", ""),
    "to chase": ("Evaluation", "", "To chase"),
    "receipts": ("Charges", "", "Receipts"),
}
"""What users type, and where it leads."""


@pytest.fixture
def window(qtbot: QtBot, sample: Desk, way: Way, jobs: Jobs) -> MainWindow:
    window = MainWindow(LiveDesk(sample), way, jobs)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.begin()
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    return window


def take(qtbot: QtBot, window: MainWindow, typed: str) -> None:
    """Ask for something with Ctrl+K, and take the first that is found."""
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.palette_box.box.setText(typed)
    qtbot.keyClick(window.palette_box.box, Qt.Key.Key_Return)


def titles(typed: str) -> list[str]:
    return [line.text for group in found_pages(WAYS, typed) for line in group.lines]


def every_page() -> list[Where]:
    pages = {(each.where.place, each.where.kind) for each in WAYS}
    return [Where(place, kind, year="2026-27") for place, kind in sorted(pages)]


def tabs_of(window: MainWindow) -> list[Tabs]:
    return [tabs for tabs in window.page.findChildren(Tabs) if tabs.isVisible()]


@pytest.mark.thorough
@pytest.mark.parametrize("typed", SAID)
def test_what_users_type_leads_to_the_page(
    qtbot: QtBot, window: MainWindow, way: Way, typed: str
) -> None:
    for start in ("Today", "Charges"):
        window.go(start)
        take(qtbot, window, typed)
        assert way.here is not None
        assert (way.here.place, way.here.kind, way.here.tab) == SAID[typed]


def test_lists_of_reasons_are_called_so(qtbot: QtBot, window: MainWindow, way: Way) -> None:
    take(qtbot, window, "reasons")
    assert way.here is not None
    assert "reasons" in way.here.tab


def pages_of_rooms() -> Iterator[tuple[str, str]]:
    for name in PLACES:
        place = place_called(name)
        if issubclass(place, Rooms):
            made = place(LiveDesk.__new__(LiveDesk), Way(), Jobs.__new__(Jobs))
            yield from ((name, kind) for kind in made._made if kind not in OF_RECORDS)


def test_every_page_of_a_place_has_a_way_to_it() -> None:
    led_to = {(way.where.place, way.where.kind) for way in WAYS}
    assert set(pages_of_rooms()) - led_to == set()
    assert set(PLACES) == {way.title for way in WAYS if way.where == Where(way.title)} & set(PLACES)


@pytest.mark.thorough
def test_every_tab_of_every_page_is_found_by_its_title(window: MainWindow, way: Way) -> None:
    lost: set[tuple[str, str]] = set()
    seen: set[str] = set()
    for each in every_page():
        way.go(each)
        for name in (name for tabs in tabs_of(window) for name in tabs.shown()):
            seen.add(name)
            if not any(name.lower() in title.lower() for title in titles(name)):
                lost.add((each.place, name))
    assert lost == set()
    assert {"Venues", "Receipts", "To chase", "Sector", "Strands"} <= seen


def test_every_way_is_found_by_its_title_and_no_two_are_the_same() -> None:
    for each in WAYS:
        assert titles(each.title)[0] == each.title
    assert len({(each.title, each.where.place) for each in WAYS}) == len(WAYS)


def test_every_card_of_settings_is_led_to_and_has_the_keys(window: MainWindow, way: Way) -> None:
    cards = window._place("Settings").settings.cards
    for name, card in cards.items():
        (found,) = (each for each in WAYS if each.title == name)
        window.go("Today")
        window._follow(found)
        focus = window.focusWidget()
        assert focus is not None
        assert card.isAncestorOf(focus), name
        assert not card.visibleRegion().isEmpty()


DEEDS = [pytest.param(each, id=each.title) for each in WAYS if each.deed]


@pytest.mark.thorough
@pytest.mark.parametrize("each", DEEDS)
def test_what_is_done_on_arriving_is_a_command_of_the_page(
    window: MainWindow, way: Way, each: PageWay
) -> None:
    way.go(Where(each.where.place, each.where.kind, tab=each.where.tab, year="2026-27"))
    assert each.deed in [plain(act) for act in window.page.actions()]


def test_a_deed_is_done_on_arriving(qtbot: QtBot, window: MainWindow) -> None:
    take(qtbot, window, "new event")
    assert window.made["Programme"].programme.form.isVisible()


def test_a_deed_that_needs_something_chosen_says_so(qtbot: QtBot, window: MainWindow) -> None:
    window.go("Programme")
    window.go("Today")
    take(qtbot, window, "plan again")
    assert window.page is window.made["Programme"]
    said = "Plan again next year: choose the rows it is for, then press Ctrl Shift D."
    assert window.foot.said.accessibleName() == said


def press(qtbot: QtBot, window: MainWindow, number: int) -> None:
    key = Qt.Key(Qt.Key.Key_0 + number % 10)
    qtbot.keyClick(window.focusWidget() or window, key, Qt.KeyboardModifier.AltModifier)


@pytest.mark.thorough
def test_alt_and_a_number_choose_the_tabs_of_whichever_page_shows(
    qtbot: QtBot, window: MainWindow, sample: Desk, way: Way
) -> None:
    year = "2026-27"
    starts = [
        Where("Programme", year=year),
        Where("Programme", kind="event", id=1, year=year),
        Where("Programme", kind="course", id=1, year=year),
        Where("Programme", kind="recommendation", id=1, year=year),
        Where("Programme", kind="actions", year=year),
        Where("Delegates", kind="delegate", id=5, year=year),
        Where("Agencies", kind="agency", id=3, year=year),
        Where("Charges", year="2025-26"),
        Where("Evaluation", year="2025-26"),
        Where("Settings", kind="lists", year=year),
    ]
    for start in starts:
        way.go(start)
        QApplication.processEvents()
        names = tabs_of(window)[0].shown()
        assert len(names) > 1
        for number, name in enumerate(names, 1):
            press(qtbot, window, number)
            (tabs, *_) = tabs_of(window)
            assert tabs.here == name, (start, name)
            focus = window.focusWidget()
            assert focus is not None, (start, name)
            assert window.page.isAncestorOf(focus), (start, name)
            assert focus.isVisible()


def test_alt_and_a_number_type_nothing(qtbot: QtBot, window: MainWindow) -> None:
    window.go("Programme")
    window.made["Programme"].programme.filters.words.setFocus()
    press(qtbot, window, 9)
    assert window.made["Programme"].programme.filters.words.text() == ""


def test_a_part_with_such_keys_of_its_own_keeps_them(qtbot: QtBot, window: MainWindow) -> None:
    window.go("Programme")
    page = window.made["Programme"].programme
    done: list[int] = []
    mine = QAction("Mine", page.table)
    mine.setShortcut("Alt+2")
    mine.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    mine.triggered.connect(lambda: done.append(2))
    page.table.addAction(mine)
    page.filters.words.setFocus()
    page.table.setFocus()
    press(qtbot, window, 2)
    assert (done, page.isVisible()) == ([2], True)
    page.filters.words.setFocus()
    press(qtbot, window, 2)
    assert not page.isVisible()


def test_help_lists_the_tabs_with_their_keys(window: MainWindow) -> None:
    window.go("Programme")
    window.actions_here.help.trigger()
    said = {button.line.text: button.line.keys for button in window.help_box.lines}
    assert (said["Show courses"], said["Show plan of actions"]) == ("Alt 2", "Alt 8")


def line_of(field: Field) -> QLineEdit | None:
    return field.control.lineEdit() if isinstance(field.control, QComboBox) else None


@pytest.mark.thorough
def test_every_field_of_every_form_is_named_by_its_label(window: MainWindow, way: Way) -> None:
    records = [Where("Programme", kind=kind, id=1, year="2026-27") for kind in OF_RECORDS]
    records += [Where("Delegates", kind="delegate", id=5), Where("Agencies", kind="agency", id=3)]
    for where in [*every_page(), *records]:
        way.go(where)
    fields = window.findChildren(Field)
    told = {(field.label, field.control.accessibleName()) for field in fields}
    assert {pair for pair in told if pair[0] != pair[1]} == set()
    combos = [field for field in fields if isinstance(field.control, QComboBox)]
    typed = {(each.label, line.accessibleName()) for each in combos if (line := line_of(each))}
    assert {pair for pair in typed if pair[0] != pair[1]} == set()
    assert ("Moves to", "Moves to") in typed
    lines = [line for field in fields for line in field.findChildren(QLineEdit)]
    examples = {line.placeholderText() for line in lines} - {""}
    assert {"RISK", "3 March 2026"} <= examples
    assert {line.accessibleName() for line in lines} & examples == set()


def keys_twice(window: MainWindow) -> set[str]:
    """Keys that two acts of one page have at once, so that neither is done."""
    live = [
        (owner, action)
        for owner in [window, *window.findChildren(QWidget)]
        if owner is window or owner.isVisible()
        for action in owner.actions()
        if action.isEnabled() and not action.shortcut().isEmpty()
    ]
    return {
        f"{key.toString()}: {plain(one)}, {plain(other)}"
        for (here, one), (there, other) in combinations(live, 2)
        if one is not other and (here is there or here.isAncestorOf(there))
        for key in one.shortcuts()
        if key in other.shortcuts()
    }


@pytest.mark.thorough
def test_no_page_has_two_acts_of_one_key(sample: Desk, window: MainWindow, way: Way) -> None:
    pages = every_page()
    with sample.reading() as db:
        waited_for = select(Booking.event_id).where(Booking.status == BookingStatus.WAITING)
        number = db.scalars(waited_for.order_by(Booking.event_id.desc())).first() or 0
    way.go(Where("Programme", "event", number, year="2026-27"))
    pages += [
        Where("Programme", "event", number, tab, "2026-27")
        for tab in window.page.event_page.tabs.shown()
    ]
    pages.append(Where("Programme", "sheets", number, year="2026-27"))
    found = {}
    for each in pages:
        way.go(each)
        QApplication.processEvents()
        if twice := keys_twice(window):
            found[each.kind, each.tab] = twice
    assert found == {}
