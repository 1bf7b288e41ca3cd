"""What the sample has beyond its workbooks: the board, whose trainers and venues, days off."""

from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainingdesk.domain.year import TrainingYear
from trainingdesk.services.boards import board_of, save_board
from trainingdesk.services.partners import set_partners
from trainingdesk.storage.models import Agency, DayOff, Event, Series, Trainer, Venue

COUNCIL = "Westmere Council Children's Services"

TRAINERS = {
    "Ruth Halloran": ("Leads on neglect and supervision.", "", "01632 960211"),
    "Devika Marsh": ("Exploitation, online harm.", "", "01632 960240"),
    "Tern Valley Police, Public Protection": (
        "Two officers, by arrangement.",
        "Tern Valley Police",
        "01632 960500",
    ),
    "North Vale safeguarding team": (
        "Briefings shared by the boroughs.",
        "North Vale NHS Foundation Trust",
        "",
    ),
    "Amal Women's Centre": ("Harmful practices, domestic abuse.", "Amal Women's Centre", ""),
}
"""What they train, the agency whose days they give, and their telephone."""

VENUES = {
    "Guildhall, Room 3A": ("Step-free; hearing loop; prayer room on floor 1", COUNCIL),
    "Fenner Centre": ("Step-free; parking for 40", ""),
    "Old Mill Training Rooms": ("Two steps at the door, ramp on request", ""),
    "St Bride's Education Centre": (
        "Step-free; hearing loop",
        "Westmere Sixth Form and Technical College",
    ),
}
"""The way in, and the agency whose venue it is."""

AWAY = {"Devika Marsh": (date(2026, 12, 21), date(2027, 1, 4), "annual leave")}
SHUT = {"Guildhall, Room 3A": (date(2026, 12, 3), date(2026, 12, 3), "council meeting")}
SHARED = "Cross-borough briefings"
BOARDS = ("North Vale Safeguarding Children Board", "Tern Valley Safeguarding Children Board")


CONTACTS = {
    "Fenner Centre": "Bookings desk, 01632 960318",
    "Old Mill Training Rooms": "Marged Lewis, 01632 960355",
    "Quayside Hall": "Events office, 01632 960370",
    "St Bride's Education Centre": "Site manager, 01632 960391",
}
ADDRESS = "Guildhall, Market Square\nWestmere WM1 4AB"


def arrange(db: Session, today: date) -> None:
    """Tell of the board, its trainers and its venues what no workbook has a column for."""
    _tell_of_the_board(db)
    for name, (about, agency, telephone) in TRAINERS.items():
        trainer = db.scalars(select(Trainer).where(Trainer.name == name)).one()
        trainer.about, trainer.telephone = about, telephone
        trainer.agency_id = _agency(db, agency)
    for name, (access, agency) in VENUES.items():
        venue = db.scalars(select(Venue).where(Venue.name == name)).one()
        venue.access, venue.agency_id = access, _agency(db, agency)
    for venue in db.scalars(select(Venue).where(Venue.name.in_(CONTACTS))):
        venue.contact = CONTACTS[venue.name]
    _take_days_off(db)
    year = TrainingYear.of(today)
    shared = select(Event.id).join(Series, Series.id == Event.series_id)
    among = shared.where(Series.name == SHARED, Event.starts >= year.first_day)
    for event_id in list(db.scalars(among)):
        set_partners(db, event_id, BOARDS)


def _tell_of_the_board(db: Session) -> None:
    told = replace(
        board_of(db),
        borough="Westmere",
        address=ADDRESS,
        email="training@westmere-scb.example",
        telephone="01632 960200",
    )
    save_board(db, told)


def _take_days_off(db: Session) -> None:
    for name, (since, until, reason) in AWAY.items():
        number = db.scalar(select(Trainer.id).where(Trainer.name == name))
        db.add(DayOff(trainer_id=number, since=since, until=until, reason=reason))
    for name, (since, until, reason) in SHUT.items():
        number = db.scalar(select(Venue.id).where(Venue.name == name))
        db.add(DayOff(venue_id=number, since=since, until=until, reason=reason))


def _agency(db: Session, name: str) -> int | None:
    return db.scalar(select(Agency.id).where(Agency.name == name)) if name else None
