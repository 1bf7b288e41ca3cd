"""The fields for one day of an event."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.domain.event_names import names_told, names_typed
from trainingdesk.domain.typed import day_typed, time_typed
from trainingdesk.domain.words import clock, entered_day
from trainingdesk.domain.year import TrainingYear
from ui.parts.field import Entry, Field
from ui.parts.known_names import KnownNames
from ui.parts.layout import across, down
from ui.parts.theme import Space, Width
from ui.parts.words import Button, Words

NAMES = ("day", "starts", "ends", "venue", "trainer")
RARE = ("online", "beside", "reserve")
"""Fields that most days leave empty: they show once they are asked for, or hold something."""


class DayFields(QWidget):
    """A day, its hours, its venue and its trainers; what is typed is put into its usual form."""

    left = Signal()  # the day was typed and left
    remove_asked = Signal()

    def __init__(self, near: TrainingYear, venues: Sequence[str], trainers: Sequence[str]) -> None:
        super().__init__()
        self.near = near
        self.session_id: int | None = None
        self._trainers = list(trainers)
        self._given = SessionDetails()
        self.fields = _fields(venues, trainers)
        self.title = Words("", "strong")
        self.remove = Button("Remove", "quiet", name="Remove this day").slim()
        self.remove.clicked.connect(self.remove_asked)
        self.more = Button("Online, more trainers…", "link").slim()
        self.more.clicked.connect(self._ask_for_more)
        self.said = Words("", "amber", wrap=True)
        self.noted = Words("", "small", wrap=True)
        self._lay_out()
        self.say((), "")
        for name in RARE:
            self.fields[name].hide()
        for name in ("day", "starts", "ends"):
            entry = self.fields[name].control
            assert isinstance(entry, Entry)  # noqa: S101 - it was made so above
            entry.editingFinished.connect(lambda name=name: self._tidy(name))

    def _lay_out(self) -> None:
        hours = across(gap=Space.S)
        for name in ("day", "starts", "ends"):  # the day is seen with its year, at any width
            hours.addWidget(self.fields[name], int(name == "day"), Qt.AlignmentFlag.AlignTop)
        for name in ("starts", "ends"):
            self.fields[name].setFixedWidth(Width.COUNT)
        head = across(self.title, None, self.remove)
        rest = [self.fields[name] for name in ("venue", "trainer", *RARE)]
        column = down(head, hours, self.noted, *rest, self.said, gap=Space.M)
        column.addWidget(self.more, alignment=Qt.AlignmentFlag.AlignLeft)
        self.setLayout(column)

    def number(self, number: int, of: int) -> None:
        """Say which day this is, where there are several."""
        self.title.say(f"Day {number + 1}")
        self.title.setVisible(of > 1)
        self.remove.setVisible(of > 1)
        self.remove.set_name(f"Remove day {number + 1}")
        self.more.set_name(f"Online link and more trainers of day {number + 1}")

    def say(self, warnings: Sequence[str], note: str) -> None:
        """Say what speaks against the day as it is entered, and what is to be thought of."""
        for words, said in ((self.said, "\n".join(warnings)), (self.noted, note)):
            words.say(said)
            words.setHidden(not said)

    def show_day(self, details: SessionDetails) -> None:
        """Fill the fields."""
        self.session_id = details.id
        self._given = details
        self.show_texts(texts_of_day(details))

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Fill the fields with texts as they were typed."""
        for name, text in texts.items():
            self.fields[name].set_text(text)
        self.show_rare(asked=False)

    def show_rare(self, *, asked: bool) -> None:
        """Show the fields that are seldom needed, where they are asked for, or hold something."""
        for name in RARE:
            field = self.fields[name]
            field.setHidden(not (asked or field.text() or field.wrong or not field.isHidden()))
        self.more.setHidden(not any(self.fields[name].isHidden() for name in RARE))

    def texts(self) -> dict[str, str]:
        """What the fields show."""
        return {name: field.text() for name, field in self.fields.items()}

    def day(self) -> date | None:
        """The day, if what is typed is one."""
        return day_typed(self.fields["day"].text(), near=self.near)

    def details(self) -> SessionDetails:
        """The details as now filled in."""
        return SessionDetails(
            day=self.day(),
            starts=self._time("starts"),
            ends=self._time("ends"),
            venue=self.fields["venue"].text(),
            trainer=self.fields["trainer"].text(),
            online=self.fields["online"].text().strip(),
            beside=self._names("beside", self._given.beside),
            reserve=self._names("reserve", self._given.reserve),
            id=self.session_id,
        )

    def unreadable(self) -> dict[str, str]:
        """Which fields hold something that cannot be read, and what to type instead."""
        found = {}
        if self.fields["day"].text().strip() and self.day() is None:
            found["day"] = "This is no date. Type it like 13 June 2026 or 13/6."
        for name in ("starts", "ends"):
            if self.fields[name].text().strip() and self._time(name) is None:
                found[name] = "Such as 09:30."
        return found

    def _ask_for_more(self) -> None:
        self.show_rare(asked=True)
        self.fields["online"].control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _names(self, name: str, given: tuple[str, ...]) -> tuple[str, ...]:
        """The names in a field; one that nobody has touched holds those it was given."""
        text = self.fields[name].text()
        return given if text == names_told(given) else names_typed(text, self._trainers)

    def _time(self, name: str) -> time | None:
        return time_typed(self.fields[name].text())

    def _tidy(self, name: str) -> None:
        if name == "day" and (day := self.day()):
            self.fields["day"].set_text(entered_day(day))
        elif name != "day" and (at := self._time(name)):
            self.fields[name].set_text(clock(at))
        if name == "day":
            self.left.emit()


def texts_of_day(details: SessionDetails) -> dict[str, str]:
    """What the fields show of a day."""
    return {
        "day": entered_day(details.day) if details.day else "",
        "starts": clock(details.starts) if details.starts else "",
        "ends": clock(details.ends) if details.ends else "",
        "venue": details.venue,
        "trainer": details.trainer,
        "online": details.online,
        "beside": names_told(details.beside),
        "reserve": names_told(details.reserve),
    }


def _fields(venues: Sequence[str], trainers: Sequence[str]) -> dict[str, Field]:
    return {
        "day": Field("Day", Entry(hint="13 June")),
        "starts": Field("Start", Entry(hint="09:30")),
        "ends": Field("End", Entry(hint="16:30")),
        "venue": Field("Venue", _known("venues", venues)),
        "trainer": Field("Trainer", _known("trainers", trainers)),
        "online": Field("Online link", Entry(hint="https://")),
        "beside": Field("Trainers beside", _known("trainers", trainers, several=True)),
        "reserve": Field("In reserve", _known("trainers", trainers, several=True)),
    }


def _known(kind: str, names: Sequence[str], *, several: bool = False) -> KnownNames:
    line = KnownNames(kind, several=several)
    line.show_names(names)
    return line
