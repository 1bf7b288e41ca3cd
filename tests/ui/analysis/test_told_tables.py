"""Agencies' returns and surveys, beside the figures of the year."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.ui.accessible import nameless
from tests.ui.analysis.sample import YEAR, Key, Opened, cell_said
from trainingdesk.services.desk import Desk
from trainingdesk.storage.models import Agency, Return, SurveyAnswer
from ui.analysis.place import AnalysisPlace
from ui.analysis.told_tables import RETURNS, SURVEYS, ToldTables
from ui.analysis.year_page import YearPage
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Group
from ui.parts.way import Way, Where

BEFORE_ALL = "2019-20"
"""A year without events."""
ASKED = "Has your practice changed?"


@pytest.fixture
def page(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> YearPage:
    place: AnalysisPlace = opened(AnalysisPlace(live, way, jobs), "Analysis")
    return place.year_page


@pytest.fixture
def told(page: YearPage) -> ToldTables:
    """The tables with three returns and two questions, which the page takes over at once."""
    tell(page.desk, YEAR)
    return page.told


def forget(db: Session, year: str) -> None:
    for kind in (Return, SurveyAnswer):
        for row in db.scalars(select(kind).where(kind.year == year)):
            db.delete(row)


def tell(desk: Desk, year: str) -> None:
    with desk.changing("Tell") as db:
        forget(db, year)
        agencies = list(db.scalars(select(Agency).order_by(Agency.name).limit(3)))
        returned = ((100, 7, 0.07), (12, 15, None), (0, 0, 0.9))
        for agency, (staff, trained, target) in zip(agencies, returned, strict=True):
            row = Return(year=year, agency_id=agency.id, level="2", staff=staff, trained=trained)
            row.target = target
            db.add(row)
        given = {ASKED: ["No", "Yes", "Yes"], "What is in the way?": ["Time"]}
        db.add_all(
            SurveyAnswer(survey="Spring survey", year=year, question=question, answer=answer)
            for question, answers in given.items()
            for answer in answers
        )


def column(told: ToldTables, title: str) -> list[str]:
    return [cell_said(told.returns, n, title) for n in range(len(told.returns.rows_model.rows))]


def save_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), "Any (*.xlsx)"))


def read(path: Path) -> list[list[object]]:
    sheet = load_workbook(path).active
    assert sheet is not None
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_return_is_held_against_its_target(told: ToldTables) -> None:
    assert told.tabs.here == RETURNS
    assert column(told, "Share trained") == ["7%", "125%", "–"]
    assert column(told, "Target") == ["7%", "–", "90%"]
    assert column(told, "Target met") == ["Met", "No target", ""]
    assert told.count.said.accessibleName().startswith("3 returns")


def test_returns_are_sorted_and_those_without_a_share_come_last(told: ToldTables) -> None:
    told.returns.heads.ask("share")
    assert column(told, "Share trained") == ["125%", "7%", "–"]
    told.returns.heads.ask("share")
    assert column(told, "Share trained") == ["7%", "125%", "–"]
    first = column(told, "Agency")
    told.returns.heads.ask("agency")
    assert column(told, "Agency") == sorted(first, key=str.casefold)


@pytest.mark.parametrize("tab", [RETURNS, SURVEYS])
def test_a_short_table_shows_all_of_its_rows(
    qtbot: QtBot, page: YearPage, told: ToldTables, tab: str
) -> None:
    told.tabs.choose(tab)
    page.tables.tabs.choose("Agency")
    qtbot.wait(50)
    for table in (told.table, page.tables.table):
        assert table.viewport().height() >= table.verticalHeader().length()
        assert table.verticalScrollBar().maximum() == 0


def test_a_return_opens_its_agency(
    qtbot: QtBot, page: YearPage, told: ToldTables, gone: list[Where]
) -> None:
    told.returns.enter()
    row = told.returns.current_row()
    assert row is not None
    qtbot.keyClick(told.returns, Key.Key_Return)

    assert (gone[-1].place, gone[-1].kind, gone[-1].year) == ("Agencies", "agency", YEAR)
    with page.desk.reading() as db:
        agency = db.get(Agency, gone[-1].id)
        assert agency is not None
        assert agency.name == row.agency


def test_answers_stand_under_their_question_with_its_base(told: ToldTables) -> None:
    told.tabs.choose(SURVEYS)
    rows = told.answers.rows_model.rows

    assert told.table is told.answers
    assert rows[0] == Group(ASKED, "3 answered · Spring survey")
    assert [cell_said(told.answers, n, "Answer") for n in (1, 2)] == ["Yes", "No"]
    shares = [cell_said(told.answers, n, "Share of those who answered") for n in (1, 2)]
    assert shares == ["67%, 2 of 3", "33%, 1 of 3"]
    told.answers.heads.ask("answer")
    assert [cell_said(told.answers, n, "Answer") for n in (1, 2)] == ["No", "Yes"]
    assert told.count.said.accessibleName().startswith("3 answers to 2 questions")


def test_both_tables_are_saved_with_their_bases(
    page: YearPage, told: ToldTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_to(monkeypatch, tmp_path / "returns.xlsx")
    told.count.export.click()
    heads, first, *_ = read(tmp_path / "returns.xlsx")
    assert heads[2:] == ["Staff", "Trained", "Share: trained ÷ staff", "Target", "Met"]
    assert first[2:] == [100, 7, pytest.approx(0.07), pytest.approx(0.07), "yes"]

    told.tabs.choose(SURVEYS)
    told.answers.enter()
    save_to(monkeypatch, tmp_path / "answers.xlsx")
    page.export_action.trigger()
    assert read(tmp_path / "answers.xlsx")[1] == [
        "Spring survey", ASKED, "Yes", 2, 3, pytest.approx(2 / 3)
    ]  # fmt: skip

    page.tables.table.enter()
    save_to(monkeypatch, tmp_path / "courses.xlsx")
    page.export_action.trigger()
    assert read(tmp_path / "courses.xlsx")[0][0] == "Course"


def test_a_year_without_returns_or_surveys_says_so(page: YearPage) -> None:
    with page.desk.changing("Forget") as db:
        forget(db, YEAR)

    assert not page.told.none.isHidden()
    assert page.told.tabs.isHidden()
    assert page.told.count.isHidden()


def test_a_tab_without_rows_is_not_there(page: YearPage) -> None:
    with page.desk.changing("Forget") as db:
        forget(db, YEAR)
    with page.desk.changing("Ask") as db:
        db.add(SurveyAnswer(survey="S", year=YEAR, question="Q?", answer="A"))

    assert page.told.tabs.shown() == [SURVEYS]
    assert page.told.table is page.told.answers


def test_a_year_without_events_still_shows_what_was_told(
    page: YearPage, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tell(page.desk, BEFORE_ALL)
    way.go(Where("Analysis", year=BEFORE_ALL))

    assert page.told.isVisible()
    assert not page.tables.isVisible()
    assert not page.figures.isVisible()
    assert not page.report_action.isEnabled()
    assert "no events" in page.heading.about.accessibleName()
    save_to(monkeypatch, tmp_path / "told.xlsx")
    page.export_action.trigger()
    assert read(tmp_path / "told.xlsx")[0][0] == "Agency"
    way.go(Where("Analysis", year=YEAR))
    assert page.tables.isVisible()


def test_every_control_beside_the_programme_has_a_name(told: ToldTables) -> None:
    assert nameless(told) == []
