"""The form that begins a policy: from nothing, from a board's or from an earlier version."""

from dataclasses import replace

from PySide6.QtCore import Signal

from trainingdesk.domain.charging.boards import BOARDS
from trainingdesk.domain.charging.policy import Policy
from trainingdesk.services.charging.policies import begin_policy, policies_listed
from trainingdesk.services.desk import Desk
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.theme import Space
from ui.parts.words import Words
from ui.programme.acts import act

FROM_NOTHING = "Nothing"
SAID = (
    "A new policy is half-written until it is put in force. Each board's policy stands here as it "
    "was published: begin with the one nearest to yours and change what differs."
)


class BeginForm(Beside):
    """Asks what a new policy begins with, and what it is called."""

    saved = Signal(int)

    def __init__(self, desk: Desk) -> None:
        self.start, called = Choice([FROM_NOTHING]), Entry()
        self.form = FormFields(
            {
                "title": Field("&Title", called),
                "start": Field("&Begin with", self.start),
            }
        )
        fields = self.form["title"], self.form["start"]
        super().__init__(
            "New policy",
            down(*fields, Words(SAID, "soft", wrap=True), gap=Space.L),
            self.form,
            save="Begin",
        )
        self._desk = desk
        self.save_asked.connect(self.keep)
        called.returnPressed.connect(self.save_asked)
        act(self, "&Begin the policy", self.keep, "Ctrl+S")
        self.hide()

    def begin(self, policy: Policy | None = None) -> None:
        """Ask for a new policy; with one given, for a new version of it."""
        with self._desk.reading() as db:
            kept = [row.policy for row in policies_listed(db, today=self._desk.today())]
        self.start.clear()
        self.start.addItem(FROM_NOTHING, Policy(""))
        for each in kept:
            self.start.addItem(f"Ours: {each.title}", each)
        for board in BOARDS:
            self.start.addItem(board.title, board)
        if policy is not None:
            self.start.choose(policy)
        title = policy.title if policy else ""
        self.begin_about(title, {"title": title, "start": self.start.currentText()})
        self.show()
        self.form.begin()

    def keep(self) -> None:
        """Begin the policy, or say what is to be put right."""
        chosen = self.start.chosen()
        policy = chosen if isinstance(chosen, Policy) else Policy("")
        policy = replace(policy, title=self.form["title"].text().strip())
        with self.problems_shown():
            with self._desk.changing("Begin", "a charging policy") as db:
                number = begin_policy(db, policy)
            self.settle()
            self.saved.emit(number)
