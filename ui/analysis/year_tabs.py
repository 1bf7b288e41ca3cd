"""The figures of a year under tabs, with what explains them beside."""

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.definitions import Definition
from ui.analysis.explanation import Explanation
from ui.parts.heading import Empty, Heading
from ui.parts.layout import down, holder
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.with_panel import WithPanel
from ui.parts.words import Button


class YearTabs(QWidget):
    """A heading over tabs and their pages; where the year has no rows, the first step instead.

    Tabs that are ``always`` there show their own page in such a year too.
    """

    import_asked = Signal()

    def __init__(
        self,
        title: str,
        pages: Mapping[str, QWidget],
        *,
        glyph: str,
        explain: QAction,
        always: Collection[str] = (),
    ) -> None:
        super().__init__()
        self._title, self._under, self._always = title, pages, always
        self._here, self._has_rows = next(iter(pages)), True
        button = Button("Explain these figures", "quiet", "circle-help", "F1")
        button.clicked.connect(explain.trigger)
        explain.enabledChanged.connect(button.setVisible)
        self.heading = Heading(title, "", button)
        self.tabs = Tabs(list(pages))
        self._stack = QStackedWidget()
        for page in pages.values():
            self._stack.addWidget(page)
        importing = Button("Import a workbook…", "primary", "upload", "Ctrl+I")
        importing.clicked.connect(self.import_asked)
        self.nothing = Empty(glyph, "", "", importing)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._tabbed())
        (self._stack if always else self._pages).addWidget(self.nothing)
        self.beside = WithPanel(self._pages)
        self.setLayout(self.beside)

    def show_tab(self, tab: str) -> None:
        """Show the page of a tab."""
        self.tabs.set_here(tab)
        self._here = tab
        self._show()

    def show_rows(self, about: str) -> None:
        """Show the tabs, with what the heading says of the year."""
        self.heading.say(self._title, about)
        self._has_rows = True
        self._show()

    def show_nothing(self, title: str, about: str) -> None:
        """Show what the page is for, as the year has no rows."""
        self.nothing.say(title, about)
        if self._always:
            self.heading.say(self._title, "")
        self._has_rows = False
        self._show()

    def explain(self, title: str, definitions: Sequence[Definition]) -> None:
        """Open the definitions beside the figures, or close them."""
        if self.beside.panel is None:
            self.beside.open_panel(Explanation([(title, definitions)]))
        else:
            self.beside.close_panel()

    def _show(self) -> None:
        """Show the page of the tab, or what the year lacks."""
        lacks = not self._has_rows and self._here not in self._always
        if lacks and self._always:
            self._stack.setCurrentWidget(self.nothing)
            return
        self._stack.setCurrentWidget(self._under[self._here])
        self._pages.setCurrentIndex(1 if lacks else 0)

    def _tabbed(self) -> QWidget:
        head = down(self.heading, self.tabs, gap=Space.M)
        head.setContentsMargins(Space.XL, Space.XL, Space.XL, 0)
        column = down(head, gap=0)
        column.addWidget(self._stack, 1)
        return holder(column)


def framed(page: QWidget) -> QWidget:
    """A list with the room around it that a page which scrolls brings itself."""
    column = down(page, gap=0)
    column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
    return holder(column)
