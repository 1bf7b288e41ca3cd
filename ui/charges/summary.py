"""What the money of a year comes to: headline figures, and sums by kind."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.domain.money import pounds
from trainingdesk.services.money import Sum, YearsMoney
from ui.analysis.figure_rows import FigureRows
from ui.analysis.numbers_table import NumbersTable
from ui.analysis.sentences import meaning_of
from ui.charges.kinds import KindRow, kind_columns, kind_rows
from ui.charges.narrowed import Narrowed
from ui.parts.figures import Figure
from ui.parts.layout import across, down, scrolled
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Words

NARROW = 2 * Size.FORM
NOT_INCOME = "not income from training"
NOT_EXPENDITURE = "left out of expenditure"
RECEIPTS, COSTS = "Receipts", "Costs"
NAMES = {"income": "Income", "expenditure": "Expenditure", "spent": "All costs"}


class Summary(QWidget):
    """Income, expenditure and what came back; every sum opens what it was added up from."""

    opened = Signal(str, str)  # the tab of the list, and what it is narrowed to

    def __init__(self) -> None:
        super().__init__()
        self.figures = FigureRows(Width.METER)
        self.figures.opened.connect(self._open_figure)
        self.finding = Words("", "lead", wrap=True)
        self.receipts = self._made_table(RECEIPTS)
        self.costs = self._made_table(COSTS)
        self._row = across(gap=Space.XL)
        self.none = Words("Nothing came in.", "soft"), Words("Nothing was spent.", "soft")
        titles = Words("What came in", "lead"), Words("What was spent", "lead")
        for title, none, table in zip(titles, self.none, (self.receipts, self.costs), strict=True):
            self._row.addLayout(down(title, table, none, None, gap=Space.S), 1)
        column = down(self.finding, self.figures, self._row, None, gap=Space.L)
        column.setContentsMargins(Space.XL, Space.L, Space.XL, Space.L)
        area = scrolled(column)
        self.setLayout(down(area, gap=0))
        self.figures.stand_after(area)

    def show_money(self, money: YearsMoney, before: YearsMoney, year: str) -> None:
        """Show a year's money beside that of the year before."""
        self.finding.say(finding_of(money))
        self.figures.show_figures(figures_of(money, before, year))
        sides = (
            (self.receipts, money.receipts, NOT_INCOME),
            (self.costs, money.costs, NOT_EXPENDITURE),
        )
        for (table, kinds, note), none in zip(sides, self.none, strict=True):
            table.show_rows(kind_rows(kinds, note))
            table.setVisible(bool(kinds))
            none.setVisible(not kinds)
            table.setFixedHeight(table.whole() + Space.HAIR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def _made_table(self, tab: str) -> NumbersTable[KindRow]:
        columns = kind_columns(tab)
        table: NumbersTable[KindRow] = NumbersTable(
            columns, f"{tab} by kind", numbers=["number", "amount"]
        )
        table.number_opened.connect(lambda row, _name: self._open_kind(tab, row))
        return table

    def _open_kind(self, tab: str, row: KindRow) -> None:
        self.opened.emit(tab, Narrowed(row.kind).find)

    def _open_figure(self, key: str) -> None:
        tab = COSTS if key in {"expenditure", "spent"} else RECEIPTS
        self.opened.emit(tab, Narrowed(counted=key != "spent").find)


def finding_of(money: YearsMoney) -> str:
    """How much of what was spent came back, in a sentence."""
    if not money.income.pence:
        return f"No fees came in; {pounds(money.expenditure.pence)} was spent without staff."
    if not money.spent.pence:
        return f"{pounds(money.income.pence)} came in as fees; no cost is recorded."
    if money.recovery is None:
        return f"{pounds(money.income.pence)} came in as fees; only staff costs are recorded."
    return (
        f"Fees brought back {percent_of(money.recovery)} of what was spent without staff, and "
        f"{percent_of(money.recovery_with_staff)} of all costs."
    )


def figures_of(money: YearsMoney, before: YearsMoney, year: str) -> list[Figure]:
    """The headline figures of a year's money, each with its base."""
    income, expenditure, spent = money.income, money.expenditure, money.spent
    over = f"{pounds(income.pence)} ÷ {{}}"
    return [
        _sum("income", (income, before.income), counted(income.number, "fee"), year),
        _sum(
            "expenditure",
            (expenditure, before.expenditure),
            f"{counted(expenditure.number, 'cost')}, without staff",
            year,
        ),
        _sum("spent", (spent, before.spent), f"{counted(spent.number, 'cost')}, with staff", year),
        Figure(
            "cost_recovery",
            "Cost recovery",
            percent_of(money.recovery),
            over.format(f"{pounds(expenditure.pence)} without staff"),
            _before(percent_of(before.recovery), year, known=before.recovery is not None),
            f"Cost recovery. {meaning_of('cost_recovery')}",
        ),
        Figure(
            "cost_recovery_with_staff",
            "With staff",
            percent_of(money.recovery_with_staff),
            over.format(f"{pounds(spent.pence)} all costs"),
            _before(
                percent_of(before.recovery_with_staff),
                year,
                known=before.recovery_with_staff is not None,
            ),
            f"Cost recovery with staff. {meaning_of('cost_recovery_with_staff')}",
        ),
    ]


def _sum(key: str, sums: tuple[Sum, Sum], base: str, year: str) -> Figure:
    """A sum of this year and of the year before."""
    now, before = sums
    name = NAMES[key]
    said = _before(pounds(before.pence), year, known=bool(before.number))
    return Figure(key, name, pounds(now.pence), base, said, f"{name}. {meaning_of(key)}")


def _before(said: str, year: str, *, known: bool) -> str:
    return f"{said} in {year}" if known else ""
