import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.parts.conftest import Shown
from ui.parts.field import Entry, Prose
from ui.parts.fonts import load_fonts
from ui.parts.icons import picture
from ui.parts.known_names import KnownNames
from ui.parts.theme import Look, Space, Wish, color, contrast, tokens
from ui.parts.tokens import DARK, LIGHT, Tokens
from ui.parts.words import Button

WORDS, SHAPES = 4.5, 3.0  # WCAG 2.2 AA: words, and the edges of what can be used
GROUNDS = ("page", "ground", "raised", "sunken", "accent_wash", "amber_wash")
PAIRS = (
    *((front, GROUNDS, WORDS) for front in ("ink", "soft", "faint", "accent")),
    ("on_accent", ("accent", "accent_over"), WORDS),
    ("amber", ("page", "ground", "raised", "accent_wash", "amber_wash"), WORDS),
    ("red", ("page", "ground", "raised", "red_wash"), WORDS),
    ("green", ("page", "ground", "raised", "accent_wash", "green_wash"), WORDS),
    ("page", ("soft", "ink"), WORDS),
    ("edge", ("page", "ground", "raised"), SHAPES),
    ("mark", ("page", "raised", "sunken"), SHAPES),
    ("accent", ("mark_wash",), SHAPES),
    ("amber", ("mark_wash",), SHAPES),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: str(theme.name))
@pytest.mark.parametrize(
    ("front", "back", "least"),
    [(front, back, least) for front, backs, least in PAIRS for back in backs],
)
def test_colours_that_meet_can_be_told_apart(
    theme: Tokens, front: str, back: str, least: float
) -> None:
    assert contrast(getattr(theme, front), getattr(theme, back)) >= least


def test_the_theme_changes_at_run_time(qapp: QApplication, look: Look) -> None:
    changes: list[str] = []
    look.changed.connect(lambda: changes.append(tokens().name))
    assert color("page").name().upper() == LIGHT.page
    look.choose("dark")
    assert color("page").name().upper() == DARK.page
    assert DARK.page in qapp.styleSheet()
    look.choose("system")
    assert changes == ["dark", "light"]
    assert look.wish == "system"


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_a_hint_in_an_empty_field_can_be_read(look: Look, wish: Wish) -> None:
    look.choose(wish)
    for field in (Entry(hint="13 June"), Prose()):
        field.show()  # or it has no colours yet
        hint = field.palette().color(QPalette.ColorRole.PlaceholderText)
        assert hint == color("faint")  # and as opaque
        field.close()


def test_icons_in_buttons_follow_the_theme(look: Look, shown: object) -> None:
    button = Button("Undo", "quiet", "undo-2")
    button.show()
    before = button.icon().pixmap(button.iconSize()).toImage()
    look.choose("dark")
    assert button.icon().pixmap(button.iconSize()).toImage() != before
    button.close()


def test_an_icon_is_drawn_in_the_colour_of_its_token(look: Look) -> None:
    image = picture("sun", "accent", 64).toImage()
    inks = {
        image.pixelColor(x, y).name().upper()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert inks == {LIGHT.accent}


def test_the_fonts_of_the_program_come_along(qapp: QApplication) -> None:
    assert all(isinstance(family, str) for family in load_fonts())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_what_a_box_offers_looks_as_the_rest_and_shows_whole(
    qtbot: QtBot, look: Look, shown: Shown, theme: Wish
) -> None:
    look.choose(theme)
    names = KnownNames("venues")
    names.show_names(["Guildhall", "Guild Centre", "Guildford House"])
    shown(names)
    names.setFocus()
    qtbot.keyClicks(names, "guil")
    offered = names.completer()
    popup = offered.popup() if offered is not None else None
    assert popup is not None
    qtbot.waitUntil(popup.isVisible)
    drawn = popup.grab().toImage()
    corner = drawn.pixelColor(drawn.width() - 4, drawn.height() - 4)
    assert corner.name() == color("raised").name()
    assert popup.verticalScrollBar().maximum() == 0
    first = popup.visualRect(popup.model().index(0, 0))
    assert first.height() >= 2 * Space.XS + popup.fontMetrics().height()
    popup.hide()
