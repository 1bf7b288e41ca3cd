"""Booking with one line of Ctrl+K: "book ada risk" offers the act, and Enter does it."""

from trainingdesk.domain.words import long_day, short_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.booking_knowingly import book_knowingly
from trainingdesk.services.desk import Desk
from trainingdesk.services.typed_booking import TypedBooking, bookings_typed
from ui.events.telling import ordinal
from ui.parts.lines import Line
from ui.parts.palette import Found
from ui.parts.way import Way, Where


def found_bookings(desk: Desk, typed: str) -> list[Found]:
    """The bookings that may be meant, the next dates first; nothing where none is."""
    by = desk.stamp()
    with desk.reading() as db:
        found = bookings_typed(db, typed, today=by.today, at=by.at)
    return [Found("Book", [_line(each) for each in found])] if found else []


def meant_by(key: object) -> TypedBooking | None:
    """The booking that a chosen line is for; None when something else was chosen."""
    return key if isinstance(key, TypedBooking) else None


def book(desk: Desk, way: Way, meant: TypedBooking) -> None:
    """Book at once; what there is to think of first is decided on the page of the event."""
    if meant.warnings:
        year = TrainingYear.of(meant.starts).name
        way.go(
            Where(
                "Programme",
                kind="event",
                id=meant.event_id,
                tab="Bookings",
                year=year,
                find=meant.delegate,
            )
        )
        return
    deed = "Queue" if meant.turn else "Book"
    name = f"{meant.delegate} on {meant.course}, {short_day(meant.starts)}"
    with desk.changing(deed, name) as db:
        book_knowingly(db, event_id=meant.event_id, delegate_id=meant.delegate_id, by=desk.stamp())


def _line(each: TypedBooking) -> Line:
    """What Enter would do; with a warning, it opens the event and says so with its dots.

    Beside the title of a course there would be no room for what speaks against it.
    """
    place = f"waiting list, {ordinal(each.turn)}" if each.turn else ""
    if each.warnings:  # what speaks against it stands where there is room to read it
        said = (short_day(each.starts), each.warnings[0], place)
    else:
        said = (f"{each.reference}, {long_day(each.starts)}", place, "")
    return Line(
        f"Book {each.delegate} on {f'{each.reference}…' if each.warnings else each.course}",
        " · ".join(part for part in said if part),
        tone="amber" if each.warnings else "faint",
        glyph="triangle-alert" if each.warnings else "user-check",
        key=each,
        does=_does(each),
    )


def _does(each: TypedBooking) -> str:
    if each.warnings:
        return "open the event, where it is decided"
    return "put on the waiting list" if each.turn else "book"
