"""The form for a licence-bound group."""

from trainingdesk.domain.licence import GroupDetails
from trainingdesk.domain.typed import number_typed
from trainingdesk.services import licence_groups
from ui.courses.picked import PickedField
from ui.parts.field import Entry, Field
from ui.parts.live import LiveDesk
from ui.recommendations.course_picker import CoursePicker
from ui.records.record_form import RecordForm, RecordKind

MONTHS = "Type the months, such as 36."
ONE_COURSE = "Pick one course: what the group needs is one."
RENEWED = "A key then moves the day of renewal on by so many. Empty: it is set by hand."
GROUP = RecordKind(
    "group",
    GroupDetails,
    licence_groups.group_details,
    licence_groups.add_group,
    licence_groups.change_group,
)


class GroupForm(RecordForm[GroupDetails]):
    """Asks what a group is called, how long its licences last, and what they need."""

    def __init__(self, live: LiveDesk) -> None:
        self.course = CoursePicker(live.desk)
        super().__init__(
            live,
            GROUP,
            {
                "name": Field("Group", Entry(hint="Chaperones")),
                "months": Field("Renewed after (months)", Entry(hint="36"), help_text=RENEWED),
                "course_id": PickedField(
                    "Course it needs", self.course, help_text="May be left empty."
                ),
            },
        )

    def details(self) -> GroupDetails:
        texts, courses = self.form.texts(), self.course.course_ids()
        return GroupDetails(
            texts["name"], number_typed(texts["months"]), courses[0] if courses else None
        )

    def unreadable(self) -> dict[str, str]:
        found = {}
        months = self.form["months"].text().strip()
        if months and number_typed(months) is None:
            found["months"] = MONTHS
        if problem := self.course.problem():
            found["course_id"] = problem
        elif len(self.course.names) > 1:
            found["course_id"] = ONE_COURSE
        return found

    def texts_of(self, details: GroupDetails) -> dict[str, str]:
        courses = () if details.course_id is None else (details.course_id,)
        return {
            "name": details.name,
            "months": "" if details.months is None else str(details.months),
            "course_id": self.course.codes_of(courses),
        }
