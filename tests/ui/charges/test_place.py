"""Charges: what came in, what was spent, and what every sum is made of."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.analysis.sample import YEAR, Key, Opened, cell_said, labels, set_cursor
from tests.ui.models import hold_to_the_rules_of_qt
from trainingdesk.services.money import KindSum, Sum, YearsMoney
from trainingdesk.storage.models import Receipt
from ui.charges.narrowed import Narrowed
from ui.charges.place import ChargesPlace
from ui.charges.summary import finding_of
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button


@pytest.fixture
def place(live: LiveDesk, way: Way, jobs: Jobs, opened: Opened) -> ChargesPlace:
    made: ChargesPlace = opened(ChargesPlace(live, way, jobs), "Charges", "The year")
    return made


def figures(place: ChargesPlace) -> dict[str, tuple[str, str]]:
    strips = place.summary.figures.strips
    cells = [*strips[0].cells, *strips[1].cells]
    return {cell.figure.key: (cell.figure.value, cell.figure.base) for cell in cells}


def test_the_years_money_is_shown_with_its_bases(place: ChargesPlace) -> None:
    shown = figures(place)

    assert shown["income"] == ("£10,451.00", "125 fees")
    assert shown["expenditure"] == ("£18,966.43", "55 costs, without staff")
    assert shown["cost_recovery"] == ("55%", "£10,451.00 ÷ £18,966.43 without staff")
    assert shown["cost_recovery_with_staff"] == ("15%", "£10,451.00 ÷ £68,588.43 all costs")
    assert place.summary.finding.text() == (
        "Fees brought back 55% of what was spent without staff, and 15% of all costs."
    )


def test_every_figure_opens_what_it_was_added_up_from(
    place: ChargesPlace, gone: list[Where]
) -> None:
    sums = {"income": 125, "expenditure": 55, "spent": 63, "cost_recovery": 125}
    for key, number in sums.items():
        strips = place.summary.figures.strips
        cells = [*strips[0].cells, *strips[1].cells]
        next(cell for cell in cells if cell.figure.key == key).click()
        listed = place.lists[gone[-1].tab].listed
        assert listed.isVisible()
        assert listed.shown == number
        shown = place.lists[gone[-1].tab].sum.text()
        if key != "cost_recovery":
            assert shown == f"{figures(place)[key][0]} in all"


def test_a_kind_opens_its_rows_and_back_returns(
    qtbot: QtBot, place: ChargesPlace, way: Way, gone: list[Where]
) -> None:
    table = place.summary.receipts
    set_cursor(table, 0, "amount")
    assert cell_said(table, 0, "amount") == "£27,500.00"
    qtbot.keyClick(table, Key.Key_Return)

    assert gone[-1] == Where("Charges", tab="Receipts", find="kind:Grant", year=YEAR)
    assert place.receipts.listed.shown == 3
    assert place.receipts.kinds.currentText() == "Grant"
    assert place.receipts.sum.text() == "£27,500.00 in all"
    way.back()
    assert place.summary.isVisible()
    set_cursor(table, table.rows_model.rowCount() - 1, "number")
    qtbot.keyClick(table, Key.Key_Return)
    assert place.receipts.listed.shown == 129


def test_a_kind_is_chosen_in_the_list_and_remembered_on_the_way(
    place: ChargesPlace, way: Way
) -> None:
    place.tabs.choose("Costs")
    place.costs.kinds.setCurrentText("Venue")

    assert way.here == Where("Charges", tab="Costs", find="kind:Venue", year=YEAR)
    assert place.costs.listed.shown == 28
    place.tabs.choose("Receipts")
    place.tabs.choose("Costs")
    assert place.costs.kinds.currentText() == "Venue"
    assert way.here == Where("Charges", tab="Costs", find="kind:Venue", year=YEAR)


def test_a_list_is_narrowed_and_its_sum_follows(qtbot: QtBot, place: ChargesPlace) -> None:
    place.tabs.choose("Costs")
    listed = place.costs.listed
    QTest.keyClicks(listed.filter, "fenner")
    qtbot.keyClick(listed.filter, Key.Key_Return)
    rows = [listed.table.rows_model.row_at(n) for n in range(listed.shown)]
    pence = sum(row.pence for row in rows if row is not None)

    assert 0 < listed.shown < 63
    assert place.costs.sum.text() == f"£{pence / 100:,.2f} in all"
    listed.table.heads.ask("amount")
    assert listed.table.rows_model.rowCount() == len(rows)


def test_a_cost_opens_its_event_where_it_has_one(
    qtbot: QtBot, place: ChargesPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Charges", tab="Costs", find="kind:Venue", year=YEAR))
    place.costs.listed.table.enter()
    qtbot.keyClick(place.costs.listed.table, Key.Key_Return)
    assert (gone[-1].place, gone[-1].kind) == ("Programme", "event")
    way.go(Where("Charges", tab="Costs", find="kind:Staff", year=YEAR))
    before = len(gone)
    place.costs.listed.table.enter()
    qtbot.keyClick(place.costs.listed.table, Key.Key_Return)
    assert len(gone) == before
    assert not place.event_action.isEnabled()


def test_a_list_is_saved_with_its_amounts_as_numbers(
    place: ChargesPlace, way: Way, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    place.said.connect(told.append)
    file = tmp_path / "receipts.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    assert not place.export_action.isEnabled()
    way.go(Where("Charges", tab="Receipts", find="counted", year=YEAR))
    place.export_action.trigger()

    sheet = load_workbook(file).active
    assert sheet is not None
    amounts = [row[-1] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert sum(round(float(str(amount)) * 100) for amount in amounts) == 1_045_100
    assert told == ["Saved 125 receipts as receipts.xlsx."]


def test_a_year_without_money_says_what_the_page_is_for(
    place: ChargesPlace, way: Way, gone: list[Where]
) -> None:
    way.go(Where("Charges", tab="The year", year="2019-20"))

    assert place.body.nothing.isVisible()
    assert not place.explain_action.isEnabled()
    (button,) = (each for each in place.findChildren(Button) if "Explain" in each.text())
    assert button.isHidden()
    place.tabs.choose("To review")
    assert place.review.isVisible()
    assert place.export_action.isEnabled()
    place.tabs.choose("The year")
    assert place.body.nothing.isVisible()
    with place.desk.changing("Add a receipt") as db:
        db.add(Receipt(on=date(2019, 5, 1), kind="Grant", pence=12))
    assert not place.body.nothing.isVisible()
    assert place.summary.costs.isHidden()
    assert place.summary.finding.text() == "No fees came in; £0.00 was spent without staff."
    assert place.crumbs() == [("Charges", Where("Charges", year="2019-20"))]


@pytest.mark.parametrize(
    ("costs", "said"),
    [
        ([], "£1.00 came in as fees; no cost is recorded."),
        (
            [KindSum("Staff", Sum(1, 5), counts=False)],
            "£1.00 came in as fees; only staff costs are recorded.",
        ),
    ],
)
def test_the_finding_divides_by_nothing_in_words(costs: list[KindSum], said: str) -> None:
    fees = (KindSum("Attendance fee", Sum(1, 100), counts=True),)

    assert finding_of(YearsMoney(fees, tuple(costs))) == said


def test_f1_explains_and_escape_closes(qtbot: QtBot, place: ChargesPlace) -> None:
    place.explain_action.trigger()
    assert place.body.beside.panel is not None
    assert "Cost recovery" in labels(place.body.beside.panel)
    qtbot.keyClick(place.body.beside.panel, Key.Key_Escape)
    assert place.body.beside.panel is None
    place.explain_action.trigger()
    place.explain_action.trigger()
    assert place.body.beside.panel is None


@pytest.mark.parametrize(
    "narrowed", [Narrowed(), Narrowed("Grant"), Narrowed(""), Narrowed(counted=True)]
)
def test_what_a_list_is_narrowed_to_survives_the_way(narrowed: Narrowed) -> None:
    assert Narrowed.by(narrowed.find) == narrowed


def test_every_control_has_a_name_and_the_models_keep_the_rules_of_qt(
    place: ChargesPlace, way: Way
) -> None:
    for table in (place.summary.receipts, place.costs.listed.table):
        hold_to_the_rules_of_qt(table.rows_model)
    for tab in ("", "Receipts", "Costs"):
        way.go(Where("Charges", tab=tab, year=YEAR))
        assert nameless(place) == []


def test_the_figures_are_explained_where_they_stand_and_work_by_its_own_help(
    place: ChargesPlace, way: Way
) -> None:
    assert place.explain_action.isEnabled()
    place.show_at(Where("Charges", tab="Invoices", year=YEAR))
    assert not place.explain_action.isEnabled()
    place.show_at(Where("Charges", tab="Receipts", year=YEAR))
    assert place.explain_action.isEnabled()
