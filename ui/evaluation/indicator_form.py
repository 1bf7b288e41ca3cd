"""The form for an indicator: what is counted, by whom, and the courses meant to move it."""

from trainingdesk.domain.indicator import IndicatorDetails
from trainingdesk.services.evaluation import indicators
from ui.courses.picked import PickedField
from ui.parts.field import Entry, Field, Prose
from ui.parts.live import LiveDesk
from ui.recommendations.course_picker import CoursePicker
from ui.records.record_form import RecordForm, RecordKind

INDICATOR = RecordKind(
    "indicator",
    IndicatorDetails,
    indicators.indicator_details,
    indicators.add_indicator,
    indicators.change_indicator,
)


class IndicatorForm(RecordForm[IndicatorDetails]):
    """Asks what is counted each month, who counts it, and which courses are meant to move it."""

    def __init__(self, live: LiveDesk) -> None:
        self.courses = CoursePicker(live.desk)
        super().__init__(
            live,
            INDICATOR,
            {
                "name": Field(
                    "What is &counted", Entry(), help_text="Such as Early help assessments."
                ),
                "about": Field(
                    "&About it", Prose(), help_text="Who counts it, and what counts as one."
                ),
                "courses": PickedField("Courses that are &meant to move it", self.courses),
            },
        )

    def details(self) -> IndicatorDetails:
        self.courses.take_typed()  # Ctrl+S leaves the line as it is typed
        texts = self.form.texts()
        return IndicatorDetails(texts["name"], texts["about"], self.courses.course_ids())

    def unreadable(self) -> dict[str, str]:
        problem = self.courses.problem()
        return {"courses": problem} if problem else {}

    def texts_of(self, details: IndicatorDetails) -> dict[str, str]:
        return {
            "name": details.name,
            "about": details.about,
            "courses": self.courses.codes_of(details.courses),
        }
