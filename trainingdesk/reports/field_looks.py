"""What the fields of a fillable form look like, filled in and not."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name
from reportlab.lib.colors import Color

from trainingdesk.reports.tokens import ACCENT, ACCENT_PALE

FONT = "Helv"
"""A font that every reader has; letters beyond it are set in one of the reader's own."""
ROUND = 0.5523
"""How far the handles of a quarter of a circle reach, in radii."""

Look: TypeAlias = Callable[[pikepdf.Pdf, Sequence[float]], pikepdf.Object]


def ring_on(pdf: pikepdf.Pdf, box: Sequence[float]) -> pikepdf.Object:
    """A firm ring about the number, which shows through."""
    side = box[2] - box[0]
    inner = _circle(side / 2, side / 2 - 1.1)
    drawn = f"/Through gs {_rgb(ACCENT_PALE)} rg {_rgb(ACCENT)} RG 2.2 w {inner} b"
    look = _look(pdf, box, drawn)
    look.Resources = Dictionary(ExtGState=Dictionary(Through=Dictionary(BM=Name.Multiply)))
    return look


def ring_off(pdf: pikepdf.Pdf, box: Sequence[float]) -> pikepdf.Object:
    """Nothing: the ring stands on the page."""
    return _look(pdf, box, "")


def tick_on(pdf: pikepdf.Pdf, box: Sequence[float]) -> pikepdf.Object:
    """A tick in the box."""
    side = box[2] - box[0]
    points = [(0.18, 0.52), (0.42, 0.24), (0.84, 0.82)]
    path = " ".join(
        f"{x * side:.2f} {y * side:.2f} {'l' if turn else 'm'}"
        for turn, (x, y) in enumerate(points)
    )
    return _look(pdf, box, f"{_rgb(ACCENT)} RG 2 w 1 J 1 j {path} S")


def tick_off(pdf: pikepdf.Pdf, box: Sequence[float]) -> pikepdf.Object:
    """Nothing: the box stands on the page."""
    return _look(pdf, box, "")


def room_for_words(pdf: pikepdf.Pdf, box: Sequence[float]) -> pikepdf.Object:
    """Room in which a reader sets what is typed."""
    look = _look(pdf, box, "/Tx BMC EMC")
    look.Resources = Dictionary(Font=fonts(pdf))
    return look


def fonts(pdf: pikepdf.Pdf) -> Dictionary:
    """The fonts of fields: for words, and for the marks that a reader may draw of its own."""
    words = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    marks = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.ZapfDingbats)
    return Dictionary(Helv=pdf.make_indirect(words), ZaDb=pdf.make_indirect(marks))


def _look(pdf: pikepdf.Pdf, box: Sequence[float], drawn: str) -> pikepdf.Object:
    look = pdf.make_stream(drawn.encode("ascii"))
    look.Type, look.Subtype = Name.XObject, Name.Form
    look.BBox = Array([0, 0, round(box[2] - box[0], 2), round(box[3] - box[1], 2)])
    look.Resources = Dictionary()
    return look


def _circle(middle: float, radius: float) -> str:
    """The path of a circle about a point on the diagonal."""
    low, high, bend = middle - radius, middle + radius, radius * ROUND
    quarters = (
        (high, middle + bend, middle + bend, high, middle, high),
        (middle - bend, high, low, middle + bend, low, middle),
        (low, middle - bend, middle - bend, low, middle, low),
        (middle + bend, low, high, middle - bend, high, middle),
    )
    curves = " ".join(" ".join(f"{each:.2f}" for each in quarter) + " c" for quarter in quarters)
    return f"{high:.2f} {middle:.2f} m {curves} h"


def _rgb(colour: Color) -> str:
    return " ".join(f"{part:.3f}" for part in colour.rgb())
