"""A Teams attendance report: who was in the meeting, and from when to when."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime

from trainingdesk.domain.delegate import folded
from trainingdesk.domain.handed_in import CannotTake, HandedLine, Span
from trainingdesk.domain.presence import clocks_change_on, joined_up, local, most_at_once
from trainingdesk.domain.words import plain_day
from trainingdesk.exchange.handed_files import TextRow
from trainingdesk.exchange.places import shown
from trainingdesk.exchange.teams_layouts import (
    OtherLanguage,
    Stay,
    Step,
    TeamsRows,
    teams_rows,
)
from trainingdesk.exchange.teams_times import NoTime, Times

AFTER_NAME = re.compile(r"\s*\((?:unverified|guest|external|verified)\)", re.IGNORECASE)
HELD_IT = frozenset({"organizer", "organiser", "co-organizer", "co-organiser"})
"""Presenters are not among them: Teams makes one of everybody who is of the same office."""
LEFT = "left"


class TeamsReport:
    """What a report says, with its times read in the manner that fits the event's days."""

    def __init__(
        self,
        rows: Sequence[TextRow],
        days: Collection[date],
        *,
        name: str,
        universally: bool = False,
    ) -> None:
        found = _rows(rows, name)
        universally = universally or found.universally
        self._times = _times(found, days, name=name, universally=universally)
        steps = _stays(self._in_order(found.steps), found.ended)
        self._stays = [*(found.stays or found.people), *steps]
        self._name = name
        self._of_people = {(folded(each.name), each.email): each for each in found.people}
        self.begun = self._begun(found)
        self.ended = self._ended(found)

    @property
    def day(self) -> date:
        """The day on which the meeting was held."""
        return local(self.begun).date()

    def lines(self) -> list[HandedLine]:
        """Everybody who was there, in the order of the report, each with all their stays."""
        together: defaultdict[tuple[str, str], list[Stay]] = defaultdict(list)
        for stay in sorted(self._stays, key=lambda each: each.number):
            together[folded(_bare(stay.name)), folded(stay.email)].append(stay)
        return [self._line(stays) for stays in together.values()]

    def notices(self) -> list[str]:
        """What is to be known of the times."""
        if not clocks_change_on(self.day):
            return []
        day = plain_day(self.day)
        return [f"The clocks changed on {day}. Look at whoever was there in that night."]

    def _in_order(self, steps: Sequence[Step]) -> list[Step]:
        """The rows of the old layout as they happened: some reports begin with the newest.

        In a night in which an hour stands twice the report's own order is all there is.
        """
        timed = [step for step in steps if step.at]
        if any(clocks_change_on(local(self._times.read(step.at)).date()) for step in timed):
            return list(steps)
        order = sorted(timed, key=lambda step: (self._times.read(step.at), step.action == LEFT))
        return [*(step for step in steps if not step.at), *order]

    def _line(self, stays: Sequence[Stay]) -> HandedLine:
        first = stays[0]
        told = self._of_people.get((folded(first.name), first.email), first)
        role = told.role or first.role
        line = HandedLine(first.number, _bare(first.name), email=first.email or told.email)
        if not line.name and not line.email:
            return replace(line, unread="Nobody is named in this line.")
        spans = [self._span(stay) for stay in stays]
        aside = "Held the meeting." if role in HELD_IT else ""
        joined = tuple(joined_up(spans))
        return replace(line, spans=joined, at_once=most_at_once(spans), aside=aside)

    def _span(self, stay: Stay) -> Span:
        since = self._times.read(stay.joined) if stay.joined else self.begun
        until = self._times.read(stay.left) if stay.left else self.ended
        if until < since:
            raise CannotTake(self._backwards(stay, since))
        return Span(since, until)

    def _backwards(self, stay: Stay, since: datetime) -> str:
        said = f"{self._name}: row {stay.number} says that somebody left before they joined"
        if clocks_change_on(local(since).date()):
            return (
                f"{said}: the clocks went back on that day, and the report does not tell the two "
                "hours apart. Mark the register by hand; the report can be kept with it."
            )
        return f"{said}, so nothing was taken from it. Download the report again."

    def _begun(self, found: TeamsRows) -> datetime:
        return self._times.read(found.begun) if found.begun else min(self._every())

    def _ended(self, found: TeamsRows) -> datetime:
        return self._times.read(found.ended) if found.ended else max(self._every())

    def _every(self) -> list[datetime]:
        written = (text for stay in self._stays for text in (stay.joined, stay.left) if text)
        return [self._times.read(text) for text in written]


def _rows(rows: Sequence[TextRow], name: str) -> TeamsRows:
    try:
        return teams_rows(rows)
    except OtherLanguage as other:
        raise CannotTake(
            f"{name}: the headings of this report are in another language, or it holds nobody: it "
            f"begins with {shown(other)}. Set Teams to English and download the report again."
        ) from None


def _times(found: TeamsRows, days: Collection[date], *, name: str, universally: bool) -> Times:
    stays = found.stays or found.people
    written = [text for stay in stays for text in (stay.joined, stay.left)]
    written += [step.at for step in found.steps]
    if not any(written):
        raise CannotTake(f"{name}: this report has no times, so nothing was taken from it.")
    try:
        return Times([*written, found.begun, found.ended], days, universally=universally)
    except NoTime as text:
        raise CannotTake(
            f"{name}: {shown(text)} is not a time as Teams writes it, such as 13/06/2017, 09:28:10."
        ) from None


def _stays(steps: Sequence[Step], ended: str) -> list[Stay]:
    """The rows of the old layout as stays: whoever joined again before leaving used two devices.

    Whoever is not said to have left stayed to the end.
    """
    stays: list[Stay] = []
    open_: defaultdict[str, list[int]] = defaultdict(list)
    for step in steps:
        key = folded(step.name)
        if step.action != LEFT:
            open_[key].append(len(stays))
            stays.append(Stay(step.number, step.name, step.at, ended))
        elif open_[key]:
            place = open_[key].pop(0)
            stays[place] = replace(stays[place], left=step.at)
        else:  # was there before the report begins
            stays.append(Stay(step.number, step.name, "", step.at))
    return stays


def _bare(name: str) -> str:
    return AFTER_NAME.sub("", name).strip()
