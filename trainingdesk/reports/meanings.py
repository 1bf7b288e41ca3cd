"""What every figure of the year means, and how this year's was worked out."""

from dataclasses import dataclass

from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import published
from trainingdesk.reports.words import count, money, percent, percent_change
from trainingdesk.reports.year import Figures, Year


@dataclass(frozen=True, slots=True)
class Meaning:
    """A figure's name, what it is counted on, and this year's working."""

    figure: str
    words: str
    working: str


def counts(year: Year) -> list[Meaning]:
    """What is counted."""
    f = year.programme
    meanings = (
        ("Events scheduled", "events_scheduled",
         "Events whose first day is in the year, but drafts and postponed ones."),
        ("Events cancelled", "events_cancelled", "Of the events scheduled, those cancelled."),
        ("Events delivered", "events_delivered", "Not cancelled, and begun."),
        ("Places", "places", "Places of the delivered events."),
        ("Registrations", "registrations",
         "Bookings ever made, cancelled ones too; not requests, waiting lists or walk-ins."),
        ("Booked", "booked", "Places still booked when the event began."),
        ("Bookings cancelled", "bookings_cancelled",
         "Cancelled, substituted or transferred; the new booking is a registration of its own."),
        ("Waiting", "waiting", "On a waiting list, or holding an offer not yet taken."),
        ("Attended", "attended",
         "Marked as having come to one session at least, walk-ins too. Attendances, not people."),
        ("People", "people", "Different persons among the attendances."),
        ("Walk-ins", "walk_ins",
         "Came without a booking. They count as attended, never as booked."),
        ("Absent", "absent", "Booked and did not come, without apologies before the start."),
        ("Apologies", "apologies", "Booked, and said before the start that they would not come."),
    )  # fmt: skip
    return [Meaning(name, words, count(f[key])) for name, key, words in meanings]


def rates(year: Year) -> list[Meaning]:
    """What is divided by what."""
    f = year.programme
    attended, booked, places = f["attended"], f["booked"], f["places"]
    before = year.before["attended"] if year.before else None
    moved = percent_change(f["change_in_attendance"])
    working = moved if before is None else f"{count(attended)} ÷ {count(before)} – 1 = {moved}"
    return [
        Meaning("Take-up", "booked ÷ places", _divided(booked, places, f["take_up"])),
        Meaning(
            "Turn-up",
            "(attended – walk-ins) ÷ booked",
            _divided(attended - f["walk_ins"], booked, f["turn_up"]),
        ),
        Meaning(
            "Fill",
            "attended ÷ places; it passes 100% when walk-ins find room",
            _divided(attended, places, f["fill"]),
        ),
        Meaning("Absence", "absent ÷ booked", _divided(f["absent"], booked, f["absence"])),
        Meaning("Change in attendance", "attended ÷ last year's attended – 1", working),
        Meaning("Share", "of the year's attendances", _divided(attended, attended, _whole(f))),
    ]


def evaluations(year: Year) -> list[Meaning]:
    """How answers are counted and compared."""
    names = {"Follow-up": "in practice", "Before": "before", "End": "at the end",
             "Manager": "by managers"}  # fmt: skip
    said = [
        f"{names.get(s['stage'], s['stage'])} "
        f"{_divided(s['received'], s['due'], s['response_rate'])}"
        for s in year.stages
    ]
    return [
        Meaning(
            "Response rate",
            "Forms received ÷ attendances, for each stage; one form an attendance.",
            "\n".join(said) or NOTHING,
        ),
        Meaning(
            "Satisfied",
            "Gave 4 or 5 of 5 to the course as a whole at its end, of those who rated it.",
            _satisfied(year.satisfaction),
        ),
        Meaning(
            "Paired change",
            "Mean of later less earlier answer over people who gave both on the same event, with "
            "the 95% interval of the mean (paired t).",
            "see “What changed”",
        ),
        Meaning(
            "Answers not shown",
            f"Answers given by {published.FEW} people; attendances are always counted.",
            "see “What changed”",
        ),
    ]


def sums(year: Year) -> list[Meaning]:
    """What is money in and money out."""
    own = year.money
    return [
        Meaning(
            "Income",
            "Attendance and non-attendance fees received in the year; grants are not income from "
            "training.",
            money(own.get("income")),
        ),
        Meaning(
            "Expenditure",
            "Costs dated in the year, but for staff.",
            money(own.get("expenditure")),
        ),
        Meaning("Cost recovery", "income ÷ expenditure", percent(own.get("cost_recovery"))),
        Meaning(
            "Cost recovery with staff",
            "income ÷ all costs",
            percent(own.get("cost_recovery_with_staff")),
        ),
    ]


def _satisfied(figures: Figures) -> str:
    """How many of how many, unless either is a few."""
    share = published.satisfied(figures)[0]
    if share == NOTHING:
        return share
    return f"{count(figures['satisfied'])} ÷ {count(figures['rated'])} = {share}"


def _divided(part: int, whole: int, share: float | None) -> str:
    return f"{count(part)} ÷ {count(whole)} = {percent(share)}"


def _whole(figures: Figures) -> float | None:
    return 1.0 if figures["attended"] else None
