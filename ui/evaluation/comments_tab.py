"""What people wrote: read in one place, coded with themes, and quoted."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication

from trainingdesk.domain.words import plain_day
from trainingdesk.services.comments import (
    AskedInWords,
    CommentRow,
    CommentsAsked,
    asked_in_words,
    comments_in_all,
    comments_page,
    told_from_strays,
)
from trainingdesk.services.evaluation.themes import ThemeRow, themes
from ui.analysis.paged_list import Order, PagedList, Source
from ui.delegates.first_act import FirstAct
from ui.delegates.panels import Panels
from ui.evaluation.comment_panel import CommentPanel
from ui.evaluation.lists import comments_kind
from ui.evaluation.tab import EvaluationTab
from ui.evaluation.tables import STAGE_NAMES
from ui.evaluation.theme_panel import ThemePanel
from ui.parts.field import Choice
from ui.parts.heading import Empty
from ui.parts.jobs import Jobs
from ui.parts.layout import across, card, down
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act

COMMENTS = "Comments"
EVERY, ANY, QUOTED = "Every question", "Any theme", "Quoted in the report"
PURPOSE = (
    "What people write on their forms stands here, in one place and without their names. Code "
    "it with themes of your own, and choose what the report quotes."
)

STRAY = "The form stands for nobody marked as there, so it is in no figure."


class CommentsTab(EvaluationTab):
    """Free answers, the one in hand whole below the list; never with a name."""

    title: ClassVar[str] = COMMENTS
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "answer",
            "answer_theme",
            "booking",
            "course",
            "event",
            "form",
            "mark",
            "question",
            "quotation",
            "recommendation",
            "theme",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs)
        self.question = Choice([(EVERY, None)], "Question")
        self.question.setMaximumWidth(Size.FORM)
        self.theme = Choice([(ANY, None)], "Theme")
        self.code_button = FirstAct("Themes and quotation…", "message-square-text", "F2")
        self.rename_button = Button("Rename theme…", "quiet")
        self.listed: PagedList[CommentRow] = PagedList(
            live, comments_kind(lambda: self.year), self.question, self.theme, self.rename_button
        )
        self.panel, self.theme_panel = CommentPanel(self.desk), ThemePanel(self.desk)
        self.panels = Panels(self.panel, self.theme_panel)
        self.whole = Words("", "prose", wrap=True)
        self.whole.setAccessibleName("The whole comment")
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.about = Words("", "small", wrap=True)
        self.card = card(down(self.whole, self.about, gap=Space.XS, edge=Space.M))
        self.nothing = Empty("message-square-text", "No comments yet", PURPOSE)
        self._make_actions()
        self._lay_out()
        self._connect()

    def number(self) -> int:
        with self.desk.reading() as db:
            return comments_in_all(db, CommentsAsked(self.year))

    def enter(self) -> None:
        self.listed.enter()

    def reload(self) -> None:
        with self.desk.reading() as db:
            questions = asked_in_words(db, self.year)
            coded = themes(db, self.year)
        self._offer(questions, coded)
        in_all = sum(each.answered for each in questions)
        self.count(in_all)
        self.nothing.setHidden(bool(in_all))
        self.listed.setVisible(bool(in_all))
        self.code_button.setVisible(bool(in_all))
        self._show()

    def chosen(self) -> CommentRow | None:
        """The comment in hand."""
        return self.listed.table.chosen_row()

    def copy(self) -> None:
        """Put the words of the comment in hand where they can be pasted from."""
        row = self.chosen()
        if row is not None:
            QGuiApplication.clipboard().setText(row.words)

    def code(self) -> None:
        """Ask which themes the chosen comments speak of."""
        rows = self.listed.table.chosen_rows()
        if rows:
            self.panels.make_way(self.panel)
            self.panel.begin(rows, self.year)

    def rename(self) -> None:
        """Ask what the theme that shows is to be called."""
        theme_id = self.theme.chosen()
        if isinstance(theme_id, int):
            self.panels.make_way(self.theme_panel)
            self.theme_panel.begin(theme_id)

    def export(self) -> None:
        self.listed.export()

    def _make_actions(self) -> None:
        self.code_action = act(self, "&Themes and quotation…", self.code, "F2")
        self.rename_action = act(self, "&Rename the theme…", self.rename)
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.copy_action = act(self, "&Copy the comment", self.copy, "Ctrl+Shift+C")
        self.listed.table.acts = [self.code_action, self.event_action, self.copy_action]

    def _lay_out(self) -> None:
        column = down(across(None, self.code_button), gap=Space.S)
        column.addWidget(self.nothing)
        column.addWidget(self.listed, 1)
        column.addWidget(self.card)
        column.setContentsMargins(Space.XL, Space.M, Space.XL, Space.XS)
        row = across(self.panels, gap=0)
        row.insertLayout(0, column, 1)
        self.setLayout(row)

    def _connect(self) -> None:
        self.question.currentIndexChanged.connect(lambda _: self._show())
        self.theme.currentIndexChanged.connect(lambda _: self._show())
        self.code_button.clicked.connect(self.code_action.trigger)
        self.rename_button.clicked.connect(self.rename_action.trigger)
        self.panels.asking.connect(self.code_button.step_back)
        self.panels.closed.connect(self.enter)
        self.panel.saved.connect(self._on_saved)
        self.listed.chosen.connect(self._on_chosen)
        self.listed.said.connect(self.said)
        self.listed.opened.connect(lambda _: self.code())

    def _offer(self, questions: Sequence[AskedInWords], coded: Sequence[ThemeRow]) -> None:
        _offered(self.question, EVERY, [(f"{q.words} ({q.answered:,})", q.id) for q in questions])
        named = [(f"{theme.name} ({theme.comments:,})", theme.id) for theme in coded]
        _offered(self.theme, ANY, [*named, (QUOTED, QUOTED)])

    def _show(self) -> None:
        self.rename_action.setEnabled(isinstance(self.theme.chosen(), int))
        self.rename_button.setVisible(self.rename_action.isEnabled())
        self.listed.show_source(Source(self._count, self._page))

    def _asked(self, order: Order) -> CommentsAsked:
        question, theme = self.question.chosen(), self.theme.chosen()
        return CommentsAsked(
            self.year,
            question if isinstance(question, int) else None,
            order.words,
            order.sort,
            order.falling,
            theme if isinstance(theme, int) else None,
            theme == QUOTED,
        )

    def _count(self, words: str) -> int:
        with self.desk.reading() as db:
            return comments_in_all(db, self._asked(Order("on", words=words)))

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[CommentRow]:
        with self.desk.reading() as db:
            found = comments_page(db, self._asked(order), offset=offset, limit=limit)
            return told_from_strays(db, self.year, found, today=self.desk.today())

    def _on_chosen(self) -> None:
        rows, row = self.listed.table.chosen_rows(), self.chosen()
        self.code_action.setEnabled(bool(rows))
        self.code_button.setEnabled(bool(rows))
        for action in (self.event_action, self.copy_action):
            action.setEnabled(row is not None)
        self.card.setVisible(row is not None)
        if row is not None:
            self.whole.say(row.words)
            stage, day = STAGE_NAMES[row.stage], plain_day(row.starts)
            stray = "" if row.counted else f". {STRAY}"
            self.about.say(f"{row.question} · {stage} · {row.title}, {day}{stray}")

    def _on_saved(self, then_next: bool) -> None:  # noqa: FBT001 - a slot
        at = self.listed.table.currentIndex().row() + 1
        if then_next and at < self.listed.shown:
            self.listed.table.choose_place(at)
            self.code()

    def _open_event(self) -> None:
        if (row := self.chosen()) is not None:
            year = self.year.name
            where = Where("Programme", kind="event", id=row.event_id, tab="Evaluation", year=year)
            self.way.go(where)


def _offered(choice: Choice, every: str, some: Sequence[tuple[str, object]]) -> None:
    """Offer other choices, and keep what was chosen where it is still there."""
    held = choice.chosen()
    with QSignalBlocker(choice):
        choice.clear()
        choice.addItem(every, None)
        for words, value in some:
            choice.addItem(words, value)
        choice.choose(held)
        if choice.currentIndex() < 0:
            choice.setCurrentIndex(0)
