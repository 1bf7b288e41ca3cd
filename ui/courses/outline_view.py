"""The outline of a course, to be read: aims, outcomes, and what is done when."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainingdesk.domain.course_outline import CourseOutline
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import hours_said
from ui.parts.layout import down, scrolled
from ui.parts.theme import Size, Space
from ui.parts.words import Words

NOTHING = "Nothing is written yet. Change the course to say what it aims at and teaches."


class OutlineView(QWidget):
    """Shows one outline, as long as it is."""

    def __init__(self) -> None:
        super().__init__()
        self.head = Words("", "soft", wrap=True)
        self.parts = {name: _Part(said) for name, said in PARTS.items()}
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
        texts["outcomes"] = "\n".join(f"•  {line}" for line in outline.outcomes.splitlines())
        for name, part in self.parts.items():
            part.say(texts[name])
        self.nothing.setHidden(any(texts.values()))
        self.area.verticalScrollBar().setValue(0)


PARTS = {"aims": "Aims", "outcomes": "Outcomes", "outline": "Outline"}


class _Part(QWidget):
    def __init__(self, said: str) -> None:
        super().__init__()
        self.words = Words("", "prose", wrap=True)
        self.words.setMaximumWidth(Size.PALETTE)
        self.setLayout(down(Words(said, "label"), self.words, gap=Space.XS))

    def say(self, text: str) -> None:
        self.words.say(text)
        self.setHidden(not text)
