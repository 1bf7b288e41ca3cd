"""Programmes to make brochures of: empty, ordinary and monstrous."""

from datetime import timedelta

from tests.reports.years import HOSTILE
from trainingdesk.domain.words import long_day
from trainingdesk.domain.year import TrainingYear
from trainingdesk.reports.brochure_facts import (
    Contact,
    Dated,
    Level,
    Offer,
    Programme,
    StrandPart,
)

YEAR = TrainingYear(2026)
NAMES = ("Łukasz i Zażółć", "حماية الأطفال", "Ελληνικά", "הגנה על ילדים", HOSTILE)


def dated(number: int, *, days: int = 1) -> Dated:
    first = YEAR.first_day + timedelta(number * 7 % 360)
    own = [first + timedelta(n) for n in range(days)]
    when = [long_day(day) for day in own]
    return Dated(f"EV-{number}", own, when, "09:30 to 16:30", "Guildhall", "")


def offer(number: int, *dates: Dated, title: str = "", level: str = "1") -> Offer:
    return Offer(
        f"C{number}",
        title or f"Course {number}",
        level,
        "6 hours",
        "Everybody who works with children.",
        "To see the child.",
        ["Know the signs of harm.", "Know whom to tell."],
        dates=dates,
    )


def ordinary() -> Programme:
    risk = offer(1, dated(0), dated(11, days=2), title="Identifying Risk", level="2")
    early = offer(2, dated(20), title="Early Help")
    return Programme(
        YEAR,
        [
            StrandPart("Children", "For all who know a child by name.", [risk, early]),
            StrandPart("Early help", "", [offer(3, title="Undated")], [early]),
        ],
        [Level("1", "You may meet children."), Level("2", "You work with children.")],
        Contact("training@example.org", "01632 960 123", "Town Hall\nHigh Street"),
    )


def of_many(events: int, courses: int = 26) -> Programme:
    each = [
        [dated(number, days=1 + number % 2) for number in range(start, events, courses)]
        for start in range(courses)
    ]
    offers = [
        offer(n, *dates, title=f"{NAMES[n % len(NAMES)]} {n}", level=str(n % 4))
        for n, dates in enumerate(each)
    ]
    return Programme(YEAR, [StrandPart(HOSTILE, HOSTILE, offers)], [Level("1", HOSTILE * 9)])


def monstrous() -> Programme:
    """Texts as long as the desk lets anybody write."""
    long = Offer(
        "X" * 60,
        "title " * 50,
        "A level with a name of its own",
        "6 hours",
        "word " * 2000,
        "unbroken" * 1000,
        [f"outcome {n} " * 30 for n in range(40)],
        ["another course " * 15] * 3,
        [dated(n) for n in range(70)],
    )
    own = StrandPart("strand " * 20, "about " * 200, [long], [long] * 40)
    return Programme(YEAR, [own], [Level("A level with a name of its own", "a word " * 1400)])
