"""The act that a page offers first."""

from ui.parts.words import Button, restyle


class FirstAct(Button):
    """A primary button that steps back while a panel beside it has one: one a page is enough."""

    def __init__(self, text: str, glyph: str = "", keys: str = "") -> None:
        super().__init__(text, "primary", glyph, keys)

    def step_back(self, back: bool) -> None:  # noqa: FBT001 - as the signal says it
        """Look like any other button, or like the first one again."""
        self._kind = "secondary" if back else "primary"
        self.setProperty("kind", self._kind)
        restyle(self)
        self._draw_icon()
