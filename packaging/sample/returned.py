"""What the agencies report of their own training, what a survey found, and what was published."""

from decimal import ROUND_HALF_UP, Decimal

from agencies import AGENCIES
from bookings import Booking
from chance import picked, rolled
from events import Event

Rows = list[list[object]]

RETURNS: tuple[tuple[str, str, str, int, tuple[int, int, int | None], float, str], ...] = (
    ("North Vale NHS Foundation Trust", "1", "All staff", 1840, (1655, 1712, None), 0.9,
     "Staff record system, 31 March"),
    ("North Vale NHS Foundation Trust", "2", "Clinical staff", 1126, (921, 968, None), 0.85,
     "Staff record system, 31 March"),
    ("North Vale NHS Foundation Trust", "3", "Health visiting, school nursing", 214,
     (186, 193, None), 0.85, "Staff record system, 31 March"),
    ("Westmere and Harrowdale University Hospitals NHS Trust", "2", "Clinical staff", 2395,
     (1890, 2043, 2061), 0.85, "Learning management extract"),
    ("Westmere and Harrowdale University Hospitals NHS Trust", "3", ("Paediatrics, maternity, "
     "emergency"), 612, (472, 506, 521), 0.85, "Learning management extract"),
    ("Westmere Council Children's Services", "2", "Qualified social workers", 168,
     (151, 155, None), 0.95, "Supervision files, sampled"),
    ("Westmere Council Children's Services", "3", "Managers and chairs", 42, (36, 40, None), 0.95,
     "Supervision files, all"),
    ("Tern Valley Police", "1", "Response officers", 310, (236, 241, None), 0.9,
     "Force training record"),
    ("Tern Valley Police", "2", "Public protection", 74, (66, 71, None), 0.9,
     "Force training record"),
    ("Tern Valley Probation Service", "1", "All staff", 96, (88, 79, None), 0.9, ""),
    ("Tern Valley Probation Service", "2", "Practitioners", 61, (47, 55, None), 0.85,
     "Signed by the head of service"),
)  # fmt: skip
"""Agency, level, staff group, staff, trained in each of the three years, target, evidence."""

SURVEY = "Practice Pulse"
HELPED = "In the last three months, has multi-agency training helped you give a better service?"
BARRIER = "What most often stops you from attending?"
HELPED_ANSWERS = ("Yes", "No", "Don't know", "Not attended in the last three months")
HELPED_WEIGHTS = {2024: (54, 7, 15, 24), 2025: (59, 6, 13, 22)}
BARRIER_ANSWERS = ("Workload", "Nobody to cover", "Courses full", "Travel", "Did not know of it",
                   "Nothing stops me")  # fmt: skip
BARRIER_WEIGHTS = {2024: (31, 24, 9, 8, 16, 12), 2025: (28, 25, 14, 7, 10, 16)}
RESPONDENTS = {2024: 88, 2025: 104}
SECOND_ANSWERED = 0.9

BEFORE_OURS: tuple[tuple[str, float], ...] = (
    ("Events scheduled", 48), ("Events delivered", 46), ("Places", 948), ("Booked", 792),
    ("Attended", 663), ("Fill", 0.7),
)  # fmt: skip
"""The year before the first of ours, of which no rows are kept."""
MISCOUNTED = {2025: 11}
"""So many more attended, in that year's published report, than its registers show."""


def named(year: int) -> str:
    """A training year as it is written."""
    return f"{year}-{(year + 1) % 100:02}"


def returns_of(year: int) -> Rows:
    """The returns that had come in for a year."""
    rows: Rows = []
    for agency, level, group, staff, trained, target, evidence in RETURNS:
        count = trained[year - 2024]
        if count is not None:
            rows.append([named(year), agency, level, group, staff, count, target, evidence])
    return rows


def survey_of(year: int) -> Rows:
    """What a year's survey found, a row a respondent and question."""
    rng = rolled("survey", year)
    rows: Rows = []
    agencies = [agency for agency in AGENCIES if agency.stands_in(year)]
    for _ in range(RESPONDENTS.get(year, 0)):
        agency = picked(rng, agencies, [each.people + 1 for each in agencies])
        answer = picked(rng, HELPED_ANSWERS, HELPED_WEIGHTS[year])
        rows.append([SURVEY, named(year), agency.name, HELPED, answer])
        if rng.random() < SECOND_ANSWERED:
            barrier = picked(rng, BARRIER_ANSWERS, BARRIER_WEIGHTS[year])
            rows.append([SURVEY, named(year), agency.name, BARRIER, barrier])
    return rows


def published_of(year: int, events: list[Event], bookings: list[Booking]) -> Rows:
    """The figures in print: our reports of finished years, and before them one of the last year."""
    rows: Rows = []
    if year == min(HELPED_WEIGHTS):
        rows += _printed(year - 1, BEFORE_OURS)
    if year in HELPED_WEIGHTS:
        rows += _printed(year, _counted(year, events, bookings))
    return rows


def _printed(year: int, figures: tuple[tuple[str, float], ...]) -> Rows:
    """Figures as one annual report gives them."""
    source = f"Annual report {named(year)}"
    return [[named(year), figure, value, source] for figure, value in figures]


def _counted(
    year: int, events: list[Event], bookings: list[Booking]
) -> tuple[tuple[str, float], ...]:
    """The main figures of a finished year, with the slip that was printed."""
    delivered = [event for event in events if event.delivered]
    places = sum(event.course.places for event in delivered)
    attended = sum(booking.came for booking in bookings)
    booked = sum(booking.status == "Booked" for booking in bookings)
    fill = (Decimal(attended) / places).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return (
        ("Events scheduled", len(events)),
        ("Events delivered", len(delivered)),
        ("Places", places),
        ("Booked", booked),
        ("Attended", attended + MISCOUNTED.get(year, 0)),
        ("Fill", float(fill)),
    )
