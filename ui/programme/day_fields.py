"""The fields for one day of an event."""

from collections.abc import Sequence
from datetime import date, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from trainingdesk.domain.event_details import SessionDetails
from trainingdesk.domain.typed import day_typed, time_typed
from trainingdesk.domain.words import clock, long_day
from trainingdesk.domain.year import TrainingYear
from ui.parts.field import Entry, Field
from ui.parts.layout import across, down
from ui.parts.theme import Space
from ui.parts.words import Button, Words

NAMES = ("day", "starts", "ends", "venue", "trainer")


class DayFields(QWidget):
    """A day, its hours, its venue and its trainer; what is typed is put into its usual form."""

    left = Signal()  # the day was typed and left
    remove_asked = Signal()

    def __init__(self, near: TrainingYear, venues: Sequence[str], trainers: Sequence[str]) -> None:
        super().__init__()
        self.near = near
        self.session_id: int | None = None
        self.fields = {
            "day": Field("Day", Entry(hint="13 June")),
            "starts": Field("Start", Entry(hint="09:30")),
            "ends": Field("End", Entry(hint="16:30")),
            "venue": Field("Venue", _known(venues)),
            "trainer": Field("Trainer", _known(trainers)),
        }
        self.title = Words("", "strong")
        self.remove = Button("Remove", "quiet", name="Remove this day").slim()
        self.remove.clicked.connect(self.remove_asked)
        hours = across(gap=Space.S)
        for name, share in (("day", 5), ("starts", 3), ("ends", 3)):
            hours.addWidget(self.fields[name], share, Qt.AlignmentFlag.AlignTop)
        head = across(self.title, None, self.remove)
        self.setLayout(down(head, hours, self.fields["venue"], self.fields["trainer"], gap=Space.M))
        for name in ("day", "starts", "ends"):
            entry = self.fields[name].control
            assert isinstance(entry, Entry)  # noqa: S101 - it was made so above
            entry.editingFinished.connect(lambda name=name: self._tidy(name))

    def number(self, number: int, of: int) -> None:
        """Say which day this is, where there are several."""
        self.title.say(f"Day {number + 1}")
        self.title.setVisible(of > 1)
        self.remove.setVisible(of > 1)
        self.remove.set_name(f"Remove day {number + 1}")

    def show_day(self, details: SessionDetails) -> None:
        """Fill the fields."""
        self.session_id = details.id
        texts = {
            "day": long_day(details.day) if details.day else "",
            "starts": clock(details.starts) if details.starts else "",
            "ends": clock(details.ends) if details.ends else "",
            "venue": details.venue,
            "trainer": details.trainer,
        }
        for name, text in texts.items():
            self.fields[name].set_text(text)

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

    def _time(self, name: str) -> time | None:
        return time_typed(self.fields[name].text())

    def _tidy(self, name: str) -> None:
        if name == "day" and (day := self.day()):
            self.fields["day"].set_text(long_day(day))
        elif name != "day" and (at := self._time(name)):
            self.fields[name].set_text(clock(at))
        if name == "day":
            self.left.emit()


def _known(names: Sequence[str]) -> Entry:
    """A line that offers names the desk knows, and takes new ones."""
    entry = Entry()
    complete_from(entry, names)
    return entry


def complete_from(entry: Entry, names: Sequence[str]) -> None:
    """Offer names under a line while one types any letters of them."""
    completer = QCompleter(list(names), entry)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    if popup := completer.popup():
        popup.setAccessibleName("Known names")
    entry.setCompleter(completer)
