"""Evaluation: results, who is still to answer, and what people wrote."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget

from trainingdesk.domain.year import TrainingYear
from ui.evaluation.answers_page import AnswersPage
from ui.evaluation.chase_tab import CHASE
from ui.evaluation.comments_tab import COMMENTS
from ui.evaluation.entry_tab import PDFS, TO_ENTER, EntryTab
from ui.evaluation.forms_tab import FORMS_TAB, QUESTIONS
from ui.evaluation.indicator_tab import INDICATORS
from ui.evaluation.moved_page import MovedPage
from ui.evaluation.observations_tab import OBSERVATIONS
from ui.evaluation.online_tab import ONLINE
from ui.evaluation.ring_tab import TO_RING
from ui.evaluation.survey_tab import SURVEYS
from ui.evaluation.year_page import RESULTS, EvaluationPage
from ui.parts.jobs import Jobs
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.way import Way, Where
from ui.parts.ways import PageWay

PLACE = "Evaluation"
MOVED, ANSWERS = "moved", "answers"


class EvaluationPlace(LiveView):
    """Holds the year's evaluation, and the rows behind whichever number was opened last."""

    said = Signal(str)
    ways: ClassVar[Sequence[PageWay]] = (
        PageWay("Evaluation", Where(PLACE), "feedback, forms"),
        PageWay(
            RESULTS,
            Where(PLACE, tab=RESULTS),
            "scores, answers, before and after, by course or agency",
        ),
        PageWay(TO_ENTER, Where(PLACE, tab=TO_ENTER), "paper forms, key in, form code"),
        PageWay(
            "Read returned PDFs",
            Where(PLACE, tab=TO_ENTER, find=PDFS),
            "filled forms, folder, fillable, returned files",
        ),
        PageWay(CHASE, Where(PLACE, tab=CHASE), "missing forms, not answered, follow-up"),
        PageWay(TO_RING, Where(PLACE, tab=TO_RING), "telephone, call, script, phone follow-up"),
        PageWay(COMMENTS, Where(PLACE, tab=COMMENTS), "what delegates wrote, quotes"),
        PageWay(
            "Online forms",
            Where(PLACE, tab=ONLINE),
            "Microsoft Forms, Google Forms, SurveyMonkey, exports, responses",
        ),
        PageWay(
            OBSERVATIONS,
            Where(PLACE, tab=OBSERVATIONS),
            "observed sessions, quality, findings, letters",
        ),
        PageWay(
            FORMS_TAB,
            Where(PLACE, tab=FORMS_TAB, find=FORMS_TAB),
            "questionnaires, evaluation forms, stages",
        ),
        PageWay(
            QUESTIONS,
            Where(PLACE, tab=FORMS_TAB, find=QUESTIONS),
            "question bank, measures, scales",
        ),
        PageWay(
            INDICATORS,
            Where(PLACE, tab=INDICATORS),
            "outcomes, numbers by month, notifications, before and after events",
        ),
        PageWay(SURVEYS, Where(PLACE, tab=SURVEYS), "health check, questionnaire, respondents"),
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way, self._year = way, TrainingYear.of(self.desk.today())
        self._here = Where(PLACE)
        self.year_page = EvaluationPage(live, way, jobs)
        self.moved_page, self.answers_page = MovedPage(live, way), AnswersPage(live, way)
        self.pages = QStackedWidget()
        for page in (self.year_page, self.moved_page, self.answers_page):
            page.said.connect(self.said)
            self.pages.addWidget(page)
        self.setLayout(down(self.pages, gap=0))

    def show_at(self, where: Where) -> None:
        """Show the year at one of its tabs, or the rows behind a change or an answer."""
        self._year = TrainingYear.named(where.year) if where.year else self._year
        self._here = where
        if where.kind == MOVED:
            self.pages.setCurrentWidget(self.moved_page)
            self.moved_page.show_measure(where.find, self._year, where.id)
        elif where.kind == ANSWERS:
            self.pages.setCurrentWidget(self.answers_page)
            self.answers_page.show_answers(where.find, self._year, where.id)
        else:
            self.pages.setCurrentWidget(self.year_page)
            self.year_page.show_at(self._year, where)

    def drop(self, paths: Sequence[Path]) -> None:
        """Read returned forms that were dropped on the window."""
        self._way.go(Where(PLACE, tab=TO_ENTER))
        tab = self.year_page.work[TO_ENTER]
        if isinstance(tab, EntryTab):
            tab.read_files(paths)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The year's evaluation, and the change or the answer whose people show."""
        year = Where(PLACE, year=self._year.name)
        page = self.pages.currentWidget()
        if not isinstance(page, MovedPage | AnswersPage):
            return [(PLACE, year)]
        return [(PLACE, year), (page.title, self._here)]

    def actions(self) -> list[QAction]:
        """What can be done on the page that shows."""
        page = self.pages.currentWidget()
        return page.actions() if isinstance(page, LiveView) else []
