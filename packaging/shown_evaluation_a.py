"""What is done among the forms and questions before their pictures are taken."""

from ui.evaluation.forms_tab import FormsTab
from ui.main_window import MainWindow


def _tab(window: MainWindow) -> FormsTab:
    (tab,) = (each for each in window.findChildren(FormsTab) if each.isVisible())
    tab.enter()
    return tab


def look_at_a_form(window: MainWindow) -> None:
    """Show the end form as it reads, beside the list."""
    _tab(window).forms.table.selectRow(1)


def change_the_end_form(window: MainWindow) -> None:
    """Ask what is to be different about the end form, a question in hand."""
    tab = _tab(window)
    tab.forms.table.selectRow(1)
    tab.change_action.trigger()
    tab.form.area.verticalScrollBar().setValue(tab.form.asks.y())
    tab.form.asks.list.table.selectRow(4)
    tab.form.asks.list.table.setFocus()


def write_a_question(window: MainWindow) -> None:
    """Ask for a new question of the bank."""
    tab = _tab(window)
    tab.new_action.trigger()
    tab.question.form["words"].set_text("What has stood in the way of using it?")
    tab.question.form["code"].set_text("HINDER")
    tab.question.form["answer"].control.setCurrentText("Several")  # type: ignore[attr-defined]
    tab.question.form["choices"].set_text("Time\nCaseload\nNobody to ask")
