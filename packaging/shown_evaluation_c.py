"""What is done on the pages of forms to enter and calls before their pictures are taken."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from trainingdesk.domain.evaluation import Stage
from ui.evaluation.entry_rows import TWICE
from ui.evaluation.entry_tab import EntryTab
from ui.evaluation.ring_tab import RingTab
from ui.main_window import MainWindow


def enter_a_form(window: MainWindow) -> None:
    """Have half a form of the latest event entered."""
    page = to_enter(window)
    row = next(r for r in page.start.rows if r.stage is Stage.END and r.twice is None)
    page.open_row(row)
    keys("554")


def look_at_both_forms(window: MainWindow) -> None:
    """Have the two forms of somebody side by side."""
    page = to_enter(window)
    page.open_row(next(row for row in page.start.rows if row.group == TWICE))


def begin_a_call(window: MainWindow) -> None:
    """Have what to say to the first who is to be rung."""
    to_ring(window).ring_next()


def ask_on_the_telephone(window: MainWindow) -> None:
    """Have a call in the midst of its questions."""
    begin_a_call(window)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    keys("88")


def to_enter(window: MainWindow) -> EntryTab:
    """The tab of forms to enter."""
    (tab,) = (each for each in window.findChildren(EntryTab) if each.isVisible())
    return tab


def to_ring(window: MainWindow) -> RingTab:
    """The tab of those to ring."""
    (tab,) = (each for each in window.findChildren(RingTab) if each.isVisible())
    return tab


def keys(letters: str) -> None:
    """Press keys one by one where the keyboard is."""
    for letter in letters:
        QTest.keyClicks(focus(), letter)


def focus() -> QWidget:
    """What has the keyboard."""
    here = QApplication.focusWidget()
    if here is None:
        raise RuntimeError("Nothing has the keyboard.")
    return here
