"""Entering forms one after another: whose paper is missing, and the one in hand."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from trainingdesk.domain.channel import Channel
from trainingdesk.domain.refusals import Refused
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import plain_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.evaluation.begun import finish
from trainingdesk.services.evaluation.expected import ExpectedPerson, Standing
from trainingdesk.services.evaluation.papers import Paper
from trainingdesk.services.evaluation.taking import Taken
from ui.evaluation.filling import Filling
from ui.evaluation.filling_kept import keep_filling
from ui.evaluation.form_view import FormView
from ui.evaluation.tables import STAGE_NAMES
from ui.parts.cell import Cell
from ui.parts.field import Choice, Entry
from ui.parts.heading import Heading
from ui.parts.layout import across, down, holder
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.table import Table
from ui.parts.theme import Size, Space, Width
from ui.parts.words import Button, Words
from ui.programme.acts import act

IDLE = 1500
"""So many milliseconds after the last key what was entered so far is kept."""

NO_DAY = "“{}” is no day. Enter when the forms came, such as 12 June."
CAME_IN = "This form has come already: what is entered now is kept beside it, and asked about."
NAMES_NOBODY = (
    "This form asks for a name, but its code names nobody. Choose beside it whose it is: stored "
    "as it stands, it counts without a name."
)
TONES = {Standing.CAME: "green", Standing.BEGUN: "accent", Standing.TWICE: "amber"}


class EntryForm(QWidget):
    """Takes in the form in hand, and keeps it as it is when one goes elsewhere."""

    stored = Signal(object, object)  # the Paper, and what became of it
    person_asked = Signal(object)  # an ExpectedPerson
    version_asked = Signal(int)  # the number of the questionnaire that the paper in hand has
    left = Signal()

    def __init__(self, live: LiveDesk) -> None:
        super().__init__()
        self._desk = live.desk
        self._nameless: dict[str, Filling] = {}
        back = Button("To the list", "secondary", "arrow-left", "Esc")
        back.clicked.connect(self.left)
        self.received = Entry(plain_day(self._desk.today()), width=Size.NAV, name="Received")
        label = Words("Received", "label")
        label.setBuddy(self.received)
        self.version_label, self.version = Words("Asks", "label"), Choice([], "Version asked")
        self.version_label.setBuddy(self.version)
        asks = (self.version_label, self.version)
        self.heading = Heading("", "", *asks, label, self.received, back)
        self.people: Table[ExpectedPerson] = Table(
            _people_columns(), "From whom a form is expected"
        )
        self.people.setFixedWidth(Size.SEARCH)
        self.view = FormView(live, "evaluation.entry", end="Store the form")
        row = across(self.people, gap=Space.L)
        row.addWidget(self.view, 1)
        column = down(self.heading, gap=Space.M)
        column.addWidget(holder(row), 1)
        self.setLayout(column)
        self._idle = QTimer(self, singleShot=True, interval=IDLE)
        self._make_acts()
        self._connect()

    def _make_acts(self) -> None:
        self.store_action = act(
            self, "&Store the form as it is", self.store, "Ctrl+Return", "Ctrl+Enter"
        )
        self.next_action = act(self, "The &next person", lambda: self.step(1), "Ctrl+Down")
        self.before_action = act(self, "The person &before", lambda: self.step(-1), "Ctrl+Up")
        self.version_action = act(self, "Another &version…", self.version.showPopup, "F4")
        self.people.acts = [
            *(self.store_action, self.next_action, self.before_action, self.version_action)
        ]

    def _connect(self) -> None:
        self._idle.timeout.connect(self.keep)
        self.view.answered.connect(self._idle.start)
        self.view.card.typing.textChanged.connect(self._idle.start)
        self.view.finished.connect(self.store)
        self.view.hidden.connect(self.keep)
        self.people.opened.connect(self.person_asked)
        self.people.clicked.connect(lambda _: self._ask_for(self.people.current_row()))
        self.version.activated.connect(lambda _: self._on_version())
        self.received.returnPressed.connect(self.view.take_keys)

    @property
    def paper(self) -> Paper | None:
        """The form in hand."""
        return self.view.filling.paper if self.view.filling is not None else None

    @property
    def unfinished(self) -> int:
        """How many forms without a name were begun, which nothing else keeps."""
        return sum(filling.unkept for filling in self._nameless.values())

    def begin(self, paper: Paper, people: Sequence[ExpectedPerson]) -> None:
        """Enter a form; what was begun of it stands there again."""
        self.keep()
        filling = Filling(paper)
        if paper.delegate_id is None:
            filling = self._nameless[paper.about] = filling.gone_on(self._nameless.get(paper.about))
        self._show_versions(paper)
        about = f"{paper.title} · {plain_day(paper.starts)} · {STAGE_NAMES[paper.stage]}"
        title = paper.name or "A form without a name"
        self.heading.say(title, f"{about} · {paper.agency}" if paper.agency else about)
        self.view.show_filling(filling)
        self.show_people(people)
        named = NAMES_NOBODY if paper.names_nobody else ""
        self.view.say(CAME_IN if paper.came_in else named, "amber")

    def _show_versions(self, paper: Paper) -> None:
        """Let the version be chosen where several may be in people's hands."""
        several = len(paper.versions) > 1
        self.version.clear()
        for each in paper.versions:
            self.version.addItem(each.said, each.id)
        self.version.choose(paper.questionnaire_id)
        self.version.setVisible(several)
        self.version_label.setVisible(several)
        self.version_action.setEnabled(several)

    def _on_version(self) -> None:
        paper, chosen = self.paper, self.version.chosen()
        if paper is not None and isinstance(chosen, int) and chosen != paper.questionnaire_id:
            self.version_asked.emit(chosen)
        else:
            self.view.take_keys()

    def show_people(self, people: Sequence[ExpectedPerson]) -> None:
        """Show from whom forms are expected, with the one in hand."""
        self.people.show_rows(list(people))
        self.people.setVisible(bool(people))
        paper = self.paper
        of_paper = (p.id for p in people if paper and p.delegate_id == paper.delegate_id)
        self.people.select_id(next(of_paper, 0))

    def step(self, step: int) -> None:
        """Go to the person after the one in hand, or before."""
        people = [row for row in self.people.rows_model.rows if isinstance(row, ExpectedPerson)]
        chosen = self.people.chosen_row()
        if chosen is not None and people:
            self._ask_for(people[(people.index(chosen) + step) % len(people)])

    def keep(self) -> None:
        """Keep what was entered so far, so that it can be gone on with at any time."""
        self._idle.stop()
        keep_filling(self._desk, self.view, via=Channel.PAPER)

    def store(self) -> None:
        """Take the form in as it is, and say what became of it."""
        filling, day = self.view.filling, self._day()
        if filling is None or day is None:
            return
        paper = filling.paper
        whose = f"{paper.name}'s" if paper.name else "a nameless"
        try:
            with self._desk.changing("Enter", f"{whose} {paper.stage.said} form") as db:
                returned = paper.returned(self.view.answers, on=day, via=Channel.PAPER)
                taken: Taken = finish(db, returned, opened=filling.kept, by=self._desk.stamp())
        except Refused as refusal:
            self.view.say(str(refusal))
            self.view.take_keys()
            return
        self.put_away()
        self._nameless.pop(paper.about, None)
        self.stored.emit(paper, taken)

    def put_away(self) -> None:
        """Hold no form any more."""
        self._idle.stop()
        self.view.show_filling(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _day(self) -> date | None:
        text = self.received.text()
        day = day_typed(text, near=TrainingYear.of(self._desk.today()))
        if day is None:
            self.view.say(NO_DAY.format(text))
            self.received.begin_again()
        return day

    def _ask_for(self, person: ExpectedPerson | None) -> None:
        if person is not None:
            self.person_asked.emit(person)


def _people_columns() -> list[Column[ExpectedPerson]]:
    return [
        Column("Delegate", lambda person: person.delegate, share=1),
        Column("Form", _standing, Width.DATE),
    ]


def _standing(person: ExpectedPerson) -> Cell:
    if person.standing is Standing.MISSING:
        return Cell()
    return Cell(chip=person.standing.value.split()[-1], chip_tone=TONES[person.standing])
