"""The window's own commands, and the menu that holds them beside the page's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui.parts.nav import PLACES


def plain(action: QAction) -> str:
    """The name of a command, without its letter and its dots."""
    return action.text().replace("&", "").rstrip("…")


Do = Callable[[], object]
THEMES = {"system": "As the &system", "light": "&Light", "dark": "&Dark"}


@dataclass(frozen=True)
class Deeds:
    """What the window can do at any time."""

    find: Do
    back: Do
    forward: Do
    year_before: Do
    year_after: Do
    go: Callable[[str], object]
    import_workbook: Do
    open_desk: Do
    open_sample: Do
    narrow: Do
    theme: Callable[[str], object]
    compact: Callable[[bool], object]
    help: Do
    show_log: Do
    about: Do
    leave: Do


class WindowActions(QObject):
    """Every command of the window, with its keys."""

    def __init__(self, window: QWidget, deeds: Deeds) -> None:
        super().__init__(window)
        self._window, self._deeds = window, deeds
        make = self._make
        self.find = make("&Find or do anything…", deeds.find, "Ctrl+K")
        self.back = make("&Back", deeds.back, "Alt+Left")
        self.forward = make("&Forward", deeds.forward, "Alt+Right")
        self.year_before = make("Year b&efore", deeds.year_before, "Ctrl+PgUp")
        self.year_after = make("Year &after", deeds.year_after, "Ctrl+PgDown")
        self.go = [
            make(f"&{name}", partial(deeds.go, name), f"Ctrl+{number}")
            for number, (name, _) in enumerate(PLACES, 1)
        ]
        self.import_workbook = make("&Import a workbook…", deeds.import_workbook, "Ctrl+I")
        self.open_desk = make("&Open another desk…", deeds.open_desk, "Ctrl+Shift+O")
        self.open_sample = make("Open the &sample programme", deeds.open_sample)
        self.narrow = make("&Narrow sidebar", deeds.narrow, "Ctrl+\\")
        self.themes = self._make_themes(deeds)
        self.compact = make("&Compact rows", self._turn_compact)
        self.compact.setCheckable(True)
        self.help = make("&Help on this page", deeds.help, "F1")
        self.show_log = make("Show the &log", deeds.show_log)
        self.about = make("&About Training Desk", deeds.about)
        self.leave = make("&Quit", deeds.leave, QKeySequence(QKeySequence.StandardKey.Quit))

    def everywhere(self) -> list[QAction]:
        """What Ctrl+K offers on every page."""
        return [
            *self.go,
            self.import_workbook,
            self.open_desk,
            self.open_sample,
            self.year_before,
            self.year_after,
            self.back,
            self.forward,
            *self.themes.actions(),
            self.compact,
            self.narrow,
            self.help,
            self.show_log,
            self.about,
            self.leave,
        ]

    def pop_up(self, at: QPoint, page: Sequence[QAction], undo: Sequence[QAction]) -> QMenu:
        """Show the menu: what this page can do, then the rest."""
        menu = QMenu(self._window)
        here = menu.addMenu("&This page")
        here.addActions([action for action in page if action.isEnabled() and action.text()])
        here.setEnabled(not here.isEmpty())
        menu.addActions(list(undo))
        menu.addSeparator()
        menu.addActions([self.find, self.import_workbook, self.open_desk, self.open_sample])
        menu.addSeparator()
        go = menu.addMenu("&Go")
        go.addActions([*self.go, self.back, self.forward, self.year_before, self.year_after])
        look = menu.addMenu("&Look")
        look.addActions([*self.themes.actions(), self.compact, self.narrow])
        menu.addSeparator()
        menu.addActions([self.help, self.show_log, self.about, self.leave])
        menu.popup(at)
        return menu

    def _make(self, text: str, do: Do, keys: str | QKeySequence = "") -> QAction:
        action = QAction(text, self._window)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: do())
        self._window.addAction(action)
        return action

    def _turn_compact(self) -> None:
        self._deeds.compact(self.compact.isChecked())

    def _make_themes(self, deeds: Deeds) -> QActionGroup:
        group = QActionGroup(self._window)
        for wish, text in THEMES.items():
            action = self._make(text, partial(deeds.theme, wish))
            action.setCheckable(True)
            action.setData(wish)
            group.addAction(action)
        return group
