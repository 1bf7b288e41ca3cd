"""The page of one event: its head, its tabs, and the form beside them."""

from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget

from trainingdesk.domain.event import EventStatus
from trainingdesk.domain.issues import Act, IssueKind
from trainingdesk.domain.standing import BEGUN
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services import plans
from trainingdesk.services.event_issues import event_issues
from trainingdesk.services.event_pages import EventHead, head_of
from ui.courses.outline_line import OutlineLine
from ui.events.bookings_tab import BookingsTab
from ui.events.certificates_tab import CertificatesTab
from ui.events.charges_tab import ChargesTab
from ui.events.evaluation_tab import EVALUATION, EvaluationTab
from ui.events.event_head import HeadOfEvent, too_few
from ui.events.event_tab import EventTab
from ui.events.history_tab import HistoryTab
from ui.events.issues_box import IssuesBox, mended_at
from ui.events.messages_tab import MessagesTab
from ui.events.mix_tab import MixTab
from ui.events.reason_box import ReasonBox
from ui.events.register_papers import RegisterPapers
from ui.events.register_tab import RegisterTab
from ui.events.requests_tab import RequestsTab
from ui.events.why_absent import WhyAbsentPanel
from ui.parts.heading import Empty, Notice
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk, LiveView
from ui.parts.tabs import Tabs
from ui.parts.theme import Space
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.planning.chosen import ChosenAgain
from ui.planning.decision import Decision
from ui.planning.repeat_panel import RepeatPanel
from ui.programme.acts import act
from ui.programme.event_form import EventForm
from ui.programme.saved import save_for_calendar

BOOKINGS, REGISTER, CERTIFICATES, HISTORY = "Bookings", "Register", "Certificates", "History"
REQUESTS, MIX, MESSAGES, CHARGES = "Requests", "Mix", "Messages", "Charges"
TABS = (BOOKINGS, REGISTER, EVALUATION, CERTIFICATES, REQUESTS, MIX, MESSAGES, CHARGES, HISTORY)


class EventPage(LiveView):
    """Everything about one event, and everything one does with it."""

    said = Signal(str)
    shows: ClassVar[frozenset[str]] = frozenset(
        {
            "board",
            "booking",
            "certificate",
            "course",
            "day_off",
            "event",
            "event_partner",
            "event_session",
            "held_name",
            "mark",
            "own_field",
            "partner_board",
            "place_hold",
            "series",
            "session_trainer",
            "trainer",
            "venue",
        }
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._way, self._jobs = way, jobs
        self._where = Where("Programme", kind="event")
        self._head: EventHead | None = None
        self.tabs = Tabs(TABS, BOOKINGS)
        self.bookings = BookingsTab(live, way, jobs)
        self.requests, self.mix = RequestsTab(live, way, jobs), MixTab(live, way, jobs)
        self._register = RegisterTab(live, way, jobs)
        self.views: dict[str, EventTab] = {
            BOOKINGS: self.bookings,
            REQUESTS: self.requests,
            MIX: self.mix,
            REGISTER: self._register,
            EVALUATION: EvaluationTab(live, way, jobs),
            CERTIFICATES: CertificatesTab(live, way, jobs),
            CHARGES: ChargesTab(live, way, jobs),
            MESSAGES: MessagesTab(live, way, jobs),
            HISTORY: HistoryTab(live, way, jobs),
        }
        self.beside = {
            REQUESTS: self.requests.acts.panels,
            MIX: self.mix.panels,
            REGISTER: self._register.walk_ins.panels,
        }
        self.stack = QStackedWidget()
        self.change = Button("Change", "secondary", "", "F2", "Change the event")
        self.print = Button("Print register", "secondary", "printer", "Ctrl+P")
        self.more = Button("", "quiet", "ellipsis", "", "More to do with this event")
        self.head = HeadOfEvent(self.change, self.print, self.more)
        self.notice = Notice("")
        self.outline = OutlineLine(self.desk, way)
        self.issues, self.reason = IssuesBox(), ReasonBox()
        self.decision = Decision(self.desk, self.reason, self.notice)
        self.go, self.no_go = Button("Go…", "link"), Button("Do not go…", "link")
        self.risk = Notice("", "amber", self.go, self.no_go)
        self.repeat = RepeatPanel(self.desk)
        self.plans = ChosenAgain(self, way, lambda: [self._where.id], self.repeat)
        self.form = EventForm(self.desk)
        self.why = WhyAbsentPanel(self.desk, self._register, self.bookings, self.notice)
        self.gone = self._make_gone()
        self.gone.hide()
        self._lay_out()
        self._make_acts()
        self._connect()

    # -- making it

    def _make_gone(self) -> Empty:
        self.back = back = Button("Back to the programme", "primary")
        back.clicked.connect(lambda: self._way.go(Where("Programme", year=self._where.year)))
        return Empty(
            "calendar-days", "This event is no longer there", "It was taken back, or removed.", back
        )

    def _lay_out(self) -> None:
        for view in self.views.values():
            self.stack.addWidget(view)
        above = self.head, self.notice, self.outline, self.risk, self.issues, self.reason
        self.body = holder(down(*above, self.tabs, gap=Space.M))
        inner = self.body.layout()
        if inner is not None:
            inner.addWidget(self.stack)
        whole = down(self.body, self.gone, gap=0)
        whole.setStretch(0, 1)
        whole.setContentsMargins(Space.XL, Space.XL, Space.XL, Space.XS)
        row = across(gap=0)
        row.addLayout(whole, 1)
        of_bookings = self.bookings.details, self.why, self.bookings.exchanges.panels
        for beside in (self.form, self.repeat, *of_bookings, *self.beside.values()):
            row.addWidget(beside)
        self.setLayout(row)

    def _make_acts(self) -> None:
        register = self._register
        self.change_action = act(self, "C&hange event…", self.change_event, "F2")
        self.print_action = act(self, "&Print register…", register.print_register, "Ctrl+P")
        self.papers = RegisterPapers(self, register, self.notice)
        self.copy_action = act(self, "&Copy to a new date…", self.copy_event, "Ctrl+D")
        self.calendar_action = act(
            self, "&Save for a calendar…", self.save_calendar, "Ctrl+Shift+C"
        )
        self.go_action = act(self, "&Go ahead…", self.go_ahead, "Ctrl+G")
        self.no_go_action = act(self, "Do &not go ahead…", self.do_not_go, "Ctrl+Shift+G")
        self.cancel_action = act(
            self, "Cance&l event…", lambda: self.call_off(EventStatus.CANCELLED)
        )
        self.postpone_action = act(
            self, "P&ostpone event…", lambda: self.call_off(EventStatus.POSTPONED)
        )
        self.outline_action = act(self, "See the o&utline of its day", self.outline.open)

    def _connect(self) -> None:
        self.tabs.changed.connect(self._on_tab)
        self.change.clicked.connect(self.change_event)
        self.print.clicked.connect(self.print_action.trigger)
        self.more.clicked.connect(self._pop_up)
        self.form.saved.connect(self._on_saved)
        self.form.places_left.connect(lambda _event, said: self._tell_of_places(said))
        self.repeat.planned.connect(self._on_saved)
        self.go.clicked.connect(self.go_action.trigger)
        self.no_go.clicked.connect(self.no_go_action.trigger)
        for panel in (self.form, self.repeat, self.why):
            panel.closed.connect(self._enter)
        self.why.asking.connect(lambda: self._on_asking(asks=True))
        self.why.asking.connect(self._clear_panels)
        for put_away in (self.form.hide, self.bookings.put_away, self.why.hide):
            self.plans.repeat_action.triggered.connect(put_away)
        self.issues.asked.connect(self._mend)
        for view in self.views.values():
            view.said.connect(self.said)
        self.bookings.walk_in_asked.connect(self._note_walk_in)
        for panels in self.beside.values():
            panels.asking.connect(self._on_asking)
            self.plans.repeat_action.triggered.connect(panels.clear)
        self.bookings.another_asked.connect(self.copy_event)
        self.bookings.details_asked.connect(self.form.hide)
        self.bookings.details_asked.connect(self.repeat.hide)
        self.bookings.details_asked.connect(self.why.hide)

    # -- what it shows

    def show_at(self, where: Where) -> None:
        """Show an event and one of its tabs."""
        tab = where.tab if where.tab in self.views else BOOKINGS
        if where.id != self._where.id:
            self.form.hide()
            self.repeat.hide()
            self.reason.leave()
            self.notice.say("")
            self.issues.show_issues((), afresh=True)
        self._where = where
        self._stale = False
        self.reload()
        self.tabs.set_here(tab)
        self._show_tab(tab)
        self.bookings.box.offer(where.find if tab == BOOKINGS else "")

    def showEvent(self, shown: QShowEvent) -> None:
        super().showEvent(shown)
        self._enter()

    def _enter(self) -> None:
        """Take the keyboard, on the tab that shows, or on the way back from what is gone."""
        if self._head is None:
            self.back.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.views[self.tabs.here].enter()

    def crumbs(self) -> list[tuple[str, Where]]:
        """The programme, the event, and its tab where it is not the first."""
        year = self._where.year
        here = Where("Programme", kind="event", id=self._where.id, year=year)
        name = self._head.row.reference if self._head else "Event"
        made = [("Programme", Where("Programme", year=year)), (name, here)]
        return made if self.tabs.here == BOOKINGS else [*made, (self.tabs.here, self._where)]

    def actions(self) -> list[QAction]:
        """What can be done with the event, and on the tab that shows."""
        return [*super().actions(), *self.views[self.tabs.here].actions()]

    def reload(self) -> None:
        with self.desk.reading() as db:
            head = head_of(db, self._where.id, today=self.desk.today())
            issues = event_issues(db, self._where.id, today=self.desk.today())
        here = self.isVisible() and self.isAncestorOf(self.window().focusWidget() or self.window())
        self._head = head
        self.issues.show_issues([each for each in issues if each.kind is not IssueKind.TOO_FEW])
        self.body.setVisible(head is not None)
        self.gone.setVisible(head is None)
        if head is not None:
            self._show_head(head)
            return
        for view in self.views.values():
            view.forget()
        if here:
            self._enter()

    def _show_head(self, head: EventHead) -> None:
        row = head.row
        self.head.show_head(head)
        self.outline.show_event(self._where.id, self._where.year)
        begun = row.standing in BEGUN
        told = f"{head.marked:,} of {head.expected:,}" if begun else _many(head.expected)
        self.tabs.set_count(BOOKINGS, _many(head.places.booked))
        self.tabs.set_count(REQUESTS, _many(head.places.requested))
        self.tabs.set_shown(REQUESTS, shown=head.asks_for_agreement)
        self.tabs.set_count(REGISTER, "closed" if head.register_closed_on else told)
        self.tabs.set_count(CERTIFICATES, _many(head.issued))
        off = head.status in {EventStatus.CANCELLED, EventStatus.POSTPONED}
        if off or self.notice.property("tone") == "amber":
            self.notice.say(f"{head.status.value}: {head.reason}" if off else "", "amber")
        open_ = not off and head.register_closed_on is None
        for action in (self.cancel_action, self.postpone_action, self.no_go_action):
            action.setEnabled(open_)
        self.go_action.setEnabled(open_ and head.status is not EventStatus.CONFIRMED)
        self.risk.say(too_few(head, today=self.desk.today()))
        self.plans.year = TrainingYear.of(row.starts)
        for view in self.views.values():
            view.show_event(head)

    def _on_tab(self, tab: str) -> None:
        self._way.go(
            Where("Programme", kind="event", id=self._where.id, tab=tab, year=self._where.year)
        )

    def _show_tab(self, tab: str) -> None:
        focused = self.tabs.hasFocus() or self.tabs.isAncestorOf(self.focusWidget() or self)
        self.stack.setCurrentWidget(self.views[tab])
        self.why.hide()
        if tab != BOOKINGS:
            self.bookings.put_away()
        for of_tab, panels in self.beside.items():
            if of_tab != tab:
                panels.clear()
        self.head.set_small(small=tab == REGISTER)
        self.issues.set_small(small=tab == REGISTER)
        if self.isVisible() and not focused:
            self.views[tab].enter()

    # -- what one does

    def change_event(self) -> None:
        """Ask what is to be different."""
        if self._head is not None:
            self.repeat.hide()
            self._clear_panels()
            self.form.begin_change(self._where.id)

    def copy_event(self) -> None:
        """Ask for another date for the plan of this event."""
        if self._head is not None:
            with self.desk.reading() as db:
                details = plans.copy_of(db, self._where.id)
            self.repeat.hide()
            self._clear_panels()
            year = TrainingYear.of(self.desk.today())
            self.form.begin_new(year, details, after=self._where.id)

    def call_off(self, status: EventStatus) -> None:
        """Ask why the event is cancelled or postponed, then do it."""
        self.decision.ask_to_call_off([self._where.id], self._name(), status, self._booked())

    def go_ahead(self) -> None:
        """Ask why the event goes ahead, then confirm it."""
        self.decision.ask_to_go(self._where.id, self._name())

    def do_not_go(self) -> None:
        """Ask why the event does not go ahead, then cancel or postpone it."""
        self.decision.ask_not_to_go(self._where.id, self._name(), self._booked())

    def _booked(self) -> str:
        held = self._head.places.held if self._head else 0
        return f"{held} booked on it stay on the list." if held else ""

    def _name(self) -> str:
        return self._head.row.reference if self._head else ""

    def _note_walk_in(self) -> None:
        self.tabs.choose(REGISTER)
        self._register.ask_walk_in()

    def _clear_panels(self) -> None:
        """Put away what the tabs have beside them."""
        self.why.hide()
        self.bookings.put_away()
        for panels in self.beside.values():
            panels.clear()

    def _on_asking(self, asks: bool) -> None:  # noqa: FBT001 - a signal says it so
        if asks:
            self.why.hide()
            self.form.hide()
            self.repeat.hide()

    def _mend(self, issue: Act) -> None:
        """Go where an issue is mended, or ask for the change here."""
        year = self._where.year
        where = mended_at(issue, event_id=self._where.id, year=year)
        if where is None:
            self.change_event()
        else:
            self._way.go(where)

    def _on_saved(self, event_id: int) -> None:
        if event_id != self._where.id:
            year = self._where.year
            with self.desk.reading() as db:
                head = head_of(db, event_id, today=self.desk.today())
            if head is not None:
                year = TrainingYear.of(head.row.starts).name
            self._way.go(Where("Programme", kind="event", id=event_id, year=year))
        else:
            self._enter()

    def _tell_of_places(self, said: str) -> None:
        """Go to the bookings, where free places are given, and say who has some already."""
        self.tabs.choose(BOOKINGS)
        self.bookings.tell_of_places(said)

    def save_calendar(self) -> None:
        """Save the days of this event for a calendar."""
        if self._head is not None:
            row = self._head.row
            save_for_calendar(self, [row.id], row.reference, said=self.said.emit)

    def _pop_up(self) -> None:
        menu = QMenu(self)
        menu.addActions([self.change_action, self.copy_action, self.print_action])
        menu.addActions(self.papers.actions)
        menu.addActions([self.calendar_action, self.outline_action])
        menu.addActions(self.plans.actions)
        menu.addSeparator()
        menu.addActions([self.go_action, self.no_go_action])
        menu.addActions([self.postpone_action, self.cancel_action])
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))


def _many(number: int) -> str:
    return f"{number:,}" if number else ""
