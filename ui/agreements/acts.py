"""What is done with a request: it is agreed to, or it is not."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.services.asked import Asked
from ui.agreements.agree_panel import AgreePanel
from ui.agreements.refuse_panel import RefusePanel
from ui.delegates.panels import Panels
from ui.parts.beside import Beside
from ui.parts.live import LiveDesk
from ui.programme.acts import act


class AgreementActs(QObject):
    """The two acts of a list of requests, with the forms that stand beside it."""

    told = Signal(str)

    def __init__(self, owner: QWidget, live: LiveDesk, chosen: Callable[[], Asked | None]) -> None:
        super().__init__(owner)
        self._chosen = chosen
        self.agree_panel, self.refuse_panel = AgreePanel(live), RefusePanel(live)
        self.panels = Panels(self.agree_panel, self.refuse_panel)
        self.agree_action = act(owner, "&Agreed…", self.ask_agreed, "Ctrl+Shift+A")
        self.refuse_action = act(owner, "&Not agreed…", self.ask_refused, "Ctrl+Shift+N")
        self.actions = [self.agree_action, self.refuse_action]
        self.agree_panel.agreed.connect(self.told)
        self.refuse_panel.refused.connect(self.told)
        self.allow()

    def ask_agreed(self) -> None:
        """Ask who agreed to the request that is chosen, how and when."""
        if row := self._chosen():
            self.agree_panel.begin(row)
            self.make_way(self.agree_panel)

    def ask_refused(self) -> None:
        """Ask why the request that is chosen is not agreed to."""
        if row := self._chosen():
            self.refuse_panel.begin(row)
            self.make_way(self.refuse_panel)

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the list."""
        self.panels.make_way(panel)

    def allow(self) -> None:
        """Offer the acts while one request is chosen."""
        one = self._chosen() is not None
        for action in self.actions:
            action.setEnabled(one)
