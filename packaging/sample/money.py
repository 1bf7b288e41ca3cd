"""What the training cost, and what came in."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from agencies import AGENCIES, TRAINERS, VENUES
from bookings import TODAY, Booking
from chance import rolled
from events import Event

FEES = {"School": (28.0, 48.0), "Private": (24.0, 42.0), "Individual": (20.0, 36.0)}
"""For half a day and for a day, by charging group; partners and voluntary bodies pay none."""
ABSENCE_FEES = (25.0, 50.0)
CHARGED = 0.55
"""The share of absences that were charged and paid; the rest were waived."""
HALF_DAY = 4
PAYS_AFTER = 32
GROUPS = {agency.name: agency.group for agency in AGENCIES}
VENUE_HIRE = {name: hire for name, _, _, hire in VENUES}
DAILY_FEES = {name: fee for name, _, fee in TRAINERS}

STAFF = {
    2024: (("Training manager, share of salary", 7650.0), ("Training administrator", 4380.0)),
    2025: (("Training manager, share of salary", 7890.0), ("Training administrator", 4515.5)),
    2026: (("Training manager, share of salary", 8105.0), ("Training administrator", 4640.0)),
}
MATERIALS = ("Printing and workbooks", "Graded care profile booklets", "Printing, badges and pens",
             "Licence for e-learning")  # fmt: skip
GRANTS = ((5, "Westmere Council Children's Services", 14500.0, "Contribution to the training fund"),
          (5, "Tern Valley Integrated Care Board", 9000.0, "Contribution to the training fund"),
          (6, "Tern Valley Police", 4000.0, "Contribution to the training fund"))  # fmt: skip
CONFERENCE_LUNCH = 14.75

Rows = list[list[object]]


def costs_of(year: int, events: list[Event], bookings: list[Booking]) -> Rows:
    """The costs dated in a training year and known by the sample's present."""
    rows = [*_event_costs(events), *_lunches(events, bookings), *_quarterly(year)]
    return sorted((row for row in rows if _known(row)), key=lambda row: (row[0], str(row)))


def _known(row: list[object]) -> bool:
    """Whether a row's day had come."""
    return isinstance(row[0], date) and row[0] < TODAY


def _event_costs(events: list[Event]) -> Iterator[list[object]]:
    """Trainers' fees and rooms."""
    for event in events:
        if event.cancelled or not event.delivered:
            continue
        fee = DAILY_FEES.get(event.plan.trainer, 0) * len(event.days)
        if event.course.hours <= HALF_DAY:
            fee *= 0.6
        hire = VENUE_HIRE.get(event.plan.venue, 0) * len(event.days)
        if fee:
            yield [event.last, event.reference, "Trainer", event.plan.trainer, fee]
        if hire:
            yield [event.first, event.reference, "Venue", event.plan.venue, hire]


def _lunches(events: list[Event], bookings: list[Booking]) -> Iterator[list[object]]:
    """The conference's lunches: as many as places were booked, whoever came."""
    for event in events:
        if event.course.kind == "Conference" and event.delivered:
            eaters = sum(b.event == event and b.status == "Booked" for b in bookings)
            yield [event.first, event.reference, "Catering", "Conference lunches",
                   round(eaters * CONFERENCE_LUNCH, 2)]  # fmt: skip


def _quarterly(year: int) -> Iterator[list[object]]:
    """Salaries and materials, quarter by quarter."""
    rng = rolled("materials", year)
    ends = (date(year, 6, 30), date(year, 9, 30), date(year, 12, 31), date(year + 1, 3, 31))
    for day, material in zip(ends, MATERIALS, strict=True):
        yield [day - timedelta(days=18), "", "Materials", material, rng.randint(18000, 46000) / 100]
        for words, amount in STAFF[year]:
            yield [day, "", "Staff", words, amount]


def receipts_of(year: int, bookings: list[Booking]) -> Rows:
    """The money received in a training year by the sample's present."""
    fees: defaultdict[tuple[date, str, str], float] = defaultdict(float)
    for booking in bookings:
        for kind, fee in _fees(booking):
            paid = min(_paid_on(booking.event), date(year + 1, 3, 31))
            fees[paid, booking.person.agency(year), kind] += fee
    rows: Rows = [
        [date(year, month, 15), agency, "Grant", amount, words]
        for month, agency, amount, words in GRANTS
    ]
    rows.append([date(year, 11, 30), "", "Other", 137.5, "Sale of conference tea towels"])
    rows += [[day, agency, kind, sum_, ""] for (day, agency, kind), sum_ in fees.items()]
    rows = sorted((row for row in rows if _known(row)), key=lambda row: (row[0], str(row)))
    for number, row in enumerate(rows, start=1):
        row[4] = row[4] or f"Remittance {year % 100}{number:04}"
    return rows


def _fees(booking: Booking) -> Iterator[tuple[str, float]]:
    """What a booking brings in."""
    long_day = booking.event.course.hours > HALF_DAY
    days = len(booking.event.days)
    group = GROUPS[booking.person.agency(booking.event.year)]
    free = booking.event.course.kind in {"Briefing", "Learning event", "E-learning"}
    if booking.came and group in FEES and not free:
        yield "Attendance fee", FEES[group][long_day] * days
    rng = rolled("charged", booking.event.reference, booking.person.reference)
    if booking.attendance == "Absent" and rng.random() < CHARGED:
        yield "Non-attendance fee", ABSENCE_FEES[long_day] * days


def _paid_on(event: Event) -> date:
    """When an agency pays for the events of a month: it is billed once, for the whole month."""
    following = (event.last.replace(day=28) + timedelta(days=8)).replace(day=1)
    day = following + timedelta(days=PAYS_AFTER)
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)  # noqa: PLR2004 - Friday
