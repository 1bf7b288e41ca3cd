"""What every figure of the year means, and how this year's was worked out."""

from dataclasses import dataclass

from trainingdesk.domain.definitions import ALL, BOOKINGS, EVENTS
from trainingdesk.domain.figures import NOTHING
from trainingdesk.reports import published
from trainingdesk.reports.words import count, money, percent, percent_change
from trainingdesk.reports.year import Figures, Year

COUNTED = [d for d in (*EVENTS, *BOOKINGS) if d.key not in {"events_to_come", "headcount"}]
"""What every report counts; what is to come and who was not named, only where there are some."""
WHERE = "see “What changed”"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A figure's name, what it is counted on, and this year's working."""

    figure: str
    words: str
    working: str


def counts(year: Year) -> list[Meaning]:
    """What is counted."""
    return [_meaning(d.key, count(year.programme[d.key])) for d in COUNTED]


def rates(year: Year) -> list[Meaning]:
    """What is divided by what."""
    f = year.programme
    attended, booked, places = f["attended"], f["booked"], f["places"]
    before = year.before["attended"] if year.before else None
    moved = percent_change(f["change_in_attendance"])
    working = moved if before is None else f"{count(attended)} ÷ {count(before)} – 1 = {moved}"
    return [
        _meaning("take_up", _divided(booked, places, f["take_up"])),
        _meaning("turn_up", _divided(attended - f["walk_ins"], booked, f["turn_up"])),
        _meaning("fill", _divided(attended, places, f["fill"])),
        _meaning("absence", _divided(f["absent"], booked, f["absence"])),
        _meaning("change_in_attendance", working),
        _meaning("share", _divided(attended, attended, _whole(f))),
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
        _meaning("response_rate", "\n".join(said) or NOTHING),
        _meaning("satisfaction", _satisfied(year.satisfaction)),
        _meaning("means", WHERE),
        _meaning("change", WHERE),
        Meaning(
            "Answers not shown",
            f"Answers given by {published.FEW} people; attendances are always counted.",
            WHERE,
        ),
    ]


def sums(year: Year) -> list[Meaning]:
    """What is money in and money out."""
    own = year.money
    return [
        _meaning("income", money(own.get("income"))),
        _meaning("expenditure", money(own.get("expenditure"))),
        _meaning("cost_recovery", percent(own.get("cost_recovery"))),
        _meaning("cost_recovery_with_staff", percent(own.get("cost_recovery_with_staff"))),
    ]


def _meaning(key: str, working: str) -> Meaning:
    """A figure in the words that the whole program has for it."""
    definition = ALL[key]
    return Meaning(definition.name, definition.meaning, working)


def _satisfied(figures: Figures) -> str:
    """How many of how many, unless either is a few."""
    share = published.satisfied(figures)[0]
    if share != percent(figures["share"]):
        return share
    return f"{count(figures['satisfied'])} ÷ {count(figures['rated'])} = {share}"


def _divided(part: int, whole: int, share: float | None) -> str:
    return f"{count(part)} ÷ {count(whole)} = {percent(share)}"


def _whole(figures: Figures) -> float | None:
    return 1.0 if figures["attended"] else None
