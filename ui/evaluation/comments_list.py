"""What people wrote, question by question."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.comments import (
    AskedInWords,
    CommentRow,
    CommentsAsked,
    comments_in_all,
    comments_page,
)
from ui.analysis.paged_list import Order, PagedList, Source
from ui.evaluation.lists import comments_kind
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.field import Choice
from ui.parts.layout import card, down
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.words import Words

EVERY = "Every question"


class CommentsList(QWidget):
    """Free answers, the one in hand whole below the list; never with a name."""

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self._year = TrainingYear.of(self._desk.today())
        self.question = Choice([(EVERY, None)], "Question")
        self.question.setMinimumWidth(Size.FORM)
        self.question.setMaximumWidth(Size.PALETTE)
        self.question.currentIndexChanged.connect(lambda _: self._show())
        self.listed: PagedList[CommentRow] = PagedList(
            live, comments_kind(lambda: self._year), self.question
        )
        self.listed.chosen.connect(self._on_chosen)
        self.whole = Words("", "prose", wrap=True)
        self.whole.setAccessibleName("The whole comment")
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = Words("", "small", wrap=True)
        self.card = card(down(self.whole, self.about, gap=Space.XS, edge=Space.M))
        column = down(gap=Space.S)
        column.addWidget(self.listed, 1)
        column.addWidget(self.card)
        self.setLayout(column)
        self._on_chosen()

    def chosen(self) -> CommentRow | None:
        """The comment in hand."""
        return self.listed.table.chosen_row()

    def copy(self) -> None:
        """Put the words of the comment in hand where they can be pasted from."""
        row = self.chosen()
        if row is not None:
            QGuiApplication.clipboard().setText(row.words)

    def show_year(self, year: TrainingYear, questions: Sequence[AskedInWords]) -> None:
        """Show a year's comments, on the same question where it was asked."""
        if year != self._year:
            self._year = year
            self.listed.start_afresh()
        held = self.question.chosen()
        with QSignalBlocker(self.question):
            self.question.clear()
            self.question.addItem(EVERY, None)
            for each in questions:
                self.question.addItem(f"{each.words} ({each.answered:,})", each.id)
            self.question.choose(held)
            if self.question.currentIndex() < 0:
                self.question.setCurrentIndex(0)
        self._show()

    def _show(self) -> None:
        self.listed.show_source(Source(self._count, self._page))

    def _asked(self, order: Order) -> CommentsAsked:
        chosen = self.question.chosen()
        number = chosen if isinstance(chosen, int) else None
        return CommentsAsked(self._year, number, order.words, order.sort, order.falling)

    def _count(self, words: str) -> int:
        with self._desk.reading() as db:
            return comments_in_all(db, self._asked(Order("on", words=words)))

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[CommentRow]:
        with self._desk.reading() as db:
            return comments_page(db, self._asked(order), offset=offset, limit=limit)

    def _on_chosen(self) -> None:
        row = self.chosen()
        self.card.setVisible(row is not None)
        if row is not None:
            self.whole.say(row.words)
            stage = STAGE_NAMES[row.stage]
            day = plain_day(row.starts)
            self.about.say(f"{row.question} · {stage} · {row.title}, {day}")
