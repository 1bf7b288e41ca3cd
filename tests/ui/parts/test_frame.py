from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.parts.conftest import Shown
from ui.parts.focus import FocusRing
from ui.parts.foot_bar import FootBar
from ui.parts.layout import down
from ui.parts.nav import PLACES, Nav
from ui.parts.switch import Switch
from ui.parts.tabs import Tabs
from ui.parts.theme import Size
from ui.parts.top_bar import TopBar
from ui.parts.words import Button, Elided, Words

Key = Qt.Key


def test_arrows_move_among_tabs_and_open_them(qtbot: QtBot, shown: Shown) -> None:
    tabs = Tabs([("Bookings", "20"), ("Register", "11 of 20"), "History"])
    shown(tabs)
    heard: list[str] = []
    tabs.changed.connect(heard.append)
    first = tabs._tabs["Bookings"]
    first.setFocus()
    qtbot.keyClick(first, Key.Key_Right)
    qtbot.keyClick(tabs._tabs["Register"], Key.Key_End)
    qtbot.keyClick(tabs._tabs["History"], Key.Key_Right)
    qtbot.mouseClick(tabs._tabs["Register"], Qt.MouseButton.LeftButton)
    assert heard == ["Register", "History", "Bookings", "Register"]
    assert tabs.here == "Register"


def test_a_tab_says_how_many_it_holds(qtbot: QtBot) -> None:
    tabs = Tabs([("Bookings", "20"), "History"], "History")
    qtbot.addWidget(tabs)
    tabs.set_count("Bookings", "21")
    assert tabs._tabs["Bookings"].accessibleName() == "Bookings, 21"
    assert tabs.here == "History"


def test_counts_give_way_before_tabs_are_cut(qtbot: QtBot, shown: Shown) -> None:
    tabs = Tabs([("Bookings", "20"), ("Register", "11 of 20"), "History"])
    shown(tabs)
    tabs.setFixedWidth(600)
    whole = [tab.width() for tab in tabs._tabs.values()]
    tabs.setFixedWidth(tabs.minimumSizeHint().width())
    narrow = [tab.width() for tab in tabs._tabs.values()]

    assert narrow[0] < whole[0]
    assert narrow[2] == whole[2]
    assert tabs._tabs["History"].geometry().right() <= tabs.width()
    assert tabs._tabs["Bookings"].accessibleName() == "Bookings, 20"
    tabs.setFixedWidth(600)
    assert [tab.width() for tab in tabs._tabs.values()] == whole


def test_the_arrows_pass_over_a_tab_that_is_left_out(qtbot: QtBot, shown: Shown) -> None:
    tabs = Tabs(["Sheets", "Mended", "Notices"])
    shown(tabs)
    tabs.set_shown("Mended", shown=False)
    assert tabs.shown() == ["Sheets", "Notices"]
    tabs._tabs["Sheets"].setFocus()
    qtbot.keyClick(tabs._tabs["Sheets"], Key.Key_Right)
    assert tabs.here == "Notices"
    tabs.set_shown("Mended", shown=True)
    assert tabs._tabs["Mended"].isVisible()


def test_setting_a_tab_tells_nobody(qtbot: QtBot) -> None:
    tabs = Tabs(["Bookings", "History"])
    qtbot.addWidget(tabs)
    with qtbot.assertNotEmitted(tabs.changed):
        tabs.set_here("History")
        tabs.choose("History")


def test_a_switch_turns_with_the_arrows(qtbot: QtBot, shown: Shown) -> None:
    switch = Switch(["List", "Month"])
    shown(switch)
    side = switch._sides["List"]
    side.setFocus()
    with qtbot.waitSignal(switch.changed) as changed:
        qtbot.keyClick(side, Key.Key_Right)
    assert changed.args == ["Month"]
    with qtbot.waitSignal(switch.changed):
        side.click()
    assert switch.here == "List"


def test_the_sidebar_leads_to_nine_places_and_counts_what_waits(qtbot: QtBot, shown: Shown) -> None:
    nav = Nav("Westmere Safeguarding Children Board")
    shown(nav)
    nav.set_waits({"Today": 7, "Charges": 1200})
    assert len(nav.places) == len(PLACES) == 9
    assert nav.places["Charges"].accessibleName() == "Charges, 1,200 waiting"
    assert nav.places["Analysis"].accessibleName() == "Analysis"
    nav.places["Today"].setFocus()
    qtbot.keyClick(nav.places["Today"], Key.Key_Down)
    assert nav.places["Programme"].hasFocus()
    with qtbot.waitSignal(nav.chosen) as chosen:
        qtbot.keyClick(nav.places["Programme"], Key.Key_Return)
    assert chosen.args == ["Programme"]
    assert nav.places["Programme"].isChecked()


def test_the_sidebar_says_what_it_counts(qtbot: QtBot) -> None:
    nav = Nav("Westmere")
    qtbot.addWidget(nav)
    nav.set_waits({"Today": 1, "Certificates": 33}, "2026-27")
    assert nav.places["Today"].toolTip() == "Today, 1 thing to do"
    assert (
        nav.places["Certificates"].toolTip() == "Certificates, 33 certificates to issue in 2026-27"
    )
    nav.set_waits({})
    assert nav.places["Today"].toolTip() == ""


def test_the_places_stand_where_they_stand_whatever_the_board_is_called(
    qtbot: QtBot, shown: Shown
) -> None:
    nav = Nav()
    shown(nav)
    tops = set()
    for name in ("", "Westmere", "Westmere Safeguarding Children Board"):
        nav.set_board(name)
        qtbot.wait(1)
        tops.add(nav.places["Today"].y())
    assert len(tops) == 1


def test_the_sidebar_can_be_narrow(qtbot: QtBot) -> None:
    nav = Nav("Westmere", "Charges")
    qtbot.addWidget(nav)
    nav.set_narrow(narrow=True)
    assert nav.width() == Size.NAV_NARROW
    assert nav.places["Charges"].toolTip() == "Charges"


def test_the_crumbs_lead_back(qtbot: QtBot, shown: Shown) -> None:
    top = TopBar()
    shown(top)
    top.show_crumbs(["Programme", "RISK-1702", "Register"])
    steps = top.crumbs.findChildren(Button)
    assert [step.text() for step in steps] == ["Programme", "RISK-1702"]
    with qtbot.waitSignal(top.crumb_chosen) as chosen:
        steps[1].click()
    assert chosen.args == [1]


def test_a_page_whose_name_is_long_is_named_whole_on_hover(qtbot: QtBot, shown: Shown) -> None:
    top = TopBar()
    shown(top)
    long = "Harmful Practices: Forced Marriage, Honour-Based Abuse and Female Genital Mutilation"
    top.resize(900, top.height())
    top.show_crumbs(["Programme", "Courses", long])
    last = top.crumbs.findChild(Elided)
    assert last is not None
    qtbot.waitUntil(lambda: "…" in last.text())
    assert last.toolTip()
    assert last.accessibleName() == long


def test_words_that_stay_narrow_have_room_for_every_line(shown: Shown) -> None:
    words = Words("Practitioners notice a child. " * 12, "prose", wrap=True)
    words.setMaximumWidth(300)
    page = QWidget()
    page.setLayout(down(words, None))
    page.resize(900, 700)
    shown(page)
    assert words.width() == 300
    assert words.height() >= words.heightForWidth(300) > words.fontMetrics().height() * 3


def test_the_year_turns(qtbot: QtBot, shown: Shown) -> None:
    top = TopBar()
    shown(top)
    top.show_year("2017-18")
    assert top.year.accessibleName() == "Training year 2017-18"
    turns: list[int] = []
    top.year_asked.connect(turns.append)
    top.before.click()
    top.after.click()
    assert turns == [-1, 1]
    for button, signal in (
        (top.menu, top.menu_asked),
        (top.find_box, top.find_asked),
        (top.year, top.year_list_asked),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_back_and_forward_are_open_when_there_is_a_way(qtbot: QtBot, shown: Shown) -> None:
    top = TopBar()
    shown(top)
    assert not top.back.isEnabled()
    top.set_can(back=True, forward=False)
    with qtbot.waitSignal(top.back_asked):
        top.back.click()
    assert not top.forward.isEnabled()


def test_the_foot_says_what_was_done_and_takes_it_back(qtbot: QtBot, shown: Shown) -> None:
    foot = FootBar()
    shown(foot)
    assert not foot.undo.isVisible()
    foot.say("Booked Hamza Ali.", undo=True)
    assert foot.said.accessibleName() == "Booked Hamza Ali."
    with qtbot.waitSignal(foot.undo_asked):
        foot.undo.click()
    foot.warn("The event is full.")
    assert not foot.undo.isVisible()


def test_everything_in_the_frame_has_a_name(qtbot: QtBot, shown: Shown) -> None:
    window = shown(Nav("Westmere"), TopBar(), FootBar(), Tabs(["A", "B"]), Switch(["C", "D"]))
    assert nameless(window) == []


def test_the_ring_follows_the_keys_and_not_the_mouse(qtbot: QtBot, shown: Shown) -> None:
    first, second = Button("First"), Button("Second")
    window = shown(first, second)
    ring = FocusRing(window)
    first.setFocus()
    second.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ring.isVisible()
    qtbot.keyClick(second, Key.Key_Tab)
    assert first.hasFocus()
    qtbot.keyClick(first, Key.Key_Tab)
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry().contains(second.geometry())
    second.hide()
    qtbot.waitUntil(lambda: not ring.geometry().contains(second.geometry()) or not ring.isVisible())


def test_the_ring_forgets_a_button_that_has_gone(qtbot: QtBot, shown: Shown) -> None:
    first = Button("First")
    window = shown(first)
    ring = FocusRing(window)
    holder = QWidget(window)
    inner = Button("Inner")
    QVBoxLayout(holder).addWidget(inner)
    holder.show()
    ring.surround(inner)
    assert ring.isVisible()
    holder.deleteLater()
    with qtbot.waitSignal(holder.destroyed):
        pass
    ring.surround(first)
    assert ring.isVisible()


def test_tabs_draw_together_where_there_is_little_room(qtbot: QtBot) -> None:
    tabs = Tabs([f"Tab {number}" for number in range(8)])
    qtbot.addWidget(tabs)
    wide, least = tabs.sizeHint().width(), tabs.minimumSizeHint().width()
    assert least < wide
    row, spacings = tabs.layout(), list[int]()
    assert row is not None
    tabs.show()
    for width in (wide + 100, least, wide + 100):
        tabs.resize(width, 40)
        spacings.append(row.spacing())
    assert spacings[0] > spacings[1] < spacings[2]
