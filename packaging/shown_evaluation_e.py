"""What is done on the results of evaluation before their pictures are taken."""

from PySide6.QtWidgets import QApplication, QWidget

from trainingdesk.services.evaluation.scope import ScopeKind
from ui.evaluation.results_view import ResultsView
from ui.main_window import MainWindow


def view_of(window: MainWindow) -> ResultsView:
    """The results that show."""
    (view,) = (each for each in window.findChildren(ResultsView) if each.isVisible())
    return view


def narrow_to_a_course(window: MainWindow) -> None:
    """Show the results of one course, with a line a person for its first measure."""
    view = view_of(window)
    view.scope.kind.choose(ScopeKind.COURSE)
    longest = max(range(view.scope.which.count()), key=lambda at: _forms(view, at))
    view.scope.which.setCurrentIndex(longest)
    view.measure.setCurrentIndex(1)


def see_how_answers_are_spread(window: MainWindow) -> None:
    """Show how the answers to the question of satisfaction are spread."""
    view = view_of(window)
    view.spread.question.setCurrentIndex(view.spread.question.findData("SAT"))
    _top(view, view.spread)


def see_who_answered(window: MainWindow) -> None:
    """Show how many of each agency answered."""
    view = view_of(window)
    view.answered_by.switch.choose("Agency")
    _top(view, view.answered_by)


def see_managers_and_speakers(window: MainWindow) -> None:
    """Show what managers say beside their people."""
    view = view_of(window)
    _top(view, view.managers)


def open_an_answer(window: MainWindow) -> None:
    """Open the rows behind one part of a bar."""
    view = view_of(window)
    view.spread.question.setCurrentIndex(view.spread.question.findData("SAT"))
    view.spread.bars.opened.emit(view.spread.bars.marks()[0].key)


def _forms(view: ResultsView, at: int) -> int:
    view.scope.which.setCurrentIndex(at)
    return view.results.forms if view.results else 0


def _top(view: ResultsView, part: QWidget) -> None:
    """Scroll so that a part stands at the top."""
    QApplication.processEvents()  # what has grown is as high as it will be only then
    view.area.verticalScrollBar().setValue(part.y())
