"""A list of receipts or costs, narrowed to one kind or to what counts."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.money import pounds
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.money import KindSum, MoneyAsked, Sum
from ui.analysis.paged_list import Kind, Order, PagedList, R, Source
from ui.charges.narrowed import Narrowed
from ui.parts.field import Choice
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Size
from ui.parts.words import Words


class MoneyList(QWidget, Generic[R]):
    """The list, the kinds to choose among, and what is shown added up.

    ``total`` and ``page`` are the services that add up and list one side of the money.
    """

    narrowed = Signal(str)  # what the list is narrowed to, as the way names it

    def __init__(
        self,
        live: LiveDesk,
        kind: Kind[R],
        *,
        counted: str,
        total: Callable[..., Sum],
        page: Callable[..., Sequence[R]],
    ) -> None:
        super().__init__()
        self._desk = live.desk
        self._counted, self._total, self._rows = counted, total, page
        self._year = TrainingYear.of(self._desk.today())
        self._narrowed = Narrowed()
        self.kinds = Choice([], "Kind")
        self.kinds.setMinimumWidth(Size.NAV)
        self.kinds.currentIndexChanged.connect(self._on_kind)
        self.sum = Words("", "strong")
        self.listed: PagedList[R] = PagedList(live, kind, self.kinds, self.sum)
        self.setLayout(down(self.listed, gap=0))

    def show_year(self, year: TrainingYear, kinds: Sequence[KindSum], narrowed: Narrowed) -> None:
        """Show a year's rows, narrowed."""
        if year != self._year:
            self._year = year
            self.listed.start_afresh()
        self._narrowed = narrowed
        choices = [Narrowed(), Narrowed(counted=True), *(Narrowed(kind.kind) for kind in kinds)]
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            for choice in choices:
                self.kinds.addItem(self._said(choice), choice.find)
            if narrowed not in choices:
                self.kinds.addItem(self._said(narrowed), narrowed.find)
            self.kinds.choose(narrowed.find)
        self._show()

    def _said(self, narrowed: Narrowed) -> str:
        if narrowed.counted:
            return self._counted
        if narrowed.kind is None:
            return "Every kind"
        return narrowed.kind or "No kind given"

    def _show(self) -> None:
        self.listed.show_source(Source(self._count, self._page))

    def _asked(self, order: Order) -> MoneyAsked:
        chosen = self._narrowed
        return MoneyAsked(
            self._year,
            chosen.kind,
            counted=chosen.counted,
            words=order.words,
            sort=order.sort,
            falling=order.falling,
        )

    def _count(self, words: str) -> int:
        with self._desk.reading() as db:
            total = self._total(db, self._asked(Order("on", words=words)))
        self.sum.say(f"{pounds(total.pence)} in all")
        return total.number

    def _page(self, order: Order, offset: int, limit: int) -> Sequence[R]:
        with self._desk.reading() as db:
            return self._rows(db, self._asked(order), offset=offset, limit=limit)

    def _on_kind(self, _place: int) -> None:
        self._narrowed = Narrowed.by(str(self.kinds.chosen()))
        self._show()
        self.narrowed.emit(self._narrowed.find)


AnyMoneyList = MoneyList[Any]
