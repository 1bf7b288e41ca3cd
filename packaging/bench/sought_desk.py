"""A desk of very many people, with names as mixed as a city's, to be searched while typing."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from trainingdesk.domain.delegate import folded, sought_of
from trainingdesk.services.desk import Desk
from trainingdesk.services.importing.storing import batches, table_of
from trainingdesk.storage.models import Agency, AgencyName, Base, Course, Delegate, Event

PEOPLE, AGENCIES, COURSES, EVENTS = 200_000, 2_000, 250, 5_000
FIRST_DAY = date(2007, 4, 2)
AT_ONCE = 2_000
BEGINNINGS = (
    "Ab Ad Ak Al An As Bab Bal Bar Beck Ben Ber Bor Bra Car Chan Chow Cor Dan Dem Dob Dun El Fair "
    "Far Fen Gar Gil Gol Had Hal Har Hol Ib Jan Jas Jos Kac Kar Khal Kow Lan Lin Łap Lov Mac Mal "
    "Mar Mc Mel Mun Nak Nor Nwa O'C Oga Ok Olu Os Ost Pad Par Pem Per Pop Qur Rad Ram Rey Rid Ros "
    "Sad San Sch Shel Sid Sol Stan Ste Şim Tal Tat Tor Tran Tur Und Vau Vir Wad Wal Wat Whit Wój "
    "Yil You Zaj Żur Øst Åk Æth Ŵyn"
)
MIDDLES = "a ab ach ad am an ar as eb el em en er ev ib ik il in ir ol on or ow ul um un ur yn"
ENDINGS = (
    "aby ald ane bury by cik czyk dale dar eye ford gan gård ham han iah idge ington jee kin ley "
    "litz man mann mere more nam ney owa owski quist ran rell ris sen shaw ski son stein ston "
    "taş ton ues vala vić ward well wick wood worth yan"
)
FIRSTS = (
    "Aaliyah Ada Adaeze Agnieszka Aidan Alison Amir Andrew Aoife Ayşe Bartosz Beth Bilal Björn "
    "Brendan Callum Carys Chidi Chloe Ciarán Claire Dafydd Daniel Deepak Elif Emma Farhana Freyja "
    "Gareth Grace Grzegorz Gurpreet Hannah Helen Ifeoma İpek Iqra Jack Jahanara James Jenny João "
    "Karen Katarzyna Kwame Laura Łukasz Magdalena Małgorzata Mark Meera Mei-Ling Michał Nadia "
    "Ngozi Niamh Nicola Olumide Omar Özlem Paweł Priya Rachel Raúl Rhiannon Robert Róisín Sabina "
    "Sarah Shabnam Siân Simon Søren Sunita Susan Temitope Thảo Tomás Tunde Úna Victoria Wayne "
    "Yetunde Zainab Zofia Zoe"
)
KINDS = "Academy;Children's Centre;Health Centre;Library;Nursery;Primary School;Trust;Youth Club"
JOBS = "Teacher;Social Worker;Health Visitor;Nursery Nurse;Police Constable;Governor;Administrator"
SUBJECTS = (
    "Neglect;Early Help;Online Safety;Domestic Abuse;Mental Health;Private Fostering;FGM;Gangs"
)


def fill(desk: Desk) -> None:
    """Put everybody in, many rows at a time."""
    with desk.changing("Set up", undoable=False) as db:
        chance = Random(7)  # noqa: S311  # the same people each time, and no secret
        _keep(db, Agency, _agencies(chance))
        _keep(db, AgencyName, _agency_names(db))
        _keep(db, Course, _courses())
        _keep(db, Event, _events())
        _keep(db, Delegate, _people(chance))


def last_name(chance: Random) -> str:
    """A last name of two or three syllables; one in fifty is double."""
    name = chance.choice(BEGINNINGS.split()) + chance.choice(MIDDLES.split()) * chance.randint(0, 1)
    name += chance.choice(ENDINGS.split())
    return f"{name}-{last_name(chance)}" if chance.random() < 1 / 50 else name


def _people(chance: Random) -> Iterator[dict[str, Any]]:
    jobs = JOBS.split(";")
    for number in range(1, PEOPLE + 1):
        first, last = chance.choice(FIRSTS.split()), last_name(chance)
        email = folded(f"{first}.{last}{number % 97}@agency{number % 300}.example.org")
        yield {
            "id": number,
            "reference": f"D{number:05}",
            "first_name": first,
            "last_name": last,
            "email": email.replace("'", "") if number % 5 else "",
            "agency_id": chance.randint(1, AGENCIES),
            "job_title": chance.choice(jobs),
            "sought": sought_of(first_name=first, last_name=last, email=email),
        }


def _agencies(chance: Random) -> Iterator[dict[str, Any]]:
    kinds = KINDS.split(";")
    for number in range(1, AGENCIES + 1):
        name = f"{last_name(chance)} {kinds[number % len(kinds)]} {number}"
        yield {"id": number, "name": name, "sector": f"Sector {number % 8}", "sought": folded(name)}


def _agency_names(db: Session) -> Iterator[dict[str, Any]]:
    for agency in db.execute(select(Agency.id, Agency.name)):
        yield {"agency_id": agency.id, "name": agency.name, "folded": folded(agency.name)}


def _courses() -> Iterator[dict[str, Any]]:
    subjects = SUBJECTS.split(";")
    for number in range(1, COURSES + 1):
        title, reference = f"{subjects[number % len(subjects)]} {number}", f"C{number:03}"
        yield {
            "id": number,
            "reference": reference,
            "title": title,
            "sought": folded(f"{title} {reference}"),
        }


def _events() -> Iterator[dict[str, Any]]:
    for number in range(1, EVENTS + 1):
        yield {
            "reference": f"E{number:05}",
            "course_id": number % COURSES + 1,
            "starts": FIRST_DAY + timedelta(days=number * 7 // 5),
            "places": 20,
            "status": "Open",
        }


def _keep(db: Session, model: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    for some in batches(list(rows), AT_ONCE):
        db.execute(insert(table_of(model)), list(some))
