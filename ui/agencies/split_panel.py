"""Splitting an agency into several on a day."""

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QAction

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import listed
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.agency_changes import Part, split_agency
from trainingdesk.services.delegate_moves import people_at
from ui.delegates.agency_choice import AgencyChoice
from ui.delegates.dated_panel import DatedPanel
from ui.parts.cell import Cell
from ui.parts.field import Field
from ui.parts.layout import across, holder
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

PLACES = ("First", "Second", "Third")
SAID = (
    "{} ends on that day. Choose delegates and say where they go; whoever is not chosen goes to "
    "the first. Its bookings stay its own."
)
ITSELF = "An agency cannot be split into itself. Choose those that stand in its place."


@dataclass(frozen=True, slots=True)
class Goes:
    """One delegate, and which of the agencies they go to."""

    id: int
    name: str
    place: int = 0


class SplitPanel(DatedPanel):
    """Asks into which agencies one is split, when, and who goes where."""

    def __init__(self, live: LiveDesk) -> None:
        self._agency, self._name = 0, ""
        self._people: list[Goes] = []
        self.parts = [AgencyChoice(f"{place} agency") for place in PLACES]
        fields = {
            place.lower(): Field(f"{place} agency", part)
            for place, part in zip(PLACES, self.parts, strict=True)
        }
        super().__init__(live, fields, day="On", save="Split")
        self.save_asked.connect(self.save_now)
        self.table: Table[Goes] = Table(self._columns(), "Who goes where", many=True)
        self.table.setMinimumHeight(Size.ROW * 5)
        sends = across(gap=Space.S)
        self.sends = [self._make_send(place) for place in range(len(PLACES))]
        for _, button in self.sends:
            sends.addWidget(button)
        sends.addStretch(1)
        self.who = Words("", "small", wrap=True)
        for part in (self.table, holder(sends), self.who):
            self.body.insertWidget(self.body.count() - 1, part)
        for part in self.parts:
            part.currentIndexChanged.connect(lambda _: self._show_people())

    def begin(self, agency_id: int, name: str) -> None:
        """Ask about an agency."""
        self._agency, self._name = agency_id, name
        with self._desk.reading() as db:
            choices = [each for each in agency_choices(db) if each[1] != agency_id]
            self._people = [Goes(number, listed) for number, listed in people_at(db, agency_id)]
        for part in self.parts:
            with QSignalBlocker(part):
                part.show_agencies(choices, {name: ITSELF})
        texts = {place.lower(): "" for place in PLACES}
        self.begin_with(agency_id, "Split agency", SAID.format(name), texts)
        self._show_people()

    def draft(self) -> dict[str, str]:
        sent = {_key(person): str(person.place) for person in self._people if person.place}
        return self.form.texts() | sent

    def show_draft(self, draft: dict[str, str]) -> None:
        self._people = [
            replace(person, place=int(draft.get(_key(person), 0))) for person in self._people
        ]
        fields = self.form.texts()
        super().show_draft({name: text for name, text in draft.items() if name in fields})
        self._show_people()

    def save_now(self) -> None:
        parts = [
            Part(
                part.agency_id() or 0,
                tuple(person.id for person in self._people if person.place == place),
            )
            for place, part in enumerate(self.parts)
            if place < len("AB") or part.currentText().strip()
        ]
        said = zip(PLACES, (part.unknown() for part in self.parts), strict=True)
        unknown = {place.lower(): why for place, why in said if why}
        with self.problems_shown():
            if unknown:
                raise Invalid(unknown)
            with self._desk.changing("Split", self._name) as db:
                split_agency(db, self._agency, parts, on=self.day(), today=self._desk.today())
            names = [part.name_of(part.agency_id()) for part in self.parts]
            self.settle()
            self.done.emit(f"{self._name} was split into {listed([n for n in names if n])}.")

    def send(self, place: int) -> None:
        """Say where the chosen delegates go."""
        chosen = {row.id for row in self.table.chosen_rows()}
        self._people = [
            replace(person, place=place) if person.id in chosen else person
            for person in self._people
        ]
        self._show_people()
        self.keep_draft()

    def _show_people(self) -> None:
        self.table.show_rows(self._people)
        self.table.setVisible(bool(self._people))
        for place, (action, button) in enumerate(self.sends):
            name = self._named(place)
            there = bool(self._people) and (
                place < len("AB") or bool(self.parts[place].agency_id())
            )
            action.setEnabled(there)
            button.setVisible(there)
            button.setToolTip(f"To {name}")
        counts = [sum(person.place == place for person in self._people) for place in range(3)]
        said = [f"{counted(n, 'delegate')} to {self._named(p)}" for p, n in enumerate(counts) if n]
        self.who.say(f"{listed(said)}." if said else "It has no delegates.")

    def _named(self, place: int) -> str:
        part = self.parts[place]
        return part.name_of(part.agency_id()) or f"the {PLACES[place].lower()}"

    def _make_send(self, place: int) -> tuple[QAction, Button]:
        word = f"To the {PLACES[place].lower()}"
        button = Button(word, "secondary", "", f"Alt+{place + 1}").slim()
        action = act(self, word, partial(self.send, place), f"Alt+{place + 1}")
        button.clicked.connect(action.trigger)
        return action, button

    def _columns(self) -> list[Column[Goes]]:
        return [
            Column("Delegate", lambda person: Cell(person.name, strong=True), share=1),
            Column("Goes to", lambda person: Cell(self._named(person.place), "soft"), share=1),
        ]


def _key(person: Goes) -> str:
    """What is kept of where somebody goes, until it is saved."""
    return f"goes {person.id}"
