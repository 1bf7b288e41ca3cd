"""What is done on the pages of Evaluation before their pictures are taken."""

from ui.evaluation.chase_tab import ChaseTab
from ui.evaluation.comments_tab import CommentsTab
from ui.main_window import MainWindow


def ask_for_forms(window: MainWindow) -> None:
    """Write to everybody who shows."""
    (tab,) = (each for each in window.findChildren(ChaseTab) if each.isVisible())
    tab.ask_action.trigger()


def code_a_comment(window: MainWindow) -> None:
    """Begin to code the comment in hand, and to quote it."""
    (tab,) = (each for each in window.findChildren(CommentsTab) if each.isVisible())
    tab.enter()
    tab.code_action.trigger()
    tab.panel.form["themes"].set_text("Supervision, Recording")
    tab.panel.suggest.click()
