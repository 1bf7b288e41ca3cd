"""Until when a booking is free to cancel, where bookings are shown."""

from pytestqt.qtbot import QtBot

from tests.conftest import BEFORE, BY, FirstAid
from tests.services.charging.kept import keep
from trainingdesk.domain.charging.boards import SUTTON
from trainingdesk.services.bookings import book, bookings_on
from trainingdesk.services.delegate_history import history_of
from trainingdesk.services.desk import Desk
from ui.delegates.history_list import HistoryList
from ui.events.booking_columns import FREE_UNTIL, columns
from ui.events.booking_form import BookingForm
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk

MONDAY = "Mon 8 June 2026, 23:59"
IN_COLUMN = "Mon 8 Jun 2026, 23:59"


def test_a_booking_says_until_when_it_is_free_to_cancel(
    qtbot: QtBot, desk: Desk, live: LiveDesk, first_aid: FirstAid
) -> None:
    with desk.changing("Book") as db:
        ada = book(db, event_id=first_aid.event, delegate_id=first_aid.ada, by=BY).booking_id
    bookings = HistoryList(live, Empty("users", "", ""))
    qtbot.addWidget(bookings)
    bookings.resize(1200, 400)
    with desk.reading() as db:
        bookings.show_history(history_of(db, first_aid.ada))
    assert FREE_UNTIL in bookings.too_wide()  # nothing stands in it
    keep(desk, SUTTON)
    with desk.reading() as db:
        (row,) = bookings_on(db, first_aid.event)
        bookings.show_history(history_of(db, first_aid.ada))
    assert FREE_UNTIL not in bookings.too_wide()
    column = next(column for column in columns(BEFORE) if column.name == FREE_UNTIL)
    assert column.cell(row) == Cell(IN_COLUMN, "soft")
    form = BookingForm(desk)
    qtbot.addWidget(form)
    form.begin_change(ada)
    assert form.about.text().endswith(f"\nFree to cancel until {MONDAY}.")
