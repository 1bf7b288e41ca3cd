"""The form for an action of the board's plan."""

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox

from trainingdesk.domain.action import ActionDetails
from trainingdesk.domain.recommendation import Rag
from trainingdesk.services import actions
from ui.agencies.word_choice import WordChoice
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.recommendations.days import day_in, day_said, unread_days
from ui.records.record_form import RecordForm, RecordKind

DAYS = ("due", "done_on")
NONE = "None"
STANDS = "Green: on its way. Amber: may be late. Red: will be late, or is stuck."
ACTION = RecordKind(
    "action", ActionDetails, actions.action_details, actions.add_action, actions.change_action
)


class ActionForm(RecordForm[ActionDetails]):
    """Asks what is to be done, by whom, until when, and how it stands."""

    def __init__(self, live: LiveDesk) -> None:
        self.owner, self.beside = WordChoice("Owner"), Choice([])
        # Or the longest name of all would make the form wider than its panel.
        self.beside.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        super().__init__(
            live,
            ACTION,
            {
                "words": Field("What is to be done", Prose()),
                "owner": Field("Owner", self.owner, help_text="Who sees to it."),
                "due": Field("Due", Entry(hint="31 March 2027")),
                "rag": Field("Stands at", Choice([rag.value for rag in Rag]), help_text=STANDS),
                "recommendation_id": Field("Answers", self.beside),
                "note": Field("Note", Prose()),
                "done_on": Field("Done on", Entry(), help_text="Empty until it is done."),
            },
        )

    def begin_beside(self, recommendation_id: int) -> None:
        """Ask for a new action that answers a recommendation."""
        self.say_title("New action")
        details = ActionDetails(recommendation_id=recommendation_id)
        self._begin(f"new {recommendation_id}", details)

    def prepare(self, details: ActionDetails) -> None:
        with self._desk.reading() as db:
            offered = actions.recommendations_to_answer(db, held=details.recommendation_id)
            owners = actions.owners_in_use(db)
        with QSignalBlocker(self.beside), QSignalBlocker(self.owner):
            self.beside.clear()
            self.beside.addItem(NONE, None)
            for each in offered:
                self.beside.addItem(each.name, each.id)
            self.owner.show_words(owners)

    def details(self) -> ActionDetails:
        texts, today = self.form.texts(), self._desk.today()
        due, done_on = (day_in(self.form[name], near=today) for name in DAYS)
        number = self.beside.chosen()
        return ActionDetails(
            words=texts["words"],
            owner=texts["owner"],
            due=due,
            rag=Rag(texts["rag"]),
            recommendation_id=number if isinstance(number, int) else None,
            done_on=done_on,
            note=texts["note"],
        )

    def unreadable(self) -> dict[str, str]:
        return unread_days({name: self.form[name] for name in DAYS}, near=self._desk.today())

    def texts_of(self, details: ActionDetails) -> dict[str, str]:
        at = self.beside.findData(details.recommendation_id)
        return {
            "words": details.words,
            "owner": details.owner,
            "due": day_said(details.due),
            "rag": details.rag.value,
            "recommendation_id": self.beside.itemText(at) if at >= 0 else NONE,
            "note": details.note,
            "done_on": day_said(details.done_on),
        }
