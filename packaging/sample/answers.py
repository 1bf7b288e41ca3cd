"""What came back: forms before, at the end, some months later, and from managers."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from bookings import TODAY, Booking
from chance import picked, rolled
from comments import EXAMPLES, INTENTIONS, MANAGERS, subject_of
from events import Event
from questions import BEFORE, CODES, END, FOLLOW_UP, MANAGER

RATES = {BEFORE: 0.66, END: 0.8, FOLLOW_UP: 0.385, MANAGER: 0.155}
CHANNELS = {
    BEFORE: (("Online", "Paper"), (84, 16)),
    END: (("Paper", "Online", "Email"), (52, 42, 6)),
    FOLLOW_UP: (("Email", "Telephone", "Online"), (46, 36, 18)),
    MANAGER: (("Email", "Telephone"), (64, 36)),
}
START = {"CONF": (5.0, 1.4), "KNOW": (5.2, 1.3), "SKILL": (5.7, 1.2)}
"""How delegates rate themselves before: the middle, and how widely they differ."""
GAIN_AT_END = {"CONF": (1.85, 1.1), "KNOW": (2.0, 1.0), "SKILL": (0.9, 0.9)}
GAIN_IN_PRACTICE = {"CONF": (1.6, 1.2), "KNOW": (1.0, 1.1), "SKILL": (-0.25, 0.9)}
"""Knowledge slips once the day is over, and skill is judged more strictly after being tried."""
SCALE = (0, 10)
DISLIKED = {"CULT": 0.35, "THRESH": 0.12}
"""The share of low ratings where a course is not going well; elsewhere few."""
FEW = 0.07
LIKED, NOT_LIKED = ((5, 4), (57, 43)), ((3, 2, 1), (76, 18, 6))
IMPACT = (("Yes", "Don't know", "No"), (77, 15, 8))
CHANGES = (("Joint working", "Information sharing", "Specific action taken",
            "Increased awareness"), (24, 33, 22, 21))  # fmt: skip
REMARKING = {"INTEND": 0.62, "EXAMPLE": 0.55}
LEFT_OPEN = 0.015
SEEN = 0.82
UNMATCHED = 0.05
ANONYMOUS = ("RISK", "GANG", "ANNUAL", "XB")
"""Courses at whose first event of the year a form or two came back without a name."""
FOLLOWING = timedelta(days=91)

Answers = dict[str, object]


@dataclass(frozen=True, slots=True)
class Form:
    """One form that came back."""

    event: Event
    delegate: str
    stage: str
    received: date
    via: str
    answers: Answers = field(default_factory=dict)

    def row(self) -> list[object]:
        """The form as the workbook lists it."""
        given = [self.answers.get(code) for code in CODES]
        return [
            self.event.reference, self.delegate, self.stage, self.received, self.via, *given
        ]  # fmt: skip


def forms_of(bookings: list[Booking], events: list[Event]) -> list[Form]:
    """The forms of a training year that had come back by the sample's present."""
    named = [form for booking in bookings for form in _forms(booking)]
    forms = [*named, *_anonymous(events)]
    forms.sort(key=lambda form: (form.event.first, form.event.reference, form.received))
    return [form for form in forms if form.received < TODAY]


def _forms(booking: Booking) -> Iterator[Form]:
    """The forms about one booking."""
    rng = rolled("forms", booking.event.reference, booking.person.reference)
    writer = _Writer(rng, booking.event)
    if booking.came:
        stages = [stage for stage, rate in RATES.items() if rng.random() < rate]
    elif booking.status == "Booked" and _expects_a_form(booking, rng):
        stages = [BEFORE]
    else:
        stages = []
    for stage in stages:
        if stage != MANAGER or booking.person.manager:
            yield writer.form(booking.person.reference, stage)


def _expects_a_form(booking: Booking, rng: Random) -> bool:
    """Whether one who has not come, or not yet, answered before: of all, or of those absent."""
    soon = booking.event.first - TODAY < timedelta(days=7)
    rate = UNMATCHED if booking.attendance or not soon else RATES[BEFORE]
    return rng.random() < rate


def _anonymous(events: list[Event]) -> Iterator[Form]:
    """Forms without a name."""
    for event in events:
        if event.delivered and event.course.code in ANONYMOUS and event.reference[-2:] == "01":
            rng = rolled("anonymous", event.reference)
            for _ in range(rng.choice((1, 2, 3))):
                yield _Writer(rng, event).form("", END)


class _Writer:
    """Somebody who fills in forms about one event, the same person at each stage."""

    def __init__(self, rng: Random, event: Event) -> None:
        self._rng = rng
        self._event = event
        self._start = {code: rng.gauss(*spread) for code, spread in START.items()}
        self._subject = subject_of(event.course.code)

    def form(self, delegate: str, stage: str) -> Form:
        """What this person answers at a stage, on which day and by which way."""
        answers = {
            BEFORE: lambda: self._rated({}),
            END: self._at_end,
            FOLLOW_UP: self._in_practice,
            MANAGER: self._as_manager,
        }[stage]()
        names, weights = CHANNELS[stage]
        via = picked(self._rng, names, weights)
        return Form(self._event, delegate, stage, self._day(stage, via), via, answers)

    def _day(self, stage: str, via: str) -> date:
        """When the form came back."""
        event, rng = self._event, self._rng
        if stage == BEFORE:
            return event.first - timedelta(days=rng.randint(1, 9))
        if stage == END:
            return event.last + timedelta(days=0 if via == "Paper" else rng.randint(0, 6))
        return event.last + FOLLOWING + timedelta(days=rng.randint(0, 30))

    def _rated(self, gains: dict[str, tuple[float, float]]) -> Answers:
        """The three ratings of oneself."""
        low, high = SCALE
        ratings: Answers = {}
        for code, start in self._start.items():
            gained = self._rng.gauss(*gains[code]) if gains else 0.0
            rating = min(high, max(low, round(start + gained)))
            ratings[code] = None if self._rng.random() < LEFT_OPEN else rating
        return ratings

    def _at_end(self) -> Answers:
        """Reaction, learning and intention."""
        low = DISLIKED.get(self._event.course.code, FEW)
        satisfied = NOT_LIKED if self._rng.random() < low else LIKED
        trainer = NOT_LIKED if self._rng.random() < low / 2 else LIKED
        return {
            **self._rated(GAIN_AT_END),
            "SAT": picked(self._rng, *satisfied),
            "TRAINER": picked(self._rng, *trainer),
            "INTEND": self._remark("INTEND", INTENTIONS),
        }

    def _in_practice(self) -> Answers:
        """What came of it at work."""
        better = picked(self._rng, *IMPACT)
        changed = better == "Yes"
        return {
            **self._rated(GAIN_IN_PRACTICE),
            "BETTER": better,
            "CHANGE": picked(self._rng, *CHANGES) if changed else "Nothing yet",
            "EXAMPLE": self._remark("EXAMPLE", EXAMPLES) if changed else None,
        }

    def _as_manager(self) -> Answers:
        """What the manager has seen."""
        seen = self._rng.random() < SEEN
        remark = self._rng.choice(MANAGERS) if seen and self._rng.random() < SEEN else None
        return {"SEEN": "Yes" if seen else "No", "EXAMPLE": remark}

    def _remark(self, code: str, remarks: dict[str, tuple[str, ...]]) -> str | None:
        """A remark on the subject of the course, or a general one, or none."""
        if self._rng.random() > REMARKING[code]:
            return None
        subjects = {self._subject, ""} if self._subject else {""}
        kind = self._rng.choice(sorted(subjects))
        return self._rng.choice(remarks[kind])
