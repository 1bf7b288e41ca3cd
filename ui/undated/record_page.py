"""One event without a date: who is interested, in their order, and giving it its date."""

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtCore import Qt, Signal

from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import undated
from trainingdesk.services.event_pages import head_of
from trainingdesk.services.suggested import SuggestedDelegate, people_suggested
from trainingdesk.services.undated import InterestRow, UndatedRow
from ui.delegates.panels import Panels
from ui.events.booking_box import BookingBox
from ui.events.new_person import NewPerson
from ui.events.reason_box import ReasonBox
from ui.events.saving import save_shown
from ui.events.telling import said_name, told_in
from ui.parts.beside import Beside
from ui.parts.count import Count
from ui.parts.heading import Empty, Heading, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.suggestions import Suggestion
from ui.parts.table import Table
from ui.parts.theme import Size, Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.programme.event_form import EventForm
from ui.undated.columns import interest_columns
from ui.undated.form import UndatedForm

HINT = "Note who would come: a name, an agency or an e-mail address"


class InterestBox(BookingBox):
    """Suggests delegates, and says what Enter will do: put them on the list."""

    def __init__(self, page: "InterestPage") -> None:
        super().__init__(page.desk, HINT)
        self._page = page

    def _suggested(self, typed: str) -> Sequence[Suggestion]:
        with self._desk.reading() as db:
            found = people_suggested(db, typed)
        self._names = {person.delegate_id: person.name for person in found}
        there = {row.delegate_id for row in self._page.rows}
        return [self._line_of(person, there=person.delegate_id in there) for person in found]

    @staticmethod
    def _line_of(person: SuggestedDelegate, *, there: bool) -> Suggestion:
        return Suggestion(
            person.delegate_id,
            person.name,
            person.job_title,
            person.agency,
            glyph="user-check" if there else "user",
            does="show them on the list" if there else "put on the list",
        )


class InterestPage(LiveView):
    """Notes who would come, and books them once there is a date."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "course", "delegate", "event", "interest", "undated_event"}
    )

    def __init__(self, live: LiveDesk, way: Way, _jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self._way = way
        self._where = Where("Programme", kind="interest")
        self.row: UndatedRow | None = None
        self.rows: list[InterestRow] = []
        self.date = Button("Give it a date", "primary", "calendar-plus", "Ctrl+D")
        self.up = Button("Give it up", "secondary")
        self.change = Button("Change", "secondary", "", "F2", "Change the list")
        self.heading = Heading("", "", self.change, self.up, self.date)
        self.open_event = Button("Open the event", "link")
        self.state, self.notice = Notice("", "accent", self.open_event), Notice("", "red")
        self.reason = ReasonBox()
        self.box = InterestBox(self)
        self.box.setMaximumWidth(Size.PALETTE)
        self.table: Table[InterestRow] = Table(interest_columns(), "Interested", many=True)
        self.table.follow(live, "programme.interest")
        self.nobody = Empty(
            "users",
            "Nobody has asked for it yet",
            "Type a few letters of a name, an agency or an e-mail address above; Enter notes it.",
        )
        self.remove = Button("Take off the list", "quiet", "x", "Del")
        self.count = Count(self.remove)
        self.form, self.dating = UndatedForm(self.desk), EventForm(self.desk)
        self.panels = Panels(self.form, self.dating)
        self.newcomer = NewPerson(self.box, self, "Save and note", live=live, way=way)
        self._lay_out()
        self._make_acts()
        self._connect()

    def _lay_out(self) -> None:
        row = across(self.box, None)
        row.setStretch(0, 100)
        column = down(self.heading, self.state, self.notice, self.reason, row, gap=Space.M)
        column.addLayout(down(self.table, self.nobody, self.count, gap=0), 1)
        self.setLayout(self.panels.beside(column))

    def _make_acts(self) -> None:
        self.date_action = act(self, "&Give it a date…", self.give_date, "Ctrl+D")
        self.up_action = act(self, "Give it &up…", self.give_up)
        self.change_action = act(self, "C&hange the list…", self.change_list, "F2")
        self.box_action = act(self, "&Note who would come", self.box.setFocus, "Ctrl+F")
        self.open_action = act(self, "&Open delegate", self._open_chosen, "Ctrl+O")
        self.note_action = act(self, "Note &something of them…", self.note_chosen, "Ctrl+Shift+N")
        self.remove_action = act(self, "&Take off the list", self.remove_chosen, "Del")
        self.export_action = act(self, "&Export the list…", self.export, "Ctrl+E")
        ends = self.remove_action, self.export_action
        self.table.acts = [self.open_action, self.note_action, *ends]
        self.count.export_asked.connect(self.export)
        pairs = (
            (self.date, self.date_action),
            (self.up, self.up_action),
            (self.change, self.change_action),
            (self.remove, self.remove_action),
        )
        for button, action in pairs:
            button.clicked.connect(action.trigger)

    def _connect(self) -> None:
        self.box.taken.connect(lambda person: self.add(person, go_on=False))
        self.box.taken_and_next.connect(lambda person: self.add(person, go_on=True))
        self.newcomer.saved.connect(lambda person: self.add(person, go_on=False))
        self.table.opened.connect(self._open)
        self.table.typed.connect(self.box.take_letter)
        self.table.chosen.connect(self._on_chosen)
        self.open_event.clicked.connect(self._open_event)
        self.dating.saved.connect(self._on_dated)
        self.dating.left_out.connect(self._tell_left_out)
        self.panels.closed.connect(self.enter)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show one list."""
        if where.id != self._where.id:
            self.panels.clear()
            self.reason.leave()
            self.notice.say("")
        self._where = where
        self._stale = True
        if self.isVisible():
            self._catch_up()
        self.enter()

    def enter(self) -> None:
        """Give the keyboard to what one does here first."""
        first = self.box if self.box.isEnabled() else self.table
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, what has no date, and this one."""
        year = self._where.year
        return [
            ("Programme", Where("Programme", year=year)),
            ("Undated", Where("Programme", kind="undated", year=year)),
            ("Interested", self._where),
        ]

    def reload(self) -> None:
        with self.desk.reading() as db:
            self.row = undated.undated_event(db, self._where.id)
            self.rows = undated.interested_in(db, self._where.id)
        self._say(self.row)
        self.table.show_rows(self.rows)
        for part in (self.table, self.count):
            part.setVisible(bool(self.rows))
        self.nobody.setHidden(bool(self.rows))
        self.count.say(f"{counted(len(self.rows), 'delegate')}, whoever asked first at the top")
        self._on_chosen()

    def _say(self, row: UndatedRow | None) -> None:
        if row is None:
            self.heading.say("This list is no longer there", "It was taken back, or removed.")
        else:
            needed = f" of {row.minimum} needed" if row.minimum else ""
            note = f" · {' '.join(row.note.split())}" if row.note else ""
            since = f"since {plain_day(row.opened_on)}"
            self.heading.say(row.title, f"{row.interested:,} interested{needed} · {since}{note}")
        is_open = row is not None and row.is_open
        self.state.say(_state(row))
        self.open_event.setVisible(row is not None and row.event_id is not None)
        for action in (self.date_action, self.up_action, self.change_action, self.box_action):
            action.setEnabled(is_open)
        for part in (self.date, self.up, self.change):
            part.setVisible(is_open)
        self.box.setEnabled(is_open)

    def _on_chosen(self) -> None:
        rows = self.table.chosen_rows()
        is_open = self.row is not None and self.row.is_open
        self.open_action.setEnabled(len(rows) == 1)
        self.note_action.setEnabled(len(rows) == 1 and is_open)
        self.remove_action.setEnabled(bool(rows) and is_open)
        self.remove.setVisible(bool(rows) and is_open)
        self.export_action.setEnabled(bool(self.rows))

    # -- what one does

    def make_way(self, panel: Beside) -> None:
        """Give a panel the room beside the list."""
        self.notice.say("")  # what was refused before is not about this
        self.reason.leave()
        self.panels.make_way(panel)

    def add(self, delegate_id: int, *, go_on: bool) -> None:
        """Put somebody on the list; whoever is there already is shown."""
        there = next((row for row in self.rows if row.delegate_id == delegate_id), None)
        if there is None:
            name = f"{self.box.name_of(delegate_id)} interested in {self._title()}"
            with told_in(self.notice), self.desk.changing("Note", name) as db:
                undated.add_interest(db, self._where.id, delegate_id, by=self.desk.stamp())
            there = next((row for row in self.rows if row.delegate_id == delegate_id), None)
        if there is not None:
            self.table.select_id(there.id)
        if not go_on:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def note_chosen(self) -> None:
        """Ask what is to be noted of the chosen delegate."""
        if row := self.table.chosen_row():
            name = said_name(row.delegate)
            question = f"What is to be noted of {name}?"
            self.reason.ask(question, "Note it", lambda t: self._note(row, t), given=row.note)

    def _note(self, row: InterestRow, text: str) -> bool:
        name = f"something of {said_name(row.delegate)}"
        with told_in(self.notice), self.desk.changing("Note", name) as db:
            undated.note_interest(db, row.id, text)
        return self.notice.isHidden()  # else it says what was refused

    def remove_chosen(self) -> None:
        """Take the chosen delegates off the list."""
        rows = self.table.chosen_rows()
        if not rows:
            return
        who = said_name(rows[0].delegate) if len(rows) == 1 else counted(len(rows), "delegate")
        with told_in(self.notice), self.desk.changing("Remove", f"{who} from the list") as db:
            undated.remove_interest(db, [row.id for row in rows])

    def export(self) -> None:
        """Save who is interested, as the list shows them."""
        if self.row is not None:
            name = f"Interested in {self.row.title}".replace("/", "-")
            save_shown(self, self.table, name, said=self.said.emit)

    def change_list(self) -> None:
        """Ask what is to be different about the list."""
        self.make_way(self.form)
        self.form.begin_change(self._where.id)

    def give_date(self) -> None:
        """Ask for the date; whoever is interested is then booked in their order."""
        self.make_way(self.dating)
        year = self._where.year
        near = TrainingYear.named(year) if year else TrainingYear.of(self.desk.today())
        try:
            self.dating.begin_dated(self._where.id, near)
        except Refused as refusal:
            self.panels.clear()
            self.notice.say(str(refusal), "red")

    def _tell_left_out(self, told: str) -> None:
        self.live.told.emit(f"{told}.")

    def _on_dated(self, event_id: int) -> None:
        self.panels.clear()
        self._go_to_event(event_id)

    def give_up(self) -> None:
        """Ask why it gets no date, and close the list; who was interested stays on it."""
        question = f"Why does {self._title()} get no date? Who was interested stays on the list."
        self.reason.ask(question, "Give it up", self._given_up)

    def _given_up(self, why: str) -> bool:
        with told_in(self.notice), self.desk.changing("Give up", self._title()) as db:
            undated.give_up(db, self._where.id, note=why, by=self.desk.stamp())
        return self.notice.isHidden()  # else it says what was refused

    def _title(self) -> str:
        return self.row.title if self.row else ""

    # -- elsewhere

    def _open_chosen(self) -> None:
        if row := self.table.chosen_row():
            self._open(row)

    def _open(self, row: InterestRow) -> None:
        year = self._where.year
        self._way.go(Where("Delegates", kind="delegate", id=row.delegate_id, year=year))

    def _open_event(self) -> None:
        if self.row is not None and self.row.event_id is not None:
            self._go_to_event(self.row.event_id)

    def _go_to_event(self, event_id: int) -> None:
        with self.desk.reading() as db:
            head = head_of(db, event_id, today=self.desk.today())
        if head is not None:
            year = TrainingYear.of(head.row.starts).name
            self._way.go(Where("Programme", kind="event", id=event_id, year=year))


def _state(row: UndatedRow | None) -> str:
    if row is None or row.is_open or row.closed_on is None:
        return ""
    on = plain_day(row.closed_on)
    if row.event_id is not None:
        booked = "Who was interested was booked there, unless they had left."
        return f"It was given its date on {on}: {row.event}. {booked}"
    return f"It was given up on {on}. Who was interested stays here."
