"""The board as its papers name it, and what it has decided."""

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from trainingdesk.domain.figures import counted
from trainingdesk.domain.waiting import Promotion
from trainingdesk.services.boards import BoardDetails, board_of, save_board
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.layout import across, card, down
from ui.parts.live import LiveDesk, LiveView
from ui.parts.messages import refusals_shown
from ui.parts.switch import Switch
from ui.parts.theme import Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

ROWS = (
    ("signatory", "signatory_role"),
    ("borough", "telephone"),
    ("email",),
)
NUMBERS = ("follow_up_months", "offer_days", "agreement_days")
NEEDED = {"Not needed": False, "Needed": True}

STEPS = {"Not wanted": 0, "One step": 1, "Two steps": 2}
AGREED = "Asked for before a booking has a place: by the manager, then by the agency."
PASSED_ON = "How it reaches whoever is next on the waiting list."


class BoardCard(LiveView):
    """A form that stays open: what is typed stays until it is saved or taken back."""

    shows: ClassVar[frozenset[str]] = frozenset({"board"})

    def __init__(self, live: LiveDesk) -> None:
        super().__init__(live)
        self._kept = BoardDetails()
        self.fields = FormFields(_fields())
        self.end_form = Switch(list(NEEDED), name="End evaluation before a certificate")
        self.promotion = Switch(list(Promotion), name="A place that becomes free is")
        self.agreement = Switch(list(STEPS), name="A manager's agreement")
        self.save = Button("Save the board", "primary", keys="Ctrl+S")
        self.take_back = Button("Take back", "quiet", "undo-2")
        self.state = Words("", "small", wrap=True)
        self.faults = Button("", "fault", "circle-alert")
        self._make_actions()
        self._lay_out()
        self.fields.edited.connect(self._on_edited)
        self.fields.faulted.connect(self._show_faults)
        for switch in (self.end_form, self.promotion, self.agreement):
            switch.changed.connect(lambda _name: self._on_edited())
        self.save.clicked.connect(self.save_all)
        self.take_back.clicked.connect(self.fill_again)
        self.faults.clicked.connect(self.fields.first_fault)
        self._show_faults(0)
        self.fill_again()

    def _make_actions(self) -> None:
        self.save_action = act(self, "&Save the board", self.save_all, "Ctrl+S")

    def _lay_out(self) -> None:
        parts = down(Words("The board", "lead"), self.fields["name"], gap=Space.M)
        for names in ROWS:
            parts.addLayout(_row(*(self.fields[name] for name in names)))
        needed = _named("End evaluation before a certificate", self.end_form)
        passed_on = _named("A place that becomes free is", self.promotion, PASSED_ON)
        parts.addWidget(self.fields["address"])
        parts.addLayout(_row(self.fields["follow_up_months"], needed))
        parts.addLayout(_row(passed_on, self.fields["offer_days"]))
        agreed = _named("A manager's agreement", self.agreement, AGREED)
        parts.addLayout(_row(agreed, self.fields["agreement_days"]))
        parts.addLayout(across(self.save, self.take_back, self.faults, None))
        parts.addWidget(self.state)
        parts.setContentsMargins(Space.L, Space.M, Space.L, Space.L)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card(parts))

    def reload(self) -> None:
        with self.desk.reading() as db:
            board = board_of(db)
        typing = self.is_edited
        self._kept = board
        if not typing:
            self.fill_again()
        self._on_edited()

    @property
    def is_edited(self) -> bool:
        """Whether anything is typed that is not saved."""
        return self.typed() != self._kept

    def unkept(self) -> str:
        """What would be lost if the window closed now."""
        return "the board" if self.is_edited else ""

    def typed(self) -> BoardDetails:
        """What the form says now; what is no number is 0, which the board refuses."""
        texts = {name: text.strip() for name, text in self.fields.texts().items()}
        months, days, within = (_number(texts.pop(name)) for name in NUMBERS)
        return BoardDetails(
            **texts,
            follow_up_months=months,
            offer_days=days,
            agreement_days=within,
            agreement_steps=STEPS[self.agreement.here],
            end_form_needed=NEEDED[self.end_form.here],
            promotion=Promotion(self.promotion.here),
        )

    def fill_again(self) -> None:
        """Show what is saved, and forget what was typed."""
        board = self._kept
        texts = {name: str(getattr(board, name)) for name in self.fields.texts()}
        self.fields.fill(texts)
        self.end_form.set_here(next(n for n, v in NEEDED.items() if v == board.end_form_needed))
        self.promotion.set_here(board.promotion)
        self.agreement.set_here(next(n for n, v in STEPS.items() if v == board.agreement_steps))
        self._on_edited()

    def save_all(self) -> None:
        """Save what is typed; a wrong field is marked where it is, and nothing is saved."""
        details = self.typed()
        if problems := details.problems():
            self._mark(problems)
            return
        with refusals_shown(self), self.desk.changing("Change the board") as db:
            save_board(db, details)
        self.reload()

    def _mark(self, problems: dict[str, str]) -> None:
        self.fields.show_problems(problems)
        self.fields.first_fault()

    def _on_edited(self) -> None:
        edited = self.is_edited
        self.state.say("Not saved yet." if edited else "")
        self.state.setVisible(edited)
        self.take_back.setEnabled(edited)

    def _show_faults(self, faults: int) -> None:
        self.faults.say(f"{counted(faults, 'field')} to put right")
        self.faults.setVisible(bool(faults))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _named(name: str, switch: Switch, help_text: str = "") -> QWidget:
    """A switch under its name, as a field stands."""
    made = QWidget()
    column = down(Words(name, "label"), across(switch, None), gap=Space.XS)
    if help_text:
        column.addWidget(Words(help_text, "small", wrap=True))
    made.setLayout(column)
    return made


def _row(*parts: QWidget) -> QBoxLayout:
    row = across(gap=Space.M)
    for part in parts:
        row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
    return row


def _fields() -> dict[str, Field]:
    return {
        "name": Field("&Name", Entry(), help_text="As reports and certificates print it."),
        "borough": Field("Boroug&h", Entry()),
        "signatory": Field("Certificates s&igned by", Entry()),
        "signatory_role": Field("&Role of the signatory", Entry()),
        "address": Field("&Address", Prose()),
        "email": Field("&E-mail", Entry()),
        "telephone": Field("&Telephone", Entry()),
        "follow_up_months": Field(
            "Follow-&up after (months)",
            Entry(),
            help_text="How long after an event delegates are asked what has changed.",
        ),
        "offer_days": Field(
            "An offer h&olds for (days)",
            Entry(),
            help_text="At most until the morning of the event; then it passes to whoever is next.",
        ),
        "agreement_days": Field(
            "An agreement ma&y take (days)",
            Entry(),
            help_text="Each step, and at most until the day before the event; then the request "
            "ends.",
        ),
    }
