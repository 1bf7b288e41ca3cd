"""The look as Qt uses it: the theme in force, its colours, fonts, palette and stylesheet."""

from dataclasses import asdict
from string import Template
from typing import Literal, TypeAlias

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from trainingdesk.domain.resources import resource
from ui.parts.sheet import SHEET
from ui.parts.tokens import DARK, LIGHT, Size, Space, Tokens, Type, Width

__all__ = ["Look", "Size", "Space", "Type", "Width", "Wish", "color", "font", "tokens", "wish_of"]

Wish: TypeAlias = Literal["system", "light", "dark"]

FAMILIES = [
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Hebrew",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Gurmukhi",
    "Noto Sans Tamil",
    "DejaVu Sans",
    "Noto Sans CJK SC",
    "Droid Sans Fallback",
]
"""Tried in this order, letter by letter."""

LINEAR = 0.04045
"""Below this a screen's light grows straight; from there on as a power (WCAG 2.2)."""

THEME = "theme"
"""The application's own property that names the theme in force."""


def wish_of(kept: str) -> Wish:
    """The wish that was kept; what is none of ours is the system's."""
    wishes: tuple[Wish, ...] = ("system", "light", "dark")
    return next((wish for wish in wishes if wish == kept), "system")


class Look(QObject):
    """Keeps the whole application in the theme that is wished for, or in the system's."""

    changed = Signal()

    def __init__(self, app: QApplication, wish: Wish = "system") -> None:
        super().__init__(app)
        self._app = app
        self._wish: Wish = wish
        app.styleHints().colorSchemeChanged.connect(self._follow)
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            app.setStyle(fusion)
        app.setFont(font())
        self._apply()

    @property
    def wish(self) -> Wish:
        """What was asked for: light, dark, or whatever the system has."""
        return self._wish

    def choose(self, wish: Wish) -> None:
        """Change to a theme at once."""
        self._wish = wish
        self._apply()

    def _follow(self, _scheme: Qt.ColorScheme) -> None:
        if self._wish == "system":
            self._apply()

    def _apply(self) -> None:
        chosen = wished(self._app, self._wish)
        self._app.setProperty(THEME, chosen.name)
        self._app.setPalette(palette(chosen))
        self._app.setStyleSheet(stylesheet(chosen))
        self.changed.emit()


def wished(app: QApplication, wish: Wish) -> Tokens:
    """The theme that a wish comes to on this system."""
    if wish == "system":
        return DARK if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if wish == "dark" else LIGHT


def tokens() -> Tokens:
    """The tokens in force, asked for at each painting so that a change of theme shows."""
    app = QCoreApplication.instance()
    return DARK if app is not None and app.property(THEME) == DARK.name else LIGHT


def color(name: str) -> QColor:
    """A token as a colour."""
    return QColor(getattr(tokens(), name))


def font(size: int = Type.BODY, *, strong: bool = False) -> QFont:
    """The family at one size, with figures of one width."""
    made = QFont(FAMILIES)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    made.setHintingPreference(QFont.HintingPreference.PreferVerticalHinting)
    return made


def stylesheet(chosen: Tokens) -> str:
    """The one stylesheet, in the colours of a theme."""
    tick = resource("icons", f"tick-{chosen.name}.svg").as_posix()
    words = {"tick": tick, **asdict(chosen), **_numbers(Space), **_numbers(Size), **_numbers(Type)}
    return Template(SHEET).substitute(words)


def palette(chosen: Tokens) -> QPalette:
    """The palette that Fusion paints with where the stylesheet is silent."""
    role = QPalette.ColorRole
    made = QPalette()
    for where, name in {
        role.Window: chosen.page,
        role.WindowText: chosen.ink,
        role.Base: chosen.raised,
        role.AlternateBase: chosen.sunken,
        role.Text: chosen.ink,
        role.PlaceholderText: chosen.faint,
        role.Button: chosen.raised,
        role.ButtonText: chosen.ink,
        role.Light: chosen.raised,
        role.Midlight: chosen.sunken,
        role.Mid: chosen.line,
        role.Dark: chosen.line,
        role.Highlight: chosen.accent,
        role.HighlightedText: chosen.on_accent,
        role.ToolTipBase: chosen.ink,
        role.ToolTipText: chosen.page,
        role.Link: chosen.accent,
        role.Accent: chosen.accent,
    }.items():
        made.setColor(where, QColor(name))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(chosen.mark))
    return made


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two opaque colours."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(name: str) -> float:
    shade = QColor(name)
    red, green, blue = (
        p / 12.92 if p <= LINEAR else float(((p + 0.055) / 1.055) ** 2.4)
        for p in (shade.redF(), shade.greenF(), shade.blueF())
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _numbers(of: type) -> dict[str, int]:
    return {key: value for key, value in vars(of).items() if key.isupper()}
