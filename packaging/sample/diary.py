"""Which days of people are taken, and which courses they have done."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from random import Random

from events import Event
from people import Person

A_FEW = 5
LARGE = 30
"""From this many places on, an agency may send more than a few."""
READIER = 4
"""So much likelier is somebody who has done what the course requires."""
SOUGHT = 10_000
"""So much likelier are those wanted by name, where the plan asks for them."""


@dataclass(slots=True)
class Diary:
    """Keeps people out of two rooms at once, and off a course that they have done."""

    people: list[Person]
    days: defaultdict[str, set[date]] = field(default_factory=lambda: defaultdict(set))
    courses: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    moving: defaultdict[str, list[tuple[Person, date]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def draw(self, event: Event, wanted: int, rng: Random) -> list[Person]:
        """So many people for an event, from many agencies, the keen ones oftener."""
        able = [person for person in self.people if self._free(event, person)]
        # The heavier the weight, the nearer the number comes to one: drawing without putting back.
        able.sort(key=lambda person: -(rng.random() ** (1 / self._weight(event, person))))
        most = A_FEW if event.course.places < LARGE else event.course.places // 4
        sent: Counter[str] = Counter()
        chosen: list[Person] = []
        for person in able:
            agency = person.agency(event.year)
            if len(chosen) < wanted and sent[agency] < most:
                sent[agency] += 1
                chosen.append(person)
                self._note(event, person)
        return chosen

    def let_go(self, event: Event, person: Person) -> None:
        """A person who has not had the course may book it another day."""
        self.courses[person.reference].discard(_lesson(event))

    def move(self, event: Event, person: Person, day: date) -> None:
        """A person asks, on a day, for the next event of the course."""
        self.moving[event.course.code].append((person, day))

    def moved_here(self, event: Event) -> list[tuple[Person, date]]:
        """Those who asked to be moved to this event, and when."""
        asked = self.moving[event.course.code]
        here = [
            (person, day)
            for person, day in asked
            if day < event.first
            and person.here(event.year)
            and self.days[person.reference].isdisjoint(event.days)
        ]
        self.moving[event.course.code] = [each for each in asked if each not in here]
        for person, _ in here:
            self._note(event, person)
        return here

    def _free(self, event: Event, person: Person) -> bool:
        """Whether the event is for this person, and new to them, and its days are free."""
        return (
            person.here(event.year)
            and (person.leads or event.course.level < "3")
            and _lesson(event) not in self.courses[person.reference]
            and self.days[person.reference].isdisjoint(event.days)
        )

    def _note(self, event: Event, person: Person) -> None:
        """Keep the days of an event for a person."""
        self.days[person.reference].update(event.days)
        self.courses[person.reference].add(_lesson(event))

    def _weight(self, event: Event, person: Person) -> float:
        """How likely a person is to book: those who did what the course requires above all."""
        required = {code for code in event.course.requires.split("; ") if code}
        ready = required and required <= self.courses[person.reference]
        sought = event.plan.named and person.named
        return person.keen * (READIER if ready else 1) * (SOUGHT if sought else 1)


def _lesson(event: Event) -> str:
    """What a person does once: a course, but a briefing or conference anew each time."""
    anew = event.course.refresh is None
    return event.reference if anew else event.course.code
