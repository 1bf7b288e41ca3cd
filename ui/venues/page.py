"""The page of venues."""

from typing import Any, ClassVar

from trainingdesk.domain.figures import counted
from trainingdesk.services import venues
from trainingdesk.services.exports import Value
from trainingdesk.services.venue_days import venue_days_given
from trainingdesk.services.venues import VenueRow
from ui.delegates.found_list import NARROW, ROOMY
from ui.parts.cell import Cell
from ui.parts.jobs import Jobs
from ui.parts.live import LiveDesk
from ui.parts.rows_model import Column
from ui.parts.theme import Width
from ui.parts.way import Way
from ui.records.named_columns import by_name, in_pounds, next_day, of_agency
from ui.records.records_page import RecordsKind, RecordsPage
from ui.venues.form import VenueForm
from ui.venues.given import given_said

EMPTY = (
    "Venues are where events are held: what they hold and cost, the way in, and when they are "
    "shut. A venue that an event names is added by itself."
)


class VenuesPage(RecordsPage[VenueRow]):
    """Where events are held."""

    shows: ClassVar[frozenset[str]] = frozenset(
        {"agency", "day_off", "event", "event_session", "venue"}
    )

    def __init__(self, live: LiveDesk, way: Way, jobs: Jobs) -> None:
        super().__init__(live, way, jobs, KIND, VenueForm(live))

    def read_rows(self, db: Any) -> tuple[list[VenueRow], int, str]:
        rows = venues.venues_listed(
            db,
            self.year,
            today=self.desk.today(),
            words=self.list.words,
            sort=self.list.sort,
            falling=self.list.falling,
        )
        days = sum(row.days for row in rows)
        given = given_said(
            [
                (each.agency, each.days)
                for each in venue_days_given(db, self.year, today=self.desk.today())
            ],
            who="agencies",
            year=self.year.name,
        )
        about = f"{counted(days, 'day')} of events in {self.year.name}"
        said = " · ".join(each for each in (about, given) if each)
        return rows, venues.venues_in_all(db), said if rows else ""


def _values(row: VenueRow) -> tuple[Value, ...]:
    return (
        row.name,
        row.address,
        row.places,
        None if row.hire_pence is None else row.hire_pence / 100,
        row.access,
        row.contact,
        row.email,
        row.telephone,
        row.agency,
        row.days,
        row.next_on,
    )


KIND = RecordsKind[VenueRow](
    title="Venues",
    one="venue",
    several="venues",
    single="venue",
    glyph="map-pin",
    empty=EMPTY,
    columns=[
        by_name("Venue", lambda v: ", ".join(v.address.splitlines()), share=3),
        Column(
            "Holds",
            lambda v: "" if v.places is None else f"{v.places:,}",
            Width.COUNT,
            right=True,
            sort="places",
        ),
        in_pounds("Hire a day", lambda v: v.hire_pence, sort="hire_pence"),
        of_agency(share=3),
        Column("Contact", lambda v: Cell(v.contact, "soft"), Width.SPAN, share=2, sort="contact"),
        Column(
            "Days", lambda v: f"{v.days:,}" if v.days else "", Width.COUNT, right=True, sort="days"
        ),
        next_day(),
    ],
    heads=(
        "Venue",
        "Address",
        "Holds",
        "Hire a day",
        "Access",
        "Contact",
        "E-mail",
        "Telephone",
        "Agency",
        "Days in the year",
        "Next day",
    ),
    values=_values,
    merge=venues.merge_venues,
    remove=venues.remove_venues,
    gives_way={"Contact": ROOMY, "Agency": NARROW},
)
