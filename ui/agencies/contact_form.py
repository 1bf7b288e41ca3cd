"""The form for somebody who speaks for an agency."""

from dataclasses import asdict

from trainingdesk.domain.agency import ContactDetails
from trainingdesk.services.agency_contacts import add_contact, change_contact, contact_details
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field
from ui.parts.form_fields import FormFields
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.programme.acts import act


class ContactForm(Beside):
    """Asks for a contact's name, what they are, and how they are reached."""

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._agency, self._about = 0, 0
        self._opened = ContactDetails()
        entries = {name: Entry() for name in asdict(ContactDetails())}
        labels = {"name": "Name", "role": "Role", "email": "E-mail", "telephone": "Telephone"}
        form = FormFields({name: Field(labels[name], entry) for name, entry in entries.items()})
        body = down(*(form[name] for name in entries), gap=Space.L)
        super().__init__("New contact", body, form, save="Save")
        self.form = form
        self.hide()
        self.save_action = act(self, "&Save the contact", self.save_now, "Ctrl+S")
        self.save_asked.connect(self.save_now)
        for entry in entries.values():
            entry.returnPressed.connect(self.save_now)

    def begin_new(self, agency_id: int) -> None:
        """Ask for another contact of an agency."""
        self.say_title("New contact")
        self._agency, self._about = agency_id, 0
        self._begin(("new", agency_id), ContactDetails())

    def begin_change(self, contact_id: int) -> None:
        """Ask what is to be changed on a contact; raises Unknown."""
        with self._desk.reading() as db:
            details = contact_details(db, contact_id)
        self.say_title("Change contact")
        self._about = contact_id
        self._begin(contact_id, details)

    def save_now(self) -> None:
        """Save, or say what is missing."""
        details = ContactDetails(**self.form.texts())
        with self.problems_shown():
            if self._about:
                with self._desk.changing("Change contact", details.name) as db:
                    change_contact(db, self._about, details, opened=self._opened)
            else:
                with self._desk.changing("Add contact", details.name) as db:
                    add_contact(db, self._agency, details)
            self.settle()

    def texts_of(self, details: ContactDetails) -> dict[str, str]:
        return asdict(details)

    def begin_from(self, details: ContactDetails) -> None:
        self._opened = details

    def _begin(self, about: object, details: ContactDetails) -> None:
        self._opened = self.begin_about(about, asdict(details), details).opened
        self.show()
        self.form.begin()
