"""The agencies, rooms and trainers of Westmere: a borough, and people, that do not exist."""

from dataclasses import dataclass

BOARD = "Westmere Safeguarding Children Board"
SIGNATORY, SIGNATORY_ROLE = "Eleanor Whitcombe", "Independent Chair"
RENAMED_IN = 2025
"""South Tern Youth Trust became the Tern Youth Foundation with this training year."""


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation that sends delegates, with the size of its part in the training."""

    name: str
    also: str
    sector: str
    group: str
    domain: str
    address: str
    people: int
    jobs: str
    mailbox: bool = False  # its staff share the office's address
    since: int = 2024
    until: int = 2026

    def stands_in(self, year: int) -> bool:
        """Whether the agency goes by this name in a training year."""
        return self.since <= year <= self.until

    def row(self) -> list[object]:
        """The agency as the workbook lists it."""
        contact = "The office" if self.mailbox else "Accounts payable"
        box = "office" if self.mailbox else "accounts"
        where = f"{self.name}\n{contact}\n{self.address}"
        return [
            self.name, self.also, self.sector, self.group, contact, f"{box}@{self.domain}", where
        ]  # fmt: skip


TRUST = "South Tern Youth Trust"
FOUNDATION = "Tern Youth Foundation"

AGENCIES = (
    Agency("North Vale NHS Foundation Trust", "NVFT; North Vale Community Health", "Health",
           "Partner", "northvale.example", "Harbour House, 12 Quayside\nWestmere WM3 8DD",
           66, "health"),
    Agency("Westmere and Harrowdale University Hospitals NHS Trust", "WHUHT; St Bride's Hospital",
           "Health", "Partner", "stbrides.example", "Hospital Lane\nWestmere WM1 8QS",
           58, "hospital"),
    Agency("Tern Valley Integrated Care Board", "Tern Valley ICB", "Health", "Partner",
           "ternvalleyicb.example", "Corn Exchange House\nWestmere WM1 3BL", 14, "health"),
    Agency("Fenner Road Surgery", "", "Health", "Partner", "fennerroad.example",
           "88 Fenner Road\nWestmere WM2 6DT", 16, "surgery", mailbox=True),
    Agency("Westmere Council Children's Services", "WCCS; Children's Social Care",
           "Local authority", "Partner", "westmere.example", "Guildhall, Market Square\n"
           "Westmere WM1 4AB", 86, "social"),
    Agency("Westmere Council Early Help", "Early Help; Family Hubs", "Local authority", "Partner",
           "westmere.example", "Guildhall, Market Square\nWestmere WM1 4AB", 48, "early help"),
    Agency("Westmere Council Adult Social Care", "ASC", "Local authority", "Partner",
           "westmere.example", "Guildhall, Market Square\nWestmere WM1 4AB", 24, "adults"),
    Agency("Westmere Youth Justice Service", "YJS; Youth Offending Team", "Local authority",
           "Partner", "westmere.example", "The Bridge House, 4 Ferry Street\nWestmere WM1 5TE",
           16, "justice"),
    Agency("Ternside Homes", "Westmere Council Housing", "Local authority", "Partner",
           "ternsidehomes.example", "2 Ropewalk\nWestmere WM3 1LN", 20, "housing"),
    Agency("Tern Valley Police", "TVP; Public Protection Unit", "Police", "Partner",
           "ternvalley-police.example", "Watch House, Castle Street\nWestmere WM1 2AB",
           40, "police"),
    Agency("Tern Valley Probation Service", "Tern Valley Probation", "Probation", "Partner",
           "ternvalley-probation.example", "19 Assize Court\nWestmere WM1 2EJ", 22, "probation"),
    Agency("Family Court Advice Service", "FCAS", "National body", "Partner",
           "familycourtadvice.example", "Third floor, Corn Exchange House\nWestmere WM1 3BL",
           8, "court"),
    Agency("Tern Valley Fire and Rescue", "TVFR", "Fire and rescue", "Partner",
           "ternvalley-fire.example", "Station Road\nWestmere WM2 2HH", 8, "fire"),
    Agency("Otterbank Primary School", "", "Education", "School", "otterbank.example",
           "Otterbank Lane\nWestmere WM4 7PX", 26, "school"),
    Agency("Millrace Infant School", "", "Education", "School", "millrace.example",
           "Millrace Lane\nWestmere WM5 2RN", 18, "school", mailbox=True),
    Agency("Saltmarsh Academy", "Saltmarsh School", "Education", "School", "saltmarsh.example",
           "Estuary Way\nWestmere WM6 1JD", 32, "school"),
    Agency("Lantern Hill Academy", "", "Education", "School", "lanternhill.example",
           "Lantern Hill\nWestmere WM2 9WU", 26, "school"),
    Agency("Weavers' Wharf School", "Weavers' Wharf", "Education", "School",
           "weaverswharf.example", "7 Weavers' Wharf\nWestmere WM3 4AF", 22, "school"),
    Agency("Tern Bank Special School", "", "Education", "School", "ternbank.example",
           "Tern Bank\nWestmere WM4 3NG", 18, "school"),
    Agency("Westmere Sixth Form and Technical College", "Westmere College; WSFTC", "Education",
           "School", "westmerecollege.example", "College Green\nWestmere WM1 6ZT", 26, "college"),
    Agency("Little Coracle Nursery", "", "Early years", "Private", "littlecoracle.example",
           "31 Boatyard Row\nWestmere WM3 6SB", 20, "nursery", mailbox=True),
    Agency("Kingfisher Corner Nursery", "", "Early years", "Private", "kingfishercorner.example",
           "5 Willow Walk\nWestmere WM5 8EY", 20, "nursery", mailbox=True),
    Agency("Harrowdale Lane Pre-school", "", "Early years", "Private", "harrowdalelane.example",
           "Harrowdale Lane\nWestmere WM6 4RD", 14, "nursery"),
    Agency("Amal Women's Centre", "Amal", "Voluntary", "Voluntary", "amal.example",
           "60 Castle Street\nWestmere WM1 2AB", 16, "voluntary"),
    Agency("Harbour Lights Family Support", "Harbour Lights", "Voluntary", "Voluntary",
           "harbourlights.example", "9 Ferry Street\nWestmere WM1 5TE", 18, "voluntary"),
    Agency(TRUST, "STYT", "Voluntary", "Voluntary", "southternyouth.example",
           "The Boathouse\nWestmere WM3 6SB", 18, "youth", until=2024),
    Agency(FOUNDATION, "TYF", "Voluntary", "Voluntary", "ternyouth.example",
           "The Boathouse\nWestmere WM3 6SB", 0, "youth", since=2025),
    Agency("Licensed chaperones", "Chaperones", "Individuals", "Individual",
           "chaperones.example", "c/o Guildhall, Market Square\nWestmere WM1 4AB", 12, "chaperone"),
)  # fmt: skip

ROOM = "Guildhall, Room 3A"
CHAMBER = "Guildhall, Council Chamber"
FENNER = "Fenner Centre"
BRIDE = "St Bride's Education Centre"
QUAY = "Quayside Hall"
MILL = "Old Mill Training Rooms"
ONLINE = "Online"

VENUES: tuple[tuple[str, str | None, int, float], ...] = (
    (ROOM, "Market Square, Westmere WM1 4AB", 24, 0),
    (CHAMBER, "Market Square, Westmere WM1 4AB", 300, 0),
    (FENNER, "86 Fenner Road, Westmere WM2 6DT", 30, 145),
    (BRIDE, "Hospital Lane, Westmere WM1 8QS", 40, 120),
    (QUAY, "12 Quayside, Westmere WM3 8DD", 150, 420),
    (MILL, "Millrace Lane, Westmere WM5 2RN", 20, 162.5),
    (ONLINE, None, 300, 0),
)

HALLORAN = "Ruth Halloran"
MARSH = "Devika Marsh"
WIECZOREK = "Tomasz Wieczorek"
PRYCE = "Gwenllian Pryce"
VALE = "North Vale safeguarding team"
POLICE = "Tern Valley Police, Public Protection"
AMAL = "Amal Women's Centre"

TRAINERS: tuple[tuple[str, str, float], ...] = (
    (HALLORAN, "ruth.halloran@wscb.example", 0),
    (MARSH, "devika@marshlearning.example", 480),
    (WIECZOREK, "tomasz.wieczorek@wieczorek.example", 520),
    (PRYCE, "gwenllian@prycepractice.example", 450),
    (VALE, "safeguarding@northvale.example", 0),
    (POLICE, "protection@ternvalley-police.example", 0),
    (AMAL, "training@amal.example", 300),
)
