"""The figures at the head of the year, each with its base and the year before."""

from collections.abc import Mapping
from typing import Any

from trainingdesk.domain.definitions import name_of
from trainingdesk.domain.figures import counted, percent_of
from trainingdesk.services.year_at_hand import YearAtHand
from ui.analysis.sentences import meaning_of
from ui.parts.figures import Figure

MINUS = "−"
NO_BREAK = "\N{NO-BREAK SPACE}"


def headline(at_hand: YearAtHand) -> list[Figure]:
    """Eight figures that sum up a year."""
    year = at_hand.figures["programme"]
    people = counted(year["people"], "person", "people")
    return [
        _count("attended", "Attendances", year, at_hand, people),
        _count("events_delivered", "Events", year, at_hand, _of_scheduled(year)),
        _count("places", "Places", year, at_hand, "of delivered events"),
        _rate(
            "take_up",
            year,
            at_hand,
            _kept_together(f"{year['booked']:,} booked", counted(year["places"], "place")),
        ),
        _rate(
            "turn_up",
            year,
            at_hand,
            _kept_together(f"{_came(year):,} came", f"{year['booked']:,} booked"),
        ),
        _rate(
            "fill",
            year,
            at_hand,
            _kept_together(f"{year['attended']:,} attended", counted(year["places"], "place")),
        ),
        _rate(
            "absence",
            year,
            at_hand,
            _kept_together(f"{year['absent']:,} absent", f"{year['booked']:,} booked"),
        ),
        _satisfied(at_hand),
    ]


def unnamed_said(year: Mapping[str, Any]) -> str:
    """Who was counted without a name, beside those who attended by name; empty where nobody was."""
    if not (number := year["headcount"]):
        return ""
    was = "was" if number == 1 else "were"
    beside = counted(year["attended"], "attendance")
    return (
        f"{counted(number, 'person', 'people')} {was} counted at delivered events and not named, "
        f"beside the {beside} and not among them."
    )


def explained(key: str) -> str:
    """A figure's name and meaning, as a tooltip says them."""
    return f"{name_of(key)}. {meaning_of(key)}"


def _came(year: Mapping[str, Any]) -> int:
    return int(year["attended"] - year["walk_ins"])


def _of_scheduled(year: Mapping[str, Any]) -> str:
    words = {"events_cancelled": "cancelled", "events_to_come": "to come"}
    rest = [f"{year[key]:,} {word}" for key, word in words.items() if year[key]]
    if len(rest) < len(words):  # with both, the number scheduled is the sum of the three
        rest.insert(0, f"of {year['events_scheduled']:,} scheduled")
    return _kept_together(*rest, parted=", ")


def _kept_together(*parts: str, parted: str = " ÷ ") -> str:
    """Parts between which alone a line may break."""
    return parted.join(part.replace(" ", NO_BREAK) for part in parts)


def _count(key: str, name: str, year: Mapping[str, Any], at_hand: YearAtHand, base: str) -> Figure:
    said = ""
    was = at_hand.before["programme"][key] if at_hand.before else None
    if was is not None and at_hand.is_over:
        moved = year[key] - was
        said = (
            f"{_signed(moved)} on {at_hand.year.before.name}"
            if moved
            else f"as in {at_hand.year.before.name}"
        )
    elif was is not None:
        said = f"{was:,} in {at_hand.year.before.name}"
    elif key == "attended" and year["change_in_attendance"] is not None and at_hand.is_over:
        said = f"{_moved(year['change_in_attendance'])} on {at_hand.year.before.name}"
    return Figure(key, name, f"{year[key]:,}", base, said, explained(key))


def _rate(key: str, year: Mapping[str, Any], at_hand: YearAtHand, base: str) -> Figure:
    was = at_hand.before["programme"][key] if at_hand.before else None
    return Figure(
        key,
        name_of(key),
        percent_of(year[key]),
        base,
        "" if was is None else f"{percent_of(was)} in {at_hand.year.before.name}",
        explained(key),
    )


def _satisfied(at_hand: YearAtHand) -> Figure:
    now = at_hand.figures["evaluation"]["satisfaction"]
    was = at_hand.before["evaluation"]["satisfaction"]["share"] if at_hand.before else None
    return Figure(
        "satisfaction",
        "Satisfied",
        percent_of(now["share"]),
        f"{now['satisfied']:,} of {now['rated']:,} who rated",
        "" if was is None else f"{percent_of(was)} in {at_hand.year.before.name}",
        explained("satisfaction"),
    )


def _signed(number: float) -> str:
    return f"{'+' if number > 0 else MINUS}{abs(number):,}"


def _moved(fraction: float) -> str:
    return f"{'+' if fraction >= 0 else MINUS}{percent_of(abs(fraction))}"
