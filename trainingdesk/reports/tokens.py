"""The sizes, colours and lines that every printed page is made from."""

from dataclasses import dataclass, replace
from typing import Literal, Self

from reportlab.lib.colors import Color, HexColor

A4 = (595.28, 841.89)
A4_LANDSCAPE = (841.89, 595.28)

Weight = Literal["regular", "semibold"]
Family = Literal["sans", "serif"]

BASE = 14.0
"""The leading of body text; distances down a page are quarters of it."""
STEP = BASE / 4

INK = HexColor("#18211F")
MUTED = HexColor("#55625F")
FAINT = HexColor("#8A9693")
HAIRLINE = HexColor("#C4CDCA")
WASH = HexColor("#F2F5F3")
WHITE = HexColor("#FFFFFF")
ACCENT = HexColor("#0B4F52")
ACCENT_MID = HexColor("#5B9492")
ACCENT_PALE = HexColor("#B9D3CF")
ACCENT_WASH = HexColor("#E4EEEB")
ATTENTION = HexColor("#8F5A00")
ATTENTION_WASH = HexColor("#FBF1DD")

HAIR = 0.4
THIN = 0.75
FIRM = 1.5


@dataclass(frozen=True, slots=True)
class Style:
    """How a line of words is set."""

    size: float
    leading: float
    weight: Weight = "regular"
    colour: Color = INK
    family: Family = "sans"
    tracking: float = 0.0

    def but(self, **changes: object) -> Self:
        """The same style with some things changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


DISPLAY = Style(34, 42, "semibold")
TITLE = Style(22, 28, "semibold")
HEADING = Style(13, 17.5, "semibold")
LABEL = Style(8.5, 10.5, "semibold")
LEAD = Style(12, 17.5)
BODY = Style(9.5, 14)
STRONG = BODY.but(weight="semibold")
SMALL = Style(8, 10.5, colour=MUTED)
NOTE = Style(7.5, 10.5, colour=MUTED)
EYEBROW = Style(8, 10.5, "semibold", ACCENT, tracking=0.6)
FIGURE = Style(30, 35, "semibold", ACCENT)
CELL = Style(8.5, 10.5)
CELL_STRONG = CELL.but(weight="semibold")
CELL_HEAD = Style(7.5, 9.5, "semibold", MUTED)


@dataclass(frozen=True, slots=True)
class Grid:
    """Equal columns between two margins, counted from one."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    columns: int = 12
    gutter: float = 14.0

    @property
    def measure(self) -> float:
        """The distance between the margins."""
        return self.width - self.left - self.right

    @property
    def foot(self) -> float:
        """How far down the page its contents may reach."""
        return self.height - self.bottom

    def span(self, columns: int) -> float:
        """The width of so many columns with their gutters."""
        return columns * self._column + (columns - 1) * self.gutter

    @property
    def _column(self) -> float:
        return (self.measure - (self.columns - 1) * self.gutter) / self.columns


PORTRAIT = Grid(*A4, left=49, right=49, top=56, bottom=63)
LANDSCAPE = Grid(*A4_LANDSCAPE, left=56, right=56, top=49, bottom=49)
SHEET = Grid(*A4_LANDSCAPE, left=28, right=28, top=25, bottom=25)
