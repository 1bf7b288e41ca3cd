"""What results are of: the year, or a course, strand, trainer, agency or event in it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.scope import Scope, ScopeKind, scope_choices
from ui.parts.field import Choice
from ui.parts.layout import across
from ui.parts.live import LiveDesk
from ui.parts.theme import Size, Space
from ui.parts.words import Words

WHOLE = "The whole year"


class ScopeChooser(QWidget):
    """Two lists beside each other: by what the year is narrowed, and to which."""

    narrowed = Signal(object)  # the Scope

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self._year = TrainingYear.of(self._desk.today())
        said = [(WHOLE if kind is ScopeKind.YEAR else kind.value, kind) for kind in ScopeKind]
        self.kind = Choice(list(said), "Results of")
        self.which = Choice([], "Which")
        self.which.setMinimumWidth(Size.FORM)
        self.which.setMaximumWidth(Size.FORM + Size.NAV)
        self.which.hide()
        self.kind.currentIndexChanged.connect(lambda _: self._on_kind())
        self.which.currentIndexChanged.connect(lambda _: self.narrowed.emit(self.scope))
        self.setLayout(
            across(Words("Results of", "soft"), self.kind, self.which, None, gap=Space.S)
        )

    @property
    def scope(self) -> Scope:
        """What is chosen; of a kind of which the year has none, nothing."""
        number = self.which.chosen()
        if self._kind is ScopeKind.YEAR:
            return Scope(self._year)
        return Scope(self._year, self._kind, number if isinstance(number, int) else 0)

    @property
    def _kind(self) -> ScopeKind:
        """By what the year is narrowed; Qt gives it back as its word."""
        return ScopeKind(str(self.kind.chosen()))

    def show_scope(self, scope: Scope) -> None:
        """Show what is chosen, without a word to anybody."""
        with QSignalBlocker(self.kind), QSignalBlocker(self.which):
            self._year = scope.year
            self.kind.choose(scope.kind)
            self._offer()
            self.which.choose(scope.id)

    def _on_kind(self) -> None:
        with QSignalBlocker(self.which):
            self._offer()
        self.narrowed.emit(self.scope)

    def _offer(self) -> None:
        """Offer what the year has of the kind, the first of it chosen."""
        held = self._kind
        with self._desk.reading() as db:
            choices = scope_choices(db, self._year, held)
        self.which.clear()
        for choice in choices:
            self.which.addItem(choice.name, choice.id)
        self.which.setAccessibleName(f"Which {held.value.lower()}")
        self.which.setVisible(held is not ScopeKind.YEAR)
