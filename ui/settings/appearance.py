"""How the window looks on this computer."""

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.parts.layout import across, card, down
from ui.parts.live import LiveDesk
from ui.parts.preferences import Preferences
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.words import Words

THEMES = {"As the system": "system", "Light": "light", "Dark": "dark"}
ROWS = {"Comfortable": False, "Compact": True}


class AppearanceCard(QWidget):
    """Choices that take effect at once and belong to this computer."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._live = live
        self.theme = Switch(list(THEMES), name="Theme")
        self.rows = Switch(list(ROWS), name="Rows of lists")
        parts = down(
            Words("Appearance", "lead"),
            _labelled("Theme", self.theme),
            _labelled("Rows of lists", self.rows),
            Words("Kept on this computer.", "small"),
            gap=Space.M,
        )
        parts.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card(parts))
        self.theme.changed.connect(self._choose_theme)
        self.rows.changed.connect(self._choose_rows)
        live.preferred.connect(self._show)
        self._show(live.preferences)

    def _choose_theme(self, name: str) -> None:
        self._live.prefer(replace(self._live.preferences, theme=THEMES[name]))

    def _choose_rows(self, name: str) -> None:
        self._live.prefer(replace(self._live.preferences, compact_rows=ROWS[name]))

    def _show(self, chosen: Preferences) -> None:
        self.theme.set_here(next(n for n, wish in THEMES.items() if wish == chosen.theme))
        self.rows.set_here(next(n for n, flag in ROWS.items() if flag == chosen.compact_rows))


def _labelled(label: str, switch: Switch) -> QWidget:
    made = QWidget()
    made.setLayout(down(Words(label, "label"), across(switch, None), gap=Space.XS))
    return made
