"""One indicator: its months to type, and what happened around the events of its courses."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.indicator import (
    EACH_WAY,
    MONTHS_EACH,
    NOT_PROOF,
    Around,
    Stretch,
    mean_said,
)
from trainingdesk.domain.words import listed
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.indicator_months import IndicatorMonths, Month, TiedEvent
from ui.evaluation.indicator_columns import EVENT_COLUMNS
from ui.evaluation.indicator_grid import MonthGrid
from ui.parts.chart_card import ChartCard
from ui.parts.layout import across, down
from ui.parts.months_chart import CountedMonth, MeanLine, MonthsChart, Side
from ui.parts.switch import Switch
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Elided, Words

MONTHS, EVENTS = "Months", "Events"
SHOWN_WITHOUT_EVENTS = 24
HOW_TO_TYPE = "Type a number, then Enter. Delete empties a month."
NO_COURSE = "No course is tied to it yet. F2 ties the courses that are meant to move it."
CAPTION = "A triangle marks a month with events of its courses; a dash, a month without a number."


class IndicatorRecord(QWidget):
    """The chart on the left; on the right its table, which is also where numbers are typed."""

    back_asked = Signal()
    each_way_asked = Signal()
    event_opened = Signal(object)  # a TiedEvent
    turned = Signal()  # to the months, or to the events

    def __init__(self) -> None:
        super().__init__()
        self.shown: IndicatorMonths | None = None
        self._make_parts()
        self._lay_out()
        self._connect()

    @property
    def each_way(self) -> int:
        """How many months are looked at before the events, and after."""
        return int(self.span.here.split()[0])

    def show_indicator(self, found: IndicatorMonths, year: TrainingYear) -> None:
        """Show an indicator; another than before begins at the month after its latest number."""
        other = self.shown is None or self.shown.id != found.id
        self.shown = found
        self.name.say(found.name)
        tied = f"Tied to {listed(found.courses)}." if found.courses else ""
        self.about.say(" ".join(filter(None, (_sentence(found.about), tied))))
        self.about.setHidden(not self.about.text())
        self._say(found, year)
        self._draw(found)
        self.grid.show_rows(list(found.months))
        self.events.show_rows(list(found.events))
        if other:
            self.turn_to(MONTHS)
            self.grid.go_to(_next_to_type(found))

    def enter(self) -> None:
        """Take the keyboard: to type where it is usual, or to go through the events."""
        page = self.pages.currentWidget()
        if isinstance(page, QWidget):
            page.setFocus(Qt.FocusReason.TabFocusReason)

    def turn_to(self, side: str) -> None:
        """Show the months to type, or the events."""
        self.side.set_here(side)
        self.pages.setCurrentWidget(self.grid if side == MONTHS else self.events)
        self.hint.say(HOW_TO_TYPE if side == MONTHS else "Enter opens the event.")
        self.paste.setVisible(side == MONTHS)
        self.turned.emit()

    def give_way(self, away: bool) -> None:  # noqa: FBT001 - as the signal says it
        """Leave the chart the room while a form stands beside."""
        self.beside.setHidden(away)

    def _make_parts(self) -> None:
        self.back = Button("All indicators", "quiet", "arrow-left")
        self.name, self.about = Elided("", "lead"), Words("", "soft", wrap=True)
        sides = [counted(number, "month") for number in EACH_WAY]
        self.span = Switch(sides, counted(MONTHS_EACH, "month"), "Months before and after")
        self.change = Button("Change…", "secondary", "", "F2").slim()
        self.said, self.proof = Words("", "strong", wrap=True), Words("", wrap=True)
        self.chart = MonthsChart("Numbers by month, around the events")
        self.card = ChartCard("", CAPTION, self.chart)
        self.side = Switch([MONTHS, EVENTS], MONTHS, "Months or events")
        self.paste = Button("Paste", "secondary", "clipboard-paste", "Ctrl+V").slim()
        self.grid = MonthGrid()
        self.events: Table[TiedEvent] = Table(EVENT_COLUMNS, "Events of its courses")
        self.hint = Words("", "small", wrap=True)
        self.pages = QStackedWidget()
        for page in (self.grid, self.events):
            self.pages.addWidget(page)

    def _lay_out(self) -> None:
        head = across(self.back, gap=Space.M)
        head.addWidget(self.name, 1)
        for part in (Words("Before and after", "small"), self.span, self.change):
            head.addWidget(part)
        left = down(self.said, self.proof, gap=Space.S)
        left.addSpacing(Space.XS)
        left.addWidget(self.card, 1)
        right = self.beside = QWidget()
        right.setFixedWidth(Size.FORM)
        column = down(across(self.side, None, self.paste), gap=Space.S)
        column.addWidget(self.pages, 1)
        column.addWidget(self.hint)
        right.setLayout(column)
        row = across(gap=Space.XL)
        row.addLayout(left, 1)
        row.addWidget(right)
        page = down(head, self.about, gap=Space.S)
        page.addLayout(row, 1)
        self.setLayout(page)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.span.changed.connect(lambda _name: self.each_way_asked.emit())
        self.side.changed.connect(self._on_side)
        self.paste.clicked.connect(self.grid.paste)
        self.chart.opened.connect(self._open_month)
        self.card.rows_asked.connect(lambda: self._on_side(MONTHS))
        self.events.opened.connect(self.event_opened)

    def _on_side(self, side: str) -> None:
        self.turn_to(side)
        self.enter()

    def _open_month(self, month: Month) -> None:
        """Show the events of a month, or without any, the month to type."""
        if month.events:
            self.turn_to(EVENTS)
            self.events.select_id(month.events[0].id)
        else:
            self.turn_to(MONTHS)
            self.grid.go_to(month)
        self.enter()

    def _say(self, found: IndicatorMonths, year: TrainingYear) -> None:
        around = found.around
        if around is None:
            none = f"No event of its courses has been held in {year.name}, so there is no before."
            self.said.say(none if found.courses else NO_COURSE)
            self.proof.say("")
        else:
            self.said.say(around.compared)
            self.proof.say(f"{_others(found)}{NOT_PROOF}")
        self.proof.setVisible(around is not None)
        held = f"{counted(len(found.events), 'event')} in {year.name}"
        self.card.say(f"{found.name}, month by month · {held}", CAPTION)

    def _draw(self, found: IndicatorMonths) -> None:
        months = found.shown or found.months[-SHOWN_WITHOUT_EVENTS:]
        around = found.around
        columns = [
            CountedMonth(
                f"{each.month:%b}",
                f"{each.month:%B %Y}",
                each.month.year,
                each.number,
                _side(each, around),
                len(each.events),
                each,
            )
            for each in months
        ]
        self.chart.show_months(columns, _means(around) if around else ())


def _side(month: Month, around: Around | None) -> Side:
    if around is None or month.month < around.during.first:
        return Side.BEFORE
    return Side.AMONG if month.month <= around.during.last else Side.AFTER


def _means(around: Around) -> list[MeanLine]:
    return [_mean("Before", Side.BEFORE, around.before), _mean("After", Side.AFTER, around.after)]


def _mean(word: str, side: Side, stretch: Stretch) -> MeanLine:
    if stretch.mean is None:
        return MeanLine(side, None, f"{word}: no numbers")
    whole = len(stretch.numbers) == stretch.months
    known = "" if whole else f" ({stretch.known})"
    return MeanLine(side, stretch.mean, f"{word}: {mean_said(stretch.mean)}{known}")


def _others(found: IndicatorMonths) -> str:
    """That events of other years lie in these months too."""
    if not found.others:
        return ""
    lie = "lies" if found.others == 1 else "lie"
    return f"{counted(found.others, 'event')} of other years {lie} in these months too. "


def _next_to_type(found: IndicatorMonths) -> Month:
    """The first month after the latest that has a number; the last one where all have."""
    known = [n for n, each in enumerate(found.months) if each.number is not None]
    return found.months[min(len(found.months) - 1, known[-1] + 1 if known else 0)]


def _sentence(words: str) -> str:
    return words if not words or words[-1] in ".!?" else f"{words}."
