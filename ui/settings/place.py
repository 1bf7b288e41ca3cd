"""Settings: the board, how the window looks, this desk; lists, fields, messages; the import."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.importing.page import ImportingPage
from ui.messages.ways import MESSAGES
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay
from ui.settings.attendance_page import AttendancePage
from ui.settings.fields_page import FieldsPage
from ui.settings.invoices_page import InvoicesPage
from ui.settings.list_tabs import ATTENDANCE, FIELDS, INVOICING, LISTS
from ui.settings.page import SettingsPage
from ui.settings.ways import IMPORT, WAYS
from ui.settings.words_page import WordsPage

FURTHER = frozenset({LISTS, FIELDS, ATTENDANCE, INVOICING, MESSAGES})
"""The pages one step further, made when they are first asked for."""


class SettingsPlace(QWidget):
    """Holds the settings and, one step further, the lists, the fields and the import."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = WAYS

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__()
        self.setObjectName("page")
        self._live, self._way, self._jobs = live, way, jobs
        self.settings = SettingsPage(live, way, jobs)
        self.importing = ImportingPage(live, way, jobs)
        self._made: dict[str, Any] = {}
        self.pages = QStackedWidget()
        for page in (self.settings, self.importing):
            self._add(page)
        self.setLayout(down(self.pages))

    def show_at(self, where: Where) -> None:
        """Show the settings, the import, or the lists and fields of the board's own."""
        self.settings.year = self.importing.year = where.year
        if where.kind in FURTHER:
            page = self._page_of(where.kind)
            self.pages.setCurrentWidget(page)
            page.show_at(where)
        elif where.kind == IMPORT:
            self.importing.show_again()
            self.pages.setCurrentWidget(self.importing)
        else:
            self.pages.setCurrentWidget(self.settings)
            self.settings.show_card(where.tab)

    @property
    def words(self) -> WordsPage:
        """The page of the board's own lists."""
        page: WordsPage = self._page_of(LISTS)
        return page

    @property
    def messages(self) -> Any:
        """The page of messages."""
        return self._page_of(MESSAGES)

    @property
    def fields(self) -> FieldsPage:
        """The page of the board's own fields."""
        page: FieldsPage = self._page_of(FIELDS)
        return page

    @property
    def attendance(self) -> AttendancePage:
        """The page of the board's rules of attendance."""
        page: AttendancePage = self._page_of(ATTENDANCE)
        return page

    @property
    def invoices(self) -> InvoicesPage:
        """The page of invoices and the finance file."""
        page: InvoicesPage = self._page_of(INVOICING)
        return page

    def drop(self, paths: Sequence[Path]) -> None:
        """Import files that were dropped on the window."""
        self.pages.setCurrentWidget(self.importing)
        self.importing.take(paths)

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, and the page under them."""
        year = self.settings.year
        top = ("Settings", Where("Settings", year=year))
        page = self.pages.currentWidget()
        if page is self.importing:
            return [top, ("Import", Where("Settings", kind=IMPORT, year=year))]
        further: Any = page
        return further.crumbs() if page in self._made.values() else [top]

    def actions(self) -> list[QAction]:
        """The commands of the page that shows."""
        page = self.pages.currentWidget()
        return page.actions() if page is not None else []

    def _page_of(self, kind: str) -> Any:
        if kind not in self._made:
            self._made[kind] = _maker_of(kind)(self._live, self._way, self._jobs)
            self._add(self._made[kind])
        return self._made[kind]

    def _add(self, page: Any) -> None:
        self.pages.addWidget(page)
        page.said.connect(self.said)


def _maker_of(kind: str) -> Any:
    if kind == MESSAGES:
        from ui.messages.page import MessagesPage  # noqa: PLC0415 - what mails takes long to load

        return MessagesPage
    return {
        LISTS: WordsPage,
        FIELDS: FieldsPage,
        ATTENDANCE: AttendancePage,
        INVOICING: InvoicesPage,
    }[kind]
