"""The observation of a session: what is looked at, how it is rated, and what is said of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trainingdesk.domain.words import short_day

LONGEST = 10_000
LOWEST, HIGHEST = 1, 4
ASPECTS: Mapping[str, str] = {
    "Purpose": "It was clear what the session was for, and it did that",
    "Content": "What was said was right, up to date and true to local procedures",
    "Children": "The lives of children and families were kept in view throughout",
    "Delivery": "It was well explained, well paced, and held the group's attention",
    "Inclusion": "Everybody could take part, and what people needed was seen to",
    "Safety": "Hard subjects were handled with care, and difference with respect",
    "Practice": "People left knowing what they will do differently at work",
}
"""What an observer looks at, in the board's words, by the word it is kept under."""

RATINGS: Mapping[int, str] = {4: "Very good", 3: "Good", 2: "To improve", 1: "Poor"}
"""How each is rated; what was not seen is not rated."""

NO_SESSION = "Choose one of our events, or say which session it was."
BOTH = "Choose an event or name another session, not both."


def rating_said(rating: int) -> str:
    """A rating as letters and lists show it: 3 Good."""
    return f"{rating} {RATINGS[rating]}"


@dataclass(frozen=True, slots=True)
class ObservationDetails:
    """The details of an observation as a form takes them; ``ratings`` holds what was seen."""

    event_id: int | None = None
    title: str = ""
    observed_on: date | None = None
    observer: str = ""
    provider: str = ""
    commissioner: str = ""
    agency_id: int | None = None
    ratings: tuple[tuple[str, int], ...] = ()
    strengths: str = ""
    findings: str = ""
    of_event: str = field(default="", compare=False)
    """The title of the event, where it is of one of ours."""

    @property
    def name(self) -> str:
        """What it is called: the session that was observed."""
        return " ".join((self.title or self.of_event).split())

    def problems(self, *, today: date = date.max) -> dict[str, str]:
        """What is wrong, by field; empty when all is well."""
        found = {}
        titled = bool(self.title.strip())
        if self.event_id is None and not titled:
            found["title"] = NO_SESSION
        if self.event_id is not None and titled:
            found["title"] = BOTH
        if not self.observer.strip():
            found["observer"] = "Say who observed it."
        if self.observed_on is None:
            found["observed_on"] = "Say on which day."
        elif self.observed_on > today:
            found["observed_on"] = f"{short_day(self.observed_on)} is still to come."
        for name in ("strengths", "findings"):
            if len(getattr(self, name)) > LONGEST:
                found[name] = f"Say it in at most {LONGEST:,} letters."
        return found


def ratings_in_order(ratings: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Ratings of what is looked at today, in its order, then those of earlier words."""
    now = [(name, ratings[name]) for name in ASPECTS if name in ratings]
    return (*now, *sorted((name, each) for name, each in ratings.items() if name not in ASPECTS))


def mean_rating(ratings: Mapping[str, int]) -> float | None:
    """The mean of what was rated; None where nothing was."""
    return sum(ratings.values()) / len(ratings) if ratings else None
