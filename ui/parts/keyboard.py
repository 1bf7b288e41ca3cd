"""The keyboard stays on the page, whatever is put away under it."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QStackedWidget, QWidget
from shiboken6 import isValid

KEPT = 64
"""So many fields a form may have before the list it was opened from is forgotten."""


class Keyboard(QObject):
    """Gives the keys back to the page where they would fall to the frame around it.

    What is put away while it has the keys hands them on to whatever comes next, which in the end
    is the sidebar; there the keys of the page do nothing. What lies over the page keeps them.
    """

    moved = Signal()

    def __init__(self, pages: QStackedWidget, *over: QWidget) -> None:
        super().__init__(pages)
        self._pages, self._over = pages, over
        self._last: QWidget | None = None
        self._had: list[QWidget] = []
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def give_to_page(self) -> None:
        """Give the keys to whatever had them last on the page that shows, unless it has them."""
        page, here = self._pages.currentWidget(), QApplication.focusWidget()
        if page is None or not page.isVisible() or (here is not None and page.isAncestorOf(here)):
            return
        self._home(page).setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if not isValid(self) or not isValid(self._pages):  # the keys move once more at the end
            return
        before, self._last = old or self._last, new or self._last
        if new is not None and self._pages.isAncestorOf(new):
            self.moved.emit()
        if new is not None and self._pages.isAncestorOf(new):
            self._had = [each for each in self._had if isValid(each) and each is not new]
            self._had = [*self._had, new][-KEPT:]
        elif before is not None and not _can_have_keys(before) and not self._lies_over(new):
            self.give_to_page()

    def _lies_over(self, widget: QWidget | None) -> bool:
        return widget is not None and any(
            isValid(each) and each.isAncestorOf(widget) for each in self._over
        )

    def _home(self, page: QWidget) -> QWidget:
        """What had the keys last and still can; otherwise a list, the first field, the page."""
        there = [each for each in reversed(self._had) if isValid(each) and page.isAncestorOf(each)]
        by_tab = _in_turn(page)
        lists = [each for each in by_tab if isinstance(each, QAbstractItemView)]
        return next((each for each in [*there, *lists, *by_tab] if _takes(each)), page)


def _can_have_keys(widget: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and widget.isEnabled()


def _takes(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and _can_have_keys(widget)


def _in_turn(page: QWidget) -> list[QWidget]:
    """What Tab comes to on a page, in its order.

    The keys also move while something is taken apart, whose children cannot be asked for then.
    """
    found: list[QWidget] = []
    here = page.nextInFocusChain()
    while here is not None and here is not page:
        if page.isAncestorOf(here):
            found.append(here)
        here = here.nextInFocusChain()
    return found
