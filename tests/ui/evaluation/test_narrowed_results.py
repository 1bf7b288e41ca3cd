"""Results of a part of the year: chosen by keyboard, drawn, and opened row by row."""

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.analysis.sample import YEAR, Key, Opened, cell_said, set_cursor
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.managers_view import Beside
from trainingdesk.services.evaluation.scope import ScopeKind
from trainingdesk.services.figures.paired import PairedChange
from trainingdesk.services.figures.same_people import SamePeople
from ui.evaluation.answers_page import ANONYMOUS, PARTING
from ui.evaluation.beside_tables import managers_said
from ui.evaluation.chase_tab import ChaseTab
from ui.evaluation.place import EvaluationPlace
from ui.evaluation.results_view import ResultsView
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button


@pytest.fixture
def place(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> EvaluationPlace:
    made: EvaluationPlace = opened(EvaluationPlace(live, way, jobs), "Evaluation")
    return made


@pytest.fixture
def view(place: EvaluationPlace) -> ResultsView:
    return place.year_page.results


def choose(view: ResultsView, kind: ScopeKind) -> None:
    """Narrow to the first of a kind, as the arrows do."""
    kinds = list(ScopeKind)
    view.scope.kind.setFocus()
    for _ in range(kinds.index(kind) - view.scope.kind.currentIndex()):
        QTest.keyClick(view.scope.kind, Key.Key_Down)


def test_the_keyboard_narrows_to_an_agency_and_the_way_leads_back(
    view: ResultsView, place: EvaluationPlace, way: Way
) -> None:
    whole = view.lead.text()
    assert view.scope.which.isHidden()
    choose(view, ScopeKind.AGENCY)

    assert way.here is not None
    assert (way.here.find, way.here.year) == ("Agency", YEAR)
    assert view.scope.which.isVisible()
    assert view.lead.text() != whole
    assert nameless(place) == []
    set_cursor(view.measures, 0, "matched_before_end")
    QTest.keyClick(view.measures, Key.Key_Return)
    way.back()
    assert view.scope.scope.kind is ScopeKind.AGENCY
    way.go(Where("Evaluation", year=YEAR))
    assert str(view.scope.scope.kind) == "Year"
    assert view.lead.text() == whole


def test_another_agency_has_its_own_results(view: ResultsView, place: EvaluationPlace) -> None:
    choose(view, ScopeKind.AGENCY)
    first = place.year_page.body.heading.about.text()
    view.scope.which.setFocus()
    QTest.keyClick(view.scope.which, Key.Key_Down)

    assert view.scope.which.currentIndex() == 1
    assert place.year_page.body.heading.about.text() != first


def test_a_measure_in_the_picture_has_a_line_a_person(view: ResultsView) -> None:
    view.measure.setCurrentIndex(1)

    assert "A line a person, the mean in colour, n = " in view.cards[0].about.accessibleName()
    assert "ended lower than they began (amber)" in view.cards[0].about.accessibleName()
    view.measure.setCurrentIndex(0)
    assert view.cards[0].about.accessibleName().startswith("Means of all who answered")


def test_a_part_of_a_bar_opens_whoever_answered_so(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace, gone: list[Where]
) -> None:
    bars = view.spread.bars
    said = bars.marks()[0].says
    bars.setFocus()
    qtbot.keyClick(bars, Key.Key_Return)

    assert gone[-1].kind == "answers"
    assert place.answers_page.isVisible()
    assert f": {place.answers_page.listed.shown:,} of " in said
    assert nameless(place.answers_page) == []


def test_a_number_of_the_spread_opens_as_many_rows(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace, way: Way
) -> None:
    at = view.spread.question.findData("SAT")
    view.spread.question.setCurrentIndex(at)
    table = view.spread.table
    set_cursor(table, 4, "End")
    number = int(cell_said(table, 4, "End").split(",")[0])
    qtbot.keyClick(table, Key.Key_Return)

    page = place.answers_page
    assert page.listed.shown == number
    assert page.title == "5"
    assert place.crumbs()[1][0] == "5"
    QTest.keyClicks(page.listed.filter, "zzzz")
    qtbot.waitUntil(lambda: page.listed.shown == 0)
    way.back()
    assert place.year_page.isVisible()


def test_an_anonymous_answer_opens_its_event(
    view: ResultsView, place: EvaluationPlace, gone: list[Where]
) -> None:
    assert view.results is not None
    spread = next(each for each in view.results.spread if each.stage is Stage.END)
    view.answers_opened.emit(spread, "")
    page = place.answers_page
    page.listed.table.enter()
    model = page.listed.table.rows_model
    at = next(
        row for row in range(model.rowCount()) if model.data(model.index(row, 0)) == ANONYMOUS
    )
    page.listed.table.setCurrentIndex(model.index(at, 0))
    assert not page.delegate_action.isEnabled()
    page._open(page.listed.table.chosen_row())

    assert (gone[-1].place, gone[-1].kind, gone[-1].tab) == ("Programme", "event", "Evaluation")


def test_who_answered_is_counted_by_agency_sector_and_level(
    qtbot: QtBot, view: ResultsView, gone: list[Where]
) -> None:
    answered = view.answered_by
    answered.switch.choose("Level")
    assert cell_said(answered.table, 0, "attended") == "204"
    assert cell_said(answered.table, 0, "end_answered") == "78%, 160"
    set_cursor(answered.table, 0, "attended")
    qtbot.keyClick(answered.table, Key.Key_Return)
    assert (gone[-1].place, gone[-1].find) == ("Analysis", "attended|level|1")


def test_the_silent_of_an_agency_are_listed_from_its_count(
    qtbot: QtBot, view: ResultsView, gone: list[Where]
) -> None:
    view.answered_by.switch.choose("Agency")
    table = view.answered_by.table
    name = cell_said(table, 0, "name")
    set_cursor(table, 0, "end_answered")
    qtbot.keyClick(table, Key.Key_Return)

    assert (gone[-1].tab, gone[-1].find) == ("To chase", f"End|Year||agency|{name}")


def test_the_silent_of_a_sector_are_as_many_as_came_and_did_not_answer(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace, gone: list[Where]
) -> None:
    view.answered_by.switch.choose("Sector")
    table = view.answered_by.table
    name, came = cell_said(table, 0, "name"), int(cell_said(table, 0, "attended"))
    answered = int(cell_said(table, 0, "end_answered").split(", ")[1])
    set_cursor(table, 0, "end_answered")
    qtbot.keyClick(table, Key.Key_Return)
    chase = place.year_page.work["To chase"]
    assert isinstance(chase, ChaseTab)

    assert gone[-1].find == f"End|Year||sector|{name}"
    assert chase.only.text() == name
    assert chase.listed.shown == came - answered > 0
    chase.whole.click()
    assert chase.listed.shown > came - answered
    assert chase.only.isHidden()


def test_the_head_speaks_of_the_year_over_tabs_that_are_not_narrowed(
    view: ResultsView, place: EvaluationPlace
) -> None:
    head = place.year_page.body.heading.about
    whole = head.accessibleName()
    choose(view, ScopeKind.COURSE)
    part = head.accessibleName()
    assert whole.startswith(YEAR)
    assert not part.startswith(YEAR)
    for tab, said in (("Indicators", whole), ("To enter", whole), ("Results", part)):
        place.year_page.tabs.changed.emit(tab)
        assert head.accessibleName() == said


def test_those_to_chase_of_a_trainer_are_theirs_alone(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace, way: Way
) -> None:
    choose(view, ScopeKind.TRAINER)
    trainer, number = view.scope.which.currentText(), view.scope.scope.id
    missing = int(cell_said(view.stages, 1, "missing"))
    set_cursor(view.stages, 1, "missing")
    qtbot.keyClick(view.stages, Key.Key_Return)
    chase = place.year_page.work["To chase"]
    assert isinstance(chase, ChaseTab)

    assert way.here == Where("Evaluation", "", number, "To chase", YEAR, "End|Trainer|||")
    assert (chase.listed.shown, chase.only.text()) == (missing, trainer)
    chase.switch.choose("Before")
    assert way.here == Where("Evaluation", "", number, "To chase", YEAR, "Before|Trainer|||")
    chase.show_year(TrainingYear.named(YEAR).before)
    assert chase.only.isHidden()


def test_what_is_not_due_yet_opens_its_attendances(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace
) -> None:
    later = int(cell_said(view.stages, 2, "not_due"))
    set_cursor(view.stages, 2, "not_due")
    qtbot.keyClick(view.stages, Key.Key_Return)
    chase = place.year_page.work["To chase"]
    assert isinstance(chase, ChaseTab)

    assert chase.listed.shown == later
    assert (chase.only.text(), "none was due yet" in chase.about.text()) == ("not due yet", True)


def test_a_change_opens_the_people_of_the_part_and_leads_back_to_it(
    qtbot: QtBot, view: ResultsView, place: EvaluationPlace, way: Way, gone: list[Where]
) -> None:
    choose(view, ScopeKind.COURSE)
    part = way.here
    assert part is not None
    assert part.find == ScopeKind.COURSE
    set_cursor(view.measures, 0, "matched_before_end")
    number = int(cell_said(view.measures, 0, "matched_before_end"))
    qtbot.keyClick(view.measures, Key.Key_Return)

    assert place.moved_page.listed.shown == number
    (back,) = [each for each in place.moved_page.heading.findChildren(Button) if each.isVisible()]
    back.click()
    assert gone[-1] == replace(part, tab="Results")


def test_attendances_open_where_they_are_counted(view: ResultsView, gone: list[Where]) -> None:
    choose(view, ScopeKind.COURSE)
    view.due_opened.emit("", "")
    assert gone[-1].find.startswith("attended|course|")
    choose(view, ScopeKind.TRAINER)
    view.due_opened.emit("", "")
    assert gone[-1].find == "attended"
    choose(view, ScopeKind.EVENT)
    view.due_opened.emit("", "")
    assert (gone[-1].place, gone[-1].tab) == ("Programme", "Register")


def beside(mean: float) -> Beside:
    both = SamePeople(PairedChange(30, mean, mean - 0.5, mean + 0.5), 6.0, 6.0 + mean)
    return Beside(0, "Confidence", "How sure?", "How sure are they?", 0, 10, both, "CONF", "SEEN")


@pytest.mark.parametrize(
    ("mean", "said"),
    [
        (1.0, "confidence 1.0 point higher than they do themselves."),
        (-0.4, "confidence 0.4 points lower than they do themselves."),
        (0.0, "confidence where they do themselves."),
    ],
)
def test_managers_are_set_beside_their_people_in_a_sentence(mean: float, said: str) -> None:
    assert managers_said(beside(mean)) == f"Of 30 delegates rated by both, managers put {said}"


def test_the_managers_view_hides_where_there_is_none(view: ResultsView) -> None:
    view.managers.show_managers([])
    assert view.managers.isHidden()
    view.managers.show_managers([beside(-0.4)])
    assert view.managers.isVisible()
    assert view.managers.table.rows_model.rowCount() == 1


def test_choices_of_managers_and_marks_of_speakers_have_their_tables(
    view: ResultsView, gone: list[Where], qtbot: QtBot
) -> None:
    assert view.managers.isVisible()
    assert not view.managers.table.isVisible()
    assert view.managers.chosen.isVisible()
    assert view.speakers.isVisible()
    set_cursor(view.speakers.table, 0, "of")
    qtbot.keyClick(view.speakers.table, Key.Key_Return)
    assert gone[-1].kind == "answers"


def test_what_both_chose_opens_as_many_people(
    view: ResultsView, place: EvaluationPlace, gone: list[Where], qtbot: QtBot
) -> None:
    table = view.managers.chosen
    rows = table.rows_model
    for name in ("delegates", "managers", "both"):
        at = next(n for n in range(rows.rowCount()) if rows.row_at(n) is not None)
        set_cursor(table, at, name)
        said = cell_said(table, at, name).split(", ")[-1]
        qtbot.keyClick(table, Key.Key_Return)
        assert gone[-1].kind == "answers"
        assert place.answers_page.listed.shown == int(said)
        place.show_at(Where("Evaluation", year=YEAR))
    first = place.answers_page.listed.table.rows_model.row_at(0)
    assert first is not None
    assert first.beside


def test_a_measure_of_managers_opens_whom_both_rated(view: ResultsView, gone: list[Where]) -> None:
    view.managers.show_managers([beside(-0.4)])
    set_cursor(view.managers.table, 0, "same")
    QTest.keyClick(view.managers.table, Key.Key_Return)
    found = gone[-1].find.split(PARTING)
    assert found == ["Manager", "SEEN", "Year", "", "", "Follow-up", "CONF", ""]
