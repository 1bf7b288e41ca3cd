"""The outline of a course, to be read: aims, outcomes, and what is done when."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainingdesk.domain.course_outline import CourseOutline
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import hours_said
from ui.parts.layout import across, down, holder, scrolled
from ui.parts.theme import Size, Space
from ui.parts.words import Words

NOTHING = "Nothing is written yet. Change the course to say what it aims at and teaches."


class OutlineView(QWidget):
    """Shows one outline, as long as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Words("", "soft", wrap=True)
        self.parts: dict[str, _Part] = {name: kind(said) for name, (said, kind) in PARTS.items()}
        self.nothing = Words(NOTHING, "faint", wrap=True)
        body = down(self.head, self.nothing, *self.parts.values(), None, gap=Space.L)
        body.setContentsMargins(0, Space.M, Space.L, Space.M)
        self.area = scrolled(body, "page")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)

    def show_outline(self, outline: CourseOutline, about: str = "") -> None:
        """Show another outline, with a line about it."""
        facts = (said_level(outline.level), outline.kind, hours_said(outline.minutes))
        told = " · ".join(fact for fact in (about, *facts, outline.audience) if fact)
        self.head.say(told)
        self.head.setHidden(not about)
        texts = {name: getattr(outline, name) for name in self.parts}
        for name, part in self.parts.items():
            part.say(texts[name])
        self.nothing.setHidden(any(texts.values()))
        self.area.verticalScrollBar().setValue(0)


class _Part(QWidget):
    def __init__(self, said: str) -> None:
        super().__init__()
        self.lines = down(gap=Space.XS)
        self.setLayout(down(Words(said, "label"), self.lines, gap=Space.XS))
        self.setMaximumWidth(Size.PALETTE)

    def say(self, text: str) -> None:
        while (item := self.lines.takeAt(0)) is not None:
            if (line := item.widget()) is not None:
                line.hide()
                line.deleteLater()
        for told in self.told(text):
            self.lines.addWidget(told)
        self.setHidden(not text)

    def told(self, text: str) -> list[QWidget]:
        return [Words(text, "prose", wrap=True)]


class _Points(_Part):
    def told(self, text: str) -> list[QWidget]:
        return [_point(line) for line in text.splitlines()]


def _point(line: str) -> QWidget:
    point, words = Words("•", "prose"), Words(line, "prose", wrap=True)
    row = across(point, words, gap=Space.S)
    row.setAlignment(point, Qt.AlignmentFlag.AlignTop)
    row.setStretch(1, 1)
    return holder(row)


PARTS: dict[str, tuple[str, type[_Part]]] = {
    "aims": ("Aims", _Part),
    "outcomes": ("Outcomes", _Points),
    "outline": ("Outline", _Part),
}
