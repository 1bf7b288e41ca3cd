"""The form for a delegate, beside the list or the record."""

from dataclasses import asdict

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit

from trainingdesk.domain.delegate import DelegateDetails
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.words import listed
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.delegate_records import (
    add_delegate,
    change_delegate,
    delegate_details,
    sharing_mailbox,
)
from trainingdesk.services.duplicates import LookAlike, look_alikes
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import across, down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.parts.words import Button, Words, restyle
from ui.programme.acts import act
from ui.recommendations.days import day_in, day_said, unread_days

SHOWN_AT_ONCE = 3
"""So many who look alike are named; more would push the form out of sight."""

CORRECTS = (
    "This puts a mistake right. When they went there on a day, use Move to another agency "
    "(Ctrl+M): the day is kept."
)


class DelegateForm(Beside):
    """Asks for a delegate's details, and warns of somebody who looks like the same person."""

    saved = Signal(int)
    look_alike_asked = Signal(int)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._about: int | None = None
        self._opened = DelegateDetails()
        self._alike: list[LookAlike] = []
        self.agency = AgencyChoice()
        form = FormFields(
            {
                "first_name": Field("First name", Entry()),
                "last_name": Field("Last name", Entry()),
                "agency_id": Field("Agency", self.agency),
                "email": Field("E-mail", Entry(), help_text="Several people may share one."),
                "telephone": Field("Telephone", Entry()),
                "job_title": Field("Job title", Entry()),
                "joined_on": Field(
                    "At the agency since",
                    Entry(hint="3 March 2026"),
                    help_text="The first day there, where it is known.",
                ),
                "manager": Field("Manager", Entry()),
                "manager_email": Field("Manager's e-mail", Entry()),
                "needs": Field(
                    "Needs",
                    Prose(name="Needs"),
                    help_text="What the delegate needs in order to take part. "
                    "Shown only on the record and to whoever runs the event.",
                ),
            }
        )
        self.show_needs = Button("Show needs").slim()
        self.open_alike = Button("Open", "link")
        self.alike = Notice("", "amber", self.open_alike)
        self.shared = Words("", "soft_small", wrap=True)
        self.corrects = Notice("", "accent")
        super().__init__("New delegate", self._body(form), form, save="Save")
        self.form = form
        self.hide()
        self._connect()

    def begin_new(self, name: str = "", *, agency_id: int | None = None) -> None:
        """Ask for a new delegate, whose name may have been typed elsewhere already.

        Asked for nobody in particular, the form goes on with whoever was not saved.
        """
        self.say_title("New delegate")
        first, _, last = name.strip().rpartition(" ")
        details = DelegateDetails(
            first_name=first or last, last_name=last if first else "", agency_id=agency_id
        )
        unsaved = self.drafts.newest(DelegateDetails) if details == DelegateDetails() else None
        self._begin(unsaved or details, details)

    def begin_change(self, delegate_id: int) -> None:
        """Ask what is to be changed on a delegate; raises Unknown."""
        with self._desk.reading() as db:
            details = delegate_details(db, delegate_id)
        self.say_title("Change delegate")
        self._begin(delegate_id, details)

    def details(self) -> DelegateDetails:
        """The details as now filled in."""
        texts = self.form.texts()
        for name in ("agency_id", "joined_on"):
            texts.pop(name)
        joined_on = day_in(self.form["joined_on"], near=self._desk.today())
        return DelegateDetails(agency_id=self.agency.agency_id(), joined_on=joined_on, **texts)

    def save_now(self) -> None:
        """Save, or say what is missing."""
        details = self.details()
        name = f"{details.first_name} {details.last_name}".strip()
        with self.problems_shown():
            days = {"joined_on": self.form["joined_on"]}
            if unread := unread_days(days, near=self._desk.today()):
                raise Invalid(details.problems() | unread)
            if self._about is None:
                with self._desk.changing("Add", name) as db:
                    number = add_delegate(db, details)
            else:
                number = self._about
                with self._desk.changing("Change", name) as db:
                    change_delegate(db, number, details, opened=self._opened)
            self.settle()
            self.saved.emit(number)

    def _begin(self, about: int | DelegateDetails, details: DelegateDetails) -> None:
        with self._desk.reading() as db, QSignalBlocker(self.agency):
            self.agency.show_agencies(agency_choices(db, held=details.agency_id))
        self._about = about if isinstance(about, int) else None
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self._look()
        self.show()
        self.form.begin()

    def texts_of(self, details: DelegateDetails) -> dict[str, str]:
        return asdict(details) | {
            "agency_id": self.agency.name_of(details.agency_id),
            "joined_on": day_said(details.joined_on),
        }

    def begin_from(self, details: DelegateDetails) -> None:
        self._opened = details
        self._look()

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self.area.verticalScrollBar().setValue(0)
        hidden = self._about is not None and bool(draft["needs"])
        self.form["needs"].setHidden(hidden)
        self.show_needs.setVisible(hidden)
        self._look()

    def _body(self, form: FormFields) -> QBoxLayout:
        names = across(gap=Space.M)
        for name in ("first_name", "last_name"):
            names.addWidget(form[name], 1, Qt.AlignmentFlag.AlignTop)
        rest = ("email", "telephone", "job_title", "joined_on", "manager", "manager_email", "needs")
        column = down(self.alike, names, form["agency_id"], self.corrects, gap=Space.L)
        for name in rest:
            column.addWidget(form[name])
            if name == "email":
                column.addWidget(self.shared)
        column.addWidget(self.show_needs, alignment=Qt.AlignmentFlag.AlignLeft)
        return column

    def _connect(self) -> None:
        self.save_action = act(self, "&Save the delegate", self.save_now, "Ctrl+S")
        self.save_asked.connect(self.save_now)
        self.form.edited.connect(self._look)
        self.agency.editTextChanged.connect(self._on_agency)
        self.show_needs.clicked.connect(self._reveal_needs)
        self.open_alike.clicked.connect(self._open_look_alike)
        for name in self.form.texts():
            control = self.form[name].control
            if isinstance(control, QLineEdit):
                control.returnPressed.connect(self.save_now)

    def _on_agency(self, _text: str) -> None:
        self.form["agency_id"].set_error("")
        restyle(self.agency)
        self._look()

    def _look(self) -> None:
        """Warn of whoever may be the same person, as soon as enough is typed to tell."""
        details = self.details()
        with self._desk.reading() as db:
            self._alike = look_alikes(db, details, besides=self._about)
            sharing = sharing_mailbox(db, details.email, besides=self._about)
        self.shared.say(f"Shared with {listed(sharing)}." if sharing else "")
        self.shared.setHidden(not sharing)
        other = details.agency_id not in {None, self._opened.agency_id}
        self.corrects.say(CORRECTS if self._about is not None and other else "")
        named = [str(each) for each in self._alike[:SHOWN_AT_ONCE]]
        more = len(self._alike) - len(named)
        named += [f"So may {more} more."] if more else []
        self.alike.say(" ".join(named), "amber")

    def _open_look_alike(self) -> None:
        if self._alike:
            self.look_alike_asked.emit(self._alike[0].id)

    def _reveal_needs(self) -> None:
        self.form["needs"].show()
        self.show_needs.hide()
        self.form["needs"].control.setFocus(Qt.FocusReason.OtherFocusReason)
