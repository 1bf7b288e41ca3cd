"""The head of an event's page: what it is, when and where, and how full."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.standing import Standing, said_level
from trainingdesk.domain.words import listed
from trainingdesk.services.event_more import EventMore
from trainingdesk.services.event_pages import EventHead
from ui.parts.chip import Chip
from ui.parts.layout import across, down, holder
from ui.parts.places import PlacesBar
from ui.parts.theme import Size, Space
from ui.parts.words import Button, Elided, Glyph, Words
from ui.programme.columns import TONES

FACTS = (
    ("when", "calendar-days"),
    ("where", "map-pin"),
    ("who", "user"),
    ("level", "layers"),
)
SHORT_LEAST = Space.XXL * 4
"""In less than this the day beside a small title is left out: the form or the list tells it."""


class HeadOfEvent(QWidget):
    """The title, the facts and the places; it shrinks where the room is needed below."""

    def __init__(self, *acts: Button) -> None:
        super().__init__()
        self.title = Elided("", "title")
        self.title.setMinimumWidth(Space.XXL * 4)
        self.short = Elided("", "soft", hug=True)
        self._shorter = [""]
        self.short_chip = Chip("")
        self.facts = {name: Elided("", "soft", hug=True) for name, _ in FACTS}
        self._parts = {
            name: holder(across(Glyph(glyph, "faint"), self.facts[name], gap=Space.S))
            for name, glyph in FACTS
        }
        self.reference = Words("", "faint")
        self.more = Elided("", "soft")
        self.bar = PlacesBar(0, 0)
        self.bar.setFixedWidth(Size.NAV)
        self.booked = Words("", "strong")
        self.free = Words("", "faint")
        self.dot, self.waiting = Words("·", "faint"), Words("", "amber")
        self.chip = Chip("")
        self._acts, self._small = holder(across(*acts, gap=Space.S)), False
        self._lay_out()
        self.set_small(small=False)

    def _lay_out(self) -> None:
        first, self._under = across(gap=Space.S), across(gap=Space.S)
        first.addWidget(self.title, 1)
        first.addWidget(self.short, 0, Qt.AlignmentFlag.AlignVCenter)
        first.addWidget(self.short_chip)
        first.addSpacing(Space.XS)
        first.addWidget(self._acts)
        self._first, self._is_under = first, False
        self._under.addStretch(1)
        facts = across(*self._parts.values(), self.reference, None, gap=Space.L)
        self._facts = holder(facts)
        full = across(
            self.bar, Space.XS, self.booked, self.free, self.dot, self.waiting, self.chip, None
        )
        self._full = holder(full)
        column = down(holder(first), self._facts, self.more, self._full, gap=Space.S)
        column.addLayout(self._under)
        self.setLayout(column)

    def set_small(self, *, small: bool) -> None:
        """Take one line instead of three, or all three again."""
        self.title.set_role("head" if small else "title")
        self._facts.setHidden(small)
        self._full.setHidden(small)
        self._small = small
        self._show_more()
        self.fit()

    def show_head(self, head: EventHead) -> None:
        """Show an event."""
        row, places = head.row, head.places
        self.title.say(row.title)
        said = {
            "when": head.when,
            "where": row.where or "no venue yet",
            "who": row.who or "no trainer yet",
            "level": said_level(row.level),
        }
        for name, words in said.items():
            self.facts[name].say(words)
            self._parts[name].setHidden(not words)
        series = f" · {head.series}" if head.series else ""
        self.reference.say(f"{row.reference}{series}")
        self._shorter = [f"{head.when} · {row.reference}", head.when, row.reference]
        self.more.say(more_said(head.more))
        self._show_more()
        self._show_places(head)
        for chip in (self.chip, self.short_chip):
            chip.show_word(row.standing.value, TONES.get(row.standing, ""))
        over = f"{places.over:,} over" if places.over else f"{places.free:,} free"
        off = row.standing in {Standing.POSTPONED, Standing.CANCELLED}  # nobody can have a place
        self.free.say(over if (places.places or places.held) and not off else "")
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Leave out, whole, what there is no room for: the title and the day come first."""
        parts = [part for name, part in self._parts.items() if self.facts[name].accessibleName()]
        shown = [*parts, self.reference]
        wide = sum(part.sizeHint().width() + Space.L for part in shown) - Space.L
        for part in reversed(shown):
            fits = wide <= self.width() or part is shown[0]
            part.setVisible(fits)
            wide -= 0 if fits else part.sizeHint().width() + Space.L
        bare = self.title.sizeHint().width() + self._acts.sizeHint().width() + 3 * Space.S
        self._put_acts(under=not self._small and bare > self.width())
        left = self.width() - bare - self.short_chip.sizeHint().width() - Space.S
        self.short_chip.setVisible(self._small and left >= 0)
        self.short.setVisible(self._small and left >= SHORT_LEAST)
        self.short.setMaximumWidth(max(SHORT_LEAST, left))
        measured = self.short.fontMetrics()
        fit = [said for said in self._shorter if measured.horizontalAdvance(said) < left]
        self.short.say([*fit, self._shorter[-1]][0])

    def _put_acts(self, *, under: bool) -> None:
        """Put what can be done under the words, where it would cut the title."""
        if under != self._is_under:
            self._is_under = under
            before, after = (self._first, self._under) if under else (self._under, self._first)
            before.removeWidget(self._acts)
            after.addWidget(self._acts)

    def _show_more(self) -> None:
        self.more.setHidden(self._small or not self.more.accessibleName())

    def _show_places(self, head: EventHead) -> None:
        places = head.places
        self.bar.show_places(places.held, places.places, head.row.least)
        self.bar.setHidden(not places.places and not places.held)
        heads = head.row.by_heads
        counted_ = head.headcount is not None
        people = f"{head.headcount:,} counted" if counted_ else "people are only counted"
        self.booked.say(people if heads else f"{places.booked:,} of {places.places:,} booked")
        waits = places.waiting
        parts = [f"{waits:,} waiting"] if waits else []
        parts += [f"{places.offered:,} with an offer"] if places.offered else []
        parts += [f"{places.kept:,} kept"] if places.kept else []
        parts += [f"{places.walk_ins:,} walked in"] if places.walk_ins else []
        parts += [f"{head.headcount:,} counted"] if head.headcount and not heads else []
        self.waiting.say(" · ".join(parts))
        for part in (self.dot, self.waiting):
            part.setHidden(not parts)
        self.waiting.set_role("amber" if waits else "faint")


def more_said(more: EventMore) -> str:
    """Who else trains, with whom the event is shared, and what the board's own fields say."""
    named = (("with", more.beside), ("in reserve", more.reserve), ("shared with", more.partners))
    parts = [f"{word} {listed(names)}" for word, names in named if names]
    parts += [f"{name}: {' '.join(value.split())}" for name, value in more.own]
    line = " · ".join(parts)
    return line[:1].upper() + line[1:]


def too_few(head: EventHead, *, today: date) -> str:
    """That an event is below its minimum, and when it begins; nothing where it is not at risk."""
    row = head.row
    if row.standing is not Standing.AT_RISK:
        return ""
    left = counted((row.starts - today).days, "day")
    have = "has a place" if row.held == 1 else "have a place"
    return f"{row.held:,} {have}, {row.minimum:,} are needed, and it begins in {left}."
