"""The head of a page, a notice in it, and a page with nothing on it yet."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.parts.icons import picture
from ui.parts.layout import Item, across, down, holder
from ui.parts.theme import Size, Space, color
from ui.parts.words import Button, Elided, Glyph, Rank, Words, restyle


class Heading(QWidget):
    """The title, what it is about, and what can be done here.

    What can be done stands at the right; under the words, where it would cut the title.
    """

    def __init__(self, title: str, about: str = "", *acts: Item) -> None:
        super().__init__()
        self.title, self.about = Elided(title, "title"), Elided(about, "soft")
        buttons = [act for act in acts if isinstance(act, QWidget)]
        self._acts = holder(across(*buttons, gap=Space.S)) if buttons else None
        self._row, self._under = across(gap=Space.S), across(gap=Space.S)
        self._row.addWidget(self.title, 1)
        self._under.addStretch(1)
        self._under.setContentsMargins(0, Space.XS, 0, 0)
        column = down(self._row, self.about, self._under, gap=Space.XS)
        self.setLayout(column)
        self._is_under = False
        if self._acts is not None:
            self._row.addWidget(self._acts, alignment=Qt.AlignmentFlag.AlignTop)
        self.about.setHidden(not about)  # not before: without a parent it would be a window

    def say(self, title: str, about: str = "") -> None:
        """Show another title and what it is about; without words there is no line for them."""
        self.title.say(title)
        self.about.say(about)
        self.about.setHidden(not about)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Put what can be done under the words while the title would be cut beside it."""
        if self._acts is None:
            return
        wide = self.title.sizeHint().width() + Space.S + self._acts.sizeHint().width()
        if (under := wide > self.width()) != self._is_under:
            self._is_under = under
            before, after = (self._row, self._under) if under else (self._under, self._row)
            before.removeWidget(self._acts)
            after.insertWidget(0 if under else 1, self._acts, 0, Qt.AlignmentFlag.AlignTop)


class Notice(QFrame):
    """A line that asks for attention, with the way to deal with it.

    The tone is amber (attention), red (a refusal, money overdue) or accent (to know).
    """

    GLYPHS = {"amber": "triangle-alert", "red": "circle-alert", "accent": "info"}  # noqa: RUF012

    def __init__(self, text: str, tone: str = "accent", *acts: Button) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.words = Words(text, wrap=True)
        self._glyph = Glyph("info")
        for act in acts:
            act.slim()
        row = across(self._glyph, Space.XS, *acts)
        row.insertWidget(2, self.words, 1)
        row.setContentsMargins(Space.M, Space.XS, Space.XS, Space.XS)
        self.setLayout(row)
        self.setMinimumHeight(Size.ROW + Space.XS)
        self.say(text, tone)

    def say(self, text: str, tone: str = "") -> None:
        """Show other words, in another tone if one is given; without words it hides."""
        if tone:
            self.setProperty("tone", tone)
            self._glyph.show_icon(self.GLYPHS[tone], tone)
            restyle(self)
        self.words.say(text)
        self.setAccessibleName(text)
        self.setHidden(not text)


class Medallion(QWidget):
    """A large quiet icon for an empty page."""

    def __init__(self, glyph: str) -> None:
        super().__init__()
        self._glyph = glyph
        self.setFixedSize(2 * Space.XXL, 2 * Space.XXL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("accent_wash"))
        painter.drawEllipse(QRectF(self.rect()))
        at = (self.width() - Space.XL) // 2
        drawn = picture(self._glyph, "accent", Space.XL, self.devicePixelRatioF())
        painter.drawPixmap(at, at, drawn)
        painter.end()


class Empty(QWidget):
    """Says what a page is for, and offers the first step."""

    def __init__(self, glyph: str, title: str, about: str, *acts: Button) -> None:
        super().__init__()
        self.setProperty("rank", Rank.EMPTY)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = Words(title, "head")
        self.prose = Words(about, "soft", wrap=True)
        self.prose.setFixedWidth(Size.PALETTE - Space.XXL * 4)
        self.prose.setAlignment(middle)
        column = down(gap=Space.S)
        column.addStretch(2)
        column.addWidget(Medallion(glyph), alignment=middle)
        column.addSpacing(Space.S)
        column.addWidget(self.title, alignment=middle)
        column.addWidget(self.prose, alignment=middle)
        column.addSpacing(Space.M)
        column.addLayout(across(None, *acts, None))
        column.addStretch(3)
        self.setLayout(column)
        self.say(title, about)

    def say(self, title: str, about: str) -> None:
        """Say something else, such as that a filter has left nothing."""
        self.title.say(title)
        self.prose.say(about)
        high = self.prose.heightForWidth(self.prose.width())
        self.prose.setMinimumHeight(high + Space.XS)
