"""Giving out the evaluation forms of an event: on paper, or each as a PDF to be filled in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.figures import counted
from trainingdesk.domain.refusals import Invalid, Refused
from trainingdesk.services.evaluation.form_papers import (
    MOST_COPIES,
    FormsToGive,
    forms_to_give,
    letters_lost,
    print_forms,
    save_fillable_forms,
    stage_to_give,
)
from trainingdesk.services.evaluation.given_out import note_given_out
from trainingdesk.services.progress import Progress
from trainingdesk.services.saving import save_document
from ui.delegates.panels import Panels
from ui.evaluation.tables import STAGE_NAMES
from ui.events.event_tab import EventTab
from ui.parts.asked_path import asked_path
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.jobs import Jobs
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.own_fields import ChoiceField
from ui.parts.theme import Space
from ui.parts.words import Button, Words
from ui.programme.acts import act

PDF = "PDF (*.pdf)"
ABOUT = (
    "Every form has a code on it, and inside the PDF, by which it is known when it comes back. "
    "On paper it is entered under Evaluation, To enter; a filled PDF is read there."
)
NO_NUMBER = f"Enter a number from 1 to {MOST_COPIES}."
NOTHING = "Nothing is asked at this stage. Make a form of it under Evaluation, Forms."
NOBODY = "Nobody is expected to answer yet."
Done = list[str] | Refused
"""Whose letters no font has, or why nothing was made."""


class FormPapersPanel(Beside):
    """Asks of which stage, says how many forms there are, and makes them."""

    done = Signal(str)

    def __init__(self, live: LiveDesk, jobs: Jobs) -> None:
        self._live, self._desk, self._jobs = live, live.desk, jobs
        self._event_id, self._reference = 0, ""
        self.given = FormsToGive(Stage.END)
        self.stage = Choice([(name, stage.value) for stage, name in STAGE_NAMES.items()], "Stage")
        self.copies = Field(
            "&Copies", Entry(), help_text="The form is the same for all: as many as are handed out."
        )
        fields = {"stage": ChoiceField("&Stage", self.stage), "copies": self.copies}
        self.told = Words("", wrap=True)
        self.fillable = Button("Save fillable PDFs…", "secondary", "download", "Ctrl+Shift+S")
        form = FormFields(fields)
        body = down(*fields.values(), self.told, gap=Space.L)
        body.addLayout(across(self.fillable, None))
        body.addWidget(Words(ABOUT, "soft", wrap=True))
        super().__init__("Give out forms", body, form, save="Print forms…")
        self.hide()
        self.print_action = act(self, "&Print forms…", self.print_them, "Ctrl+S")
        self.fillable_action = act(self, "Save &fillable PDFs…", self.save_them, "Ctrl+Shift+S")
        self.fillable.clicked.connect(self.fillable_action.trigger)
        self.save_asked.connect(self.print_action.trigger)
        self.stage.currentIndexChanged.connect(lambda _: self.show_stage())

    def begin(self, event_id: int, reference: str) -> None:
        """Ask about an event, from the stage on that is most likely wanted."""
        self._event_id, self._reference = event_id, reference
        with self._desk.reading() as db:
            stage = stage_to_give(db, event_id, today=self._desk.today())
        self.say_title(f"Give out forms of {reference}")
        self.begin_about(event_id, {"stage": stage.value, "copies": ""})
        self.show_stage()
        self.show()
        self.stage.setFocus()

    def show_stage(self) -> None:
        """Say how many forms there are of the stage that is chosen."""
        with self._desk.reading() as db:
            self.given = forms_to_give(db, self._event_id, Stage(str(self.stage.chosen())))
        given = self.given
        self.told.say(told_of(given))
        self.copies.setVisible(given.anonymous)
        self.copies.set_text(str(max(1, given.missing)) if given.anonymous else "")
        some = bool(given.questions and (given.missing or given.anonymous))
        for part in (self.save, self.fillable, self.print_action, self.fillable_action):
            part.setEnabled(some)

    def print_them(self) -> None:
        """Save the forms to print where the user chooses, as one PDF."""
        event_id, stage = self._event_id, self.given.stage
        with self.problems_shown():
            copies = self._copies() if self.given.anonymous else None
            path = asked_path(
                self,
                self._live,
                title="Print the forms",
                name=f"Forms {self._reference} {stage.said}.pdf",
                kinds=PDF,
            )
            if path is None:
                return

            out = self._note_given_out()

            def make(_progress: Progress) -> list[str]:
                with self._desk.reading() as db:
                    forms = print_forms(db, event_id, stage, copies=copies, version=out)
                    save_document(forms, path)
                    return letters_lost(db, event_id, stage, version=out)

            self._make(make, f"Saved the forms of {self._reference} as {path.name}.")

    def save_them(self) -> None:
        """Save a fillable form for each into a folder that the user chooses."""
        event_id, stage = self._event_id, self.given.stage
        name = QFileDialog.getExistingDirectory(self, "Save fillable forms into a folder")
        if not name:
            return
        folder = Path(name)
        with self.problems_shown():
            self._save_into(folder, event_id, stage, self._note_given_out())

    def _save_into(self, folder: Path, event_id: int, stage: Stage, out: int | None) -> None:
        def make(progress: Progress) -> list[str]:
            with self._desk.reading() as db:
                save_fillable_forms(db, event_id, stage, folder, progress, version=out)
                return letters_lost(db, event_id, stage, version=out)

        number = 1 if self.given.anonymous else self.given.missing
        self._make(make, f"Saved {counted(number, 'fillable form')} into {folder.name}.")

    def _note_given_out(self) -> int | None:
        """Have the form that is given out stay as it is, and say which version that is."""
        with self._desk.noting("Give out forms") as db:
            today = self._desk.today()
            return note_given_out(db, self._event_id, self.given.stage, today=today)

    def _copies(self) -> int:
        text = self.copies.text().strip()
        number = int(text) if text.isascii() and text.isdecimal() else 0
        if not 1 <= number <= MOST_COPIES:
            raise Invalid({"copies": NO_NUMBER})
        return number

    def _make(self, make: Callable[[Progress], list[str]], said: str) -> None:
        """Make files away from the window, and say what came of it."""

        def work(progress: Progress) -> Done:
            try:
                return make(progress)
            except Refused as refusal:
                return refusal

        def then(found: Done) -> None:
            if isinstance(found, Refused):
                self.notice.say(str(found), "red")
                return
            self.done.emit(said)
            if found:
                self.notice.say("\n".join(found), "amber")
            else:
                self.settle()

        self._jobs.run(work, then, "Making forms")


class FormPapers:
    """The act of an event's tab that gives out its forms, with the panel it asks in."""

    def __init__(self, tab: EventTab) -> None:
        self._tab = tab
        self.panel = FormPapersPanel(tab.live, tab.jobs)
        self.panels = Panels(self.panel)
        self.button = Button("Give out forms", "secondary", "printer", "Ctrl+Shift+P")
        self.action = act(tab, "&Give out forms…", self.begin, "Ctrl+Shift+P")
        self.button.clicked.connect(self.action.trigger)
        self.panel.done.connect(tab.said)
        self.panels.closed.connect(tab.enter)

    def begin(self) -> None:
        """Ask which forms of the event that shows are given out."""
        self.panels.make_way(self.panel)
        self.panel.begin(self._tab.event_id, self._tab.reference)


def told_of(given: FormsToGive) -> str:
    """How many forms there are to give out, and who gets none."""
    if not given.questions:
        return NOTHING
    form = f"“{given.title}” asks {counted(given.questions, 'question')}"
    if given.anonymous:
        return f"{form}, without a name. {given.answered:,} of {given.expected:,} have come."
    if not given.expected:
        return f"{form}. {NOBODY}"
    if not given.missing:
        return f"{form}. Everybody has answered: all {given.expected:,}."
    gets = "gets" if given.missing == 1 else "get"
    people = counted(given.missing, "person", "people")
    verbs = ("has", "gets") if given.answered == 1 else ("have", "get")
    came = f" {given.answered:,} {verbs[0]} answered and {verbs[1]} none." if given.answered else ""
    return f"{form}. {people} {gets} one with their name.{came}"
