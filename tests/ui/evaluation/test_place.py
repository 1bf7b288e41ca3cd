"""Evaluation: what changed over the same people, who is silent, what was written."""

from dataclasses import replace
from pathlib import Path
from statistics import fmean

import pytest
from openpyxl import load_workbook
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.analysis.sample import YEAR, Key, cell_said, labels, set_cursor
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import rounded
from trainingdesk.storage.models import Answer, Form
from ui.evaluation.chase_tab import ChaseTab
from ui.evaluation.comments_tab import CommentsTab
from ui.evaluation.drawn import drawn_measures, nameless_said, response_said
from ui.evaluation.forms_tab import FormsTab
from ui.evaluation.place import EvaluationPlace
from ui.parts.cells import cell_width
from ui.parts.rows_model import CELL_ROLE
from ui.parts.theme import Space
from ui.parts.way import Way, Where


def test_the_sentence_leads_and_a_fall_stands_beside_it(place: EvaluationPlace) -> None:
    results = place.year_page.results

    assert results.lead.text() == (
        "Of 409 people who answered both before and at the end, confidence rose by 1.9 points "
        "(95% interval 1.8 to 2.0); 90% rose, 1% fell."
    )
    fallen = results.fallen.itemAt(0)
    assert fallen is not None
    said = fallen.widget()
    assert said is not None
    assert "skills fell by 0.2 points" in said.text()  # type: ignore[attr-defined]
    assert said.property("role") == "amber_lead"  # as plain as the rise above it
    assert results.findings.count() == 4
    assert "582 of the 628" in results.satisfied.text()
    assert "93%" in results.satisfied.text()


def test_each_measure_says_how_many_moved_and_marks_a_fall_in_words(
    place: EvaluationPlace,
) -> None:
    table = place.year_page.results.measures

    assert cell_said(table, 0, "change_before_end") == "+1.9, +1.8 to +2.0"
    assert cell_said(table, 0, "matched_before_end") == "409"
    assert cell_said(table, 0, "before_mean") == "5.1, of 524"
    assert cell_said(table, 2, "change_before_follow_up") == "−0.2 fell, −0.4 to −0.1"


def test_each_stage_says_who_answered_how_and_who_is_missing(place: EvaluationPlace) -> None:
    view = place.year_page.results

    assert cell_said(view.stages, 1, "response_rate") == "80%, 628 of 782"
    assert cell_said(view.stages, 1, "channels") == "Email 40, Online 268, Paper 320"
    assert cell_said(view.stages, 1, "missing") == str(782 - 628 + 9)
    assert view.nameless.text() == (
        "9 forms were anonymous: counted as received, never paired. "
        "3 forms fit no attendance and are left out."
    )
    assert view.cards[1].title.accessibleName() == "80% answered at the end, 42% in practice"
    assert cell_said(view.stages, 2, "response_rate") == "42%, 303 of 727"
    assert cell_said(view.stages, 2, "not_due") == str(782 - 727)
    assert view.cards[1].about.accessibleName() == ("Forms received ÷ those due by today")
    about = place.year_page.body.heading.about.accessibleName()
    assert about.endswith("1,586 forms received, 3 for nobody who came")
    bars = sum(int(cell_said(view.stages, row, "received")) for row in range(4))
    assert bars == 1586 - 3


def test_the_words_of_the_channels_are_whole_where_the_window_is_narrow(
    place: EvaluationPlace, qtbot: QtBot
) -> None:
    table = place.year_page.results.stages
    column = [each.name for each in table.rows_model.columns].index("channels")
    rows = range(table.rows_model.rowCount())
    index = table.rows_model.index
    cells = [table.rows_model.data(index(row, column), CELL_ROLE) for row in rows]
    room = max(cell_width(cell) for cell in cells) + 2 * Space.S
    qtbot.waitUntil(lambda: table.columnWidth(column) >= room)
    assert "anonymous" not in table.columns_shown.shown()
    place.window().resize(1900, 900)
    qtbot.waitUntil(lambda: "anonymous" in table.columns_shown.shown())
    assert table.columnWidth(column) >= room


def test_a_change_opens_the_people_it_was_counted_over(
    qtbot: QtBot, place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    table = place.year_page.results.measures
    set_cursor(table, 2, "change_before_follow_up")
    qtbot.keyClick(table, Key.Key_Return)
    page = place.moved_page

    assert gone[-1] == Where("Evaluation", kind="moved", find="Follow-up|SKILL", year=YEAR)
    assert page.isVisible()
    assert page.listed.shown == 193
    first = page.listed.table.rows_model.row_at(0)
    assert first is not None
    assert first.change < 0
    assert page.listed.table.rows_model.data(page.listed.table.rows_model.index(0, 5)).endswith(
        "fell"
    )
    assert place.crumbs()[1][0] == "Skills, before and in practice"
    both = [page.listed.table.rows_model.row_at(n) for n in range(page.listed.shown)]
    before = rounded(fmean(row.before for row in both if row), 1)
    later = rounded(fmean(row.later for row in both if row), 1)
    said = f"their mean {before}, later {later}"
    assert said in page.heading.about.accessibleName()
    way.back()
    assert place.year_page.isVisible()


def test_the_people_open_their_record_and_their_event(
    qtbot: QtBot, place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Evaluation", kind="moved", find="End|CONF", year=YEAR))
    page = place.moved_page
    page.listed.table.clearSelection()
    assert not page.event_action.isEnabled()
    page.listed.table.enter()
    page.event_action.trigger()
    assert (gone[-1].place, gone[-1].kind, gone[-1].tab) == ("Programme", "event", "Evaluation")
    qtbot.keyClick(page.listed.table, Key.Key_Return)
    assert (gone[-1].place, gone[-1].kind) == ("Delegates", "delegate")
    assert page.event_action in place.actions()


def test_a_measure_that_was_never_asked_has_nobody(place: EvaluationPlace, way: Way) -> None:
    way.go(Where("Evaluation", kind="moved", find="End|GONE", year=YEAR))

    assert place.moved_page.listed.shown == 0
    assert place.moved_page.title == "GONE"


def test_whoever_is_to_be_chased_is_listed_by_stage(
    qtbot: QtBot, place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    table = place.year_page.results.stages
    set_cursor(table, 2, "missing")
    missing = int(cell_said(table, 2, "missing"))
    qtbot.keyClick(table, Key.Key_Return)
    silent = place.year_page.work["To chase"]
    assert isinstance(silent, ChaseTab)

    assert gone[-1] == Where("Evaluation", tab="To chase", find="Follow-up", year=YEAR)
    assert (silent.stage, silent.listed.shown) == (Stage.FOLLOW_UP, missing)
    asks = "The board asks 3 months after the event, 1 course at other times. "
    assert asks in silent.about.text()
    assert silent.about.text().endswith("more are not due yet.")
    silent.switch.choose("End of course")
    assert silent.listed.shown == 782 - 628 + 9
    assert "9 forms came without a name" in silent.about.text()
    assert way.here == Where("Evaluation", tab="To chase", find="End", year=YEAR)
    silent.listed.table.enter()
    qtbot.keyClick(silent.listed.table, Key.Key_Return)
    assert (gone[-1].place, gone[-1].kind) == ("Delegates", "delegate")
    silent.event_action.trigger()
    assert gone[-1].place == "Programme"


def test_all_attendances_open_from_the_stage(
    qtbot: QtBot, place: EvaluationPlace, gone: list[Where]
) -> None:
    table = place.year_page.results.stages
    set_cursor(table, 0, "attended")
    qtbot.keyClick(table, Key.Key_Return)

    assert gone[-1] == Where("Analysis", kind="rows", find="attended", year=YEAR)


def test_charts_open_their_people_and_their_tables(
    qtbot: QtBot, place: EvaluationPlace, gone: list[Where]
) -> None:
    view = place.year_page.results
    view.cards[0].rows_asked.emit()
    assert view.measures.hasFocus()
    view.cards[1].rows_asked.emit()
    assert view.stages.hasFocus()
    view.answered.setFocus()
    qtbot.keyClick(view.answered, Key.Key_Return)
    assert (gone[-1].kind, gone[-1].find) == ("rows", "attended")
    qtbot.keyClick(view.answered, Key.Key_Down)
    qtbot.keyClick(view.answered, Key.Key_Return)
    assert gone[-1].find == "Before"
    view.slope.opened.emit("KNOW")
    assert gone[-1].find == "End|KNOW"


def test_comments_are_read_whole_found_and_copied(
    qtbot: QtBot, place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Evaluation", tab="Comments", year=YEAR))
    comments = place.year_page.work["Comments"]
    assert isinstance(comments, CommentsTab)
    assert comments.listed.shown == 612
    assert not comments.card.isHidden()  # the first comment is in hand
    comments.question.setCurrentIndex(2)
    fewer = comments.listed.shown
    assert 0 < fewer < 612
    QTest.keyClicks(comments.listed.filter, "police")
    qtbot.keyClick(comments.listed.filter, Key.Key_Down)
    row = comments.chosen()
    assert row is not None
    assert "police" in row.words.casefold()
    assert comments.whole.text() == row.words
    comments.copy_action.trigger()
    assert QGuiApplication.clipboard().text() == row.words
    comments.event_action.trigger()
    assert (gone[-1].place, gone[-1].id) == ("Programme", row.event_id)


def test_what_is_written_is_never_read_as_markup(place: EvaluationPlace, way: Way) -> None:
    with place.desk.changing("Correct") as db:
        answer = db.query(Answer).filter(Answer.words != "").join(Answer.form).first()
        assert answer is not None
    way.go(Where("Evaluation", tab="Comments", year=YEAR))
    comments = place.year_page.work["Comments"]
    assert isinstance(comments, CommentsTab)
    comments.listed.table.enter()
    row = comments.chosen()
    assert row is not None
    with place.desk.changing("Correct") as db:
        db.get_one(Answer, row.id).words = "<b>Bold</b> &amp; 李小明"
    comments.listed.table.enter()

    assert "<b>Bold</b> &amp; 李小明" in [text.strip("\u2068\u2069") for text in labels(comments)]


def test_a_list_is_saved_and_the_results_are_not_one(
    place: EvaluationPlace, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    place.year_page.export_action.trigger()
    assert not file.exists()
    for tab, find, rows in (("To chase", "End", 163), ("Comments", "", 612)):
        way.go(Where("Evaluation", tab=tab, find=find, year=YEAR))
        place.year_page.export_action.trigger()
        sheet = load_workbook(file).active
        assert sheet is not None
        assert sheet.max_row - 1 == rows
    way.go(Where("Evaluation", kind="moved", find="End|CONF", year=YEAR))
    place.moved_page.export_action.trigger()
    sheet = load_workbook(file).active
    assert sheet is not None
    assert sheet.max_row - 1 == 409


def test_a_year_without_answers_says_what_the_page_is_for(
    place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Evaluation", year="2019-20"))
    page = place.year_page

    assert page.body.nothing.isVisible()
    prose = page.body.nothing.prose.text().replace("\n", " ")
    assert "before, at the end and in practice" in prose
    for way_in in ("paper", "PDFs", "online", "telephone", "workbook"):
        assert way_in in prose
    assert not page.explain_action.isEnabled()
    way.go(Where("Evaluation", year=YEAR))
    assert not page.body.nothing.isVisible()


def test_f1_explains_and_escape_closes(qtbot: QtBot, place: EvaluationPlace) -> None:
    page = place.year_page
    page.explain_action.trigger()
    assert page.body.beside.panel is not None
    assert "Change" in labels(page.body.beside.panel)
    qtbot.keyClick(page.body.beside.panel, Key.Key_Escape)
    assert page.body.beside.panel is None
    page.explain_action.trigger()
    page.explain_action.trigger()
    assert page.body.beside.panel is None


def test_the_page_follows_the_desk(place: EvaluationPlace) -> None:
    with place.desk.changing("Remove a form") as db:
        form = db.query(Form).filter(Form.stage == Stage.END, Form.delegate_id.is_(None)).first()
        assert form is not None
        answers = db.query(Answer).filter_by(form_id=form.id).all()
        for answer in answers:
            db.delete(answer)
        db.flush()
        db.delete(form)

    assert "forms received" not in place.year_page.body.heading.title.text()
    assert place.year_page.body.heading.about.accessibleName().endswith(" for nobody who came")


def test_forms_lead_to_the_forms_though_questions_were_looked_at_last(
    place: EvaluationPlace, way: Way
) -> None:
    tab = place.year_page.work["Forms"]
    assert isinstance(tab, FormsTab)
    for title in ("Questions", "Forms"):
        (asked,) = [each for each in place.ways if each.title == title]
        way.go(replace(asked.where, year=YEAR))
        assert tab.switch.here == title


def test_every_control_has_a_name_and_the_models_keep_the_rules_of_qt(
    place: EvaluationPlace, way: Way
) -> None:
    view = place.year_page.results
    for table in (view.measures, view.stages, view.chosen):
        hold_to_the_rules_of_qt(table.rows_model)
    for tab in ("", "To chase", "Comments"):
        way.go(Where("Evaluation", tab=tab, year=YEAR))
        assert nameless(place) == []
    way.go(Where("Evaluation", kind="moved", find="End|CONF", year=YEAR))
    assert nameless(place) == []


def test_only_measures_of_one_scale_and_the_same_stages_share_a_chart() -> None:
    def row(code: str, highest: int, follow_up: float | None) -> dict[str, object]:
        made: dict[str, object] = {
            "code": code,
            "measure": code,
            "lowest": 0,
            "highest": highest,
        }
        for stage, mean in (("before", 3.0), ("end", 5.0), ("follow_up", follow_up)):
            made[f"{stage}_mean"] = mean
            made[f"{stage}_answered"] = 4 if mean else 0
        return made

    drawn, low, high = drawn_measures([row("A", 10, 4.0), row("B", 5, 4.0), row("C", 10, None)])
    assert ([m.name for m in drawn], low, high) == (["A"], 0, 10)
    two, *_ = drawn_measures([row("C", 10, None), row("A", 10, 4.0)])
    assert [(m.name, len(m.stages)) for m in two] == [("C", 2), ("A", 2)]
    assert drawn_measures([])[0] == []


def test_silence_is_said_in_words() -> None:
    nobody = [{"stage": s, "received": 0, "due": 9} for s in ("End", "Follow-up")]
    assert response_said(nobody) == "Nobody has answered yet"
    before = {"stage": "Before", "received": 3, "due": 12}
    assert response_said([before, *nobody]) == "25% answered before, nobody since"
    one = [{"anonymous": 1, "unmatched": 1, "ahead": 0, "unmarked": 0}]
    assert nameless_said(one) == (
        "1 form was anonymous: counted as received, never paired. "
        "1 form fits no attendance and is left out."
    )
