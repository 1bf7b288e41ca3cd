"""The page of messages, under Settings: four tabs."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.services.mail_passwords import Passwords, known_here
from ui.messages.leaving_page import LeavingPage
from ui.messages.outbox_page import OutboxPage
from ui.messages.rules_page import RulesPage
from ui.messages.templates_page import TemplatesPage
from ui.messages.ways import LEAVING, MESSAGES, OUTBOX, RULES, TABS, TEMPLATES
from ui.parts.heading import Heading
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where

ABOUT = "Nothing goes without your click, or a rule that you switched on"


class MessagesPage(QWidget):
    """Leads from the outbox to the templates, the rules, and how messages leave."""

    said = Signal(str)

    def __init__(
        self, live: LiveDesk, way: Way, jobs: Jobs, passwords: Passwords | None = None
    ) -> None:
        super().__init__()
        self._way, self._where = way, Where("Settings", kind=MESSAGES)
        passwords = passwords or known_here()
        self.outbox = OutboxPage(live, jobs, passwords)
        self.templates, self.rules = TemplatesPage(live), RulesPage(live)
        self.leaving = LeavingPage(live, passwords)
        self.parts: dict[str, Any] = {
            OUTBOX: self.outbox,
            TEMPLATES: self.templates,
            RULES: self.rules,
            LEAVING: self.leaving,
        }
        self.tabs = Tabs(list(TABS), OUTBOX)
        self.pages = QStackedWidget()
        for part in self.parts.values():
            self.pages.addWidget(part)
            part.said.connect(self.said)
        top = down(Heading("Messages", ABOUT), self.tabs, gap=Space.M)
        top.setContentsMargins(0, 0, Space.XL, 0)  # a form beside a list goes to the edge
        column = down(gap=0)
        column.addLayout(top)
        column.addWidget(self.pages, 1)
        column.setContentsMargins(Space.XL, Space.XL, 0, Space.XS)
        self.setLayout(column)
        self.tabs.changed.connect(self._go)

    def show_at(self, where: Where) -> None:
        """Show one of the tabs, the outbox first."""
        self._where = where
        name = where.tab if where.tab in self.parts else OUTBOX
        self.tabs.set_here(name)
        self.pages.setCurrentWidget(self.parts[name])
        if self.isVisible():
            self.enter()

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self.enter()

    def enter(self) -> None:
        """Give the keys to the list that shows, or to the tabs where it is empty."""
        self.tabs.enter()
        self.parts[self.tabs.here].enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """Settings, then the messages."""
        return [("Settings", Where("Settings", year=self._where.year)), ("Messages", self._where)]

    def actions(self) -> list[QAction]:
        """The commands of the tab that shows."""
        here = self.pages.currentWidget()
        return here.actions() if here is not None else []

    def _go(self, name: str) -> None:
        self._way.go(Where("Settings", kind=MESSAGES, tab=name, year=self._where.year))
