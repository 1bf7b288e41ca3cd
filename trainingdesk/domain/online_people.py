"""The people and events that a line of an online form's export may mean, and who cannot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from trainingdesk.domain.attendance import CAME, Attendance
from trainingdesk.domain.booking import LIVE, ON_THE_REGISTER, BookingStatus
from trainingdesk.domain.delegate import listed_name, spoken_name
from trainingdesk.domain.evaluation import Stage
from trainingdesk.domain.words import plain_day

NEAR, NEAR_DUE = timedelta(days=60), timedelta(days=365)
"""So far from its event, or from when it was due in practice, a form speaks for it by itself."""


@dataclass(frozen=True, slots=True)
class OnlineEvent:
    """An event that a line may be of."""

    id: int
    reference: str
    title: str
    starts: date
    ends: date
    nameless: frozenset[date] = frozenset()
    """Days on which rows were sent, and its form had no names."""
    asked_on: date | None = None
    """When its people are asked at the stage: rows are mostly sent about then."""

    @property
    def name(self) -> str:
        """The event as sentences name it."""
        return f"{self.title} on {plain_day(self.starts)}"

    def out_of_time(self, stage: Stage, sent: date) -> str:
        """Why a form of a stage cannot have been sent on a day; nothing where it can."""
        if stage is Stage.BEFORE:
            if sent <= self.ends:
                return ""
            return (
                f"{self.name} was over when this was sent, on {plain_day(sent)}, so it does not "
                "tell how anybody stood before. If it was filled in on paper in time, enter it "
                "under To enter; otherwise leave it in the file."
            )
        if sent >= self.starts:
            return ""
        return (
            f"{self.title} begins on {plain_day(self.starts)}, so nobody can have answered its "
            f"form of the stage “{stage.said}” before."
        )

    def far_from(self, stage: Stage, sent: date) -> str:
        """Why a form is hardly of this event, if nothing in it says so; nothing where it may be."""
        if stage is Stage.BEFORE:
            if sent >= self.starts - NEAR:
                return ""
            how = "long before"
        else:
            near = NEAR if stage is Stage.END else NEAR_DUE
            if sent <= (self.asked_on or self.ends) + near:
                return ""
            how = "long after"
        return (
            f"This was sent on {plain_day(sent)}, {how} {self.name}, and nothing in it says that "
            "it is of that event."
        )


@dataclass(frozen=True, slots=True)
class OnlinePerson:
    """Somebody with a booking on an event, whom a line may mean.

    ``hindrance`` says why they cannot have answered, as hindrance_of does; nothing where they can.
    """

    booking_id: int
    event: OnlineEvent
    delegate_id: int
    first_name: str
    last_name: str
    email: str = ""
    manager: str = ""
    manager_email: str = ""
    agency: str = ""
    hindrance: str = ""
    answered: bool = False

    @property
    def key(self) -> str:
        """By what this person is chosen."""
        return str(self.booking_id)

    @property
    def name(self) -> str:
        """The name as it is said."""
        return spoken_name(first_name=self.first_name, last_name=self.last_name)

    @property
    def listed(self) -> str:
        """The name as lists show it."""
        return listed_name(first_name=self.first_name, last_name=self.last_name)

    @property
    def cannot_answer(self) -> str:
        """That they are on the event's list and cannot have answered, and what to do."""
        return (
            f"{self.name} has a booking on {self.event.name}, but {self.hindrance}. If that "
            "is wrong, put it right on the event, and this row can be taken; otherwise leave it "
            "in the file."
        )


def hindrance_of(
    stage: Stage, status: BookingStatus, *, mark: Attendance | None, closed: bool
) -> str:
    """Why nobody with such a booking can have answered; nothing where they can.

    Once the register is closed, its marks tell who came.
    """
    if stage is not Stage.BEFORE and closed:
        if mark in CAME:
            return ""
        if mark is not None:
            return f"is marked “{mark}” there"
        if status in ON_THE_REGISTER:
            return "has no mark on its register, which is closed"
    elif status in (LIVE if stage is Stage.BEFORE else ON_THE_REGISTER):
        return ""
    return f"it is “{status}”"


def likeliest_first(people: Iterable[OnlinePerson], *, sent: date) -> tuple[OnlinePerson, ...]:
    """Those who have not answered, then those who were asked last before a row was sent.

    Whoever is asked only later comes after whoever was asked already.
    """
    return tuple(
        sorted(people, key=lambda each: (each.answered, *_from_asking(each.event, sent=sent)))
    )


def nearer_but_not_there(
    person: OnlinePerson, bookings: Iterable[OnlinePerson], *, sent: date
) -> OnlinePerson | None:
    """The booking that a row would rather be of than this one, if nobody could answer it there."""
    theirs = (each for each in bookings if each.delegate_id == person.delegate_id)
    nearest = min((person, *theirs), key=lambda each: _from_asking(each.event, sent=sent))
    return nearest if nearest.hindrance else None


def _from_asking(event: OnlineEvent, *, sent: date) -> tuple[bool, int]:
    """Whether an event's people were asked only after a row was sent, and how far from it."""
    asked = event.asked_on or event.ends
    return asked > sent, abs((sent - asked).days)
