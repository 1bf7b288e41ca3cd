"""The lists of a recommendation: its agencies, its people, and the courses that answer it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout

from trainingdesk.domain.delegate import folded, searched
from trainingdesk.domain.figures import percent, share
from trainingdesk.domain.standing import said_level
from trainingdesk.domain.words import plain_day
from trainingdesk.services.coverage import (
    AgencyCoverage,
    PeopleAsked,
    PersonCoverage,
    Who,
    people_matching,
    people_page,
)
from trainingdesk.services.exports import Value
from trainingdesk.services.recommendations import AnsweringCourse
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.delegates.list_file import ListFile, as_it_shows
from ui.delegates.short_list import ShortList
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.pages import Pages
from ui.parts.rows_model import Column
from ui.parts.switch import Switch
from ui.parts.theme import Width
from ui.parts.words import Button

NOBODY = {
    Who.TRAINED: "Whoever attends an event of a course that answers it will stand here.",
    Who.NOT_YET: "Everybody who works here today is trained.",
    Who.JOINED: (
        "Nobody who came since it was made is without training, or it is not said on which day "
        "it was made."
    ),
    Who.LEFT: "Nobody who was trained has left.",
}
ALL, NOT_YET = "All", "Not yet"
HEADS = (
    "Reference",
    "Delegate",
    "Email",
    "Job title",
    "Agency",
    "Joined on",
    "Trained on",
    "Course",
    "Left on",
)


class AgenciesReached(FoundList[AgencyCoverage]):
    """How many of each agency's delegates are trained; those not yet reached alone, or all."""

    def __init__(self, live: LiveDesk) -> None:
        self._rows: Sequence[AgencyCoverage] = ()
        kind = ListKind(
            "Agencies",
            "recommendations.agencies",
            "agency",
            "agencies",
            gives_way={"Sector": NARROW},
        )
        about = "Agencies stand here as soon as they have delegates."
        super().__init__(live, kind, _agency_columns(), Empty("building-2", "No agencies", about))
        self.which = Switch([ALL, NOT_YET], name="Agencies shown")
        _stand_in_bar(self, self.which)
        self.which.changed.connect(lambda _name: self._show())
        self.asked.connect(self._show)

    def show_these(self, rows: Sequence[AgencyCoverage]) -> None:
        """Show other agencies, as filtered before."""
        self._rows = rows
        self._show()

    def _show(self) -> None:
        words = searched(self.words).split()
        found = [
            row
            for row in self._rows
            if all(word in searched(f"{row.name} {row.sector}") for word in words)
            and (self.which.here == ALL or not row.trained)
        ]
        found.sort(key=_AGENCY_KEYS[self.sort], reverse=self.falling)
        self.show_found(found, in_all=len(self._rows))


class PeopleReached(FoundList[PersonCoverage]):
    """Who is trained, who is not, and who joined since; of every agency or of one."""

    turned = Signal()

    def __init__(self, live: LiveDesk, *acts: Button) -> None:
        self._desk, self._recommendation_id = live.desk, 0
        self.agency_id: int | None = None
        kind = ListKind(
            "People",
            "recommendations.people",
            "delegate",
            "delegates",
            many=True,
            gives_way={"Job title": ROOMY, "Joined on": ROOMY},
        )
        empty = Empty("users", "Nobody", "")
        super().__init__(live, kind, _people_columns(), empty, *acts)
        self.who = Switch([each.value for each in Who], name="People shown")
        _stand_in_bar(self, self.who)
        self.who.changed.connect(lambda _name: self._turn())
        self.asked.connect(self.read)

    def show_of(self, recommendation_id: int) -> None:
        """Show the people of another recommendation."""
        if recommendation_id != self._recommendation_id:
            self.agency_id = None
        self._recommendation_id = recommendation_id

    def read(self) -> None:
        """Ask how many there are and read those in sight."""
        asked, today = self.wanted(), self._desk.today()
        with self._desk.reading() as db:
            found = in_all = people_matching(db, asked, today=today)
            if asked.words.strip():
                in_all = people_matching(db, replace(asked, words=""), today=today)
        pages: Sequence[PersonCoverage] = Pages(found, lambda o, n: self._fetch(asked, o, n))
        self.empty.say(f"{asked.who}: nobody", NOBODY[asked.who])
        self.show_found(pages, in_all=in_all, found=found)
        self.bar.show()  # or one could not turn to the others

    def wanted(self) -> PeopleAsked:
        """What the list is asked for."""
        return PeopleAsked(
            self._recommendation_id,
            Who(self.who.here),
            self.agency_id,
            self.words,
            self.sort,
            self.falling,
        )

    def as_file(self, title: str) -> ListFile[PersonCoverage]:
        """The list as a file of its own, however long it is."""
        asked = self.wanted()
        found = ListFile(
            title, "delegate", HEADS, self.shown, lambda o, n: self._fetch(asked, o, n), _values
        )
        return as_it_shows(self.table, found)

    def _turn(self) -> None:
        self.read()
        self.turned.emit()

    def _fetch(self, asked: PeopleAsked, offset: int, limit: int) -> list[PersonCoverage]:
        with self._desk.reading() as db:
            return people_page(db, asked, today=self._desk.today(), offset=offset, limit=limit)


def _stand_in_bar(found: FoundList[Any], switch: Switch) -> None:
    """Put a switch beside the filter of a list."""
    bar = found.bar.layout()
    if isinstance(bar, QBoxLayout):
        bar.insertWidget(1, switch)


def answering_list(live: LiveDesk, *acts: Button) -> ShortList[AnsweringCourse]:
    """The courses that answer a recommendation."""
    columns: list[Column[AnsweringCourse]] = [
        Column("Course", lambda c: Cell(c.title, strong=True, code=c.reference), share=3),
        Column("Level", lambda c: Cell(said_level(c.level), "soft"), Width.MARK),
        Column("State", lambda c: Cell(chip=c.state.value), Width.CHIP),
    ]
    about = "Link the courses that teach what is recommended; then it is counted who came."
    empty = Empty("layers", "No course answers it yet", about, *acts[:1])
    return ShortList(
        live,
        ListKind("Courses", "recommendations.courses", "course", "courses", many=True),
        columns,
        empty,
        *acts[1:],
        heads=("Course", "Level", "State"),
        values=lambda c: (f"{c.title} ({c.reference})", said_level(c.level), c.state.value),
    )


def _agency_columns() -> list[Column[AgencyCoverage]]:
    return [
        Column("Agency", lambda a: Cell(a.name, strong=True), Width.PLACES, share=5, sort="name"),
        Column("Sector", lambda a: Cell(a.sector, "soft"), Width.CHIP, share=1, sort="sector"),
        Column(
            "Trained",
            _trained,
            Width.METER,
            share=1,
            sort="trained",
            value=lambda a: a.trained,
        ),
        Column("Delegates", lambda a: f"{a.delegates:,}", Width.DATE, right=True, sort="people"),
        Column("Not yet", lambda a: _number(a.not_yet), Width.DATE, right=True, sort="not_yet"),
        Column("Joined since", lambda a: _number(a.joined), Width.CHIP, right=True, sort="joined"),
    ]


_AGENCY_KEYS: dict[str, Callable[[AgencyCoverage], Any]] = {
    "name": lambda a: folded(a.name),
    "sector": lambda a: (folded(a.sector), folded(a.name)),
    "trained": lambda a: (share(a.trained, a.delegates) or 0, a.trained, folded(a.name)),
    "people": lambda a: (a.delegates, folded(a.name)),
    "not_yet": lambda a: (a.not_yet, folded(a.name)),
    "joined": lambda a: (a.joined, folded(a.name)),
}


def _trained(row: AgencyCoverage) -> Cell:
    if not row.trained:
        return Cell("Nobody yet", "amber")
    said = f"{row.trained:,} of {row.delegates:,}"
    return Cell(said, note=percent(row.trained, row.delegates), share=row.trained / row.delegates)


def _number(number: int) -> str:
    return f"{number:,}" if number else ""


def _people_columns() -> list[Column[PersonCoverage]]:
    return [
        Column("Delegate", lambda p: Cell(p.listed, strong=True), Width.MARK, 3, sort="name"),
        Column("Reference", lambda p: Cell(p.reference, "soft"), Width.NUMBER, hidden=True),
        Column("Email", lambda p: Cell(p.email, "soft"), share=3, hidden=True),
        Column("Job title", lambda p: Cell(p.job_title, "soft"), Width.NUMBER, 2, sort="job"),
        Column("Agency", lambda p: Cell(p.agency, "soft"), Width.MARK, 3, sort="agency"),
        Column("Joined on", lambda p: _day(p.joined_on), Width.SPAN, sort="joined"),
        Column("Trained on", _trained_on, Width.SPAN, 3, sort="trained"),
    ]


def _trained_on(row: PersonCoverage) -> Cell:
    if row.trained_on is None:
        return Cell("Not yet", "faint")
    left = f", left {plain_day(row.left_on)}" if row.left_on else ""
    return Cell(plain_day(row.trained_on), note=f"{row.course}{left}")


def _day(day: date | None) -> str:
    return plain_day(day) if day else ""


def _values(row: PersonCoverage) -> Sequence[Value]:
    return (
        row.reference,
        row.listed,
        row.email,
        row.job_title,
        row.agency,
        row.joined_on,
        row.trained_on,
        row.course,
        row.left_on,
    )
