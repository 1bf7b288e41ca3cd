"""Choosing the events to come on which delegates are booked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import short_day
from trainingdesk.services.booking_together import book_together
from trainingdesk.services.bookings import Booked
from trainingdesk.services.delegate_booking import EventToCome, book_several, events_to_come
from trainingdesk.services.delegate_leaving import left_by
from trainingdesk.services.warnings import queue_said, warnings_against
from ui.parts.beside import Beside
from ui.parts.cell import Cell
from ui.parts.field import Entry, Field
from ui.parts.filter_box import FilterBox
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Words
from ui.programme.acts import act

WARNED_AT_MOST = 5
"""Of so many delegates chosen the warnings are told; of more nobody would read them."""
SAID_AT_MOST = 6


class EventChoice(Beside):
    """Lists events that take bookings; Enter books, and what speaks against it is said first."""

    booked = Signal(str)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._people: list[tuple[int, str]] = []
        self._rows: list[EventToCome] = []
        self.table: Table[EventToCome] = Table(COLUMNS, "Events to come", many=True)
        self.table.setMinimumHeight(Size.ROW * 5)
        self.filter = FilterBox(self.table, "Filter events")
        self.filter.setFixedWidth(Size.FORM - 2 * Space.XL - Space.S)
        self.whole = Words("", "soft_small", wrap=True)
        self.warned = Notice("", "amber")
        self.empty = Words("", "soft", wrap=True)
        self.reason = Entry()
        self.why = Field("Why all the same", self.reason, help_text="Kept with each booking.")
        self.why.hide()
        body = down(self.filter, self.empty, gap=Space.M)
        body.addWidget(self.table, 1000)
        body.addWidget(self.whole)
        body.addWidget(self.warned)
        body.addWidget(self.why)
        fields = FormFields({"reason": self.why})
        super().__init__("Book on an event", body, fields, save="Book")
        self.hide()
        self.book_action = act(self, "&Book on it", self.save_asked.emit, "Ctrl+S")
        self.filter.asked.connect(lambda _words: self._read())
        self.table.chosen.connect(self._warn)
        self.table.opened.connect(lambda _row: self.book_now())
        self.save_asked.connect(self.book_now)
        self.reason.returnPressed.connect(self.book_now)

    def begin(self, people: Sequence[tuple[int, str]]) -> None:
        """Ask on which event to book these people, given by number and name."""
        self._people = list(people)
        self.say_title(f"Book {self._who()}")
        self.begin_about(tuple(self._ids()), {"reason": ""})
        self.filter.clear()
        self._read()
        self.show()
        self.table.enter() if self._rows else self.filter.setFocus()

    def book_now(self) -> None:
        """Book them on the event that is chosen, or on each of several."""
        chosen = self.table.chosen_rows()
        if not chosen:
            self.notice.say("Choose an event first.", "amber")
            return
        with self.problems_shown():
            try:
                said = self._book_on_one(chosen[0]) if len(chosen) == 1 else self._book_on(chosen)
            except Invalid:
                self.why.show()  # of many, what speaks against each is not said before
                raise
            self.settle()
            if said:
                self.booked.emit(said)

    def _book_on_one(self, chosen: EventToCome) -> str:
        with self._desk.changing("Book", f"{self._who()} on {chosen.title}") as db:
            made = book_several(
                db,
                event_id=chosen.id,
                delegate_ids=self._ids(),
                by=self._desk.stamp(),
                reason=self._reason(),
            )
        return self._waits(made, chosen.title)

    def _book_on(self, chosen: Sequence[EventToCome]) -> str:
        events = counted(len(chosen), "event")
        with self._desk.changing("Book", f"{self._who()} on {events}") as db:
            made = book_together(
                db,
                event_ids=[row.id for row in chosen],
                delegate_ids=self._ids(),
                by=self._desk.stamp(),
                reason=self._reason(),
            )
        already = f", {made.already:,} had one already" if made.already else ""
        return (
            f"Booked {self._who()} on {events}: {counted(made.booked, 'place')}, "
            f"{made.waiting:,} waiting{already}."
        )

    def _ids(self) -> list[int]:
        return [number for number, _ in self._people]

    def _reason(self) -> str:
        return "" if self.why.isHidden() else self.reason.text()

    def _who(self) -> str:
        names = [name for _, name in self._people]
        return names[0] if len(names) == 1 else counted(len(names), "delegate")

    def _waits(self, made: Sequence[Booked], title: str) -> str:
        turns = [booked.place_in_queue for booked in made if booked.place_in_queue]
        if not turns:
            return ""
        if len(made) == 1:
            return f"{title} is full: {self._who()} waits, number {turns[0]} in the queue."
        places = len(made) - len(turns)
        return f"{counted(places, 'place')} given on {title}; {len(turns):,} of them wait."

    def _read(self) -> None:
        ids = [number for number, _ in self._people]
        with self._desk.reading() as db:
            self._rows = events_to_come(
                db, delegate_ids=ids, today=self._desk.today(), words=self.filter.text()
            )
        self.table.show_rows(self._rows)
        self.table.setVisible(bool(self._rows))
        sought = self.filter.text().strip()
        nothing = (
            f"No event to come goes by “{sought}”."
            if sought
            else "No event from today on takes bookings."
        )
        self.empty.say("" if self._rows else nothing)
        self.empty.setHidden(bool(self._rows))
        if self._rows and self.table.chosen_row() is None:
            self.table.select_id(self._rows[0].id)
        self._warn()

    def _warn(self) -> None:
        """Say what speaks against the events that are chosen, before they are booked."""
        rows = self.table.chosen_rows()
        self.whole.say(_whole_of(rows[0]) if len(rows) == 1 else "")
        self.whole.setHidden(len(rows) != 1)
        against = [said for row in rows for said in self._against(row, named=len(rows) > 1)]
        self.why.setHidden(not against)
        said = [self._wait_said(row, named=len(rows) > 1) for row in rows]
        told = [each for each in [*against, *said] if each]
        left = len(told) - SAID_AT_MOST
        more = [f"And {left:,} more."] if left > 0 else []
        self.warned.say(" ".join([*told[:SAID_AT_MOST], *more]), "amber")
        full = len(rows) == 1 and _is_full(rows[0])
        on_each = f"Book on {len(rows)} events" if len(rows) > 1 else ""
        self.save.say(on_each or ("Put on the waiting list" if full else "Book"))

    def _against(self, row: EventToCome, *, named: bool) -> list[str]:
        """What speaks against booking them on an event; of many, only how many have left."""
        where = f" on {row.reference}" if named else ""
        by = self._desk.stamp()
        with self._desk.reading() as db:
            if len(self._people) > WARNED_AT_MOST:
                gone = left_by(db, self._ids(), row.starts)
                return [f"{gone:,} of them will have left by then."] if gone else []
            found = {
                name: warnings_against(
                    db, event_id=row.id, delegate_id=number, today=by.today, at=by.at
                )
                for number, name in self._people
            }
        several = named or len(self._people) > 1
        return [
            f"{name}{where}: {said}" if several else said
            for name, against in found.items()
            for said in against
        ]

    def _wait_said(self, row: EventToCome, *, named: bool) -> str:
        """That some of them, or all, will wait on an event."""
        where = f" on {row.reference}" if named else ""
        if row.places.free and row.places.waiting:
            return queue_said(row.places)
        if not _is_full(row) and row.places.free < len(self._people):
            free = counted(row.places.free, "place")
            return f"Only {free} free{where}: the others will wait."
        return f"Full{where}: they will wait." if named and _is_full(row) else ""


def _is_full(row: EventToCome) -> bool:
    return row.places.free == 0 or row.places.waiting > 0


def _whole_of(row: EventToCome) -> str:
    """The title, for which the list has little room, and when and where it is."""
    begins = f", {row.begins:%H:%M}" if row.begins else ""
    parts = row.title, row.reference, f"{short_day(row.starts)}{begins}", row.venue
    return " · ".join(filter(None, parts))


def _title(row: EventToCome) -> Cell:
    return Cell(row.title, "soft" if row.booked else "ink", strong=not row.booked)


def _free(row: EventToCome) -> Cell:
    if row.booked:
        return Cell("booked", tone="soft")
    if row.places.waiting:
        return Cell(f"{row.places.waiting} waiting", tone="amber")
    return Cell(f"{row.places.free} free" if row.places.free else "full", tone="soft")


COLUMNS: list[Column[EventToCome]] = [
    Column("Event", _title, share=1),
    Column("Day", lambda e: short_day(e.starts), Width.COUNT),
    Column("Places", _free, Width.NUMBER, right=True),
]
