"""The lists of a delegate's record, under their tabs: everything that was ever kept of them."""

from typing import TypeAlias

from trainingdesk.domain.channel import channel_name
from trainingdesk.domain.words import plain_day
from trainingdesk.services.completions import CompletionRow, completions_of
from trainingdesk.services.delegate_answers import FormRow, InterestRow, forms_of, interest_of
from trainingdesk.services.delegate_history import HistoryRow, history_of
from trainingdesk.services.delegate_moves import MoveRow, moves_of
from trainingdesk.services.desk import Desk
from ui.delegates.found_list import ListKind
from ui.delegates.history_list import HistoryList
from ui.delegates.short_list import ShortList
from ui.delegates.tabbed_lists import TabbedLists
from ui.elearning.score import score_said
from ui.parts.cell import Cell
from ui.parts.heading import Empty
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.words import Button

BOOKINGS, FORMS, INTEREST, MOVES = "Bookings", "Forms", "Interest", "Moves"
ELEARNING = "E-learning"

Listed: TypeAlias = (
    HistoryList
    | ShortList[FormRow]
    | ShortList[InterestRow]
    | ShortList[MoveRow]
    | ShortList[CompletionRow]
)


class DelegateLists(TabbedLists[Listed]):
    """A delegate's bookings with certificates, forms, interest and moves, one of them in sight."""

    def __init__(self, live: LiveDesk, *, book: Button, cancel: Button) -> None:
        about = "Bookings, attendance and certificates of all years will stand here."
        empty = Empty("calendar-days", "Not booked on anything yet", about, book)
        self.history = HistoryList(live, empty, cancel)
        self.forms, self.interest, self.moves = _forms(live), _interest(live), _moves(live)
        self.elearning = _elearning(live)
        lists: dict[str, Listed] = {
            BOOKINGS: self.history,
            ELEARNING: self.elearning,
            FORMS: self.forms,
            INTEREST: self.interest,
            MOVES: self.moves,
        }
        super().__init__(lists)

    def read(self, desk: Desk, delegate_id: int, *, agency_now: str) -> list[HistoryRow]:
        """Read every list, say on the tabs how long they are, and hand back the bookings."""
        with desk.reading() as db:
            bookings = history_of(db, delegate_id)
            self.history.show_history(bookings, agency_now=agency_now)
            self.forms.show_these(forms_of(db, delegate_id))
            self.interest.show_these(interest_of(db, delegate_id))
            self.moves.show_these(moves_of(db, delegate_id))
            self.elearning.show_these(completions_of(db, delegate_id))
        for tab, each in self.all.items():
            self.tabs.set_count(tab, f"{each.in_all:,}" if each.in_all else "")
        return bookings

    def show_nothing(self) -> None:
        """Show nobody's lists."""
        self.history.show_history([])
        self.forms.show_these([])
        self.interest.show_these([])
        self.moves.show_these([])
        self.elearning.show_these([])


def _forms(live: LiveDesk) -> ShortList[FormRow]:
    columns: list[Column[FormRow]] = [
        Column("Event", lambda f: Cell(f.title, strong=True, note=f.reference), share=3),
        Column("Date", lambda f: plain_day(f.starts), Width.SPAN, value=lambda f: f.starts),
        Column("Form", lambda f: Cell(chip=f.stage.said), Width.SPAN),
        Column(
            "Came back",
            lambda f: plain_day(f.received_on) if f.received_on else "",
            Width.SPAN,
            value=lambda f: f.received_on,
        ),
        Column("By", lambda f: Cell(channel_name(f.via), "soft"), Width.SPAN),
    ]
    about = "Evaluation forms that come back with the delegate's name will stand here."
    return ShortList(
        live,
        ListKind("Forms", "delegates.forms", "form", "forms"),
        columns,
        Empty("message-square-text", "No form has come back yet", about),
        heads=("Event", "Reference", "Date", "Form", "Came back", "By"),
        values=lambda f: (
            f.title,
            f.reference,
            f.starts,
            f.stage.said,
            f.received_on,
            channel_name(f.via),
        ),
    )


def _elearning(live: LiveDesk) -> ShortList[CompletionRow]:
    columns: list[Column[CompletionRow]] = [
        Column("Course", lambda c: Cell(c.title, strong=True, note=c.reference), share=3),
        Column("Finished", lambda c: plain_day(c.on), Width.SPAN, value=lambda c: c.on),
        Column("Score", lambda c: Cell(score_said(c), "soft"), Width.SPAN),
        Column("Agency then", lambda c: Cell(c.agency, "soft"), share=2),
    ]
    about = "What they finished on their own stands here, counted apart from what they attended."
    return ShortList(
        live,
        ListKind("E-learning", "delegates.finished", "completion", "completions"),
        columns,
        Empty("file-check", "No e-learning is known", about),
        heads=("Course", "Reference", "Finished", "Score", "Agency then"),
        values=lambda c: (c.title, c.reference, c.on, c.score, c.agency),
    )


def _interest(live: LiveDesk) -> ShortList[InterestRow]:
    columns: list[Column[InterestRow]] = [
        Column("Course", lambda i: Cell(i.title, strong=True, note=i.note), share=3),
        Column("Said on", lambda i: plain_day(i.said_on), Width.SPAN, value=lambda i: i.said_on),
        Column("Agency then", lambda i: Cell(i.agency, "soft"), share=2),
        Column("Came of it", lambda i: Cell(_came_of(i), "soft"), share=2),
    ]
    about = "What they want to come to once it has a date will stand here."
    return ShortList(
        live,
        ListKind("Interest", "delegates.interest", "interest", "interests"),
        columns,
        Empty("calendar-days", "No interest said", about),
        heads=("Course", "Said on", "Agency then", "Note", "Came of it"),
        values=lambda i: (i.title, i.said_on, i.agency, i.note, _came_of(i)),
    )


def _moves(live: LiveDesk) -> ShortList[MoveRow]:
    columns: list[Column[MoveRow]] = [
        Column("On", lambda m: plain_day(m.on), Width.SPAN, value=lambda m: m.on),
        Column("From", lambda m: Cell(m.from_agency, "soft"), share=1),
        Column("To", lambda m: Cell(m.into_agency, strong=True), share=1),
    ]
    about = "When they go to another agency on a day, the move stands here; bookings stay."
    return ShortList(
        live,
        ListKind("Moves", "delegates.moves", "move", "moves"),
        columns,
        Empty("building-2", "No move is known", about),
        heads=("On", "From", "To"),
        values=lambda m: (m.on, m.from_agency, m.into_agency),
    )


def _came_of(row: InterestRow) -> str:
    if row.starts is not None:
        return f"Event on {plain_day(row.starts)}"
    return f"Given up on {plain_day(row.closed_on)}" if row.closed_on else "Waits for a date"
