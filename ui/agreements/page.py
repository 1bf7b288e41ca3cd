"""The agreements to chase: every open request of the events to come."""

from typing import ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.services.asked import Asked, agreements_to_chase
from ui.agreements.acts import AgreementActs
from ui.agreements.columns import asked_columns, in_order
from ui.delegates.found_list import NARROW, ROOMY, FoundList, ListKind
from ui.events.telling import said_name
from ui.parts.heading import Empty, Heading
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.way import Way, Where
from ui.parts.words import Button
from ui.programme.acts import act
from ui.recommendations.listed_page import ListedPage

TITLE = "Agreements to chase"
EMPTY = (
    "Whoever asks for a place that a manager is to agree to stands here, with whom to ask and "
    "how long it may still take. Requests are made on an event's page, where Settings says that "
    "an agreement is wanted."
)


class AgreementsPage(ListedPage[Asked]):
    """Lists the requests by the day they run out; keeps agreements and ends requests."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "agreement", "board", "booking", "course", "delegate", "event"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:  # noqa: ARG002 - as places make pages
        super().__init__(live, way, TITLE, Where("Programme", kind="agreements"))
        kind = ListKind(
            TITLE,
            "programme.agreements",
            "request",
            "requests",
            sort="left",
            gives_way={"Asked on": ROOMY, "Begins": ROOMY, "Event": NARROW},
        )
        back = Button("Open the board's settings", "secondary", "settings")
        back.clicked.connect(lambda: self._way.go(Where("Settings")))
        empty = Empty("user-check", "No agreement is awaited", EMPTY, back)
        agreed = Button("Agreed…", "quiet", "check", "Ctrl+Shift+A")
        refused = Button("Not agreed…", "quiet", "x", "Ctrl+Shift+N")
        found: FoundList[Asked] = FoundList(
            live, kind, asked_columns(self.desk.today(), of_one_event=False), empty, agreed, refused
        )
        self.acts = AgreementActs(self, live, found.table.chosen_row)
        self._buttons = agreed, refused
        forms = self.acts.agree_panel, self.acts.refuse_panel
        self.lay_out(Heading(TITLE, ""), found, *forms, above=())
        self.acts.panels = self.panels
        self.delegate_action = act(self, "&Open delegate", self._open_delegate, "Ctrl+O")
        self.event_action = act(self, "Open the &event", self._open_event, "Ctrl+Shift+Return")
        found.table.acts = [*self.acts.actions, self.delegate_action, self.event_action]
        agreed.clicked.connect(self.acts.agree_action.trigger)
        refused.clicked.connect(self.acts.refuse_action.trigger)
        self.acts.told.connect(self.said)

    def reload(self) -> None:
        today, wanted = self.desk.today(), self.list
        with self.desk.reading() as db:
            rows = agreements_to_chase(db, today=today, words=wanted.words)
            in_all = agreements_to_chase(db, today=today) if wanted.words.strip() else rows
        wanted.show_found(in_order(rows, wanted.sort, falling=wanted.falling), in_all=len(in_all))
        soon = sum(row.urgent for row in in_all)
        said = [counted(len(in_all), "agreement awaited", "agreements awaited")]
        said += [f"{soon:,} with two days left or fewer"] if soon else []
        self.heading.say(TITLE, " · ".join(said) if in_all else "")
        self.on_chosen()

    def open_row(self, _row: Asked) -> None:
        """Enter keeps an agreement: what one comes here for."""
        self.acts.ask_agreed()

    def on_chosen(self) -> None:
        row = self.list.table.chosen_row()
        self.acts.allow()
        for button in self._buttons:
            button.setVisible(row is not None)
        for action in (self.delegate_action, self.event_action):
            action.setEnabled(row is not None)
        self.export_action.setEnabled(self.list.shown > 0)

    def name_of(self, row: Asked) -> str:
        return said_name(row.delegate)

    def _open_delegate(self) -> None:
        if row := self.list.table.chosen_row():
            where = Where("Delegates", kind="delegate", id=row.delegate_id, year=self.year.name)
            self._way.go(where)

    def _open_event(self) -> None:
        if row := self.list.table.chosen_row():
            tab = "Requests"
            year = self.year.name
            self._way.go(Where("Programme", kind="event", id=row.event_id, tab=tab, year=year))
