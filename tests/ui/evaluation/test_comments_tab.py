"""Comments are coded and quoted from the list, one after the other."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.analysis.sample import YEAR
from trainingdesk.storage.models import Mark
from ui.evaluation.comments_tab import CommentsTab
from ui.evaluation.place import EvaluationPlace
from ui.parts.way import Way, Where


@pytest.fixture
def comments(place: EvaluationPlace, way: Way) -> CommentsTab:
    way.go(Where("Evaluation", tab="Comments", year=YEAR))
    found = place.year_page.work["Comments"]
    assert isinstance(found, CommentsTab)
    found.listed.table.enter()
    return found


def test_one_comment_after_the_other_is_coded(comments: CommentsTab) -> None:
    first = comments.chosen()
    assert first is not None
    comments.code_action.trigger()
    panel = comments.panel
    panel.form["themes"].set_text("Zebras, Time")
    panel.suggest.click()
    assert panel.form["words"].text()
    panel.next.click()
    second = comments.chosen()
    assert second is not None
    assert second.id != first.id
    assert panel.whole.text() == second.words
    assert "Zebras" in panel.known.names
    assert panel.form["words"].text() == ""
    panel.form["themes"].set_text("x" * 61)
    panel.save.click()
    assert "too long" in panel.form["themes"].why_wrong("") or panel.form.faults()
    panel.leave()
    themes = [comments.theme.itemText(at) for at in range(comments.theme.count())]
    assert "Zebras (1)" in themes
    comments.theme.setCurrentIndex(themes.index("Quoted in the report"))
    assert comments.listed.shown == 1


def test_with_the_keys_of_saving_still_down_only_the_next_comment_is_chosen(
    comments: CommentsTab, qtbot: QtBot
) -> None:
    first = comments.chosen()
    assert first is not None
    comments.code_action.trigger()
    themes = comments.panel.form["themes"]
    themes.set_text("Zebras")
    qtbot.keyClick(themes, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (second,) = comments.listed.table.chosen_rows()
    assert second.id != first.id
    assert comments.panel.whole.text() == second.words


def test_several_are_coded_at_once_and_a_theme_is_renamed(comments: CommentsTab) -> None:
    comments.listed.table.selectAll()
    count = len(comments.listed.table.chosen_rows())
    assert count > 1
    comments.code_action.trigger()
    comments.panel.form["themes"].set_text("Everything")
    comments.panel.save.click()
    themes = [comments.theme.itemText(at) for at in range(comments.theme.count())]
    assert f"Everything ({count:,})" in themes
    comments.theme.setCurrentIndex(themes.index(f"Everything ({count:,})"))
    assert comments.listed.shown == count
    comments.rename_action.trigger()
    comments.theme_panel.form["name"].set_text("All of it")
    comments.theme_panel.save.click()
    assert f"All of it ({count:,})" in [
        comments.theme.itemText(at) for at in range(comments.theme.count())
    ]


def test_a_comment_that_is_in_no_figure_says_so(comments: CommentsTab) -> None:
    row = comments.chosen()
    assert row is not None
    assert "no figure" not in comments.about.text()
    with comments.desk.changing("Nobody came") as db:
        for mark in db.query(Mark).join(Mark.booking).filter_by(event_id=row.event_id):
            db.delete(mark)
    comments.listed.table.enter()
    again = comments.chosen()
    assert again is not None
    assert (again.id, again.counted) == (row.id, False)
    assert comments.about.text().endswith("so it is in no figure.")
    table = comments.listed.table
    assert "in no figure" in str(
        table.rows_model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    )
