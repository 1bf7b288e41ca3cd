"""What is done among indicators and surveys before a picture is taken."""

from ui.evaluation.indicator_tab import IndicatorTab
from ui.evaluation.survey_tab import SurveyTab
from ui.main_window import MainWindow


def look_at_an_indicator(window: MainWindow) -> None:
    """Show an indicator around the year's events."""
    tab = window.page.year_page.work["Indicators"]
    if not isinstance(tab, IndicatorTab):
        raise TypeError("This is not the tab of indicators.")
    row = tab.listed.table.rows_model.row_at(0)
    tab.show_record(row.id if row is not None else 0)


def look_at_an_answer(window: MainWindow) -> None:
    """Show which agencies an answer came from."""
    tab = _surveys(window)
    tab.answers.select_id(0)
    tab.open_row()


def add_a_respondent(window: MainWindow) -> None:
    """Answer for one respondent."""
    tab = _surveys(window)
    tab.add()
    tab.respondent.form["agency"].set_text("Ternside Homes")
    tab.respondent.entries[0].setText("1")
    tab.respondent.entries[1].setText("2")
    tab.respondent.entries[1].setFocus()


def _surveys(window: MainWindow) -> SurveyTab:
    tab = window.page.year_page.work["Surveys"]
    if not isinstance(tab, SurveyTab):
        raise TypeError("This is not the tab of surveys.")
    return tab
