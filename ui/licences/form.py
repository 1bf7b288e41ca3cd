"""The form for licences: whom they bind, in which group, and until when."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from trainingdesk.domain.figures import counted
from trainingdesk.domain.licence import LicenceDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.services.delegate_choices import delegates_chosen
from trainingdesk.services.licence_groups import groups_listed
from trainingdesk.services.licences import add_licences, change_licence, licence_details
from ui.courses.picked import PickedField
from ui.licences.people_picker import PeoplePicker
from ui.parts.beside import Beside
from ui.parts.field import Choice, Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.programme.acts import act
from ui.recommendations.days import day_in, day_said, unread_days

ONE = "A licence is one person's. Leave one of them, and add the others apart."


class LicenceForm(Beside):
    """Asks whom a licence binds: several people at once where they are new to a group."""

    saved = Signal(int)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._about: int | None = None
        self._opened = LicenceDetails()
        self.group, self.people = Choice([]), PeoplePicker(live.desk)
        # Or the longest name of all would make the form wider than its panel.
        self.group.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        fields = {
            "delegate_id": PickedField(
                "Delegates", self.people, help_text="Several at once, with one day of renewal."
            ),
            "group_id": Field("Group", self.group),
            "renew_on": Field("Renew on", Entry(hint="1 September 2027")),
            "number": Field("Number", Entry(), help_text="The licence's own; may be left empty."),
        }
        self.form = FormFields(fields)
        super().__init__("New licence", down(*fields.values(), gap=Space.L), self.form, save="Save")
        act(self, "&Save the licence", self.keep, "Ctrl+S")
        self.save_asked.connect(self.keep)
        for field in fields.values():
            if isinstance(field.control, QLineEdit):
                field.control.returnPressed.connect(self.keep)
        self.hide()

    def begin_new(self, group_id: int | None = None) -> None:
        """Ask for new licences, in a group perhaps."""
        self.say_title("New licence")
        self._begin(f"new {group_id or ''}", LicenceDetails(group_id=group_id))

    def begin_change(self, number: int) -> None:
        """Ask what is to be different about a licence; raises Unknown."""
        with self._desk.reading() as db:
            details = licence_details(db, number)
        self.say_title("Change licence")
        self._begin(number, details)

    def keep(self) -> None:
        """Save, or say in the form what is to be put right."""
        with self.problems_shown():
            if problem := self.people.problem():
                raise Invalid({"delegate_id": problem})
            people = self.people.delegate_ids()
            if unread := unread_days({"renew_on": self.form["renew_on"]}, near=self._desk.today()):
                raise Invalid(unread)
            number = self._kept(people)
            self.settle()
            self.saved.emit(number)

    def details(self) -> LicenceDetails:
        """The details as now filled in, of the first who is picked."""
        people, group_id = self.people.delegate_ids(), self.group.chosen()
        return LicenceDetails(
            group_id=group_id if isinstance(group_id, int) else None,
            delegate_id=people[0] if people else None,
            number=self.form["number"].text(),
            renew_on=day_in(self.form["renew_on"], near=self._desk.today()),
        )

    def texts_of(self, details: LicenceDetails) -> dict[str, str]:
        people = () if details.delegate_id is None else (details.delegate_id,)
        at = self.group.findData(details.group_id)
        return {
            "delegate_id": self.people.references_of(people),
            "group_id": self.group.itemText(max(0, at)),
            "renew_on": day_said(details.renew_on),
            "number": details.number,
        }

    def begin_from(self, details: LicenceDetails) -> None:
        self._opened = details

    def _kept(self, people: list[int]) -> int:
        details, name = self.details(), self._name(people)
        if self._about is None:
            with self._desk.changing("Add licence of", name) as db:
                return add_licences(db, people, details)[0]
        if len(people) > 1:
            raise Invalid({"delegate_id": ONE})
        with self._desk.changing("Change licence of", name) as db:
            change_licence(db, self._about, details, opened=self._opened)
        return self._about

    def _name(self, people: list[int]) -> str:
        with self._desk.reading() as db:
            named = delegates_chosen(db, people)
        return named[0].name if len(named) == 1 else counted(len(named), "delegate")

    def _begin(self, about: int | str, details: LicenceDetails) -> None:
        with self._desk.reading() as db, QSignalBlocker(self.group):
            self.group.clear()
            for each in groups_listed(db):
                self.group.addItem(each.name, each.id)
        self._about = about if isinstance(about, int) else None
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self.show()
        first = "renew_on" if self._about else "delegate_id"
        self.form[first].control.setFocus(Qt.FocusReason.ShortcutFocusReason)
