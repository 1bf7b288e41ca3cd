"""The look as a table: colours by their work, steps of space, sizes of things and of type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme, named by its work."""

    name: str
    ground: str  # behind the sidebar and the foot bar
    page: str  # behind the work
    raised: str  # cards, fields, menus
    sunken: str  # hover, table heads, empty part of a bar
    line: str  # hairlines between things
    edge: str  # the border of what can be typed in or pressed
    ink: str  # what is read first
    soft: str  # what is read next
    faint: str  # labels, units, hints; still readable
    accent: str  # the thing to do next, links, focus
    accent_over: str  # the same under the pointer
    on_accent: str  # words on the accent
    accent_wash: str  # selected rows, the current place
    amber: str  # attention
    amber_wash: str
    red: str  # refusals and money overdue
    red_wash: str
    green: str  # done
    green_wash: str
    mark: str  # data that is not the point: other lines, last year
    mark_wash: str
    scrim: str  # laid over the page under the palette
    shadow: str


LIGHT = Tokens(
    name="light",
    ground="#F3F5F4", page="#FFFFFF", raised="#FFFFFF", sunken="#F1F4F3",
    line="#E2E7E5", edge="#7F8D89",
    ink="#15211E", soft="#465450", faint="#5F6D69",
    accent="#0B6462", accent_over="#084E4D", on_accent="#FFFFFF", accent_wash="#DFF0EE",
    amber="#8A5200", amber_wash="#FCEFD6",
    red="#A9261C", red_wash="#FBE7E4",
    green="#1C6A3C", green_wash="#E0F2E6",
    mark="#7B8A85", mark_wash="#D5DDDA",
    scrim="#5215211E", shadow="#2815211E",
)  # fmt: skip

DARK = Tokens(
    name="dark",
    ground="#131817", page="#191F1E", raised="#212927", sunken="#252E2C",
    line="#2D3735", edge="#73827E",
    ink="#E8EFEC", soft="#B4C0BC", faint="#94A29D",
    accent="#62C6BE", accent_over="#84D8D1", on_accent="#04201E", accent_wash="#17393A",
    amber="#EFBC69", amber_wash="#3A2D14",
    red="#FF9C90", red_wash="#43211E",
    green="#7ED19A", green_wash="#18371F",
    mark="#7C8B87", mark_wash="#3A4643",
    scrim="#8C060908", shadow="#80000000",
)  # fmt: skip


class Space:
    """Steps of space, in pixels."""

    HAIR, XS, S, M, L, XL, XXL = 1, 4, 8, 12, 16, 24, 32


class Size:
    """Sizes of things, in pixels."""

    ROW, ROW_COMPACT, CONTROL, CHIP, ICON, BADGE = 32, 26, 32, 20, 16, 20
    NAV, NAV_NARROW, TOP, FOOT, FORM, PALETTE, SEARCH = 216, 56, 48, 32, 376, 640, 300
    WINDOW, WINDOW_HIGH = 1024, 640
    RADIUS, RADIUS_SMALL, RADIUS_LARGE = 6, 4, 10
    CONTROL_INSIDE, CONTROL_FOCUSED, SLIM_INSIDE = 30, 28, 22
    BAR, RING, STROKE, LINE, DOT, EDGE = 6, 2, 2, 3, 5, 3
    PAD_FOCUSED, PAD_MENU = 7, 6
    # A line of Qt's keeps two pixels of its own: with these, all words begin under one another.
    PAD_CHOICE, PAD_CHOICE_FOCUSED, PAD_PROSE, PAD_PROSE_FOCUSED = 10, 9, 6, 5


class Width:
    """Widths of table columns, in pixels, by what stands in them."""

    TINY, COUNT, NUMBER, DATE, CHIP, MARK, SPAN, METER, PLACES = (
        48,
        72,
        88,
        96,
        104,
        120,
        152,
        184,
        232,
    )


class Type:
    """Sizes of type, in pixels."""

    SMALL, BODY, LEAD, HEAD, TITLE = 12, 13, 15, 18, 24
