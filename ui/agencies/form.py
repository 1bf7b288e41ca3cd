"""The form for an agency, beside the list or the record."""

from dataclasses import asdict

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit

from trainingdesk.domain.agency import AgencyDetails
from trainingdesk.domain.delegate import folded
from trainingdesk.domain.refusals import Invalid
from trainingdesk.domain.typed import day_typed
from trainingdesk.domain.words import entered_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.agencies import agency_choices
from trainingdesk.services.agency_records import (
    add_agency,
    agency_details,
    change_agency,
    words_in_use,
)
from ui.agencies.word_choice import WordChoice
from ui.delegates.agency_choice import AgencyChoice
from ui.parts.beside import Beside
from ui.parts.field import Entry, Field, Prose
from ui.parts.form_fields import FormFields
from ui.parts.heading import Notice
from ui.parts.layout import down
from ui.parts.live import LiveDesk
from ui.parts.theme import Space
from ui.programme.acts import act

OTHER_NAMES = "One a line. A workbook may use any of them."
NO_DATE = "This is no date. Type it like 13 June 2026 or 13/6."
NO_SUCH_AGENCY = "No agency goes by this name. Choose one, or leave it empty."
ITSELF = "An agency cannot be part of itself. Choose another, or leave it empty."
PART_OF = "A school of a trust, a ward of a hospital. May be left empty."
GROUP_SINCE = (
    "Events before this day are charged by the group before. Empty: it was always in this one."
)
RENAMED = (
    "This puts the name right, and the name before stays among the other names. When it was "
    "renamed on a day, use Rename: the day is kept."
)


class AgencyForm(Beside):
    """Asks for an agency's details and every name it goes by."""

    saved = Signal(int)

    def __init__(self, live: LiveDesk) -> None:
        self._desk = live.desk
        self._about: int | None = None
        self._opened = AgencyDetails()
        self.part_of = AgencyChoice("Part of")
        self.sector, self.group = WordChoice("Sector"), WordChoice("Charging group")
        form = FormFields(
            {
                "name": Field("Agency", Entry()),
                "sector": Field("Sector", self.sector),
                "charging_group": Field("Charging group", self.group),
                "group_since": Field("In this group since", Entry(), help_text=GROUP_SINCE),
                "other_names": Field("Other names", Prose(), help_text=OTHER_NAMES),
                "parent_id": Field("Part of", self.part_of, help_text=PART_OF),
                "boroughs": Field("Boroughs", Prose(), help_text="Those it serves, one a line."),
                "contact": Field("Contact", Entry()),
                "email": Field("E-mail", Entry()),
                "invoice_address": Field("Invoice address", Prose()),
            }
        )
        self.renamed = Notice("", "accent")
        body = down(gap=Space.L)
        for name in form.texts():
            body.addWidget(form[name])
            if name == "name":
                body.addWidget(self.renamed)
        super().__init__("New agency", body, form, save="Save")
        self.form = form
        self.hide()
        self._connect()

    def begin_new(self, name: str = "") -> None:
        """Ask for a new agency; without a name the form goes on with one that was not saved."""
        self.say_title("New agency")
        unsaved = None if name else self.drafts.newest(AgencyDetails)
        self._begin(unsaved or AgencyDetails(name=name), AgencyDetails(name=name))

    def begin_change(self, agency_id: int) -> None:
        """Ask what is to be changed on an agency; raises Unknown."""
        with self._desk.reading() as db:
            details = agency_details(db, agency_id)
        self.say_title("Change agency")
        self._begin(agency_id, details)

    def details(self) -> AgencyDetails:
        """The details as now filled in."""
        texts = self.form.texts()
        del texts["parent_id"]
        return AgencyDetails(
            group_since=day_typed(
                texts.pop("group_since"), near=TrainingYear.of(self._desk.today())
            ),
            other_names=_lines(texts.pop("other_names")),
            boroughs=_lines(texts.pop("boroughs")),
            parent_id=self.part_of.agency_id(),
            **texts,
        )

    def save_now(self) -> None:
        """Save, or say what is missing."""
        details = self.details()
        with self.problems_shown():
            if self.part_of.currentText().strip() and details.parent_id is None:
                raise Invalid(details.problems() | {"parent_id": NO_SUCH_AGENCY})
            if self.form["group_since"].text().strip() and details.group_since is None:
                raise Invalid(details.problems() | {"group_since": NO_DATE})
            if self._about is None:
                with self._desk.changing("Add", details.name) as db:
                    number = add_agency(db, details)
            else:
                number = self._about
                with self._desk.changing("Change", details.name) as db:
                    change_agency(db, number, details, opened=self._opened)
            self.settle()
            self.saved.emit(number)

    def _begin(self, about: int | AgencyDetails, details: AgencyDetails) -> None:
        with self._desk.reading() as db:
            sectors, groups = words_in_use(db)
            choices = agency_choices(db, held=details.parent_id)
        with QSignalBlocker(self.part_of):
            others = [each for each in choices if each[1] != about]
            self.part_of.show_agencies(others, {details.name: ITSELF})
        with QSignalBlocker(self.sector), QSignalBlocker(self.group):
            self.sector.show_words(sectors)
            self.group.show_words(groups)
        self._about = about if isinstance(about, int) else None
        self._opened = self.begin_about(about, self.texts_of(details), details).opened
        self._tell_what_follows()
        self.show()
        self.form.begin()

    def texts_of(self, details: AgencyDetails) -> dict[str, str]:
        since = details.group_since
        return asdict(details) | {
            "group_since": entered_day(since) if since else "",
            "other_names": "\n".join(details.other_names),
            "boroughs": "\n".join(details.boroughs),
            "parent_id": self.part_of.name_of(details.parent_id),
        }

    def begin_from(self, details: AgencyDetails) -> None:
        self._opened = details
        self._tell_what_follows()

    def show_draft(self, draft: dict[str, str]) -> None:
        super().show_draft(draft)
        self.area.verticalScrollBar().setValue(0)
        self._tell_what_follows()

    def _connect(self) -> None:
        self.save_action = act(self, "&Save the agency", self.save_now, "Ctrl+S")
        self.save_asked.connect(self.save_now)
        self.form.edited.connect(self._tell_what_follows)
        self.part_of.editTextChanged.connect(lambda _text: self.form["parent_id"].set_error(""))
        self.sector.editTextChanged.connect(lambda _text: self.form["sector"].set_error(""))
        for name in self.form.texts():
            control = self.form[name].control
            if isinstance(control, QLineEdit):
                control.returnPressed.connect(self.save_now)

    def _tell_what_follows(self) -> None:
        self._tell_renaming()
        self._ask_since_when()

    def _ask_since_when(self) -> None:
        """Offer today for another group than it had; whoever puts a slip right empties it."""
        since, another = self.form["group_since"], self._has_another_group()
        had_another = self._opened.group_since is not None
        if not another and not had_another:
            since.set_text("")
        elif since.isHidden() and not since.text():
            since.set_text(entered_day(self._desk.today()))
        since.setVisible(another or had_another)

    def _has_another_group(self) -> bool:
        had, has = self._opened.charging_group, self.group.currentText()
        return self._about is not None and bool(folded(had)) and folded(has) != folded(had)

    def _tell_renaming(self) -> None:
        renamed = self._about is not None and self.details().name.strip() != self._opened.name
        self.renamed.say(RENAMED if renamed else "")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
