import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.accessible import nameless
from tests.ui.parts.conftest import Shown
from ui.parts.bars_chart import Bar, Bars
from ui.parts.chart import Chart, apart
from ui.parts.chart_card import ChartCard
from ui.parts.columns_chart import Columns, MonthOfPlaces
from ui.parts.figures import Figure, FigureStrip
from ui.parts.slope import Measure, Slope, Stage
from ui.parts.stacked_bars import mixed, words_on
from ui.parts.theme import Look, Wish, contrast
from ui.parts.words import Button

Key = Qt.Key


def columns() -> Chart:
    chart = Columns()
    chart.show_months(
        [MonthOfPlaces("Apr", 70, 60, 49, "apr"), MonthOfPlaces("May", 90, 75, 57, "may")]
    )
    return chart


def bars() -> Chart:
    chart = Bars("Attendances by sector")
    chart.show_bars(
        [Bar("Schools", 238, "238", 260, "33%", "sch"), Bar("NHS", 171, "171", key="n")]
    )
    return chart


def slope() -> Chart:
    chart = Slope("Confidence before, after and in practice")
    before, after = Stage("Before", 4.4, 31), Stage("End", 7.5, 31)
    skills = Measure("Skills", [before, Stage("End", 4.4, 31)], "s")
    chart.show_measures(
        [
            Measure("Confidence", [before, after], "c"),
            skills,
        ],
        people=[(4, 8), (4, 8), (6, 5)],
    )
    return chart


SAID = {
    columns: "Apr: 70 places, 60 booked, 49 attended; May: 90 places, 75 booked, 57 attended",
    bars: "Schools: 238, 33%; NHS: 171",
    slope: "Confidence: Before 4.4 of 31, End 7.5 of 31; Skills: Before 4.4 of 31, End 4.4 of 31",
}


@pytest.mark.parametrize("make", SAID)
def test_a_chart_says_its_numbers(make: object, shown: Shown) -> None:
    assert callable(make)
    chart = make()
    shown(chart)
    assert chart.accessibleDescription() == SAID[make]
    assert not chart.grab().isNull()


def test_stages_that_stand_near_each_other_are_named_in_two_lines(shown: Shown) -> None:
    stages = [Stage("Before", 5, 1250), Stage("End of course", 6, 1488), Stage("Practice", 6, 540)]
    others = [Stage("Before", 4, 1255), Stage("End of course", 5, 1494), Stage("Practice", 6, 540)]
    chart = Slope("Confidence")
    shown(chart)
    chart.show_measures([Measure("Confidence", stages), Measure("Skills", others)])
    chart.resize(580, 220)
    assert chart.feet()[1:] == [
        ("End of course", "n = 1,488 to 1,494"),
        ("Practice", "n = 540"),
    ]
    assert "Before 5.0 of 1,250" in chart.accessibleDescription()
    chart.resize(1000, 220)
    assert chart.feet()[2] == ("Practice, n = 540",)


@pytest.mark.parametrize("make", SAID)
def test_the_arrows_and_enter_open_a_mark(make: object, qtbot: QtBot, shown: Shown) -> None:
    assert callable(make)
    chart = make()
    shown(chart)
    chart.setFocus()
    keys = [mark.key for mark in chart.marks()]
    opened: list[object] = []
    chart.opened.connect(opened.append)
    for key in (Key.Key_Return, Key.Key_Right, Key.Key_Return):
        qtbot.keyClick(chart, key)
    assert opened == keys
    at = chart.marks()[1].box.center().toPoint()
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert opened[2:] == [keys[1]]


@pytest.mark.parametrize("chart", [Columns, lambda: Bars("Sectors"), lambda: Slope("Measures")])
def test_an_empty_chart_is_no_mishap(chart: object, qtbot: QtBot, shown: Shown) -> None:
    assert callable(chart)
    made = chart()
    shown(made)
    made.setFocus()
    with qtbot.assertNotEmitted(made.opened):
        qtbot.keyClick(made, Key.Key_Return)
    assert not made.grab().isNull()


def test_a_year_without_a_single_place_is_no_mishap(shown: Shown) -> None:
    chart, lengths = Columns(), Bars("Sectors")
    chart.show_months([MonthOfPlaces("Aug", 0, 0, 0)])
    lengths.show_bars([Bar("Schools", 0, "0")])
    assert not shown(chart, lengths).grab().isNull()
    chart.clearFocus()
    foot, right = round(chart._plot().bottom()), round(chart._plot().right())
    between = chart.grab().toImage().copy(right - 20, 0, 20, foot)
    seen = {between.pixelColor(x, y).name() for x in range(20) for y in range(foot - 1)}
    assert len(seen) == 1  # no line leads to a name from no column


@pytest.mark.parametrize("wide", [360, 900])
def test_what_is_written_at_the_end_of_a_bar_is_whole(wide: int, shown: Shown) -> None:
    def drawn(note: str) -> QImage:
        chart = Bars("Response by stage", 128, track=True)
        chart.show_bars([Bar("In practice", 0.4, "40%", note=note)])
        chart.setFixedSize(wide, 60)
        shown(chart)
        image: QImage = chart.grab().toImage()
        return image

    assert drawn("91 of 230, 199 not due 8") != drawn("91 of 230, 199 not due 9")


def test_labels_are_moved_apart() -> None:
    assert apart([10, 12, 50], 16, 100) == [10, 26, 50]
    assert apart([90, 95, 98], 16, 100) == [68, 84, 100]


def test_a_figure_opens_the_rows_behind_it(qtbot: QtBot, shown: Shown) -> None:
    strip = FigureStrip([Figure("attendances", "Attendances", "731", "616 people", "+29")])
    window = shown(strip)
    strip.show_figures(
        [
            Figure("attendances", "Attendances", "731", "616 people", "+29 on 2016-17"),
            Figure("take_up", "Take-up", "88%", "846 ÷ 957 places", explains="Booked ÷ places."),
        ]
    )
    assert strip.cells[0].accessibleName() == "Attendances 731, 616 people, +29 on 2016-17"
    assert strip.cells[1].toolTip() == "Booked ÷ places."
    strip.cells[0].setFocus()
    qtbot.keyClick(strip.cells[0], Key.Key_Right)
    assert strip.cells[1].hasFocus()
    with qtbot.waitSignal(strip.opened) as opened:
        qtbot.keyClick(strip.cells[1], Key.Key_Return)
    assert opened.args == ["take_up"]
    assert nameless(window) == []


def test_a_card_leads_to_its_rows(qtbot: QtBot, shown: Shown) -> None:
    card = ChartCard("June was fullest", "Places by month", columns())
    window = shown(card)
    card.say("May was fullest", "Places of delivered events")
    assert card.title.accessibleName() == "May was fullest"
    with qtbot.waitSignal(card.rows_asked):
        card.findChildren(Button)[0].click()
    assert nameless(window) == []


def test_figures_without_another_year_keep_no_line_for_it(qtbot: QtBot) -> None:
    said = ("trained", "Trained", "25", "4% of 712 delegates")
    bare, dated = FigureStrip([Figure(*said)]), FigureStrip([Figure(*said, "+3")])
    for strip in (bare, dated):
        qtbot.addWidget(strip)
    assert bare.sizeHint().height() < dated.sizeHint().height()


@pytest.mark.parametrize("wish", ["light", "dark"])
def test_answers_can_be_read_on_every_shade_of_their_bar(look: Look, wish: Wish) -> None:
    look.choose(wish)
    shades = [mixed(answer / last) for last in range(1, 11) for answer in range(last + 1)]
    assert min(contrast(words_on(shade).name(), shade.name()) for shade in shades) > 3.8
