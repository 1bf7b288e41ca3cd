"""A page to write on: measured from the top, tagged as it is drawn, safe with any words."""

# A place on the page is three numbers before anything is said.
# ruff: noqa: PLR0913, PLR0917

import io
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from typing import Literal
from xml.sax.saxutils import escape

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import STATE_DEFAULTS, Drawing
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from trainingdesk.reports import codes, faces
from trainingdesk.reports.faces import Run
from trainingdesk.reports.names import broken
from trainingdesk.reports.stretches import SPACE, stretches
from trainingdesk.reports.structure import Finish, ReadingOrder, Scope, Widget, with_structure
from trainingdesk.reports.tokens import ACCENT, HAIR, HAIRLINE, INK, Style
from trainingdesk.reports.words import kept_together

Align = Literal["left", "centre", "right"]


class Sheet:
    """The pages of one document; distances are points from the left and from the top."""

    def __init__(
        self,
        size: tuple[float, float],
        title: str,
        author: str,
        furniture: "Furniture | None" = None,
    ) -> None:
        self.width, self.height = size
        self.title = faces.tidy(title)
        self.number = 1
        self._out = io.BytesIO()
        font = faces.main_face("sans", "regular")
        # A chart starts out in ReportLab's own default, which would name a font not in the file.
        STATE_DEFAULTS["fontName"] = font
        # Pages are compressed when the structure is added: here it would be done twice over.
        self._canvas = Canvas(
            self._out,
            pagesize=size,
            initialFontName=font,
            lang="en-GB",
            invariant=1,
            pageCompression=0,
        )
        self._canvas.setTitle(self.title)
        self._canvas.setAuthor(faces.tidy(author))
        self._order = ReadingOrder()
        self._kept: set[str] = set()
        self._furniture = furniture
        if furniture:
            furniture(self)

    def tag(
        self, role: str, words: str | None = None, scope: Scope | None = None
    ) -> AbstractContextManager[None]:
        """Say what the next pieces are: H1, P, Table, TR, TH, TD, L, LI, Figure with its words."""
        return self._order.tag(role, words, scope)

    def aside(self) -> AbstractContextManager[None]:
        """Write running heads and feet, which a screen reader passes over."""
        return self._order.aside()

    def text(self, x: float, y: float, words: str, style: Style, align: Align = "left") -> float:
        """Write one line with its baseline at y, and return its width."""
        words = faces.tidy(words).replace("\n", " ")
        if not words:
            return 0.0
        if faces.needs_shaping(words):
            return self._shaped(x, y, words, style, align, spoken=words)
        with self._content("P"):
            return self._letters(x, y, words, style, align)

    def paragraph(
        self, x: float, top: float, width: float, words: str, style: Style, align: Align = "left"
    ) -> float:
        """Write words over as many lines as they need, and return how far down they reach."""
        lines = _lines(words, style, width)
        if len(lines) == 1:
            self.text(_edge(x, width, align), top + style.size, lines[0], style, align)
        elif lines:
            # Without the words as they are spoken, a reader would run the lines together.
            with self._content("P", faces.tidy(words)):
                for index, line in enumerate(lines):
                    at = (_edge(x, width, align), top + style.size + index * style.leading)
                    if faces.needs_shaping(line):
                        self._drawn_shaped(*at, line, style, align)
                    else:
                        self._letters(*at, line, style, align)
        return top + style.leading * len(lines)

    @staticmethod
    def tall(width: float, words: str, style: Style) -> float:
        """How high the words will stand in a width."""
        return style.leading * len(_lines(words, style, width))

    def evened(self, width: float, words: str, style: Style) -> float:
        """The narrowest measure that needs no more lines, so that they come out even."""
        high = self.tall(width, words, style)
        while width > 100 and self.tall(width - 7, words, style) <= high:  # noqa: PLR2004
            width -= 7
        return width

    def rule(
        self, x: float, y: float, width: float, weight: float = HAIR, colour: Color = HAIRLINE
    ) -> None:
        """Draw a level line."""
        self.line(x, y, x + width, y, weight, colour)

    def line(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        weight: float = HAIR,
        colour: Color = HAIRLINE,
    ) -> None:
        """Draw a line that a screen reader passes over."""
        with self.decoration() as canvas:
            canvas.setLineWidth(weight)
            canvas.setStrokeColor(colour)
            canvas.line(x, self.height - y, to_x, self.height - to_y)

    def box(self, x: float, top: float, width: float, height: float, fill: Color) -> None:
        """Draw a filled box."""
        with self.decoration() as canvas:
            canvas.setFillColor(fill)
            canvas.rect(x, self.height - top - height, width, height, stroke=0, fill=1)

    def dot(
        self, x: float, y: float, radius: float, fill: Color | None, stroke: Color | None = None
    ) -> None:
        """Draw a disc or a ring."""
        with self.decoration() as canvas:
            canvas.setLineWidth(HAIR * 2)
            canvas.setFillColor(fill or ACCENT)
            canvas.setStrokeColor(stroke or ACCENT)
            canvas.circle(
                x, self.height - y, radius, stroke=int(stroke is not None), fill=int(bool(fill))
            )

    def drawing(self, x: float, top: float, drawing: Drawing, words: str | None) -> None:
        """Place a chart, with the words that say what it shows; without, it is decoration."""
        at = (x, self.height - top - drawing.height)
        if words is None:
            with self.decoration() as canvas:
                renderPDF.draw(drawing, canvas, *at)
            return
        with self.tag("Figure", faces.tidy(words)), self._content("Figure"):
            self._canvas.saveState()
            renderPDF.draw(drawing, self._canvas, *at)
            self._canvas.restoreState()

    def code(self, x: float, top: float, side: float, held: str, words: str) -> None:
        """Place a QR code; whoever places it keeps four of its cells white around it."""
        cells, dark = codes.qr(held)
        cell = side / cells
        # Measured in cells from the top left corner, the path is made of whole numbers.
        grid = f"q {cell:.4f} 0 0 {-cell:.4f} {x:.3f} {self.height - top:.3f} cm"
        path = " ".join(f"{at} {down} {run} 1 re" for down, at, run in dark)
        with self.tag("Figure", faces.tidy(words)), self._content("Figure"):
            self._canvas.setFillColor(INK)
            self._canvas.addLiteral(f"{grid} {path} f Q")

    def widget(self, words: str, make: Widget) -> None:
        """Set what is filled in at this place, with the words that say what it is for."""
        self._order.widget(faces.tidy(words), make)

    def kept(self, name: str, draw: Callable[[Canvas], None]) -> None:
        """Draw a decoration once in the document and place it again on every later page."""
        if name not in self._kept:
            self._canvas.beginForm(name, 0, 0, self.width, self.height)
            draw(self._canvas)
            self._canvas.endForm()
            self._kept.add(name)
        with self.decoration() as canvas:
            canvas.doForm(name)

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """Write upside down, turned about a point, for what is read from the other side."""
        with self.aside():
            self._canvas.addLiteral(f"q -1 0 0 -1 {2 * x:.3f} {2 * (self.height - y):.3f} cm")
            yield
            self._canvas.addLiteral("Q")

    @contextmanager
    def decoration(self) -> Iterator[Canvas]:
        """Lend the bare canvas for lines and fills that carry no meaning."""
        self._canvas.addLiteral("/Artifact BMC")
        self._canvas.saveState()
        yield self._canvas
        self._canvas.restoreState()
        self._canvas.addLiteral("EMC")

    def bookmark(self, words: str, level: int = 0) -> None:
        """Name this page in the list of contents that a reader shows beside the pages."""
        name = f"part-{self.number}-{faces.tidy(words)}"
        self._canvas.bookmarkPage(name)
        self._canvas.addOutlineEntry(faces.tidy(words), name, level=level, closed=level == 0)

    def next_page(self) -> None:
        """Turn to a fresh page."""
        self._canvas.showPage()
        self.number += 1
        self._order.turn()
        if self._furniture:
            self._furniture(self)

    def pdf(self, finish: Finish | None = None) -> bytes:
        """The finished document."""
        self._canvas.showPage()
        self._canvas.save()
        return with_structure(self._out.getvalue(), self._order.root, self.title, finish)

    def _letters(self, x: float, y: float, words: str, style: Style, align: Align) -> float:
        """Draw letters one after another, each stretch in the font that has it."""
        own = faces.runs(words, style.family, style.weight)
        wide = faces.width(words, style.family, style.weight, style.size)
        wide += style.tracking * len(words)
        at = x - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        canvas = self._canvas
        canvas.setFillColor(style.colour)
        for run in own:
            canvas.setFont(run.face, style.size)
            canvas.drawString(at, self.height - y, run.words, charSpace=style.tracking)
            at += canvas.stringWidth(run.words, run.face, style.size)
            at += style.tracking * len(run.words)
        return wide

    def _shaped(
        self, x: float, y: float, words: str, style: Style, align: Align, *, spoken: str
    ) -> float:
        with self._content("P", spoken):
            return self._drawn_shaped(x, y, words, style, align)

    def _drawn_shaped(self, x: float, y: float, words: str, style: Style, align: Align) -> float:
        """Draw a line whose letters join or change place, and return its width."""
        own = [_shaped(run, style) for run in stretches(words, style.family, style.weight)]
        wide = sum(width for _, width in own)
        at = x - {"left": 0.0, "centre": wide / 2, "right": wide}[align]
        for made, width in own:
            if made is not None:
                made.drawOn(self._canvas, at, self.height - y)
            at += width
        return wide

    @contextmanager
    def _content(self, role: str, spoken: str = "") -> Iterator[None]:
        """Mark what is drawn; words over several lines are also given as they are spoken."""
        self._canvas.addLiteral(self._order.begin(role, spoken))
        yield
        self._canvas.addLiteral("EMC")


Furniture = Callable[[Sheet], None]


def _edge(x: float, width: float, align: Align) -> float:
    return x + {"left": 0.0, "centre": width / 2, "right": width}[align]


@lru_cache(maxsize=4096)
def _lines(words: str, style: Style, width: float) -> tuple[str, ...]:
    """The words as they break in a width; a line of ours ends where the words say so."""
    parts = kept_together(faces.tidy(words)).split("\n") if words.strip() else []
    return tuple(line for part in parts for line in broken(part, style, width))


def _shaped(run: Run, style: Style) -> tuple[Paragraph | None, float]:
    """Letters shaped in one font, as words in two are torn, with their width; a space is bare."""
    if run.words == SPACE:
        return None, pdfmetrics.stringWidth(SPACE, run.face, style.size)
    setting = ParagraphStyle(
        "line",
        fontName=run.face,
        fontSize=style.size,
        leading=style.size,
        textColor=style.colour,
        shaping=1,
    )
    made = Paragraph(escape(run.words), setting)
    made.wrap(1e4, 1e4)
    return made, float(max(made.getActualLineWidths0()))
