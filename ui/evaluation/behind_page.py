"""A page of the rows behind a number of the results, and the way back to them."""

from abc import abstractmethod
from typing import ClassVar, Generic, Protocol, TypeVar

from PySide6.QtCore import Signal

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.scope import Scope, ScopeKind
from ui.analysis.paged_list import Kind, PagedList
from ui.parts.heading import Heading
from ui.parts.layout import down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button, Words
from ui.programme.acts import act


class Behind(Protocol):
    """Somebody who is in a number, on an event; nobody is known of an anonymous form."""

    @property
    def id(self) -> int: ...
    @property
    def delegate_id(self) -> int | None: ...
    @property
    def event_id(self) -> int: ...


R = TypeVar("R", bound=Behind)


class BehindPage(LiveView, Generic[R]):
    """Who is in a number: a row opens the delegate, one without a name the event."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"answer", "booking", "delegate", "event", "form", "mark", "question"}
    )

    def __init__(self, live: LiveDesk, way: Way, kind: Kind[R], about: str = "") -> None:
        super().__init__(live)
        self._way = way
        self.title = ""
        back = Button("All results", "secondary", "arrow-left")
        back.clicked.connect(self._go_back)
        self.heading = Heading("", "", back)
        self.about = Words(about, "small", wrap=True)
        self.listed: PagedList[R] = PagedList(live, kind)
        self.listed.opened.connect(self._open)
        self.listed.chosen.connect(self._on_chosen)
        self.listed.said.connect(self.said)
        self._make_actions()
        column = down(self.heading, self.about, gap=Space.M)
        column.addWidget(self.listed, 1)
        column.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        self.setLayout(column)

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """The part of the year that the number is of."""

    @property
    def year(self) -> TrainingYear:
        """The year that the number is of."""
        return self.scope.year

    @abstractmethod
    def reload(self) -> None:
        """Say what the number is of, and show its rows."""

    def begin(self, *, afresh: bool) -> None:
        """Show the rows of what was asked; of something else, as if nothing had been typed."""
        if afresh:
            self.listed.start_afresh()
        self._stale = True
        self._catch_up()
        self.listed.enter()

    def _make_actions(self) -> None:
        self.delegate_action = act(
            self, "Open the &delegate", lambda: self._open(self._chosen()), "Ctrl+D"
        )
        self.event_action = act(self, "&Open the event", self._open_event, "Ctrl+O")
        self.export_action = act(self, "E&xport these rows…", self.listed.export, "Ctrl+E")
        self.listed.table.acts = [self.delegate_action, self.event_action]

    def _chosen(self) -> R | None:
        return self.listed.table.chosen_row()

    def _on_chosen(self) -> None:
        row = self._chosen()
        self.event_action.setEnabled(row is not None)
        self.delegate_action.setEnabled(row is not None and row.delegate_id is not None)

    def _open(self, row: R | None) -> None:
        if row is None:
            return
        if row.delegate_id is None:
            self._open_event()
        else:
            year = self.year.name
            self._way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=year))

    def _open_event(self) -> None:
        if row := self._chosen():
            year = self.year.name
            self._way.go(
                Where("Programme", kind="event", id=row.event_id, tab="Evaluation", year=year)
            )

    def _go_back(self) -> None:
        """Go to the results, narrowed as they were."""
        scope = self.scope
        find = "" if scope.kind is ScopeKind.YEAR else scope.kind
        self._way.go(
            Where("Evaluation", tab="Results", find=find, id=scope.id, year=scope.year.name)
        )
