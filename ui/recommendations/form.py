"""The form for a recommendation or a priority, with the courses that answer it."""

from PySide6.QtCore import QSignalBlocker, Qt

from trainingdesk.domain.recommendation import RecommendationDetails, SourceKind
from trainingdesk.services import recommendations
from ui.agencies.word_choice import WordChoice
from ui.courses.picked import PickedField
from ui.parts.field import Choice, Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.recommendations.course_picker import CoursePicker
from ui.recommendations.days import day_in, day_said, unread_days
from ui.records.record_form import RecordForm, RecordKind

DAYS = ("made_on", "closed_on")
RECOMMENDATION = RecordKind(
    "recommendation",
    RecommendationDetails,
    recommendations.recommendation_details,
    recommendations.add_recommendation,
    recommendations.change_recommendation,
)


class RecommendationForm(RecordForm[RecommendationDetails]):
    """Asks what is recommended, by what and when, and which courses answer it."""

    def __init__(self, live: LiveDesk) -> None:
        self.courses = CoursePicker(live.desk)
        self.source = WordChoice("Where it comes from")
        super().__init__(
            live,
            RECOMMENDATION,
            {
                "source": Field(
                    "Where it comes from", self.source, help_text="Such as Review of Child Q."
                ),
                "number": Field("Number", Entry(hint="4")),
                "kind": Field("Kind", Choice([kind.value for kind in SourceKind])),
                "words": Field("What is recommended", Prose()),
                "made_on": Field(
                    "Made on",
                    Entry(hint="3 March 2026"),
                    help_text="Who attends from that day on counts as trained on it.",
                ),
                "courses": PickedField("Courses that answer it", self.courses),
                "closed_on": Field("Closed on", Entry(), help_text="Empty while it is open."),
            },
        )
        typed = self.source.lineEdit()
        if typed is not None:
            typed.returnPressed.connect(self.keep)

    def begin_linking(self, number: int) -> None:
        """Ask which courses answer a recommendation; raises Unknown."""
        self.begin_change(number)
        self.courses.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def prepare(self, details: RecommendationDetails) -> None:  # noqa: ARG002 - as the form asks
        with self._desk.reading() as db, QSignalBlocker(self.source):
            self.source.show_words(recommendations.sources_in_use(db))

    def details(self) -> RecommendationDetails:
        texts, today = self.form.texts(), self._desk.today()
        made_on, closed_on = (day_in(self.form[name], near=today) for name in DAYS)
        return RecommendationDetails(
            kind=SourceKind(texts["kind"]),
            source=texts["source"],
            number=texts["number"],
            words=texts["words"],
            made_on=made_on,
            closed_on=closed_on,
            courses=self.courses.course_ids(),
        )

    def unreadable(self) -> dict[str, str]:
        found = unread_days({name: self.form[name] for name in DAYS}, near=self._desk.today())
        if problem := self.courses.problem():
            found["courses"] = problem
        return found

    def texts_of(self, details: RecommendationDetails) -> dict[str, str]:
        return {
            "source": details.source,
            "number": details.number,
            "kind": details.kind.value,
            "words": details.words,
            "made_on": day_said(details.made_on),
            "courses": self.courses.codes_of(details.courses),
            "closed_on": day_said(details.closed_on),
        }
